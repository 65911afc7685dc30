// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Biostatistics

@Suite struct SecretStreamTests {
  struct Vector: Sendable, CustomTestStringConvertible {
    let name: String
    let key: [UInt8]
    let counter: UInt32
    let nonce: [UInt8]
    let keyStream: String

    var testDescription: String { name }
  }

  private static let zeros = [UInt8](repeating: 0, count: 32)

  /// RFC 8439, §2.3.2 and appendix A.1; OpenSSL's `enc -chacha20` gives the same bytes.
  private static let vectors = [
    Vector(
      name: "§2.3.2",
      key: Array(0..<32),
      counter: 1,
      nonce: [0, 0, 0, 9, 0, 0, 0, 0x4a, 0, 0, 0, 0],
      keyStream: "10f1e7e4d13b5915500fdd1fa32071c4c7d1f4c733c068030422aa9ac3d46c4e"
        + "d2826446079faa0914c2d705d98b02a2b5129cd1de164eb9cbd083e8a2503c4e"
    ),
    Vector(
      name: "A.1 #1",
      key: zeros,
      counter: 0,
      nonce: [UInt8](repeating: 0, count: 12),
      keyStream: "76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7"
        + "da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586"
    ),
    Vector(
      name: "A.1 #2",
      key: zeros,
      counter: 1,
      nonce: [UInt8](repeating: 0, count: 12),
      keyStream: "9f07e7be5551387a98ba977c732d080dcb0f29a048e3656912c6533e32ee7aed"
        + "29b721769ce64e43d57133b074d839d531ed1f28510afb45ace10a1f4b794d6f"
    ),
    Vector(
      name: "A.1 #3",
      key: zeros.dropLast() + [1],
      counter: 1,
      nonce: [UInt8](repeating: 0, count: 12),
      keyStream: "3aeb5224ecf849929b9d828db1ced4dd832025e8018b8160b82284f3c949aa5a"
        + "8eca00bbb4a73bdad192b5c42f73f2fd4e273644c8b36125a64addeb006c13a0"
    ),
    Vector(
      name: "A.1 #4",
      key: [0, 0xff] + zeros.dropLast(2),
      counter: 2,
      nonce: [UInt8](repeating: 0, count: 12),
      keyStream: "72d54dfbf12ec44b362692df94137f328fea8da73990265ec1bbbea1ae9af0ca"
        + "13b25aa26cb4a648cb9b9d1be65b2c0924a66c54d545ec1b7374f4872e99f096"
    ),
    Vector(
      name: "A.1 #5",
      key: zeros,
      counter: 0,
      nonce: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2],
      keyStream: "c2c64d378cd536374ae204b9ef933fcd1a8b2288b3dfa49672ab765b54ee27c7"
        + "8a970e0e955c14f3a88e741b97c286f75f8fc299e8148362fa198a39531bed6d"
    ),
  ]

  @Test("ChaCha20 gives the key stream of RFC 8439", arguments: vectors)
  func publishedBlocks(of vector: Vector) throws {
    let key = try #require(SecretStream.Key(vector.key))
    let nonce = Self.words(vector.nonce)
    let block = ChaCha20.block(
      key: key.words,
      counter: vector.counter,
      nonce: (nonce[0], nonce[1], nonce[2])
    )
    let bytes = (0..<16).flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: block[word] >> (8 * $0)) }
    }
    #expect(bytes.map { Self.hex($0) }.joined() == vector.keyStream)
  }

  @Test("a stream is the key stream in little-endian words, purpose first in the nonce, then the number")
  func layout() throws {
    // Appendix A.1 #5 has its nonce's last byte 2: the most significant of the number.
    let key = try #require(SecretStream.Key(Self.zeros))
    var stream = SecretStream(key: key, purpose: 0, number: 2 << 56)
    #expect(stream.next() == 0x3736_d58c_374d_c6c2)
    for _ in 1..<7 { _ = stream.next() }
    #expect(stream.next() == 0x6ded_1b53_398a_19fa)
    // §2.3.2 has counter 1: the ninth word of its stream.
    let other = try #require(SecretStream.Key(Array(0..<32)))
    stream = SecretStream(key: other, purpose: 0x0900_0000, number: 0x4a00_0000)
    for _ in 0..<8 { _ = stream.next() }
    #expect(stream.next() == 0x1559_3bd1_e4e7_f110)
  }

  @Test("a key is 32 bytes and nothing else", arguments: [0, 31, 33])
  func length(count: Int) {
    #expect(SecretStream.Key([UInt8](repeating: 1, count: count)) == nil)
  }

  @Test("integers drawn once from each stream are uniform within Monte Carlo error")
  func firstDraws() throws {
    let key = try #require(SecretStream.Key(Array(32..<64)))
    let draws = 60_000
    var hits = [Int](repeating: 0, count: 6)
    for number in 0..<draws {
      var stream = SecretStream(key: key, purpose: 7, number: UInt64(number))
      hits[stream.integer(below: 6)] += 1
    }
    let expected = Double(draws) / 6
    let statistic = hits.reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    #expect(ChiSquare.survival(statistic, degreesOfFreedom: 5) > 1e-4)
  }

  private static func words(_ bytes: [UInt8]) -> [UInt32] {
    stride(from: 0, to: bytes.count, by: 4).map { start in
      (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << (8 * UInt32($1)) }
    }
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }
}
