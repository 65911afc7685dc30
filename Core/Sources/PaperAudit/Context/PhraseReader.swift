// SPDX-License-Identifier: Apache-2.0

/// Reads the phrases of one sentence from left to right, each token once.
struct PhraseReader {
  let document: Document
  let sentence: Range<Int>
  private(set) var phrases: [Phrase] = []
  /// Counts with percentages in brackets without a percent sign, as in tables "n (%)".
  let isTable: Bool

  init(_ document: Document, _ sentence: Range<Int>, isTable: Bool) {
    self.document = document
    self.sentence = sentence
    self.isTable = isTable
    var index = sentence.lowerBound
    while index < sentence.upperBound {
      index = max(index + 1, step(at: index))
    }
  }

  private mutating func step(at index: Int) -> Int {
    switch sense(index) {
    case .pValue:
      if let p = pValue(at: index) { return take(.p(p), p.tokens) }
    case .hazardRatio, .oddsRatio, .riskRatio, .hazard, .odds, .risk, .relative, .difference, .rate:
      if let estimate = estimate(at: index) { return take(.estimate(estimate), estimate.tokens) }
    case .median, .mean, .range, .age, .quartiles:
      if let summary = summary(at: index) { return take(.summary(summary), summary.tokens) }
    case .tStatistic, .fStatistic, .chiSquare, .zStatistic:
      if let statistic = statistic(at: index) { return take(.statistic(statistic), statistic.tokens) }
    case .confidence:
      if let estimate = estimate(inside: index) { return take(.estimate(estimate), estimate.tokens) }
      if let interval = interval(at: index) { return attach(interval) }
    case .all, .none, .both:
      if let proportion = allOrNone(at: index) { return take(.proportion(proportion), proportion.tokens) }
    case .not:
      if let proportion = noOne(at: index) { return take(.proportion(proportion), proportion.tokens) }
    default: break
    }
    if isFractionHead(index), let proportion = wordFraction(at: index) {
      return take(.proportion(proportion), proportion.tokens)
    }
    guard document.tokens[index].isNumber else { return index + 1 }
    if let interval = interval(at: index) ?? bareInterval(at: index) { return attach(interval) }
    if let estimate = headed(at: index) { return take(.estimate(estimate), estimate.tokens) }
    if let summary = plusMinus(at: index) { return take(.summary(summary), summary.tokens) }
    if let ages = ageRange(at: index) { return take(.summary(ages), ages.tokens) }
    if let range = percentRange(at: index) { return range }
    if let list = countList(at: index) {
      phrases += list.shares.map(Phrase.proportion)
      return list.end
    }
    if let proportion = proportion(at: index) {
      return take(.proportion(proportion), proportion.tokens)
    }
    if let count = count(at: index) { return take(.count(count), count.tokens) }
    return index + 1
  }

  private mutating func take(_ phrase: Phrase, _ tokens: Range<Int>) -> Int {
    phrases.append(phrase)
    return tokens.upperBound
  }

  /// Gives an interval to the figure it follows.
  private mutating func attach(_ interval: IntervalPhrase) -> Int {
    if let last = phrases.last, isBeside(last, interval) {
      switch last {
      case .proportion(var proportion) where proportion.interval == nil:
        proportion.interval = interval
        proportion.tokens = proportion.tokens.lowerBound..<interval.tokens.upperBound
        phrases[phrases.count - 1] = .proportion(proportion)
        return interval.tokens.upperBound
      case .estimate(var estimate) where estimate.interval == nil:
        estimate.interval = interval
        estimate.tokens = estimate.tokens.lowerBound..<interval.tokens.upperBound
        phrases[phrases.count - 1] = .estimate(estimate)
        return interval.tokens.upperBound
      default: break
      }
    }
    if let estimate = estimate(before: interval) { phrases.append(.estimate(estimate)) }
    return interval.tokens.upperBound
  }

  private func isBeside(_ last: Phrase, _ interval: IntervalPhrase) -> Bool {
    let end = last.tokens.upperBound
    guard interval.tokens.lowerBound >= end, interval.tokens.lowerBound - end <= 4 else { return false }
    return (end..<interval.tokens.lowerBound).allSatisfy {
      [.open, .close, .comma, .semicolon, .colonSign, .article].contains(sense($0))
    }
  }

  /// Words with which a rough share begins.
  private func isFractionHead(_ index: Int) -> Bool {
    if let numeral = numeral(index) { return numeral.form == .words && numeral.value < 10 }
    return isWord(index) && ["half", "a", "quarter"].contains(document.word(index))
  }

  // MARK: Looking

  func sense(_ index: Int) -> Sense {
    sentence.contains(index) ? document.sense(index) : .end
  }

  func numeral(_ index: Int) -> Numeral? {
    sentence.contains(index) ? document.tokens[index].numeral : nil
  }

  /// A whole number to count with: not a dose, a time, a grade or a part of a code.
  func whole(_ index: Int) -> Int? {
    guard let count = numeral(index)?.count, !isAttached(index), !isRatio(index), sense(index + 1) != .unit
    else {
      return nil
    }
    return count
  }

  /// Whether a number is part of a ratio such as 1:1.
  private func isRatio(_ index: Int) -> Bool {
    (sense(index + 1) == .colonSign && document.tokens[index + 1].isGlued && numeral(index + 2) != nil
      && document.tokens[index + 2].isGlued)
      || (sense(index - 1) == .colonSign && document.tokens[index].isGlued && numeral(index - 2) != nil)
  }

  /// Whether a number is glued to letters, as in 20mg or 3D, or to a dash and letters, as in 5-year.
  func isAttached(_ index: Int) -> Bool {
    let next = index + 1
    guard sentence.contains(next), document.tokens[next].isGlued else { return false }
    if document.sense(next) == .dash { return isWord(next + 1) && document.tokens[next + 1].isGlued }
    return isWord(next) && !Scalar.isIdeograph(document.text.scalars[Int(document.tokens[next].start)])
  }

  func isWord(_ index: Int) -> Bool {
    sentence.contains(index) && document.tokens[index].word != 0 && !document.tokens[index].isNumber
  }

  /// The place after up to `limit` words, with no sign or number among them.
  func skipWords(_ index: Int, limit: Int) -> Int {
    var index = index
    let end = index + limit
    while index < end, isWord(index) || (sense(index) == .dash && isWord(index + 1)) { index += 1 }
    return index
  }
}
