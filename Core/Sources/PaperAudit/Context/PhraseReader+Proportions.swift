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
    if let named = namedTotal(behind: end) {
      phrase.total = named.total
      phrase.isTotalNamed = true
      phrase.tokens = index..<named.end
    }

    var place = skipWords(phrase.tokens.upperBound, limit: 6)
    if sense(place) == .open || (sense(end) == .comma && place == end)
      || (sense(end) == .semicolon && place == end && sense(index - 1) == .open)
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
        if isBracket, !names || phrase.isTotalNamed, let count = whole(place),
          sense(place + 1) == .close || isSubjects(place + 1)
        {
          return phrase.with(events: count, end: close(place + 1))
        }
        return phrase
      }
      if let fraction = fraction(at: place) {
        // "30%, 1/25 (4%)" are two figures.
        if !isBracket, sense(fraction.end) == .open, sense(fraction.end + 2) == .percent { return phrase }
        return phrase.with(fraction, closing: isBracket ? close(fraction.end) : fraction.end)
      }
      // "(6.5%, 19 patients)".
      if !isBracket, sense(index - 1) == .open, let count = whole(place), isSubjects(place + 1),
        sense(skipSubjects(place + 1)) == .close || sense(place + 2) == .close
      {
        return phrase.with(events: count, end: place + 2)
      }
      if isBracket, let count = whole(place), isSubjects(place + 1) {
        let after = skipWords(place + 1, limit: 3)
        if sense(after) == .close { return phrase.with(events: count, end: after + 1) }
      }
    }
    return phrase
  }

  /// "… of the 58 infants", "… of 20 patients" behind a percentage.
  private func namedTotal(behind end: Int) -> (total: Int, end: Int)? {
    guard sense(end) == .of else { return nil }
    var place = end + 1
    while [.article, .all].contains(sense(place)) { place += 1 }
    guard let total = whole(place), total > 0, place <= end + 3,
      isTotalOfSubjects(behind: place + 1, isNamed: place > end + 1)
    else { return nil }
    return (total, place + 1)
  }

  /// Whether a number counts subjects: "58 infants", "20 evaluable patients", "the 20 given the drug".
  private func isTotalOfSubjects(behind index: Int, isNamed: Bool) -> Bool {
    if (index..<index + 4).contains(where: { [.subject, .male, .female].contains(sense($0)) })
      && isWord(index)
    {
      return true
    }
    return isNamed
      && [.that, .received, .preposition, .comma, .stop, .end, .close, .assigned, .randomized].contains(
        sense(index)
      )
  }

  /// 16/30 (53.3%); 16 of 30 patients (53.3%); 16/30, 53.3%; 16/30 = 53.3%.
  private func fractionFirst(_ fraction: Fraction, at index: Int) -> ProportionPhrase? {
    var phrase = ProportionPhrase(tokens: index..<fraction.end)
    phrase.events = fraction.events
    phrase.total = fraction.total
    phrase.isSurvival = false
    let place = skipWords(fraction.end, limit: 5)
    let opens = [.open, .comma, .equals, .semicolon].contains(sense(place))
    guard opens, let percent = percent(at: place + 1) else {
      if let rate = rate(ofCountAt: index, behind: fraction.end) {
        phrase.percent = rate.percent
        phrase.tokens = index..<rate.end
      }
      return phrase
    }
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
    var place = skipWords(index + 1, limit: 5)
    if sense(place) != .open, let group = (place..<place + 4).first(where: { sense($0) == .arm }),
      isWithin(index, group), skipWords(index + 1, limit: 9) == group + 1
    {
      place = group + 1
    }
    // "154 of arm B (63.0%)" and "1 in each group (0.1%)" are no counts of that percentage.
    guard
      !(index + 1..<place).contains(where: { sense($0) == .arm && !isWithin(index, $0) || sense($0) == .each }
      )
    else { return nil }
    var phrase = ProportionPhrase(tokens: index..<index + 1)
    phrase.events = count
    if let rate = rate(ofCountAt: index, behind: index + 1) {
      phrase.percent = rate.percent
      phrase.tokens = index..<rate.end
      return phrase
    }
    // "(45 women, 50%)".
    if sense(place) == .comma, [.open, .semicolon].contains(sense(index - 1)),
      let percent = percent(at: place + 1),
      sense(place + 3) == .close, place == index + 2
    {
      phrase.percent = percent
      phrase.tokens = index..<place + 3
      return phrase
    }
    // "(n = 33, 65.9%)".
    if sense(index - 1) == .equals, sense(index - 2) == .sampleSize, sense(index - 3) == .open,
      place == index + 1, [.comma, .semicolon].contains(sense(place)), let percent = percent(at: place + 1),
      sense(place + 3) == .close
    {
      phrase.percent = percent
      phrase.tokens = index..<place + 3
      return phrase
    }
    guard sense(place) == .open || (sense(place) == .comma && sense(place + 1) == .or) else { return nil }
    let inside = sense(place) == .comma ? place + 2 : place + 1
    if let percent = percent(at: inside), !isCoverage(inside) {
      // "(2.6% and 2.7%)" are of two counts.
      guard percentRange(at: inside) == nil,
        ![.and, .versus].contains(sense(inside + 2)) || numeral(inside + 3) == nil
      else { return nil }
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

  /// "4 in group II (9.5%)", "9 patients in the other arm (9.5%)": the count is of events in the arm, and no part of its size.
  private func isWithin(_ index: Int, _ group: Int) -> Bool {
    let place = [.subject, .male, .female].contains(sense(index + 1)) ? index + 2 : index + 1
    return sense(place) == .preposition && document.isWord(place, in: ["in", "with"]) && group - place <= 5
      && !(place..<group).contains { [.both, .either, .each, .all].contains(sense($0)) }
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

  /// "No patient of the 41 in cohort 2 died (0%)".
  func noOne(at index: Int) -> ProportionPhrase? {
    guard isWord(index), document.word(index) == "no",
      sense(index + 1) == .subject || document.isWord(index + 1, in: ["pt", "one"]), sense(index + 2) == .of
    else { return nil }
    let place = sense(index + 3) == .article ? index + 4 : index + 3
    guard let total = whole(place), let open = (place + 1..<place + 9).first(where: { sense($0) == .open }),
      (place + 1..<open).allSatisfy({ isWord($0) || numeral($0) != nil && sense($0 + 1) != .percent }),
      let percent = percent(at: open + 1), percent.value == 0
    else { return nil }
    var phrase = ProportionPhrase(tokens: index..<close(open + 3))
    (phrase.events, phrase.total, phrase.percent) = (0, total, percent)
    return phrase
  }
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
