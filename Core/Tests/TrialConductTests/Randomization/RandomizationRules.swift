// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialDesign

@testable import TrialConduct

/// Rules of allocation in few words, for tests.
enum Rules {
  static func ratio(_ shares: [Int]) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: shares.enumerated().map { (name($0), $1) })
  }

  static func name(_ arm: Int) -> String { String(["A", "B", "C", "D", "E"][arm]) }

  static func factor(_ id: String, weight: Fraction? = nil, isSeparate: Bool = false)
    -> AllocationRules.Factor
  {
    AllocationRules.Factor(
      id: id,
      title: LocalizedText(id),
      item: ItemPath(form: "baseline", item: id),
      weight: weight,
      isSeparate: isSeparate
    )
  }

  /// An allocator for arms A, B, … with a factor of `levels[i]` levels named 0, 1, … for each entry.
  static func allocator(_ rules: AllocationRules, arms: Int = 2, levels: [Int] = []) throws -> Allocator {
    Allocator(try scheme(rules, arms: arms, levels: levels))
  }

  static func scheme(_ rules: AllocationRules, arms: Int = 2, levels: [Int] = []) throws -> AllocationScheme {
    var rules = rules
    if rules.factors.isEmpty { rules.factors = levels.indices.map { factor("f\($0)") } }
    return try AllocationScheme(
      rules,
      arms: (0..<arms).map { name($0) },
      levels: levels.map { count in (0..<count).map(String.init) }
    )
  }

  static func blocks(_ sizes: Int..., ratio shares: [Int] = []) -> AllocationRules {
    AllocationRules(method: .permutedBlocks, ratio: ratio(shares), blockSizes: sizes)
  }

  static func coin(_ probability: Fraction, limit: Int? = nil) -> AllocationRules {
    AllocationRules(method: .biasedCoin, imbalanceLimit: limit, probability: probability)
  }

  static func urn(_ alpha: Int, _ beta: Int, ratio shares: [Int] = []) -> AllocationRules {
    AllocationRules(
      method: .urn,
      ratio: ratio(shares),
      urn: .init(alpha: alpha, beta: beta),
      unequal: shares.isEmpty ? nil : .shares
    )
  }

  static func minimization(
    _ measure: AllocationRules.ImbalanceMeasure = .range,
    ratio shares: [Int] = [],
    probability: Fraction = Fraction(4, 5),
    unequal: AllocationRules.UnequalRatio? = nil,
    ties: AllocationRules.Ties = .orderedAtRandom,
    factors: [AllocationRules.Factor] = []
  ) -> AllocationRules {
    AllocationRules(
      method: .minimization,
      ratio: ratio(shares),
      probability: probability,
      measure: measure,
      unequal: unequal,
      ties: ties,
      factors: factors
    )
  }
}

extension Allocator {
  /// The arms of subjects with these levels, drawn one after the other from one stream.
  func arms(of subjects: [[Int]], from stream: inout some RandomSource) -> [Int] {
    var state = start
    return subjects.map { levels in
      let decision = nextArm(for: levels, after: state, drawing: &stream)
      record(decision.allocation, in: &state)
      return decision.allocation.arm
    }
  }
}
