// SPDX-License-Identifier: Apache-2.0

import Crypto

/// The SHA-256 hash of an entry (FIPS 180-4): 32 bytes, kept as four words so that comparing them costs nothing.
public struct EntryHash: Hashable, Sendable {
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// What stands where there is no entry before.
  public static let zero = EntryHash(words: (0, 0, 0, 0))

  private init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

  /// The hash in `bytes`; nil unless there are exactly 32.
  public init?(bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 32 else { return nil }
    func word(_ number: Int) -> UInt64 {
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: number * 8, as: UInt64.self))
    }
    words = (word(0), word(1), word(2), word(3))
  }

  /// The hash in `bytes`; nil unless there are exactly 32.
  public init?(bytes: [UInt8]) {
    guard let hash = bytes.withUnsafeBytes({ EntryHash(bytes: $0) }) else { return nil }
    self = hash
  }

  /// The hash that 64 hexadecimal digits spell, in either case; nil for anything else.
  public init?(hex: some StringProtocol) {
    var bytes: [UInt8] = []
    var high: UInt8?
    for character in hex.utf8 {
      guard let digit = Self.digit(character), bytes.count < 32 else { return nil }
      if let first = high {
        bytes.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    guard high == nil else { return nil }
    self.init(bytes: bytes)
  }

  /// The hash of `content`.
  init(of content: [UInt8]) {
    let hash = SHA256.hash(data: content).withUnsafeBytes { EntryHash(bytes: $0) }
    self = hash ?? .zero
  }

  /// The 32 bytes.
  public var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      var bigEndian = (
        words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian
      )
      withUnsafeBytes(of: &bigEndian) { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
      count = 32
    }
  }

  /// 64 hexadecimal digits, lower case.
  public var hex: String {
    String(unsafeUninitializedCapacity: 64) { text in
      for (number, byte) in bytes.enumerated() {
        text[number * 2] = Self.digits[Int(byte >> 4)]
        text[number * 2 + 1] = Self.digits[Int(byte & 15)]
      }
      return 64
    }
  }

  private static let digits = [UInt8]("0123456789abcdef".utf8)

  private static func digit(_ character: UInt8) -> UInt8? {
    switch character {
    case 0x30...0x39: character - 0x30
    case 0x41...0x46: character - 0x41 + 10
    case 0x61...0x66: character - 0x61 + 10
    default: nil
    }
  }

  public static func == (one: EntryHash, other: EntryHash) -> Bool { one.words == other.words }

  public func hash(into hasher: inout Hasher) {
    // The bytes of a hash are as good as random already.
    hasher.combine(words.0)
  }
}

extension EntryHash: CustomStringConvertible {
  public var description: String { hex }
}
