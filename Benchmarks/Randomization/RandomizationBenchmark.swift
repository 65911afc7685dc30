// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Timing
import TrialAnalysis
import TrialConduct
import TrialDesign

/// Times allocation, scheme by scheme: `swift run -c release --package-path Benchmarks randomization-benchmark`.
///
/// A thousand trials of a thousand subjects each, one random stream a trial; the best of three runs. `randomization.R` times
/// R's package blockrand on permuted blocks where it is there.
@main
struct RandomizationBenchmark {
  static func main() throws {
    for scheme in try Self.schemes {
      let accrual = accrual(scheme.levels)
      var walk = AllocationWalk(Allocator(scheme.scheme))
      report("\(scheme.name), 1,000,000 allocations", repeats: 3) {
        var sum = 0
        for trial in 0..<1000 {
          var stream = RandomStream(seed: 1, position: UInt64(trial))
          walk.restart()
          for levels in accrual { sum += walk.next(levels, drawing: &stream) }
        }
        return Double(sum)
      }
    }
    guard let seed = AllocationSeed([UInt8](repeating: 1, count: 32)) else { return }
    report("first number of 1,000,000 streams of the live trial", repeats: 3) {
      var sum: UInt64 = 0
      for number in 0..<1_000_000 {
        var stream = seed.stream(number)
        sum ^= stream.next()
      }
      return Double(sum >> 11)
    }
    try rerandomization()
  }

  private static func rerandomization() throws {
    guard let minimized = try schemes.last else { return }
    let accrual = accrual(minimized.levels).prefix(200)
    var walk = AllocationWalk(Allocator(minimized.scheme))
    var stream = RandomStream(seed: 2, position: 0)
    let subjects = accrual.map { levels in
      RerandomizationTest.Subject(
        Allocation(levels: levels, arm: walk.next(levels, drawing: &stream)),
        outcome: stream.normal()
      )
    }
    report("re-randomization test under minimization, 200 subjects, 10,000 draws", repeats: 3) {
      RerandomizationTest(
        subjects,
        allocator: walk.allocator,
        arms: (0, 1),
        statistic: .differenceInMeans,
        alternative: .twoSided,
        draws: 10_000,
        seed: 3
      )?.p ?? 0
    }
  }

  private static func accrual(_ levels: [Int]) -> [[Int]] {
    var stream = RandomStream(seed: 4, position: 0)
    return (0..<1000).map { _ in levels.map { stream.integer(below: $0) } }
  }

  private static var schemes: [(name: String, scheme: AllocationScheme, levels: [Int])] {
    get throws {
      let rules: [(String, AllocationRules, [Int])] = [
        ("simple", AllocationRules(method: .simple), []),
        ("blocks of 4 or 6", AllocationRules(method: .permutedBlocks, blockSizes: [4, 6]), []),
        (
          "blocks of 4 or 6 in 6 strata", AllocationRules(method: .permutedBlocks, blockSizes: [4, 6]),
          [2, 3]
        ),
        ("big stick", AllocationRules(method: .bigStick, imbalanceLimit: 3), []),
        ("biased coin", AllocationRules(method: .biasedCoin, probability: Fraction(2, 3)), []),
        ("urn", AllocationRules(method: .urn, urn: .init(alpha: 1, beta: 1)), []),
        (
          "minimization 2:1 of two factors",
          AllocationRules(
            method: .minimization,
            ratio: ["A": 2, "B": 1],
            probability: Fraction(4, 5),
            measure: .range,
            unequal: .shares,
            ties: .orderedAtRandom
          ), [2, 3]
        ),
        (
          "minimization of two factors",
          AllocationRules(
            method: .minimization,
            probability: Fraction(4, 5),
            measure: .range
          ), [2, 3]
        ),
      ]
      return try rules.map { name, rules, levels in
        var rules = rules
        rules.factors = levels.indices.map { index in
          let id = "f\(index)"
          return AllocationRules.Factor(id: id, title: LocalizedText(id), item: ItemPath(form: "f", item: id))
        }
        let codes = levels.map { count in (0..<count).map { String($0) } }
        return (name, try AllocationScheme(rules, arms: ["A", "B"], levels: codes), levels)
      }
    }
  }
}
