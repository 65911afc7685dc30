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
    "Children aged 2 to 12 years were eligible. Results: their mothers were 19 to 41 years old.",
    "Adults aged 50 to 75 years were eligible. Results: median age at diagnosis was 45 years (range 30-70).",
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
    "Inclusion criteria were age 18-65 years. The mean age was 45.1 years (range, 17-64).",
    "Women aged 40 years or older were eligible. In the results, ages ranged from 35 to 71 years.",
    "Patients older than 65 years were included; median age was 74 years (range 61–92).",
    "纳入标准：年龄≥18岁。结果：患者年龄15～67岁。",
    "纳入18～60岁患者。结果：中位年龄52岁（范围21～68岁）。",
    "Eligible patients were at least 60 years old. Results: median age 71 years (range 54 to 88).",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
