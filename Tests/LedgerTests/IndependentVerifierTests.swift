// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import LedgerSQLite
import Testing

/// `Scripts/verify-ledger.py`, which shares nothing with us but the page that describes the format.
@Suite(.enabled(if: IndependentVerifier.isHere, "there is no python3 with sqlite3 here"))
struct IndependentVerifierTests {
  @Test("agrees that a ledger is whole, on its head, and on an anchor")
  func whole() async throws {
    let fixture = try await LedgerFixture()
    let head = try await fixture.head
    let plain = try IndependentVerifier.run(fixture.path)
    #expect(plain.code == 0)
    #expect(plain.lines == ["5 entries, \(head.hash.hex)", "the end is unproven without an anchor"])
    let anchored = try IndependentVerifier.run(fixture.path, Anchor(head).text)
    #expect(anchored.code == 0)
    #expect(anchored.lines.last == "proven through entry 5 by the anchor")
  }

  @Test(
    "finds what was changed, at the same entry as our own audit",
    arguments: [
      "UPDATE entries SET payload = x'00' WHERE number = 3",
      "UPDATE entries SET claims = 'x' WHERE number = 4",
      "UPDATE entries SET previous = zeroblob(32) WHERE number = 2", "DELETE FROM entries WHERE number = 3",
      "UPDATE entries SET hash = zeroblob(32) WHERE number = 5",
      "DELETE FROM claims WHERE name = 'request/7f'",
      "INSERT INTO claims VALUES ('x', 3)",
    ]
  )
  func changed(change: String) async throws {
    let fixture = try await LedgerFixture()
    try fixture.tamper(change)
    let found = try IndependentVerifier.run(fixture.path)
    #expect(found.code == 3)
    let first = try #require(try await fixture.audit().first?.entry)
    #expect(found.lines.first?.hasPrefix("entry \(first): ") == true, "\(found.lines)")
  }

  @Test("finds a tail cut off, another history, and a slip in the anchor")
  func anchors() async throws {
    let fixture = try await LedgerFixture()
    let head = try await fixture.head
    try fixture.tamper("DELETE FROM entries WHERE number = 5; DELETE FROM claims WHERE entry = 5")
    #expect(try IndependentVerifier.run(fixture.path).code == 0)
    let cut = try IndependentVerifier.run(fixture.path, Anchor(head).text)
    #expect(cut.code == 3)
    #expect(cut.lines == ["entry 4: the ledger ends here, but the anchor has seen entry 5"])
    let other = Anchor(Head(count: 4, hash: head.hash)).text
    #expect(try IndependentVerifier.run(fixture.path, other).code == 3)
    #expect(
      try IndependentVerifier.run(fixture.path, other.replacing("anchor/1 4", with: "anchor/1 3")).code == 2
    )
  }
}

/// The script, run.
private enum IndependentVerifier {
  static let isHere = (try? python("-c", "import sqlite3, hashlib"))?.code == 0

  static func run(_ arguments: String...) throws -> (code: Int32, lines: [String]) {
    let script = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().appendingPathComponent("../../Scripts/verify-ledger.py").standardized
    return try python([script.path] + arguments)
  }

  private static func python(_ arguments: String...) throws -> (code: Int32, lines: [String]) {
    try python(arguments)
  }

  private static func python(_ arguments: [String]) throws -> (code: Int32, lines: [String]) {
    let scratch = try Scratch()
    let output = URL(fileURLWithPath: scratch.child("output"))
    try Data().write(to: output)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let text = try String(contentsOf: output, encoding: .utf8)
    return (process.terminationStatus, text.split(separator: "\n").map { String($0) })
  }
}
