// SPDX-License-Identifier: Apache-2.0

import Ledger
import LedgerPostgres
import LedgerSQLite

/// The stores that keep the contract.
enum StoreKind: Sendable {
  case memory
  case sqlite
  case postgres

  /// Those that can be tested here.
  static let here: [StoreKind] = [.memory, .sqlite] + (PostgresServer.url == nil ? [] : [.postgres])

  /// An empty ledger of this kind, and what has to stay alive for it.
  func make() async throws -> (store: any LedgerStore, keeping: Scratch) {
    let scratch = try Scratch()
    switch self {
    case .memory: return (MemoryLedger(), scratch)
    case .sqlite: return (try SQLiteLedger.create(at: scratch.child("ledger.sqlite")), scratch)
    case .postgres:
      #if PostgreSQL
        let name = PostgresServer.freshName()
        return (try await PostgresLedger.create(at: PostgresServer.url ?? "", name: name), scratch)
      #else
        return (MemoryLedger(), scratch)
      #endif
    }
  }
}
