// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import TrialConduct
import TrialDesign

@testable import TrialAnalysis

/// The allocator's own probabilities, followed through every history, against exact values from elsewhere.
@Suite struct ExactAllocationTests {
  private static func close(_ a: Double, _ b: Double, _ absolute: Double = 1e-12) -> Bool {
    abs(a - b) <= absolute
  }

  private static func step(_ walk: inout ExactAllocation, _ levels: [Int]) {
    let isDone = walk.step(levels)
    #expect(isDone)
  }

  @Test(
    "the imbalance of every two-arm scheme has the exact distribution, and guesses the exact probability",
    arguments: try AllocationOracle.cases("randomization").filter { $0.method == "allocation_imbalance" }
  )
  func imbalance(of example: AllocationOracle.Case) throws {
    let scheme = try AllocationOracle.scheme(named: example.input["procedure"].text)
    let subjects = example.input["n"].int
    var walk = ExactAllocation(Allocator(scheme))
    for _ in 0..<subjects { Self.step(&walk, []) }
    var distribution: [Int: Double] = [:]
    for (history, weight) in walk.sorted {
      distribution[history.arms[0] - history.arms[1], default: 0] += weight
    }
    let expected = example.expect["distribution"].list
    #expect(distribution.count == expected.count)
    for pair in expected {
      #expect(Self.close(distribution[pair.list[0].int] ?? -1, pair.list[1].number))
    }
    let predictability = Predictability(scheme, subjects: subjects)
    #expect(predictability.isExact)
    #expect(
      Self.close(predictability.correctGuesses.mean, example.expect["correct_guess_probability"].number)
    )
  }

  @Test(
    "each place has the exact probability of each arm, in equal and unequal ratios",
    arguments: try AllocationOracle.cases("allocation_steps")
  )
  func steps(of example: AllocationOracle.Case) throws {
    let ratio = example.input["ratio"].ints
    let accrual = example.input["accrual"].list.map(\.ints)
    let scheme = try Self.scheme(of: example, ratio: ratio)
    let isFaithful = scheme.procedure.keepsRatio
    var walk = ExactAllocation(Allocator(scheme))
    let sum = Double(ratio.reduce(0, +))
    for (levels, expected) in zip(accrual, example.expect["arm_probability"].list) {
      let chances = walk.chances(for: levels)
      for arm in ratio.indices {
        #expect(Self.close(chances[arm], expected.numbers[arm]))
        // The ratio holds at every place, whatever came before.
        if isFaithful { #expect(Self.close(chances[arm], Double(ratio[arm]) / sum)) }
      }
      Self.step(&walk, levels)
    }
  }

  @Test("permuted blocks keep the ratio at every place too", arguments: [[2, 1], [1, 1, 1], [3, 2]])
  func blocks(ratio: [Int]) throws {
    let total = ratio.reduce(0, +)
    let rules = AllocationRules(
      method: .permutedBlocks,
      ratio: AllocationOracle.ratio(ratio),
      blockSizes: [total, 2 * total]
    )
    var walk = ExactAllocation(Allocator(try AllocationOracle.scheme(rules, arms: ratio.count)))
    for _ in 0..<8 {
      for (arm, chance) in walk.chances(for: []).enumerated() {
        #expect(Self.close(chance, Double(ratio[arm]) / Double(total)))
      }
      Self.step(&walk, [])
    }
  }

  /// Histories are rebuilt with allocations from elsewhere that have the wanted marginal counts.
  @Test(
    "minimization prefers the arm of the reference, with its probabilities",
    arguments: try AllocationOracle.cases("randomization").filter { $0.method == "pocock_simon" }
  )
  func minimization(of example: AllocationOracle.Case) throws {
    let margins = example.input["marginal_counts"].list.map(\.ints)
    let ratio = example.input["ratio"].ints
    let isEqual = Set(ratio).count == 1
    let measures: [(String, AllocationRules.ImbalanceMeasure)] = [
      ("range", .range), ("variance", .variance), ("sd", .standardDeviation),
    ]
    for (key, measure) in measures {
      let scheme = try AllocationOracle.scheme(
        AllocationRules(
          method: .minimization,
          ratio: AllocationOracle.ratio(ratio),
          probability: Fraction(4, 5),
          measure: measure,
          unequal: isEqual ? nil : .counts,
          ties: .shared
        ),
        arms: ratio.count,
        levels: margins.map { _ in 2 },
        weights: example.input["weights"].list.map { Fraction(String($0.number)) }
      )
      let allocator = Allocator(scheme)
      var state = allocator.start
      for arm in ratio.indices {
        for subject in 0..<(margins.map { $0[arm] }.max() ?? 0) {
          let levels = margins.map { subject < $0[arm] ? 0 : 1 }
          allocator.record(Allocation(levels: levels, arm: arm, origin: .elsewhere), in: &state)
        }
      }
      let chances = allocator.chances(for: margins.map { _ in 0 }, after: state)
      let expected = example.expect[key]["probability_p_0_8"].numbers
      for arm in ratio.indices { #expect(Self.close(chances[arm], expected[arm]), "\(key)") }
    }
  }

  private static func scheme(of example: AllocationOracle.Case, ratio: [Int]) throws -> AllocationScheme {
    let input = example.input
    let isEqual = Set(ratio).count == 1
    var rules = AllocationRules(
      method: try #require(AllocationPlan.Method(rawValue: example.method)),
      ratio: AllocationOracle.ratio(ratio)
    )
    switch rules.method {
    case .urn: rules.urn = .init(alpha: input["alpha"].int, beta: input["beta"].int)
    default:
      rules.probability = Fraction(input["probability"].text)
      rules.ties = AllocationRules.Ties(rawValue: input["ties"].text)
    }
    if !isEqual { rules.unequal = .shares }
    if rules.method == .minimization {
      rules.measure = AllocationRules.ImbalanceMeasure(rawValue: input["imbalance"].text)
      if !isEqual { rules.unequal = AllocationRules.UnequalRatio(rawValue: input["unequal"].text) }
    }
    let factors = input["accrual"].list.first?.list.count ?? 0
    return try AllocationOracle.scheme(
      rules,
      arms: ratio.count,
      levels: [Int](repeating: 2, count: factors)
    )
  }
}

extension AllocationScheme.Procedure {
  /// Whether each place has the ratio, as `Documentation/Guides/randomization.md` claims.
  fileprivate var keepsRatio: Bool {
    guard case .minimization(let rules) = self else { return true }
    return rules.unequal == .shares
  }
}
