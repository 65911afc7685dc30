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

  @Test("a key that was used for another act, another subject or by another person repeats nothing")
  func keyReused() async throws {
    let store = MemoryLedger()
    let trial = try await SmallTrial.begin(store)
    for id in ["S1", "S2"] { try await SmallTrial.prepare(id, in: trial) }
    _ = try await trial.perform(Order(.randomize(subject: "S1"), by: "li", key: "k"))
    let head = try await store.head()
    let others = [
      Order(.randomize(subject: "S2"), by: "li", key: "k"),
      Order(.noteRandomizedInError(subject: "S1"), by: "li", reason: "r", key: "k"),
      Order(.randomize(subject: "S1"), by: "sun", key: "k"),
    ]
    let again = try await LiveTrial.open(store, vault: { _ in SmallTrial.vault }, now: { TestClock().now })
    for (program, order) in others.flatMap({ [(trial, $0), (again, $0)] }) {
      do {
        _ = try await program.perform(order)
        Issue.record("\(order.act) was answered")
      } catch {
        guard case .keyReused("k") = error else {
          Issue.record("\(error)")
          continue
        }
      }
    }
    #expect(try await store.head() == head)
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
    #expect(try await TrialHistory(store).state().subjects.map(\.id) == ["S1"])
  }

  @Test(
    "what was written though its answer got lost is written once, with a key or without",
    arguments: [nil, "k"]
  )
  func lostAnswer(key: String?) async throws {
    let store = FailingLedger()
    let trial = try await SmallTrial.begin(store)
    try await SmallTrial.prepare("S1", in: trial)
    _ = try await trial.perform(Order(.randomize(subject: "S1"), by: "li"))
    await store.loseNextAnswer()
    // A row of a log, which no rule keeps from being written twice.
    let receipt = try await trial.perform(SmallTrial.counts("S1", "140", key: key))
    #expect(!receipt.isRepeated)
    #expect(
      try await store.read(from: receipt.entries.lowerBound, limit: 9).map(\.payload)
        == receipt.events.map(\.bytes)
    )
    #expect(try await TrialHistory(store).state().subject("S1")?.forms["counts"]?.count == 1)
    let next = try await trial.perform(SmallTrial.counts("S1", "150", key: nil))
    #expect(next.entries.lowerBound == receipt.entries.upperBound + 1)
    #expect(next.head == (try await store.head()))
  }

  @Test("where nothing can be read after a lost answer, nobody is told that nothing was written")
  func unknown() async throws {
    let store = FailingLedger()
    let trial = try await SmallTrial.begin(store)
    try await SmallTrial.prepare("S1", in: trial)
    let order = Order(.randomize(subject: "S1"), by: "li", key: "k")
    await store.loseNextAnswer(andGoAway: true)
    await #expect {
      try await trial.perform(order)
    } throws: { error in
      guard case TrialFailure.ledger(.unreachable(_, _, .unknown)) = error else { return false }
      return true
    }
    await store.comeBack()
    let receipt = try await trial.perform(order)
    #expect(receipt.isRepeated)
    #expect(try await TrialHistory(store).state().allocations.map(\.subject) == ["S1"])
  }

  @Test("a request that made several entries is answered with all of them, in the next run too")
  func several() async throws {
    let store = MemoryLedger()
    let trial = try await SmallTrial.begin(store)
    try await SmallTrial.prepare("S1", in: trial)
    _ = try await trial.perform(Order(.randomize(subject: "S1"), by: "li"))
    // A count above 1000 is asked about at once.
    let order = SmallTrial.counts("S1", "1400", key: "k")
    let first = try await trial.perform(order)
    #expect(first.entries.count == 2)
    let again = try await LiveTrial.open(store, now: { TestClock().now })
    #expect(try await again.perform(order).entries == first.entries)
  }

  @Test("a key that no ledger takes harms its own order alone")
  func unfitKey() async throws {
    let store = MemoryLedger()
    let trial = try await SmallTrial.begin(store)
    let day = try date("2025-03-10")
    let done = await withTaskGroup(of: String?.self) { group in
      for number in 1...20 {
        group.addTask {
          let screening = Screening(subject: "S\(number)", site: "north", on: day, identity: nil)
          let key = number == 7 ? String(repeating: "k", count: 600) : number == 9 ? "a\nb" : "k\(number)"
          let receipt = try? await trial.perform(Order(.screen(screening), by: "li", key: key))
          return receipt.map { _ in screening.subject }
        }
      }
      return await group.reduce(into: Set<String>()) { if let id = $1 { $0.insert(id) } }
    }
    #expect(done == Set((1...20).map { "S\($0)" }).subtracting(["S7", "S9"]))
    #expect(Set(try await TrialHistory(store).state().subjects.map(\.id)) == done)
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
  private var goesAway = false
  private var isAway = false

  func fail(with error: LedgerError?) { failure = error }

  /// Writes once more and says that the outcome is unknown; then, perhaps, nothing at all until it comes back.
  func loseNextAnswer(andGoAway away: Bool = false) { (losesAnswer, goesAway) = (true, away) }

  func comeBack() { isAway = false }

  func head() async throws(LedgerError) -> Head { try await inner.head() }

  func append(_ drafts: [Draft], expecting head: Head) async throws(LedgerError) -> Head {
    if let failure { throw failure }
    let new = try await inner.append(drafts, expecting: head)
    guard losesAnswer else { return new }
    (losesAnswer, isAway) = (false, goesAway)
    throw .unreachable("server", because: "the line broke", .unknown)
  }

  func read(from index: Int, limit: Int) async throws(LedgerError) -> [Entry] {
    if isAway { throw .unreachable("server", because: "nobody there", .nothingWritten) }
    return try await inner.read(from: index, limit: limit)
  }

  func holder(of claim: String) async throws(LedgerError) -> Int? { try await inner.holder(of: claim) }
}
