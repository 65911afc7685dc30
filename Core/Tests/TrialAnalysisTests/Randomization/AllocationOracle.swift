// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import TrialConduct
import TrialDesign

/// Reference values of randomization from `Oracles/`.
enum AllocationOracle {
  /// Any JSON value, by key and index.
  struct Value: @unchecked Sendable {
    // Read only, and made of immutable Foundation values.
    private let any: Any?

    init(_ any: Any?) { self.any = any }

    subscript(_ key: String) -> Value { Value((any as? [String: Any])?[key]) }

    var list: [Value] { (any as? [Any] ?? []).map(Value.init) }
    var text: String { any as? String ?? "" }
    var number: Double { (any as? NSNumber)?.doubleValue ?? .nan }
    var int: Int { (any as? NSNumber)?.intValue ?? .min }
    var numbers: [Double] { list.map(\.number) }
    var ints: [Int] { list.map(\.int) }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let id: String
    let method: String
    let input: Value
    let expect: Value

    var testDescription: String { id }
  }

  static func cases(_ family: String) throws -> [Case] {
    var url = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<5 { url.deleteLastPathComponent() }
    let data = try Data(contentsOf: url.appendingPathComponent("Oracles/\(family).json"))
    let cases = Value(try JSONSerialization.jsonObject(with: data))["cases"].list.map {
      Case(id: $0["id"].text, method: $0["method"].text, input: $0["input"], expect: $0["expect"])
    }
    try #require(!cases.isEmpty, "\(family).json holds no cases")
    return cases
  }

  /// Rules for arms A, B, … with a factor of `levels[i]` levels for each entry.
  static func scheme(
    _ rules: AllocationRules,
    arms: Int = 2,
    levels: [Int] = [],
    weights: [Fraction?] = []
  ) throws -> AllocationScheme {
    var rules = rules
    rules.factors = levels.indices.map { index in
      AllocationRules.Factor(
        id: "f\(index)",
        title: LocalizedText("f\(index)"),
        item: ItemPath(form: "baseline", item: "f\(index)"),
        weight: weights.indices.contains(index) ? weights[index] : nil
      )
    }
    return try AllocationScheme(
      rules,
      arms: ["A", "B", "C", "D"].prefix(arms).map { $0 },
      levels: levels.map { count in (0..<count).map(String.init) }
    )
  }

  static func ratio(_ parts: [Int]) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: zip(["A", "B", "C", "D"], parts))
  }

  /// The scheme that `randomization.json` calls by this name; `Oracles/README.md` says what the names mean.
  static func scheme(named name: String) throws -> AllocationScheme {
    let parts = name.split(separator: "_").map(String.init)
    let number = parts.last ?? ""
    let rules: AllocationRules
    switch parts[0] {
    case "simple": rules = AllocationRules(method: .simple)
    case "permuted": rules = AllocationRules(method: .permutedBlocks, blockSizes: [Int(number) ?? 0])
    case "efron": rules = AllocationRules(method: .biasedCoin, probability: Fraction(number))
    case "wei":
      rules = AllocationRules(method: .urn, urn: .init(alpha: Int(parts[2]) ?? 0, beta: Int(number) ?? 0))
    default:
      // big_stick_3, or big_stick_biased_coin_3_2/3: Chen's coin.
      rules =
        parts.count == 3
        ? AllocationRules(method: .bigStick, imbalanceLimit: Int(number))
        : AllocationRules(
          method: .biasedCoin,
          imbalanceLimit: Int(parts[4]),
          probability: Fraction(number)
        )
    }
    return try scheme(rules)
  }
}
