// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Test statistics and the p-values behind them.
  mutating func checkStatistics(in sentence: SentenceReading) {
    for (index, phrase) in sentence.phrases.enumerated() {
      guard case .statistic(let statistic) = phrase, index + 1 < sentence.phrases.count,
        case .p(let p) = sentence.phrases[index + 1]
      else { continue }
      var printed = [Figure(.statistic, statistic.value)]
      if let degrees = statistic.degrees { printed.append(Figure(.degreesOfFreedom, degrees)) }
      if let degrees = statistic.secondDegrees { printed.append(Figure(.secondDegreesOfFreedom, degrees)) }
      printed.append(Figure(.p, p.printed.number))
      let judged = judged(statistic, p)
      add(
        .testStatistic,
        at: statistic.tokens,
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
    guard let value = statistic.asPrinted(withDegrees: assumedDegrees(statistic)) else {
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
    let isBelow = least.map { p.printed.possible.upperBound < $0.lowerBound / 2 * 0.98 } ?? false
    return (
      isBelow ? .inconsistent : .undetermined, isBelow ? .statisticContradicted(least) : .degreesMissing,
      least
    )
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
