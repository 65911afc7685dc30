// SPDX-License-Identifier: Apache-2.0

/// A numbered stream of random words that nobody can predict without its key, and anybody can repeat with it.
///
/// The key stream of ChaCha20 read as 64-bit little-endian words: eight for each block. The nonce holds a purpose in its first
/// four bytes and the stream's number in the other eight, little-endian, so that streams never overlap and a key that serves two
/// purposes serves them apart. Blocks count from 0; a stream has 2³² of them.
public struct SecretStream: RandomSource, Sendable {
  /// Thirty-two secret bytes.
  public struct Key: Sendable {
    @usableFromInline let words: SIMD8<UInt32>

    /// A key of exactly 32 bytes that nobody can predict; nil where there are more or fewer.
    public init?(_ bytes: some Collection<UInt8>) {
      guard bytes.count == 32 else { return nil }
      var words = SIMD8<UInt32>()
      for (index, byte) in bytes.enumerated() {
        words[index / 4] |= UInt32(byte) << (8 * UInt32(index % 4))
      }
      self.words = words
    }
  }

  @usableFromInline let key: SIMD8<UInt32>
  @usableFromInline let nonce: (UInt32, UInt32, UInt32)
  @usableFromInline var nextBlock: UInt32 = 0
  @usableFromInline var words = SIMD16<UInt32>()
  /// Words of the block that are used up; at 16 the next block is due.
  @usableFromInline var used = 16
  @usableFromInline var isExhausted = false

  /// Opens a stream.
  ///
  /// - Parameters:
  ///   - key: The secret.
  ///   - purpose: What the stream is for, as four bytes in little-endian order.
  ///   - number: Which of the purpose's streams.
  @inlinable
  public init(key: Key, purpose: UInt32, number: UInt64) {
    self.key = key.words
    nonce = (purpose, UInt32(truncatingIfNeeded: number), UInt32(truncatingIfNeeded: number >> 32))
  }

  @inlinable
  public mutating func next() -> UInt64 {
    if used == 16 {
      precondition(!isExhausted, "a stream has 2³² blocks and no more")
      words = ChaCha20.block(key: key, counter: nextBlock, nonce: nonce)
      used = 0
      nextBlock &+= 1
      isExhausted = nextBlock == 0
    }
    let word = UInt64(words[used]) | UInt64(words[used + 1]) << 32
    used += 2
    return word
  }
}
