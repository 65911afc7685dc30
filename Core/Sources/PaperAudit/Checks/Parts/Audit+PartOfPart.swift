// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// "Thirteen of the 11 responders", "25 out of the 20 women": more than there are, in one expression.
  mutating func checkPartsOfParts(in sentence: SentenceReading) {
    let look = look(sentence)
    for place in sentence.tokens where look.sense(place) == .of {
      let start = look.sense(place - 1) == .out ? place - 2 : place - 1
      guard let part = look.whole(start), !isMeasure(start, look) else { continue }
      var whole = place + 1
      while [.article, .all].contains(look.sense(whole)), whole < place + 4 { whole += 1 }
      // "13 of 11" alone may be scores or pages.
      guard whole > place + 1 || look.sense(place - 1) == .out, let size = look.whole(whole), part > size,
        size > 0,
        let noun = (whole + 1..<whole + 4).first(where: { isCounted($0, look) }),
        (whole + 1..<noun).allSatisfy({ look.sense($0) == .other && look.isWord($0) })
      else { continue }
      add(
        .part,
        at: start..<noun + 1,
        .inconsistent,
        .partBeyondWhole(part: part, whole: size),
        printed: [Figure(.part, part), Figure(.total, size)]
      )
    }
  }

  /// "Of the 188 patients with an event, 203 had started": more than there are, told at once.
  mutating func checkCountsOf(_ sentence: SentenceReading) {
    let look = look(sentence)
    let start = sentence.tokens.lowerBound
    guard look.sense(start) == .of else { return }
    let place = look.sense(start + 1) == .article ? start + 2 : start + 1
    guard let size = look.whole(place), size > 0, isCounted(place + 1, look),
      let comma = (place + 2..<place + 18).first(where: { look.sense($0) == .comma }),
      !(place + 1..<comma).contains(where: {
        document.isNumber($0) || [.open, .semicolon].contains(look.sense($0))
      }),
      let part = look.whole(comma + 1), part > size,
      document.isWord(
        comma + 2,
        in: ["had", "were", "was", "received", "died", "achieved", "reported", "underwent", "completed"]
      )
    else { return }
    add(
      .part,
      at: start..<comma + 3,
      .inconsistent,
      .partBeyondWhole(part: part, whole: size),
      printed: [Figure(.part, part), Figure(.total, size)]
    )
  }

  private func isCounted(_ place: Int, _ look: PhraseLook) -> Bool {
    [.subject, .male, .female, .died, .alive].contains(look.sense(place))
      || document.isWord(
        place,
        in: [
          "responders", "nonresponders", "mothers", "pupils", "veterans", "completers", "relapses", "deaths",
        ]
      )
  }

  /// Whether a number counts nobody: "month 12 of the 6 patients", "a score of 13", "at least 12".
  private func isMeasure(_ place: Int, _ look: PhraseLook) -> Bool {
    switch look.sense(place - 1) {
    // "At one year 31 of the 28" begins anew.
    case .week, .day, .month, .year, .hour: !document.isNumber(place - 2)
    case .grade, .score, .dash, .slash, .about, .atLeast, .atMost, .less,
      .greater, .total, .equals, .plusMinus, .of:
      true
    default: false
    }
  }
}
