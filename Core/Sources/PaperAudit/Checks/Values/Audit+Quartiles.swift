// SPDX-License-Identifier: Apache-2.0

/// Quartiles, medians and ranges of the same values that stand beside each other.
extension Audit {
  mutating func checkQuartiles(in sentence: SentenceReading) {
    let look = look(sentence)
    checkQuartilesInRange(sentence, look)
    checkRangeBefore(sentence, look)
  }

  /// "(IQR 54–69; range 56–85)": a quarter of the values would lie outside of all of them.
  private mutating func checkQuartilesInRange(_ sentence: SentenceReading, _ look: PhraseLook) {
    var last: (quartiles: Bool, lower: PrintedNumber, upper: PrintedNumber, tokens: Range<Int>)?
    for index in sentence.tokens where [.quartiles, .range].contains(look.sense(index)) {
      let isQuartiles = look.sense(index) == .quartiles
      // "Interquartile range": the word belongs to the one before.
      if !isQuartiles, look.sense(index - 1) == .quartiles { continue }
      guard let limits = limits(behind: index, look) else { continue }
      defer { last = (isQuartiles, limits.lower, limits.upper, index..<limits.end) }
      guard let before = last, before.quartiles != isQuartiles,
        isJoined(before.tokens.upperBound..<index, look)
      else { continue }
      let (lower, upper) = (limits.lower, limits.upper)
      let inner = isQuartiles ? (lower, upper) : (before.lower, before.upper)
      let outer = isQuartiles ? (before.lower, before.upper) : (lower, upper)
      guard inner.0.isBeyond(outer.0, outer.1) || inner.1.isBeyond(outer.0, outer.1) else { continue }
      add(
        .median,
        at: before.tokens.lowerBound..<limits.end,
        .inconsistent,
        .medianFaults([.outsideRange]),
        printed: [
          Figure(.firstQuartile, inner.0), Figure(.thirdQuartile, inner.1), Figure(.minimum, outer.0),
          Figure(.maximum, outer.1),
        ]
      )
    }
  }

  private func limits(behind index: Int, _ look: PhraseLook) -> (
    lower: PrintedNumber, upper: PrintedNumber, end: Int
  )? {
    var place = index + 1
    while place - index < 5,
      [.comma, .colonSign, .range, .interval, .open, .equals, .since, .close].contains(look.sense(place))
        || document.isWord(place, in: ["iqr"])
    {
      place += 1
    }
    guard look.sentence.contains(place), let lower = document.tokens[place].numeral, !lower.isSigned,
      [.dash, .to, .comma].contains(look.sense(place + 1)), look.sentence.contains(place + 2),
      let upper = document.tokens[place + 2].numeral, lower.value < upper.value
    else { return nil }
    return (lower.printed, upper.printed, place + 3)
  }

  /// Nothing but signs, units and "and" between.
  private func isJoined(_ gap: Range<Int>, _ look: PhraseLook) -> Bool {
    gap.count <= 5
      && gap.allSatisfy {
        look.sense($0).isTimeUnit
          || [.comma, .semicolon, .and, .unit, .slash, .article, .open, .close].contains(look.sense($0))
          || document.isWord($0, in: ["full", "overall", "total", "min–max"])
      }
  }

  /// "Ranged from 3 to 31 months (median 38 months)".
  private mutating func checkRangeBefore(_ sentence: SentenceReading, _ look: PhraseLook) {
    for (first, second) in zip(sentence.phrases, sentence.phrases.dropFirst()) {
      guard case .summary(let range) = first, case .summary(let center) = second, range.center == .none,
        range.spread == .range, let lower = range.first, let upper = range.second, center.center != .none,
        center.first == nil, center.range == nil, let value = center.value, !range.isAge
      else { continue }
      let gap = range.tokens.upperBound..<center.tokens.lowerBound
      let isBeside =
        gap.count <= 4
        && gap.allSatisfy {
          look.sense($0).isTimeUnit
            || [.open, .comma, .unit, .article, .and].contains(look.sense($0))
            || document.isWord($0, in: ["with"])
        }
      guard isBeside,
        value.possible.upperBound < lower.possible.lowerBound
          || value.possible.lowerBound > upper.possible.upperBound + 1
      else { continue }
      let isMean = center.center == .mean
      add(
        isMean ? .mean : .median,
        at: range.tokens.lowerBound..<center.tokens.upperBound,
        .inconsistent,
        isMean ? .spreadImpossible(.meanOutside) : .medianFaults([.outsideRange]),
        printed: [Figure(isMean ? .mean : .median, value), Figure(.minimum, lower), Figure(.maximum, upper)],
        .likely
      )
    }
  }
}
