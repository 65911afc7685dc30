// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialDesign

@testable import TrialReporting

@Suite struct TextsTests {
  private enum Sample: MessageKey {
    case plain, ranged, swapped

    var message: Message {
      switch self {
      case .plain: Message("Arms", "试验组")
      case .ranged: Message("day {0} to {1}", "第 {0} 至 {1} 天")
      case .swapped: Message("{1} of {0}", "{0} 的 {1}")
      }
    }
  }

  @Test("a text is given in the language asked for")
  func language() {
    #expect(Texts(language: .english)[Sample.plain] == "Arms")
    #expect(Texts(language: .simplifiedChinese)[Sample.plain] == "试验组")
  }

  @Test("arguments go where each language wants them")
  func arguments() {
    #expect(Texts(language: .english)(Sample.ranged, "−14", "−1") == "day −14 to −1")
    #expect(Texts(language: .simplifiedChinese)(Sample.swapped, "a", "b") == "a 的 b")
  }

  @Test("braces inside an argument, and places without an argument, stay")
  func braces() {
    #expect(Texts(language: .english)(Sample.ranged, "{1}") == "day {1} to {1}")
    #expect(Texts(language: .english)(Sample.ranged, "{1}", "x") == "day {1} to x")
  }

  @Test("the synopsis says the same in both languages, with the same arguments")
  func synopsisCatalogue() { expectWhole(SynopsisMessage.self) }
}

/// Expects every key of a catalogue to have a text in both languages, with the same places for arguments.
func expectWhole<Key: MessageKey>(_ keys: Key.Type, sourceLocation: SourceLocation = #_sourceLocation) {
  for key in keys.allCases {
    let english = key.message.english
    let chinese = key.message.simplifiedChinese
    #expect(!english.isEmpty && !chinese.isEmpty, "\(key)", sourceLocation: sourceLocation)
    #expect(places(english) == places(chinese), "\(key)", sourceLocation: sourceLocation)
    #expect(english.unicodeScalars.allSatisfy { $0.value < 0x2E80 }, "\(key)", sourceLocation: sourceLocation)
  }
}

private func places(_ pattern: String) -> [String] {
  pattern.matches(of: /\{[0-9]+\}/).map { String($0.output) }.sorted()
}
