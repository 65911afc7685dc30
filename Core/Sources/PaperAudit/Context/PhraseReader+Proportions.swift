// SPDX-License-Identifier: Apache-2.0

extension PhraseReader {
  /// A share of subjects that begins with the number at `index`, in any habit of writing.
  func proportion(at index: Int) -> ProportionPhrase? {
    if sense(index + 1) == .percent { return percentFirst(at: index) }
    if let fraction = fraction(at: index) { return fractionFirst(fraction, at: index) }
    return countFirst(at: index)
  }

  /// 53.3%; 53.3% (16/30); 53.3% of patients (16 of 30); 53.3% (n = 16); 53.3%, 16/30; (53.3%；16/30).
  private func percentFirst(at index: Int) -> ProportionPhrase? {
    guard let numeral = numeral(index), !numeral.isSigned, numeral.value <= 1000 else { return nil }
    var phrase = ProportionPhrase(tokens: index..<index + 2, percent: numeral.printed)
    let end = index + 2
    phrase.isOther = isOther(index, after: end)
    phrase.isApproximate = isApproximate(before: index)
    phrase.isSurvival = isSurvival(around: index)
    guard !phrase.isOther else { return phrase }

    var place = skipWords(end, limit: 6)
    if sense(place) == .open || (sense(end) == .comma && place == end)
      || (sense(end) == .semicolon && place == end)
    {
      let isBracket = sense(place) == .open
      place += 1
      if sense(place) == .sampleSize {
        place += 1
        if sense(place) == .slash { place += 2 }
        if sense(place) == .equals || sense(place) == .colonSign { place += 1 }
        if let fraction = fraction(at: place) {
          return phrase.with(fraction, closing: isBracket ? close(fraction.end) : fraction.end)
        }
        // "45% in the A group (n = 30)" gives the arm's size.
        let names = (end..<place).contains { sense($0) == .arm || sense($0) == .preposition }
        if isBracket, !names, let count = whole(place), sense(place + 1) == .close || isSubjects(place + 1) {
          return phrase.with(events: count, end: close(place + 1))
        }
        return phrase
      }
      if let fraction = fraction(at: place) {
        // "30%, 1/25 (4%)" are two figures.
        if !isBracket, sense(fraction.end) == .open, sense(fraction.end + 2) == .percent { return phrase }
        return phrase.with(fraction, closing: isBracket ? close(fraction.end) : fraction.end)
      }
      if isBracket, let count = whole(place), isSubjects(place + 1) {
        let after = skipWords(place + 1, limit: 3)
        if sense(after) == .close { return phrase.with(events: count, end: after + 1) }
      }
    }
    return phrase
  }

  /// 16/30 (53.3%); 16 of 30 patients (53.3%); 16/30, 53.3%; 16/30 = 53.3%.
  private func fractionFirst(_ fraction: Fraction, at index: Int) -> ProportionPhrase? {
    var phrase = ProportionPhrase(tokens: index..<fraction.end)
    phrase.events = fraction.events
    phrase.total = fraction.total
    phrase.isSurvival = false
    let place = skipWords(fraction.end, limit: 5)
    let opens = [.open, .comma, .equals, .semicolon].contains(sense(place))
    guard opens, let percent = percent(at: place + 1) else { return phrase }
    if sense(place) == .comma || sense(place) == .semicolon {
      // "16/30, 53.3%" but not "16/30, 32% in …".
      guard place == fraction.end || sense(place + 3) == .close else { return phrase }
    }
    guard !isCoverage(place + 1), percentRange(at: place + 1) == nil else { return phrase }
    phrase.percent = percent
    phrase.tokens = index..<(sense(place) == .open ? close(place + 3) : place + 3)
    return phrase
  }

  /// 28 (50.9%) of 55; 16 patients (53.3%); 16例（53.3%）; in tables 16 (53.3).
  private func countFirst(at index: Int) -> ProportionPhrase? {
    guard let count = whole(index), !isCode(before: index), sense(index - 1) != .dash else { return nil }
    let place = skipWords(index + 1, limit: 5)
    // "154 of arm B (63.0%)" and "1 in each group (0.1%)" are no counts of that percentage.
    guard !(index + 1..<place).contains(where: { sense($0) == .arm || sense($0) == .each }) else {
      return nil
    }
    guard sense(place) == .open || (sense(place) == .comma && sense(place + 1) == .or) else { return nil }
    let inside = sense(place) == .comma ? place + 2 : place + 1
    var phrase = ProportionPhrase(tokens: index..<index + 1)
    phrase.events = count
    if let percent = percent(at: inside), !isCoverage(inside) {
      guard percentRange(at: inside) == nil else { return nil }
      phrase.percent = percent
      var end = inside + 2
      if [.comma, .semicolon].contains(sense(end)), let fraction = fraction(at: end + 1),
        fraction.events == count
      {
        phrase.total = fraction.total
        end = fraction.end
      }
      phrase.tokens = index..<close(end)
    } else if isTable, place == index + 1, let numeral = numeral(inside), sense(inside + 1) == .close,
      numeral.value <= 100, numeral.decimals > 0 || count != Int(numeral.value)
    {
      phrase.percent = numeral.printed
      phrase.tokens = index..<inside + 2
    } else {
      return nil
    }
    return phrase.total == nil ? withTotalBehind(phrase) : phrase
  }

  /// "… of 55", "… of the 55 patients" behind a count and its percentage.
  private func withTotalBehind(_ phrase: ProportionPhrase) -> ProportionPhrase {
    var place = skipSubjects(phrase.tokens.upperBound)
    guard sense(place) == .of || sense(place) == .out else { return phrase }
    while [.of, .out, .article, .all].contains(sense(place)) { place += 1 }
    guard let total = whole(place), let events = phrase.events, total >= events, sense(place + 1) != .percent,
      sense(place + 1) != .open
    else { return phrase }
    var phrase = phrase
    phrase.total = total
    phrase.tokens = phrase.tokens.lowerBound..<place + 1
    return phrase
  }

  /// "All 30 patients", "none of the 25": counts without a percentage of their own.
  func allOrNone(at index: Int) -> ProportionPhrase? {
    var place = index + 1
    while [.of, .article].contains(sense(place)) { place += 1 }
    guard let total = whole(place), place - index <= 3, isSubjects(place + 1) else { return nil }
    guard sense(index) != .both else { return nil }
    let after = skipWords(place + 1, limit: 8)
    guard sense(after) == .open, let percent = percent(at: after + 1) else { return nil }
    var phrase = ProportionPhrase(tokens: index..<close(after + 3))
    phrase.events = sense(index) == .all ? total : 0
    phrase.total = total
    phrase.percent = percent
    return phrase
  }

  // MARK: Parts

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
    while [.of, .out, .article, .all].contains(sense(place)) { place += 1 }
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

  private func isChineseWithin(_ index: Int) -> Bool { isWord(index) && document.word(index) == "中" }

  func percent(at index: Int) -> PrintedNumber? {
    guard let numeral = numeral(index), sense(index + 1) == .percent, !numeral.isSigned, numeral.value <= 1000
    else {
      return nil
    }
    return numeral.printed
  }

  /// 95% before CI is no share.
  private func isCoverage(_ index: Int) -> Bool {
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
  private func isOther(_ index: Int, after end: Int) -> Bool {
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
    let words: Set<String> = [
      "reduction", "increase", "decrease", "relative", "level", "significance", "dose", "dropout", "drop-out",
      "attrition",
      "percentage", "power", "change", "improvement", "two-sided", "higher", "lower", "greater", "loss",
      "alpha",
      "two", "solution", "margin", "interest", "weekly", "absolute", "probability", "chance", "confidence",
      "increments",
      "oxygen", "blasts", "risk", "credible",
    ]
    return isWord(end) && words.contains(document.word(end))
  }

  private func isApproximate(before index: Int) -> Bool {
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

  private func close(_ index: Int) -> Int { sense(index) == .close ? index + 1 : index }
}

extension ProportionPhrase {
  fileprivate func with(_ fraction: PhraseReader.Fraction, closing end: Int) -> ProportionPhrase {
    var phrase = self
    phrase.events = fraction.events
    phrase.total = fraction.total
    phrase.tokens = tokens.lowerBound..<end
    return phrase
  }

  fileprivate func with(events: Int, end: Int) -> ProportionPhrase {
    var phrase = self
    phrase.events = events
    phrase.tokens = tokens.lowerBound..<end
    return phrase
  }
}
