// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDBSQLite

/// SQLite without a ledger, straight through its C interface: the speed that this disk allows.
///
/// Rows of the same bytes, transactions of the same durability; one table, no chain, no claims.
final class BareTable {
  private var connection: OpaquePointer?
  private var insert: OpaquePointer?
  private var number: Int64 = 0

  init(at path: String) throws {
    guard sqlite3_open(path, &connection) == SQLITE_OK else { throw BareTableError(connection) }
    try run("PRAGMA journal_mode = WAL")
    try run("PRAGMA synchronous = FULL")
    try run("CREATE TABLE rows (number INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT")
    guard
      sqlite3_prepare_v2(connection, "INSERT INTO rows VALUES (?, ?)", -1, &insert, nil) == SQLITE_OK
    else { throw BareTableError(connection) }
  }

  deinit {
    sqlite3_finalize(insert)
    sqlite3_close(connection)
  }

  /// Appends `count` rows of `content` in one transaction.
  func append(_ count: Int, of content: [UInt8]) throws {
    try run("BEGIN IMMEDIATE")
    for _ in 0..<count {
      number += 1
      sqlite3_bind_int64(insert, 1, number)
      let done = content.withUnsafeBytes { bytes in
        sqlite3_bind_blob(insert, 2, bytes.baseAddress, Int32(bytes.count), nil)
        return sqlite3_step(insert)
      }
      guard done == SQLITE_DONE else { throw BareTableError(connection) }
      sqlite3_reset(insert)
    }
    try run("COMMIT")
  }

  private func run(_ sql: String) throws {
    guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else { throw BareTableError(connection) }
  }
}

struct BareTableError: Error {
  let message: String

  init(_ connection: OpaquePointer?) {
    message = sqlite3_errmsg(connection).map { String(cString: $0) } ?? "SQLite gave no reason"
  }
}
