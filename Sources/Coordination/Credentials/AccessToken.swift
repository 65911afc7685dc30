// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Ledger
import TrialDesign

/// A key with which a program acts for a person: shown once, kept only as its hash.
public struct AccessToken: Hashable, Sendable {
  /// What names the token in lists; no secret.
  public let id: String
  /// For whom it acts.
  public let user: String
  /// What it may be used for, at most: the person's roles have to grant it too.
  public let scopes: Set<Permission>
  /// Seconds since 1970.
  public let created: Int64
  /// From this second on it opens nothing.
  public let expires: Int64
  /// When it was taken back; nil while it was not.
  public internal(set) var revoked: Int64?
  /// SHA-256 of the secret.
  let hash: [UInt8]

  /// Whether it opens anything at an instant.
  public func isValid(at now: Int64) -> Bool { revoked == nil && now < expires }

  /// A new token and its secret, which nobody can show again.
  static func draw(
    for user: String,
    scopes: Set<Permission>,
    at now: Int64,
    lasting seconds: Int64
  ) -> (token: AccessToken, secret: String) {
    let id = SymmetricKey(size: .init(bitCount: 48)).withUnsafeBytes { Hexadecimal.text(Array($0)) }
    let random = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
    let digits = random.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
    let secret = "\(mark)_\(id)_\(digits)"
    let token = AccessToken(
      id: id,
      user: user,
      scopes: scopes,
      created: now,
      expires: now + seconds,
      revoked: nil,
      hash: Self.hash(of: secret)
    )
    return (token, secret)
  }

  /// What every secret begins with, so that programs that look for leaked secrets find ours.
  static let mark = "equipoise"

  /// The id inside a secret; nil where the text is none.
  static func id(in secret: String) -> String? {
    let parts = secret.split(separator: "_", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == mark, secret.utf8.count < 128 else { return nil }
    return String(parts[1])
  }

  /// 32 random bytes need no salt and no slow hash.
  static func hash(of secret: String) -> [UInt8] { Array(SHA256.hash(data: Array(secret.utf8))) }
}
