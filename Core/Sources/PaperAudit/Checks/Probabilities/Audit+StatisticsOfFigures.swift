// SPDX-License-Identifier: Apache-2.0

/// χ² and t against the counts and means that stand beside them.
extension Audit {
  /// χ² against the counts of two arms, t against their means, where they stand beside it.
  mutating func checkFigures(_ statistic: StatisticPhrase, at index: Int, _ sentence: SentenceReading) {
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
  mutating func isOfOneDegree(
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
    // Of three groups in one list the statistic is of all.
    let shares = sentence.phrases[..<index].filter { if case .proportion = $0 { true } else { false } }
      .suffix(3)
    let isOfThree =
      shares.count == 3
      && zip(shares, shares.dropFirst()).allSatisfy { $1.tokens.lowerBound - $0.tokens.upperBound <= 4 }
    guard !isOfThree, let comparison = compared(by: index, allComparisons(for: sentence), sentence),
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
}
