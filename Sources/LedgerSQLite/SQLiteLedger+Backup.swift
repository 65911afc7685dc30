// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import Ledger

extension SQLiteLedger {
  /// Writes a whole copy of the ledger, as it is at one moment, into one new file, while others may go on appending.
  ///
  /// The copy is audited and compared with this ledger before it gets its name, and is on disk when this returns.
  /// - Returns: The head of the copy.
  /// - Throws: `occupied` where there is a file of that name, `damaged` where this ledger is not whole.
  public func backup(to target: String) async throws(LedgerError) -> Head {
    let head = try await Self.duplicate(path, as: target)
    let original = head == .empty ? head : try await read(from: head.count, limit: 1).first?.head
    guard original == head else {
      LedgerFile(path: target).remove()
      throw .damaged(path, entry: head.count, .hash)
    }
    return head
  }

  /// Makes a ledger at `path` from a backup, where no ledger may be.
  ///
  /// Move a damaged one away first, with the files `-wal` and `-shm` beside it. A backup ends where it was made: compare
  /// it with the last anchor or checkpoint to learn what is missing.
  /// - Returns: The head of the restored ledger.
  /// - Throws: `damaged` where the backup is not whole or does not agree with `references`.
  public static func restore(
    _ backup: String,
    to path: String,
    against references: [AuditReference] = []
  ) async throws(LedgerError) -> Head {
    _ = try await whole(backup, against: references)
    return try await duplicate(backup, as: path)
  }

  /// Copies a file through a draft beside `target`, which gets its name when it is whole and on disk.
  private static func duplicate(_ source: String, as target: String) async throws(LedgerError) -> Head {
    let (file, draft) = (LedgerFile(path: target), LedgerFile(path: target + ".unfinished"))
    // Takes the name before the work begins; gives it back if that fails.
    try file.make()
    draft.remove()
    do {
      try await vacuum(source, into: draft.path, for: target)
      let head = try await whole(draft.path)
      try draft.take(the: target)
      return head
    } catch {
      draft.remove()
      file.remove()
      throw error
    }
  }

  /// SQLite's own copy, from one moment of `source`: neither its readers nor its writer wait.
  private static func vacuum(
    _ source: String,
    into draft: String,
    for target: String
  ) async throws(LedgerError) {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    do {
      let queue = try DatabaseQueue(path: source, configuration: configuration)
      try await queue.writeWithoutTransaction { db in
        try db.execute(sql: "VACUUM INTO ?", arguments: [draft])
      }
    } catch {
      let error = LedgerError(error, at: source, patience: 5)
      throw error == .full(source) ? .full(target) : error
    }
  }

  /// The head of a file that an audit finds nothing wrong with.
  private static func whole(
    _ path: String,
    against references: [AuditReference] = []
  ) async throws(LedgerError) -> Head {
    let audit = try await LedgerAudit.of(SQLiteSource(path: path), against: references)
    if let finding = audit.first {
      throw .damaged(path, entry: finding.entry, .malformed("\(finding.fault)"))
    }
    return audit.head
  }
}

extension LedgerFile {
  /// Gives this file the name of the empty one at `target`, on disk.
  fileprivate func take(the target: String) throws(LedgerError) {
    chmod(path, 0o600)
    try sync()
    guard rename(path, target) == 0 else {
      let number = errno
      throw .failed(target, code: "errno \(number)", message: String(cString: strerror(number)))
    }
    try LedgerFile(path: target).sync()
  }
}
