// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Medians and means against their ranges, spreads and sizes, and ages against the limits of eligibility.
  mutating func checkSummaries(in sentence: SentenceReading) {
    for case .summary(let phrase) in sentence.phrases {
      switch phrase.center {
      case .median: checkMedian(phrase, sentence)
      case .mean: checkMean(phrase)
      case .none: checkLimits(phrase, sentence)
      }
      if phrase.isAge, phrase.spread == .range { checkEligibility(phrase, sentence) }
      if phrase.isAge, phrase.spread != .range, let value = phrase.value {
        checkMeanAge(value, phrase, sentence)
      }
    }
  }

  private func figures(_ phrase: SummaryPhrase) -> [Figure] {
    var figures: [Figure] = []
    if let value = phrase.value { figures.append(Figure(phrase.center == .mean ? .mean : .median, value)) }
    let roles: (Figure.Role, Figure.Role) =
      switch phrase.spread {
      case .deviation: (.deviation, .deviation)
      case .standardError: (.standardError, .standardError)
      case .quartiles: (.firstQuartile, .thirdQuartile)
      case .range, .unknown: (.minimum, .maximum)
      }
    if let first = phrase.first { figures.append(Figure(roles.0, first)) }
    if let second = phrase.second { figures.append(Figure(roles.1, second)) }
    return figures
  }

  private mutating func checkMedian(_ phrase: SummaryPhrase, _ sentence: SentenceReading) {
    guard let value = phrase.value, let first = phrase.first, let second = phrase.second else { return }
    let stated = phrase.size ?? soleSize(in: sentence, before: phrase.tokens.lowerBound)
    let size = stated ?? phrase.arm.flatMap { reading.arms[$0].size }
    let check = MedianCheck(value, smallest: first, largest: second, n: size, isWhole: phrase.isWhole)
    if value.isBeyond(first, second) {
      return add(
        .median,
        at: phrase.tokens,
        .inconsistent,
        .medianFaults([.outsideRange]),
        printed: figures(phrase)
      )
    }
    if check.faults.isEmpty {
      add(.median, at: phrase.tokens, .consistent, .medianPossible, printed: figures(phrase))
    } else {
      let isSure =
        check.faults.contains(.outsideRange) || check.faults.contains(.rangeReversed)
        || phrase.isWhole && (phrase.isArmSure || stated != nil)
      add(
        .median,
        at: phrase.tokens,
        isSure ? .inconsistent : .undetermined,
        .medianFaults(check.faults),
        printed: figures(phrase)
      )
    }
  }

  /// "In class D (n = 25), the median": the only size of the sentence, right before.
  private func soleSize(in sentence: SentenceReading, before end: Int) -> Int? {
    let look = look(sentence)
    let places = sentence.tokens.filter { look.sense($0) == .sampleSize && look.sense($0 + 1) == .equals }
    guard places.count == 1, places[0] < end, end - places[0] <= 8 else { return nil }
    return look.whole(places[0] + 2)
  }

  private mutating func checkMean(_ phrase: SummaryPhrase) {
    guard let value = phrase.value else { return }
    if phrase.spread == .range || phrase.spread == .quartiles, let first = phrase.first,
      let second = phrase.second
    {
      let isOrdered = first.possible.lowerBound <= second.possible.upperBound
      let isInside =
        value.possible.upperBound >= first.possible.lowerBound
        && value.possible.lowerBound <= second.possible.upperBound
      // A mean may lie outside quartiles.
      guard isOrdered, isInside || phrase.spread == .quartiles else {
        return add(
          .mean,
          at: phrase.tokens,
          .inconsistent,
          isOrdered ? .spreadImpossible(.meanOutside) : .limitsReversed,
          printed: figures(phrase)
        )
      }
      return add(.mean, at: phrase.tokens, .consistent, .limitsOrdered, printed: figures(phrase))
    }
    if let range = phrase.range,
      value.possible.upperBound < range.lowerBound || value.possible.lowerBound > range.upperBound + 1
    {
      return add(
        .mean,
        at: phrase.tokens,
        .inconsistent,
        .spreadImpossible(.meanOutside),
        printed: [
          Figure(.mean, value), Figure(.minimum, PrintedNumber(range.lowerBound, decimals: 0)),
          Figure(.maximum, PrintedNumber(range.upperBound, decimals: 0)),
        ]
      )
    }
    let size = phrase.size ?? phrase.arm.flatMap { reading.arms[$0].size }
    if let fault = spreadFault(phrase, size) {
      return add(.mean, at: phrase.tokens, .inconsistent, .spreadImpossible(fault), printed: figures(phrase))
    }
    guard phrase.isWhole, let size else {
      guard phrase.first != nil else { return }
      return add(.mean, at: phrase.tokens, .undetermined, .figuresMissing, printed: figures(phrase))
    }
    let grim = GRIM(mean: value, n: size)
    guard case .consistent = grim.consistency else {
      let isSure = phrase.isArmSure && grim.consistency == .inconsistent
      return add(
        .mean,
        at: phrase.tokens,
        isSure ? .inconsistent : .undetermined,
        .meanImpossible(n: size, nearest: grim.nearestMeans),
        printed: figures(phrase)
      )
    }
    if phrase.spread == .deviation, let deviation = phrase.first, budget.mayTake(20_000),
      GRIMMER(mean: value, deviation: deviation, n: size).consistency == .inconsistent
    {
      return add(
        .mean,
        at: phrase.tokens,
        phrase.isArmSure ? .inconsistent : .undetermined,
        .deviationImpossible(n: size),
        printed: figures(phrase)
      )
    }
    add(.mean, at: phrase.tokens, .consistent, .meanPossible(grim.finding), printed: figures(phrase))
  }

  /// A standard deviation that no such range or scale allows.
  private func spreadFault(_ phrase: SummaryPhrase, _ size: Int?) -> SpreadCheck.Finding? {
    guard phrase.spread == .deviation, let deviation = phrase.first, let size,
      phrase.isArmSure || phrase.size != nil
    else { return nil }
    for (limits, isReached) in [(phrase.range, true), (phrase.scale, false)] {
      guard let limits, let low = end(limits.lowerBound, isReached),
        let high = end(limits.upperBound, isReached)
      else {
        continue
      }
      let check = SpreadCheck(
        deviation: deviation,
        n: size,
        smallest: low,
        largest: high,
        mean: phrase.value,
        isReached: isReached
      )
      if check.consistency == .inconsistent { return check.finding }
    }
    return nil
  }

  /// The ends of a scale are exact, observed ones are rounded.
  private func end(_ value: Double, _ isReached: Bool) -> PrintedNumber? {
    let decimals = !isReached ? 9 : value == value.rounded() ? 0 : 1
    return value.magnitude < 1e6 ? PrintedNumber(value, decimals: decimals) : nil
  }

  private mutating func checkLimits(_ phrase: SummaryPhrase, _ sentence: SentenceReading) {
    guard let first = phrase.first, let second = phrase.second else { return }
    guard first.value > second.value, first.possible.lowerBound > second.possible.upperBound else { return }
    add(.range, at: phrase.tokens, .inconsistent, .limitsReversed, printed: figures(phrase))
  }

  /// A mean or median age outside of those that were eligible; 75 years may be a day short of 76.
  private mutating func checkMeanAge(
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
  private mutating func checkEligibility(_ phrase: SummaryPhrase, _ sentence: SentenceReading) {
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
}

extension PrintedNumber {
  /// Whether the number lies outside two limits of as many decimals: whatever rounds, it keeps the order.
  func isBeyond(_ lower: PrintedNumber, _ upper: PrintedNumber) -> Bool {
    (decimals == lower.decimals && value < lower.value) || (decimals == upper.decimals && value > upper.value)
  }
}

extension Audit {
  /// Limits of age that a sentence on eligibility states: "aged 18 to 65", "aged 18 years or older".
  func eligibleAgeLimits() -> (lower: Double?, upper: Double?, sentence: Int)? {
    for sentence in reading.sentences where sentence.section != .results && sentence.section != .conclusion {
      let look = look(sentence)
      guard
        let age = sentence.tokens.first(where: { look.sense($0) == .age }) ?? ideographicAge(sentence, look)
      else { continue }
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
        continue
      }
      return (limits.0, limits.1, sentence.index)
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
