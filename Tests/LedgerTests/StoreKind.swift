// SPDX-License-Identifier: Apache-2.0

import Ledger
import LedgerSQLite

/// The stores that keep the contract.
enum StoreKind: CaseIterable, Sendable {
  case memory
  case sqlite

  /// An empty ledger of this kind, and what has to stay alive for it.
  func make() async throws -> (store: any LedgerStore, keeping: Scratch) {
    let scratch = try Scratch()
    switch self {
    case .memory: return (MemoryLedger(), scratch)
    case .sqlite: return (try SQLiteLedger.create(at: scratch.child("ledger.sqlite")), scratch)
    }
  }
}
