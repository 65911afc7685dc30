// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import Ledger
import Testing

@testable import LedgerSQLite

/// The file of a ledger: what it promises, and what is said when something stands in its way.
@Suite struct SQLiteLedgerTests {
  @Test("every commit waits for the disk: synchronous is FULL on the writer, new and reopened")
  func durable() async throws {
    let scratch = try Scratch()
    let path = scratch.child("ledger.sqlite")
    #expect(try SQLiteLedger.create(at: path).synchronous() == 2)
    let ledger = try SQLiteLedger(opening: path)
    #expect(try ledger.synchronous() == 2)
    _ = try await ledger.append([Draft(payload: [1])], expecting: .empty)
    #expect(try ledger.synchronous() == 2)
    #expect(try ledger.wait { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
    #expect(try ledger.wait { try Int.fetchOne($0, sql: "PRAGMA busy_timeout") } == 5000)
  }

  @Test("a ledger is there again when it is opened again, for this user only")
  func reopened() async throws {
    let fixture = try await LedgerFixture()
    let ledger = try SQLiteLedger(opening: fixture.path)
    #expect(try await ledger.read(from: 1, limit: 10).map(\.payload) == LedgerFixture.drafts.map(\.payload))
    let attributes = try FileManager.default.attributesOfItem(atPath: fixture.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test("rows can be neither changed nor taken out")
  func appendOnly() async throws {
    let fixture = try await LedgerFixture()
    let queue = try DatabaseQueue(path: fixture.path)
    for sql in [
      "UPDATE entries SET payload = x'00' WHERE number = 1", "DELETE FROM entries WHERE number = 5",
      "UPDATE claims SET entry = 1", "DELETE FROM claims",
    ] {
      await #expect(throws: DatabaseError.self) { try await queue.write { try $0.execute(sql: sql) } }
    }
    #expect(try await fixture.audit().isWhole)
  }

  @Test("damaged entries are not read as if they were sound", arguments: ["payload", "previous", "hash"])
  func damagedRead(field: String) async throws {
    let fixture = try await LedgerFixture()
    let wrong = field == "payload" ? "x'00'" : "zeroblob(32)"
    try fixture.tamper("UPDATE entries SET \(field) = \(wrong) WHERE number = 3")
    let ledger = try SQLiteLedger(opening: fixture.path)
    for (from, limit) in [(1, 10), (3, 1), (2, 2)] {
      do {
        _ = try await ledger.read(from: from, limit: limit)
        Issue.record("read \(field) of entry 3 from \(from)")
      } catch {
        guard case .damaged(fixture.path, entry: 3, _) = error else {
          Issue.record("\(error)")
          continue
        }
      }
    }
    #expect(try await ledger.read(from: 1, limit: 2).count == 2)
  }

  @Test("another program's lock is waited for, then reported; nothing is written")
  func locked() async throws {
    let fixture = try await LedgerFixture()
    let ledger = try SQLiteLedger(opening: fixture.path, patience: 0.2)
    let head = try await ledger.head()
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: fixture.path, configuration: configuration)
    try await other.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
    }
    await #expect(throws: LedgerError.locked(fixture.path, seconds: 0.2)) {
      try await ledger.append([Draft(payload: [1])], expecting: head)
    }
    // Reading goes on.
    #expect(try await ledger.head() == head)
    try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    #expect(try await ledger.append([Draft(payload: [1])], expecting: head).count == 6)
  }

  @Test("a full disk refuses the batch that does not fit, and loses nothing")
  func full() async throws {
    let fixture = try await LedgerFixture()
    let ledger = try SQLiteLedger(opening: fixture.path)
    try ledger.wait { try $0.execute(sql: "PRAGMA max_page_count = 24") }
    var head = try await ledger.head()
    var written = 5
    var refusals = 0
    for number in 0..<200 where refusals < 3 {
      let drafts = (0..<4).map {
        Draft(payload: Array(repeating: 1, count: 500), claims: ["\(number)/\($0)"])
      }
      do {
        head = try await ledger.append(drafts, expecting: head)
        written += 4
      } catch {
        #expect(error == .full(fixture.path))
        refusals += 1
      }
    }
    #expect(refusals == 3)
    #expect(try await ledger.head() == head)
    #expect(head.count == written)
    try ledger.wait { try $0.execute(sql: "PRAGMA max_page_count = 10000") }
    head = try await ledger.append([Draft(payload: [1])], expecting: head)
    let audit = try await fixture.audit()
    #expect(audit.isWhole)
    #expect(audit.head == head)
  }

  @Test("a user without the right to write is told so; nothing is written")
  func readOnly() async throws {
    let fixture = try await LedgerFixture()
    let head = try await fixture.head
    func set(_ mode: Int, _ path: String) throws {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
    // First the file, then the folder, in which the log has to be made.
    for (file, folder) in [(0o444, 0o755), (0o666, 0o555)] {
      try set(file, fixture.path)
      try set(folder, fixture.scratch.path)
      let scratch = try Scratch()
      let lines = try ChildProgram("try", fixture.path, scratch: scratch).lines()
      #expect(lines.first == "\(fixture.path): can be read but not written.", "\(lines)")
    }
    try set(0o600, fixture.path)
    try set(0o700, fixture.scratch.path)
    #expect(try await fixture.head == head)
  }

  @Test("opening makes nothing")
  func absent() throws {
    let scratch = try Scratch()
    let path = scratch.child("ledger.sqlite")
    #expect(throws: LedgerError.absent(path)) { try SQLiteLedger(opening: path) }
    #expect(throws: LedgerError.absent(scratch.child("none"))) {
      try SQLiteLedger.create(at: scratch.child("none/ledger.sqlite"))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
  }

  @Test("making a ledger touches nothing that is there", arguments: ["", "-wal", "-journal"])
  func occupied(suffix: String) throws {
    let scratch = try Scratch()
    let path = scratch.child("ledger.sqlite")
    try Data("mine".utf8).write(to: URL(fileURLWithPath: path + suffix))
    #expect(throws: LedgerError.occupied(path + suffix)) { try SQLiteLedger.create(at: path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path + suffix)) == Data("mine".utf8))
  }

  @Test("what is no ledger is told from one, and not touched")
  func foreign() async throws {
    let scratch = try Scratch()
    let text = scratch.child("text")
    try Data(String(repeating: "subject,arm\n", count: 20).utf8).write(to: URL(fileURLWithPath: text))
    #expect(throws: LedgerError.unsuitable(text, .foreign)) { try SQLiteLedger(opening: text) }

    let other = scratch.child("other.sqlite")
    let queue = try DatabaseQueue(path: other)
    try await queue.write {
      try $0.execute(sql: "CREATE TABLE entries (number INTEGER); PRAGMA user_version = 1")
    }
    try queue.close()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: other))
    #expect(throws: LedgerError.unsuitable(other, .foreign)) { try SQLiteLedger(opening: other) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: other)) == bytes)
  }

  @Test("a format of the future is left to the program of the future")
  func newer() async throws {
    let fixture = try await LedgerFixture()
    try fixture.tamper("PRAGMA user_version = 2; PRAGMA wal_checkpoint(TRUNCATE)")
    #expect(throws: LedgerError.unsuitable(fixture.path, .newer(2))) {
      try SQLiteLedger(opening: fixture.path)
    }
  }

  @Test(
    "a file that was cut off is never taken for a shorter ledger",
    arguments: [0, 1, 99, 100, 4095, 4096, 8192, 12288]
  )
  func truncated(length: Int) async throws {
    let fixture = try await LedgerFixture((0..<60).map { Draft(payload: Array(repeating: $0, count: 200)) })
    let url = URL(fileURLWithPath: fixture.path)
    let whole = try Data(contentsOf: url)
    try #require(whole.count > 12288)
    try whole.prefix(length).write(to: url)

    let audit = try await fixture.audit()
    #expect(!audit.isWhole)
    #expect(audit.proof == .refuted)
    do {
      let ledger = try SQLiteLedger(opening: fixture.path)
      _ = try await ledger.read(from: 1, limit: 100)
      Issue.record("read all of a file with \(length) of \(whole.count) bytes")
    } catch {
      guard case .damaged(fixture.path, _, _) = error else {
        Issue.record("\(error)")
        return
      }
    }
    // Nothing that is left was made worse.
    #expect(try Data(contentsOf: url).prefix(length) == whole.prefix(length))
  }

  @Test("a file that was moved away or replaced while it is open takes no entries", arguments: [true, false])
  func replaced(byAnother: Bool) async throws {
    let fixture = try await LedgerFixture()
    let ledger = try SQLiteLedger(opening: fixture.path)
    let head = try await ledger.head()
    try FileManager.default.moveItem(atPath: fixture.path, toPath: fixture.scratch.child("moved"))
    if byAnother { try Data("another".utf8).write(to: URL(fileURLWithPath: fixture.path)) }
    await #expect(throws: LedgerError.unsuitable(fixture.path, .replaced)) {
      try await ledger.append([Draft(payload: [1])], expecting: head)
    }
  }

  @Test("messages say what, where and how to mend, and show no payload")
  func messages() async throws {
    let fixture = try await LedgerFixture()
    let ledger = try SQLiteLedger(opening: fixture.path)
    let head = try await ledger.head()
    let secret = "BIRTHDAY-1961"
    do {
      _ = try await ledger.append(
        [Draft(payload: Array(secret.utf8), claims: ["allocation/001"])],
        expecting: head
      )
      Issue.record("took a claim twice")
    } catch {
      let text = "\(error)"
      #expect(
        text == """
          "allocation/001" is already taken by entry 2.
            Read that entry: the request may have been granted before; nothing was written.
          """
      )
      #expect(!String(reflecting: error).contains(secret))
    }
    try ledger.wait { try $0.execute(sql: "PRAGMA query_only = ON") }
    do {
      _ = try await ledger.append([Draft(payload: Array(secret.utf8))], expecting: head)
      Issue.record("wrote where nothing may be written")
    } catch {
      #expect(!"\(error)".contains(secret))
      #expect("\(error)".hasPrefix(fixture.path))
    }
  }

  @Test("a task that is cancelled still learns what became of its entries")
  func cancelled() async throws {
    let fixture = try await LedgerFixture()
    let ledger = try SQLiteLedger(opening: fixture.path)
    let head = try await ledger.head()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await ledger.append([Draft(payload: [1])], expecting: head)
    }
    #expect(try await task.value == (try await ledger.head()))
  }
}
