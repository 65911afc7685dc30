// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

extension Predictability {
  static func simulated(
    _ allocator: Allocator,
    accrual: [[Int]],
    view: GuesserView,
    trials: Int,
    seed: UInt64
  ) -> Predictability {
    precondition(trials >= 2, "an error needs two trials")
    var (sums, squares) = (GuessSums(), GuessSums())
    let count = Double(accrual.count)
    for trial in 0..<trials {
      var stream = RandomStream(seed: seed, position: UInt64(trial))
      let one = guesses(allocator, accrual: accrual, view: view, drawing: &stream).scaled(by: 1 / count)
      sums += one
      squares += GuessSums(
        correct: one.correct * one.correct,
        best: one.best * one.best,
        deterministic: one.deterministic * one.deterministic
      )
    }
    func share(_ value: (GuessSums) -> Double) -> Share {
      let mean = value(sums) / Double(trials)
      let variance =
        max(0, value(squares) / Double(trials) - mean * mean) * Double(trials) / Double(trials - 1)
      return Share(mean: mean, monteCarloError: (variance / Double(trials)).squareRoot())
    }
    return Predictability(
      subjects: accrual.count,
      correctGuesses: share(\.correct),
      bestGuesses: share(\.best),
      deterministic: share(\.deterministic)
    )
  }

  /// One trial: the probabilities of right guesses along one history.
  private static func guesses(
    _ allocator: Allocator,
    accrual: [[Int]],
    view: GuesserView,
    drawing source: inout some RandomSource
  ) -> GuessSums {
    var state = allocator.start
    var seen = SeenAllocations()
    var sums = GuessSums()
    for (subject, levels) in accrual.enumerated() {
      let scheme = allocator.versions[allocator.version(after: state)].scheme
      let site: Int
      switch view {
      case .trial: site = 0
      case .site(let sites): site = sites[subject]
      }
      let chances = allocator.chances(for: levels, after: state)
      sums += Guess(shares: scheme.shares).sums(
        seen: seen.counts(for: levels, at: site, scheme),
        chances: chances
      )
      let decision = allocator.nextArm(for: levels, after: state, drawing: &source)
      allocator.record(decision.allocation, in: &state)
      seen.add(decision.allocation.arm, levels, at: site, scheme)
    }
    return sums
  }
}
