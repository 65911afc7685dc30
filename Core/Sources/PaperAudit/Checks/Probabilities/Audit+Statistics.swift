// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Test statistics and the p-values behind them.
  mutating func checkStatistics(in sentence: SentenceReading) {
    for (index, phrase) in sentence.phrases.enumerated() {
      if case .statistic(let statistic) = phrase { checkFigures(statistic, at: index, sentence) }
      guard case .statistic(let statistic) = phrase, index + 1 < sentence.phrases.count,
        case .p(let p) = sentence.phrases[index + 1]
      else { continue }
      var printed = [Figure(.statistic, statistic.value)]
      if let degrees = statistic.degrees { printed.append(Figure(.degreesOfFreedom, degrees)) }
      if let degrees = statistic.secondDegrees { printed.append(Figure(.secondDegreesOfFreedom, degrees)) }
      printed.append(Figure(.p, p.printed.number))
      let judged = judged(
        isOfOneDegree(statistic, at: index, sentence) ? statistic.ofOneDegree : statistic,
        p
      )
      // Which of the two is wrong, they alone do not say.
      let both = statistic.tokens.lowerBound..<p.tokens.upperBound
      add(
        .testStatistic,
        at: judged.verdict == .inconsistent ? both : statistic.tokens,
        judged.verdict,
        judged.because,
        printed: printed,
        recomputed: judged.p.map { [Recomputation(.p, $0)] } ?? [],
        statistic.degrees == nil ? .likely : .sure
      )
    }
  }

  /// A p-value against its statistic.
  ///
  /// Without degrees of freedom χ² is taken with one, which gives the smallest p-value, and t with those of all arms; a
  /// p-value below all that any degrees of freedom give is wrong all the same.
  func judged(_ statistic: StatisticPhrase, _ p: PPhrase) -> (
    verdict: Claim.Verdict, because: Because, p: ClosedRange<Double>?
  ) {
    if let judged = judgedWithoutSizes(statistic, p) { return judged }
    guard let value = statistic.asPrinted(withDegrees: assumedDegrees(statistic)) else {
      if statistic.distribution == .f, let range = rangeOfF(statistic.value) {
        let isOutside = !p.printed.possible.overlaps(range) && !p.isQualified
        return (
          isOutside ? .inconsistent : .undetermined,
          isOutside ? .statisticContradicted(range) : .degreesMissing,
          range
        )
      }
      return (.undetermined, .degreesMissing, nil)
    }
    let result = value.compared(with: p.printed)
    if result.isOnlyOneSided, !document.has(.oneSided) {
      return (.undetermined, .onlyOneSided(result.matches, tables: []), value.p)
    }
    if result.consistency == .consistent { return (.consistent, .statistic(result.matches), value.p) }
    guard statistic.degrees == nil, statistic.distribution != .z else {
      return (
        result.consistency == .inconsistent ? .inconsistent : .undetermined, .statisticContradicted(value.p),
        value.p
      )
    }
    let least = statistic.asPrinted(
      withDegrees: statistic.distribution == .t
        ? PrintedNumber(1e9, decimals: 0) : PrintedNumber(1, decimals: 0)
    )?.p
    if isAbove(statistic, p) { return (.inconsistent, .statisticContradicted(value.p), value.p) }
    let isBelow = least.map { p.printed.possible.upperBound < $0.lowerBound / 2 * 0.98 } ?? false
    return (
      isBelow ? .inconsistent : .undetermined, isBelow ? .statisticContradicted(least) : .degreesMissing,
      least
    )
  }

  /// A t without sizes: p lies between those of 4 and of very many degrees of freedom, of one side or two.
  private func judgedWithoutSizes(_ statistic: StatisticPhrase, _ p: PPhrase) -> (
    verdict: Claim.Verdict, because: Because, p: ClosedRange<Double>?
  )? {
    guard statistic.distribution == .t, statistic.degrees == nil, assumedDegrees(statistic) == nil,
      !p.isQualified,
      let least = statistic.asPrinted(withDegrees: PrintedNumber(1e9, decimals: 0))?.p,
      let most = statistic.asPrinted(withDegrees: PrintedNumber(4, decimals: 0))?.p
    else { return nil }
    let range = least.lowerBound...max(least.lowerBound, most.upperBound)
    let isOutside = !p.printed.possible.overlaps(
      range.lowerBound / 2 * 0.98...min(1, range.upperBound * 1.02)
    )
    return (
      isOutside ? .inconsistent : .undetermined, isOutside ? .statisticContradicted(range) : .degreesMissing,
      range
    )
  }

  /// What p-values F can have: above 1 none larger than with few or many degrees of freedom, below 1 none as small as 0.1.
  private func rangeOfF(_ value: PrintedNumber) -> ClosedRange<Double>? {
    if value.possible.upperBound <= 1 { return 0.1...1 }
    let ends = [1.0, 2, 3, 5, 10, 30].flatMap { numerator in
      [6.0, 20, 1e6].compactMap { denominator in
        PrintedStatistic.f(
          value,
          numerator: PrintedNumber(numerator, decimals: 0),
          denominator: PrintedNumber(denominator, decimals: 0)
        ).p?.upperBound
      }
    }
    return ends.max().map { 0...$0 }
  }

  /// Whether a p-value is larger than the t of half of the smallest arm gives: whatever was missing, not so many.
  private func isAbove(_ statistic: StatisticPhrase, _ p: PPhrase) -> Bool {
    guard statistic.distribution == .t, !p.isQualified,
      let smallest = reading.arms.compactMap(\.size).min(), smallest >= 10,
      let most = statistic.asPrinted(withDegrees: PrintedNumber(Double(smallest / 2), decimals: 0))?.p
    else { return false }
    return p.printed.possible.lowerBound > most.upperBound * 1.02
  }

  private func assumedDegrees(_ statistic: StatisticPhrase) -> PrintedNumber? {
    switch statistic.distribution {
    case .chiSquare: return PrintedNumber(1, decimals: 0)
    case .t:
      let sizes = reading.arms.compactMap(\.size)
      let degrees = sizes.count == 2 ? sizes[0] + sizes[1] - 2 : 0
      return degrees > 0 ? PrintedNumber(Double(degrees), decimals: 0) : nil
    default: return nil
    }
  }
}

extension StatisticPhrase {
  var ofOneDegree: StatisticPhrase {
    StatisticPhrase(
      tokens: tokens,
      distribution: distribution,
      value: value,
      degrees: PrintedNumber(1, decimals: 0),
      secondDegrees: nil
    )
  }

  /// The statistic with its degrees of freedom; nil if they are missing.
  func asPrinted(withDegrees assumed: PrintedNumber?) -> PrintedStatistic? {
    switch distribution {
    case .z: return .z(value)
    case .t: return (degrees ?? assumed).map { .t(value, degreesOfFreedom: $0) }
    case .chiSquare: return (degrees ?? assumed).map { .chiSquare(value, degreesOfFreedom: $0) }
    case .f:
      guard let degrees, let secondDegrees else { return nil }
      return .f(value, numerator: degrees, denominator: secondDegrees)
    }
  }
}
