// SPDX-License-Identifier: Apache-2.0

/// Observed ages against those that were eligible.
extension Audit {
  /// A mean or median age outside of those that were eligible; 75 years may be a day short of 76.
  mutating func checkMeanAge(
    _ value: PrintedNumber,
    _ phrase: SummaryPhrase,
    _ sentence: SentenceReading
  ) {
    guard let limits = eligibleAges, limits.sentence < sentence.index,
      !isOfOtherAges(phrase.tokens, sentence),
      value.possible.upperBound < limits.lower ?? 0 || value.possible.lowerBound > (limits.upper ?? 200) + 1
    else { return }
    add(
      .range,
      at: phrase.tokens,
      .inconsistent,
      .beyondEligibility(lower: limits.lower, upper: limits.upper),
      printed: [Figure(.minimum, value), Figure(.maximum, value)],
      .likely
    )
  }

  /// Ages of others than subjects, or at another time than entry: "their mothers", "at diagnosis".
  private func isOfOtherAges(_ tokens: Range<Int>, _ sentence: SentenceReading) -> Bool {
    let isLater = sentence.tokens.contains {
      document.sense($0) == .follow || document.isWord($0, in: ["访", "随访"])
    }
    let isOfAdults = (eligibleAges?.lower ?? 0) >= 16
    let hasChildren = sentence.tokens.contains {
      document.isWord($0, in: ["children", "infants", "newborns", "offspring", "household", "儿童", "婴儿"])
    }
    if isLater || isOfAdults && hasChildren { return true }
    return isBesideOthers(tokens, sentence)
  }

  private func isBesideOthers(_ tokens: Range<Int>, _ sentence: SentenceReading) -> Bool {
    (max(
      sentence.tokens.lowerBound,
      tokens.lowerBound - 6
    )..<min(tokens.upperBound + 4, sentence.tokens.upperBound))
    .contains { Self.otherAges.contains(document.word($0)) }
  }

  private static let otherAges: Set<String> = [
    "mothers", "mother", "maternal", "fathers", "parents", "caregivers", "caregiver", "carers", "donors",
    "donor",
    "partners", "siblings", "physicians", "nurses", "staff", "teachers", "diagnosis", "onset", "menarche",
    "menopause",
    "gestational", "death", "delivery", "母亲", "父母", "家长", "供者", "母", "诊断", "诊", "发病", "胎",
  ]

  /// Observed ages outside of those that were eligible.
  mutating func checkEligibility(_ phrase: SummaryPhrase, _ sentence: SentenceReading) {
    guard let limits = eligibleAges, limits.sentence != sentence.index || phrase.center != .none,
      !isOfOtherAges(phrase.tokens, sentence),
      let first = phrase.first,
      let second = phrase.second,
      phrase.center != .none || sentence.section == .results
        || sentence.section == .unknown && limits.sentence < sentence.index
    else { return }
    let beyond = beyondLimits(smallest: first, largest: second, limits: (limits.lower, limits.upper))
    let isBeyond = beyond.smallest || beyond.largest
    add(
      .range,
      at: phrase.tokens,
      isBeyond ? .inconsistent : .consistent,
      isBeyond
        ? .beyondEligibility(lower: limits.lower, upper: limits.upper)
        : .withinEligibility(lower: limits.lower, upper: limits.upper),
      printed: figures(phrase)
    )
  }

  // MARK: Limits

  /// Limits of age that a sentence on eligibility states: "aged 18 to 65", "aged 18 years or older".
  func eligibleAgeLimits() -> (lower: Double?, upper: Double?, sentence: Int)? {
    for sentence in reading.sentences where sentence.section != .results && sentence.section != .conclusion {
      let look = look(sentence)
      guard
        let age = sentence.tokens.first(where: { look.sense($0) == .age }) ?? ideographicAge(sentence, look)
      else {
        if let limits = looseAgeLimits(sentence, look) { return (limits.0, limits.1, sentence.index) }
        continue
      }
      let isEligibility = sentence.tokens.contains {
        look.sense($0) == .eligibility
          || (look.isWord($0)
            && ["纳入", "enrolled", "recruited", "randomized", "randomised", "who", "inclusion"].contains(
              document.word($0)
            ))
      }
      let hasCenter = sentence.tokens.contains {
        look.sense($0) == .median || look.sense($0) == .mean || look.sense($0) == .range
      }
      // "416 men aged 18 to 75 years (mean age 54, range 19 to 74)": first who could take part, then who did.
      let isDescribed =
        look.isWord(age) && document.word(age) == "aged"
        && [.subject, .male, .female].contains(look.sense(age - 1))
        && (sentence.tokens.lowerBound..<age).allSatisfy {
          ![.median, .mean, .range].contains(look.sense($0))
        }
      guard isDescribed && hasCenter || isEligibility && !hasCenter, let limits = ageLimits(at: age, look)
      else {
        if let limits = looseAgeLimits(sentence, look) { return (limits.0, limits.1, sentence.index) }
        continue
      }
      return (limits.0, limits.1, sentence.index)
    }
    return nil
  }

  /// "Patients older than 65 years were included", "eligible were adults of at least 60 years".
  private func looseAgeLimits(_ sentence: SentenceReading, _ look: PhraseLook) -> (Double?, Double?)? {
    let isEligible = sentence.tokens.contains {
      [.eligibility, .enrolled, .randomized].contains(look.sense($0))
        || document.isWord($0, in: ["inclusion", "included", "who"])
    }
    guard isEligible,
      !sentence.tokens.contains(where: { [.excluded, .not, .follow].contains(look.sense($0)) })
    else {
      return nil
    }
    for index in sentence.tokens {
      if [.median, .mean, .range].contains(look.sense(index)) { return nil }
      guard let value = document.tokens[index].numeral?.value, value < 120, look.sense(index + 1) == .year,
        !look.isIdeographic(index + 1)
      else { continue }
      let word = look.sense(index - 1) == .than ? index - 2 : index - 1
      if document.isWord(word, in: ["older", "over", "above"]) { return (value, nil) }
      if document.isWord(word, in: ["younger", "under", "below"]) { return (nil, value) }
      let isOld =
        document.isWord(index + 2, in: ["old"])
        || look.sense(index + 2) == .of && look.sense(index + 3) == .age
      if isOld, look.sense(index - 1) == .atLeast || document.isWord(index - 1, in: ["least"]) {
        return (value, nil)
      }
      if document.isWord(index + 3, in: ["older", "above"]), look.sense(index + 2) == .or {
        return (value, nil)
      }
    }
    return nil
  }

  /// The place before "60～75岁".
  private func ideographicAge(_ sentence: SentenceReading, _ look: PhraseLook) -> Int? {
    guard let year = sentence.tokens.first(where: { look.isWord($0) && document.word($0) == "岁" }),
      year - 4 >= sentence.tokens.lowerBound,
      document.tokens[year - 1].isNumber, look.sense(year - 2) == .dash
    else { return nil }
    return year - 4
  }

  private func ageLimits(at age: Int, _ look: PhraseLook) -> (Double?, Double?)? {
    for place in age + 1..<age + 7 {
      guard look.sentence.contains(place), let value = document.tokens[place].numeral?.value else { continue }
      var next = place + 1
      if look.sense(next) == .year { next += 1 }
      if [.dash, .to, .and].contains(look.sense(next)), look.sentence.contains(next + 1),
        let upper = document.tokens[next + 1].numeral?.value, upper > value
      {
        return (value, upper)
      }
      let before = look.sense(place - 1)
      if before == .atLeast || before == .greater { return (value, nil) }
      if before == .atMost || before == .less { return (nil, value) }
      for word in next..<next + 4 where look.isWord(word) {
        switch document.word(word) {
        case "older", "above", "more", "over": return (value, nil)
        case "younger", "less", "below", "under": return (nil, value)
        default: continue
        }
      }
      return nil
    }
    return nil
  }
}
