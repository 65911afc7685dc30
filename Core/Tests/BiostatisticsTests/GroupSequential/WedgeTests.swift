// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Testing

/// Two-sided designs with an inner wedge of futility.
///
/// Boundaries and probabilities are compared with quadrature and rpact in `QualificationTests`; here are independent
/// integrals and properties.
@Suite struct Wedges {
  private func plan(_ bounds: FutilityRule.Bounds, isBinding: Bool, _ efficacy: EfficacyRule)
    -> GroupSequentialPlan
  {
    GroupSequentialPlan(
      fractions: [0.4, 0.7, 1],
      alpha: 0.05,
      beta: 0.1,
      sides: .two,
      efficacy: efficacy,
      futility: FutilityRule(bounds, isBinding: isBinding)
    )
  }

  @Test("two looks around a wedge are sums of bivariate normal rectangles", arguments: [0, 0.8, 3.1])
  func bivariate(_ drift: Double) {
    let (t, u, w) = (0.45, 2.5, 0.7)
    let crossing = BoundaryCrossing(
      fractions: [t, 1],
      lower: [-u, -1.98],
      upper: [u, 1.98],
      inner: [-w...w, nil],
      drifts: 0...4
    )
    let (m1, m2) = (drift * t.squareRoot(), drift)
    // P(Z₁ < a, Z₂ ≥ 1.98).
    func below(_ a: Double) -> Double {
      MultivariateNormal.bivariate(a - m1, m2 - 1.98, rho: -t.squareRoot())
    }
    let (upper, _) = crossing.probabilities(drift: drift)
    expectClose(upper[1], below(u) - below(w) + below(-w) - below(-u), relative: 1e-11)
    let inside = StandardNormal.cumulative(w - m1) - StandardNormal.cumulative(-w - m1)
    expectClose(crossing.innerProbabilities(drift: drift)[0], inside, relative: 1e-12)
    #expect(crossing.innerProbabilities(drift: drift)[1] == 0)
  }

  @Test("both errors are spent as planned", arguments: [true, false])
  func spends(_ isBinding: Bool) throws {
    let function = SpendingFunction.hwangShihDeCani(gamma: -2)
    let design = try plan(.betaSpending(function), isBinding: isBinding, .spending(.obrienFleming)).design()
    let alpha = SpendingFunction.obrienFleming.spent(at: design.fractions, of: 0.025)
    for (spent, planned) in zip(design.alphaSpent, alpha) { expectClose(spent, 2 * planned, relative: 1e-11) }
    let beta = function.spent(at: design.fractions, of: 0.1)
    for (spent, planned) in zip(try #require(design.betaSpent), beta) {
      expectClose(spent, planned, relative: 1e-10)
    }
    expectClose(design.power[2], 0.9, relative: 1e-12)
    let bounds = try #require(design.futilityBounds)
    #expect(zip(bounds, design.criticalValues).allSatisfy { 0 < $0 && $0 < $1 } && bounds[0] < bounds[1])
    // Whatever happens is counted once.
    for drift in [0, 1.3, design.drift] {
      let what = design.characteristics(drift: drift)
      let (upper, lower) = design.crossing.probabilities(drift: drift)
      let last = 1 - what.rejection.reduce(0, +) - what.futility.reduce(0, +)
      #expect(last >= 0)
      expectClose(what.stopping.reduce(0, +), 1, relative: 1e-13)
      expectClose(what.rejection[1], upper[1] + lower[1], relative: 1e-13)
    }
    // Of two error rates kept with fewer subjects on average.
    let without = try GroupSequentialPlan(
      fractions: [0.4, 0.7, 1],
      alpha: 0.05,
      beta: 0.1,
      sides: .two,
      efficacy: .spending(.obrienFleming)
    ).design()
    let expected = design.characteristics(drift: 0).expectedInformation * design.inflationFactor
    #expect(expected < without.characteristics(drift: 0).expectedInformation * without.inflationFactor)
    #expect(isBinding == (design.criticalValues[2] < without.criticalValues[2] - 1e-3))
  }

  @Test("a wedge of no width is no wedge")
  func noWedge() throws {
    let closed = try plan(.fixed([-1, 0]), isBinding: true, .obrienFleming).design()
    let open = try GroupSequentialPlan(
      fractions: [0.4, 0.7, 1],
      alpha: 0.05,
      beta: 0.1,
      sides: .two,
      efficacy: .obrienFleming
    ).design()
    #expect(closed.criticalValues == open.criticalValues && closed.drift == open.drift)
    #expect(closed.characteristics(drift: 1).futility == [0, 0])
  }

  @Test("looks as planned have the boundaries of the plan", arguments: [true, false])
  func monitoring(_ isBinding: Bool) throws {
    let design = try plan(.betaSpending(.kimDeMets(rho: 2)), isBinding: isBinding, .spending(.pocock))
      .design()
    let seen = try design.boundaries(at: design.fractions)
    for (actual, planned) in zip(seen.criticalValues, design.criticalValues) {
      expectClose(actual, planned, relative: 1e-11)
    }
    for (actual, planned) in zip(seen.futilityBounds, try #require(design.futilityBounds)) {
      expectClose(actual, planned, relative: 1e-10)
    }
  }

  @Test("conditional power, averaged over the first look, is the power to come")
  func conditionalPower() throws {
    let design = try plan(.betaSpending(.kimDeMets(rho: 2)), isBinding: true, .spending(.pocock)).design()
    let (wedge, critical) = (try #require(design.futilityBounds)[0], design.criticalValues[0])
    // Simpson's rule over both pieces of the continuation region; the error is below 1e-9.
    func average(_ low: Double, _ high: Double) throws -> Double {
      let n = 200
      let step = (high - low) / Double(n)
      return try (0...n).reduce(0) { sum, i in
        let z = low + step * Double(i)
        let weight: Double = i == 0 || i == n ? 1 : i % 2 == 1 ? 4 : 2
        let power = try design.conditionalPower(afterLook: 1, z: z, drift: design.drift)
        let distance = z - design.drift * 0.4.squareRoot()
        return sum + weight * step / 3 * power * StandardNormal.density(distance)
      }
    }
    let later = try average(-critical, -wedge) + average(wedge, critical)
    let first = design.crossing.probabilities(drift: design.drift).upper[0]
    expectClose(first + later, 0.9, relative: 0, absolute: 1e-8)
  }

  @Test("a bound without wedge has no effect, in either sense")
  func effects() throws {
    let design = try plan(.fixed([-.infinity, 0.8]), isBinding: false, .spending(.obrienFleming)).design()
    let size = design.size(for: RatesComparison(0.5, versus: 0.3, null: .difference(0)))
    let effects = try #require(size.futilityEffects)
    #expect(effects[0] == nil && (effects[1] ?? 0) > 0 && size.oppositeEffects != nil)
    #expect(size.underNull.futility[0] == 0 && size.underNull.futility[1] > 0.4)
  }

  @Test("a statistic within the wedge stops the trial, of either sign")
  func action() throws {
    let design = try plan(.fixed([0.5, 1]), isBinding: true, .spending(.obrienFleming)).design()
    for (shift, expected) in [
      (0.05, MonitoringAction.acceptAndStop), (-0.05, .acceptAndStop), (0.3, .continueTrial),
      (-0.3, .continueTrial), (-1.5, .rejectAndStop),
    ] {
      let data = MonitoredMeans(
        [
          .init(
            SampleSummary(n: 40, mean: shift, standardDeviation: 1),
            versus: SampleSummary(n: 40, mean: 0, standardDeviation: 1)
          )
        ],
        test: .normal
      )
      #expect(try InterimAnalysis(data, design: design).looks[0].action == expected)
    }
  }

  @Test(
    "binding futility beside one constant keeps both errors",
    arguments: [EfficacyRule.pocock, .obrienFleming]
  )
  func oneConstant(_ efficacy: EfficacyRule) throws {
    let plan = GroupSequentialPlan(
      looks: 4,
      alpha: 0.025,
      beta: 0.2,
      sides: .one,
      efficacy: efficacy,
      futility: FutilityRule(.betaSpending(.obrienFleming), isBinding: true)
    )
    let design = try plan.design()
    expectClose(design.alphaSpent[3], 0.025, relative: 1e-11)
    let beta = SpendingFunction.obrienFleming.spent(at: plan.fractions, of: 0.2)
    for (spent, planned) in zip(try #require(design.betaSpent), beta) {
      expectClose(spent, planned, relative: 1e-10)
    }
    // One constant indeed, smaller than without binding.
    let constants = zip(design.criticalValues, plan.fractions).map {
      efficacy == .pocock ? $0 : $0 * $1.squareRoot()
    }
    for constant in constants { expectClose(constant, constants[0], relative: 1e-13) }
    let free = try GroupSequentialPlan(looks: 4, alpha: 0.025, beta: 0.2, sides: .one, efficacy: efficacy)
      .design()
    #expect(design.criticalValues[0] < free.criticalValues[0])
  }
}
