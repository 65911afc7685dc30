// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Testing

@Suite struct ConditionalPowers {
  @Test("agree with closed forms at 50 digits", arguments: try Oracle("gsd_conditional").cases)
  func exact(_ c: Oracle.Case) throws {
    let statistic = InterimStatistic(
      z: try c.input["z"].required,
      at: try c.input["information_fraction"].required,
      criticalValue: try c.input["critical_value"].required
    )
    func check(_ actual: Double, _ key: String) {
      expectClose(actual, c.expect[key], relative: 1e-12, key)
    }
    let prefix = "conditional_power_drift_"
    let drifts = c.expect.keys.filter { $0.hasPrefix(prefix) }
    #expect(!drifts.isEmpty)
    for key in drifts {
      let drift = try #require(Double(key.dropFirst(prefix.count)))
      check(statistic.conditionalPower(drift: drift), key)
    }
    check(statistic.conditionalPowerOfCurrentTrend, "conditional_power_current_trend")
    check(statistic.conditionalPowerUnderNull, "conditional_power_null")
    check(statistic.predictivePower, "predictive_power_flat_prior")
    check(statistic.bValue, "b_value")
    let predictive = statistic.predictivePower(priorMean: 1.5, priorVariance: 0.8)
    check(predictive, "predictive_power_normal_prior_1_5_0_8")
  }

  @Test("before the last look the design's conditional power is the closed form", arguments: [-1.0, 0, 2.5])
  func lastLook(_ drift: Double) throws {
    let plan = GroupSequentialPlan(looks: 3, alpha: 0.025, beta: 0.2, sides: .one, efficacy: .pocock)
    let design = try plan.design()
    let statistic = InterimStatistic(z: 1.3, at: 2.0 / 3, criticalValue: design.criticalValues[2])
    let power = try design.conditionalPower(afterLook: 2, z: 1.3, drift: drift)
    expectClose(power, statistic.conditionalPower(drift: drift), relative: 1e-13)
  }

  @Test("averaged over the first look they give back the power", arguments: [0.0, 1.5, 3])
  func average(_ drift: Double) throws {
    // ∫ φ(z − θ√t₁) P(reject later | z) dz over the continuation region, plus rejecting at once.
    let plan = GroupSequentialPlan(
      looks: 3,
      alpha: 0.025,
      beta: 0.2,
      sides: .one,
      efficacy: .spending(.pocock)
    )
    let design = try plan.design()
    let mean = drift * design.fractions[0].squareRoot()
    var power = StandardNormal.survival(design.criticalValues[0] - mean)
    let low = mean - 9
    let width = (design.criticalValues[0] - low) / 600
    for i in 0..<600 {
      // Simpson's rule on each strip.
      for (offset, weight) in [(0.0, 1.0), (0.5, 4), (1, 1)] {
        let z = low + (Double(i) + offset) * width
        let later = try design.conditionalPower(afterLook: 1, z: z, drift: drift)
        power += weight * width / 6 * StandardNormal.density(z - mean) * later
      }
    }
    expectClose(power, design.crossing.power(drift: drift), relative: 1e-9)
  }

  @Test("at full information nothing is left to chance")
  func finished() {
    #expect(InterimStatistic(z: 2, at: 1, criticalValue: 1.96).conditionalPower(drift: 0) == 1)
    #expect(InterimStatistic(z: 1.9, at: 1, criticalValue: 1.96).conditionalPower(drift: 3) == 0)
  }
}
