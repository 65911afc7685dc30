// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

@Suite struct HostileText {
  @Test(
    "survives nothing, blanks and lone signs",
    arguments: [
      "", " ", "\n\n\n", "%", "(", ")", "/", "1/", "/1", "95% CI", "P", "P =", "P = .", "n =", "±", "．", "-",
      "–5", "+/-", "95%CI(", "百分之", "十", "中",
    ]
  )
  func survivesSigns(text: String) {
    #expect(auditPaper(text).claims.allSatisfy { $0.verdict != .inconsistent })
  }

  @Test("survives random bytes and scalars")
  func survivesNoise() {
    var random = SplitMix(state: 77)
    for _ in 0..<300 {
      let bytes = (0..<random.next(below: 600)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      check(String(decoding: bytes, as: UTF8.self))
      var text = ""
      for _ in 0..<random.next(below: 300) {
        if let scalar = Unicode.Scalar(UInt32(random.next(below: 0x11_0000))) {
          text.unicodeScalars.append(scalar)
        }
      }
      check(text)
    }
  }

  @Test("survives shuffled pieces of sound text")
  func survivesPieces() {
    var random = SplitMix(state: 4)
    let words =
      SoundParagraphs.all.flatMap { SoundParagraphs.text($0.marked).split(separator: " ").map(String.init) }
      + [
        "(", ")", "%", "/", "of", "n", "=", "P", "<", "95%", "CI", "to", "–", "±", "999999999999999999999",
        "0", "1e9", "例", "组", "2022年", "13月",
      ]
    for _ in 0..<600 {
      check(
        (0..<random.next(below: 200)).map { _ in words[random.next(below: words.count)] }.joined(
          separator: random.next(below: 4) == 0 ? "" : " "
        )
      )
    }
  }

  /// Papers as a bad copy leaves them: pieces lost, doubled, exchanged, and mixed with those of another.
  @Test("survives spliced papers", arguments: 1...4)
  func survivesSplices(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let papers = try LabelledParagraph.all(in: "Corpus").map { pieces(of: $0.text) }
    for _ in 0..<1500 {
      var paper = papers[random.next(below: papers.count)]
      for _ in 0...random.next(below: 12) where paper.count > 3 {
        let place = random.next(below: paper.count)
        let other = papers[random.next(below: papers.count)]
        let start = random.next(below: other.count)
        switch random.next(below: 5) {
        case 0: paper.removeSubrange(place..<min(paper.count, place + 1 + random.next(below: 8)))
        case 1: paper.swapAt(place, random.next(below: paper.count))
        case 2: paper.insert(other[start], at: place)
        case 3: paper.insert(contentsOf: other[start..<min(other.count, start + 30)], at: place)
        default: paper.replaceSubrange(place..., with: other[start...])
        }
      }
      check(paper.joined())
    }
  }

  /// Words, numbers and signs, each alone.
  private func pieces(of text: String) -> [String] {
    func kind(_ character: Character) -> Int {
      character.isASCII ? character.isLetter ? 1 : character.isNumber ? 2 : 0 : 0
    }
    var pieces: [String] = []
    for character in text {
      if let last = pieces.last?.last, kind(character) > 0, kind(last) == kind(character) {
        pieces[pieces.count - 1].append(character)
      } else {
        pieces.append(String(character))
      }
    }
    return pieces
  }

  /// Claims lie within the text, and their text is what stands there.
  private func check(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    let bytes = Array(text.utf8)
    for claim in auditPaper(text).claims {
      #expect(claim.range.upperBound <= scalars.count && !claim.range.isEmpty)
      #expect(claim.bytes.upperBound <= bytes.count)
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[claim.range])
      #expect(Array(String(view).utf8) == Array(bytes[claim.bytes]))
      #expect(Array(claim.text.utf8) == Array(bytes[claim.bytes]))
    }
  }
}

/// Work that grows with the length of the text, counted in steps and not in seconds.
@Suite struct LinearTime {
  static let patterns: [(String, String)] = [
    ("digits", "1"), ("spaced digits", "1 "), ("open brackets", "("),
    ("nested percentages", "(16/30 (53.3% "), ("percent signs", "%"),
    ("slashes", "1/2/"), ("counts", "12 patients and "),
    ("fractions", "16/30 (53.3%) vs 8/25 (32.0%), P=0.11. "),
    ("words", "lorem "), ("letters", "x"), ("ideographs", "中"), ("numerals", "三十"), ("p-values", "P=0.03 "),
    ("commas", "1,"), ("dashes", "1-"),
    ("arms", "A (n = 30) or B (n = 25). "), ("totals", "A total of 55 patients were randomized. "),
    ("line ends", "\n"), ("full stops", ". "),
    ("distinct tables", ""), ("superscripts", "⁵"), ("raised dots", "1·"), ("ages", "aged 18 to 65 years "),
    ("endpoints", "primary endpoint was overall survival (OS), "),
    ("plans", "The primary endpoint was overall survival (OS). "),
    ("balance", "Baseline data were balanced. 16/30 (53.3%) in A and 8/25 (32.0%) in B. "),
    ("tens", "twenty-"), ("hundreds", "six hundred and "), ("medians", "median age 50 (range "),
    ("changes", "from 23.4 to 15.1, a reduction of 9.3 "),
    ("rates", "18 falls over 412 person-years (4.4 per 100 person-years) "),
    ("curves", "5-year overall survival was 80% and 70%, "), ("needed", "16/30 vs 8/25, NNT 4. "),
    ("statistics", "χ²=4.5, P=0.03 "), ("differences", "3 ml less with 5 ml vs 7 ml "),
    ("scales", "a scale from 0 to 10, the mean score was 12.3 "),
    ("reductions", "reduced by 32% (hazard ratio 0.68) "),
    ("power", "80% power, alpha 5%, 93 patients per group, 50% and 30% "), ("降", "由23降至15，下降9分"),
    ("intervals", "95% CI 1.2-1.3 "), ("minus", "--"), ("combining", "e\u{301}"),
  ]

  @Test("takes at most twice the steps for twice the text", arguments: patterns.indices)
  func growsLinearly(index: Int) {
    let (_, unit) = Self.patterns[index]
    func steps(_ size: Int) -> Int {
      var text = ""
      var number = 0
      while text.utf8.count < size {
        number += 1
        text +=
          unit.isEmpty
          ? "\(number % 97) of \(number % 97 + 200) vs \(number % 89) of \(number % 89 + 301), P=0.\(number % 9)7. "
          : unit
      }
      let counter = StepCounter()
      var audit = Audit(PaperReading(text, counting: counter))
      audit.run()
      return counter.count
    }
    let short = steps(20_000)
    let long = steps(80_000)
    #expect(long <= short * 5 + 100_000, "\(Self.patterns[index].0): \(short) then \(long)")
  }
}
