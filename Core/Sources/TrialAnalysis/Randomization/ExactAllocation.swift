// SPDX-License-Identifier: Apache-2.0

import TrialConduct

/// Every history that an allocator can have, with its probability, subject by subject.
///
/// Histories that the next allocation cannot tell apart are one. It is exact as long as there are not too many of them.
public struct ExactAllocation {
  /// A history and its probability; the arms' counts go along because a state keeps no more than its rules need.
  public struct History: Hashable {
    public let state: AllocationState
    public let arms: [Int]
  }

  public let allocator: Allocator
  public private(set) var histories: [History: Double]

  public init(_ allocator: Allocator) {
    self.allocator = allocator
    let none = [Int](repeating: 0, count: allocator.versions[0].scheme.arms.count)
    histories = [History(state: allocator.start, arms: none): 1]
  }

  /// Goes on by one subject.
  ///
  /// - Parameters:
  ///   - levels: The subject's levels.
  ///   - most: How many histories may follow.
  /// - Returns: false, with nothing changed, where there would be more.
  public mutating func step(_ levels: [Int], atMost most: Int = .max) -> Bool {
    var next: [History: Double] = [:]
    next.reserveCapacity(2 * histories.count)
    for (history, weight) in histories {
      for way in allocator.possibilities(for: levels, after: history.state) {
        var (state, arms) = (history.state, history.arms)
        allocator.record(way.allocation, in: &state)
        arms[way.allocation.arm] += 1
        next[History(state: state, arms: arms), default: 0] += weight * way.probability
      }
      if next.count > most { return false }
    }
    histories = next
    return true
  }

  /// The probability of each arm for the next subject, over all histories: the ratio, where it holds unconditionally.
  public func chances(for levels: [Int]) -> [Double] {
    // In a fixed order, so that the last bits do not depend on hashing.
    let parts = sorted.map { history, weight in
      allocator.chances(for: levels, after: history.state).map { $0 * weight }
    }
    return (0..<(parts.first?.count ?? 0)).map { arm in parts.reduce(0) { $0 + $1[arm] } }
  }

  /// Histories by the counts of arms, then by probability.
  package var sorted: [(history: History, weight: Double)] {
    histories.map { ($0.key, $0.value) }.sorted { first, second in
      first.0.arms == second.0.arms
        ? first.1 < second.1 : first.0.arms.lexicographicallyPrecedes(second.0.arms)
    }
  }
}
