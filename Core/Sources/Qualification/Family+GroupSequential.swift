// SPDX-License-Identifier: Apache-2.0

import Biostatistics

extension Family {
  /// Designs by spectral quadrature with 300 nodes per segment and root search; 1e-12 or better.
  static func exactDesigns(_ c: ReferenceCase, _ judge: inout Judge) throws {
    let design = try GroupSequentialPlan(rpact: c.input).design()
    // A last-digit error in the reference's critical value of 9 is 1e-12 of its tail of 4e-19.
    func check(_ actual: [Double], _ key: String, absolute: Double = 1e-30) {
      judge.check(all: actual, c.expect[key], relative: 1e-12, absolute: absolute)
    }
    func check(_ actual: Double, _ key: String) { judge.check(actual, c.expect[key], relative: 1e-12) }
    check(design.fractions, "information_rates")
    check(design.criticalValues, "critical_values")
    check(design.stageLevels, "stage_levels")
    check(design.alphaSpent, "alpha_spent")
    // A bound near zero has no relative accuracy.
    if let bounds = design.futilityBounds { check(bounds, "futility_bounds", absolute: 1e-12) }
    if let spent = design.betaSpent { check(spent, "beta_spent") }
    let drift = design.driftOfEitherRejection
    check(drift, "drift")
    check(drift * drift, "shift")
    let inflation = design.inflationFactorOfEitherRejection
    check(inflation, "inflation_factor")
    for (name, theta) in [("h0", 0), ("h01", drift / 2), ("h1", drift)] {
      let characteristics = design.characteristics(drift: theta)
      check(characteristics.rejection, "reject_\(name)")
      if design.futilityBounds != nil { check(characteristics.futility, "futility_\(name)") }
      check(inflation * characteristics.expectedInformation, "asn_\(name)")
    }
    guard design.plan.sides == .two else { return }
    check(design.drift, "drift_one_direction")
    check(design.inflationFactor, "inflation_factor_one_direction")
    for (name, theta) in [("h0", 0), ("h01", design.drift / 2), ("h1", design.drift)] {
      let expected = design.inflationFactor * design.characteristics(drift: theta).expectedInformation
      check(expected, "asn_one_direction_\(name)")
    }
  }

  /// Stage-wise ordering and repeated intervals, by the same quadrature; about 1e-12.
  static func stagewiseInference(_ c: ReferenceCase, _ judge: inout Judge) throws {
    let input = c.input
    let efficacy: EfficacyRule
    switch input["type"].text {
    case "OF": efficacy = .obrienFleming
    case "P": efficacy = .pocock
    default: efficacy = .spending(try SpendingFunction(rpact: input["type"], parameter: input["parameter"]))
    }
    let design = try GroupSequentialPlan(
      fractions: input["information_rates"].numbers,
      alpha: try input["alpha"].required(),
      beta: 0.2,
      sides: .one,
      efficacy: efficacy
    ).design()
    judge.check(all: design.criticalValues, c.expect["critical_values"], relative: 1e-12)
    let look = try input["stage"].integer()
    let z = try input["z"].required()
    let outcome = try design.stagewiseOrdering.outcome(look: look, z: z, level: 0.95)
    judge.check(outcome.p, c.expect["p_value"], relative: 1e-12)
    // Drifts may come near zero.
    func check(_ actual: Double, _ expected: ReferenceValue) {
      judge.check(actual, expected, relative: 1e-12, absolute: 1e-12)
    }
    check(outcome.drift.interval.lower, c.expect["drift_lower_95"])
    check(outcome.drift.interval.upper, c.expect["drift_upper_95"])
    check(outcome.drift.value, c.expect["drift_median_unbiased"])
    check(outcome.maximumLikelihoodDrift, c.expect["drift_mle"])
    let repeated = try design.repeatedInterval(look: look, z: z)
    check(repeated.lower, c.expect["repeated_ci_drift"][0])
    check(repeated.upper, c.expect["repeated_ci_drift"][1])
  }

  /// Conditional and predictive power, closed forms at 50 digits.
  static func conditionalPower(_ c: ReferenceCase, _ judge: inout Judge) throws {
    let statistic = InterimStatistic(
      z: try c.input["z"].required(),
      at: try c.input["information_fraction"].required(),
      criticalValue: try c.input["critical_value"].required()
    )
    func check(_ actual: Double, _ key: String) { judge.check(actual, c.expect[key], relative: 1e-12) }
    let prefix = "conditional_power_drift_"
    for key in c.expect.keys where key.hasPrefix(prefix) {
      guard let drift = Double(key.dropFirst(prefix.count)) else { throw ReferenceFault.missing(key) }
      check(statistic.conditionalPower(drift: drift), key)
    }
    check(statistic.conditionalPowerOfCurrentTrend, "conditional_power_current_trend")
    check(statistic.conditionalPowerUnderNull, "conditional_power_null")
    check(statistic.predictivePower, "predictive_power_flat_prior")
    check(statistic.bValue, "b_value")
    let predictive = statistic.predictivePower(priorMean: 1.5, priorVariance: 0.8)
    check(predictive, "predictive_power_normal_prior_1_5_0_8")
  }
}
