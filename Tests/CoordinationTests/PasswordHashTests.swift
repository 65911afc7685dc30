// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Coordination

@Suite struct PasswordHashTests {
  @Test("derives what RFC 7914, section 12, prints")
  func vector() {
    // scrypt (P="password", S="NaCl", N=1024, r=8, p=16), the first 32 of its 64 bytes
    let printed = "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
    let bytes = stride(from: 0, to: 64, by: 2).compactMap {
      UInt8(printed.dropFirst($0).prefix(2), radix: 16)
    }
    let cost = PasswordCost(rounds: 1024, blockSize: 8, parallelism: 16)
    let hash = PasswordHash(cost: cost, salt: Array("NaCl".utf8), key: bytes)
    #expect(hash.matches("password"))
    #expect(!hash.matches("passwords"))
  }

  @Test("takes the password and no other, also where keyboards write the same letter in two ways")
  func matching() throws {
    let hash = try PasswordHash(of: "Z\u{00FC}rich im Regen", cost: .rehearsal)
    #expect(hash.matches("Zu\u{0308}rich im Regen"))
    #expect(!hash.matches("Zurich im Regen"))
    #expect(!hash.matches(""))
  }

  @Test("salts every password anew")
  func salts() throws {
    let one = try PasswordHash(of: "the same words", cost: .rehearsal)
    let other = try PasswordHash(of: "the same words", cost: .rehearsal)
    #expect(one.salt != other.salt)
    #expect(one.key != other.key)
  }

  @Test("refuses what is too short to protect, and too long to be typed")
  func length() {
    #expect(throws: CredentialFault.tooShort) { try PasswordHash(of: "elevenchars", cost: .rehearsal) }
    let long = String(repeating: "x", count: 1025)
    #expect(throws: CredentialFault.tooLong) { try PasswordHash(of: long, cost: .rehearsal) }
  }
}
