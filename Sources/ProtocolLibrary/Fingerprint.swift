// SPDX-License-Identifier: Apache-2.0

import Crypto

/// The SHA-256 hash of some bytes (FIPS 180-4): what a report says about the files it was made from.
public struct Fingerprint: Hashable, Sendable {
  /// 64 hexadecimal digits, lower case.
  public let hexadecimal: String

  public init(of bytes: [UInt8]) {
    self.init(digest: SHA256.hash(data: bytes))
  }

  init(digest: SHA256.Digest) {
    hexadecimal = digest.map(Self.digits).joined()
  }

  /// The first twelve digits, for the foot of a page.
  public var short: String { String(hexadecimal.prefix(12)) }

  private static func digits(of byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}

extension Fingerprint: CustomStringConvertible {
  public var description: String { hexadecimal }
}
