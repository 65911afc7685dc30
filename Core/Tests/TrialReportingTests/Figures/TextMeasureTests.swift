// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TrialReporting

@Suite("TextMeasure") struct TextMeasureTests {
  @Test("CJK signs are at least one em wide, combining marks nothing")
  func widths() {
    let size = TextStyle.label.size
    #expect(TextMeasure.width(of: "试验", .label) >= 2 * size)
    #expect(TextMeasure.width(of: "（", .label) >= size)
    #expect(TextMeasure.width(of: "e\u{301}", .label) == TextMeasure.width(of: "e", .label))
    #expect(TextMeasure.width(of: "", .label) == 0)
  }

  /// Advance widths of Helvetica's font metrics (Adobe Font Metrics, Core 14 fonts), a narrow common sans
  /// serif: the measure must never be below it.
  @Test(
    "is never narrower than Helvetica",
    arguments: [
      ("i", 222), ("m", 833), ("W", 944), ("w", 722), ("0", 556), ("%", 889), ("A", 667), ("O", 778),
      ("J", 500),
      ("t", 278), ("r", 333), ("f", 278), ("I", 278), (" ", 278), ("(", 333), ("-", 333), ("+", 584),
      ("&", 667),
      ("@", 1015), ("s", 500), ("e", 556), ("G", 778),
    ]
  )
  func notNarrow(letter: String, thousandths: Int) {
    // The at sign is the one exception that is tolerated: 3 % of an em.
    let slack = letter == "@" ? 30 : 0
    #expect(
      TextMeasure.width(of: letter, .label) >= Double(thousandths - slack) / 1000 * TextStyle.label.size
    )
  }

  @Test(
    "breaks at blanks, between CJK signs, and not within an interval or before a closing sign",
    arguments: [
      ("one two three", 60, ["one two", "three"]),
      ("21.3 (0.29 to 1.28)", 110, ["21.3", "(0.29 to 1.28)"]),
      ("log-rank P = 0.19", 90, ["log-rank", "P = 0.19"]),
      ("总生存率，月", 54, ["总生存", "率，月"]),
      ("总生存，月", 41, ["总生", "存，月"]),
      ("first\nsecond", 500, ["first", "second"]),
      ("", 50, [""]),
      ("llllllll", 20, ["lllll", "lll"]),
    ] as [(String, Double, [String])]
  )
  func lines(text: String, width: Double, expected: [String]) {
    #expect(TextMeasure.lines(text, within: width, .label) == expected)
  }

  @Test("no line is wider than allowed, and nothing is lost", arguments: [20.0, 45, 80, 133, 400])
  func bounded(width: Double) {
    let texts = [
      "Posterior reversible encephalopathy syndrome (any grade), n ≥ 5", "可逆性后部脑病综合征伴癫痫发作（任何级别），n ≥ 5",
      "a (0.29 to 1.28) b", "  ",
    ]
    for text in texts {
      let lines = TextMeasure.lines(text, within: width, .label)
      for line in lines { #expect(TextMeasure.width(of: line, .label) <= width) }
      #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    }
  }
}
