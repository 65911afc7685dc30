// SPDX-License-Identifier: Apache-2.0

/// What shares consist of, and what only looks like one.
extension PhraseReader {
  struct Fraction {
    let events: Int
    let total: Int
    let end: Int
  }

  /// 16/30; 16 of 30; 16 of the 30; 16 out of 30; 30例中16例; n = 16/30.
  func fraction(at index: Int) -> Fraction? {
    guard let first = whole(index), !isCode(before: index) else { return nil }
    var place = index + 1
    if sense(place) == .slash {
      guard let total = whole(place + 1), sense(place + 2) != .slash, sense(index - 1) != .slash,
        numeral(place + 1)?.form == .digits, !sense(place + 2).isTimeUnit, sense(place + 2) != .unit,
        sense(place + 2) != .percent
      else { return nil }
      return Fraction(events: first, total: total, end: place + 2)
    }
    place = skipSubjects(place)
    if sense(place) == .of, isChineseWithin(place) {
      // 30例中有16例
      var next = place + 1
      while next < place + 5, isWord(next), sense(next) == .preposition || sense(next) == .subject {
        next += 1
      }
      guard let events = whole(next), events <= first, sense(next + 1) == .subject else { return nil }
      return Fraction(events: events, total: first, end: next + 2)
    }
    guard sense(place) == .of || sense(place) == .out else { return nil }
    while [.of, .out, .article, .all].contains(sense(place)) || document.isWord(place, in: ["total"]) {
      place += 1
    }
    guard let total = whole(place),
      first <= total || numeral(index)?.form == .digits
        || (sense(place + 1) == .subject
          && !(index + 1..<place).contains { isWord($0) && sense($0) == .other }),
      sense(place + 1) != .percent,
      sense(place + 1) != .arm, !sense(place + 1).isTimeUnit, sense(place + 1) != .unit,
      sense(place + 1) != .slash
    else { return nil }
    return Fraction(events: first, total: total, end: place + 1)
  }

  private func isChineseWithin(_ index: Int) -> Bool {
    isWord(index) && document.word(index) == "中" && !PopulationReader.isPartOfWord(document.word(index + 1))
  }

  func percent(at index: Int) -> PrintedNumber? {
    guard let numeral = numeral(index), sense(index + 1) == .percent, !numeral.isSigned, numeral.value <= 1000
    else {
      return nil
    }
    return numeral.printed
  }

  /// 95% before CI is no share.
  func isCoverage(_ index: Int) -> Bool {
    sense(index + 2) == .confidence || (sense(index + 2) == .dash && sense(index + 3) == .confidence)
  }

  /// "30%–50%" and "30-50%" are ranges; the place behind one.
  func percentRange(at index: Int) -> Int? {
    guard numeral(index) != nil else { return nil }
    var place = index + 1
    if sense(place) == .percent { place += 1 }
    guard sense(place) == .dash || sense(place) == .to, numeral(place + 1) != nil,
      sense(place + 2) == .percent
    else { return nil }
    return place + 3
  }

  /// Percentages that are no shares of subjects.
  func isOther(_ index: Int, after end: Int) -> Bool {
    if isCoverage(index) { return true }
    if [.less, .greater, .atMost, .atLeast, .plusMinus, .dash, .alpha, .power, .than].contains(
      sense(index - 1)
    ) {
      return true
    }
    switch sense(end) {
    case .power, .points, .confidence, .oneSided, .range, .dash: return true
    default: break
    }
    return isWord(end) && Self.otherPercentages.contains(document.word(end)) || isLimit(end)
  }

  /// "40% or less", 40%及以下, 40%以上: limits, not shares.
  private func isLimit(_ end: Int) -> Bool {
    let place = [.or, .and].contains(sense(end)) || isWord(end) && document.word(end) == "及" ? end + 1 : end
    guard isWord(place) else { return false }
    if document.word(place) == "以" {
      return document.isWord(place + 1, in: ["上", "下", "内"])
    }
    return place > end && sense(end) == .or && Self.limits.contains(document.word(place))
  }

  private static let limits: Set<String> = [
    "less", "more", "lower", "higher", "greater", "fewer", "below", "above", "over", "under", "better",
    "worse",
  ]

  private static let otherPercentages: Set<String> = [
    "reduction", "increase", "decrease", "relative", "level", "significance", "dose", "dropout", "drop-out",
    "attrition",
    "percentage", "power", "change", "improvement", "two-sided", "higher", "lower", "greater", "loss",
    "alpha",
    "two", "solution", "margin", "interest", "weekly", "absolute", "probability", "chance", "confidence",
    "increments",
    "oxygen", "blasts", "risk", "credible",
  ]

  func isApproximate(before index: Int) -> Bool {
    sense(index - 1) == .about || sense(index - 1) == .preposition && sense(index - 2) == .about
  }

  /// Whether the words before or after speak of survival at a time.
  func isSurvival(around index: Int) -> Bool {
    var place = index - 1
    var steps = 0
    var hasTime = false
    var hasSurvival = false
    while steps < 30, place >= sentence.lowerBound, sense(place) != .semicolon || hasTime {
      if sense(place).isTimeUnit { hasTime = true }
      if sense(place) == .survival { hasSurvival = true }
      place -= 1
      steps += 1
    }
    for place in index + 1..<index + 8 where sense(place) == .survival { hasSurvival = true }
    return hasSurvival || (hasTime && document.has(.survival) && isWordNear(index, "kaplan"))
  }

  private func isWordNear(_ index: Int, _ word: String) -> Bool {
    (index - 10..<index + 10).contains { isWord($0) && document.word($0) == word }
  }

  /// "Grade 3", "day 28", "cycle 2": not counts.
  func isCode(before index: Int) -> Bool {
    let before = sense(index - 1)
    if before == .grade || before.isTimeUnit || before == .monthName || before == .pValue { return true }
    if before == .dash, sense(index - 2) == .grade { return true }
    // "At least one dose", "more than one dose".
    if document.isWord(index - 1, in: ["least", "most", "than"])
      && numeral(index).map({ $0.value < 10 }) ?? false
    {
      return true
    }
    return [.less, .greater, .atMost, .atLeast, .slash, .plusMinus].contains(before)
  }

  func isSubjects(_ index: Int) -> Bool {
    (index..<index + 4).contains { sense($0) == .subject } && isWord(index)
  }

  func skipSubjects(_ index: Int) -> Int {
    let end = skipWords(index, limit: 4)
    var place = index
    while place < end {
      if [.of, .out, .was, .preposition, .and, .or].contains(sense(place)) { return place }
      place += 1
    }
    return end
  }

  func close(_ index: Int) -> Int { sense(index) == .close ? index + 1 : index }
}
