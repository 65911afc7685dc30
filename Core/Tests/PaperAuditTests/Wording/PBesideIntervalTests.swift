// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// The audit on p-values beside the interval of the same estimate.
@Suite struct PBesideIntervalTests {
  /// Sentences that can be true.
  static let sound = [
    "Survival was longer with A (HR for death 0.81; 95% CI 0.67–0.98; log-rank P = 0.03).",
    "Survival was longer with A (HR for death 0.81; 95% CI 0.66–1.00; log-rank P = 0.045).",
    "Events were rare (odds ratio 0.21; 95% CI 0.04 to 0.98; Fisher's exact P = 0.06).",
    "Pain fell more with A (mean difference −1.2; 95% CI −2.3 to −0.1; Bonferroni-adjusted P = 0.10).",
    "A was noninferior to B (difference 1.2 percentage points; 95% CI −1.4 to 3.8; P = 0.002 for noninferiority).",
    "A组无进展生存期长于B组（HR=0.68，95%CI：0.49～0.94，P=0.019）。",
    "The absolute difference was 5.0 points (95% CI, 1.1 to 8.9; P = 0.012 by the Cochran–Mantel–Haenszel test).",
    "Seizures occurred in 3 of 20 and 0 of 21 (odds ratio 8.6; 95% CI 0.4 to 178; P = 0.11).",
    "The relative risk was 0.31 (95% CI 0.10 to 0.95; P = 0.049 by Fisher's exact test).",
    "Hazard ratio, 0.38 (95% CI, 0.14 to 1.05; log-rank P = 0.049).",
    "The geometric mean ratio was 1.42 (95% CI, 1.10 to 1.84; P = 0.008).",
    "The rate ratio was 0.61 (95% CI 0.37–1.00; P = 0.05).",
    "Efficacy was 62.0% (95% CI 12.0 to 85.0; P = 0.02).",
    "The difference in survival at 5 years was 6.2 percentage points (95% CI, 0.4 to 12.0), and the hazard ratio for death was 0.84 (95% CI 0.70 to 1.02; P = 0.08).",
    "Progression-free survival favored X (HR, 0.71 [95% CI, 0.55 to 0.91]; 1-sided P = .0035).",
    "Overall survival did not differ (HR, 0.92 [95% CI, 0.74 to 1.14]; P = .45).",
    "HR for progression or death was 0.80 (95% CI 0.64 to 1.00; P=0.050).",
    "HR for progression or death was 0.80 (97.5% CI 0.62 to 1.03; P=0.049).",
    "HR for progression or death was 0.80 (95.4% CI 0.63 to 1.01; P=0.058).",
    "Patients were randomly assigned to A (n = 210) or B (n = 205). At 12 months, 34 patients (16.2%) in the A group and 52 (25.4%) in the B group had relapsed (relative risk, 0.64; 95% CI, 0.43 to 0.94; P = 0.02). Serious adverse events occurred in 21 and 19 patients, respectively (P = 0.80).",
    "Odds of recovery were higher with A (OR 1.50; 95% CI 1.02 to 2.21; P = 0.04).",
    "Odds of recovery were higher with A (OR 1.50; 95% CI 0.99 to 2.27; P = 0.049, likelihood-ratio test).",
    "The common odds ratio was 1.40 (95% CI 1.00 to 1.96; P = 0.05).",
    "HR 0.75 (95% CI 0.57 to 0.98), P = 0.03; HR for PFS 0.88 (95% CI 0.71 to 1.09), P = 0.24.",
    "The hazard ratio was 0.78 (95% CI, 0.60 to 1.01; P = 0.06), and 0.70 (95% CI, 0.51 to 0.96; P = 0.03) after adjustment.",
    "The mean difference at 6 weeks was 1.8 (95% CI 0.2 to 3.4; P = 0.03), at 12 weeks 0.9 (95% CI −0.7 to 2.5; P = 0.27).",
    "Between-group difference, −2.1 kg (95% CI, −3.4 to −0.8; P = 0.002).",
    "Quality of life improved more with A (mean difference 4.2 points, 95% CI 0.4 to 8.1, P = 0.03).",
  ]

  /// Sentences of which one figure contradicts the others; z is the estimate over a quarter of the interval's width.
  static let unsound = [
    "We randomly assigned 300 patients to drug (n = 150) or placebo (n = 150). The primary outcome was less frequent with drug (hazard ratio, 0.74; 95% CI, 0.52 to 1.06; P=0.01).",
    "We randomly assigned 300 patients to drug (n = 150) or placebo (n = 150). Mortality was lower (adjusted odds ratio 0.61 [95% CI 0.40–0.93], p=0.17).",
    "Relapse was less common after A (RR 0.55, 95% confidence interval 0.34 to 0.88; p = 0.26).",
    "Survival was longer with A (HR for death 0.81; 95% CI 0.67–0.98; log-rank P = 0.21).",
    "Mean systolic pressure fell more with A than with B (between-group difference, −5.4 mm Hg; 95% CI, −8.9 to −1.9; P=0.24).",
    "The difference in walking distance was 31 m (95% CI 12 to 50 m; P = 0.31).",
    "HbA1c decreased more in the A group (treatment difference −0.41%, 95% CI −0.82 to 0.00; P=0.001).",
    "干预组焦虑评分低于对照组（均数差-3.2，95%CI：-5.1～-1.3，P=0.21）。",
    "A组无进展生存期长于B组（HR=0.68，95%CI：0.49～0.94，P=0.19）。",
    "两组病死率差异有统计学意义（OR=0.71，95%CI 0.44～1.14，P=0.01）。",
    "The adjusted hazard ratio for death was 1.24 (95% CI, 0.91 to 1.69; P = 0.008).",
    "Treatment with X was associated with lower odds of relapse (aOR 0.48, 95% CI 0.29–0.79, P=0.40).",
    "After adjustment for site the odds ratio was 0.81 (0.55–1.19; p=0.004).",
    "Progression-free survival favored X (HR, 0.71 [95% CI, 0.55 to 0.91]; 2-sided P = .18).",
    "The between-group mean difference in HbA1c at 26 weeks was −0.6 percentage points (95% CI −0.9 to −0.3; P=0.22).",
    "Least-squares mean change in FEV1 was 112 mL with X and 41 mL with placebo (difference 71 mL; 95% CI, 22 to 120; P = 0.31).",
    "Adherence was higher with reminders (difference 9.0%, 95% CI 3.1% to 14.9%, P=0.42).",
    "RESULTS: Between 2015 and 2018, 310 patients underwent randomization (155 per group). The primary outcome occurred in 31 of 155 patients (20.0%) in the intervention group and in 52 of 155 (33.5%) in the control group (relative risk, 0.60; 95% CI, 0.41 to 0.88; P=0.18).",
    "Median progression-free survival was 9.1 months with A and 6.0 months with B (hazard ratio for progression or death, 0.67; 95% CI, 0.52 to 0.86; P=0.16).",
    "The adjusted mean difference in PHQ-9 scores at 12 weeks was −2.4 (95% CI −3.9 to −0.9, p=0.42).",
    "Mean (SE) change in LDL-C was −52.1 (1.8) mg/dL with A and −31.4 (1.9) mg/dL with B (difference −20.7; 95% CI −25.8 to −9.6; P<.001).",
    "The prevalence of delirium was 14% (21/150) and 27% (41/152) (OR 0.44, 95% CI 0.24 to 0.79; p=0.31).",
    "无病生存HR为0.72（95%CI 0.55~0.79，P=0.021）。",
    "There was no difference in pain (mean difference 0.3, 95% CI −0.4 to 1.0, p = 0.01).",
    "No significant difference was found in mortality (HR 1.05, 95% CI 0.82–1.34; P = 0.004).",
    "Kidney failure: HR 0.61 (0.47–0.79), p=0.30.",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
