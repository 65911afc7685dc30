// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// An allocation with the reasons for it.
public struct AllocationDecision: Sendable {
  public let allocation: Allocation
  public let explanation: AllocationExplanation
}

/// Why a subject was allocated as it was.
///
/// It tells arms, and is for those who may know them.
public struct AllocationExplanation: Hashable, Sendable {
  /// What the method looked at.
  public enum Basis: Hashable, Sendable {
    /// Nothing but the ratio.
    case ratio
    /// The place in a block of this size, counted from 1.
    case block(size: Int, place: Int)
    /// Allocations of each arm in the stratum.
    case counts([Int])
    /// The imbalance that would follow from each arm, the smallest preferred; for an arm of several shares its best one.
    ///
    /// Range and variance are multiplied alike for all arms, so that they are whole; only their order means something.
    case scores([Double])
  }

  /// The number of the allocation in the trial, from 0: the number of its random stream.
  public let number: Int
  /// The version of the rules, from 0.
  public let version: Int
  public let method: AllocationPlan.Method
  /// Each arm's probability is its weight over the sum of all, exactly.
  public let weights: [Int]
  /// The integer drawn, which lies below the sum of the weights; nil where the seed that gave it is sealed.
  public let drawn: Int?
  public let basis: Basis

  /// The probability that each arm had.
  public var probabilities: [Double] {
    let sum = Double(weights.reduce(0, +))
    return weights.map { Double($0) / sum }
  }

  /// Nobody could have got another arm.
  public var isDeterministic: Bool { weights.count { $0 > 0 } == 1 }
}

extension Allocator.Version {
  func explanation(
    opening block: Int?,
    drawn: Int?,
    _ weights: [Int],
    _ levels: [Int],
    _ counts: AllocationCounts,
    number: Int,
    version: Int
  ) -> AllocationExplanation {
    AllocationExplanation(
      number: number,
      version: version,
      method: scheme.method,
      weights: byArm(weights, +),
      drawn: drawn,
      basis: basis(block, levels, counts)
    )
  }

  private func basis(
    _ opened: Int?,
    _ levels: [Int],
    _ counts: AllocationCounts
  ) -> AllocationExplanation.Basis {
    let slot = counts.place(of: layout.key(of: levels))
    switch scheme.procedure {
    case .simple: return .ratio
    case .permutedBlocks:
      if let size = opened { return .block(size: size, place: 1) }
      return .block(
        size: slot.map { counts.blockSizes[$0] } ?? 0,
        place: 1 + (slot.map { taken($0, counts) } ?? 0)
      )
    case .bigStick, .biasedCoin, .urn:
      return .counts(byArm(layout.candidateShares.indices.map { total($0, slot, counts) }, +))
    case .minimization(let rules):
      let scores = layout.candidateShares.indices.map { score(of: $0, rules, levels, slot, counts) }
      return .scores(byArm(scores, min))
    }
  }

  /// Places of the open block that are taken.
  private func taken(_ slot: Int, _ counts: AllocationCounts) -> Int {
    let left = counts.places[slot * layout.width..<(slot + 1) * layout.width].reduce(0, +)
    return counts.blockSizes[slot] - left
  }

  /// The candidates' values brought together by arm; 0 for a closed arm.
  private func byArm<Value: ExpressibleByIntegerLiteral>(
    _ values: [Value],
    _ join: (Value, Value) -> Value
  ) -> [Value] {
    var sums: [Value?] = scheme.arms.map { _ in nil }
    for (candidate, value) in zip(scheme.candidates, values) {
      sums[candidate.arm] = sums[candidate.arm].map { join($0, value) } ?? value
    }
    return sums.map { $0 ?? 0 }
  }
}

extension AllocationScheme {
  /// The name of the procedure in a protocol file.
  public var method: AllocationPlan.Method {
    switch procedure {
    case .simple: .simple
    case .permutedBlocks: .permutedBlocks
    case .bigStick: .bigStick
    case .biasedCoin: .biasedCoin
    case .urn: .urn
    case .minimization: .minimization
    }
  }
}
