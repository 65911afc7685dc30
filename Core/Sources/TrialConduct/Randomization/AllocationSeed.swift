// SPDX-License-Identifier: Apache-2.0

import Biostatistics

/// The secret of a live trial from which every allocation follows.
///
/// It is made once by a door, sealed apart from the data, and published when the trial closes: with it anyone re-derives
/// every allocation.
public struct AllocationSeed: Sendable {
  private let key: SecretStream.Key

  /// A seed of exactly 32 bytes that nobody can predict; nil where there are more or fewer.
  public init?(_ bytes: some Collection<UInt8>) {
    guard let key = SecretStream.Key(bytes) else { return nil }
    self.key = key
  }

  /// The bytes `EQAL`, in little-endian order: streams of this purpose serve nothing but allocations.
  static let purpose: UInt32 = 0x4C41_5145

  /// The random numbers of the allocation with this number, from 0: as many stand before it in the record.
  public func stream(_ number: Int) -> SecretStream {
    SecretStream(key: key, purpose: Self.purpose, number: UInt64(number))
  }
}
