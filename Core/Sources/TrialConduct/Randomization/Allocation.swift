// SPDX-License-Identifier: Apache-2.0

/// One allocation as the rules count it: arms, levels and shares by number.
///
/// `AllocationFact` has them by name.
public struct Allocation: Hashable, Sendable {
  /// Where an allocation came from.
  public enum Origin: String, CaseIterable, Sendable {
    /// Drawn here from the trial's own seed; anyone who has the seed re-derives it.
    case drawn
    /// Made by another system or from a sealed code. It counts for balance, takes its place in the sequence, and
    /// cannot be re-derived.
    case elsewhere
  }

  /// The level of each factor, in the order of the scheme's factors.
  public let levels: [Int]
  public let arm: Int
  /// Which part of the ratio within the arm; 0 where the scheme chooses arms as a whole, nil where it is not known.
  public let share: Int?
  /// The size of the block that began with this allocation; nil where none did.
  public let opensBlock: Int?
  public let origin: Origin

  public init(levels: [Int], arm: Int, share: Int? = nil, opensBlock: Int? = nil, origin: Origin = .drawn) {
    self.levels = levels
    self.arm = arm
    self.share = share
    self.opensBlock = opensBlock
    self.origin = origin
  }
}
