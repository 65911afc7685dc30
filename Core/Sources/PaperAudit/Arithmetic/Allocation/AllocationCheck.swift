// SPDX-License-Identifier: Apache-2.0
import Biostatistics

/// The sizes of two arms against an allocation ratio and a scheme.
public struct AllocationCheck: Hashable, Sendable {
  public let first: Int
  public let second: Int
  /// The part of the first arm in the ratio, without a common factor; 1 for equal arms.
  public let firstPart: Int
  public let secondPart: Int

  /// Takes two sizes and a ratio; nil for negative or huge numbers, or parts of nothing.
  public init?(_ first: Int, _ second: Int, ratio: (first: Int, second: Int) = (1, 1)) {
    let sizes = 0...1_000_000_000
    guard sizes.contains(first), sizes.contains(second), first + second > 0 else { return nil }
    guard (1...1_000_000).contains(ratio.first), (1...1_000_000).contains(ratio.second) else { return nil }
    let common = Self.greatestDivisor(ratio.first, ratio.second)
    (self.first, self.second) = (first, second)
    (firstPart, secondPart) = (ratio.first / common, ratio.second / common)
  }

  public var n: Int { first + second }

  /// The probability of sizes at least as far from the ratio if every subject is drawn independently.
  ///
  /// With equal parts P(|n₁ − n₂| ≥ observed); else the exact two-sided binomial test.
  public var simpleRandomization: Double {
    if firstPart == secondPart {
      let larger = max(first, second)
      return first == second ? 1 : min(1, 2 * Binomial(n, 0.5).survival(larger - 1))
    }
    let share = Double(firstPart) / Double(firstPart + secondPart)
    return Proportion(events: first, of: n).binomialTest(against: share).p
  }

  /// The sizes of the first arm that one list of permuted blocks can give.
  ///
  /// - Parameter block: The block size, a multiple of the sum of the parts.
  /// - Returns: Nil for a size that no block of this ratio has.
  public func firstSizes(block: Int) -> ClosedRange<Int>? {
    guard let (mine, others, rest) = open(block) else { return nil }
    let full = n / block * mine
    return full + max(0, rest - others)...full + min(rest, mine)
  }

  /// Whether one list of permuted blocks can give these sizes; nil for a size that no block has.
  public func isPossible(block: Int) -> Bool? { firstSizes(block: block)?.contains(first) }

  /// The probability of sizes at least as far from the ratio after one list of permuted blocks.
  ///
  /// Only the last block can be open; its part is hypergeometric. Nil for a size that no block has.
  public func permutedBlocks(_ block: Int) -> Double? {
    guard block <= 1_000_000, let (mine, _, rest) = open(block) else { return nil }
    let distribution = Hypergeometric(population: block, successes: mine, draws: rest)
    let full = n / block * mine
    // Distances in units of one part of the ratio, in whole numbers.
    func distance(_ size: Int) -> Int { abs(size * (firstPart + secondPart) - n * firstPart) }
    let observed = distance(first)
    let p = zip(distribution.support, distribution.probabilities).reduce(0.0) { sum, outcome in
      distance(full + outcome.0) >= observed ? sum + outcome.1 : sum
    }
    return min(1, p)
  }

  /// The block sizes up to `largest` whose single list cannot give these sizes.
  public func impossibleBlocks(upTo largest: Int = 100) -> [Int] {
    stride(from: firstPart + secondPart, through: min(largest, 100_000), by: firstPart + secondPart)
      .filter { isPossible(block: $0) == false }
  }

  /// The largest |n₁ − n₂| that `strata` lists of permuted blocks can leave with equal parts.
  ///
  /// Each list has one open block at most, which is worth half a block at most; nor can the difference exceed n or
  /// be odd where n is even. With blocks of several sizes, `block` is the largest. Nil for unequal parts.
  public func largestImbalance(block: Int, strata: Int) -> Int? {
    guard firstPart == secondPart, block >= 2, block % 2 == 0, strata >= 1 else { return nil }
    let (all, overflow) = (block / 2).multipliedReportingOverflow(by: strata)
    let bound = min(n, overflow ? n : all)
    return (bound - n) % 2 == 0 ? bound : bound - 1
  }

  /// Whether `strata` lists of blocks of at most `block` can give these sizes; nil for a size that no block has.
  ///
  /// An open block is at most b r s / (r + s)² subjects away from the ratio r : s, on either side.
  public func isPossible(block: Int, strata: Int) -> Bool? {
    if strata == 1 { return isPossible(block: block) }
    guard strata >= 1, let open = open(block) else { return nil }
    let sum = firstPart + secondPart
    let distance = Double(abs(first * sum - n * firstPart))
    return distance <= Double(strata) * Double(open.mine) * Double(secondPart) * (1 + 1e-12)
  }

  /// Places of the first arm and of the second in a block, and subjects in the open block.
  private func open(_ block: Int) -> (mine: Int, others: Int, rest: Int)? {
    let sum = firstPart + secondPart
    guard block >= sum, block % sum == 0, block <= 1_000_000_000 else { return nil }
    return (block / sum * firstPart, block / sum * secondPart, n % block)
  }

  private static func greatestDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
