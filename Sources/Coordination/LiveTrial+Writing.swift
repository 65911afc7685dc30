// SPDX-License-Identifier: Apache-2.0

import Ledger
import TrialConduct
import TrialDesign

/// Deciding what waits, and writing it in one transaction.
extension LiveTrial {
  func drainSoon() {
    guard !isDraining else { return }
    isDraining = true
    Task { await self.drain() }
  }

  private func drain() async {
    while !waiting.isEmpty {
      let jobs = Array(waiting.prefix(Self.batchLimit))
      waiting.removeFirst(jobs.count)
      await work(on: jobs)
    }
    isDraining = false
  }

  /// An order that was decided and waits for the disk.
  struct Decided {
    let waiting: Waiting
    let events: [TrialEvent]
    let entries: ClosedRange<Int>
  }

  private func work(on jobs: [Job]) async {
    let orders = jobs.compactMap { if case .order(let waiting) = $0 { waiting } else { nil } }
    var attempt = 0
    while !orders.isEmpty {
      attempt += 1
      let (before, base) = (state, head)
      let (decided, answers) = decide(orders)
      if decided.isEmpty {
        state = before
        // A refusal holds only for what is known: where another program wrote meanwhile, it is decided anew.
        if attempt < 50, await catchesUp() { continue }
      }
      do {
        if !decided.isEmpty { head = try await store.append(drafts(of: decided), expecting: base) }
        finish(decided, answers)
        break
      } catch {
        if case .unreachable(_, _, .unknown) = error, let end = await end(of: decided, after: base) {
          head = end
          finish(decided, answers)
          break
        }
        // What was decided is not in the ledger: the state goes back to what is.
        (state, head) = (before, base)
        if error.isAboutOneDraft, orders.count > 1 {
          // An order that the store does not take must not take the others with it.
          for one in orders { await work(on: [.order(one)]) }
          break
        }
        guard let failure = await recover(from: error, attempt: attempt) else { continue }
        for one in orders { one.answer(.failure(failure)) }
        break
      }
    }
    let readings = jobs.compactMap { if case .reading(let body) = $0 { body } else { nil } }
    guard !readings.isEmpty else { return }
    _ = await catchesUp()
    for body in readings { body(state, conduct, head) }
  }

  /// Folds what another program wrote meanwhile; false where there is nothing, or nothing that can be read now.
  private func catchesUp() async -> Bool {
    guard let now = try? await store.head(), now != head else { return false }
    do {
      try await refresh()
      return true
    } catch {
      return false
    }
  }

  /// Tells everybody, now that it is written.
  private func finish(_ decided: [Decided], _ answers: [(Waiting, Answer)]) {
    for one in decided {
      answered.note(one.waiting.order.key, one.events, at: one.entries)
    }
    // The text of an amendment was read before it was decided, so it reads again.
    if decided.contains(where: { $0.events.contains(where: \.fact.isActivation) }) { try? rebuildConduct() }
    for one in decided {
      let receipt = Receipt(entries: one.entries, events: one.events, head: head, isRepeated: false)
      one.waiting.answer(.success(receipt))
    }
    for (waiting, answer) in answers { waiting.answer(answer) }
  }

  /// Decides orders in turn; each sees what those before it do.
  private func decide(_ orders: [Waiting]) -> (decided: [Decided], answers: [(Waiting, Answer)]) {
    let before = state
    var decided: [Decided] = []
    var answers: [(Waiting, Answer)] = []
    for (index, one) in orders.enumerated() {
      do throws(TrialFailure) {
        if let again = try repetition(of: one.order, among: decided) {
          answers.append((one, .success(again)))
          continue
        }
        if let after = one.order.after, after != state.entries { throw .moved(entries: state.entries) }
        let at = try instant()
        let first = state.entries + 1
        let events = try settle(one.order, at: at)
        decided.append(Decided(waiting: one, events: events, entries: first...(first + events.count - 1)))
      } catch {
        if case .impossible = error {
          // Half folded, the state is good for nothing: the others are decided anew, without this one.
          state = before
          let (decided, answers) = decide(Array(orders[..<index] + orders[(index + 1)...]))
          return (decided, answers + [(one, .failure(error))])
        }
        answers.append((one, .failure(error)))
      }
    }
    return (decided, answers)
  }

  /// The receipt of an order whose key was answered before.
  ///
  /// - Throws: A key that was used for something else.
  private func repetition(of order: Order, among decided: [Decided]) throws(TrialFailure) -> Receipt? {
    guard let key = order.key, !key.isEmpty else { return nil }
    if let earlier = decided.first(where: { $0.waiting.order.key == key }) {
      guard earlier.waiting.order.isSame(as: order) else { throw .keyReused(key) }
      return Receipt(entries: earlier.entries, events: earlier.events, head: head, isRepeated: true)
    }
    guard let entries = try answered.entries(of: order, key) else { return nil }
    return Receipt(entries: entries, events: [], head: head, isRepeated: true)
  }

  /// Decides one order and folds what follows.
  private func settle(_ order: Order, at: Timestamp) throws(TrialFailure) -> [TrialEvent] {
    let events: [TrialEvent]
    do {
      events = try conduct.decide(order.request(at: at), in: state)
    } catch {
      throw .refused(error)
    }
    for event in events {
      do {
        try state.apply(event)
      } catch {
        throw .impossible(entry: state.entries, "\(error)")
      }
    }
    return events
  }

  /// The time of an act: never before the last entry, and refused where the clock has plainly jumped back.
  private func instant() throws(TrialFailure) -> Timestamp {
    let at = now()
    guard let last = state.lastInstant, let seconds = at.seconds, let before = last.seconds,
      let offset = at.offset, seconds < before
    else { return at }
    guard before - seconds <= Self.clockTolerance else { throw .clock(now: at, last: last) }
    return Timestamp(seconds: before, offset: offset)
  }

  private func drafts(of decided: [Decided]) -> [Draft] {
    decided.flatMap { Claims.drafts($0.events, key: $0.waiting.order.key) }
  }

  /// Where entries end whose answer was lost, if they are in the ledger after all: those very ones, by their hash.
  private func end(of decided: [Decided], after base: Head) async -> Head? {
    guard let end = try? Chain.link(drafts(of: decided), after: base).last?.head,
      let entry = try? await store.read(from: end.count, limit: 1).first, entry.head == end
    else { return nil }
    return end
  }

  /// Reads the ledger again after a write that failed.
  ///
  /// - Returns: The failure to report; nil where the orders are to be decided anew.
  private func recover(from error: LedgerError, attempt: Int) async -> TrialFailure? {
    do {
      try await refresh()
    } catch let failure {
      // That nothing can be read now does not make it known whether it was written.
      if case .unreachable(_, _, .unknown) = error { return .ledger(error) }
      return failure
    }
    switch error {
    // Someone else wrote first: what is there now decides.
    case .moved: return attempt < 50 ? nil : .ledger(error)
    // The answer got lost, and the entries are not there.
    case .claimed, .unreachable(_, _, .unknown): return attempt < 3 ? nil : .ledger(error)
    default: return .ledger(error)
    }
  }
}

extension LedgerError {
  /// Whether it is a single draft that the store does not take.
  fileprivate var isAboutOneDraft: Bool {
    switch self {
    case .claimed, .unfit: true
    default: false
    }
  }
}
