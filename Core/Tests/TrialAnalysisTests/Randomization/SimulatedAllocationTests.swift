// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Foundation
import Testing
import TrialConduct
import TrialDesign

@testable import TrialAnalysis

/// Simulated allocations: a hundred thousand for each scheme, a million with `EQUIPOISE_SOAK=1`.
@Suite struct SimulatedAllocationTests {
  private static let allocations =
    ProcessInfo.processInfo.environment["EQUIPOISE_SOAK"] == "1" ? 1_000_000 : 100_000

  /// Trials of 100 subjects; the mean of |D| has the error σ/√trials with σ² = variance − mean², and P(D = 0) √(p(1 − p)/trials).
  @Test(
    "imbalance after 100 subjects is as theory says, within 4.5 Monte Carlo errors",
    arguments: try AllocationOracle.cases("randomization").filter {
      $0.method == "allocation_imbalance" && $0.input["n"].int == 100
    }
  )
  func imbalance(of example: AllocationOracle.Case) throws {
    var walk = AllocationWalk(Allocator(try AllocationOracle.scheme(named: example.input["procedure"].text)))
    let trials = Self.allocations / 100
    var (absolute, zeros, largest) = (0, 0, 0)
    for trial in 0..<trials {
      var stream = RandomStream(seed: 31, position: UInt64(trial))
      walk.restart()
      var lead = 0
      for _ in 0..<100 { lead += walk.next([], drawing: &stream) == 0 ? 1 : -1 }
      absolute += abs(lead)
      zeros += lead == 0 ? 1 : 0
      largest = max(largest, abs(lead))
    }
    let mean = example.expect["mean_abs"].number
    let variance = example.expect["variance"].number - mean * mean
    let zero = example.expect["p_zero"].number
    let n = Double(trials)
    // Rounding alone where there is no variance.
    #expect(abs(Double(absolute) / n - mean) <= 4.5 * (max(0, variance) / n).squareRoot() + 1e-9)
    #expect(abs(Double(zeros) / n - zero) <= 4.5 * (max(0, zero * (1 - zero)) / n).squareRoot() + 1e-9)
    #expect(largest <= example.expect["max_abs"].int)
  }

  /// Each place's share of arm A has the error √(q(1 − q)/trials); 4.5 of them over 300 places fail once in 500 seeds.
  @Test(
    "the ratio 2:1 holds at each of 60 places within 4.5 Monte Carlo errors",
    arguments: ["blocks", "coin", "urn", "minimization", "minimization by variance"]
  )
  func places(name: String) throws {
    var rules = AllocationRules(method: .permutedBlocks, ratio: ["A": 2, "B": 1])
    var levels: [Int] = []
    switch name {
    case "blocks": rules.blockSizes = [3, 6]
    case "urn":
      rules.method = .urn
      rules.urn = .init(alpha: 1, beta: 1)
      rules.unequal = .shares
    default:
      rules.method = name == "coin" ? .biasedCoin : .minimization
      rules.probability = Fraction(4, 5)
      rules.ties = .orderedAtRandom
      rules.unequal = .shares
      if name != "coin" {
        rules.measure = name.hasSuffix("variance") ? .variance : .range
        levels = [2, 3]
      }
    }
    var walk = AllocationWalk(Allocator(try AllocationOracle.scheme(rules, levels: levels)))
    let trials = Self.allocations / 60
    var hits = [Int](repeating: 0, count: 60)
    for trial in 0..<trials {
      var stream = RandomStream(seed: 32, position: UInt64(trial))
      walk.restart()
      for place in hits.indices {
        let subject = levels.map { stream.integer(below: $0) }
        if walk.next(subject, drawing: &stream) == 0 { hits[place] += 1 }
      }
    }
    let error = (2.0 / 9 / Double(trials)).squareRoot()
    for hit in hits { #expect(abs(Double(hit) / Double(trials) - 2.0 / 3) <= 4.5 * error) }
  }

  @Test("minimization balances the margins of a changing accrual better than blocks of one list do")
  func margins() throws {
    let minimized = AllocationRules(
      method: .minimization,
      probability: Fraction(4, 5),
      measure: .range,
      ties: .shared
    )
    let levels = [2, 3, 4]
    func meanImbalance(_ rules: AllocationRules, _ levels: [Int]) throws -> Double {
      var walk = AllocationWalk(Allocator(try AllocationOracle.scheme(rules, levels: levels)))
      let trials = Self.allocations / 200
      var sum = 0
      for trial in 0..<trials {
        var stream = RandomStream(seed: 33, position: UInt64(trial))
        walk.restart()
        var lead = [Int](repeating: 0, count: 9)
        for _ in 0..<200 {
          let subject = [2, 3, 4].map { stream.integer(below: $0) }
          let step = walk.next(levels.isEmpty ? [] : subject, drawing: &stream) == 0 ? 1 : -1
          for (factor, offset) in [0, 2, 5].enumerated() { lead[offset + subject[factor]] += step }
        }
        sum += lead.reduce(0) { $0 + abs($1) }
      }
      return Double(sum) / Double(9 * trials)
    }
    let balanced = try meanImbalance(minimized, levels)
    let blocks = try meanImbalance(AllocationRules(method: .permutedBlocks, blockSizes: [4]), [])
    // A level of m of 200 subjects without any balancing differs by about √(2m/π), 5.6 to 8; minimization by 1 to 2.
    #expect(balanced < 2.5)
    #expect(blocks > 2 * balanced)
  }
}
