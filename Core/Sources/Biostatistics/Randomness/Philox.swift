// SPDX-License-Identifier: Apache-2.0

/// The counter-based generator Philox4x32-10: a keyed bijection of 128-bit counters.
///
/// Ten rounds of multiply and exclusive-or turn a counter into four random words. Nothing is carried from one
/// block to the next, so any block of any stream can be had at once, on any core, in any order.
///
/// - SeeAlso: Salmon, Moraes, Dror & Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, SC11.
public enum Philox {
  /// The four random words that belong to `counter` under `key`.
  ///
  /// - Parameters:
  ///   - counter: 128 bits, least significant word first.
  ///   - key: 64 bits, least significant word first.
  /// - Returns: Four words, each uniform over all 32-bit patterns.
  @inlinable
  public static func block(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    var (c0, c1, c2, c3) = (counter.x, counter.y, counter.z, counter.w)
    var (k0, k1) = (key.x, key.y)
    for _ in 0..<10 {
      let first = UInt64(0xD251_1F53) &* UInt64(c0)
      let second = UInt64(0xCD9E_8D57) &* UInt64(c2)
      c0 = UInt32(truncatingIfNeeded: second >> 32) ^ c1 ^ k0
      c1 = UInt32(truncatingIfNeeded: second)
      c2 = UInt32(truncatingIfNeeded: first >> 32) ^ c3 ^ k1
      c3 = UInt32(truncatingIfNeeded: first)
      // Weyl sequences: the golden ratio and √3 − 1 in 32 bits.
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return SIMD4(c0, c1, c2, c3)
  }
}
