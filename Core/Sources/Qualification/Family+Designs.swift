// SPDX-License-Identifier: Apache-2.0

import Biostatistics

extension Family {
  /// Designs as rpact and gsDesign answer them, to the accuracy of their searches.
  static func designs(_ c: ReferenceCase, _ judge: inout Judge) throws {
    switch c.method {
    case "group_sequential_design_rpact": try rpactDesign(c, &judge)
    case "group_sequential_design_gsdesign": try gsDesign(c, &judge)
    default: throw ReferenceFault.missing("method")
    }
  }

  private static func rpactDesign(_ c: ReferenceCase, _ judge: inout Judge) throws {
    let design = try GroupSequentialPlan(rpact: c.input).design()
    func check(_ actual: [Double], _ key: String, _ relative: Double, _ absolute: Double = 1e-7) {
      // rpact leaves out what it did not need: power without error of the second kind, all of a single look.
      guard c.expect[key].list.contains(where: { !$0.isNull }) else { return }
      judge.check(all: actual, c.expect[key], relative: relative, absolute: absolute)
    }
    // Given as asked, with 15 digits.
    check(design.fractions, "information_rates", 1e-14)
    criticalValues(design, c, &judge)
    check(design.stageLevels, "stage_levels", 1e-6, 2e-6)
    check(design.alphaSpent, "alpha_spent", 1e-6, 2e-6)
    check(design.power, "power_cumulative", 1e-6, 4e-6)
    // Without futility rule rpact gives -6 for none; nothing here says so in a number.
    if let bounds = design.futilityBounds { check(bounds, "futility_bounds", 1e-5, 1e-5) }
    if let spent = design.betaSpent { check(spent, "beta_spent", 1e-5, 1e-6) }
    // Many looks add up what each search leaves.
    let tolerance = design.fractions.count > 10 ? 4e-5 : 5e-6
    let shift = design.drift * design.drift
    judge.check(design.inflationFactor, c.expect["inflation_factor"], relative: tolerance)
    judge.check(shift, c.expect["shift"], relative: tolerance)
    check(design.fractions.map { $0 * shift }, "information", tolerance)
    check(design.crossing.probabilities(drift: design.drift).upper, "reject_h1", 1e-6, 4e-6)
    check(design.characteristics(drift: design.drift).futility, "futility_h1", 1e-5, 1e-6)
    for (key, theta) in [("asn_h0", 0), ("asn_h01", design.drift / 2), ("asn_h1", design.drift)]
    where !c.expect[key].isNull {
      let expected = design.inflationFactor * design.characteristics(drift: theta).expectedInformation
      judge.check(expected, c.expect[key], relative: tolerance)
    }
  }

  /// Where almost nothing is spent early, rpact's first boundaries are off; gsd_exact decides there.
  private static func criticalValues(
    _ design: GroupSequentialDesign,
    _ c: ReferenceCase,
    _ judge: inout Judge
  ) {
    let expected = c.expect["critical_values"]
    let relative = (design.alphaSpent.first ?? 0) < 1e-15 ? 5e-3 : 5e-5
    if design.criticalValues.count != expected.list.count { judge.fail("\(expected.path): number of looks") }
    for (place, value) in design.criticalValues.enumerated() {
      if expected[place].number == .infinity {
        // Beyond its search rpact answers infinity, see group-sequential-package-accuracy.md.
        judge.explain(expected[place], got: value, when: design.stageLevels[place] < 2e-12)
      } else {
        judge.check(value, expected[place], relative: relative, absolute: 1e-7)
      }
    }
  }

  private static func gsDesign(_ c: ReferenceCase, _ judge: inout Judge) throws {
    let plan = try GroupSequentialPlan(gsDesign: c.input)
    let design = try plan.design()
    let type = c.input["test.type"].number
    // Binding beta spending converges in gsDesign with tol = 1e-6 only.
    let tolerance = type == 3 ? 2e-5 : 1e-6
    func check(_ actual: [Double], _ key: String) {
      judge.check(all: actual, c.expect[key], relative: tolerance, absolute: tolerance)
    }
    check(design.criticalValues, "upper")
    let isTwoSided = plan.sides == .two
    let lower =
      isTwoSided
      ? design.criticalValues.map { -$0 }
      : (design.futilityBounds ?? []) + design.criticalValues.suffix(1)
    check(lower, "lower")
    // gsDesign spends on each side by itself.
    let spent = design.alphaSpent.map { $0 / Double(plan.sides.rawValue) }
    check(increments(spent), "upper_spend")
    let fixed = design.drift / design.inflationFactor.squareRoot()
    judge.check(fixed, c.expect["delta"], relative: 1e-7)
    judge.check(all: [0, fixed], c.expect["theta"], relative: 1e-7)
    check(design.fractions.map { $0 * design.inflationFactor }, "inflation_n_I")
    for (column, theta) in [0, design.drift].enumerated() {
      let (upper, low) = design.crossing.probabilities(drift: theta)
      let expected = design.inflationFactor * design.characteristics(drift: theta).expectedInformation
      judge.check(expected, c.expect["expected_n"][column], relative: tolerance)
      // At the last look all that is not rejected counts as lower there.
      let rest = 1 - upper.reduce(0, +) - low.reduce(0, +)
      let all = isTwoSided ? low : low.dropLast() + [rest]
      for (key, probabilities) in [("upper_prob", upper), ("lower_prob", all)] {
        for (place, p) in probabilities.enumerated() {
          let expected = c.expect[key][place][column]
          judge.check(p, expected, relative: tolerance, absolute: tolerance)
        }
      }
      // Beta is spent under the alternative, the rest under the null hypothesis.
      if (theta > 0) == (type == 3 || type == 4) { check(all, "lower_spend") }
    }
  }

  private static func increments(_ sums: [Double]) -> [Double] {
    zip(sums, [0] + sums).map { $0 - $1 }
  }
}
