// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Medians and means against their ranges, spreads and sizes, and ages against the limits of eligibility.
  mutating func checkSummaries(in sentence: SentenceReading) {
    for case .summary(let phrase) in sentence.phrases {
      switch phrase.center {
      case .median: checkMedian(phrase, sentence)
      case .mean: checkMean(phrase, sentence)
      case .none: checkLimits(phrase, sentence)
      }
      if phrase.isAge, phrase.spread == .range { checkEligibility(phrase, sentence) }
      if phrase.isAge, phrase.spread != .range, let value = phrase.value {
        checkMeanAge(value, phrase, sentence)
      }
    }
    checkApart(sentence)
  }

  /// "Mean age was 38.4 years, ranging from 41 to 69": the only mean or median of ages, and their only range.
  private mutating func checkApart(_ sentence: SentenceReading) {
    let ages = sentence.phrases.compactMap { phrase -> SummaryPhrase? in
      if case .summary(let summary) = phrase, summary.isAge { summary } else { nil }
    }
    guard ages.count == 2, Set(sentence.mentions.map(\.arm)).count < 2,
      let range = ages.first(where: { $0.center == .none && $0.spread == .range }),
      let center = ages.first(where: { $0.center != .none && $0.spread != .range && $0.spread != .quartiles }
      ),
      center.range == nil, let value = center.value, let first = range.first, let second = range.second,
      value.possible.upperBound < first.possible.lowerBound
        || value.possible.lowerBound > second.possible.upperBound + 1
    else { return }
    let isMean = center.center == .mean
    add(
      isMean ? .mean : .median,
      at: min(
        center.tokens.lowerBound,
        range.tokens.lowerBound
      )..<max(center.tokens.upperBound, range.tokens.upperBound),
      .inconsistent,
      isMean ? .spreadImpossible(.meanOutside) : .medianFaults([.outsideRange]),
      printed: [Figure(isMean ? .mean : .median, value), Figure(.minimum, first), Figure(.maximum, second)],
      .likely
    )
  }

  func figures(_ phrase: SummaryPhrase) -> [Figure] {
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

  private mutating func checkMean(_ phrase: SummaryPhrase, _ sentence: SentenceReading) {
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
    if checkBinary(phrase, size ?? onlySize(in: sentence)) { return }
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
}

extension PrintedNumber {
  /// Whether the number lies outside two limits of as many decimals: whatever rounds, it keeps the order.
  func isBeyond(_ lower: PrintedNumber, _ upper: PrintedNumber) -> Bool {
    (decimals == lower.decimals && value < lower.value) || (decimals == upper.decimals && value > upper.value)
  }
}
