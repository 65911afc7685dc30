// SPDX-License-Identifier: Apache-2.0

import TrialAnalysis
import TrialConduct
import TrialDesign

extension Family {
  /// Allocation rules followed through every history; exact.
  static func randomization(_ c: ReferenceCase, _ judge: inout Judge) throws {
    c.method == "pocock_simon" ? try minimization(c, &judge) : try imbalance(c, &judge)
  }

  /// The distribution of N_A − N_B after n subjects, and how often the arm behind is the right guess.
  private static func imbalance(_ c: ReferenceCase, _ judge: inout Judge) throws {
    let subjects = try c.input["n"].integer()
    let scheme = try ReferenceScheme.named(c.input["procedure"])
    var walk = ExactAllocation(Allocator(scheme))
    for _ in 0..<subjects { _ = walk.step([]) }
    var distribution: [Int: Double] = [:]
    for (history, weight) in walk.sorted {
      distribution[history.arms[0] - history.arms[1], default: 0] += weight
    }
    func mean(_ value: (Double) -> Double) -> Double {
      distribution.sorted { $0.key < $1.key }.reduce(0) { $0 + value(Double($1.key)) * $1.value }
    }
    judge.check(distribution[0] ?? 0, c.expect["p_zero"], relative: 1e-12, absolute: 1e-15)
    judge.check(mean(abs), c.expect["mean_abs"], relative: 1e-12)
    judge.check(mean { $0 * $0 }, c.expect["variance"], relative: 1e-12)
    judge.check(distribution.keys.map(abs).max(), c.expect["max_abs"])
    let pairs = c.expect["distribution"].list
    judge.check(distribution.count, ReferenceValue(.integer(pairs.count), path: "distribution.count"))
    for pair in pairs {
      judge.check(distribution[try pair[0].integer()] ?? 0, pair[1], relative: 1e-12, absolute: 1e-15)
    }
    judge.check(
      Predictability(scheme, subjects: subjects).correctGuesses.mean,
      c.expect["correct_guess_probability"],
      relative: 1e-12
    )
  }

  /// The arms that minimization prefers, in a state that allocations from elsewhere have led to.
  private static func minimization(_ c: ReferenceCase, _ judge: inout Judge) throws {
    let margins = try c.input["marginal_counts"].list.map { try $0.list.map { try $0.integer() } }
    let ratio = try c.input["ratio"].list.map { try $0.integer() }
    let measures: [(String, AllocationRules.ImbalanceMeasure)] = [
      ("range", .range), ("variance", .variance), ("sd", .standardDeviation),
    ]
    for (key, measure) in measures {
      let rules = AllocationRules(
        method: .minimization,
        ratio: ReferenceScheme.ratio(ratio),
        probability: Fraction(4, 5),
        measure: measure,
        unequal: Set(ratio).count == 1 ? nil : .counts,
        ties: .shared
      )
      let allocator = Allocator(
        try ReferenceScheme.scheme(
          rules,
          arms: ratio.count,
          levels: margins.map { _ in 2 },
          weights: c.input["weights"].numbers.map { Fraction(String($0)) }
        )
      )
      var state = allocator.start
      for arm in ratio.indices {
        for subject in 0..<(margins.map { $0[arm] }.max() ?? 0) {
          let levels = margins.map { subject < $0[arm] ? 0 : 1 }
          allocator.record(Allocation(levels: levels, arm: arm, origin: .elsewhere), in: &state)
        }
      }
      let chances = allocator.chances(for: margins.map { _ in 0 }, after: state)
      for arm in ratio.indices {
        judge.check(chances[arm], c.expect[key]["probability_p_0_8"][arm], relative: 1e-12, absolute: 1e-15)
      }
    }
  }

  /// The probability of each arm at each place of an accrual, over all histories before it; exact.
  static func allocationSteps(_ c: ReferenceCase, _ judge: inout Judge) throws {
    let ratio = try c.input["ratio"].list.map { try $0.integer() }
    let accrual = try c.input["accrual"].list.map { try $0.list.map { try $0.integer() } }
    guard let method = AllocationPlan.Method(rawValue: c.method) else {
      throw ReferenceFault.missing("method")
    }
    let isEqual = Set(ratio).count == 1
    var rules = AllocationRules(method: method, ratio: ReferenceScheme.ratio(ratio))
    if method == .urn {
      rules.urn = .init(alpha: try c.input["alpha"].integer(), beta: try c.input["beta"].integer())
    } else {
      rules.probability = c.input["probability"].text.flatMap { Fraction($0) }
      rules.ties = c.input["ties"].text.flatMap { AllocationRules.Ties(rawValue: $0) }
    }
    if method == .minimization {
      rules.measure = c.input["imbalance"].text.flatMap { AllocationRules.ImbalanceMeasure(rawValue: $0) }
    }
    if !isEqual {
      rules.unequal =
        method == .minimization
        ? c.input["unequal"].text.flatMap { AllocationRules.UnequalRatio(rawValue: $0) } : .shares
    }
    let levels = [Int](repeating: 2, count: accrual.first?.count ?? 0)
    let scheme = try ReferenceScheme.scheme(rules, arms: ratio.count, levels: levels)
    var walk = ExactAllocation(Allocator(scheme))
    for (place, levels) in accrual.enumerated() {
      let chances = walk.chances(for: levels)
      for arm in ratio.indices {
        judge.check(chances[arm], c.expect["arm_probability"][place][arm], relative: 1e-12, absolute: 1e-15)
      }
      _ = walk.step(levels)
    }
  }
}

/// The allocation schemes of the references.
private enum ReferenceScheme {
  private static let arms = ["A", "B", "C", "D"]

  static func ratio(_ parts: [Int]) -> [String: Int] {
    Dictionary(zip(arms, parts)) { first, _ in first }
  }

  /// Rules for the first arms, with a factor of `levels[i]` levels for each entry.
  static func scheme(
    _ rules: AllocationRules,
    arms count: Int = 2,
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
      arms: Array(arms.prefix(count)),
      levels: levels.map { count in (0..<count).map { "\($0)" } }
    )
  }

  /// The scheme of a name such as `permuted_blocks_4`; `Oracles/README.md` says what the names mean.
  static func named(_ name: ReferenceValue) throws -> AllocationScheme {
    let parts = (name.text ?? "").split(separator: "_").map(String.init)
    let number = parts.last ?? ""
    let rules: AllocationRules
    switch (parts.first, parts.count) {
    case ("simple", _): rules = AllocationRules(method: .simple)
    case ("permuted", _): rules = AllocationRules(method: .permutedBlocks, blockSizes: [Int(number) ?? 0])
    case ("efron", _): rules = AllocationRules(method: .biasedCoin, probability: Fraction(number))
    case ("wei", 4...):
      rules = AllocationRules(method: .urn, urn: .init(alpha: Int(parts[2]) ?? 0, beta: Int(number) ?? 0))
    case ("big", 3): rules = AllocationRules(method: .bigStick, imbalanceLimit: Int(number))
    case ("big", 6...):
      // Chen's coin: big_stick_biased_coin_3_2/3.
      rules = AllocationRules(
        method: .biasedCoin,
        imbalanceLimit: Int(parts[4]),
        probability: Fraction(number)
      )
    default: throw ReferenceFault.missing(name.path)
    }
    return try scheme(rules)
  }
}
