// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import Ledger
import Testing

@testable import LedgerSQLite

/// Every way to change a ledger behind its back is found, and the finding says where.
@Suite struct LedgerAuditTests {
  @Test("a sound ledger is whole, and its end is unproven without an anchor")
  func sound() async throws {
    let fixture = try await LedgerFixture()
    let audit = try await fixture.audit()
    #expect(audit.findings.isEmpty)
    #expect(audit.isWhole)
    #expect(audit.rows == 5)
    let head = try await fixture.head
    #expect(audit.head == head)
    #expect(audit.proof == .unproven)
    let anchored = try await fixture.audit(against: .anchor(Anchor(audit.head)))
    #expect(anchored.proof == .through(5, by: .anchor))
  }

  @Test("an empty ledger is whole")
  func empty() async throws {
    let audit = try await LedgerFixture([]).audit()
    #expect(audit.isWhole)
    #expect(audit.head == .empty)
  }

  @Test(
    "a flip in any byte of any field of an entry is found at that entry",
    arguments: ["previous", "claims", "payload", "hash"],
    1...5
  )
  func flips(field: String, entry: Int) async throws {
    let fixture = try await LedgerFixture()
    let queue = try DatabaseQueue(path: fixture.path)
    let original = try await queue.read { db in
      try Data.fetchOne(db, sql: "SELECT CAST(\(field) AS BLOB) FROM entries WHERE number = \(entry)")
        ?? Data()
    }
    for position in original.indices {
      for mask: UInt8 in [0x01, 0x80] {
        var changed = original
        changed[position] ^= mask
        try fixture.write(changed, field, entry)
        let audit = try await fixture.audit()
        #expect(
          audit.first?.entry == entry,
          "\(field) of entry \(entry), byte \(position): \(audit.findings)"
        )
        #expect(audit.proof == .refuted)
      }
    }
    // One byte less, one more.
    for changed in [Data(original.dropLast()), original + [0x41]] where changed != original {
      try fixture.write(changed, field, entry)
      #expect(try await fixture.audit().first?.entry == entry)
    }
    try fixture.write(original, field, entry)
    #expect(try await fixture.audit().isWhole)
  }

  @Test("another index is found where the entry is missing", arguments: 1...5)
  func renumbered(entry: Int) async throws {
    for number in [-entry, 0, 6, 7, 1000, entry + 256, 1 << 40, .max] where number != entry {
      let fixture = try await LedgerFixture()
      try fixture.tamper("UPDATE entries SET number = \(number) WHERE number = \(entry)")
      let audit = try await fixture.audit()
      let expected = number <= 0 ? number : entry
      #expect(audit.first?.entry == expected, "\(entry) to \(number): \(audit.findings)")
    }
  }

  @Test("an entry taken out is found where it was, except at the end without an anchor", arguments: 1...5)
  func removed(entry: Int) async throws {
    let fixture = try await LedgerFixture()
    let anchor = Anchor(try await fixture.head)
    try fixture.tamper("DELETE FROM entries WHERE number = \(entry)")
    let audit = try await fixture.audit()
    if entry < 5 {
      #expect(audit.first == AuditFinding(entry: entry, .gap(through: entry)))
    } else {
      // Its claims stayed behind.
      #expect(audit.first == AuditFinding(entry: 5, .claimWithoutEntry("allocation/002")))
    }
    try fixture.tamper("DELETE FROM claims WHERE entry = \(entry)")
    let anchored = try await fixture.audit(against: .anchor(anchor))
    if entry == 5 {
      #expect(try await fixture.audit().isWhole)
      #expect(anchored.findings == [AuditFinding(entry: 4, .cutOff(.anchor, at: 5))])
    }
    #expect(anchored.proof == .refuted)
  }

  @Test("two entries that changed places are found at the first of them")
  func swapped() async throws {
    for (one, other) in [(1, 2), (2, 5), (3, 4)] {
      let fixture = try await LedgerFixture()
      try fixture.tamper { db in
        try db.execute(sql: "UPDATE entries SET number = 99 WHERE number = \(one)")
        try db.execute(sql: "UPDATE entries SET number = \(one) WHERE number = \(other)")
        try db.execute(sql: "UPDATE entries SET number = \(other) WHERE number = 99")
      }
      #expect(try await fixture.audit().first?.entry == one)
    }
  }

  @Test(
    "a table of claims at odds with the entries is found",
    arguments: [
      ("DELETE FROM claims WHERE name = 'request/7f'", [AuditFinding(entry: 2, .claimMissing("request/7f"))]),
      (
        "INSERT INTO claims VALUES ('allocation/003', 3)",
        [AuditFinding(entry: 3, .claimWithoutEntry("allocation/003"))]
      ),
      (
        "INSERT INTO claims VALUES ('allocation/003', 77)",
        [AuditFinding(entry: 77, .claimWithoutEntry("allocation/003"))]
      ),
      (
        "UPDATE claims SET entry = 4 WHERE name = 'allocation/001'",
        [
          AuditFinding(entry: 2, .claimMissing("allocation/001")),
          AuditFinding(entry: 4, .claimWithoutEntry("allocation/001")),
        ]
      ),
      (
        "UPDATE claims SET name = 'allocation/00l' WHERE name = 'allocation/001'",
        [
          AuditFinding(entry: 2, .claimWithoutEntry("allocation/00l")),
          AuditFinding(entry: 2, .claimMissing("allocation/001")),
        ]
      ),
    ]
  )
  func claims(change: String, expected: [AuditFinding]) async throws {
    let fixture = try await LedgerFixture()
    try fixture.tamper(change)
    #expect(try await fixture.audit().findings == expected)
  }

  @Test(
    "a flip in any byte of the table of claims is found at the entry that holds the claim",
    arguments: [("allocation/001", 2), ("request/7f", 2), ("зал/1", 4), ("allocation/002", 5)]
  )
  func claimFlips(name: String, entry: Int) async throws {
    let fixture = try await LedgerFixture()
    let original = Data(name.utf8)
    var now = original
    for position in original.indices {
      var changed = original
      changed[position] ^= 0x02
      try fixture.tamper { db in
        try db.execute(
          sql: "UPDATE claims SET name = CAST(? AS TEXT) WHERE name = CAST(? AS TEXT)",
          arguments: [changed, now]
        )
      }
      now = changed
      let findings = try await fixture.audit().findings
      #expect(findings.contains(AuditFinding(entry: entry, .claimMissing(name))), "\(findings)")
      #expect(findings.first?.entry == entry)
    }
  }

  @Test("a claim taken twice by chained entries is found at the second")
  func twice() async throws {
    let fixture = try await LedgerFixture()
    let forged = Entry(
      Draft(payload: Array("randomized S-003 A".utf8), claims: ["allocation/001"]),
      after: try await fixture.head
    )
    try fixture.insert(forged)
    let expected = [AuditFinding(entry: 6, .claimedTwice("allocation/001", by: 2))]
    #expect(try await fixture.audit().findings == expected)
  }

  @Test("an index that stands twice is found there")
  func duplicate() async throws {
    let fixture = try await LedgerFixture()
    try fixture.tamper { db in
      try db.execute(sql: "ALTER TABLE entries RENAME TO old")
      try db.execute(
        sql:
          "CREATE TABLE entries (number INTEGER, previous BLOB, claims TEXT, payload BLOB, hash BLOB) STRICT"
      )
      try db.execute(sql: "INSERT INTO entries SELECT * FROM old")
      try db.execute(sql: "INSERT INTO entries SELECT * FROM old WHERE number = 3")
      try db.execute(sql: "DROP TABLE old")
    }
    let audit = try await fixture.audit()
    #expect(audit.first == AuditFinding(entry: 3, .duplicate))
    #expect(audit.rows == 6)
    #expect(
      audit.findings.contains(AuditFinding(entry: nil, .structure("the table \"entries\" was changed")))
    )
  }

  @Test(
    "what does not belong into the file, or is missing from it, is found",
    arguments: [
      ("CREATE TABLE notes (text TEXT)", "the table \"notes\" does not belong to a ledger"),
      ("CREATE INDEX extra ON entries (hash)", "the index \"extra\" does not belong to a ledger"),
      ("DROP TRIGGER claims_never_update", "the trigger \"claims_never_update\" is missing"),
      (
        "CREATE TRIGGER later AFTER INSERT ON entries BEGIN SELECT 1; END",
        "the trigger \"later\" does not belong to a ledger"
      ),
    ]
  )
  func structure(change: String, expected: String) async throws {
    let fixture = try await LedgerFixture()
    try await DatabaseQueue(path: fixture.path).write { try $0.execute(sql: change) }
    #expect(try await fixture.audit().findings == [AuditFinding(entry: nil, .structure(expected))])
  }

  @Test(
    "a forged and re-chained history is found against an anchor or a checkpoint, and only so",
    arguments: 1...5
  )
  func forged(entry: Int) async throws {
    let original = try await LedgerFixture()
    let head = try await original.head
    var drafts = LedgerFixture.drafts
    drafts[entry - 1] = Draft(payload: Array("forged".utf8), claims: drafts[entry - 1].claims)
    let fixture = try await LedgerFixture(drafts)
    #expect(try await fixture.audit().isWhole)

    let anchored = try await fixture.audit(against: .anchor(Anchor(head)))
    #expect(anchored.findings == [AuditFinding(entry: 5, .otherHistory(.anchor))])
    let key = CheckpointKey()
    let checkpoint = try #require(
      Checkpoint(of: "NCT05657639", head: head, time: "2026-01-31T08:15:00Z", signedBy: key)
    )
    let checked = try await fixture.audit(
      against: .checkpoint(checkpoint, signedBy: key.public, study: "NCT05657639")
    )
    #expect(checked.findings == [AuditFinding(entry: 5, .otherHistory(.checkpoint))])
  }

  @Test("a checkpoint proves only what its own key signed, for its own study")
  func checkpoints() async throws {
    let fixture = try await LedgerFixture()
    let key = CheckpointKey()
    let head = try await fixture.head
    let checkpoint = try #require(
      Checkpoint(of: "A", head: head, time: "2026-01-31T08:15:00Z", signedBy: key)
    )
    let good = try await fixture.audit(against: .checkpoint(checkpoint, signedBy: key.public, study: "A"))
    #expect(good.proof == .through(5, by: .checkpoint))
    let other = CheckpointKey().public
    let unsigned = try await fixture.audit(against: .checkpoint(checkpoint, signedBy: other, study: "A"))
    #expect(unsigned.findings == [AuditFinding(entry: nil, .badSignature)])
    let astray = try await fixture.audit(against: .checkpoint(checkpoint, signedBy: key.public, study: "B"))
    #expect(astray.findings == [AuditFinding(entry: nil, .otherStudy("A"))])
  }

  @Test("an anchor proves what lies before it and nothing behind it")
  func earlier() async throws {
    let fixture = try await LedgerFixture()
    let third = try await SQLiteLedger(opening: fixture.path).read(from: 3, limit: 1)[0]
    let audit = try await fixture.audit(against: .anchor(Anchor(third.head)))
    #expect(audit.isWhole)
    #expect(audit.proof == .through(3, by: .anchor))
  }

  @Test("a flipped byte of the file is found, or changes nothing that is read")
  func fileBytes() async throws {
    let fixture = try await LedgerFixture()
    let ledger = try SQLiteLedger(opening: fixture.path)
    let entries = try await ledger.read(from: 1, limit: 10)
    try ledger.wait { try $0.checkpoint(.truncate) }
    try ledger.pool.close()
    let url = URL(fileURLWithPath: fixture.path)
    let original = try Data(contentsOf: url)
    let dense = ProcessInfo.processInfo.environment["EQUIPOISE_SOAK"] != nil
    var found = 0
    for position in stride(from: 0, to: original.count, by: dense ? 1 : 101) {
      var changed = original
      changed[position] ^= 0x10
      try changed.write(to: url)
      guard let audit = try? await fixture.audit(), audit.isWhole else {
        found += 1
        continue
      }
      #expect(
        try await SQLiteLedger(opening: fixture.path).read(from: 1, limit: 10) == entries,
        "\(position)"
      )
      for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: fixture.path + suffix) }
    }
    #expect(found > 10)
  }

  @Test("a store is audited through its own door too", arguments: StoreKind.here)
  func stores(kind: StoreKind) async throws {
    let (store, scratch) = try await kind.make()
    defer { withExtendedLifetime(scratch) {} }
    let head = try await store.append(LedgerFixture.drafts, expecting: .empty)
    let audit = try await LedgerAudit.of(store: store, named: "\(kind)", against: [.anchor(Anchor(head))])
    #expect(audit.findings.isEmpty)
    #expect(audit.head == head)
    #expect(audit.proof == .through(5, by: .anchor))
  }
}

extension LedgerFixture {
  fileprivate func write(_ bytes: Data, _ field: String, _ entry: Int) throws {
    let value = field == "claims" ? "CAST(? AS TEXT)" : "?"
    try tamper { db in
      try db.execute(
        sql: "UPDATE entries SET \(field) = \(value) WHERE number = \(entry)",
        arguments: [bytes]
      )
    }
  }

  fileprivate func insert(_ entry: Entry) throws {
    try tamper { db in
      for claim in entry.claims {
        try db.execute(sql: "INSERT OR REPLACE INTO claims VALUES (?, ?)", arguments: [claim, entry.index])
      }
      try db.execute(
        sql: "INSERT INTO entries VALUES (?, ?, ?, ?, ?)",
        arguments: [
          entry.index, Data(entry.previous.bytes), entry.claims.joined(separator: "\n"), Data(entry.payload),
          Data(entry.hash.bytes),
        ]
      )
    }
  }
}
