// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

extension Predictability {
  /// The most histories that are followed at once before simulation is the better way.
  static let mostHistories = 4000

  /// The predictability of a scheme in one list, exactly where that is feasible and by simulation else.
  ///
  /// - Parameters:
  ///   - scheme: The rules; a single stratum is looked at, which for minimization is a single combination of levels.
  ///   - subjects: How many are allocated, at least 1.
  ///   - trials: Simulated trials where the exact way is too long.
  ///   - seed: The seed of the simulation.
  public init(_ scheme: AllocationScheme, subjects: Int, trials: Int = 10_000, seed: UInt64 = 1) {
    precondition(subjects >= 1, "nobody is allocated")
    let levels = [Int](repeating: 0, count: scheme.factors.count)
    let accrual = [[Int]](repeating: levels, count: subjects)
    self.init(Allocator(scheme), accrual: accrual, view: .trial, trials: trials, seed: seed)
  }

  /// The predictability of an allocator for an actual accrual.
  ///
  /// It is exact where the guesser sees the whole trial, the rules were never amended and balance is kept by stratum alone: strata then do
  /// not know of each other. Else trials are simulated.
  ///
  /// - Parameters:
  ///   - allocator: The rules.
  ///   - accrual: The levels of each subject, in the order of randomization.
  ///   - view: What the guesser has seen.
  ///   - trials: Simulated trials.
  ///   - seed: The seed of the simulation; trial *i* owns stream *i*.
  public init(
    _ allocator: Allocator,
    accrual: [[Int]],
    view: GuesserView,
    trials: Int = 10_000,
    seed: UInt64 = 1
  ) {
    if view == .trial, allocator.versions.count == 1, let sums = Self.exact(allocator, accrual: accrual) {
      let count = Double(accrual.count)
      self.init(
        subjects: accrual.count,
        correctGuesses: Share(mean: sums.correct / count),
        bestGuesses: Share(mean: sums.best / count),
        deterministic: Share(mean: sums.deterministic / count)
      )
    } else {
      self = Self.simulated(allocator, accrual: accrual, view: view, trials: trials, seed: seed)
    }
  }

  /// The sums over an accrual; nil where strata know of each other or there are too many histories.
  private static func exact(_ allocator: Allocator, accrual: [[Int]]) -> GuessSums? {
    let scheme = allocator.versions[0].scheme
    let separate = scheme.factors.indices.filter { scheme.factors[$0].isSeparate }
    var sizes: [[Int]: Int] = [:]
    var balanced: Set<[Int]> = []
    for levels in accrual {
      sizes[separate.map { levels[$0] }, default: 0] += 1
      balanced.insert(levels.indices.filter { !separate.contains($0) }.map { levels[$0] })
    }
    // Margins of several levels tie the subjects of a stratum together in too many ways.
    guard balanced.count <= 1, let first = accrual.first, let longest = sizes.values.max() else { return nil }
    var walk = ExactAllocation(allocator)
    let guess = Guess(shares: scheme.shares)
    // What a stratum of so many subjects gives.
    var cumulative = [GuessSums()]
    for subject in 0..<longest {
      var sums = cumulative[subject]
      for (history, weight) in walk.sorted {
        let chances = allocator.chances(for: first, after: history.state)
        sums += guess.sums(seen: history.arms.map(Double.init), chances: chances).scaled(by: weight)
      }
      cumulative.append(sums)
      guard subject + 1 == longest || walk.step(first, atMost: mostHistories) else { return nil }
    }
    return sizes.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .reduce(into: GuessSums()) { $0 += cumulative[$1.value] }
  }
}
