// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import Ledger

extension LedgerError {
  /// What SQLite said, in the words of every store.
  ///
  /// Only number and message are taken over: GRDB's own description shows the statement.
  init(_ error: any Error, at path: String, patience: Double) {
    if let error = error as? LedgerError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      self = .failed(path, code: "\(type(of: error))", message: error.localizedDescription)
      return
    }
    let message = error.message ?? "SQLite gave no reason"
    switch error.resultCode {
    case .SQLITE_FULL: self = .full(path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path, seconds: patience)
    case .SQLITE_READONLY: self = .readOnly(path)
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
      let file = LedgerFile(path: path)
      if FileManager.default.fileExists(atPath: path), !file.isWritable {
        self = .readOnly(path)
      } else {
        self = .unreachable(path, because: message, .nothingWritten)
      }
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(path, entry: nil, .unreadable(message))
    // A log whose sync failed may still be found whole after a crash.
    case .SQLITE_IOERR: self = .unreachable(path, because: message, .unknown)
    default: self = .failed(path, code: "SQLite \(error.extendedResultCode.rawValue)", message: message)
    }
  }
}
