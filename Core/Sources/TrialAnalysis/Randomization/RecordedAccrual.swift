// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

/// The subjects of a record in the order of randomization, as a guesser meets them.
public struct RecordedAccrual: Sendable {
  public let allocator: Allocator
  /// The levels of each subject.
  public let levels: [[Int]]
  /// The site of each subject, by number.
  public let sites: [Int]
  /// Subjects without a level of each factor, as some that were allocated elsewhere: nobody knows which list they were in.
  public let leftOut: Int
  private let arms: [Int]

  /// - Parameters:
  ///   - facts: The recorded allocations in their order.
  ///   - sites: The site of each.
  ///   - allocator: The rules.
  public init(_ facts: [AllocationFact], at sites: [String], by allocator: Allocator) {
    var (levels, arms, numbers): ([[Int]], [Int], [Int]) = ([], [], [])
    var known: [String: Int] = [:]
    for (fact, site) in zip(facts, sites) {
      // As many as are kept have gone before: the rules in force go by their number.
      let version = allocator.versions.lastIndex { $0.from <= levels.count + 1 } ?? 0
      guard let own = try? allocator.levels(fact.levels, in: version),
        let arm = allocator.versions[version].scheme.arms.firstIndex(of: fact.arm)
      else { continue }
      levels.append(own)
      arms.append(arm)
      let number = known[site] ?? known.count
      known[site] = number
      numbers.append(number)
    }
    self.allocator = allocator
    self.levels = levels
    self.arms = arms
    self.sites = numbers
    leftOut = facts.count - levels.count
  }

  public var count: Int { levels.count }

  /// What somebody sees who sees only the own site.
  public var ownSite: GuesserView { .site(sites) }

  /// How well the arms of such an accrual are guessed under the rules; nil where nobody was allocated.
  ///
  /// A property of the rules: no recorded arm goes into it.
  public func predictability(
    seeing view: GuesserView,
    trials: Int,
    seed: UInt64
  ) -> Predictability? {
    guard count > 0 else { return nil }
    return Predictability(allocator, accrual: levels, view: view, trials: trials, seed: seed)
  }

  /// The same under complete randomization with the same ratio.
  public func completelyRandomized(
    seeing view: GuesserView,
    trials: Int,
    seed: UInt64
  ) -> Predictability? {
    guard count > 0 else { return nil }
    let versions = allocator.versions.map { version in
      Allocator.Version(
        from: version.from,
        continues: version.continues,
        scheme: version.scheme.completelyRandomized
      )
    }
    return Predictability(
      Allocator(versions: versions),
      accrual: levels,
      view: view,
      trials: trials,
      seed: seed
    )
  }

  /// How many of the recorded arms the convergence strategy guesses right: among equals it is right in half, a third, ….
  ///
  /// It tells arms, and is for those who may see all of them.
  public func rightGuesses(seeing view: GuesserView) -> Double {
    var seen = SeenAllocations()
    var right = 0.0
    for (subject, (levels, arm)) in zip(levels, arms).enumerated() {
      let version = allocator.versions.lastIndex { $0.from <= subject + 1 } ?? 0
      let scheme = allocator.versions[version].scheme
      let site: Int
      switch view {
      case .trial: site = 0
      case .site(let sites): site = sites[subject]
      }
      // What happened had the probability 1.
      let recorded = scheme.arms.indices.map { $0 == arm ? 1.0 : 0 }
      let counts = seen.counts(for: levels, at: site, scheme)
      right += Guess(shares: scheme.shares).sums(seen: counts, chances: recorded).correct
      seen.add(arm, levels, at: site, scheme)
    }
    return right
  }
}
