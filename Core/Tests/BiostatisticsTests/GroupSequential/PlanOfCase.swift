// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Testing

extension GroupSequentialPlan {
  /// The plan that an rpact call describes.
  init(rpact input: Oracle.Value) throws {
    let alpha = input["alpha"].number ?? 0.025
    let looks = input["kMax"].number.map { Int($0) } ?? (input["informationRates"].list.count)
    let fractions =
      input["informationRates"].list.isEmpty
      ? (0..<looks).map { Double($0 + 1) / Double(looks) } : input["informationRates"].numbers
    let shares = input["userAlphaSpending"].numbers.map { $0 / alpha }
    var futility: FutilityRule?
    let isBinding = input["bindingFutility"].flag ?? false
    if !input["futilityBounds"].isAbsent {
      futility = FutilityRule(.fixed(input["futilityBounds"].oneOrMore), isBinding: isBinding)
    }
    if let type = input["typeBetaSpending"].text {
      let function = try spendingFunction(type, parameter: input["gammaB"].number, shares: [])
      futility = FutilityRule(.betaSpending(function), isBinding: isBinding)
    }
    let type = input["typeOfDesign"].text ?? "asOF"
    let efficacy: EfficacyRule =
      switch type {
      case "OF": .obrienFleming
      case "P": .pocock
      case "WT": .wangTsiatis(delta: try input["deltaWT"].required)
      case "HP": .haybittlePeto(interim: try input["constantBoundsHP"].required)
      case "PT":
        .pampallonaTsiatis(
          delta: try input["deltaPT1"].required,
          futilityDelta: try input["deltaPT0"].required,
          isBinding: isBinding
        )
      default: .spending(try spendingFunction(type, parameter: input["gammaA"].number, shares: shares))
      }
    self.init(
      fractions: fractions,
      alpha: alpha,
      beta: input["beta"].number ?? 0.2,
      sides: input["sided"].number == 2 ? .two : .one,
      efficacy: efficacy,
      futility: futility
    )
  }
}

extension GroupSequentialPlan {
  /// The plan that a gsDesign call describes; its `alpha` is that of one side.
  init(gsDesign input: Oracle.Value) throws {
    let type = try input["test.type"].int
    let alpha = try input["alpha"].required
    func function(_ name: String?, _ parameter: Double?) throws -> SpendingFunction {
      switch name {
      case "sfLDOF": .obrienFleming
      case "sfLDPocock": .pocock
      case "sfHSD": .hwangShihDeCani(gamma: parameter ?? -4)
      case "sfPower": .kimDeMets(rho: parameter ?? 2)
      default: throw UnknownDesign(type: name ?? "?")
      }
    }
    let efficacy: EfficacyRule =
      switch input["sfu"].text {
      case "OF": .obrienFleming
      case "Pocock": .pocock
      case "WT": .wangTsiatis(delta: try input["sfupar"].required)
      default: .spending(try function(input["sfu"].text, input["sfupar"].number))
      }
    var futility: FutilityRule?
    if type > 2 {
      let lower = try function(input["sfl"].text, input["sflpar"].number)
      futility = FutilityRule(
        type < 5 ? .betaSpending(lower) : .nullSpending(lower),
        isBinding: type % 2 == 1
      )
    }
    self.init(
      looks: try input["k"].int,
      alpha: type == 2 ? 2 * alpha : alpha,
      beta: try input["beta"].required,
      sides: type == 2 ? .two : .one,
      efficacy: efficacy,
      futility: futility
    )
  }
}

/// The spending function behind rpact's names, such as `asOF` and `bsHSD`.
func spendingFunction(_ type: String, parameter: Double?, shares: [Double]) throws -> SpendingFunction {
  switch type.dropFirst(2) {
  case "OF": .obrienFleming
  case "P": .pocock
  case "KD": .kimDeMets(rho: try #require(parameter))
  case "HSD": .hwangShihDeCani(gamma: try #require(parameter))
  case "User": .shares(shares)
  default: throw UnknownDesign(type: type)
  }
}

struct UnknownDesign: Error { let type: String }

extension Oracle.Value {
  /// JSON numbers and Booleans share a representation; 0 and 1 are read as both.
  var flag: Bool? { number.map { $0 != 0 } }

  /// R makes no difference between a number and a list of one.
  var oneOrMore: [Double] { number.map { [$0] } ?? numbers }
}

/// Compares number by number.
func expectClose(
  _ actual: [Double],
  _ expected: Oracle.Value,
  relative: Double,
  absolute: Double = 0,
  _ what: String,
  at place: SourceLocation = #_sourceLocation
) {
  guard !expected.isAbsent else { return }
  #expect(actual.count == expected.list.count, "\(what): number of values", sourceLocation: place)
  for (k, value) in actual.enumerated() {
    expectClose(value, expected[k], relative: relative, absolute: absolute, "\(what)[\(k)]", at: place)
  }
}
