// SPDX-License-Identifier: Apache-2.0

import Crypto

/// An Ed25519 key (RFC 8032) that signs checkpoints; keep it where the ledger is not.
public struct CheckpointKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  /// A new key, drawn by the system.
  public init() { key = Curve25519.Signing.PrivateKey() }

  /// The key that 64 hexadecimal digits spell; nil for anything else.
  public init?(hex: String) {
    guard let bytes = EntryHash(hex: hex)?.bytes,
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
    else { return nil }
    self.key = key
  }

  /// The secret: 64 hexadecimal digits.
  public var hex: String { Hexadecimal.text(Array(key.rawRepresentation)) }

  /// The half that everybody may know.
  public var `public`: Public { Public(key: key.publicKey) }

  func signature(of message: [UInt8]) -> [UInt8]? {
    (try? key.signature(for: message)).map { Array($0) }
  }

  /// The half that everybody may know.
  public struct Public: Sendable {
    fileprivate let key: Curve25519.Signing.PublicKey

    fileprivate init(key: Curve25519.Signing.PublicKey) { self.key = key }

    /// The key that 64 hexadecimal digits spell; nil for anything else.
    public init?(hex: String) {
      guard let bytes = EntryHash(hex: hex)?.bytes,
        let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
      else { return nil }
      self.key = key
    }

    /// 64 hexadecimal digits.
    public var hex: String { Hexadecimal.text(Array(key.rawRepresentation)) }

    func isSignature(_ signature: [UInt8], of message: [UInt8]) -> Bool {
      key.isValidSignature(signature, for: message)
    }
  }
}
