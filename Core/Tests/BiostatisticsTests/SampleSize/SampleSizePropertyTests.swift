// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Testing

@Suite struct SampleSizeProperties {
  @Test(
    "power of a t-test",
    arguments: [
      // mpmath at 40 digits, the integral over the chi density.
      (2, 10, 1, 0.19238843746962474), (1.98, 125.5, 2.8, 0.79320698359959721),
      (5, 3, 0.5, 0.017844831755383096),
      (-1, 7, 2, 0.99797228400835072), (2.5, 1, 4, 0.86260743845802722), (12, 60, 1, 3.6094695934692294e-15),
    ]
  )
  func noncentralT(_ t: Double, _ n: Double, _ delta: Double, _ expected: Double) {
    expectClose(
      NoncentralT.survival(t, degreesOfFreedom: n, noncentrality: delta),
      expected,
      relative: 1e-12
    )
  }

  @Test("without an effect it is Student's t", arguments: [0.0, 0.3, 2, -1.7, 9])
  func central(_ t: Double) {
    for n in [1.0, 4, 33.5, 2000] {
      expectClose(
        NoncentralT.survival(t, degreesOfFreedom: n, noncentrality: 0),
        StudentT.survival(t, degreesOfFreedom: n),
        relative: 1e-11
      )
    }
  }

  @Test("size and power are inverse", arguments: [1.0, 2, 0.5])
  func inverse(_ ratio: Double) throws {
    let plan = GroupSequentialPlan(looks: 1, alpha: 0.05, beta: 0.15, sides: .two, efficacy: .pocock)
    let design = try plan.design()
    let comparisons: [any PlannedComparison] = [
      MeansComparison(difference: -3, standardDeviation: 8, ratio: ratio, test: .t),
      MeansComparison(difference: 1, null: 4, standardDeviation: 8, ratio: ratio, test: .normal),
      RatesComparison(0.2, versus: 0.35, null: .difference(0), ratio: ratio),
      RatesComparison(0.5, versus: 0.5, null: .difference(-0.1), ratio: ratio),
      RatesComparison(0.6, versus: 0.4, null: .ratio(1.1), ratio: ratio),
      SingleRateComparison(0.3, null: 0.15),
    ]
    for comparison in comparisons {
      let subjects = comparison.fixedSize(alpha: 0.025, beta: 0.15)
      let drift = comparison.drift(subjects: subjects, alpha: 0.025)
      expectClose(StandardNormal.cumulative(drift - design.criticalValues[0]), 0.85, relative: 1e-10)
      // An effect that just reaches z = 0 is that of the null hypothesis.
      expectClose(
        try #require(comparison.effect(reaching: 0, subjects: subjects)),
        null(comparison),
        relative: 1e-12
      )
    }
  }

  private func null(_ comparison: any PlannedComparison) -> Double {
    switch comparison {
    case let means as MeansComparison: means.nullDifference
    case let rate as SingleRateComparison: rate.null
    case let rates as RatesComparison:
      switch rates.null {
      case .difference(let value), .ratio(let value): value
      }
    default: .nan
    }
  }

  @Test("swapping arms changes no size")
  func swap() {
    let (alpha, beta) = (0.025, 0.1)
    let one = RatesComparison(0.3, versus: 0.5, null: .difference(0), ratio: 2)
    let other = RatesComparison(0.5, versus: 0.3, null: .difference(0), ratio: 0.5)
    expectClose(
      one.fixedSize(alpha: alpha, beta: beta),
      other.fixedSize(alpha: alpha, beta: beta),
      relative: 1e-13
    )
    // z = (p − 0.5) / √(p̄ q̄ (1/n₁ + 1/n₂)), worked by hand for 1.96 with 100 against 50 subjects is its inverse.
    let subjects = 150.0
    let effect = one.effect(reaching: 1.96, subjects: subjects) ?? .nan
    let pooled = (100 * (0.5 + effect) + 50 * 0.5) / 150
    let z = -effect / (pooled * (1 - pooled) * (1 / 100.0 + 1 / 50.0)).squareRoot()
    expectClose(z, 1.96, relative: 1e-12)
  }

  @Test("Schoenfeld's events by hand")
  func schoenfeld() {
    // 4 (1.959964 + 1.281552)² / log² 2 with one to one; r = 2 gives 9/8 of it.
    func events(_ ratio: Double) -> Double {
      SurvivalComparison(controlHazard: PiecewiseRate(0.1), hazardRatio: 0.5, accrualEnd: 12, ratio: ratio)
        .fixedEvents(alpha: 0.025, beta: 0.1, formula: .schoenfeld)
    }
    expectClose(events(1), 87.48, relative: 0, absolute: 0.005)
    expectClose(events(2) / events(1), 1.125, relative: 1e-13)
  }

  @Test("event probabilities are the integral of the hazard", arguments: [0.5, 3, 6, 7.5, 20, 40])
  func quadrature(_ time: Double) {
    let hazard = PiecewiseRate(starts: [0, 2, 5], rates: [0.3, 0, 0.08])
    let dropout = PiecewiseRate(starts: [0, 4], rates: [0.02, 0.1])
    let accrual = PiecewiseRate(starts: [0, 3], rates: [1, 4])
    let comparison = SurvivalComparison(
      controlHazard: hazard,
      hazardRatio: 0.7,
      accrual: accrual,
      accrualEnd: 7,
      controlDropout: dropout
    )
    // Entry at u, event at u + s before `time`, both by the midpoint rule.
    let steps = 700
    var sum = 0.0
    for i in 0..<steps {
      let u = (Double(i) + 0.5) * 7 / Double(steps)
      guard u < time else { break }
      let width = (time - u) / 400
      var within = 0.0
      for j in 0..<400 {
        let s = (Double(j) + 0.5) * width
        let alive = -(hazard.integral(to: s) + dropout.integral(to: s))
        within += width * hazard.rate(at: s) * exponential(alive)
      }
      sum += within * accrual.rate(at: u) * 7 / Double(steps)
    }
    let expected = sum / accrual.integral(to: 7)
    expectClose(comparison.eventProbability(by: time).control, expected, relative: 2e-3)
  }

  /// (1 + x/2¹⁶)^(2¹⁶), good enough beside a midpoint rule.
  private func exponential(_ x: Double) -> Double {
    (0..<16).reduce(1 + x / 65536) { power, _ in power * power }
  }

  @Test("constant hazard and even recruitment have a textbook formula")
  func textbook() {
    // 1 − (e^(−λ(T − R)) − e^(−λT)) / (λR) with λ = log 2, R = 1, T = 2: 1 − (1/2 − 1/4) / log 2.
    let logTwo = 0.693147180559945309
    let comparison = SurvivalComparison(controlHazard: PiecewiseRate(logTwo), hazardRatio: 2, accrualEnd: 1)
    let arms = comparison.eventProbability(by: 2)
    expectClose(arms.control, 1 - 0.25 / logTwo, relative: 1e-14)
    // Twice the hazard: 1 − (1/4 − 1/16) / (2 log 2).
    expectClose(arms.experimental, 1 - 0.1875 / (2 * logTwo), relative: 1e-14)
    expectClose(comparison.entered(by: 0.25), 0.25, relative: 1e-15)
  }

  @Test("events that never come have no time")
  func never() {
    let comparison = SurvivalComparison(
      controlHazard: PiecewiseRate(0.01),
      hazardRatio: 0.5,
      accrualEnd: 10,
      experimentalDropout: PiecewiseRate(0.5),
      controlDropout: PiecewiseRate(0.5)
    )
    #expect(comparison.time(ofEvents: 50, subjects: 100) == nil)
    #expect(comparison.time(ofEvents: 0.5, subjects: 100) != nil)
  }

  @Test("more futility, fewer expected subjects; the maximum grows")
  func futility() throws {
    func size(_ rule: FutilityRule?) throws -> PlannedSize {
      let plan = GroupSequentialPlan(
        looks: 3,
        alpha: 0.025,
        beta: 0.1,
        sides: .one,
        efficacy: .spending(.obrienFleming),
        futility: rule
      )
      return try plan.design().size(for: RatesComparison(0.55, versus: 0.32, null: .difference(0)))
    }
    let without = try size(nil)
    let with = try size(FutilityRule(.betaSpending(.pocock), isBinding: false))
    #expect(with.maximum > without.maximum)
    #expect(with.expected(with.underNull) < without.expected(without.underNull))
  }
}
