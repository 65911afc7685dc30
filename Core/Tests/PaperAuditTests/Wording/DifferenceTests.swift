// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// The audit on differences beside their figures, in several wordings, sound and unsound.
@Suite struct DifferenceTests {
  /// Sentences that can be true.
  static let sound = [
    "Mean blood loss was 260 ml less with A (312 ml vs 572 ml).",
    "The change was −0.26 vs −0.09, a difference of −0.17.",
    "Headache days fell by 4.1 days with 60 mg, 3.7 days with 30 mg and 2.2 days with placebo, 1.9 days more than placebo at the higher dose.",
    "Operating time was shorter by 12 min with A (48 min versus 60 min).",
    "Median stay was 2 days shorter (median 5 days, IQR 3 to 7 days, versus 8 days).",
    "Response was 62% vs 41%, a difference of 21 percentage points.",
    "Pain was 3.1 vs 4.0, a difference of −0.8 (95% CI −1.4 to −0.2).",
    "Forty patients had 3 or more days of fever (2 days with A, 4 days with B).",
    "Patients walked 30 m more with drug A; baseline distance was 300 m with drug A and 310 m with drug B.",
    "Scores were 6 points lower than at week 4 (24 points with drug A, 20 points with drug B).",
    "Blood pressure was 142 mm Hg at baseline and 131 mm Hg at 12 weeks, 6 mm Hg lower than with placebo.",
    "Participants slept 6.4 hours with A vs 5.9 hours with B, and 20% more patients slept over 7 hours.",
    "The median time to first flare was 12.4 months longer than in the previous study (18.2 months with A).",
  ]

  /// Sentences of which one figure contradicts the others, by hand computation.
  static let unsound = [
    "Mean blood loss was 230 ml less with A (312 ml vs 572 ml).",
    "The change was −0.26 vs −0.09, a difference of −0.27.",
    "Headache days fell by 4.1 days with 60 mg, 3.7 days with 30 mg and 2.2 days with placebo, 2.9 days more than placebo at the higher dose.",
    "Operating time was shorter by 21 min with A (48 min versus 60 min).",
    "Response was 62% vs 41%, a difference of 12 percentage points.",
    "Survival at 30 days was 82% with drug A and 74% with drug B (absolute difference, 18 percentage points).",
    "Mean operative time was 95 min in the laparoscopic group and 72 min in the open group, i.e. 33 min longer.",
    "两组手术时间分别为95.2 min和72.1 min，相差33.1 min。",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
