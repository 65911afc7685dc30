// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Testing

@Suite struct GroupSequentialDesigns {
  @Test("agree with quadrature of 300 nodes per segment", arguments: try Oracle("gsd_exact").cases)
  func exact(_ c: Oracle.Case) throws {
    let design = try GroupSequentialPlan(rpact: c.input).design()
    // A bound near zero has no relative accuracy.
    func check(_ actual: [Double], _ key: String, absolute: Double = 0) {
      expectClose(actual, c.expect[key], relative: 1e-12, absolute: absolute, key)
    }
    func check(_ actual: Double, _ key: String) {
      expectClose(actual, c.expect[key], relative: 1e-12, key)
    }
    check(design.criticalValues, "critical_values")
    check(design.stageLevels, "stage_levels")
    check(design.alphaSpent, "alpha_spent")
    if let bounds = design.futilityBounds { check(bounds, "futility_bounds", absolute: 1e-12) }
    let isTwoSided = design.plan.sides == .two
    let drift = design.driftOfEitherRejection
    check(drift, "drift")
    check(drift * drift, "shift")
    for (name, theta) in [("h0", 0), ("h01", drift / 2), ("h1", drift)] {
      let characteristics = design.characteristics(drift: theta)
      check(characteristics.rejection, "reject_\(name)")
      if !isTwoSided {
        check(characteristics.futility, "futility_\(name)")
        check(design.inflationFactor * characteristics.expectedInformation, "asn_\(name)")
      }
    }
    guard isTwoSided else { return check(design.inflationFactor, "inflation_factor") }
    check(design.drift, "drift_one_direction")
    check(design.inflationFactor, "inflation_factor_one_direction")
    for (name, theta) in [("h0", 0), ("h01", design.drift / 2), ("h1", design.drift)] {
      let expected = design.inflationFactor * design.characteristics(drift: theta).expectedInformation
      check(expected, "asn_one_direction_\(name)")
    }
  }
}
