// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import Ledger

/// Rows to entries and back.
extension SQLiteLedger {
  static func head(_ db: Database, at path: String) throws -> Head {
    let last = try db.cachedStatement(
      sql: "SELECT number, hash FROM entries ORDER BY number DESC LIMIT 1"
    )
    guard let row = try Row.fetchOne(last) else { return .empty }
    let number: Int = row[0]
    let hash = try row.withUnsafeData(atIndex: 1) { $0?.withUnsafeBytes { EntryHash(bytes: $0) } }
    guard let hash else {
      throw LedgerError.damaged(path, entry: number, .malformed("its hash is not a hash"))
    }
    return Head(count: number, hash: hash)
  }

  static func insert(_ entries: [Entry], into db: Database) throws {
    let row = try db.cachedStatement(
      sql: "INSERT INTO entries (number, previous, claims, payload, hash) VALUES (?, ?, ?, ?, ?)"
    )
    let claim = try db.cachedStatement(
      sql: "INSERT INTO claims (name, entry) VALUES (?, ?) ON CONFLICT (name) DO NOTHING"
    )
    for entry in entries {
      for name in entry.claims {
        try claim.execute(arguments: [name, entry.index])
        if db.changesCount == 0 {
          let holder = try Int.fetchOne(db, sql: "SELECT entry FROM claims WHERE name = ?", arguments: [name])
          throw LedgerError.claimed(name, by: holder ?? 0)
        }
      }
      try row.execute(
        arguments: [
          entry.index, Data(entry.previous.bytes), ClaimList.text(entry.claims), Data(entry.payload),
          Data(entry.hash.bytes),
        ]
      )
    }
  }

  /// The entries from `index` on, checked against their hashes and against the one before them.
  static func entries(from index: Int, limit: Int, in db: Database, at path: String) throws -> [Entry] {
    let select = try db.cachedStatement(
      sql: """
        SELECT number, previous, claims, payload, hash FROM entries WHERE number >= ? ORDER BY number LIMIT ?
        """
    )
    // One more, for the link of the first.
    let start = max(index - 1, 1)
    let rows = try Row.fetchCursor(select, arguments: [start, limit + (index - start)])
    var entries: [Entry] = []
    while let row = try rows.next() {
      try entries.append(withFields(of: row) { try $0.entry(in: path) })
    }
    try Chain.check(entries, from: start, after: nil, in: path)
    return Array(entries.drop { $0.index < index })
  }

  /// Hands over the fields of a row of `number, previous, claims, payload, hash` without copying them.
  static func withFields<T>(of row: Row, _ body: (StoredFields) throws -> T) throws -> T {
    func bytes<R>(_ index: Int, _ body: (UnsafeRawBufferPointer?) throws -> R) throws -> R {
      try row.withUnsafeData(atIndex: index) { data in
        guard let data else { return try body(nil) }
        return try data.withUnsafeBytes { try body($0) }
      }
    }
    let number: Int64 = row[0]
    return try bytes(1) { previous in
      try bytes(2) { claims in
        try bytes(3) { payload in
          try bytes(4) { hash in
            try body(
              StoredFields(number: number, previous: previous, claims: claims, payload: payload, hash: hash)
            )
          }
        }
      }
    }
  }
}
