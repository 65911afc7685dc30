// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Testing

@Suite struct InterimAnalyses {
  @Test("agree with rpact", arguments: try Oracle("gsd_analysis").cases)
  func rpact(_ c: Oracle.Case) throws {
    let design = try GroupSequentialPlan(rpact: c.input["design"]).design()
    let data = c.input["dataset"]
    let args = c.input["args"]
    let normal = args["normalApproximation"].flag ?? true
    func column(_ key: String) -> [Double] { data[key].oneOrMore }
    let counts = { (key: String) in column(key).map { Int($0) } }
    if !data["events1"].isAbsent {
      let (n1, n2, x1, x2) = (counts("n1"), counts("n2"), counts("events1"), counts("events2"))
      let looks = n1.indices.map {
        TwoProportions(Proportion(events: x1[$0], of: n1[$0]), versus: Proportion(events: x2[$0], of: n2[$0]))
      }
      let rates = MonitoredRates(looks, test: normal ? .score : .fisher)
      let analysis = try check(rates, c, design)
      for look in 1...rates.lookCount {
        #expect(Double(rates.table(look).treatment.events) == c.expect["overallEvents1"][look - 1].number)
      }
      guard !args["nPlanned"].isAbsent else { return }
      let comparison = RatesComparison(
        try args["pi1"].required,
        versus: try args["pi2"].required,
        null: .difference(0)
      )
      let power = try analysis.conditionalPower(of: comparison, subjects: args["nPlanned"].oneOrMore)
      for (i, value) in power.enumerated() {
        let expected = c.expect["conditionalPower"][rates.lookCount + i]
        expectClose(value, expected, relative: 2e-6, "conditional power")
      }
    } else if !data["means1"].isAbsent {
      func arm(_ i: Int, _ k: Int) -> SampleSummary {
        SampleSummary(
          n: counts("n\(i)")[k],
          mean: column("means\(i)")[k],
          standardDeviation: column("stDevs\(i)")[k]
        )
      }
      let looks = counts("n1").indices.map { MonitoredMeans.Look(arm(1, $0), versus: arm(2, $0)) }
      let means = MonitoredMeans(looks, test: normal ? .normal : .t)
      try check(means, c, design)
      for look in 1...means.lookCount {
        let mean = means.all(look).experimental.mean
        expectClose(mean, c.expect["overallMeans1"][look - 1], relative: 1e-13, "mean")
      }
    } else {
      let survival = MonitoredSurvival(events: counts("overallEvents"), logRank: column("overallLogRanks"))
      try check(survival, c, design)
    }
  }

  @discardableResult
  private func check(_ data: some MonitoredData, _ c: Oracle.Case, _ design: GroupSequentialDesign) throws
    -> InterimAnalysis
  {
    let analysis = try InterimAnalysis(data, design: design)
    for look in analysis.looks {
      let k = look.look - 1
      func check(_ actual: Double?, _ key: String, _ relative: Double = 1e-12, _ absolute: Double = 1e-12) {
        guard let actual, c.expect[key][k].number != nil else { return }
        expectClose(actual, c.expect[key][k], relative: relative, absolute: absolute, "\(key)[\(k)]")
      }
      check(look.stage.statistic, "testStatistics")
      // Of an exact test rpact gives the deviate of its p-value.
      check(look.overall.statistic ?? look.overall.z, "overallTestStatistics")
      check(look.stage.p, "pValues")
      check(look.overall.p, "overallPValues")
      check(look.inverseNormal, "combInverseNormal")
      check(look.estimate, "effectSizes")
      check(look.conditionalRejectionProbability, "conditionalRejectionProbabilities", 2e-5, 1e-7)
      check(look.repeatedInterval.lower, "repeatedConfidenceIntervalLowerBounds", 2e-6, 1e-6)
      check(look.repeatedInterval.upper, "repeatedConfidenceIntervalUpperBounds", 2e-6, 1e-6)
      // rpact's search ends 1e-6 below one half.
      check(look.repeatedP, "repeatedPValues", 5e-6, 2e-6)
      #expect(look.action.rawValue == c.expect["testActions"][k].text)
    }
    let expectedStage = c.expect["finalStage"][0].number
    #expect(analysis.final.map { Double($0.look) } == expectedStage)
    guard let final = analysis.final else { return analysis }
    let k = final.look - 1
    func check(_ actual: Double, _ key: String) {
      expectClose(actual, c.expect[key][k], relative: 2e-6, absolute: 2e-6, key)
    }
    check(final.p, "finalPValues")
    check(final.effect.interval.lower, "finalConfidenceIntervalLowerBounds")
    check(final.effect.interval.upper, "finalConfidenceIntervalUpperBounds")
    check(final.effect.value, "medianUnbiasedEstimates")
    return analysis
  }

  /// Three looks, stopping for futility at z ≤ 0 if asked.
  private func design(_ futility: FutilityRule?) throws -> GroupSequentialDesign {
    try GroupSequentialPlan(
      looks: 3,
      alpha: 0.025,
      beta: 0.2,
      sides: .one,
      efficacy: .pocock,
      futility: futility
    ).design()
  }

  @Test("stopping at the first look leaves the interval of a fixed trial")
  func firstLook() throws {
    let survival = try InterimAnalysis(MonitoredSurvival(events: [64], logRank: [3]), design: design(nil))
    let final = try #require(survival.final)
    #expect(survival.looks[0].action == .rejectAndStop)
    expectClose(final.p, StandardNormal.survival(3), relative: 1e-13)
    // log h = z (1 + 1) / √64 = z / 4, so that the limits are those of z = 3 ± 1.96.
    let z = StandardNormal.quantile(0.975)
    let (lower, upper) = (final.effect.interval.lower, final.effect.interval.upper)
    expectClose(lower * upper, final.effect.value * final.effect.value, relative: 1e-12)
    expectClose(final.effect.value, 2.117000016612675, relative: 1e-14)
    expectClose(upper, MonitoredSurvival(events: [64], logRank: [3 + z]).estimate(1), relative: 1e-13)
    let arm = SampleSummary(n: 10, mean: 4, standardDeviation: 2)
    let other = SampleSummary(n: 10, mean: 0, standardDeviation: 2)
    let means = try InterimAnalysis(
      MonitoredMeans([.init(arm, versus: other)], test: .t),
      design: design(nil)
    )
    // Standard error 2 √(2/10).
    let interval = try #require(means.final?.effect.interval)
    expectClose(interval.upper, 4 + z * 2 * 0.2.squareRoot(), relative: 1e-12)
  }

  @Test("a lower boundary ends the trial if it binds")
  func futility() throws {
    let data = MonitoredSurvival(events: [30], logRank: [-0.4])
    for isBinding in [true, false] {
      let rule = FutilityRule(.fixed([0, 0]), isBinding: isBinding)
      let analysis = try InterimAnalysis(data, design: design(rule))
      #expect(analysis.looks[0].action == .acceptAndStop)
      #expect((analysis.final != nil) == isBinding)
    }
  }

  @Test("more looks than planned are refused")
  func tooMany() throws {
    let data = MonitoredSurvival(events: [10, 20, 30, 40], logRank: [0, 0, 0, 0])
    let three = try design(nil)
    #expect(throws: GroupSequentialError.look(4)) { try InterimAnalysis(data, design: three) }
    let analysis = try InterimAnalysis(MonitoredSurvival(events: [10], logRank: [0.5]), design: three)
    let rates = RatesComparison(0.5, versus: 0.3, null: .difference(0))
    #expect(throws: GroupSequentialError.look(2)) { try analysis.conditionalPower(of: rates, subjects: [40]) }
  }

  @Test("nobody with an event says nothing")
  func noEvents() throws {
    let empty = TwoProportions(Proportion(events: 0, of: 9), versus: Proportion(events: 0, of: 9))
    for test in [MonitoredRates.Test.score, .fisher] {
      let analysis = try InterimAnalysis(MonitoredRates([empty], test: test), design: design(nil))
      #expect(analysis.looks[0].action == .continueTrial)
      #expect(analysis.looks[0].overall.p >= 0.5)
    }
  }
}
