// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import Ledger
import LedgerSQLite
import Testing
import TrialConduct

@testable import Coordination

/// Every stored byte of a trial's ledger, changed behind everybody's back, one at a time.
///
/// `make soak` changes all of them; otherwise every field of every entry is changed at a few places.
@Suite struct TamperedTrialTests {
  private static let isDense = ProcessInfo.processInfo.environment["EQUIPOISE_SOAK"] != nil

  /// A trial of two subjects in a file that may be changed, and where its ledger ends.
  private static func trial() async throws -> (folder: TestFolder, path: String, head: Head) {
    let folder = try TestFolder()
    let path = folder.path + "/ledger.sqlite"
    let store = try SQLiteLedger.create(at: path)
    let trial = try await SmallTrial.begin(store)
    for id in ["S1", "S2"] {
      try await SmallTrial.prepare(id, in: trial)
      _ = try await trial.perform(Order(.randomize(subject: id), by: "li", key: "key of \(id)"))
    }
    _ = try await trial.perform(SmallTrial.counts("S1", "1400", key: "counts"))
    return (folder, path, try await store.head())
  }

  private static func audit(_ path: String, _ head: Head) async throws -> TrialAudit {
    try await TrialAudit.of(.file(path), attachments: nil, against: [.anchor(Anchor(head))])
  }

  /// Runs statements that no ledger allows; afterwards everything but the rows is as it was.
  private static func tamper(_ path: String, _ change: (Database) throws -> Void) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA synchronous = OFF; PRAGMA ignore_check_constraints = ON")
      let triggers = try Row.fetchAll(db, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
      try db.inTransaction {
        for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger["name"] as String)") }
        try change(db)
        for trigger in triggers { try db.execute(sql: trigger["sql"]) }
        return .commit
      }
    }
    try queue.close()
  }

  private static func write(_ bytes: Data, _ field: String, of entry: Int, in path: String) throws {
    let value = field == "claims" ? "CAST(? AS TEXT)" : "?"
    try tamper(path) {
      try $0.execute(
        sql: "UPDATE entries SET \(field) = \(value) WHERE number = \(entry)",
        arguments: [bytes]
      )
    }
  }

  @Test(
    "a flip in any stored byte of a trial is found, and the entry is named",
    .timeLimit(.minutes(60)),
    arguments: ["previous", "claims", "payload", "hash"]
  )
  func flips(field: String) async throws {
    let (folder, path, head) = try await Self.trial()
    defer { withExtendedLifetime(folder) {} }
    #expect(try await Self.audit(path, head).isSound)
    var flips = 0
    for entry in 1...head.count {
      let original = try await DatabaseQueue(path: path).read { db in
        try Data.fetchOne(db, sql: "SELECT CAST(\(field) AS BLOB) FROM entries WHERE number = \(entry)")
      }
      let bytes = try #require(original)
      // The first, the last, and one between them.
      let sample = bytes.isEmpty ? [] : [0, bytes.count / 2, bytes.count - 1]
      for position in Self.isDense ? Array(bytes.indices) : Array(Set(sample)) {
        var changed = bytes
        changed[position] ^= 1 << UInt8(position % 8)
        try Self.write(changed, field, of: entry, in: path)
        let audit = try await Self.audit(path, head)
        #expect(
          audit.findings.first?.entry == entry,
          "\(field) of \(entry), byte \(position): \(audit.findings)"
        )
        #expect(audit.findings.first?.question == .chain)
        flips += 1
      }
      try Self.write(bytes, field, of: entry, in: path)
    }
    #expect(try await Self.audit(path, head).isSound, "what was put back is as it was")
    print("\(field): \(flips) bytes flipped in \(head.count) entries, each found")
  }

  @Test("an entry taken out is named, the last one against an anchor")
  func removed() async throws {
    let (folder, original, head) = try await Self.trial()
    let source = try SQLiteLedger(opening: original)
    for entry in Self.isDense ? Array(1...head.count) : [1, 2, head.count / 2, head.count - 1, head.count] {
      let path = folder.path + "/without-\(entry).sqlite"
      _ = try await source.backup(to: path)
      try Self.tamper(path) { db in
        try db.execute(sql: "DELETE FROM entries WHERE number = \(entry)")
        try db.execute(sql: "DELETE FROM claims WHERE entry = \(entry)")
      }
      let audit = try await Self.audit(path, head)
      // Cut off at the end, what is named is where the ledger now ends.
      #expect(audit.findings.first?.entry == min(entry, head.count - 1), "\(entry): \(audit.findings)")
    }
  }

  @Test("two entries that changed places are named, the first of them first")
  func swapped() async throws {
    let (folder, original, head) = try await Self.trial()
    let source = try SQLiteLedger(opening: original)
    let pairs =
      Self.isDense
      ? (1..<head.count).flatMap { one in ((one + 1)...head.count).map { (one, $0) } }
      : [(1, 2), (5, 6), (3, head.count), (head.count - 1, head.count)]
    let path = folder.path + "/swapped.sqlite"
    _ = try await source.backup(to: path)
    for (one, other) in pairs {
      let swap: (Database) throws -> Void = { db in
        for (from, to) in [(one, -1), (other, one), (-1, other)] {
          try db.execute(sql: "UPDATE entries SET number = \(to) WHERE number = \(from)")
        }
      }
      try Self.tamper(path, swap)
      let audit = try await Self.audit(path, head)
      #expect(audit.findings.first?.entry == one, "\(one) and \(other): \(audit.findings)")
      try Self.tamper(path, swap)
    }
    #expect(try await Self.audit(path, head).isSound)
  }

  @Test("equipoise verify ends with 3 and names the entry")
  func command() async throws {
    let (folder, path, head) = try await Self.trial()
    defer { withExtendedLifetime(folder) {} }
    #expect(try Self.verify(path).status == 0)
    for entry in [1, 4, head.count] {
      let original = try await DatabaseQueue(path: path).read { db in
        try Data.fetchOne(db, sql: "SELECT payload FROM entries WHERE number = \(entry)")
      }
      var changed = try #require(original)
      changed[changed.count / 2] ^= 1
      try Self.write(changed, "payload", of: entry, in: path)
      let (status, findings) = try Self.verify(path)
      #expect(status == 3 && findings.first == entry, "\(entry): \(findings)")
      try Self.write(try #require(original), "payload", of: entry, in: path)
    }
    #expect(try Self.verify(path).status == 0)
  }

  /// What the program says of a file: its exit code and the entries that it names.
  private static func verify(_ path: String) throws -> (status: Int32, entries: [Int]) {
    struct Answer: Decodable {
      struct Finding: Decodable { let entry: Int? }
      let findings: [Finding]
    }
    let output = URL(fileURLWithPath: path + ".verified")
    try Data().write(to: output)
    let process = Process()
    process.executableURL = try ConductingProgram.program("equipoise")
    process.arguments = ["verify", path, "--json"]
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    process.waitUntilExit()
    let answer = try JSONDecoder().decode(Answer.self, from: Data(contentsOf: output))
    return (process.terminationStatus, answer.findings.compactMap(\.entry))
  }
}
