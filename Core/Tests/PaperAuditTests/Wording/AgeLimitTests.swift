// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// The audit on ages against eligibility, in several wordings, sound and unsound.
@Suite struct AgeLimitTests {
  /// Sentences that can be true.
  static let sound = [
    "Patients aged 50 to 75 years were randomised. Results: they were 51 to 74 years old.",
    "416 men aged 18 to 75 years with a hernia (mean age 54.3 years, range 19 to 74) took part.",
    "纳入年龄60～75岁的患者。结果：患者年龄61～74岁。",
    "Adults aged 65 years or older were eligible. Results: the median age was 72 years (range, 65-91).",
  ]

  /// Sentences of which one figure contradicts the others, by hand computation.
  static let unsound = [
    "Patients aged 50 to 75 years were randomised. Results: they were 46 to 74 years old.",
    "416 men aged 18 to 75 years with a hernia (mean age 54.3 years, range 19 to 81) took part.",
    "纳入年龄60～75岁的患者。结果：患者年龄52～74岁。",
    "Mean age was 45.2 years (SD 8.1; range 46–70).",
    "Adults aged 65 years or older were eligible. Results: the median age was 72 years (range, 58-91).",
    "Children aged 2 to 12 years were eligible. Results: mean age was 14.6 years.",
    "入选标准：年龄18～65岁。结果：患者年龄为20～72岁，平均（45.3±10.2）岁。",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
