// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import LedgerSQLite

extension TrialFolder {
  /// Writes a whole copy of the ledger into a new file, audited and with the same head; a database's too.
  public func backup(to path: String) async throws(TrialFailure) -> Head {
    guard let place else { throw .ledger(.absent(folder.path)) }
    do {
      if case .file(let source) = place { return try await SQLiteLedger(opening: source).backup(to: path) }
      return try await copy(from: place.open(), to: SQLiteLedger.create(at: path))
    } catch {
      throw .ledger(error)
    }
  }

  /// Makes the ledger of a folder that has none from a backup.
  public func restore(
    _ backup: String,
    against references: [AuditReference]
  ) async throws(TrialFailure) -> Head {
    guard place == nil else { throw .ledger(.occupied(folder.path)) }
    do {
      return try await SQLiteLedger.restore(backup, to: folder.path + "/ledger.sqlite", against: references)
    } catch {
      throw .ledger(error)
    }
  }

  /// Copies the ledger to another place and, when both have the same head, makes that the trial's place.
  ///
  /// The old ledger stays as it is, under a name that no program writes to. What other programs wrote to a file until it got
  /// that name is taken along; programs that have it open then find it replaced, and write nothing more.
  public func move(to target: LedgerPlace) async throws(TrialFailure) -> Head {
    guard let place else { throw .ledger(.absent(folder.path)) }
    let (source, destination): (any LedgerStore, any LedgerStore)
    var head: Head
    do {
      source = try await place.open()
      destination = try await target.create()
      head = try await copy(from: source, to: destination)
    } catch {
      throw .ledger(error)
    }
    do {
      try settle(place, target, head)
    } catch {
      throw .ledger(
        .failed(
          folder.path,
          code: "file",
          message: "the copy is whole, but the folder could not be changed: \(error)"
        )
      )
    }
    do {
      while try await source.head() != head { head = try await copy(from: source, to: destination) }
    } catch {
      throw .ledger(error)
    }
    return head
  }

  private func settle(_ old: LedgerPlace, _ new: LedgerPlace, _ head: Head) throws {
    let files = FileManager.default
    let location = folder.path + "/" + LedgerPlace.locationFile
    if case .database(let url, let name) = new {
      try Data("\(url)\n\(name)\n".utf8).write(to: URL(fileURLWithPath: location), options: .atomic)
      try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: location)
    } else if files.fileExists(atPath: location) {
      try files.removeItem(atPath: location)
    }
    guard case .file(let path) = old, files.fileExists(atPath: path) else { return }
    let kept = path + ".moved-\(head.count)"
    for suffix in ["", "-wal", "-shm"] where files.fileExists(atPath: path + suffix) {
      try files.moveItem(atPath: path + suffix, toPath: kept + suffix)
    }
  }
}

/// Copies a ledger from one kind of store to another.
private func copy(from source: any LedgerStore, to target: any LedgerStore) async throws(LedgerError) -> Head
{
  try await Ledger.copy(from: source, to: target, batch: 1000)
}
