// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// Rates and medians of curves, whose they are told by the words around them.
@Suite struct CurveAttachmentTests {
  /// Texts that can be true.
  static let sound = [
    "Patients were assigned to A (n = 90) or B (n = 90). Median overall survival was 19.8 months with A and 14.6 months with B; 12-month survival rates were 66% and 58%.",
    "Patients were assigned to A (n = 90) or B (n = 90). Median overall survival was not reached with A and was 14.6 months with B; the 24-month survival rates were 56% and 31%.",
    "Patients were assigned to A (n = 90) or B (n = 90). Median overall survival was 19.8 months with A and 14.6 months with B; among responders, 24-month overall survival was 71%.",
    "Patients were assigned to A (n = 90) or B (n = 90). Median overall survival was 19.8 months with A and 14.6 months with B. In the subgroup with high expression the 24-month survival rates were 61% and 52%.",
    "Patients were assigned to A (n = 90) or B (n = 90). Median progression-free survival was 9.8 months with A and 4.6 months with B; 24-month overall survival was 66% and 58%.",
    "Patients were assigned to A (n = 90), B (n = 90) or C (n = 90). Median overall survival was 19.8 months with A and 14.6 months with B; 24-month overall survival with C was 61%.",
    "Median OS was 26.1 and 14.6 mo in arms A and B; 24-mo OS 54% and 33%.",
    "PFS rates at 12 and 24 mo were 68% and 54% with the combination and 57% and 39% with antibody alone.",
    "At 12 months 66% were progression-free and at 24 months 52% were progression-free.",
    "At 2 years 70% of patients were free of relapse; at 3 years 81% were alive.",
    "The trial assumed a 24-month survival of 60%. Patients were assigned to A (n = 90) or B (n = 90). Median overall survival was 19.8 months with A and 14.6 months with B.",
    "Median OS was 18.0 months (A) and 12.2 months (B). The 18-month OS rates were 50% and 35%.",
    "Overall survival at 12 and 24 months was 82% and 71% in group A and 75% and 60% in group B.",
    "The 3-year OS was 71% in men and 78% in women; 5-year OS was 64% and 72%.",
    "Five-year graft survival was 78% and five-year patient survival 91%; 10-year patient survival was 80%.",
    "Relapse-free survival at 2 years was 58%, and overall survival at 3 years was 66%.",
    "Median overall survival was 14.0 months. The 12-month rate was 56% and the 24-month rate 31%.",
    "The cumulative incidence of relapse at 1 and 3 years was 18% and 27%; overall survival was 80% and 66%.",
    "Survival without disability at 6 months was 41% with A and 36% with B; survival at 12 months was 61% and 58%.",
    "OS at 24 months was 61% for patients with and 48% for those without the mutation; at 36 months it was 52% and 40%.",
    "Median PFS was 7.1 months in A and 4.2 months in B; PFS at 6 months 54% and 38%.",
    "3年总生存率A组为72.1%，B组为61.5%；5年总生存率A组为63.0%，B组为50.2%。",
    "Median event-free survival was 11.8 months (A) and 6.2 months (B); 61% and 52% of patients were alive at 24 months.",
    "Survival to discharge was 31% and survival at 1 year was 24%.",
    "Median OS was 9.9 months for A and 10.4 for B. One-year survival was 41% in both arms.",
    "At 5 years, 71% were alive with the device and 66% without; at 2 years, 84% and 80%.",
    "Median follow-up was 18 months (range 3 to 42). Overall survival at 36 months was 61%.",
    "Median follow-up of survivors was 18 months (range 3 to 22). Overall survival at 36 months was 61%.",
    "Median follow-up was 3.1 years (range 0.2 to 6.4). Five-year overall survival was 61%.",
    "Median follow-up was 18 months (IQR 10 to 22). Overall survival at 36 months was 61%.",
    "In part 1 the median OS was 12.1 months. In part 2, with a higher dose, 24-month OS was 61%.",
    "Thirty-day survival was 81% with A and 78% with B, and one-year survival 64% and 60%.",
    "Overall survival was 92% at 1 year for stage II and 71% at 1 year for stage III; at 3 years 81% and 44%.",
    "Stent patency was 91% at 6 months and 84% at 12 months; limb survival was 93% at 12 months.",
    "One-year survival improved from 61% in 2010 to 72% in 2018.",
    "The 5-year survival rate was 66% among 120 patients treated since 2010 and 58% before.",
    "In the ITT population median OS was 14.1 and 11.0 months; in PD-L1-high patients 12-month OS was 71% and 52%.",
    "Median PFS 7.1 (A) v 4.2 months (B). In those who responded, PFS at 12 months was 66%.",
    "Median OS was 14.1 months (A) and 11.0 months (B). In patients with brain metastases, 12-month OS was 38% v 21%.",
    "Median PFS was 14.2 months (95% CI 11.0-17.9) and 9.1 months (7.8-10.9). PFS at 12 months was 55% and 38%; PFS at 24 months was 31% and 14%.",
    "Twelve-month OS rates were 71% (A), 66% (B) and 58% (C); median OS was 18.2, 15.9 and 13.1 months.",
    "OS at 12 months was 58% in patients given A after B, 66% in those given B after A.",
    "Median OS: A 18.2 mo, B NR. 24-mo OS: A 38%, B 56%.",
    "The median overall survival was 18.2 months in the A group and had not been reached in the B group; at 24 months, 38% and 56% of patients, respectively, were alive.",
    "Disease-free survival at 3 years was 77% vs 71% (HR 0.78) and overall survival at 5 years 80% vs 78%.",
    "Event-free survival at 18 months was 56% (95% CI 49-63) with A against 41% (95% CI 34-48) with B, and at 36 months 49% (42-56) against 35% (28-42).",
  ]

  /// Texts of which one figure contradicts the others, by hand computation.
  static let unsound = [
    "Patients were assigned to A (n = 90) or B (n = 90). Median overall survival was 19.8 months with A and 14.6 months with B; 24-month survival rates were 56% and 31%.",
    "Patients were assigned to A (n = 90) or B (n = 90). The median progression-free survival was 8.4 months in group A and 5.9 months in group B. At 12 months, progression-free survival was 56.3% and 28.1%, respectively.",
    "120例患者随机分为A组（n=60）和B组（n=60）。A组和B组中位总生存期分别为20.5个月和15.2个月，2年总生存率分别为58.3%和31.0%。",
    "Median PFS was 11.2 vs 7.9 mo (HR 0.70); the 18-mo PFS rate was 55% vs 21%.",
    "Patients were assigned to A (n = 90) or B (n = 90). Median OS was 30.4 months with A and 24.1 months with B. The proportion of patients alive at 18 months was 44% with A and 61% with B.",
    "PFS rates at 12 and 24 mo were 68% and 74% with the combination and 57% and 39% with antibody alone.",
    "At 12 months 66% were progression-free and at 24 months 72% were progression-free.",
    "Event-free survival in the A arm was 61.8% at 6 mo, 49.7% at 18 mo and 52.4% at 36 mo.",
    "The 1-, 3- and 5-year overall survival rates were 88.2%, 64.1% and 66.7%.",
    "One-year relapse-free survival was 71% and two-year relapse-free survival 78%.",
    "1、2、3年无病生存率分别为85.2%、71.0%、73.9%。",
    "Freedom from relapse was 71% at 1 year and 78% at 2 years.",
    "Kaplan–Meier estimates of overall survival: 78% at 12 months, 61% at 24 months, and 66% at 36 months.",
    "Overall survival was 82% at one year, 71% at two years, and 74% at three years.",
    "Median overall survival was 14.2 months; at 24 months, 61% of patients were still alive.",
    "Overall survival at 12 and 24 months was 82% and 71% in group A and 75% and 78% in group B.",
    "Median OS was 9.9 months for A and 10.4 months for B. One-year survival was 54% in both arms.",
    "120例患者随机分为A组（n=60）和B组（n=60）。3年总生存率A组为72.1%，B组为61.5%；5年总生存率A组为75.0%，B组为50.2%。",
    "Survival to 1 year was 61% and to 2 years 66%.",
    "Median PFS was 7.1 months in A and 4.2 months in B; PFS at 6 months was 44% and 38%.",
    "The two-year OS was 64% (95% CI 55-72) and the four-year OS 69% (95% CI 60-77).",
    "120例患者随机分为A组（n=60）和B组（n=60）。中位无进展生存期A组10.2个月、B组6.1个月；12个月无进展生存率A组为58.0%，B组为25.1%。",
    "Median overall survival was 22 months with A and 15 months with B; at 3 years, 58% and 24% were alive.",
    "Median follow-up was 18 months (range 3 to 22). Overall survival at 36 months was 61%.",
    "Median follow-up was 3.1 years (range, 0.2–4.4). Five-year overall survival was 61%.",
    "中位随访18个月（范围3～22个月）。3年总生存率为61.0%。",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
