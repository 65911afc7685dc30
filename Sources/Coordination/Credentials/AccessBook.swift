// SPDX-License-Identifier: Apache-2.0

import Foundation
import Markup
import TrialDesign

/// The passwords and tokens of a trial, as one file keeps them.
struct AccessBook: Sendable {
  /// A person's password and the tries that were wrong.
  struct Password: Hashable, Sendable {
    var hash: PasswordHash
    /// Whether somebody else chose it.
    var isTemporary: Bool
    /// Wrong tries since the last right one.
    var failures = 0
    /// The second of the last wrong try.
    var lastFailure: Int64 = 0
  }

  var passwords: [String: Password] = [:]
  var tokens: [AccessToken] = []

  static let formatVersion = 1
}

// MARK: - As a file

extension AccessBook {
  /// The file, keys in a fixed order.
  var bytes: [UInt8] {
    let document: JSONValue = [
      "version": .integer(Self.formatVersion),
      "passwords": .array(
        passwords.sorted { $0.key < $1.key }.map { user, password in
          [
            "user": .string(user), "method": "scrypt", "rounds": .integer(password.hash.cost.rounds),
            "block-size": .integer(password.hash.cost.blockSize),
            "parallelism": .integer(password.hash.cost.parallelism),
            "salt": .bytes(password.hash.salt), "key": .bytes(password.hash.key),
            "temporary": .bool(password.isTemporary), "failures": .integer(password.failures),
            "last-failure": .integer(Int(password.lastFailure)),
          ]
        }
      ),
      "tokens": .array(
        tokens.map { token in
          [
            "id": .string(token.id), "user": .string(token.user),
            "scopes": .array(token.scopes.map(\.rawValue).sorted().map { .string($0) }),
            "created": .integer(Int(token.created)), "expires": .integer(Int(token.expires)),
            "revoked": .optional(token.revoked.map { Int($0) }), "hash": .bytes(token.hash),
          ]
        }
      ),
    ]
    return Array((document.rendered(.pretty) + "\n").utf8)
  }

  /// Reads what `bytes` writes.
  ///
  /// - Throws: `damaged` at the first thing that is not as it must be: access is never guessed.
  init(bytes: [UInt8]) throws(CredentialFault) {
    guard let document = try? JSONValue(json: bytes), document["version"]?.integer == Self.formatVersion,
      let passwords = document["passwords"]?.array, let tokens = document["tokens"]?.array
    else { throw .damaged("its head") }
    for entry in passwords {
      guard let user = entry["user"]?.string, let password = Password(entry) else {
        throw .damaged("a password")
      }
      self.passwords[user] = password
    }
    for entry in tokens {
      guard let token = AccessToken(entry) else { throw .damaged("a token") }
      self.tokens.append(token)
    }
  }
}

extension AccessBook.Password {
  fileprivate init?(_ entry: JSONValue) {
    guard entry["method"]?.string == "scrypt", let rounds = entry["rounds"]?.integer,
      let blockSize = entry["block-size"]?.integer, let parallelism = entry["parallelism"]?.integer,
      let salt = entry["salt"]?.bytes, let key = entry["key"]?.bytes, key.count == 32,
      let isTemporary = entry["temporary"]?.bool, let failures = entry["failures"]?.integer,
      let last = entry["last-failure"]?.integer
    else { return nil }
    let cost = PasswordCost(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
    self.init(
      hash: PasswordHash(cost: cost, salt: salt, key: key),
      isTemporary: isTemporary,
      failures: failures,
      lastFailure: Int64(last)
    )
  }
}

extension AccessToken {
  fileprivate init?(_ entry: JSONValue) {
    guard let id = entry["id"]?.string, let user = entry["user"]?.string,
      let scopes = entry["scopes"]?.array, let created = entry["created"]?.integer,
      let expires = entry["expires"]?.integer, let hash = entry["hash"]?.bytes, hash.count == 32
    else { return nil }
    // A scope that this engine does not know opens nothing.
    let known = scopes.compactMap { $0.string.flatMap(Permission.init(rawValue:)) }
    self.init(
      id: id,
      user: user,
      scopes: Set(known),
      created: Int64(created),
      expires: Int64(expires),
      revoked: entry["revoked"]?.integer.map { Int64($0) },
      hash: hash
    )
  }
}

extension JSONValue {
  fileprivate static func bytes(_ bytes: [UInt8]) -> JSONValue { .string(Data(bytes).base64EncodedString()) }

  fileprivate var bytes: [UInt8]? { string.flatMap { Data(base64Encoded: $0) }.map { Array($0) } }
}
