// SPDX-License-Identifier: Apache-2.0

import Ledger
import Testing
import TrialConduct
import TrialDesign

@testable import Coordination

@Suite struct LiveTrialTests {
  @Test("an order with a key is carried out once, in this run and in the next")
  func idempotent() async throws {
    let store = MemoryLedger()
    let trial = try await SmallTrial.begin(store)
    try await SmallTrial.prepare("S1", in: trial)
    let order = Order(.randomize(subject: "S1"), by: "li", key: "once")
    let first = try await trial.perform(order)
    let second = try await trial.perform(order)
    #expect(!first.isRepeated)
    #expect(second.isRepeated && second.entries == first.entries)

    let again = try await LiveTrial.open(store, vault: { _ in SmallTrial.vault }, now: { TestClock().now })
    let third = try await again.perform(order)
    #expect(third.isRepeated && third.entries == first.entries)
    #expect(try await store.head().count == first.entries.upperBound)
  }

  @Test("without a key a second request is refused, and nothing is written")
  func allocatedOnce() async throws {
    let store = MemoryLedger()
    let trial = try await SmallTrial.begin(store)
    try await SmallTrial.prepare("S1", in: trial)
    _ = try await trial.perform(Order(.randomize(subject: "S1"), by: "li"))
    let head = try await store.head()
    await #expect(throws: TrialFailure.self) {
      try await trial.perform(Order(.randomize(subject: "S1"), by: "li"))
    }
    #expect(try await store.head() == head)
  }

  @Test("64 who ask at once get one place each, whichever of two programs they ask")
  func race() async throws {
    let store = MemoryLedger()
    let trial = try await SmallTrial.begin(store)
    for number in 1...32 { try await SmallTrial.prepare("S\(number)", in: trial) }
    let other = try await LiveTrial.open(store, vault: { _ in SmallTrial.vault }, now: { TestClock().now })
    // Every subject is asked for twice, once at each program.
    let done = await withTaskGroup(of: Bool.self) { group in
      for number in 1...32 {
        for program in [trial, other] {
          group.addTask {
            (try? await program.perform(Order(.randomize(subject: "S\(number)"), by: "li"))) != nil
          }
        }
      }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(done == 32)
    let state = try await TrialHistory(store).state()
    #expect(state.allocations.map(\.number) == Array(1...32))
    #expect(Set(state.allocations.map(\.subject)).count == 32)
    // The list is what one asker at a time would have got: blocks end balanced to within half the largest block.
    let arms = state.allocations.map(\.arm)
    #expect(abs(arms.count { $0 == "A" } - arms.count { $0 == "B" }) <= 2)
  }

  @Test("what is foreseen is not written")
  func foresight() async throws {
    let store = MemoryLedger()
    let trial = try await SmallTrial.begin(store)
    let head = try await store.head()
    let screening = Screening(subject: "S1", site: "north", on: try date("2025-03-10"), identity: nil)
    let foresight = await trial.foresee(Order(.screen(screening), by: "li"))
    #expect(try foresight.outcome.get().map(\.fact) == [.screened(screening)])
    #expect(try await store.head() == head)
    #expect(await trial.reading { state, _, _ in state.subjects.isEmpty })
  }

  @Test("a clock that jumps back is refused; one that lags a little is held at the last entry")
  func clock() async throws {
    let clock = TestClock()
    let trial = try await SmallTrial.begin(MemoryLedger(), clock: clock)
    let day = try date("2025-03-01")
    clock.advance(-60)
    let receipt = try await trial.perform(
      Order(.screen(Screening(subject: "S1", site: "north", on: day, identity: nil)), by: "li")
    )
    #expect(receipt.events[0].at == TestClock().now)
    clock.advance(-3600)
    await #expect {
      try await trial.perform(
        Order(.screen(Screening(subject: "S2", site: "north", on: day, identity: nil)), by: "li")
      )
    } throws: { error in
      guard case TrialFailure.clock = error else { return false }
      return true
    }
  }

  @Test("the same person is found at another site, and neither is told who it is")
  func samePerson() async throws {
    let trial = try await SmallTrial.begin(MemoryLedger())
    let day = try date("2025-03-10")
    let hash = String(repeating: "ab", count: 32)
    _ = try await trial.perform(
      Order(.screen(Screening(subject: "S1", site: "north", on: day, identity: hash)), by: "li")
    )
    await #expect {
      try await trial.perform(
        Order(.screen(Screening(subject: "T1", site: "south", on: day, identity: hash)), by: "sun")
      )
    } throws: { error in
      guard case TrialFailure.refused(.samePerson(let subject)) = error else { return false }
      return subject == nil
    }
  }

  @Test("a field of a megabyte and hostile texts come back as they were written")
  func hostile() async throws {
    let store = MemoryLedger()
    let trial = try await SmallTrial.begin(store)
    try await SmallTrial.prepare("S1", in: trial)
    for text in [
      String(repeating: "x", count: 1 << 20), "\"'; DROP TABLE entries;--", "\u{202E}abc\u{0000}\u{0007}",
      "{\"v\":1}", "<script>alert(1)</script>", "😀\r\n,;\t",
    ] {
      let row = RowReference("S1", "baseline")
      _ = try await trial.perform(
        Order(.correct(row, values: [EnteredValue("name", text)], expecting: nil), by: "li", reason: "test")
      )
      let state = try await TrialHistory(store).state()
      #expect(state.row(row)?.text("name") == text.trimmed)
    }
  }

  @Test("a store that fails loses nothing that was acknowledged, and the state stays that of the ledger")
  func failingStore() async throws {
    let store = FailingLedger()
    let trial = try await SmallTrial.begin(store)
    let day = try date("2025-03-10")
    await store.fail(with: .full("disk"))
    await #expect(throws: TrialFailure.self) {
      try await trial.perform(
        Order(.screen(Screening(subject: "S1", site: "north", on: day, identity: nil)), by: "li")
      )
    }
    #expect(await trial.reading { state, _, _ in state.subjects.isEmpty })
    await store.fail(with: nil)
    _ = try await trial.perform(
      Order(.screen(Screening(subject: "S1", site: "north", on: day, identity: nil)), by: "li")
    )
    // An answer that got lost: it was written, and the retry with the same key finds it.
    await store.loseNextAnswer()
    let receipt = try await trial.perform(
      Order(.screen(Screening(subject: "S2", site: "north", on: day, identity: nil)), by: "li", key: "k")
    )
    #expect(receipt.isRepeated)
    #expect(try await TrialHistory(store).state().subjects.map(\.id) == ["S1", "S2"])
  }
}

extension String {
  /// As capture keeps it.
  fileprivate var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace ?? false { rest = rest.dropFirst() }
    while rest.last?.isWhitespace ?? false { rest = rest.dropLast() }
    return String(rest)
  }
}

/// A ledger whose disk fills up, and whose answers get lost.
private actor FailingLedger: LedgerStore {
  private let inner = MemoryLedger()
  private var failure: LedgerError?
  private var losesAnswer = false

  func fail(with error: LedgerError?) { failure = error }

  func loseNextAnswer() { losesAnswer = true }

  func head() async throws(LedgerError) -> Head { try await inner.head() }

  func append(_ drafts: [Draft], expecting head: Head) async throws(LedgerError) -> Head {
    if let failure { throw failure }
    let new = try await inner.append(drafts, expecting: head)
    guard losesAnswer else { return new }
    losesAnswer = false
    throw .unreachable("server", because: "the line broke", .unknown)
  }

  func read(from index: Int, limit: Int) async throws(LedgerError) -> [Entry] {
    try await inner.read(from: index, limit: limit)
  }

  func holder(of claim: String) async throws(LedgerError) -> Int? { try await inner.holder(of: claim) }
}
