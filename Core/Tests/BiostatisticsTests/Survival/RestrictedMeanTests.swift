// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Biostatistics

@Suite struct RestrictedMeanTests {
  /// Deaths at 2, 2 and 5, censored at 2 and 7; up to 6: 2 · 1 + 3 · 3/5 + 1 · 3/10 = 41/10.
  ///
  ///     A(2) = 21/10, A(5) = 3/10        Var = (21/10)² · 2/15 + (3/10)² · 1/2 = 633/1000
  @Test("matches five subjects worked by hand")
  func byHand() {
    let data = SurvivalTimes(times: [7, 2, 5, 2, 2], events: [false, true, true, false, true])
    let mean = KaplanMeier(data).restrictedMean(until: 6)
    expectClose(mean.mean, 4.1, relative: 1e-15)
    expectClose(mean.variance, 0.633, relative: 1e-15)
    expectClose(mean.timeLost, 1.9, relative: 1e-14)
    #expect(!mean.isExtrapolated)
    #expect(KaplanMeier(data).restrictedMean(until: 8).isExtrapolated)
  }

  @Test("agrees with the closed form and with survfit", arguments: try Oracle("survival_rmst").cases)
  func agreesWithReference(reference: Oracle.Case) throws {
    let group = try #require(reference.input["group"].text)
    let table = try ReferenceTable(try #require(reference.input["data"].text)).complete([group])
    let groups = try table.groups(group)
    let tau = try reference.input["tau"].required
    let arms = try table.survivalTimes().split(by: groups.numbers, groupCount: groups.levels.count)
      .prefix(2)
      .map { KaplanMeier($0).restrictedMean(until: tau) }
    let expected = reference.expect
    for (place, arm) in arms.enumerated() {
      expectClose(arm.mean, expected["rmst"][place], relative: 1e-12, "mean")
      expectClose(arm.standardError, expected["se"][place], relative: 1e-12, "se")
      expectClose(arm.mean, expected["survfit_rmean"][place], relative: 1e-12, "survfit mean")
      expectClose(arm.standardError, expected["survfit_se"][place], relative: 1e-12, "survfit se")
    }
    let comparison = RestrictedMeanComparison(reference: arms[0], treated: arms[1])
    // A difference keeps the absolute accuracy of its parts.
    let rounding = 1e-15 * tau
    let difference = comparison.difference(level: 0.95)
    expectClose(difference.value, expected["difference"], relative: 1e-12, absolute: rounding, "difference")
    expectClose(comparison.differenceStandardError, expected["difference_se"], relative: 1e-12, "se")
    compare(difference.interval, expected["difference_ci"], absolute: rounding)
    expectClose(comparison.differenceTest.p, expected["difference_p"], relative: 1e-12, "p")
    let ratio = comparison.ratio(level: 0.95)
    expectClose(ratio.value, expected["ratio"], relative: 1e-12, "ratio")
    expectClose(comparison.logRatioStandardError, expected["ratio_se_log"], relative: 1e-12, "log se")
    compare(ratio.interval, expected["ratio_ci"], absolute: 0)
    expectClose(comparison.ratioTest.p, expected["ratio_p"], relative: 1e-12, "ratio p")
    let lost = comparison.lostRatio(level: 0.95)
    expectClose(lost.value, expected["rmtl_ratio"], relative: 1e-12, "lost")
    compare(lost.interval, expected["rmtl_ratio_ci"], absolute: 0)
  }

  private func compare(_ interval: Interval, _ expected: Oracle.Value, absolute: Double) {
    expectClose(interval.lower, expected[0], relative: 1e-12, absolute: absolute, "lower")
    expectClose(interval.upper, expected[1], relative: 1e-12, absolute: absolute, "upper")
  }

  @Test("swapping the arms turns difference and ratio round")
  func swapping() throws {
    let table = try ReferenceTable("data/veteran.csv")
    let arms = try table.survivalTimes().split(by: table.groups("trt").numbers, groupCount: 2)
      .map { KaplanMeier($0).restrictedMean(until: 300) }
    let comparison = RestrictedMeanComparison(reference: arms[0], treated: arms[1])
    let swapped = RestrictedMeanComparison(reference: arms[1], treated: arms[0])
    #expect(swapped.difference(level: 0.95).value == -comparison.difference(level: 0.95).value)
    expectClose(
      swapped.ratio(level: 0.95).interval.lower,
      1 / comparison.ratio(level: 0.95).interval.upper,
      relative: 1e-14
    )
    #expect(swapped.differenceTest.p == comparison.differenceTest.p)
  }

  @Test("without events everyone reaches the horizon, and nothing can be tested")
  func noEvents() {
    let curve = KaplanMeier(SurvivalTimes(times: [4, 9], events: [false, false]))
    let mean = curve.restrictedMean(until: 5)
    #expect(mean.mean == 5)
    #expect(mean.variance == 0)
    let comparison = RestrictedMeanComparison(reference: mean, treated: mean)
    #expect(comparison.differenceTest.p.isNaN)
    #expect(KaplanMeier(SurvivalTimes(times: [], events: [])).restrictedMean(until: 2).mean == 2)
  }
}
