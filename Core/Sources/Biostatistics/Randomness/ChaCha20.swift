// SPDX-License-Identifier: Apache-2.0

/// The ChaCha20 block function: whoever lacks the key cannot tell its words from chance, nor guess the next from the others.
///
/// Twenty rounds of add, rotate and exclusive-or turn key, counter and nonce into 64 bytes. Like `Philox` it is
/// counter-based: any block of any stream can be had at once.
///
/// - SeeAlso: Nir & Langley (2018), RFC 8439, ChaCha20 and Poly1305 for IETF Protocols, §2.3.
public enum ChaCha20 {
  /// The sixteen words that belong to `counter` and `nonce` under `key`, little-endian words throughout.
  ///
  /// - Parameters:
  ///   - key: 256 bits.
  ///   - counter: The number of the block in its stream.
  ///   - nonce: 96 bits; one stream for each.
  /// - Returns: The key stream of the block, in order.
  @inlinable
  public static func block(
    key: SIMD8<UInt32>,
    counter: UInt32,
    nonce: (UInt32, UInt32, UInt32)
  ) -> SIMD16<UInt32> {
    // The four rows of the state; a quarter round on rows works on all four columns at once.
    let constants = SIMD4<UInt32>(0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574)
    let tail = SIMD4<UInt32>(counter, nonce.0, nonce.1, nonce.2)
    var (a, b, c, d) = (constants, key.lowHalf, key.highHalf, tail)
    for _ in 0..<10 {
      quarterRounds(&a, &b, &c, &d)
      // Turning the rows brings the diagonals into the columns, and back.
      b = SIMD4(b.y, b.z, b.w, b.x)
      c = SIMD4(c.z, c.w, c.x, c.y)
      d = SIMD4(d.w, d.x, d.y, d.z)
      quarterRounds(&a, &b, &c, &d)
      b = SIMD4(b.w, b.x, b.y, b.z)
      c = SIMD4(c.z, c.w, c.x, c.y)
      d = SIMD4(d.y, d.z, d.w, d.x)
    }
    return SIMD16(
      lowHalf: SIMD8(lowHalf: a &+ constants, highHalf: b &+ key.lowHalf),
      highHalf: SIMD8(lowHalf: c &+ key.highHalf, highHalf: d &+ tail)
    )
  }

  /// Four quarter rounds side by side (RFC 8439 §2.1).
  @inlinable
  @inline(__always)
  static func quarterRounds(
    _ a: inout SIMD4<UInt32>,
    _ b: inout SIMD4<UInt32>,
    _ c: inout SIMD4<UInt32>,
    _ d: inout SIMD4<UInt32>
  ) {
    a &+= b
    d = rotated(d ^ a, by: 16)
    c &+= d
    b = rotated(b ^ c, by: 12)
    a &+= b
    d = rotated(d ^ a, by: 8)
    c &+= d
    b = rotated(b ^ c, by: 7)
  }

  @inlinable
  @inline(__always)
  static func rotated(_ words: SIMD4<UInt32>, by bits: UInt32) -> SIMD4<UInt32> {
    words &<< bits | words &>> (32 - bits)
  }
}
