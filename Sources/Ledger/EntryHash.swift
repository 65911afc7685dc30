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
    guard hex.utf8.count == 64, let bytes = Hexadecimal.bytes(hex) else { return nil }
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
  public var hex: String { Hexadecimal.text(bytes) }

  public static func == (one: EntryHash, other: EntryHash) -> Bool { one.words == other.words }

  public func hash(into hasher: inout Hasher) {
    // The bytes of a hash are as good as random already.
    hasher.combine(words.0)
  }
}

extension EntryHash: CustomStringConvertible {
  public var description: String { hex }
}
