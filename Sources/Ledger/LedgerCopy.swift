// SPDX-License-Identifier: Apache-2.0

/// Copies a ledger into another store, entry by entry, and verifies both.
///
/// The target is empty, or holds the beginning of the same ledger: a copy that was interrupted goes on where it
/// stopped. Hashes do not depend on the store, so both end at the same head.
/// - Parameters:
///   - source: Where the entries are; appended to meanwhile, it is followed.
///   - target: Where they go.
///   - batch: How many entries are appended at once.
/// - Returns: The head of both.
/// - Throws: `occupied` where the target holds another ledger, `damaged` where either is not whole, and what the
///   stores throw.
public func copy(
  from source: some LedgerStore,
  to target: some LedgerStore,
  batch: Int = 1000
) async throws(LedgerError) -> Head {
  precondition(batch > 0, "a batch has at least one entry")
  var end = try await target.head()
  if end != .empty {
    guard try await source.read(from: end.count, limit: 1).first?.head == end else {
      throw .occupied("the target of the copy")
    }
  }
  while true {
    let entries = try await source.read(from: end.count + 1, limit: batch)
    guard let last = entries.last else { break }
    end = try await target.append(entries.map(\.draft), expecting: end)
    guard end == last.head else { throw .damaged("the copy", entry: last.index, .hash) }
  }
  for (store, name) in [(source as any LedgerStore, "the source"), (target, "the copy")] {
    let audit = try await LedgerAudit.of(store: store, named: name)
    if let finding = audit.first {
      throw .damaged(name, entry: finding.entry, .malformed("\(finding.fault)"))
    }
    guard audit.head.count >= end.count else { throw .damaged(name, entry: end.count, .missing) }
  }
  return end
}
