// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// The audit on estimates off the middle of their intervals, outside them, or far from the figures before them.
@Suite struct EstimateInIntervalTests {
  /// Sentences that can be true.
  static let sound = [
    "The adjusted mean difference was −1.3 kg (95% CI, −2.4 to −0.2).",
    "The median difference was −1.9 days (95% CI, −2.4 to −0.2).",
    "The difference in medians (Hodges–Lehmann) was 3.0 h (95% CI 0.5 to 3.6).",
    "The mean cost difference was £310 (bootstrapped 95% CI 100 to 690).",
    "The reduction was 4.2 mmol/L (95% CI −6.4 to −2.0).",
    "Events occurred in 10.0% with A and 15.0% with B (adjusted relative risk 0.87, 95% CI 0.70 to 1.08).",
    "Between-group difference in 6MWD: 28 m (95% CI, 5 to 51).",
    "The difference in median survival was 4.1 months (95% CI 0.2 to 5.9).",
    "Quantile regression gave a difference of 2.0 days (95% CI 0.1 to 2.4).",
    "The difference in mean costs was 2.0 thousand euros (95% CI 0.1 to 2.4, bias-corrected bootstrap).",
    "Sensitivity was 0.91 (95% CI 0.78 to 0.98).",
    "The incidence rate ratio was 2.90 (exact 95% CI 0.95 to 10.4).",
    "Mortality was 10.0% (50/500) with X and 15.0% (75/500) with placebo (adjusted risk difference −5.6%; 95% CI −9.7 to −1.5).",
    "Mortality was 10.0% (50/500) with X and 15.0% (75/500) with placebo, an odds ratio of 0.63 (95% CI 0.43 to 0.92).",
    "There was a difference of 12 mL (95% CI −3 to 27) in urine output, and 4.5 g (1.2 to 7.8) in albumin.",
    "Creatinine clearance fell by 6.2 mL/min (95% CI −9.1 to −3.3) with A.",
    "The difference in the Hodges–Lehmann estimate was 12 min (95% CI 4 to 25).",
    "Reduction in seizures: median difference 18 percentage points (95% CI 4 to 27).",
    "HbA1c fell from 8.1% to 7.2%, a mean change of −0.9 percentage points (95% CI −1.1 to −0.7).",
  ]

  /// Sentences of which one figure contradicts the others; by hand.
  static let unsound = [
    "The hazard ratio for progression was 0.62 (95% CI 0.45 to 0.85), and the P value was 0.12.",
    "The mean difference in pain score was 2.4 points (95% CI 0.3 to 3.1).",
    "Mean length of stay was 6.1 (SD 2.0) days with A and 7.9 (SD 2.4) days with B (mean difference −1.8 days, 95% CI −2.2 to −0.4).",
    "Mean blood loss was 310 (SD 95) mL in the A group and 402 (SD 110) mL in the B group, a difference of −112 mL (95% CI −131 to −53).",
    "The adjusted mean difference was −1.9 kg (95% CI, −2.4 to −0.2).",
    "The mean change in depression score was −9.3 with A and −6.1 with B (difference −3.2; 95% CI −4.0 to −0.9).",
    "A组住院时间较B组短（均数差为-2.6 d，95%CI -3.0～-0.8）。",
    "The risk ratio was 0.52 (95% CI 0.18 to 0.71).",
    "Relapse occurred less often (hazard ratio, 0.55; 95% CI, 0.50 to 0.81).",
    "Wound infection occurred in 9.1% and 14.6% of patients (risk difference −5.5 percentage points; 95% CI 1.1 to 16.3).",
    "The change was −4.2 mmol/L (95% CI 2.0 to 9.9).",
    "Of 240 patients, 120 received A and 120 received B. Response occurred in 54 patients (45.0%) and 36 (30.0%), an absolute difference of 20.0 percentage points (95% CI, 2.9 to 27.1).",
    "The cure rate was 82.0% with A and 74.5% with B (difference 12.5 percentage points, 95% CI 1.1 to 13.9).",
    "Death occurred in 30 of 300 patients given A and 45 of 300 given B (odds ratio 0.43; 95% CI 0.38 to 1.03).",
    "Events occurred in 10.0% with A and 15.0% with B (relative risk 0.87, 95% CI 0.70 to 1.08).",
    "The mean score improved by 6.1 points in the intervention group and by 3.0 points in the control group (difference 3.1 points; 95% CI, 2.6 to 6.0).",
    "Between-group difference in 6MWD: 28 m (95% CI, 21 to 64).",
    "The mean difference was 3.5 kg (95% CI −1.2 to −5.8 kg).",
    "Risk of fracture was reduced (risk ratio 0.65; 95% CI 0.70–0.92).",
    "Event rates were 8.0% and 12.0% (risk ratio, 0.67; 95% CI, 0.62 to 0.97).",
    "Mortality was 10.0% (50/500) with X and 15.0% (75/500) with placebo (risk difference −8.0%; 95% CI −12.1 to −3.9).",
    "Mortality was 10.0% (50/500) with X and 15.0% (75/500) with placebo, an odds ratio of 0.53 (95% CI 0.36 to 0.78).",
    "RESULTS: 310 patients underwent randomization (155 per group). The primary outcome occurred in 31 (20.0%) and 52 (33.5%) patients (relative risk, 0.79; 95% CI, 0.54 to 1.16).",
    "The prevalence of delirium was 14% (21/150) and 27% (41/152) (OR 0.62, 95% CI 0.35 to 1.11).",
    "Delirium occurred in 21/150 (14%) vs 41/152 (27%); absolute risk difference −19% (95% CI −27 to −10).",
    "A组较B组降低死亡风险28%（HR=0.62，95%CI：0.45～0.85）。",
    "Response: 62% vs 41% (difference 31 percentage points, 95% CI 11 to 31).",
    "Kidney failure (HR 0.61, 95% CI 0.64–0.79) was less common.",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
