// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import TrialConduct
import TrialDesign

@testable import Coordination

@Suite struct CredentialStoreTests {
  private static let password = "correct horse battery"

  private func store(_ path: String? = nil, _ clock: TestClock = TestClock()) -> CredentialStore {
    CredentialStore(path, cost: .rehearsal, now: { clock.now.seconds ?? 0 })
  }

  @Test("an act that is no signature needs no password; one that is needs the right one, now")
  func signing() async throws {
    let store = store()
    let sign = Act.sign(RowReference("C-1", "response"), .responsibility)
    try await store.attest(.randomize(subject: "C-1"), by: "li", password: nil)
    await #expect(throws: CredentialFault.passwordNeeded) {
      try await store.attest(sign, by: "li", password: nil)
    }
    await #expect(throws: CredentialFault.noPassword(user: "li")) {
      try await store.attest(sign, by: "li", password: Self.password)
    }
    try await store.setPassword(Self.password, of: "li", isTemporary: false)
    try await store.attest(sign, by: "li", password: Self.password)
    try await store.attest(.confirmEligibility(subject: "C-1"), by: "li", password: Self.password)
    await #expect(throws: CredentialFault.wrongPassword) {
      try await store.attest(sign, by: "li", password: "correct horse batterx")
    }
  }

  @Test("a password that somebody else chose signs nothing until it is changed")
  func temporary() async throws {
    let store = store()
    try await store.setPassword(Self.password, of: "li", isTemporary: true)
    await #expect(throws: CredentialFault.temporary) { try await store.check(Self.password, of: "li") }
    try await store.check(Self.password, of: "li", acceptsTemporary: true)
    try await store.setPassword("another horse battery", of: "li", isTemporary: false)
    try await store.check("another horse battery", of: "li")
  }

  @Test("after five wrong tries each further one waits longer, and the right one is not even compared")
  func backingOff() async throws {
    let clock = TestClock()
    let store = store(nil, clock)
    try await store.setPassword(Self.password, of: "li", isTemporary: false)
    for _ in 0..<5 {
      await #expect(throws: CredentialFault.wrongPassword) {
        try await store.check("wrong words here", of: "li")
      }
    }
    await #expect(throws: CredentialFault.wait(seconds: 1)) { try await store.check(Self.password, of: "li") }
    clock.advance(1)
    await #expect(throws: CredentialFault.wrongPassword) {
      try await store.check("wrong words here", of: "li")
    }
    await #expect(throws: CredentialFault.wait(seconds: 2)) { try await store.check(Self.password, of: "li") }
    clock.advance(2)
    try await store.check(Self.password, of: "li")
    // The right one forgives the wrong ones before.
    await #expect(throws: CredentialFault.wrongPassword) {
      try await store.check("wrong words here", of: "li")
    }
  }

  @Test(
    "waits double, up to a quarter of an hour",
    arguments: [(4, 0), (5, 1), (8, 8), (14, 512), (15, 900), (99, 900)]
  )
  func waits(tries: Int, seconds: Int64) {
    #expect(CredentialStore.wait(after: tries) == seconds)
  }

  @Test("many tries at once are not compared one beside the other")
  func together() async throws {
    let store = store()
    try await store.setPassword(Self.password, of: "li", isTemporary: false)
    let compared = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<64 {
        group.addTask {
          do throws(CredentialFault) {
            try await store.check("wrong words here", of: "li")
            return true
          } catch {
            return error == .wrongPassword
          }
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(compared <= CredentialStore.freeTries)
    #expect(compared > 0)
  }

  @Test("a token is known by its secret alone, until it ends or is taken back")
  func tokens() async throws {
    let clock = TestClock()
    let store = store(nil, clock)
    let (token, secret) = try await store.createToken(for: "li", scopes: [.read], days: 2)
    #expect(try await store.token(secret)?.user == "li")
    #expect(try await store.token(secret + "x") == nil)
    #expect(try await store.token("equipoise_\(token.id)_") == nil)
    #expect(try await store.token("") == nil)
    clock.advance(2 * 86_400)
    #expect(try await store.token(secret) == nil)

    let (other, second) = try await store.createToken(for: "li", scopes: [.read, .enter], days: 1)
    try await store.revokeToken(other.id)
    #expect(try await store.token(second) == nil)
    #expect(try await store.tokens().count == 2)
    await #expect(throws: CredentialFault.unknownToken("nobody")) { try await store.revokeToken("nobody") }
    await #expect(throws: CredentialFault.noScope) {
      try await store.createToken(for: "li", scopes: [], days: 1)
    }
  }

  @Test("the file is for its owner alone, holds no secret, and tells another program what changed")
  func file() async throws {
    let folder = try TestFolder()
    let path = folder.path + "/sealed/access.json"
    let (one, other) = (store(path), store(path))
    try await one.setPassword(Self.password, of: "li", isTemporary: false)
    let (token, secret) = try await one.createToken(for: "li", scopes: [.read], days: 1)
    #expect(try await other.token(secret) == token)
    try await other.check(Self.password, of: "li")
    try await other.revokeToken(token.id)
    #expect(try await one.token(secret) == nil)

    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(!text.contains(Self.password))
    #expect(!text.contains(secret.suffix(43)))
  }

  @Test("a file that others may read is not used")
  func exposed() async throws {
    let folder = try TestFolder()
    let path = folder.path + "/sealed/access.json"
    try await store(path).setPassword(Self.password, of: "li", isTemporary: false)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    await #expect(throws: CredentialFault.exposed(path)) { try await store(path).hasPassword("li") }
  }

  @Test(
    "a damaged file grants nothing",
    arguments: ["", "{}", #"{"version":1,"passwords":[{}],"tokens":[]}"#]
  )
  func damaged(text: String) async throws {
    let folder = try TestFolder()
    let path = folder.path + "/sealed/access.json"
    try await store(path).setPassword(Self.password, of: "li", isTemporary: false)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    await #expect(throws: CredentialFault.self) { try await store(path).hasPassword("li") }
  }
}
