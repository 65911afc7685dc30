// SPDX-License-Identifier: Apache-2.0

import Biostatistics

extension Family {
  /// getAnalysisResults of rpact; about 1e-6, what needs no search to the last digits.
  static func interimAnalyses(_ c: ReferenceCase, _ judge: inout Judge) throws {
    let design = try GroupSequentialPlan(rpact: c.input["design"]).design()
    let data = c.input["dataset"]
    let args = c.input["args"]
    let isNormal = args["normalApproximation"].isAbsent || args["normalApproximation"].isTrue
    func counts(_ key: String) throws -> [Int] { try data[key].wholeNumbers() }
    if !data["events1"].isAbsent {
      let (n1, n2) = (try counts("n1"), try counts("n2"))
      let (x1, x2) = (try counts("events1"), try counts("events2"))
      guard Set([n1.count, n2.count, x1.count, x2.count]).count == 1 else {
        throw ReferenceFault.missing(data.path)
      }
      let looks = n1.indices.map {
        TwoProportions(Proportion(events: x1[$0], of: n1[$0]), versus: Proportion(events: x2[$0], of: n2[$0]))
      }
      let rates = MonitoredRates(looks, test: isNormal ? .score : .fisher)
      for look in 1...rates.lookCount {
        judge.check(rates.table(look).treatment.events, c.expect["overallEvents1"][look - 1])
      }
      let analysis = try InterimAnalysis(rates, design: design)
      check(analysis, c, &judge)
      try conditionalPower(analysis, args, c, &judge)
    } else if !data["means1"].isAbsent {
      let (one, two) = (try summaries(data, arm: 1), try summaries(data, arm: 2))
      let looks = zip(one, two).map { MonitoredMeans.Look($0, versus: $1) }
      let means = MonitoredMeans(looks, test: isNormal ? .normal : .t)
      for look in 1...means.lookCount {
        let mean = means.all(look).experimental.mean
        judge.check(mean, c.expect["overallMeans1"][look - 1], relative: 1e-13)
      }
      check(try InterimAnalysis(means, design: design), c, &judge)
    } else {
      let survival = MonitoredSurvival(
        events: try counts("overallEvents"),
        logRank: data["overallLogRanks"].oneOrMore
      )
      check(try InterimAnalysis(survival, design: design), c, &judge)
    }
  }

  private static func summaries(_ data: ReferenceValue, arm: Int) throws -> [SampleSummary] {
    let n = try data["n\(arm)"].wholeNumbers()
    let (means, deviations) = (data["means\(arm)"].oneOrMore, data["stDevs\(arm)"].oneOrMore)
    guard n.count == means.count, n.count == deviations.count else { throw ReferenceFault.missing(data.path) }
    return n.indices.map { SampleSummary(n: n[$0], mean: means[$0], standardDeviation: deviations[$0]) }
  }

  private static func conditionalPower(
    _ analysis: InterimAnalysis,
    _ args: ReferenceValue,
    _ c: ReferenceCase,
    _ judge: inout Judge
  ) throws {
    guard !args["nPlanned"].isAbsent else { return }
    let comparison = RatesComparison(
      try args["pi1"].required(),
      versus: try args["pi2"].required(),
      null: .difference(0)
    )
    let power = try analysis.conditionalPower(of: comparison, subjects: args["nPlanned"].oneOrMore)
    for (place, value) in power.enumerated() {
      judge.check(value, c.expect["conditionalPower"][analysis.looks.count + place], relative: 2e-6)
    }
  }

  private static func check(_ analysis: InterimAnalysis, _ c: ReferenceCase, _ judge: inout Judge) {
    for look in analysis.looks {
      let k = look.look - 1
      func check(_ actual: Double?, _ key: String, _ relative: Double = 1e-12, _ absolute: Double = 1e-12) {
        judge.check(actual, c.expect[key][k], relative: relative, absolute: absolute)
      }
      // An exact test has no statistic here or there, of all looks rpact gives the deviate of its p-value.
      check(look.stage.statistic, "testStatistics")
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
      // A word is no value to be counted, but must be the same.
      let action = c.expect["testActions"][k]
      if action.text != look.action.rawValue { judge.fail("\(action.path): \(look.action.rawValue)") }
    }
    judge.check(analysis.final?.look, c.expect["finalStage"][0])
    guard let final = analysis.final else { return }
    func check(_ actual: Double, _ key: String) {
      judge.check(actual, c.expect[key][final.look - 1], relative: 2e-6, absolute: 2e-6)
    }
    check(final.p, "finalPValues")
    check(final.effect.interval.lower, "finalConfidenceIntervalLowerBounds")
    check(final.effect.interval.upper, "finalConfidenceIntervalUpperBounds")
    check(final.effect.value, "medianUnbiasedEstimates")
  }
}

extension ReferenceValue {
  /// Whole numbers, or one; R makes no difference between them.
  func wholeNumbers() throws(ReferenceFault) -> [Int] {
    var whole: [Int] = []
    for value in number == nil ? list : [self] { whole.append(try value.integer()) }
    guard !whole.isEmpty else { throw .missing(path) }
    return whole
  }
}
