// SPDX-License-Identifier: Apache-2.0

import Biostatistics

extension Family {
  /// Exact power and sizes, by enumeration of every count or table in R.
  static func exactPower(_ c: ReferenceCase, _ judge: inout Judge) throws {
    switch c.method {
    case "one_rate": try oneRate(c, &judge)
    case "two_rates_power":
      let plan = try comparison(c)
      let size = try pair(c.input["sizes"])
      judge.check(plan.power(of: size), c.expect["power"], relative: 1e-11)
      judge.check(plan.typeOneError(of: size, at: 0.3), c.expect["type_one_at_0_3"], relative: 1e-11)
      judge.check(plan.rejectedTables(of: size), c.expect["tables"])
    case "two_rates_size":
      let plan = try comparison(c)
      let sizes = plan.sizes(
        beta: try c.input["beta"].required(),
        ratio: try pair(c.input["ratio"]),
        largest: try c.input["tried"].integer()
      )
      guard let sizes else {
        if !c.expect["smallest"].isNull { judge.fail("no size found") }
        return
      }
      for (size, key) in [(sizes.smallest, "smallest"), (sizes.lasting, "lasting")] {
        judge.check(size.treatment, c.expect[key][0])
        judge.check(size.reference, c.expect[key][1])
        judge.check(plan.power(of: size), c.expect["power_\(key)"], relative: 1e-11)
      }
    default: break
    }
  }

  private static func oneRate(_ c: ReferenceCase, _ judge: inout Judge) throws {
    let plan = ExactSingleRate(
      try c.input["rate"].required(),
      null: try c.input["null"].required(),
      alpha: try c.input["alpha"].required(),
      sides: try c.input["sides"].integer() == 2 ? .two : .one
    )
    let sizes = plan.sizes(beta: try c.input["beta"].required())
    judge.check(sizes.smallest, c.expect["smallest"])
    judge.check(sizes.lasting, c.expect["lasting"])
    for key in ["at_smallest", "at_lasting", "at_10", "at_57"] {
      let expected = c.expect[key]
      let n = try expected["n"].integer()
      let (low, high) = plan.criticalCounts(of: n)
      judge.check(n, expected["n"])
      judge.check(low + 1 + n + 1 - high, expected["count"])
      judge.check(plan.power(of: n), expected["power"], relative: 1e-11)
      judge.check(plan.rejection(of: n, at: plan.null), expected["type_one"], relative: 1e-11)
    }
  }

  private static func comparison(_ c: ReferenceCase) throws(ReferenceFault) -> ExactRatesComparison {
    guard let test = ExactRatesComparison.Test(rawValue: c.input["test"].text ?? "") else {
      throw .missing("input.test")
    }
    return ExactRatesComparison(
      try c.input["rates"][0].required(),
      versus: try c.input["rates"][1].required(),
      test: test,
      alpha: try c.input["alpha"].required()
    )
  }

  private static func pair(_ value: ReferenceValue) throws(ReferenceFault) -> ExactRatesComparison.Size {
    ExactRatesComparison.Size(treatment: try value[0].integer(), reference: try value[1].integer())
  }
}
