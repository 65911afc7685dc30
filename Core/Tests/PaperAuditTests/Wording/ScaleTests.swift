// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// The audit on means against the scale that the text states, in several wordings, sound and unsound.
@Suite struct ScaleTests {
  /// Sentences that can be true.
  static let sound = [
    "The score ranges from 0 to 52. The mean score was 28.4 in the intervention group.",
    "Scores range from 0 to 10; the mean age was 54.3 years.",
    "Each of 12 items was rated on a scale from 0 to 3. The mean total score was 14.2.",
    "On a scale from 0 to 3 for each item, the mean score was 14.2.",
  ]

  /// Sentences of which one figure contradicts the others, by hand computation.
  static let unsound = [
    "On a scale from 0 to 10, the mean pain score was 12.3 with drug A and 4.1 with drug B.",
    "Pain was rated on a 0–10 scale; mean pain was 11.4 (SD 2.1) after surgery.",
    "The score ranges from 0 to 52. The mean score was 58.4 in the intervention group.",
    "疼痛评分（0～10分）试验组平均为12.3分。",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
