// SPDX-License-Identifier: Apache-2.0

import GRDB
import Ledger

/// A ledger in one SQLite file, `ledger.sqlite` of a study folder.
///
/// The file is in WAL mode with full synchronous durability: what was appended survives a power cut. Several programs of
/// one machine may have it open; not over a network file system, where SQLite's log does not work.
public final class SQLiteLedger: LedgerStore {
  public let path: String
  /// How long to wait for another program's lock, in seconds.
  public let patience: Double
  let pool: DatabasePool
  private let identity: LedgerFile.Identity?

  /// Opens the ledger at `path`; nothing is made where there is none.
  public convenience init(opening path: String, patience: Double = 5) throws(LedgerError) {
    try LedgerFile(path: path).check()
    try self.init(path, patience: patience)
    // The schema as SQLite reads it, so that a file cut off behind its header does not open.
    _ = try wait { db in try Self.head(db, at: path) }
  }

  /// Makes an empty ledger at `path`, where nothing may be yet.
  public static func create(at path: String, patience: Double = 5) throws(LedgerError) -> SQLiteLedger {
    let file = LedgerFile(path: path)
    try file.make()
    do {
      let ledger = try SQLiteLedger(path, patience: patience)
      try ledger.wait { db in
        try db.inTransaction(.immediate) {
          for object in LedgerSchema.objects { try db.execute(sql: object.sql) }
          try db.execute(sql: "PRAGMA application_id = \(LedgerSchema.applicationID)")
          try db.execute(sql: "PRAGMA user_version = \(LedgerSchema.version)")
          return .commit
        }
        // The header of the file itself now says what it is.
        try db.checkpoint(.truncate)
      }
      try file.sync()
      return ledger
    } catch {
      file.remove()
      throw error
    }
  }

  private init(_ path: String, patience: Double) throws(LedgerError) {
    self.path = path
    self.patience = patience
    identity = LedgerFile(path: path).identity
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.label = "ledger"
    do {
      pool = try DatabasePool(path: path, configuration: configuration)
      // GRDB has lowered the writer to NORMAL when it set up the log, which a power cut would make us regret.
      try pool.barrierWriteWithoutTransaction { db in
        try db.execute(sql: "PRAGMA synchronous = FULL")
      }
    } catch {
      throw LedgerError(error, at: path, patience: patience)
    }
    let level = try synchronous()
    guard level >= 2 else {
      throw .unsuitable(path, .setting("synchronous", is: "\(level)", shouldBe: "2 (FULL)"))
    }
  }

  /// The writer's level of durability: 2 is FULL.
  func synchronous() throws(LedgerError) -> Int {
    try wait { db in try Int.fetchOne(db, sql: "PRAGMA synchronous") ?? 0 }
  }

  public func head() async throws(LedgerError) -> Head {
    try await reading { [path] db in try Self.head(db, at: path) }
  }

  public func append(_ drafts: [Draft], expecting head: Head) async throws(LedgerError) -> Head {
    let entries = try Chain.link(drafts, after: head)
    return try await writing { [path, identity] db in
      // Entries for a file that was moved away would be lost with it.
      guard LedgerFile(path: path).identity == identity else {
        throw LedgerError.unsuitable(path, .replaced)
      }
      try db.inTransaction(.immediate) {
        let now = try Self.head(db, at: path)
        guard now == head else { throw LedgerError.moved(now) }
        try Self.insert(entries, into: db)
        return .commit
      }
      return entries.last?.head ?? head
    }
  }

  public func read(from index: Int, limit: Int) async throws(LedgerError) -> [Entry] {
    guard limit > 0 else { return [] }
    return try await reading { [path] db in
      try Self.entries(from: max(index, 1), limit: limit, in: db, at: path)
    }
  }

  public func holder(of claim: String) async throws(LedgerError) -> Int? {
    try await reading { db in
      try Int.fetchOne(db, sql: "SELECT entry FROM claims WHERE name = ?", arguments: [claim])
    }
  }
}

extension SQLiteLedger {
  /// Runs `body` alone on the writer, outside a transaction, and waits for it.
  @discardableResult
  func wait<T>(_ body: (Database) throws -> T) throws(LedgerError) -> T {
    do {
      return try pool.writeWithoutTransaction(body)
    } catch {
      throw LedgerError(error, at: path, patience: patience)
    }
  }

  /// Runs `body` on the writer; a task that is cancelled meanwhile still learns what became of it.
  private func writing<T: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> T
  ) async throws(LedgerError) -> T {
    let result: Result<T, any Error> = await withCheckedContinuation { continuation in
      pool.asyncWriteWithoutTransaction { db in continuation.resume(returning: Result { try body(db) }) }
    }
    return try unwrap(result)
  }

  /// Runs `body` on a reader.
  func reading<T: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> T
  ) async throws(LedgerError) -> T {
    let result: Result<T, any Error> = await withCheckedContinuation { continuation in
      pool.asyncRead { db in continuation.resume(returning: Result { try body(db.get()) }) }
    }
    return try unwrap(result)
  }

  private func unwrap<T>(_ result: Result<T, any Error>) throws(LedgerError) -> T {
    switch result {
    case .success(let value): return value
    case .failure(let error): throw LedgerError(error, at: path, patience: patience)
    }
  }
}
