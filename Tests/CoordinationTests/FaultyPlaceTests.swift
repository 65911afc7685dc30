// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import Ledger
import Testing
import TrialConduct

@testable import Coordination
@testable import LedgerSQLite

/// A trial whose ledger's place fails: what is told, what is kept, what is never shown.
@Suite(.serialized) struct FaultyPlaceTests {
  /// What is entered and must not stand in any message.
  private static let secret = "WANG XIAOMING 1961"

  /// A trial in a folder, with two subjects ready, and its store.
  private static func trial(in path: String, patience: Double = 5) async throws -> (LiveTrial, SQLiteLedger) {
    let store = try SQLiteLedger.create(at: path + "/ledger.sqlite", patience: patience)
    let trial = try await SmallTrial.begin(store)
    for id in ["S1", "S2"] { try await SmallTrial.prepare(id, in: trial) }
    return (trial, store)
  }

  private static func order(_ number: Int) -> Order {
    let row = RowReference("S1", "baseline")
    let text = secret + String(repeating: ".", count: 3000) + "\(number)"
    return Order(
      .correct(row, values: [EnteredValue("name", text)], expecting: nil),
      by: "li",
      reason: "slip",
      key: "\(number)"
    )
  }

  /// Asks until somebody is refused; which keys were acknowledged, and with what entries.
  private static func fill(_ trial: LiveTrial, _ limit: Int) async -> ([Int: ClosedRange<Int>], LedgerError?)
  {
    var acknowledged: [Int: ClosedRange<Int>] = [:]
    for number in 0..<limit {
      do {
        acknowledged[number] = try await trial.perform(order(number)).entries
      } catch {
        guard case .ledger(let failure) = error else { return (acknowledged, nil) }
        return (acknowledged, failure)
      }
    }
    return (acknowledged, nil)
  }

  /// The message is clear and shows nothing of a person, also in a debugger.
  private static func check(_ failure: LedgerError?, says words: String) throws {
    let failure = try #require(failure)
    let texts = ["\(TrialFailure.ledger(failure))", String(reflecting: failure)]
    #expect(texts[0].contains(words), "\(texts[0])")
    for text in texts { #expect(!text.contains(secret) && !text.contains("WANG") && !text.contains("S1")) }
  }

  /// Every acknowledged act is there under its key, once, and nothing but what the rules allow.
  private static func check(_ acknowledged: [Int: ClosedRange<Int>], in path: String) async throws {
    let place = LedgerPlace.file(path + "/ledger.sqlite")
    let audit = try await TrialAudit.of(place, attachments: nil, against: [])
    #expect(audit.findings.isEmpty, "\(audit.findings)")
    let entries = try await SQLiteLedger(opening: path + "/ledger.sqlite").read(from: 1, limit: 100_000)
    for (number, range) in acknowledged {
      try #require(entries.count >= range.upperBound, "\(number) is lost")
      #expect(entries[range.lowerBound - 1].claims.contains("request/\(number)"))
    }
  }

  @Test("a full ledger is told as such, keeps what it has, and goes on when there is space again")
  func full() async throws {
    let folder = try TestFolder()
    let (trial, store) = try await Self.trial(in: folder.path)
    let pages = try store.wait { try Int.fetchOne($0, sql: "PRAGMA page_count") } ?? 0
    try store.wait { try $0.execute(sql: "PRAGMA max_page_count = \(pages + 20)") }
    let (acknowledged, failure) = await Self.fill(trial, 1000)
    #expect(!acknowledged.isEmpty)
    try Self.check(failure, says: "no space is left")
    try await Self.check(acknowledged, in: folder.path)
    // A request that only reads is answered all the while.
    #expect(await trial.reading { state, _, _ in state.subjects.count } == 2)
    try store.wait { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
    let next = acknowledged.count
    let receipt = try await trial.perform(Self.order(next))
    #expect(!receipt.isRepeated)
    try await Self.check([next: receipt.entries], in: folder.path)
  }

  @Test(
    "a disk that is really full is told as such, loses nothing, and many clients go on when it is not",
    .enabled(if: SmallDisk.isPossible, "a disk of a few megabytes can be made by root alone")
  )
  func fullDisk() async throws {
    let disk = try SmallDisk(kilobytes: 1500)
    let (trial, _) = try await Self.trial(in: disk.path)
    let answers = await withTaskGroup(of: (Int, ClosedRange<Int>?, String).self) { group in
      for number in 0..<800 {
        group.addTask {
          do {
            return (number, try await trial.perform(Self.order(number)).entries, "")
          } catch {
            return (number, nil, "\(error)")
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    let failures = answers.map(\.2).filter { !$0.isEmpty }
    #expect(!failures.isEmpty, "the disk was too large for this test")
    for text in failures {
      #expect(text.contains("no space is left") || text.contains("no answer came"), "\(text)")
      #expect(!text.contains("WANG"))
    }
    try disk.grow(kilobytes: 60_000)
    var acknowledged = Dictionary(
      uniqueKeysWithValues: answers.compactMap { one in one.1.map { (one.0, $0) } }
    )
    try await Self.check(acknowledged, in: disk.path)
    for number in 0..<40 {
      let entries = try await trial.perform(Self.order(number)).entries
      #expect(acknowledged[number] == nil || acknowledged[number] == entries)
      acknowledged[number] = entries
    }
    try await Self.check(acknowledged, in: disk.path)
  }

  @Test(
    "a place that can only be read is told as such, for acting and for opening",
    .enabled(if: SmallDisk.isPossible, "a disk of its own can be made by root alone")
  )
  func readOnlyDisk() async throws {
    let disk = try SmallDisk(kilobytes: 8000)
    _ = try await Self.trial(in: disk.path)
    try disk.protect()
    var told: LedgerError?
    do {
      let store = try SQLiteLedger(opening: disk.path + "/ledger.sqlite")
      let trial = try await LiveTrial.open(store, vault: { _ in SmallTrial.vault }, now: { TestClock().now })
      told = await Self.fill(trial, 1).1
    } catch let failure as LedgerError {
      told = failure
    }
    try Self.check(told, says: "can be read but not written")
  }

  @Test("a ledger that may not be written is told as such, and nothing is written")
  func readOnly() async throws {
    let folder = try TestFolder()
    let (trial, store) = try await Self.trial(in: folder.path)
    let head = try await store.head()
    try store.wait { try $0.execute(sql: "PRAGMA query_only = ON") }
    let (acknowledged, failure) = await Self.fill(trial, 1)
    #expect(acknowledged.isEmpty)
    try Self.check(failure, says: "can be read but not written")
    try store.wait { try $0.execute(sql: "PRAGMA query_only = OFF") }
    #expect(try await store.head() == head)
    #expect(try await trial.perform(Self.order(0)).entries.lowerBound == head.count + 1)
  }

  @Test("a locked ledger is waited for, then told as such; afterwards the same request is carried out once")
  func locked() async throws {
    let folder = try TestFolder()
    let (trial, store) = try await Self.trial(in: folder.path, patience: 0.2)
    let head = try await store.head()
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: store.path, configuration: configuration)
    try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
    let (acknowledged, failure) = await Self.fill(trial, 1)
    #expect(acknowledged.isEmpty)
    try Self.check(failure, says: "locked by another program for more than 0.2 s")
    try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    #expect(try await store.head() == head)
    #expect(try await trial.perform(Self.order(0)).isRepeated == false)
    #expect(try await trial.perform(Self.order(0)).isRepeated)
  }

  @Test("where the file is moved away or replaced, nothing is written to either", arguments: [true, false])
  func replaced(byCopy: Bool) async throws {
    let folder = try TestFolder()
    let (trial, store) = try await Self.trial(in: folder.path)
    let head = try await store.head()
    let copy = folder.path + "/copy.sqlite"
    _ = try await store.backup(to: copy)
    let away = folder.path + "/away.sqlite"
    for suffix in ["", "-wal", "-shm"] {
      try FileManager.default.moveItem(atPath: store.path + suffix, toPath: away + suffix)
    }
    if byCopy { try FileManager.default.moveItem(atPath: copy, toPath: store.path) }
    let (acknowledged, failure) = await Self.fill(trial, 1)
    #expect(acknowledged.isEmpty)
    try Self.check(failure, says: "moved or replaced while it was open")
    for path in [away] + (byCopy ? [store.path] : []) {
      #expect(try await LedgerAudit.of(SQLiteSource(path: path)).head == head, "\(path)")
    }
  }

  @Test(
    "a program whose file may not grow any more loses nothing that it acknowledged",
    .timeLimit(.minutes(5))
  )
  func limited() async throws {
    let trial = try await KilledTrial()
    let program = try trial.program("a", kilobytes: 900)
    try await program.fails()
    program.kill()
    try trial.hear(program)
    #expect(!trial.acknowledged.isEmpty)
    for text in trial.failures {
      #expect(text.contains("no answer came") || text.contains("no space is left"), "\(text)")
      #expect(!text.contains("NAME OF"))
    }
    try await trial.check()
    // Without the limit all goes on; the same acts are asked for, and what was in the air is done once.
    let next = try trial.program("a")
    try await next.acknowledges(moreThan: trial.acknowledged.count + 50)
    next.kill()
    try trial.hear(next)
    try await trial.check()
  }
}
