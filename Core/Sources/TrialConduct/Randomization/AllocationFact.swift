// SPDX-License-Identifier: Apache-2.0

/// One allocation as a record keeps it: everything by name, so that it means the same under every version of the protocol.
public struct AllocationFact: Hashable, Sendable {
  public let arm: String
  /// The code of each factor's level, by the factor's id.
  public let levels: [String: String]
  /// Which part of the ratio within the arm, from 0; nil where arms are chosen as a whole or it is not known.
  public let share: Int?
  /// The size of the block that began with this allocation; nil where none did.
  public let opensBlock: Int?
  public let origin: Allocation.Origin

  public init(
    arm: String,
    levels: [String: String] = [:],
    share: Int? = nil,
    opensBlock: Int? = nil,
    origin: Allocation.Origin = .drawn
  ) {
    self.arm = arm
    self.levels = levels
    self.share = share
    self.opensBlock = opensBlock
    self.origin = origin
  }
}
