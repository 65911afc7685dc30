// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TrialReporting

@Suite struct TextColumnsTests {
  @Test(
    "Chinese characters take two columns, combining marks none",
    arguments: [("abc", 3), ("试验", 4), ("e\u{301}", 1), ("（a）", 5), ("≥ 18", 4)]
  )
  func width(text: String, columns: Int) {
    #expect(TextColumns.width(text) == columns)
  }

  @Test("words are kept whole, lines end without blanks")
  func words() {
    #expect(TextColumns.wrapped("one two three four", to: 9) == ["one two", "three", "four"])
  }

  @Test("Chinese breaks between characters, never before a stop")
  func chinese() {
    #expect(TextColumns.wrapped("随机化后第一天，给药", to: 14) == ["随机化后第一", "天，给药"])
  }

  @Test("a word longer than the line is cut")
  func long() {
    #expect(TextColumns.wrapped("abcdefghijkl", to: 8) == ["abcdefgh", "ijkl"])
  }

  @Test("further lines stand under the first, behind the label")
  func hanging() {
    #expect(TextColumns.hanging("I1  ", "one two three", to: 12) == ["I1  one two", "    three"])
  }

  @Test("a table keeps within its width and its numbers on the right")
  func table() {
    let long = String(repeating: "word ", count: 40)
    let lines = TextTable(["Drug", "Dose", "Remark"], numeric: [1], [["A", "5", long], ["B", "100", "x"]])
      .lines
    #expect(lines.allSatisfy { TextColumns.width($0) <= SynopsisText.width })
    #expect(lines[0].hasPrefix("  Drug  Dose  Remark"))
    #expect(lines[2].hasPrefix("  A        5  word"))
    #expect(lines.last == "  B      100  x")
  }
}
