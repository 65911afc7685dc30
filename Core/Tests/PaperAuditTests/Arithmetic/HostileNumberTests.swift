// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import PaperAudit
import Testing

/// Whatever a text holds, every check answers, and soon.
@Suite struct HostileNumberTests {
  private static let counts = [
    Int.min, -1_000_000_000_001, -1, 0, 1, 2, 3, 25, 55, 400, 100_001, 2_000_000_000, 1_000_000_000_000,
    1_000_000_000_001, Int.max / 2, Int.max - 1, Int.max,
  ]

  private static let numbers: [PrintedNumber] = [
    -1e300, -1e15, -12.5, -1, -0.0, 0, 1e-15, 0.05, 0.5, 1, 12.5, 50, 99.9, 100, 1e6, 1e12, 1e15, 1e18, 1e300,
    Double.greatestFiniteMagnitude, -Double.greatestFiniteMagnitude, Double.leastNonzeroMagnitude,
  ].flatMap { value in [0, 2, 15].map { PrintedNumber(value, decimals: $0) } }

  private static let values = [
    -Double.infinity, -1e300, -1, 0, 1e-300, 1e-9, 0.05, 0.5, 0.95, 1 - 1e-16, 1, 2, 1e6, 1e300, .infinity,
    .nan,
  ]

  private func stream(_ position: UInt64) -> RandomStream { RandomStream(seed: 77, position: position) }

  /// Whatever the figures, what is called a p-value is one.
  private func expectProbabilities(_ comparison: PComparison) {
    if let range = comparison.range { #expect(range.lowerBound >= 0 && range.upperBound <= 1) }
    for match in comparison.matches { #expect(match.p.lowerBound >= 0 && match.p.upperBound <= 1) }
  }

  @Test("answers any percentage and any mean", .timeLimit(.minutes(1)))
  func percentagesAndMeans() {
    var stream = stream(1)
    for _ in 0..<5_000 {
      let (k, n) = (stream.pick(Self.counts), stream.pick(Self.counts))
      let (x, y, z) = (stream.pick(Self.numbers), stream.pick(Self.numbers), stream.pick(Self.numbers))
      let check = PercentageCheck(count: k, of: n, printed: x, whole: stream.pick(Self.values))
      _ = (check.consistency, check.countsFitting, check.totalsFitting, check.expected)
      _ = nearestPercentages(to: x, of: n)
      _ = totalsFitting(x, count: k, within: min(k, n)...max(k, n))
      let grim = GRIM(mean: x, n: n, items: k)
      _ = (grim.consistency, grim.nearestMeans)
      _ = DEBIT(mean: x, deviation: y, n: n).consistency
      _ = SpreadCheck(deviation: x, n: n, smallest: y, largest: z, mean: x, isReached: k > 0).consistency
      _ = SpreadCheck.leastDeviation(ofWholeNumbersWithMean: x, n: n)
      let error = StandardErrorCheck(deviation: x, error: y, n: n)
      _ = (error.consistency, error.impliedSize)
      _ = MeanInterval(mean: x, deviation: y, n: n, level: stream.pick(Self.values)).consistency(
        lower: y,
        upper: z
      )
      let median = MedianCheck(x, smallest: y, largest: z, n: n, isWhole: true)
      _ = (median.faults, median.possibleMeans)
      _ = beyondLimits(smallest: x, largest: y, limits: (stream.pick(Self.values), stream.pick(Self.values)))
      _ = areOrdered([x, y, z])
    }
    for _ in 0..<1_500 {
      let (x, y) = (stream.pick(Self.numbers), stream.pick(Self.numbers))
      _ =
        GRIMMER(mean: x, deviation: y, n: stream.pick(Self.counts), items: stream.pick(Self.counts))
        .consistency
      _ = GRIMMER(mean: x, deviation: y, n: stream.integer(in: 2...5)).consistency
      _ = totalsAllowing(x, within: 1...2_000)
    }
    _ = GRIM(mean: PrintedNumber(2.5, decimals: 1), n: 3).sizesAllowing(within: .min ... .max)
    _ = totalsAllowing(PrintedNumber(2.5, decimals: 1), within: .min ... .max)
  }

  @Test("answers any p-value", .timeLimit(.minutes(1)))
  func pValues() {
    var stream = stream(2)
    for _ in 0..<2_000 {
      let counts = (0..<6).map { _ in stream.pick(Self.counts) }
      let printed = PrintedP(stream.pick(PrintedP.Relation.allCases), stream.pick(Self.numbers))
      _ = (printed.isImpossible, printed.possible, printed.isBelow(stream.pick(Self.values)))
      let tests = TwoArmTests(counts[0], of: counts[1], versus: counts[2], of: counts[3])
      expectProbabilities(tests.reproducing(printed, searching: false))
      _ = tests.significance().dependsOnTest
      expectProbabilities(PairedTests(onlyFirst: counts[0], onlySecond: counts[1]).reproducing(printed))
      expectProbabilities(
        OneProportionTests(counts[0], of: counts[1], against: stream.pick(Self.values)).reproducing(printed)
      )
      let rows = [Array(counts[0...2]), Array(counts[3...5])]
      expectProbabilities(TableTests(rows, limit: 1_000).reproducing(printed))
      let (x, y, z) = (stream.pick(Self.numbers), stream.pick(Self.numbers), stream.pick(Self.numbers))
      let statistics: [PrintedStatistic] = [
        .t(x, degreesOfFreedom: y), .f(x, numerator: y, denominator: z), .chiSquare(x, degreesOfFreedom: y),
        .z(x),
        .r(x, degreesOfFreedom: y),
      ]
      for statistic in statistics { expectProbabilities(statistic.compared(with: printed)) }
      let arms = [counts[0], counts[1]].map { TwoMeans.Arm(mean: x, spread: y, n: $0) }
      let means = TwoMeans(arms[0], arms[1], spread: .standardDeviation)
      expectProbabilities(means.compared(with: printed))
      _ = means.consistency(difference: z)
      _ = means.consistency(lower: y, upper: z, level: stream.pick(Self.values))
    }
  }

  @Test("answers any interval", .timeLimit(.minutes(1)))
  func intervals() {
    var stream = stream(3)
    for _ in 0..<5_000 {
      let (x, y, z) = (stream.pick(Self.numbers), stream.pick(Self.numbers), stream.pick(Self.numbers))
      let level = stream.pick(Self.values)
      let check = IntervalCheck(
        estimate: x,
        lower: y,
        upper: z,
        level: level,
        scale: stream.pick(IntervalCheck.Scale.allCases)
      )
      _ = (check.consistency, check.impliedEstimate, check.excludesNull)
      if let p = check.impliedP { #expect(p.lowerBound >= 0 && p.upperBound <= 1) }
      let printed = PrintedP(stream.pick(PrintedP.Relation.allCases), stream.pick(Self.numbers))
      _ = (IntervalAgainstP(check, printed).consistency, check.offset)
      _ = relativeReduction(x, ratio: y, whole: level)
      _ = numberNeeded(
        x,
        stream.pick(Self.counts),
        of: stream.pick(Self.counts),
        versus: 1,
        of: stream.pick(Self.counts)
      )
      let events = stream.pick(Self.counts)
      _ = rateInterval(
        lower: x,
        upper: y,
        events: events,
        personTime: z,
        per: level,
        level: stream.pick(Self.values)
      )
      let survival = SurvivalInterval(
        estimate: x,
        lower: y,
        upper: z,
        level: level,
        whole: stream.pick(Self.values)
      )
      _ = (survival.consistency, survival.isTooNarrow(for: stream.pick(Self.counts)))
    }
    for _ in 0..<1_000 {
      let counts = (0..<4).map { _ in stream.pick(Self.counts) }
      let (x, y, z) = (stream.pick(Self.numbers), stream.pick(Self.numbers), stream.pick(Self.numbers))
      let level = stream.pick(Self.values)
      _ = proportionInterval(lower: x, upper: y, count: counts[0], of: counts[1], level: level).consistency
      let measure = stream.pick(EffectFromCounts.Measure.allCases)
      let effect = EffectFromCounts(measure, z, counts[0], of: counts[1], versus: counts[2], of: counts[3])
      _ = (effect.consistency, effect.interval(lower: x, upper: y, level: level).consistency)
    }
  }

  @Test("answers any survival figure, size, allocation and sum", .timeLimit(.minutes(1)))
  func others() {
    var stream = stream(4)
    for _ in 0..<5_000 {
      let (x, y, z) = (stream.pick(Self.numbers), stream.pick(Self.numbers), stream.pick(Self.numbers))
      let whole = stream.pick(Self.values)
      _ = SurvivalRelation.rate(at: x, median: y, printed: z, whole: whole)?.factor
      _ = SurvivalRelation.median(rate: x, at: y, printed: z, whole: whole)?.factor
      _ = SurvivalRelation.hazardRatio(medians: x, y, printed: z)?.consistency
      _ = SurvivalRelation.hazardRatio(rates: x, y, printed: z, whole: whole)?.consistency
      _ = SurvivalRelation.rate(at: x, from: y, at: z, printed: x)?.consistency
      _ = SurvivalOrder.rises([.init(at: whole, x), .init(at: 1, y), .init(at: .nan, z)])
      _ = SurvivalOrder.consistency(median: x, rate: y, at: z, whole: whole)
      _ = SurvivalOrder.mostEvents(rate: x, n: stream.pick(Self.counts), whole: whole)
      _ = personTimeRate(x, events: stream.pick(Self.counts), personTime: y, per: whole)
      let (a, b) = (stream.pick(Self.counts), stream.pick(Self.counts))
      if let check = AllocationCheck(
        a,
        b,
        ratio: (stream.pick([1, 1, 2, 1_000_000, .max]), stream.pick([1, 3, -1]))
      ) {
        #expect((0...1).contains(check.simpleRandomization))
        let block = stream.pick(Self.counts)
        _ = (
          check.firstSizes(block: block), check.isPossible(block: block, strata: a), check.impossibleBlocks()
        )
      }
      _ = PartsCheck([a, b, stream.pick(Self.counts)], of: stream.pick(Self.counts)).consistency
      let sum = PercentageSum([x, y, z], whole: x)
      _ = (sum.consistency, sum.counts(of: a), sum.largestDeviation)
      _ = totalCount([(x, a), (y, b)])
      _ = overallMean([(x, a), (y, b)])
    }
    for _ in 0..<1_500 {
      let (x, y, r) = (stream.pick(Self.values), stream.pick(Self.values), stream.pick(Self.values))
      let plans: [SizePlan] = [
        .proportions(x, versus: y, ratio: r), .means(difference: x, deviation: y, ratio: r),
        .events(hazardRatio: x, ratio: r), .oneProportion(x, null: y), .proportions(x, versus: y, ratio: 1),
        .means(difference: x, deviation: y, ratio: 1),
      ]
      let statement = SizeStatement(
        stream.pick(plans),
        alpha: stream.pick(Self.values),
        power: stream.pick(Self.values),
        dropOut: stream.pick(Self.values)
      )
      _ = statement.reproducing(stream.pick(Self.counts)).consistency
      let power = PowerStatement(
        stream.pick(plans),
        size: stream.pick(Self.counts),
        alpha: stream.pick(Self.values)
      )
      _ = power.consistency(stream.pick(Self.numbers), whole: x)
    }
    for plan in [SizePlan.simon(0.95, null: 0.05), .simon(1 - 1e-16, null: 1e-300), .simon(0.06, null: 0.05)]
    {
      _ = SizeStatement(plan, alpha: 0.05, power: 0.8).reproducing(20).consistency
    }
  }
}
