// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// Conclusions that repeat the figures of the results, or other ones.
@Suite struct ConclusionTests {
  /// Texts that can be true.
  static let sound = [
    "Results: The hazard ratio for death was 0.58 (95% CI 0.45-0.75). Conclusion: A lowered mortality (HR 0.58).",
    "Results: The hazard ratio for death was 0.58 (95% CI 0.45-0.75); for progression it was 0.68. Conclusion: A lowered progression (HR 0.68).",
    "Results: The hazard ratio for death was 0.58 (95% CI 0.45-0.75). Conclusion: A lowered mortality (HR 0.6).",
    "Results: The hazard ratio for death was 0.58 (95% CI 0.45-0.75). Conclusion: The reduction is larger than that of an earlier trial (HR 0.68).",
    "Results: Efficacy was 67.7% (95% CI 54.0 to 77.3). Conclusion: The vaccine had an efficacy of 68%.",
    "Results: Efficacy was 67.7% (95% CI 54.0 to 77.3) and, against severe disease, 76.7%. Conclusion: With an efficacy of 76.7% against severe disease, the vaccine protected older adults.",
    "Results: Nausea occurred in 36 of 194 (18.6%) and 19 of 197 (9.6%) patients. Conclusion: Nausea was halved, with a risk ratio of 0.52.",
    "Results: The response rate was 45.2% with A and 31.0% with B. Conclusion: A response rate of 38.1% over both arms is encouraging.",
    "Results: Mortality was 12.4% with A and 17.9% with B. Conclusion: A lowered mortality from 17.9% to 12.4%.",
    "Results: Mean pain fell from 6.2 to 3.1 with A and from 6.1 to 4.4 with B. Conclusion: A reduced pain from 6.2 to 3.1 points.",
    "Results: Death occurred in 24 of 200 and 36 of 200 patients. Conclusion: mortality fell from 18.0% to 12.0%.",
    "Results: The 3-year overall survival was 61.2%. Conclusion: The 5-year survival of 52.1% is good.",
    "结果：A组产后出血18例（8.5%），B组37例（17.0%）。结论：产后出血率由17.0%降至8.5%。",
    "Results: Median OS was 21.8 months with A and 14.9 months with B (HR 0.72, 95% CI 0.58-0.89). Conclusions: A prolonged median OS by 6.9 months (21.8 vs 14.9 months).",
    "Results: The odds ratio for healing was 2.00 (95% CI 1.2-3.4). Conclusion: The odds of not healing were lower (odds ratio 0.50).",
    "Results: Mean pain scores were 3.2 and 4.8. Conclusion: The minimal important difference of 1.5 points was exceeded.",
    "Results: The event rate was 4.2% per year with A and 6.0% per year with B (HR 0.70, 95% CI 0.55-0.89). Conclusion: A reduced the event rate by 30%.",
    "Results: Death occurred in 12.4% and 17.9% (relative risk 0.69). Conclusion: A lowered mortality with a relative reduction of 31%.",
    "Results: Mortality at 30 days was 12.4%. Conclusion: Mortality of 21.4% at 90 days is high.",
    "Results: Cure occurred in 88.2% (A) and 81.4% (B). Conclusion: Cure was 6.8 points more frequent with A.",
    "Results: Seroconversion was seen in 91.2% of the 240 vaccinees. Conclusion: Seroprotection of 92.1% was assumed for the next trial.",
    "Results: Response rate was 45.2% (95% CI 38.0 to 52.5). Conclusion: A response rate above 40% justifies a phase 3 trial.",
    "Results: HR 0.72 for PFS (95% CI 0.58-0.89) and 0.81 for OS (95% CI 0.62-1.06). Conclusion: A delays progression by a third (HR 0.72).",
    "Results: Complication rates were 12.1% and 15.3%, risk ratio 0.79 (95% CI 0.52 to 1.20). Conclusion: A risk ratio of 0.50 can be excluded.",
    "Results: LDL fell by 38.2% with A and 2.1% with B. Conclusion: A lowers LDL by 36.1% more than B.",
    "Results: Adherence was 82.3% with app and 64.1% without. Conclusion: Adherence of 73.2% in the whole sample was better than expected.",
    "结果：治疗组有效率92.5%，对照组75.0%。结论：治疗组有效率高于对照组（93%比75%）。",
    "Results: Median time to relapse was 9.1 months v 6.4 months. Conclusion: A delays relapse (9.1 v 6.4 months, a gain of 2.7 months).",
    "Results: Infection occurred in 8 of 120 and 17 of 118 patients. Conclusion: A lowers infection (6.7% v 14.4%).",
    "Background: In the pivotal trial efficacy was 94.1%. Results: Efficacy was 67.7% (54.0 to 77.3). Conclusion: Efficacy was lower than the 94.1% of the pivotal trial.",
    "Results: The mean difference was 2.4 kg (95% CI 1.1 to 3.7). Conclusion: A loss of 4.2 kg may be possible with longer treatment.",
    "Results: Sensitivity was 91.3%, specificity 86.2%. Conclusion: The specificity of 86.2% and sensitivity of 91.3% suffice.",
    "Results: Positive predictive value was 61.3% and negative predictive value 91.6%. Conclusion: The negative predictive value of 91.6% is high.",
    "Results: Hospital stay was 6.1 and 7.4 days. Conclusions: Stay is shorter with A than with B (6.1 v. 7.4 days).",
    "Results: Recurrence was 11.2% at 1 year and 18.4% at 3 years. Conclusion: Recurrence rises from 11.2% to 18.4%.",
    "A total of 338 patients were randomized (170 to A, 168 to B). Conclusion: In these 338 patients A was better.",
    "A total of 338 patients were randomized (170 to A, 168 to B); 8 withdrew. Conclusion: In 330 patients A was better.",
    "A total of 338 patients were randomized (170 to A, 168 to B). Conclusion: A trial of 388 patients is planned.",
    "A total of 338 patients were randomized (170 to A, 168 to B), 330 completed. Conclusion: In the 330 patients who completed, A was better.",
    "Results: Mortality was 12.4% with A and 17.9% with B. Conclusion: Mortality fell from 17.9% to 12.4%, less than the fall from 19.7% to 12.1% in our pilot.",
    "Methods: Between March 2018 and June 2020, 412 patients were randomized. The trial was stopped in January 2021 by the data monitoring committee. Results: median follow-up was 16.2 months. The hazard ratio for relapse was 0.71 (95% CI 0.55 to 0.92), and for death 0.88 (0.66 to 1.17). Conclusions: A lowered relapse by 29% and did not change survival.",
    "Results: LDL cholesterol was 1.8 and 2.6 mmol/L. Conclusion: The difference of 0.8 mmol/L is as large as that expected from the genetic studies (hazard ratio 0.78).",
    "Results: The primary outcome occurred in 9.6% and 12.8% (HR 0.74; 95% CI 0.60-0.91). Conclusion: The number needed to treat was 31 (12.8% vs 9.6%).",
    "Results: Sensitivity was 84.2% and specificity 91.0%. Conclusion: With a prevalence of 19.0% the predictive value is 68.7%.",
    "Results: The response rate was 54.2%, 61.3% in men and 45.2% in women. Conclusion: A response rate of 54% was reached.",
    "Results: Uptake rose from 41.2% to 56.8%. Conclusion: An increase of 15.6% in uptake was seen.",
    "Results: Adherence was 78.1% v 64.3% (relative risk 1.21, 1.10 to 1.34). Conclusion: Adherence was a fifth higher (relative risk 1.2).",
    "Results: Adverse events: 34.5% with A, 36.1% with B. Conclusions: The frequency of adverse events was similar (34.5% and 36.1%).",
    "Results: Healing at 12 weeks was 61.2% with A and 52.9% with B (odds ratio 1.41; 95% CI 1.02 to 1.95). Interpretation: The adjusted odds ratio of 1.45 confirms this.",
    "结果：观察组治愈率为62.5%（25/40），对照组为45.0%（18/40）。结论：观察组治愈率达62.5%，两组总治愈率53.8%。",
    "Results: Five-year survival was 61.2% with A and 55.4% with B. Conclusion: Ten-year survival was not studied; 5-year survival with A was 61%.",
    "Results: Vaccine efficacy was 81.5% after two doses and 58.1% after one dose. Conclusion: Two doses have an efficacy of 81.5%, one dose of 58.1%.",
    "Background: A earlier meta-analysis found a risk ratio of 0.85. Results: the risk ratio was 0.92 (95% CI 0.80 to 1.06). Conclusion: With the risk ratio of 0.85 from the meta-analysis inside its interval, the trial is inconclusive.",
    "Results: Mean BMI fell from 34.2 to 31.1. Conclusion: A mean weight loss of 9.1% was reached.",
    "Results: At 24 h, 12 of 60 (20.0%) and 24 of 60 (40.0%) patients had pain. Conclusion: Pain was halved, from 40% to 20%.",
    "Results: Ventilator-free days were 12.3 and 10.1. Conclusion: Patients had 2.2 more days free of ventilation (12.3 v 10.1 days).",
  ]

  /// Texts of which one figure contradicts the others, by hand computation.
  static let unsound = [
    "Results: The hazard ratio for death was 0.58 (95% CI 0.45-0.75). Conclusion: A lowered mortality (hazard ratio, 0.85).",
    "Results: Mortality was 12.4% with A and 17.9% with B. Conclusion: A lowered mortality from 19.7% to 12.4%.",
    "Results: Mortality was 12.4% with A and 17.9% with B. Conclusion: Mortality was lower with A than with B (12.4% v 19.7%).",
    "Results: Median OS was 21.8 months with A and 14.9 months with B (HR 0.72, 95% CI 0.58-0.89). Conclusions: A prolonged median overall survival compared with B (28.1 vs 14.9 months).",
    "Results: Median OS was 21.8 months with A and 14.9 months with B (HR 0.72, 95% CI 0.58-0.89). Conclusions: A gave a median OS of 28.1 months.",
    "Results: The objective response rate was 45.2% with A and 31.0% with B. Conclusion: With an objective response rate of 54.2%, A is active.",
    "结果：A组产后出血18例（8.5%），B组37例（17.0%）。结论：产后出血率由17.0%降低到5.8%。",
    "结果：治疗组总有效率92.5%（37/40），对照组75.0%（30/40）。结论：治疗组总有效率高于对照组（95.2%比75.0%）。",
    "Results: Sensitivity was 91.3% (95% CI 86.0 to 95.1). In conclusion, the test with a sensitivity of 93.1% may be used.",
    "Results: Relapse occurred in 22 of 150 (14.7%) and 39 of 152 (25.7%) patients (relative risk 0.57, 95% CI 0.36 to 0.91). Conclusion: A reduces relapse (relative risk 0.75).",
    "Results: Pain at 24 h was 2.4 (1.1) and 3.9 (1.3) points. Conclusions and Relevance Pain was lower (2.4 vs 3.6 points).",
    "Results: Death from any cause occurred in 24 patients (4.0%) and 33 patients (5.5%). Conclusions: Mortality was lower with the drug than with placebo (4.0% vs 6.5%).",
    "Results: Hospital stay was 6.1 and 7.4 days. Conclusions: Stay is shorter with A than with B (6.1 v. 8.4 days).",
    "Results: Recurrence was 11.2% with A and 18.4% with B. Conclusion: A lowered recurrence to 11.2%, compared with 14.8% with B.",
    "Results: Positive predictive value was 61.3% and negative predictive value 91.6%. Conclusion: The negative predictive value of 96.1% is high.",
    "结果：A组中位生存期为18.6个月，B组为12.4个月。结论：A组中位生存期优于B组（16.8个月比12.4个月）。",
    "Results: Vaccine efficacy was 67.7% (95% CI 54.0 to 77.3). Interpretation: One dose had 76.7% efficacy.",
    "Findings: Relapse occurred in 14.7% and 25.7% of patients (RR 0.57, 95% CI 0.36 to 0.91). Interpretation: A nearly halves relapse (RR 0.75).",
    "Results: The odds ratio for healing was 2.05 (95% CI 1.2-3.4). Conclusion: Healing is more frequent (odds ratio 2.50).",
    "RESULTS: Median PFS was 11.2 months vs 7.9 months. CONCLUSION: A improved median PFS from 7.9 to 12.1 months.",
    "Results: Mean HbA1c fell to 6.9% with A and 7.6% with B. Conclusions: HbA1c was lower with A than with B (6.9% v 7.9%).",
    "A total of 338 patients were randomized (170 to A, 168 to B). Conclusion: In this trial of 383 patients A was better.",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
