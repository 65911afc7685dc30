// SPDX-License-Identifier: Apache-2.0

import Ledger
import Testing

/// What every store does, whatever it is made of.
@Suite struct StoreContract {
  @Test("a new ledger is empty", arguments: StoreKind.here)
  func empty(kind: StoreKind) async throws {
    let (store, scratch) = try await kind.make()
    defer { withExtendedLifetime(scratch) {} }
    #expect(try await store.head() == .empty)
    #expect(try await store.read(from: 1, limit: 10).isEmpty)
    #expect(try await store.append([], expecting: .empty) == .empty)
    #expect(try await store.holder(of: "anything") == nil)
  }

  @Test("entries come back as they were appended, chained", arguments: StoreKind.here)
  func roundTrip(kind: StoreKind) async throws {
    let (store, scratch) = try await kind.make()
    defer { withExtendedLifetime(scratch) {} }
    let drafts = [
      Draft(payload: []), Draft(payload: Array(0...255), claims: ["allocation/001", "request/7f"]),
      Draft(payload: Array("病人".utf8), claims: ["中心/北京", "e\u{301}", "\u{e9}", " ", "a\\b\"c'{},NULL"]),
    ]
    var expected: [Entry] = []
    for draft in drafts { expected.append(Entry(draft, after: expected.last?.head ?? .empty)) }

    let middle = try await store.append([drafts[0]], expecting: .empty)
    #expect(middle == expected[0].head)
    let end = try await store.append(Array(drafts[1...]), expecting: middle)
    #expect(end == expected[2].head)
    #expect(try await store.head() == end)
    let entries = try await store.read(from: 1, limit: 100)
    #expect(entries == expected)
    // Byte for byte: "é" in its two spellings stays two claims.
    #expect(entries[2].claims.map { Array($0.utf8) } == drafts[2].claims.map { Array($0.utf8) })
    #expect(try await store.append([], expecting: end) == end)
  }

  @Test("reading begins and ends where it is told", arguments: StoreKind.here)
  func windows(kind: StoreKind) async throws {
    let (store, scratch) = try await kind.make()
    defer { withExtendedLifetime(scratch) {} }
    _ = try await store.append((1...20).map { Draft(payload: [UInt8($0)]) }, expecting: .empty)
    for (from, limit, expected) in [
      (1, 5, 1...5), (6, 5, 6...10), (18, 5, 18...20), (20, 1, 20...20), (0, 2, 1...2), (-7, 2, 1...2),
    ] {
      #expect(try await store.read(from: from, limit: limit).map(\.index) == Array(expected))
    }
    #expect(try await store.read(from: 21, limit: 5).isEmpty)
    #expect(try await store.read(from: 3, limit: 0).isEmpty)
  }

  @Test("nothing is appended behind a head that has moved", arguments: StoreKind.here)
  func moved(kind: StoreKind) async throws {
    let (store, scratch) = try await kind.make()
    defer { withExtendedLifetime(scratch) {} }
    let first = try await store.append([Draft(payload: [1])], expecting: .empty)
    await #expect(throws: LedgerError.moved(first)) {
      try await store.append([Draft(payload: [2], claims: ["late"])], expecting: .empty)
    }
    // Right number, wrong hash: a head of another ledger.
    let foreign = Head(count: 1, hash: .zero)
    await #expect(throws: LedgerError.moved(first)) {
      try await store.append([Draft(payload: [2])], expecting: foreign)
    }
    await #expect(throws: LedgerError.moved(first)) { try await store.append([], expecting: foreign) }
    #expect(try await store.head() == first)
    #expect(try await store.holder(of: "late") == nil)
  }

  @Test("a claim is granted once, and a refused batch leaves nothing", arguments: StoreKind.here)
  func claims(kind: StoreKind) async throws {
    let (store, scratch) = try await kind.make()
    defer { withExtendedLifetime(scratch) {} }
    let head = try await store.append(
      [Draft(payload: [1]), Draft(payload: [2], claims: ["allocation/001"])],
      expecting: .empty
    )
    #expect(try await store.holder(of: "allocation/001") == 2)
    await #expect(throws: LedgerError.claimed("allocation/001", by: 2)) {
      try await store.append(
        [Draft(payload: [3], claims: ["x"]), Draft(payload: [4], claims: ["y", "allocation/001"])],
        expecting: head
      )
    }
    #expect(try await store.head() == head)
    #expect(try await store.holder(of: "x") == nil)
    await #expect(throws: LedgerError.claimed("x", by: 3)) {
      try await store.append(
        [Draft(payload: [3], claims: ["x"]), Draft(payload: [4], claims: ["x"])],
        expecting: head
      )
    }
    // Case and accents make different names.
    let end = try await store.append([Draft(payload: [3], claims: ["Allocation/001"])], expecting: head)
    #expect(end.count == 3)
  }

  @Test("a draft that no ledger takes is refused", arguments: StoreKind.here)
  func unfit(kind: StoreKind) async throws {
    let (store, scratch) = try await kind.make()
    defer { withExtendedLifetime(scratch) {} }
    let claims = ["", "a\nb", "a\u{0}b", String(repeating: "x", count: Draft.longestClaim + 1)]
    for claim in claims {
      do {
        let drafts = [Draft(payload: [1]), Draft(payload: [2], claims: [claim])]
        _ = try await store.append(drafts, expecting: .empty)
        Issue.record("took \(claim.debugDescription)")
      } catch {
        guard case .unfit(draft: 2, _) = error else {
          Issue.record("\(error)")
          continue
        }
      }
    }
    let long = Draft(payload: Array(repeating: 7, count: Draft.longestPayload + 1))
    await #expect(throws: LedgerError.self) { try await store.append([long], expecting: .empty) }
    #expect(try await store.head() == .empty)

    let longest = String(repeating: "界", count: Draft.longestClaim / 3)
    _ = try await store.append([Draft(payload: [1], claims: [longest])], expecting: .empty)
    #expect(try await store.holder(of: longest) == 1)
  }

  @Test("many at once lose nothing and double nothing", arguments: StoreKind.here)
  func concurrency(kind: StoreKind) async throws {
    let (store, scratch) = try await kind.make()
    defer { withExtendedLifetime(scratch) {} }
    let tasks = 8, each = 12
    let acknowledged = try await withThrowingTaskGroup(of: [Int: [UInt8]].self) { group in
      for task in 0..<tasks {
        group.addTask {
          var mine: [Int: [UInt8]] = [:]
          for number in 0..<each {
            let payload: [UInt8] = [UInt8(task), UInt8(number)]
            var head = try await store.head()
            while mine.count <= number {
              do {
                let end = try await store.append(
                  [Draft(payload: payload, claims: ["request/\(task)/\(number)"])],
                  expecting: head
                )
                mine[end.count] = payload
              } catch let LedgerError.moved(now) {
                head = now
              }
            }
          }
          return mine
        }
      }
      return try await group.reduce(into: [:]) { all, mine in
        all.merge(mine) { _, other in
          Issue.record("an index was acknowledged twice")
          return other
        }
      }
    }
    let entries = try await store.read(from: 1, limit: 1000)
    #expect(entries.count == tasks * each)
    #expect(Dictionary(uniqueKeysWithValues: entries.map { ($0.index, $0.payload) }) == acknowledged)
    try Chain.check(entries, from: 1, after: nil, in: "\(kind)")
  }
}
