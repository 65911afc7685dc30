// SPDX-License-Identifier: Apache-2.0

/// A ledger that lasts as long as the program: for tests and dry runs.
public actor MemoryLedger: LedgerStore {
  private var entries: [Entry] = []
  /// By the bytes of a claim's name, as every store compares them.
  private var holders: [[UInt8]: Int] = [:]

  public init() {}

  public func head() throws(LedgerError) -> Head { entries.last?.head ?? .empty }

  public func append(_ drafts: [Draft], expecting head: Head) throws(LedgerError) -> Head {
    let linked = try Chain.link(drafts, after: head)
    let now = try self.head()
    guard now == head else { throw .moved(now) }
    for claim in drafts.lazy.flatMap(\.claims) {
      if let holder = holders[Array(claim.utf8)] { throw .claimed(claim, by: holder) }
    }
    for entry in linked {
      for claim in entry.claims { holders[Array(claim.utf8)] = entry.index }
    }
    entries.append(contentsOf: linked)
    return linked.last?.head ?? head
  }

  public func read(from index: Int, limit: Int) throws(LedgerError) -> [Entry] {
    let start = max(index, 1)
    guard start <= entries.count, limit > 0 else { return [] }
    return Array(entries[(start - 1)..<min(entries.count, start - 1 + limit)])
  }

  public func holder(of claim: String) throws(LedgerError) -> Int? { holders[Array(claim.utf8)] }
}
