// SPDX-License-Identifier: Apache-2.0

import Biostatistics

extension Family {
  /// Two-sided designs with futility and binding futility of any kind: quadrature and root search; rpact.
  static func wedges(_ c: ReferenceCase, _ judge: inout Judge) throws {
    let plan = try GroupSequentialPlan(wedge: c.input)
    let design = try plan.design()
    let isExact = c.method == "exact"
    // rpact's own Pampallona–Tsiatis search stops at 1e-4 where information is unequal.
    let (relative, absolute) = isExact ? (1e-11, 1e-12) : (0.0, 2e-4)
    judge.check(
      all: design.criticalValues,
      c.expect["critical_values"],
      relative: relative,
      absolute: absolute
    )
    for (place, bound) in (design.futilityBounds ?? []).enumerated() {
      let expected = c.expect["futility_bounds"][place]
      // No wedge: nothing of |Z| is at or below 0.
      if expected.isNull || plan.sides == .two && (expected.number ?? 1) <= 0 {
        if bound > 0 { judge.fail("\(expected.path): a wedge of \(bound), where none is expected") }
      } else {
        judge.check(bound, expected, relative: relative, absolute: absolute)
      }
    }
    judge.check(design.drift, c.expect["drift"], relative: relative, absolute: absolute)
    guard isExact else { return }
    judge.check(design.inflationFactor, c.expect["inflation_factor"], relative: relative)
    for (key, share) in [("h0", 0.0), ("half", 0.5), ("h1", 1)] {
      let expected = c.expect[key]
      let drift = design.drift * share
      let (upper, lower) = design.crossing.probabilities(drift: drift)
      let characteristics = design.characteristics(drift: drift)
      judge.check(all: upper, expected["reject"], relative: 1e-10, absolute: 1e-12)
      if plan.sides == .two { judge.check(all: lower, expected["wrong"], relative: 1e-10, absolute: 1e-12) }
      judge.check(all: characteristics.futility, expected["futility"], relative: 1e-10, absolute: 1e-12)
      judge.check(characteristics.expectedInformation, expected["expected_information"], relative: 1e-11)
    }
  }
}

extension GroupSequentialPlan {
  /// The plan of a case of `gsd_wedge`.
  fileprivate init(wedge input: ReferenceValue) throws(ReferenceFault) {
    let isBinding = input["binding"].isTrue
    let (rule, detail) = (input["futility"][0].text, input["futility"][1])
    var futility: FutilityRule?
    switch rule {
    case "fixed": futility = FutilityRule(.fixed(detail.numbers), isBinding: isBinding)
    case "beta":
      futility = FutilityRule(.betaSpending(try SpendingFunction(wedge: detail)), isBinding: isBinding)
    case "null":
      futility = FutilityRule(.nullSpending(try SpendingFunction(wedge: detail)), isBinding: isBinding)
    default: break
    }
    let parameter = input["efficacy"][1]
    let efficacy: EfficacyRule
    switch input["efficacy"][0].text {
    case "P": efficacy = .pocock
    case "OF": efficacy = .obrienFleming
    case "WT": efficacy = .wangTsiatis(delta: try parameter.required())
    case "HP": efficacy = .haybittlePeto(interim: try parameter.required())
    case "asOF": efficacy = .spending(.obrienFleming)
    case "asP": efficacy = .spending(.pocock)
    case "asHSD": efficacy = .spending(.hwangShihDeCani(gamma: try parameter.required()))
    default:
      efficacy = .pampallonaTsiatis(
        delta: try detail[0].required(),
        futilityDelta: try detail[1].required(),
        isBinding: isBinding
      )
    }
    self.init(
      fractions: input["fractions"].numbers,
      alpha: try input["alpha"].required(),
      beta: try input["beta"].required(),
      sides: try input["sides"].integer() == 2 ? .two : .one,
      efficacy: efficacy,
      futility: futility
    )
  }
}

extension SpendingFunction {
  fileprivate init(wedge value: ReferenceValue) throws(ReferenceFault) {
    switch value[0].text {
    case "OF": self = .obrienFleming
    case "P": self = .pocock
    case "KD": self = .kimDeMets(rho: try value[1].required())
    case "HSD": self = .hwangShihDeCani(gamma: try value[1].required())
    case "shares": self = .shares(value[1].numbers)
    default: throw .missing("\(value.path)[0]")
    }
  }
}
