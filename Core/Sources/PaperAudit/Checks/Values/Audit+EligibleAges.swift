// SPDX-License-Identifier: Apache-2.0

/// Limits of age, in years or, of infants, in months, and the sentence that states them.
struct EligibleAges {
  let lower: Double?
  let upper: Double?
  var unit = Sense.year
  var sentence = 0
}

/// The ages that a text says were eligible.
extension Audit {
  /// Limits of age that a sentence on eligibility states: "aged 18 to 65", "aged 18 years or older".
  func eligibleAgeLimits() -> EligibleAges? {
    for sentence in reading.sentences where sentence.section != .results && sentence.section != .conclusion {
      let look = look(sentence)
      // "Aged 18 to 65 years in stage 1": others may have been eligible later.
      let isOfSome = sentence.tokens.contains {
        document.isWord($0, in: ["initially", "amended", "amendment", "limit"])
          || document.isWord($0, in: ["part", "stage"]) && document.isNumber($0 + 1)
      }
      guard !isOfSome else { continue }
      guard
        let age = sentence.tokens.first(where: { look.sense($0) == .age }) ?? ideographicAge(sentence, look)
      else {
        if let limits = looseAgeLimits(sentence, look) { return limits.stated(in: sentence) }
        if let span = agesOfAll(sentence, look) { return span.stated(in: sentence) }
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
      if isDescribed && hasCenter || isEligibility && !hasCenter, let limits = ageLimits(at: age, look) {
        return limits.stated(in: sentence)
      }
      if let limits = looseAgeLimits(sentence, look) { return limits.stated(in: sentence) }
      if let span = agesOfAll(sentence, look) { return span.stated(in: sentence) }
    }
    return nil
  }

  /// "Patients older than 65 years were included", "eligible were adults of at least 60 years".
  private func looseAgeLimits(_ sentence: SentenceReading, _ look: PhraseLook) -> EligibleAges? {
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
      if document.isWord(word, in: ["older", "over", "above"]) {
        return EligibleAges(lower: value, upper: nil)
      }
      if document.isWord(word, in: ["younger", "under", "below"]) {
        return EligibleAges(lower: nil, upper: value)
      }
      let isOld =
        document.isWord(index + 2, in: ["old"])
        || look.sense(index + 2) == .of && look.sense(index + 3) == .age
      if isOld, look.sense(index - 1) == .atLeast || document.isWord(index - 1, in: ["least"]) {
        return EligibleAges(lower: value, upper: nil)
      }
      if document.isWord(index + 3, in: ["older", "above"]), look.sense(index + 2) == .or {
        return EligibleAges(lower: value, upper: nil)
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

  private func ageLimits(at age: Int, _ look: PhraseLook) -> EligibleAges? {
    for place in age + 1..<age + 7 {
      guard look.sentence.contains(place), let value = document.tokens[place].numeral?.value else { continue }
      var next = place + 1
      if look.sense(next) == .year { next += 1 }
      if [.dash, .to, .and].contains(look.sense(next)), look.sentence.contains(next + 1),
        let upper = document.tokens[next + 1].numeral?.value, upper > value
      {
        let unit = look.sense(next + 2) == .dash ? next + 3 : next + 2
        return EligibleAges(lower: value, upper: upper, unit: unitOfAge(look.sense(unit)))
      }
      let unit = unitOfAge(look.sense(place + 1))
      let before = look.sense(place - 1)
      if before == .atLeast || before == .greater {
        return EligibleAges(lower: value, upper: nil, unit: unit)
      }
      if before == .atMost || before == .less { return EligibleAges(lower: nil, upper: value, unit: unit) }
      for word in next..<next + 4 where look.isWord(word) {
        switch document.word(word) {
        case "older", "above", "more", "over": return EligibleAges(lower: value, upper: nil, unit: unit)
        case "younger", "less", "below", "under": return EligibleAges(lower: nil, upper: value, unit: unit)
        default: continue
        }
      }
      return nil
    }
    return nil
  }

  /// "Healthy children aged 4 to 7 years took part", "adults (18–65 years) were studied", 患者160例，年龄18～65岁: one span of ages, of
  /// nobody but those who took part.
  ///
  /// Whether it tells who could take part or who did, no other age is beyond it.
  private func agesOfAll(_ sentence: SentenceReading, _ look: PhraseLook) -> EligibleAges? {
    let takesPart = sentence.tokens.contains {
      [.eligibility, .enrolled, .randomized, .assigned, .received].contains(look.sense($0))
        || document.isWord($0, in: Self.takingPart)
        || document.word($0) == "选" && document.word($0 + 1) == "择"
    }
    let isDescription = sentence.tokens.contains {
      [.mean, .median, .excluded, .not, .subgroup].contains(look.sense($0))
        || document.isWord($0, in: ["older", "younger", "over", "under", "respectively", "健康"])
    }
    guard takesPart, !isDescription else { return nil }
    let spans = sentence.tokens.compactMap { index in ageSpan(at: index, look).map { (index, $0) } }
    guard spans.count == 1, let (place, span) = spans.first,
      !sentence.mentions.contains(where: { $0.tokens.lowerBound < place }),
      !(sentence.tokens.lowerBound..<place).contains(where: { [.arm, .both].contains(look.sense($0)) }),
      (place - 14..<place + 9).contains(where: {
        [.subject, .male, .female].contains(look.sense($0)) || $0 < place && look.sense($0) == .eligibility
      })
    else { return nil }
    return EligibleAges(lower: span.lowerBound, upper: span.upperBound)
  }

  private static let takingPart: Set<String> = [
    "part", "participated", "participants", "studied", "invited", "volunteered", "trial", "eligible", "选择",
  ]

  /// Two whole numbers of years: "aged 4 to 7 years", "18- to 65-year-old", "between the ages of 18 and 65", 18～65岁.
  private func ageSpan(at index: Int, _ look: PhraseLook) -> ClosedRange<Double>? {
    guard let low = document.tokens[index].numeral?.count, low < 100 else { return nil }
    var place = index + 1
    if look.sense(place).isTimeUnit { place += 1 }
    if look.sense(place) == .dash, look.sense(place + 1) == .to { place += 1 }
    guard [.dash, .to, .and].contains(look.sense(place)), look.sentence.contains(place + 1),
      let high = document.tokens[place + 1].numeral?.count, high > low, high <= 120
    else { return nil }
    let unit = look.sense(place + 2) == .dash ? place + 3 : place + 2
    let isAged = (index - 5..<index).contains { look.sense($0) == .age }
    let isYears = look.sense(unit) == .year
    let isOld =
      document.isWord(unit, in: ["岁"]) || document.isWord(unit + 1, in: ["old"])
      || document.isWord(unit + 2, in: ["old"]) || look.sense(unit + 2) == .age
      || look.sense(index - 1) == .open && look.sense(unit + 1) == .close
    guard
      isYears && (isAged || isOld) || isAged && !look.sense(unit).isTimeUnit && look.sense(unit) != .percent
    else { return nil }
    return Double(low)...Double(high)
  }

  private func unitOfAge(_ sense: Sense) -> Sense { [.month, .week, .day].contains(sense) ? sense : .year }
}

extension EligibleAges {
  fileprivate func stated(in sentence: SentenceReading) -> EligibleAges {
    var ages = self
    ages.sentence = sentence.index
    return ages
  }
}
