// SPDX-License-Identifier: Apache-2.0

import Biostatistics

extension Family {
  /// Predictive probabilities of success, whole sums with 40 digits.
  static func predictive(_ c: ReferenceCase, _ judge: inout Judge) throws {
    let rule = c.input["success"]
    let actual: Double
    switch c.method {
    case "two_arms":
      actual = try c.twoArms().predictiveProbability(
        of: try finalComparison(rule),
        treatmentSize: try c.input["final"][0].integer(),
        referenceSize: try c.input["final"][1].integer(),
        priors: try armPriors(c.input["priors"])
      )
    case "one_arm":
      actual = Proportion(events: try c.input["x"].integer(), of: try c.input["n"].integer())
        .predictiveProbability(
          of: try finalProportion(rule),
          finalSize: try c.input["final"].integer(),
          prior: try beta(c.input["prior"])
        )
    default: return
    }
    judge.check(actual, c.expect["predictive_probability"], relative: 1e-12)
  }

  private static func finalComparison(_ rule: ReferenceValue) throws(ReferenceFault) -> FinalComparison {
    switch rule["kind"].text {
    case "posterior":
      .posterior(
        try armPriors(rule["priors"]),
        margin: try rule["margin"].required(),
        threshold: try rule["threshold"].required()
      )
    case "pooled_z": .pooledZ(alpha: try rule["alpha"].required())
    case "fisher": .fisher(alpha: try rule["alpha"].required())
    default: throw .missing("\(rule.path).kind")
    }
  }

  private static func finalProportion(_ rule: ReferenceValue) throws(ReferenceFault) -> FinalProportion {
    switch rule["kind"].text {
    case "posterior":
      .posterior(
        try beta(rule["prior"]),
        above: try rule["rate"].required(),
        threshold: try rule["threshold"].required()
      )
    case "binomial":
      .binomialTest(against: try rule["rate"].required(), alpha: try rule["alpha"].required())
    default: throw .missing("\(rule.path).kind")
    }
  }

  private static func armPriors(_ value: ReferenceValue) throws(ReferenceFault) -> ArmPriors {
    ArmPriors(treatment: try beta(value[0]), reference: try beta(value[1]))
  }

  private static func beta(_ value: ReferenceValue) throws(ReferenceFault) -> BetaDistribution {
    BetaDistribution(try value[0].required(), try value[1].required())
  }
}
