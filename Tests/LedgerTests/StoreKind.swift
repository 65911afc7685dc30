// SPDX-License-Identifier: Apache-2.0

import Ledger

/// The stores that keep the contract.
enum StoreKind: CaseIterable, Sendable {
  case memory

  /// An empty ledger of this kind.
  func make() async throws -> any LedgerStore {
    switch self {
    case .memory: MemoryLedger()
    }
  }
}
