// SPDX-License-Identifier: Apache-2.0

/// Limits of eligibility of a quantity other than age: its name, and the sentence that states them.
struct EligibleValue {
  /// Two words that stand beside each other, or an abbreviation.
  let words: [Int32]
  let lower: Double?
  let upper: Double?
  let sentence: Int
}

/// Observed values, other than ages, against limits of eligibility.
extension Audit {
  /// "Eligible were adults with a body-mass index of 30 or more": no smaller one is observed, and at baseline no smaller mean.
  mutating func checkOtherEligibility(in sentence: SentenceReading) {
    guard !eligibleValues.isEmpty else { return }
    for case .summary(let phrase) in sentence.phrases where !phrase.isAge {
      guard
        let limit = eligibleValues.first(where: { limit in
          limit.sentence < sentence.index && names(sentence, before: phrase.tokens.upperBound, limit.words)
        })
      else { continue }
      if phrase.spread == .range, let first = phrase.first, let second = phrase.second {
        // Without a word on the time, a range of values that grow is not told.
        let upper = isAtEntry(sentence) ? limit.upper : nil
        guard phrase.center != .none || isAtEntry(sentence) else { continue }
        judge(smallest: first, largest: second, limit.lower, upper, phrase)
      } else if let value = phrase.value, isAtEntry(sentence) {
        let isBeyond = beyondLimits(smallest: value, largest: value, limits: (limit.lower, limit.upper))
        if isBeyond.smallest || isBeyond.largest {
          judge(smallest: value, largest: value, limit.lower, limit.upper, phrase)
        }
      }
    }
  }

  private mutating func judge(
    smallest: PrintedNumber,
    largest: PrintedNumber,
    _ lower: Double?,
    _ upper: Double?,
    _ phrase: SummaryPhrase
  ) {
    let beyond = beyondLimits(smallest: smallest, largest: largest, limits: (lower, upper))
    let isBeyond = beyond.smallest || beyond.largest
    add(
      .range,
      at: phrase.tokens,
      isBeyond ? .inconsistent : .consistent,
      isBeyond
        ? .beyondEligibility(lower: lower, upper: upper) : .withinEligibility(lower: lower, upper: upper),
      printed: [Figure(.minimum, smallest), Figure(.maximum, largest)],
      .likely
    )
  }

  /// "At baseline", 入组时: before anything changed.
  private func isAtEntry(_ sentence: SentenceReading) -> Bool {
    let isLater = sentence.tokens.contains { place in
      document.sense(place) == .follow
        || document.isWord(place, in: ["after", "final", "end", "change", "later"])
        || [.week, .month].contains(document.sense(place)) && document.isNumber(place + 1)
        || document.word(place) == "治疗后"
    }
    guard !isLater else { return false }
    return sentence.tokens.contains { place in
      document.sense(place) == .baseline
        || document.isWord(
          place,
          in: ["entry", "inclusion", "admission", "enrolment", "enrollment", "入组", "基线"]
        )
        || ["治", "术"].contains(document.word(place)) && document.word(place + 1) == "前"
    }
  }

  /// Whether the name of a quantity stands before a place, in a sentence that compares no other quantity.
  private func names(_ sentence: SentenceReading, before end: Int, _ words: [Int32]) -> Bool {
    let isNamed = (sentence.tokens.lowerBound..<end).contains { place in
      words.indices.allSatisfy {
        document.tokens.indices.contains(place + $0) && document.tokens[place + $0].word == words[$0]
      }
    }
    return isNamed
      && !sentence.tokens.contains {
        [.difference, .points].contains(document.sense($0)) || Self.changes.contains(document.word($0))
      }
  }

  private static let changes: Set<String> = [
    "controls", "healthy", "relatives", "siblings", "change", "changes", "increase", "decrease", "reduction",
    "loss", "gain", "fall", "rise",
  ]

  // MARK: Limits

  /// "A body-mass index of 30 or more", "BMI 25 to 35", "a HAMD score of at least 17", in a sentence on who was eligible.
  func eligibleLimits() -> [EligibleValue] {
    var found: [EligibleValue] = []
    for sentence in reading.sentences where sentence.section != .results && found.count < 8 {
      guard sentence.tokens.contains(where: { document.sense($0) == .eligibility }),
        !sentence.tokens.contains(where: { [.excluded, .not].contains(document.sense($0)) })
      else { continue }
      let look = look(sentence)
      for index in sentence.tokens where found.count < 8 {
        guard let words = quantity(endingAt: index, look), let limits = limits(behind: index, look) else {
          continue
        }
        found.append(
          EligibleValue(words: words, lower: limits.lower, upper: limits.upper, sentence: sentence.index)
        )
      }
    }
    return found
  }

  /// An abbreviation such as BMI, or two words that name a quantity.
  private func quantity(endingAt index: Int, _ look: PhraseLook) -> [Int32]? {
    guard look.isWord(index), look.sense(index) == .other else { return nil }
    let token = document.tokens[index]
    let capitals = document.text.scalars[token.range].filter(Scalar.isUpper).count
    if capitals >= 2, token.range.count <= 6 { return [token.word] }
    guard look.isWord(index - 1), look.sense(index - 1) == .other, !look.isIdeographic(index) else {
      return nil
    }
    return [document.tokens[index - 1].word, token.word]
  }

  private func limits(behind index: Int, _ look: PhraseLook) -> (lower: Double?, upper: Double?)? {
    var place = index + 1
    while place - index < 5,
      [.of, .was, .between, .since, .article, .range, .open, .colonSign, .score].contains(look.sense(place))
    {
      place += 1
    }
    var isLower = [.atLeast, .greater].contains(look.sense(place))
    var isUpper = [.atMost, .less].contains(look.sense(place))
    if isLower || isUpper {
      place += 1
    } else {
      while place - index < 7, let bound = bound(place, look) {
        isLower = isLower || bound == .atLeast
        isUpper = isUpper || bound == .atMost
        place += 1
      }
    }
    guard look.sentence.contains(place), let numeral = document.tokens[place].numeral, !numeral.isSigned
    else {
      return nil
    }
    if isLower != isUpper { return isLower ? (numeral.value, nil) : (nil, numeral.value) }
    if [.dash, .to, .and].contains(look.sense(place + 1)), look.sentence.contains(place + 2),
      let upper = document.tokens[place + 2].numeral, upper.value > numeral.value
    {
      return (numeral.value, upper.value)
    }
    guard let or = (place + 1..<place + 4).first(where: { look.sense($0) == .or }) else { return nil }
    if document.isWord(or + 1, in: ["more", "higher", "greater", "above", "over"]) {
      return (numeral.value, nil)
    }
    return document.isWord(or + 1, in: ["less", "lower", "below", "under", "fewer"])
      ? (nil, numeral.value) : nil
  }

  /// "At least", "more than", "below": a word of a limit, `.than` for one that belongs to it.
  private func bound(_ place: Int, _ look: PhraseLook) -> Sense? {
    if document.isWord(place, in: ["least", "above", "over", "more", "greater", "higher"]) {
      return .atLeast
    }
    if document.isWord(place, in: ["most", "below", "under", "less", "lower"]) { return .atMost }
    return look.sense(place) == .than || document.isWord(place, in: ["at"]) ? .than : nil
  }
}
