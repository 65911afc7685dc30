// SPDX-License-Identifier: Apache-2.0

import Ledger
import Testing

/// A ledger moves from one store to another and stays the same.
@Suite struct LedgerCopyTests {
  @Test(
    "every store's ledger moves to every other, hashes and all",
    arguments: StoreKind.here,
    StoreKind.here
  )
  func moves(from: StoreKind, to: StoreKind) async throws {
    let (source, one) = try await from.make()
    let (target, other) = try await to.make()
    defer { withExtendedLifetime((one, other)) {} }
    let drafts = (1...25).map { Draft(payload: [UInt8($0)], claims: $0 % 3 == 0 ? ["claim/\($0)"] : []) }
    let head = try await source.append(drafts, expecting: .empty)
    #expect(try await copy(from: source, to: target, batch: 10) == head)
    #expect(try await target.read(from: 1, limit: 100) == source.read(from: 1, limit: 100))
    #expect(try await target.holder(of: "claim/9") == 9)
    // Once more is nothing more; then what came since.
    #expect(try await copy(from: source, to: target, batch: 10) == head)
    let end = try await source.append([Draft(payload: [26])], expecting: head)
    #expect(try await copy(from: source, to: target, batch: 10) == end)
  }

  @Test("a target with another history is left alone")
  func occupied() async throws {
    let (source, target) = (MemoryLedger(), MemoryLedger())
    _ = try await source.append([Draft(payload: [1]), Draft(payload: [2])], expecting: .empty)
    let head = try await target.append([Draft(payload: [3])], expecting: .empty)
    await #expect(throws: LedgerError.occupied("the target of the copy")) {
      try await copy(from: source, to: target)
    }
    #expect(try await target.head() == head)
  }
}
