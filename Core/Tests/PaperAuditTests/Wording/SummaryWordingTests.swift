// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// The audit on means and medians in more habits of writing, in several wordings, sound and unsound.
@Suite struct SummaryWordingTests {
  /// Sentences that can be true.
  static let sound = [
    "Mean (SD) 24-h morphine consumption was 24.1 (8.2), 19.8 (7.9) and 18.7 (8.4) mg.",
    "Median (IQR) time to extubation was 18 (16–22) h with drug A and 18 (15–25) h with drug B.",
    "患者年龄40～72岁，平均（55.2±10.3）岁。",
  ]

  /// Sentences of which one figure contradicts the others, by hand computation.
  static let unsound = [
    "Ratings were whole numbers. Drug A was given to 20 patients and drug B to 20; patients were randomized to drug A (n = 20) or drug B (n = 20). The mean number of attacks was 3.47 with drug A and 4.85 with drug B.",
    "Patients were randomized to drug A (n = 20) or drug B (n = 20). The mean (SD) number of attacks was 3.47 (1.2) in the drug A group and 4.85 (1.3) in the drug B group.",
    "Median (IQR) time to extubation was 14 (16–22) h with drug A and 18 (15–25) h with drug B.",
    "Mean (range) duration of follow-up was 41 (12–36) months.",
    "Mean length of stay was 6.2 days (range 7-21).",
    "The mean age of participants was 38.4 (SD 9.1) years, ranging from 41 to 69 years.",
    "平均年龄（45.2±10.3）岁，年龄范围48～72岁。",
    "患者年龄50～72岁，平均（45.2±10.3）岁。",
    "Median follow-up was 24 months (range, 30 to 51 months).",
    "The median number of cycles was 6 (IQR 7–9).",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
