// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import Ledger

@testable import LedgerSQLite

/// A small ledger file, and the hands of somebody who changes it behind everybody's back.
struct LedgerFixture {
  let scratch: Scratch
  let path: String

  /// Five entries with and without claims, an empty payload, and a name of two bytes a letter.
  static let drafts = [
    Draft(payload: Array("consent S-001".utf8)),
    Draft(payload: Array("randomized S-001 A".utf8), claims: ["allocation/001", "request/7f"]),
    Draft(payload: []),
    Draft(payload: Array(repeating: 0xA5, count: 40), claims: ["зал/1"]),
    Draft(payload: Array("randomized S-002 B".utf8), claims: ["allocation/002"]),
  ]

  init(_ drafts: [Draft] = Self.drafts) async throws {
    scratch = try Scratch()
    path = scratch.child("ledger.sqlite")
    _ = try await SQLiteLedger.create(at: path).append(drafts, expecting: .empty)
  }

  var head: Head {
    get async throws { try await SQLiteLedger(opening: path).head() }
  }

  /// Runs statements that no ledger allows; afterwards everything but the rows is as it was.
  func tamper(_ change: (Database) throws -> Void) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
      let triggers = LedgerSchema.objects.filter { $0.type == "trigger" }
      for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger.name)") }
      try change(db)
      for trigger in triggers { try db.execute(sql: trigger.sql) }
    }
    try queue.close()
  }

  func tamper(_ sql: String) throws { try tamper { try $0.execute(sql: sql) } }

  func audit(against references: AuditReference...) async throws -> LedgerAudit {
    try await LedgerAudit.of(SQLiteSource(path: path), against: references)
  }
}
