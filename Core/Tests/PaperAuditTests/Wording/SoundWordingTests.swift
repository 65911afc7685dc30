// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// Sentences whose figures look as if they belonged together, and do not.
@Suite struct SoundWordingTests {
  static let sound = [
    "Patients were randomized to drug A (n = 60) or drug B (n = 62). Death occurred in 4 patients of the drug A group and 9 of the drug B group after a median of 3 years (P = 0.04 by log-rank test).",
    "Patients were randomized to drug A (n = 60) or drug B (n = 62). Response was 45 of 60 (75.0%) and 40 of 62 (64.5%). After adjustment for center, the difference was significant (P = 0.01).",
    "Analyses were stratified by center. Patients were randomized to drug A (n = 60) or drug B (n = 62). Response was 45 of 60 (75.0%) vs 40 of 62 (64.5%) (P = 0.02).",
    "All models included age. Response was 45 of 60 (75.0%) vs 40 of 62 (64.5%) (P = 0.02, mixed model).",
    "Mean pain fell by 2.1 points with drug A and 1.3 points with drug B (mean difference 0.8; 95% CI 0.1 to 1.5), after imputation.",
    "Median pain was 4 (IQR 2–6) vs 5 (IQR 3–7), median difference −1 (95% CI −2 to 0; P = 0.03).",
    "Costs were 4,210 (SD 3,900) vs 3,890 (SD 3,700) euros, mean difference 320 (95% CI −410 to 1,480 by bootstrap).",
    "The difference in medians was 3.0 days (95% CI, 0.5 to 9.0), mean stay being 8.1 days.",
    "Progression-free survival at 12 months was 45% and overall survival was 71%; response lasted 24 months in 50%.",
    "Median overall survival was 14.2 months and median progression-free survival 9.8 months; median duration of response was 16.0 months.",
    "The 2-year relapse-free survival was 78% in patients with a response and 45% in those without; 2-year overall survival was 66%.",
    "Overall survival at 2 years was 70% (95% CI, 60–78) and at 5 years it had fallen to 52%.",
    "One-year survival was 85%; patients alive at 1 year had a 5-year survival of 90%.",
    "Conditional survival at 3 years was 88%; overall survival at 1 year was 71%.",
    "Of the patients, 62% were alive at 1 year and 85% of these at 2 years; survival was the endpoint.",
    "Mean age was 54 years in men (range 31–70) and 61 years in women (range 40–82).",
    "Adults aged 18 years or older were eligible. Among children in the household, the median age was 7 years (range 1–16).",
    "Patients aged 18 to 65 years were eligible. After 10 years of follow-up they were 29 to 74 years old.",
    "Eligible patients were 18 to 65 years old. At last follow-up the median age was 68 years (range 31–77).",
    "Recruitment was from January 2016 to June 2018, with data cutoff in June 2019. The median follow-up was 24.3 months.",
    "Enrolment took place between March 2015 and April 2017 and the data cutoff was January 2018; in the earlier cohort, started in 2010, median follow-up was 72 months.",
    "To detect a reduction in relapse from 40% to 25% with 80% power (two-sided alpha 5%), 165 patients per group were needed; 2 interim analyses were planned.",
    "With 90% power and an alpha of 0.05, 120 patients were needed to show that the response rate exceeded 20%, assuming 35%.",
    "The sample size of 60 gave 80% power at the 5% level for a correlation of 0.35.",
    "Assuming a 60% survival rate at 2 years in the control arm and 75% in the experimental arm, 228 patients provide 80% power at a two-sided alpha of 5%, given 3 years of accrual.",
    "Scores ranged from 0 to 10 before treatment. The mean score of the 24-item scale was 48.2.",
    "On a visual analogue scale (0–100), pain was 34; on the numeric scale from 0 to 10 it was 3.4.",
    "The Barthel index (scale 0–20) had a mean of 14.1; the mean Rankin score was 2.4, and mean weight was 71.2 kg.",
    "LDL cholesterol was lowered by 25% more than with placebo (hazard ratio for death, 0.92; 95% CI 0.8 to 1.05).",
    "Mortality was lower by 2.1 percentage points, a relative reduction of 21% (hazard ratio 0.80; 95% CI 0.7 to 0.9).",
    "A 10% lower adherence (odds ratio 0.62; 95% CI 0.5 to 0.8) was seen.",
    "Weight fell from 96 kg to 90 kg at 6 months and to 88 kg at 12 months, a reduction of 8 kg.",
    "The rate rose from 12% in 2010 to 18% in 2015 and 24% in 2020, an increase of 12 percentage points.",
    "Costs rose from 100 to 120 euros, an increase of 25 euros in real terms.",
    "HbA1c fell from 8.4% to 7.6% with drug A, a reduction of 0.5 percentage points more than with placebo.",
    "Mean pressure was 140 mm Hg with drug A vs 138 mm Hg with drug B; 12 weeks later it was 9 mm Hg lower with drug A.",
    "The difference between arms was 4.1 (SE 1.9), P = 0.03.",
    "Time to healing was 3 days shorter: 12 days with drug A (IQR 9–16) and 15 days with drug B (IQR 11–20).",
    "There were 12 deaths in 1,040 patient-years with drug A, 1.2 per 100 patient-years, and 20 in 1,010 with drug B, 2.0 per 100 patient-years.",
    "The standardized incidence was 4.4 per 100 person-years (18 events, 412 person-years, standardized to the census).",
    "In 2019 the incidence was 12.4 per 100,000 person-years; our 412 patients had 18 events.",
    "The rate of hypoglycemia was 4.2 per patient-year in 120 patients followed over 110 patient-years.",
    "年龄18～65岁患者入组。随访10年时患者年龄为29～74岁。",
    "1年总生存率为71.0%，无进展生存率为45.0%；3年总生存率为52.0%。",
    "试验组1、3年总生存率为80.0%、61.0%，对照组为75.0%、64.0%。",
    "HbA1c由8.4%降至7.6%，较对照组多下降0.5%。",
    "风险降低26%（HR=0.74，95%CI：0.60～0.91），其中女性降低35%（HR=0.65，95%CI：0.50～0.85）。",
    "两组比较F=1.02，P=0.36；时间效应F=12.4，P<0.001。",
  ]

  @Test("leaves other curves, other groups, other times and other tests in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }
}
