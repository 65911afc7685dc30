// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Testing

@Suite struct StagewiseOrderings {
  @Test("agree with quadrature and root search", arguments: try Oracle("gsd_inference").cases)
  func exact(_ c: Oracle.Case) throws {
    let input = c.input
    let efficacy: EfficacyRule
    switch input["type"].text {
    case "OF": efficacy = .obrienFleming
    case "P": efficacy = .pocock
    default: efficacy = .spending(try spendingFunction(input["type"].text ?? "", parameter: nil, shares: []))
    }
    let design = try GroupSequentialPlan(
      fractions: input["information_rates"].numbers,
      alpha: try input["alpha"].required,
      beta: 0.2,
      sides: .one,
      efficacy: efficacy
    ).design()
    expectClose(design.criticalValues, c.expect["critical_values"], relative: 1e-12, "critical values")
    let look = try input["stage"].int
    let z = try input["z"].required
    let outcome = try design.stagewiseOrdering.outcome(look: look, z: z, level: 0.95)
    func check(_ actual: Double, _ expected: Oracle.Value, _ what: String) {
      expectClose(actual, expected, relative: 1e-12, absolute: 1e-12, what)
    }
    expectClose(outcome.p, c.expect["p_value"], relative: 1e-12, "p")
    check(outcome.drift.interval.lower, c.expect["drift_lower_95"], "lower limit")
    check(outcome.drift.interval.upper, c.expect["drift_upper_95"], "upper limit")
    check(outcome.drift.value, c.expect["drift_median_unbiased"], "median-unbiased estimate")
    check(outcome.maximumLikelihoodDrift, c.expect["drift_mle"], "maximum likelihood")
    let repeated = try design.repeatedInterval(look: look, z: z)
    check(repeated.lower, c.expect["repeated_ci_drift"][0], "repeated interval, lower")
    check(repeated.upper, c.expect["repeated_ci_drift"][1], "repeated interval, upper")
  }

  @Test("at the first look they are those of a fixed trial")
  func firstLook() throws {
    let ordering = StagewiseOrdering(fractions: [0.5, 1], upper: [2.8, 1.98])
    let outcome = try ordering.outcome(look: 1, z: 3, level: 0.9)
    expectClose(outcome.p, StandardNormal.survival(3), relative: 1e-14)
    expectClose(outcome.drift.value, 3 / 0.5.squareRoot(), relative: 1e-13)
    let half = StandardNormal.quantile(0.95) / 0.5.squareRoot()
    expectClose(outcome.drift.interval.lower, outcome.drift.value - half, relative: 1e-12)
    expectClose(outcome.drift.interval.upper, outcome.drift.value + half, relative: 1e-12)
  }

  @Test("swapping arms mirrors a two-sided outcome", arguments: [(1, 3.4), (2, 2.9), (2, 1.1), (2, -0.3)])
  func mirror(_ look: Int, _ z: Double) throws {
    let plan = GroupSequentialPlan(looks: 2, alpha: 0.05, beta: 0.2, sides: .two, efficacy: .obrienFleming)
    let ordering = try plan.design().stagewiseOrdering
    let up = try ordering.outcome(look: look, z: z, level: 0.95)
    let down = try ordering.outcome(look: look, z: -z, level: 0.95)
    expectClose(up.p + down.p, 1, relative: 1e-13)
    expectClose(up.twoSidedP, down.twoSidedP, relative: 1e-11)
    expectClose(up.drift.value, -down.drift.value, relative: 1e-11)
    expectClose(up.drift.interval.lower, -down.drift.interval.upper, relative: 1e-11)
  }

  @Test("the p-value at a critical value is the error spent so far", arguments: 1...4)
  func spentSoFar(_ look: Int) throws {
    let plan = GroupSequentialPlan(
      fractions: [0.3, 0.5, 0.8, 1],
      alpha: 0.025,
      beta: 0.1,
      sides: .one,
      efficacy: .spending(.pocock)
    )
    let design = try plan.design()
    let outcome = try design.stagewiseOrdering.outcome(
      look: look,
      z: design.criticalValues[look - 1],
      level: 0.95
    )
    expectClose(outcome.p, design.alphaSpent[look - 1], relative: 1e-12)
    // So is the repeated p-value there: α itself.
    expectClose(
      try #require(try design.repeatedP(look: look, z: design.criticalValues[look - 1])),
      0.025,
      relative: 1e-11
    )
  }

  @Test(
    "limits and p-value say the same",
    arguments: [(1, 3.0), (2, 2.9), (2, 6), (3, 2.2), (3, -5), (3, 20)]
  )
  func consistent(_ look: Int, _ z: Double) throws {
    // An early look of almost no information, a late one close to the end.
    for fractions in [[0.3, 0.6, 1], [0.001, 0.5, 1], [0.2, 0.999, 1]] {
      let ordering = StagewiseOrdering(fractions: fractions, upper: [2.7, 2.5, 2.0])
      let outcome = try ordering.outcome(look: look, z: z, level: 0.95)
      let limit = outcome.drift.interval.lower
      // Moving the drift to the limit moves Z by limit · √t and makes p the tail.
      let shifted = BoundaryCrossing(
        fractions: Array(fractions.prefix(look)),
        lower: [Double](repeating: -.infinity, count: look),
        upper: [2.7, 2.5, 2.0].prefix(look - 1) + [z],
        drifts: min(limit, 0)...max(limit, 0)
      )
      expectClose(shifted.power(drift: limit), 0.025, relative: 1e-11)
      #expect(outcome.drift.interval.contains(outcome.drift.value))
      #expect((outcome.p < 0.025) == (limit > 0))
    }
  }

  @Test("a look beyond the plan is refused")
  func beyond() throws {
    let ordering = StagewiseOrdering(fractions: [0.5, 1], upper: [2.8, 1.98])
    #expect(throws: GroupSequentialError.look(3)) { try ordering.outcome(look: 3, z: 1, level: 0.95) }
    #expect(throws: GroupSequentialError.statistic(40)) { try ordering.outcome(look: 1, z: 40, level: 0.95) }
    #expect(throws: GroupSequentialError.self) { try ordering.outcome(look: 1, z: .nan, level: 0.95) }
  }
}
