// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import TrialReporting

@Suite struct HardBreaksTests {
  /// Breaks a text into lines of at most a width, as mail programs do.
  private func wrapped(_ text: String, to width: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { paragraph in
      var lines = [""]
      for word in paragraph.split(separator: " ") {
        let line = lines[lines.count - 1]
        if line.isEmpty {
          lines[lines.count - 1] = String(word)
        } else if line.count + 1 + word.count <= width {
          lines[lines.count - 1] += " " + word
        } else {
          lines.append(String(word))
        }
      }
      return lines.joined(separator: "\n")
    }.joined(separator: "\n")
  }

  @Test("a text that was broken to a width is read as before", arguments: [60, 72, 80, 100])
  func wrapping(width: Int) throws {
    let text = try String(contentsOf: PaperAuditPageTests.example, encoding: .utf8)
    let broken = wrapped(text, to: width)
    let softened = textWithoutHardBreaks(broken)
    #expect(broken != text && softened.unicodeScalars.count == broken.unicodeScalars.count)
    let expected = PaperAuditPageTests.record(text).entries.map {
      "\($0.claim.verdict) \($0.claim.because.name)"
    }
    let found = PaperAuditPageTests.record(softened).entries.map {
      "\($0.claim.verdict) \($0.claim.because.name)"
    }
    #expect(found == expected)
  }

  @Test("a sentence goes on behind the end of a column or page")
  func columns() {
    let text =
      "In this trial many subjects were assigned to one of the\n\u{C}\ntwo arms, which were then followed for a year."
    #expect(textWithoutHardBreaks(text) == text.replacing("\n\u{C}\n", with: "   "))
  }

  @Test(
    "headings, lists, rows of tables, Chinese and long paragraphs keep their line breaks",
    arguments: [
      "Some title of a paper that is rather long\nMethods: We did this and that and so on.",
      "Characteristic      Treatment    Control and\nage                 12 (50.0)    13 (52.0)",
      "Male sex, number and per cent 30 (50.0) 28 (48.3)\nFemale sex, number and per cent 30 (50.0) 30 (51.7)",
      "- a point of a list that is longer than a few words\n- another point of it",
      "a\nb", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十\n一二三", "", "\n\n",
    ]
  )
  func kept(text: String) {
    #expect(textWithoutHardBreaks(text) == text)
  }
}
