// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// The audit on estimates and their intervals, in several wordings, sound and unsound.
@Suite struct IntervalWordingTests {
  /// Sentences that can be true.
  static let sound = [
    "Among 1,200 patients the 95% CI of the risk ratio was 0.81 to 1.12 (risk ratio 0.95), 18% versus 19%.",
    "The 30-day mortality was 18% vs 27%, a relative risk of 0.67 (95% CI 0.50 to 0.89).",
    "Mean change from baseline was −1.2 (SE 0.3) in A and −0.4 (SE 0.3) in B; difference −0.8 (95% CI −1.6 to 0.0; P=0.05).",
  ]

  /// Sentences of which one figure contradicts the others, by hand computation.
  static let unsound = [
    "The rate ratio was 0.45 (95% CI 0.52–0.81).",
    "The mean change was 12.3 (95% CI 13.1 to 15.2).",
    "OR=2.35，95%CI：2.51～4.87。",
    "The median was 14 days (IQR 16–22).",
    "中位住院时间为9（11，15）天。",
    "The hazard ratio was 0.80 (95% CI, 0.41 to 0.72).",
    "Sensitivity was 87% (95% CI 89 to 94).",
    "The relative risk of recurrence was 0.61 (95% confidence interval, 0.68 to 0.97).",
    "Median overall survival was 11.3 months (95% CI, 12.1–15.8).",
    "The between-group difference was −5.6 mm Hg (95% CI, −5.1 to −2.3).",
    "The response rate was 34% (95% CI, 36-52).",
    "HR 0.58 (0.62–0.91).",
    "风险比为0.58（95%CI 0.62～0.91）。",
    "率差为8.2%（95%CI：9.1%～15.3%）。",
    "The hazard ratio was 0.70 (95% CI, 0.35 to 0.86).",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
