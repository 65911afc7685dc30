// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// The audit on numbers needed to treat, in several wordings, sound and unsound.
@Suite struct NumberNeededTests {
  /// Sentences that can be true.
  static let sound = [
    "Relapse occurred in 28 of 125 (22.4%) vs 45 of 126 (35.7%); number needed to treat, 8.",
    "Failure was seen in 27 of 205 (13.2%) and 49 of 205 (23.9%), respectively (NNT 10).",
    "Death occurred in 10.0% vs 20.0%, so that one death was prevented for every 10 patients treated.",
    "The number needed to treat was 14.",
    "Remission was seen in 30 of 60 (50%) vs 20 of 60 (33%), so that 6 patients need to be treated.",
  ]

  /// Sentences of which one figure contradicts the others, by hand computation.
  static let unsound = [
    "Relapse occurred in 28 of 125 (22.4%) vs 45 of 126 (35.7%); number needed to treat, 18.",
    "Failure was seen in 27 of 205 (13.2%) and 49 of 205 (23.9%), respectively (NNT 25).",
    "Death occurred in 10.0% vs 20.0%, so that one death was prevented for every 31 patients treated.",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
