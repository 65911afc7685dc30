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

  /// χ² against the counts of two arms, t against their means, where they stand beside it.
  private mutating func checkFigures(_ statistic: StatisticPhrase, at index: Int, _ sentence: SentenceReading)
  {
    guard !hasModels(sentence), isBeside(statistic, at: index, sentence) else { return }
    let possible: ClosedRange<Double>?
    switch statistic.distribution {
    case .chiSquare where (statistic.degrees?.value ?? 1) == 1:
      possible = chiSquares(at: index, sentence)
    case .t: possible = studentT(at: index, sentence)
    default: possible = nil
    }
    guard let possible else { return }
    let size = PrintedNumber(statistic.value.value.magnitude, decimals: statistic.value.decimals).possible
    let isNear = size.overlaps(possible.lowerBound / 1.02...possible.upperBound * 1.02)
    // Other tests of the same figures differ, none by so much.
    let isFar = !size.overlaps(possible.lowerBound / 1.08 - 0.05...possible.upperBound * 1.08 + 0.05)
    guard isNear || isFar else { return }
    add(
      .testStatistic,
      at: statistic.tokens,
      isNear ? .consistent : .inconsistent,
      .difference(of: possible),
      printed: [Figure(.statistic, statistic.value)],
      recomputed: [Recomputation(.statistic, possible)],
      .likely
    )
  }

  /// Whether no more stands between the figures before a statistic and it than words of testing: another matter may have
  /// been tested.
  private func isBeside(_ statistic: StatisticPhrase, at index: Int, _ sentence: SentenceReading) -> Bool {
    guard
      let before = sentence.phrases[..<index].last(where: {
        switch $0 {
        case .proportion, .summary: true
        default: false
        }
      })
    else { return true }
    let gap = before.tokens.upperBound..<max(before.tokens.upperBound, statistic.tokens.lowerBound)
    let unknown = gap.filter { place in
      document.sense(place) == .other && document.tokens[place].word != 0
        && !Self.wordsOfTests.contains(document.word(place))
        && !sentence.mentions.contains { $0.tokens.contains(place) }
    }
    return unknown.count <= 2
  }

  /// A χ² that the counts of two arms give has one degree of freedom.
  private mutating func isOfOneDegree(
    _ statistic: StatisticPhrase,
    at index: Int,
    _ sentence: SentenceReading
  ) -> Bool {
    guard statistic.distribution == .chiSquare, statistic.degrees == nil,
      let possible = chiSquares(at: index, sentence)
    else { return false }
    return statistic.value.possible.overlaps(possible)
  }

  private mutating func chiSquares(at index: Int, _ sentence: SentenceReading) -> ClosedRange<Double>? {
    guard let comparison = compared(by: index, allComparisons(for: sentence), sentence),
      comparison.arms.count == 2, comparison.isDetermined
    else { return nil }
    var found: ClosedRange<Double>?
    for first in comparison.arms[0].options {
      for second in comparison.arms[1].options {
        guard let range = budget.tests(first, second)?.chiSquares else { return nil }
        found =
          found.map { min($0.lowerBound, range.lowerBound)...max($0.upperBound, range.upperBound) } ?? range
      }
    }
    return found
  }

  /// What Student's and Welch's t can be, with the spreads read as standard deviations or errors, and any known sizes.
  private func studentT(at index: Int, _ sentence: SentenceReading) -> ClosedRange<Double>? {
    guard let (a, b) = means(before: index, sentence), let first = a.value, let second = b.value,
      let s = a.first, let t = b.first, a.isArmSure && b.isArmSure || a.size != nil && b.size != nil,
      !sentence.tokens.contains(where: { document.sense($0) == .since })
    else { return nil }
    func sizes(_ summary: SummaryPhrase) -> [Int] {
      summary.size.map { [$0] } ?? summary.arm.map { Array(reading.arms[$0].sizes.prefix(3)) } ?? []
    }
    var ends: [Double] = []
    for n in sizes(a) {
      for m in sizes(b) {
        for spread in TwoMeans.Spread.allCases {
          let means = TwoMeans(
            .init(mean: first, spread: s, n: n),
            .init(mean: second, spread: t, n: m),
            spread: spread
          )
          // Standard errors are meant only where nobody wrote "SD".
          guard spread == .standardDeviation || a.spread != .deviation, let range = means.t else { continue }
          ends += [range.lowerBound, range.upperBound]
        }
      }
    }
    return ClosedRange(spanning: ends)
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

  /// What p-values F can have: above 1 none is larger than with 1 and 10 degrees of freedom, below 1 none as small as 0.1.
  private func rangeOfF(_ value: PrintedNumber) -> ClosedRange<Double>? {
    if value.possible.upperBound <= 1 { return 0.1...1 }
    let least = PrintedStatistic.f(
      value,
      numerator: PrintedNumber(1, decimals: 0),
      denominator: PrintedNumber(10, decimals: 0)
    )
    return least.p.map { 0...$0.upperBound }
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
