// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import PaperAudit
import Testing

@Suite struct StatisticTests {
  private func t(_ value: String, _ degrees: String) -> PrintedStatistic {
    .t(number(value), degreesOfFreedom: number(degrees))
  }

  /// R 4.2: pt, pf, pchisq, pnorm of the printed statistic.
  @Test("brackets R's p-value of a printed statistic")
  func values() {
    func holds(_ statistic: PrintedStatistic, _ p: Double) -> Bool {
      statistic.p.map { $0.contains(p) && $0.upperBound < 1.1 * p && $0.lowerBound > 0.9 * p } ?? false
    }
    #expect(holds(t("2.200", "28"), 0.0362254848))
    #expect(holds(t("-2.200", "28"), 0.0362254848))
    let f = PrintedStatistic.f(number("4.350"), numerator: number("2"), denominator: number("57"))
    #expect(holds(f, 0.0174510014))
    #expect(holds(.chiSquare(number("7.12"), degreesOfFreedom: number("3")), 0.0681697414))
    #expect(holds(.z(number("-1.970")), 0.0488383706))
    #expect(holds(.r(number("0.350"), degreesOfFreedom: number("48")), 0.0127154451))
  }

  @Test("says if only a one-sided p-value fits, and what no statistic can be")
  func sides() {
    let comparison = t("2.20", "28").compared(with: p("= 0.018"))
    #expect(comparison.isOnlyOneSided)
    #expect(comparison.consistency == .consistent)
    #expect(t("2.20", "28").compared(with: p("= 0.04")).isConventional)
    #expect(t("2.20", "28").compared(with: p("= 0.30")).consistency == .inconsistent)
    #expect(t("2.20", "28").compared(with: p("< 0.001")).consistency == .inconsistent)
    let none = PrintedStatistic.chiSquare(number("-7.12"), degreesOfFreedom: number("3"))
    #expect(none.p == nil)
    #expect(t("2.20", "0").compared(with: p("= 0.04")).consistency == .undetermined(.undefined))
    #expect(PrintedStatistic.r(number("1.35"), degreesOfFreedom: number("48")).p == nil)
  }

  /// R 4.2: pooled p = 0.06360, Welch 0.04626 with 46.2 degrees of freedom.
  @Test("recomputes t tests from means and deviations")
  func means() {
    let first = TwoMeans.Arm(mean: number("5.200"), spread: number("1.300"), n: 24)
    let second = TwoMeans.Arm(mean: number("4.100"), spread: number("2.600"), n: 31)
    let means = TwoMeans(first, second, spread: .standardDeviation)
    #expect(means.compared(with: p("= 0.0636")).matches.first?.test == .studentT)
    #expect(means.compared(with: p("= 0.0463")).matches.map(\.test).contains(.welchT))
    #expect(means.compared(with: p("= 0.60")).consistency == .inconsistent)
    // R 4.2: −0.0645 to 2.2645 with one variance, 0.0190 to 2.1810 with two.
    #expect(means.consistency(difference: number("1.1")) == .consistent)
    #expect(means.consistency(difference: number("1.4")) == .inconsistent)
    #expect(means.consistency(lower: number("-0.06"), upper: number("2.26")) == .consistent)
    #expect(means.consistency(lower: number("0.02"), upper: number("2.18")) == .consistent)
    #expect(means.consistency(lower: number("-2.18"), upper: number("-0.02")) == .consistent)
    #expect(means.consistency(lower: number("0.40"), upper: number("1.80")) == .inconsistent)
    let alone = TwoMeans.Arm(mean: number("4.1"), spread: number("2.6"), n: 1)
    #expect(
      TwoMeans(first, alone, spread: .standardDeviation).compared(with: p("= 0.1")).consistency
        == .undetermined(.undefined)
    )
  }

  @Test("accuses no statistic with its own p-value")
  func property() {
    var stream = RandomStream(seed: 70, position: 1)
    var accused = [String: Int]()
    for _ in 0..<100_000 {
      let n = stream.integer(in: 1...200)
      let m = stream.integer(in: 1...6)
      let x = 4 * stream.uniform()
      let degrees = PrintedNumber(Double(n), decimals: 0)
      let few = PrintedNumber(Double(m), decimals: 0)
      let digits = stream.printed(x, decimals: 1...3)
      let (statistic, exact): (PrintedStatistic, Double) =
        switch stream.integer(below: 5) {
        case 0: (.t(digits, degreesOfFreedom: degrees), StudentT.twoSided(x, degreesOfFreedom: Double(n)))
        case 1:
          (
            .f(digits, numerator: few, denominator: degrees),
            FisherF.survival(x, numerator: Double(m), denominator: Double(n))
          )
        case 2:
          (.chiSquare(digits, degreesOfFreedom: few), ChiSquare.survival(x, degreesOfFreedom: Double(m)))
        case 3: (.z(digits), StandardNormal.twoSided(x))
        default:
          (
            .r(stream.printed(x / 4, decimals: 1...3), degreesOfFreedom: degrees),
            StudentT.twoSided(
              x / 4 * (Double(n) / (1 - x * x / 16)).squareRoot(),
              degreesOfFreedom: Double(n)
            )
          )
        }
      let share = stream.pick([1, 0.5])
      if share < 1, case .chiSquare = statistic, m > 1 { continue }
      if share < 1, case .f = statistic, m > 1 { continue }
      let printed = PrintedP(.equal, stream.printed(exact * share, decimals: 1...4))
      if statistic.compared(with: printed).consistency != .consistent {
        accused["\(statistic)", default: 0] += 1
      }
    }
    #expect(accused.isEmpty)
  }

  @Test("accuses no t test whose degrees of freedom are Welch's, however they were rounded")
  func welchProperty() {
    var stream = RandomStream(seed: 80, position: 1)
    var accused = 0
    for _ in 0..<100_000 {
      let degrees = 3 + 60 * stream.uniform() * stream.uniform()
      let t = 4 * stream.uniform()
      let statistic = PrintedStatistic.t(
        stream.printed(t, decimals: 1...3),
        degreesOfFreedom: stream.printed(degrees, decimals: 0...2)
      )
      let exact = StudentT.twoSided(t, degreesOfFreedom: degrees)
      let printed = PrintedP(.equal, stream.printed(exact, decimals: 2...4))
      if statistic.compared(with: printed).consistency != .consistent { accused += 1 }
    }
    #expect(accused == 0)
  }

  @Test("accuses no t test of printed means, whatever was rounded")
  func meansProperty() {
    var stream = RandomStream(seed: 71, position: 1)
    var (accused, missed) = (0, 0)
    for i in 0..<100_000 {
      let arms = (0..<2).map { _ in
        SampleSummary(
          n: stream.integer(in: 2...150),
          mean: 10 * stream.uniform(),
          standardDeviation: 0.5 + 6 * stream.uniform()
        )
      }
      let spread = stream.pick(TwoMeans.Spread.allCases)
      let printed = arms.map { arm in
        TwoMeans.Arm(
          mean: stream.printed(arm.mean, decimals: 1...2),
          spread: stream.printed(
            spread == .standardDeviation
              ? arm.standardDeviation : arm.standardDeviation / Double(arm.n).squareRoot(),
            decimals: 1...2
          ),
          n: arm.n
        )
      }
      let means = TwoMeans(printed[0], printed[1], spread: spread)
      let variance = i % 2 == 0 ? TTestVariance.pooled : .separate
      let difference = meanDifference(arms[0], arms[1], level: 0.95, variance: variance)
      let limits = (stream.printed(difference.interval.lower), stream.printed(difference.interval.upper))
      if means.consistency(difference: stream.printed(difference.value)) != .consistent { accused += 1 }
      if means.consistency(lower: limits.0, upper: limits.1) != .consistent { accused += 1 }
      let exact = tTest(arms[0], arms[1], variance: variance).p
      let digits = stream.printed(exact, decimals: 2...4)
      if means.compared(with: PrintedP(.equal, digits)).consistency != .consistent { accused += 1 }
      if exact < 0.01, means.compared(with: p("= 0.40")).consistency == .consistent { missed += 1 }
    }
    #expect(accused == 0)
    #expect(missed < 100)
  }
}
