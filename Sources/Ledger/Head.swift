// SPDX-License-Identifier: Apache-2.0

/// Where a ledger ends: how many entries it has, and the hash of the last, which stands for all of them.
public struct Head: Hashable, Sendable {
  /// 0 for a ledger without entries; the index of the last entry otherwise.
  public let count: Int
  public let hash: EntryHash

  public static let empty = Head(count: 0, hash: .zero)

  public init(count: Int, hash: EntryHash) {
    self.count = count
    self.hash = hash
  }
}

extension Head: CustomStringConvertible {
  /// For messages: `entry 12 (1f3a9c0e…)`.
  public var description: String {
    count == 0 ? "no entries" : "entry \(count) (\(hash.hex.prefix(8))…)"
  }
}
