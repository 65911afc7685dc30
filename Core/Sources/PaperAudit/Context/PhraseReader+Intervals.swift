// SPDX-License-Identifier: Apache-2.0

extension PhraseReader {
  /// 95% CI 0.5–0.9; 95% CI, 0.5 to 0.9; CI: [0.5; 0.9]; 95%置信区间：0.5～0.9.
  func interval(at index: Int) -> IntervalPhrase? {
    var place = index
    var level: PrintedNumber?
    if let numeral = numeral(index) {
      guard sense(index + 1) == .percent else { return nil }
      level = numeral.printed
      place = index + 2
      if sense(place) == .dash { place += 1 }
    }
    guard sense(place) == .confidence else { return nil }
    place += 1
    // "Confidence interval (CI) 0.48-0.85": the abbreviation is explained in brackets.
    while [.interval, .confidence, .comma, .colonSign, .equals, .of, .open, .was, .article].contains(
      sense(place)
    )
      || sense(place) == .close && sense(place - 1) == .confidence,
      place - index < 12
    {
      place += 1
    }
    // "95% CI of the difference, 1.2 to 3.4"
    if numeral(place) == nil {
      let skipped = skipWords(place, limit: 4)
      place = [.comma, .colonSign, .equals, .open].contains(sense(skipped)) ? skipped + 1 : skipped
    }
    guard let limits = limits(at: place) else { return nil }
    return IntervalPhrase(tokens: index..<limits.end, level: level, lower: limits.lower, upper: limits.upper)
  }

  /// "89.3% (95% CI 87.2–91.1) and 86.4% (84.1–88.4)": limits in brackets behind a percentage, after one with an interval.
  func bareInterval(at index: Int) -> IntervalPhrase? {
    guard sense(index - 1) == .open, case .proportion(let last)? = phrases.last, last.interval == nil,
      last.events == nil, !last.isOther, let percent = last.percent, last.tokens.upperBound == index - 1,
      let limits = limits(at: index), sense(limits.end) == .close, [.dash, .to].contains(sense(index + 1)),
      limits.lower.decimals == percent.decimals, limits.upper.decimals == percent.decimals,
      phrases.dropLast().contains(where: {
        if case .proportion(let share) = $0 { share.interval != nil } else { false }
      })
    else { return nil }
    return IntervalPhrase(tokens: index..<limits.end, level: nil, lower: limits.lower, upper: limits.upper)
  }

  /// Two numbers with a dash, "to", comma or semicolon between them, each perhaps with a percent sign.
  func limits(at index: Int) -> (lower: PrintedNumber, upper: PrintedNumber, end: Int)? {
    guard let lower = numeral(index) else { return nil }
    var place = index + 1
    place = skipUnit(place)
    guard [.dash, .to, .comma, .semicolon, .and].contains(sense(place)) else {
      // "0.5 -0.9": the dash was read as a minus.
      guard let upper = numeral(place), upper.isSigned, !lower.isSigned else { return nil }
      return (lower.printed, PrintedNumber(-upper.value, decimals: Int(upper.decimals)), skipUnit(place + 1))
    }
    place += 1
    if numeral(place) == nil, isOpenEnd(place) { return (lower.printed, Self.openEnd, place + 1) }
    // "-5.1～-1.3": the second of two dashes is a minus.
    if sense(place) == .dash, let upper = numeral(place + 1), document.tokens[place + 1].isGlued {
      return (
        lower.printed, PrintedNumber(-upper.value.magnitude, decimals: Int(upper.decimals)),
        skipUnit(place + 2)
      )
    }
    guard let upper = numeral(place) else { return nil }
    return (lower.printed, upper.printed, skipUnit(place + 1))
  }

  /// "Not reached", "not estimable", NR, NE.
  private func isOpenEnd(_ index: Int) -> Bool {
    sense(index) == .not || (isWord(index) && ["nr", "ne", "na", "infinity"].contains(document.word(index)))
  }

  /// Stands for an upper limit that was not reached.
  static let openEnd = PrintedNumber(1e12, decimals: 0)

  private func skipUnit(_ index: Int) -> Int {
    if sense(index) == .percent { return index + 1 }
    if sense(index).isTimeUnit || sense(index) == .unit { return index + 1 }
    return index
  }
}
