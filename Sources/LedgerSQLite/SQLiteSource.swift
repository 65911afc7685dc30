// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import Ledger

/// A ledger file as an audit sees it: opened for reading only, every row of every table.
public struct SQLiteSource: AuditSource {
  public let place: String

  public init(path: String) { place = path }

  public func show(to walk: inout AuditWalk) async throws(LedgerError) {
    do {
      try LedgerFile(path: place).check()
    } catch {
      guard case .damaged(_, _, .unreadable(let what)) = error else { throw error }
      walk.note(nil, .unreadable(what))
      return
    }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    do {
      let queue = try DatabaseQueue(path: place, configuration: configuration)
      walk = try await queue.read { [walk] db in
        var walk = walk
        try Self.showEntries(of: db, to: &walk)
        try Self.showClaims(of: db, to: &walk)
        try Self.showStructure(of: db, to: &walk)
        return walk
      }
    } catch {
      let error = LedgerError(error, at: place, patience: 5)
      guard case .damaged(_, _, .unreadable(let what)) = error else { throw error }
      walk.note(nil, .unreadable(what))
    }
  }

  private static func showEntries(of db: Database, to walk: inout AuditWalk) throws {
    do {
      let rows = try Row.fetchCursor(
        db,
        sql: "SELECT number, previous, claims, payload, hash FROM entries ORDER BY number"
      )
      while let row = try rows.next() {
        try SQLiteLedger.withFields(of: row) { walk.take($0) }
      }
    } catch let error as DatabaseError {
      try note(error, at: walk.next, to: &walk)
    }
  }

  private static func showClaims(of db: Database, to walk: inout AuditWalk) throws {
    do {
      let rows = try Row.fetchCursor(db, sql: "SELECT name, entry FROM claims ORDER BY entry, name")
      while let row = try rows.next() {
        let entry: Int64 = row[1]
        try row.withUnsafeData(atIndex: 0) { name in
          name?.withUnsafeBytes { walk.take(claim: $0, entry: entry) }
        }
      }
    } catch let error as DatabaseError {
      try note(error, at: nil, to: &walk)
    }
  }

  /// The schema as it must be, and the pages behind it.
  private static func showStructure(of db: Database, to walk: inout AuditWalk) throws {
    do {
      var expected = Dictionary(uniqueKeysWithValues: LedgerSchema.objects.map { ($0.name, $0) })
      let rows = try Row.fetchAll(
        db,
        // SQLite makes its own indexes for keys; their names are its own too.
        sql: "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
      )
      for row in rows {
        let (type, name, sql): (String, String, String?) = (row[0], row[1], row[2])
        guard let object = expected.removeValue(forKey: name) else {
          walk.note(nil, .structure("the \(type) \"\(name)\" does not belong to a ledger"))
          continue
        }
        if object.type != type || object.sql != sql {
          walk.note(nil, .structure("the \(type) \"\(name)\" was changed"))
        }
      }
      for object in LedgerSchema.objects where expected[object.name] != nil {
        walk.note(nil, .structure("the \(object.type) \"\(object.name)\" is missing"))
      }
      for fault in try String.fetchAll(db, sql: "PRAGMA integrity_check(10)") where fault != "ok" {
        walk.note(nil, .structure("SQLite finds: \(fault)"))
      }
    } catch let error as DatabaseError {
      try note(error, at: nil, to: &walk)
    }
  }

  /// A damaged page is a finding; a lock or a missing right is not.
  private static func note(_ error: DatabaseError, at entry: Int?, to walk: inout AuditWalk) throws {
    switch error.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_IOERR, .SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_FORMAT:
      walk.note(entry, .unreadable(error.message ?? "SQLite gave no reason"))
    default: throw error
    }
  }
}
