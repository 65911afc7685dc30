// SPDX-License-Identifier: Apache-2.0

/// A numbered stream of random words, fixed by a seed and a position.
///
/// Simulated trial *i* owns the stream at position *i*. The counter holds the position in its upper half and
/// the block in its lower half, so streams never overlap and each has 2⁶⁴ blocks of two words. What a trial
/// draws depends on neither the order in which trials run nor the cores they run on.
///
/// It is fast and of high quality, and it is predictable to whoever knows the seed: a live trial draws its
/// allocations from a cryptographically strong source instead.
public struct RandomStream: RandomSource, Sendable {
  @usableFromInline let key: SIMD2<UInt32>
  @usableFromInline let position: SIMD2<UInt32>
  @usableFromInline var nextBlock: UInt64 = 0
  @usableFromInline var spare: UInt64 = 0
  @usableFromInline var hasSpare = false

  /// Opens the stream at `position` of the family of streams named by `seed`.
  @inlinable
  public init(seed: UInt64, position: UInt64) {
    key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    self.position = SIMD2(UInt32(truncatingIfNeeded: position), UInt32(truncatingIfNeeded: position >> 32))
  }

  @inlinable
  public mutating func next() -> UInt64 {
    if hasSpare {
      hasSpare = false
      return spare
    }
    let counter = SIMD4(
      UInt32(truncatingIfNeeded: nextBlock),
      UInt32(truncatingIfNeeded: nextBlock >> 32),
      position.x,
      position.y
    )
    let words = Philox.block(counter: counter, key: key)
    nextBlock &+= 1
    spare = UInt64(words.z) | UInt64(words.w) << 32
    hasSpare = true
    return UInt64(words.x) | UInt64(words.y) << 32
  }
}
