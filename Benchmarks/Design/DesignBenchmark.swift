// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Timing

/// Times group-sequential designs and analyses: `swift run -c release design-benchmark`.
///
/// The same are timed in R by `design.R`. Each line is the best of many repeats, which on a shared machine says
/// most.
@main
struct DesignBenchmark {
  static func main() throws {
    let alphaOnly = GroupSequentialPlan(
      looks: 5,
      alpha: 0.025,
      beta: 0.1,
      sides: .one,
      efficacy: .spending(.obrienFleming)
    )
    let both = GroupSequentialPlan(
      looks: 5,
      alpha: 0.025,
      beta: 0.1,
      sides: .one,
      efficacy: .spending(.obrienFleming),
      futility: FutilityRule(.betaSpending(.hwangShihDeCani(gamma: -2)), isBinding: false)
    )
    let binding = GroupSequentialPlan(
      looks: 5,
      alpha: 0.025,
      beta: 0.1,
      sides: .one,
      efficacy: .spending(.obrienFleming),
      futility: FutilityRule(.betaSpending(.hwangShihDeCani(gamma: -2)), isBinding: true)
    )
    let twenty = GroupSequentialPlan(looks: 20, alpha: 0.025, beta: 0.1, sides: .one, efficacy: .pocock)
    try report("design, 5 looks, alpha spending", repeats: 50) { try alphaOnly.design().drift }
    try report("design, 5 looks, alpha and beta spending", repeats: 50) { try both.design().drift }
    try report("design, 5 looks, alpha and beta spending, binding", repeats: 50) {
      try binding.design().drift
    }
    try report("design, 20 looks, Pocock", repeats: 50) { try twenty.design().drift }
    let design = try both.design()
    report("power and expected information under one drift", repeats: 50) {
      design.characteristics(drift: 2).expectedInformation
    }
    let ordering = design.stagewiseOrdering
    try report("p-value, interval and estimate after look 3", repeats: 50) {
      try ordering.outcome(look: 3, z: 2.6, level: 0.95).drift.value
    }
    let three = try GroupSequentialPlan(
      looks: 3,
      alpha: 0.025,
      beta: 0.2,
      sides: .one,
      efficacy: .spending(.obrienFleming)
    ).design()
    let oneLook = MonitoredRates(
      [TwoProportions(Proportion(events: 16, of: 30), versus: Proportion(events: 8, of: 25))],
      test: .score
    )
    let planned = RatesComparison(0.55, versus: 0.32, null: .difference(0))
    try report("analysis of one look, rates", repeats: 50) {
      let analysis = try InterimAnalysis(oneLook, design: three)
      return try analysis.conditionalPower(of: planned, subjects: [40, 40])[1]
    }
    try report("design and analysis of one look, rates", repeats: 50) {
      let plan = three.plan
      let analysis = try InterimAnalysis(oneLook, design: plan.design())
      return try analysis.conditionalPower(of: planned, subjects: [40, 40])[1]
    }
    let threeLooks = MonitoredRates(
      [(12, 20, 7, 21), (11, 22, 8, 20), (13, 20, 5, 20)].map {
        TwoProportions(Proportion(events: $0.0, of: $0.1), versus: Proportion(events: $0.2, of: $0.3))
      },
      test: .score
    )
    try report("analysis of three looks, rates, with final inference", repeats: 50) {
      try InterimAnalysis(threeLooks, design: three).final?.p ?? 0
    }
    report("sample size of the same, rates", repeats: 50) { three.size(for: planned).maximum }
    report("Simon two-stage, 5 v 25 %", repeats: 10) {
      let pair = SimonTwoStage.search(nullRate: 0.05, targetRate: 0.25, alpha: 0.05, beta: 0.1)
      return Double(pair?.optimal.size ?? 0)
    }
    report("bivariate normal", repeats: 50) { MultivariateNormal.bivariate(1, 0.5, rho: 0.7) }
  }
}
