// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import LedgerSQLite
import Testing

@Suite struct BackupTests {
  @Test("a backup is the same ledger, and restores to it")
  func roundTrip() async throws {
    let fixture = try await LedgerFixture()
    let ledger = try SQLiteLedger(opening: fixture.path)
    let (copy, again) = (fixture.scratch.child("backup.sqlite"), fixture.scratch.child("again.sqlite"))
    let head = try await ledger.backup(to: copy)
    #expect(try await ledger.head() == head)
    #expect(try await SQLiteLedger.restore(copy, to: again) == head)
    let restored = try SQLiteLedger(opening: again)
    #expect(try await restored.read(from: 1, limit: 10) == ledger.read(from: 1, limit: 10))
    #expect(try await restored.append([Draft(payload: [1])], expecting: head).count == 6)
    await #expect(throws: LedgerError.claimed("allocation/001", by: 2)) {
      try await restored.append([Draft(payload: [1], claims: ["allocation/001"])], expecting: restored.head())
    }
    // Nothing is left over.
    let names = try FileManager.default.contentsOfDirectory(atPath: fixture.scratch.path)
    #expect(!names.contains { $0.contains("unfinished") })
  }

  @Test("an empty ledger can be backed up too")
  func empty() async throws {
    let fixture = try await LedgerFixture([])
    let copy = fixture.scratch.child("backup.sqlite")
    #expect(try await SQLiteLedger(opening: fixture.path).backup(to: copy) == .empty)
    #expect(try await SQLiteLedger.restore(copy, to: fixture.scratch.child("again.sqlite")) == .empty)
  }

  @Test("a backup while others append is a beginning of the ledger", .timeLimit(.minutes(1)))
  func whileAppending() async throws {
    let fixture = try await LedgerFixture()
    let ledger = try SQLiteLedger(opening: fixture.path)
    let appending = Task {
      var head = try await ledger.head()
      while !Task.isCancelled {
        head = try await ledger.append([Draft(payload: Array(repeating: 1, count: 200))], expecting: head)
      }
      return head
    }
    for number in 1...5 {
      let copy = fixture.scratch.child("backup-\(number).sqlite")
      let head = try await ledger.backup(to: copy)
      #expect(try await LedgerAudit.of(SQLiteSource(path: copy)).head == head)
      #expect(try await ledger.read(from: head.count, limit: 1).first?.head == head)
    }
    appending.cancel()
    #expect(try await appending.value.count > 5)
  }

  @Test("nothing is written over, neither by a backup nor by restoring one")
  func occupied() async throws {
    let fixture = try await LedgerFixture()
    let ledger = try SQLiteLedger(opening: fixture.path)
    let copy = fixture.scratch.child("backup.sqlite")
    _ = try await ledger.backup(to: copy)
    await #expect(throws: LedgerError.occupied(copy)) { try await ledger.backup(to: copy) }
    await #expect(throws: LedgerError.occupied(fixture.path)) {
      try await SQLiteLedger.restore(copy, to: fixture.path)
    }
    // The log of a ledger that was moved away would be played into the restored one.
    let away = fixture.scratch.child("away.sqlite")
    try Data("log".utf8).write(to: URL(fileURLWithPath: away + "-wal"))
    await #expect(throws: LedgerError.occupied(away + "-wal")) {
      try await SQLiteLedger.restore(copy, to: away)
    }
  }

  @Test("what is not whole is not backed up and not restored; nothing is left behind")
  func damaged() async throws {
    let fixture = try await LedgerFixture()
    let ledger = try SQLiteLedger(opening: fixture.path)
    let good = fixture.scratch.child("good.sqlite")
    let head = try await ledger.backup(to: good)
    let end = try await ledger.append([Draft(payload: [1])], expecting: head)
    // The backup is older than the anchor.
    let again = fixture.scratch.child("again.sqlite")
    await #expect(throws: LedgerError.self) {
      try await SQLiteLedger.restore(good, to: again, against: [.anchor(Anchor(end))])
    }
    try fixture.tamper("UPDATE entries SET payload = x'00' WHERE number = 2")
    let bad = fixture.scratch.child("bad.sqlite")
    await #expect(throws: LedgerError.self) { try await ledger.backup(to: bad) }
    await #expect(throws: LedgerError.self) { try await SQLiteLedger.restore(fixture.path, to: again) }
    for path in [again, bad, bad + ".unfinished"] { #expect(!FileManager.default.fileExists(atPath: path)) }
  }
}
