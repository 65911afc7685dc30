// SPDX-License-Identifier: Apache-2.0

import Biostatistics

extension GroupSequentialPlan {
  /// The plan that an rpact call describes.
  init(rpact input: ReferenceValue) throws(ReferenceFault) {
    let alpha = input["alpha"].number ?? 0.025
    let rates = input["informationRates"].numbers
    let looks = input["kMax"].isAbsent ? rates.count : try input["kMax"].integer()
    let fractions = rates.isEmpty ? (0..<looks).map { Double($0 + 1) / Double(looks) } : rates
    let isBinding = input["bindingFutility"].isTrue
    var futility: FutilityRule?
    if !input["futilityBounds"].isAbsent {
      futility = FutilityRule(.fixed(input["futilityBounds"].oneOrMore), isBinding: isBinding)
    }
    if !input["typeBetaSpending"].isAbsent {
      let function = try SpendingFunction(rpact: input["typeBetaSpending"], parameter: input["gammaB"])
      futility = FutilityRule(.betaSpending(function), isBinding: isBinding)
    }
    self.init(
      fractions: fractions,
      alpha: alpha,
      beta: input["beta"].number ?? 0.2,
      sides: input["sided"].number == 2 ? .two : .one,
      efficacy: try Self.efficacy(rpact: input, alpha: alpha, isBinding: isBinding),
      futility: futility
    )
  }

  private static func efficacy(rpact input: ReferenceValue, alpha: Double, isBinding: Bool)
    throws(ReferenceFault) -> EfficacyRule
  {
    switch input["typeOfDesign"].text {
    // The design is O'Brien-Fleming's by error spending unless the call says otherwise.
    case nil: .spending(.obrienFleming)
    case "OF": .obrienFleming
    case "P": .pocock
    case "WT": .wangTsiatis(delta: try input["deltaWT"].required())
    case "HP": .haybittlePeto(interim: try input["constantBoundsHP"].required())
    case "PT":
      .pampallonaTsiatis(
        delta: try input["deltaPT1"].required(),
        futilityDelta: try input["deltaPT0"].required(),
        isBinding: isBinding
      )
    case "asUser": .spending(.shares(input["userAlphaSpending"].numbers.map { $0 / alpha }))
    default:
      .spending(try SpendingFunction(rpact: input["typeOfDesign"], parameter: input["gammaA"]))
    }
  }

  /// The plan that a gsDesign call describes; its `alpha` is that of one side.
  init(gsDesign input: ReferenceValue) throws(ReferenceFault) {
    let type = try input["test.type"].integer()
    let alpha = try input["alpha"].required()
    let efficacy: EfficacyRule
    switch input["sfu"].text {
    case "OF": efficacy = .obrienFleming
    case "Pocock": efficacy = .pocock
    case "WT": efficacy = .wangTsiatis(delta: try input["sfupar"].required())
    default:
      efficacy = .spending(try SpendingFunction(gsDesign: input["sfu"], parameter: input["sfupar"].number))
    }
    var futility: FutilityRule?
    if type > 2 {
      let lower = try SpendingFunction(gsDesign: input["sfl"], parameter: input["sflpar"].number)
      futility = FutilityRule(
        type < 5 ? .betaSpending(lower) : .nullSpending(lower),
        isBinding: type % 2 == 1
      )
    }
    self.init(
      looks: try input["k"].integer(),
      alpha: type == 2 ? 2 * alpha : alpha,
      beta: try input["beta"].required(),
      sides: type == 2 ? .two : .one,
      efficacy: efficacy,
      futility: futility
    )
  }
}

extension SpendingFunction {
  /// The function behind rpact's names, such as `asOF` and `bsHSD`.
  init(rpact type: ReferenceValue, parameter: ReferenceValue) throws(ReferenceFault) {
    switch type.text?.dropFirst(2) {
    case "OF": self = .obrienFleming
    case "P": self = .pocock
    case "KD": self = .kimDeMets(rho: try parameter.required())
    case "HSD": self = .hwangShihDeCani(gamma: try parameter.required())
    default: throw .missing(type.path)
    }
  }

  /// The function behind gsDesign's names, with its default parameters.
  init(gsDesign name: ReferenceValue, parameter: Double?) throws(ReferenceFault) {
    switch name.text {
    case "sfLDOF": self = .obrienFleming
    case "sfLDPocock": self = .pocock
    case "sfHSD": self = .hwangShihDeCani(gamma: parameter ?? -4)
    case "sfPower": self = .kimDeMets(rho: parameter ?? 2)
    default: throw .missing(name.path)
    }
  }
}

extension ReferenceValue {
  /// R makes no difference between a number and a list of one.
  var oneOrMore: [Double] { number.map { [$0] } ?? numbers }
}

extension Judge {
  /// Compares number by number; both must have equally many.
  mutating func check(
    all actual: [Double],
    _ expected: ReferenceValue,
    relative: Double,
    absolute: Double = 0
  ) {
    guard !expected.isAbsent else { return }
    if actual.count != expected.list.count {
      fail("\(expected.path): \(actual.count) values, not \(expected.list.count)")
    }
    for (place, value) in actual.enumerated() {
      check(value, expected[place], relative: relative, absolute: absolute)
    }
  }
}
