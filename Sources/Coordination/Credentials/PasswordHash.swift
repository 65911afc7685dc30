// SPDX-License-Identifier: Apache-2.0

import Crypto
import CryptoExtras
import Foundation

/// How much work one guess of a password costs.
///
/// The standard costs follow the OWASP Password Storage Cheat Sheet (scrypt, N = 2^15, r = 8, p = 3: 32 MiB for every guess).
public struct PasswordCost: Hashable, Sendable {
  /// N of RFC 7914: a power of two.
  public let rounds: Int
  /// r of RFC 7914.
  public let blockSize: Int
  /// p of RFC 7914.
  public let parallelism: Int

  public init(rounds: Int, blockSize: Int, parallelism: Int) {
    self.rounds = rounds
    self.blockSize = blockSize
    self.parallelism = parallelism
  }

  public static let standard = PasswordCost(rounds: 1 << 15, blockSize: 8, parallelism: 3)
  /// Protects nothing: for tests that sign a thousand times.
  public static let rehearsal = PasswordCost(rounds: 16, blockSize: 1, parallelism: 1)
}

/// A password as it is kept: scrypt (RFC 7914) with a salt of its own; the password cannot be told from it.
public struct PasswordHash: Hashable, Sendable {
  public let cost: PasswordCost
  let salt: [UInt8]
  let key: [UInt8]

  /// Fewer characters are refused (NIST SP 800-63B asks for 8, and for 15 where nothing else stands beside it).
  public static let shortest = 12
  /// More bytes are refused: nobody types them.
  public static let longest = 1024

  init(cost: PasswordCost, salt: [UInt8], key: [UInt8]) {
    self.cost = cost
    self.salt = salt
    self.key = key
  }

  /// Hashes a new password under a salt that the system's cryptographic source draws.
  public init(of password: String, cost: PasswordCost = .standard) throws(CredentialFault) {
    guard password.count >= Self.shortest else { throw .tooShort }
    guard password.utf8.count <= Self.longest else { throw .tooLong }
    let salt = SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }
    self.init(cost: cost, salt: salt, key: try Self.derive(password, salt, cost))
  }

  /// Whether a password is the one that was hashed; takes as long for a wrong one as for the right one.
  public func matches(_ password: String) -> Bool {
    guard password.utf8.count <= Self.longest, let tried = try? Self.derive(password, salt, cost) else {
      return false
    }
    return ConstantTime.equal(tried, key)
  }

  private static func derive(
    _ password: String,
    _ salt: [UInt8],
    _ cost: PasswordCost
  ) throws(CredentialFault) -> [UInt8] {
    // One form for letters that keyboards type in several ways (NIST SP 800-63B, section 5.1.1.2).
    let text = Array(password.precomposedStringWithCompatibilityMapping.utf8)
    do {
      let key = try KDF.Scrypt.deriveKey(
        from: text,
        salt: salt,
        outputByteCount: 32,
        rounds: cost.rounds,
        blockSize: cost.blockSize,
        parallelism: cost.parallelism
      )
      return key.withUnsafeBytes { Array($0) }
    } catch {
      throw .damaged("the password's cost")
    }
  }
}

/// Comparing without telling by the time it takes where two texts part.
enum ConstantTime {
  static func equal(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    guard one.count == other.count else { return false }
    var difference: UInt8 = 0
    for (a, b) in zip(one, other) { difference |= a ^ b }
    return difference == 0
  }
}
