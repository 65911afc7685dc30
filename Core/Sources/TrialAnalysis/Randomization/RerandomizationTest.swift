// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct

/// A test whose only assumption is the randomization itself: the allocation is drawn anew from the stored rules, many times.
///
/// Subjects, their order, levels and outcomes stay; under the hypothesis that no treatment changes any outcome every redrawn
/// trial could have happened. With r of N redrawn trials at least as extreme as the real one,
///
///     p = (r + 1) / (N + 1)
///
/// which holds its level for every N. It is valid for every scheme, minimization among them.
///
/// - SeeAlso: Rosenberger & Lachin (2016), Randomization in Clinical Trials, 2nd ed., §6; Phipson & Smyth (2010), Statistical
///   Applications in Genetics and Molecular Biology 9:39 for p; Kuznetsova & Tymofyeyev (2012) for what an unequal ratio that
///   does not hold at each place does to it: look at `mean`.
public struct RerandomizationTest: Sendable {
  /// How the two arms are compared.
  public enum Statistic: String, CaseIterable, Sendable {
    /// The mean outcome of the first arm less that of the second: a difference of proportions for outcomes of 0 and 1.
    case differenceInMeans
    /// The first arm's sum of outcomes less the mean of all subjects, as for log-rank scores; other arms count in that mean.
    case centredSum
  }

  /// One subject of the trial, in the order of randomization.
  public struct Subject: Sendable {
    public let allocation: Allocation
    /// An outcome of 0 or 1, a measurement or a score; nil where it is unknown: the subject is drawn and not compared.
    public let outcome: Double?

    public init(_ allocation: Allocation, outcome: Double?) {
      self.allocation = allocation
      self.outcome = outcome
    }
  }

  /// The observed difference.
  public let statistic: Double
  public let p: Double
  /// The standard error that p has because N is finite: √(p (1 − p)/N).
  public let monteCarloError: Double
  public let draws: Int
  /// Redrawn trials at least as extreme.
  public let asExtreme: Int
  /// Mean and standard deviation of the redrawn differences; a mean far from 0 tells that the ratio does not hold at each place.
  public let mean: Double
  public let standardDeviation: Double
  /// Redrawn trials in which an arm had nobody to compare; they count as extreme.
  public let undefined: Int

  /// Draws the allocation anew; nil where nothing can be compared.
  ///
  /// Allocations that were made elsewhere stay as they are, because no rule of ours drew them.
  ///
  /// - Parameters:
  ///   - subjects: All who were randomized, in order.
  ///   - allocator: The stored rules.
  ///   - arms: The arm of interest and the one it is compared with, by number in the scheme.
  ///   - statistic: How they are compared.
  ///   - alternative: The direction of a surprise.
  ///   - draws: Trials to draw, at least 1.
  ///   - seed: Names the draws; redrawn trial *i* owns stream *i*.
  ///   - progress: Told how many trials are drawn, now and then.
  public init?(
    _ subjects: [Subject],
    allocator: Allocator,
    arms: (Int, Int),
    statistic: Statistic,
    alternative: Alternative,
    draws: Int,
    seed: UInt64,
    progress: (Int) -> Void = { _ in }
  ) {
    precondition(draws >= 1, "at least one trial must be drawn")
    let comparison = Comparison(subjects, arms: arms, statistic: statistic)
    guard let observed = comparison.difference(of: subjects.map(\.allocation.arm)) else { return nil }
    // Sums in another order differ in their last bits, and ties must count.
    let slack = 1e-9 * max(1, abs(observed))
    var walk = AllocationWalk(allocator)
    var drawn = [Int](repeating: 0, count: subjects.count)
    var (extreme, undefined) = (0, 0)
    var (sum, squares) = (0.0, 0.0)
    for draw in 0..<draws {
      if draw.isMultiple(of: 256) { progress(draw) }
      var stream = RandomStream(seed: seed, position: UInt64(draw))
      walk.restart()
      for (index, subject) in subjects.enumerated() {
        if subject.allocation.origin == .elsewhere {
          walk.keep(subject.allocation)
          drawn[index] = subject.allocation.arm
        } else {
          drawn[index] = walk.next(subject.allocation.levels, drawing: &stream)
        }
      }
      guard let difference = comparison.difference(of: drawn) else {
        undefined += 1
        extreme += 1
        continue
      }
      sum += difference
      squares += difference * difference
      switch alternative {
      case .twoSided: extreme += abs(difference) >= abs(observed) - slack ? 1 : 0
      case .greater: extreme += difference >= observed - slack ? 1 : 0
      case .less: extreme += difference <= observed + slack ? 1 : 0
      }
    }
    let defined = Double(max(1, draws - undefined))
    self.statistic = observed
    self.draws = draws
    self.undefined = undefined
    asExtreme = extreme
    p = Double(extreme + 1) / Double(draws + 1)
    monteCarloError = (p * (1 - p) / Double(draws)).squareRoot()
    mean = sum / defined
    standardDeviation = max(0, squares / defined - mean * mean).squareRoot()
  }
}

/// The difference between two arms, for any allocation of the same subjects.
private struct Comparison {
  private let outcomes: [Double]
  private let isKnown: [Bool]
  private let arms: (Int, Int)
  private let statistic: RerandomizationTest.Statistic
  /// The mean of all known outcomes, whatever the arm.
  private let centre: Double

  init(_ subjects: [RerandomizationTest.Subject], arms: (Int, Int), statistic: RerandomizationTest.Statistic)
  {
    outcomes = subjects.map { $0.outcome ?? 0 }
    isKnown = subjects.map { $0.outcome != nil }
    self.arms = arms
    self.statistic = statistic
    let known = isKnown.count { $0 }
    centre = known == 0 ? 0 : outcomes.reduce(0, +) / Double(known)
  }

  func difference(of drawn: [Int]) -> Double? {
    var (first, second) = (0.0, 0.0)
    var counts = (0, 0)
    for index in outcomes.indices where isKnown[index] {
      if drawn[index] == arms.0 {
        first += outcomes[index]
        counts.0 += 1
      } else if drawn[index] == arms.1 {
        second += outcomes[index]
        counts.1 += 1
      }
    }
    guard counts.0 > 0, counts.1 > 0 else { return nil }
    switch statistic {
    case .differenceInMeans: return first / Double(counts.0) - second / Double(counts.1)
    case .centredSum: return first - Double(counts.0) * centre
    }
  }
}
