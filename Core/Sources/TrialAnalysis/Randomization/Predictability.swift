// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct

/// How well the next arm can be guessed by somebody who knows the arms so far: what selection bias could live on.
///
/// Blackwell & Hodges (1957): the investigator guesses the arm that is behind ("convergence strategy") and is right more often
/// than chance allows.
///
/// - SeeAlso: Blackwell & Hodges (1957), Annals of Mathematical Statistics 28:449–460; Rosenberger & Lachin (2016),
///   Randomization in Clinical Trials, 2nd ed., §5–6.
public struct Predictability: Sendable {
  /// A mean with the error of the simulation that gave it.
  public struct Share: Sendable {
    /// Per subject, 0 to 1.
    public let mean: Double
    /// The standard error of the mean; 0 where it was computed exactly.
    public let monteCarloError: Double

    public init(mean: Double, monteCarloError: Double = 0) {
      self.mean = mean
      self.monteCarloError = monteCarloError
    }
  }

  public let subjects: Int
  /// Guesses of the convergence strategy that are right.
  public let correctGuesses: Share
  /// Guesses that are right of somebody who knows rules, open blocks and shares, all but the seed: the most anybody can have.
  public let bestGuesses: Share
  /// Subjects who could not have got another arm.
  public let deterministic: Share

  public var isExact: Bool { correctGuesses.monteCarloError == 0 && bestGuesses.monteCarloError == 0 }

  public init(subjects: Int, correctGuesses: Share, bestGuesses: Share, deterministic: Share) {
    self.subjects = subjects
    self.correctGuesses = correctGuesses
    self.bestGuesses = bestGuesses
    self.deterministic = deterministic
  }
}

/// What the guesser has seen.
public enum GuesserView: Hashable, Sendable {
  /// Every allocation of the trial.
  case trial
  /// Those of the own site; sites by number, one for each subject of the accrual.
  case site([Int])
}

/// The sums of one step or of many: right guesses, best guesses, certain arms.
struct GuessSums {
  var correct = 0.0
  var best = 0.0
  var deterministic = 0.0

  static func += (a: inout Self, b: Self) {
    a.correct += b.correct
    a.best += b.best
    a.deterministic += b.deterministic
  }

  func scaled(by weight: Double) -> GuessSums {
    GuessSums(correct: correct * weight, best: best * weight, deterministic: deterministic * weight)
  }
}

/// The probability that the convergence strategy is right, and the others, in one situation.
///
/// The guess is the arm with the fewest subjects for its part of the ratio; among equals the one with the larger part, and
/// among these one at random. For two equal arms this is the strategy of Blackwell and Hodges.
struct Guess {
  let shares: [Int]

  /// - Parameters:
  ///   - seen: The counts that the guesser compares, by arm; any scale.
  ///   - chances: The probability of each arm.
  /// - Returns: The probability of a right guess, of the best guess, and 1 where the arm is certain.
  func sums(seen: [Double], chances: [Double]) -> GuessSums {
    var chosen: [Int] = []
    for arm in shares.indices where shares[arm] > 0 {
      guard let first = chosen.first else {
        chosen = [arm]
        continue
      }
      // n(a)/r(a) against n(b)/r(b), without a division.
      let here = seen[arm] * Double(shares[first])
      let there = seen[first] * Double(shares[arm])
      if here < there || (here == there && shares[arm] > shares[first]) {
        chosen = [arm]
      } else if here == there, shares[arm] == shares[first] {
        chosen.append(arm)
      }
    }
    let best = chances.max() ?? 0
    return GuessSums(
      correct: chosen.reduce(0) { $0 + chances[$1] } / Double(max(1, chosen.count)),
      best: best,
      deterministic: best > 1 - 1e-12 ? 1 : 0
    )
  }
}

extension Allocator {
  /// The probability of each arm for the next subject.
  package func chances(for levels: [Int], after state: AllocationState) -> [Double] {
    var chances = [Double](repeating: 0, count: versions[version(after: state)].scheme.arms.count)
    for way in possibilities(for: levels, after: state) { chances[way.allocation.arm] += way.probability }
    return chances
  }
}
