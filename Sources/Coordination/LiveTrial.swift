// SPDX-License-Identifier: Apache-2.0

import Ledger
import ProtocolLibrary
import TrialConduct
import TrialDesign

/// A trial that runs: its ledger, the state that follows from it, and the one place where requests are decided.
///
/// Requests that come together are decided one after the other on the state as it would be, and written in one durable
/// transaction that expects the head they were decided on. Only then does anybody hear of them. Where another program wrote
/// first, everything is read again and decided anew; so no two coordinators give the same place away.
public actor LiveTrial {
  /// The longest batch that is written at once.
  static let batchLimit = 512
  /// How far a clock may lag behind the last entry before it is taken for wrong.
  static let clockTolerance: Int64 = 120

  private let store: any LedgerStore
  private let now: @Sendable () -> Timestamp
  /// Opens the sealed seed once it is known which trial this is; nil where this program may not allocate.
  private let openVault: (@Sendable (TrialState) throws(VaultFault) -> SeedVault?)?
  private var conduct: Conduct
  private var state = TrialState()
  private var head = Head.empty
  private var waiting: [Job] = []
  private var isDraining = false
  /// The entries of requests that had a key, by key.
  private var answered: [String: ClosedRange<Int>] = [:]

  private typealias Answer = Result<Receipt, TrialFailure>

  /// An order and whoever waits for its answer.
  private struct Waiting {
    let order: Order
    let answer: @Sendable (Answer) -> Void
  }

  private enum Job {
    case order(Waiting)
    case reading(@Sendable (TrialState, Conduct, Head) -> Void)
  }

  private init(
    _ store: any LedgerStore,
    vault: (@Sendable (TrialState) throws(VaultFault) -> SeedVault?)?,
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.store = store
    openVault = vault
    self.now = now
    conduct = Conduct(versions: [:], digest: Digest.hexadecimal, draw: LotDrawer.refusing)
  }

  /// Opens a trial and folds its ledger.
  ///
  /// - Parameters:
  ///   - store: Its ledger; empty for a trial that is still to be activated.
  ///   - vault: Opens the sealed seed; nil where nothing is to be allocated.
  ///   - now: The clock.
  /// - Returns: The running trial.
  /// - Throws: A ledger that cannot be read, or that these rules cannot have written.
  public static func open(
    _ store: any LedgerStore,
    vault: (@Sendable (TrialState) throws(VaultFault) -> SeedVault?)? = nil,
    now: @escaping @Sendable () -> Timestamp
  ) async throws(TrialFailure) -> LiveTrial {
    let trial = LiveTrial(store, vault: vault, now: now)
    try await trial.refresh()
    return trial
  }

  // MARK: Asking

  /// Decides an order and, where nothing stands against it, writes what then has happened.
  ///
  /// - Returns: What was written, durable; the same receipt again for an order whose key was answered before.
  /// - Throws: The refusal, or why nothing could be written.
  public func perform(_ order: Order) async throws(TrialFailure) -> Receipt {
    try await withCheckedContinuation { continuation in
      waiting.append(.order(Waiting(order: order) { continuation.resume(returning: $0) }))
      drainSoon()
    }
    .get()
  }

  /// Decides orders one after the other in their order, in as few transactions as they need.
  ///
  /// - Parameters:
  ///   - orders: What is to be done.
  ///   - progress: Told how many are done, after each batch.
  /// - Throws: The first refusal; what came before it is written.
  public func performAll(
    _ orders: [Order],
    progress: @Sendable (Int) -> Void = { _ in }
  ) async throws(TrialFailure) {
    var start = 0
    while start < orders.count {
      let end = min(start + Self.batchLimit, orders.count)
      let answers = await together(Array(orders[start..<end]))
      for answer in answers { _ = try answer.get() }
      start = end
      progress(end)
    }
  }

  /// Puts orders in line without anybody between them.
  private func together(_ orders: [Order]) async -> [Answer] {
    let (stream, sink) = AsyncStream.makeStream(of: (Int, Answer).self)
    for (index, order) in orders.enumerated() {
      waiting.append(.order(Waiting(order: order) { sink.yield((index, $0)) }))
    }
    drainSoon()
    var answers = [Answer?](repeating: nil, count: orders.count)
    var missing = orders.count
    for await (index, answer) in stream {
      answers[index] = answer
      missing -= 1
      if missing == 0 { break }
    }
    return answers.compactMap(\.self)
  }

  /// What an order would lead to; nothing is written.
  public func foresee(_ order: Order) async -> Foresight {
    let request = order.request(at: now())
    return await reading { state, conduct, _ in
      let outcome = Result { () throws(Refusal) in try conduct.decide(request, in: state) }
      return Foresight(request: request, outcome: outcome, state: state, conduct: conduct)
    }
  }

  /// Looks at what is written, and at nothing that is not.
  public func reading<Value: Sendable>(
    _ body: @escaping @Sendable (TrialState, Conduct, Head) -> Value
  ) async -> Value {
    await withCheckedContinuation { continuation in
      waiting.append(
        .reading { state, conduct, head in continuation.resume(returning: body(state, conduct, head)) }
      )
      drainSoon()
    }
  }

  // MARK: Activation

  /// Opens the trial with its first protocol.
  ///
  /// - Parameters:
  ///   - protocolText: The protocol file.
  ///   - study: What it says.
  ///   - commitment: What binds the sealed seed; nil where nothing is drawn here.
  ///   - user: Who activates, and may then give roles to others.
  /// - Returns: What was written.
  /// - Throws: A trial that was activated before, or a protocol that lets nobody give roles.
  public func activate(
    _ protocolText: [UInt8],
    as study: StudyProtocol,
    commitment: String?,
    by user: String
  ) async throws(TrialFailure) -> Receipt {
    guard head == .empty else { throw .refused(.alreadyActivated) }
    let version = ProtocolVersion(
      number: 1,
      study: study.study.id,
      label: study.study.version,
      hash: Digest.hexadecimal(protocolText),
      text: String(decoding: protocolText, as: UTF8.self),
      commitment: commitment
    )
    let at = now()
    let events: [TrialEvent]
    do {
      events = try conduct.activate(version, as: study, by: user, at: at)
    } catch {
      throw .refused(error)
    }
    do {
      _ = try await store.append(
        Claims.drafts(events, key: nil),
        expecting: .empty
      )
    } catch {
      throw .ledger(error)
    }
    try await refresh()
    return Receipt(entries: 1...events.count, events: events, head: head, isRepeated: false)
  }

  // MARK: Deciding and writing

  private func drainSoon() {
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
  private struct Decided {
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
      if let key = one.waiting.order.key, !key.isEmpty { answered[key] = one.entries }
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
      if let again = repetition(of: one.order, among: decided) {
        answers.append((one, .success(again)))
        continue
      }
      do throws(TrialFailure) {
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
  private func repetition(of order: Order, among decided: [Decided]) -> Receipt? {
    guard let key = order.key, !key.isEmpty else { return nil }
    let earlier = decided.first { $0.waiting.order.key == key }
    guard let entries = answered[key] ?? earlier?.entries else { return nil }
    return Receipt(entries: entries, events: earlier?.events ?? [], head: head, isRepeated: true)
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

  // MARK: Folding

  /// Folds what other programs wrote meanwhile.
  private func refresh() async throws(TrialFailure) {
    while true {
      let entries: [Entry]
      do {
        entries = try await store.read(from: head.count + 1, limit: 20_000)
      } catch {
        throw .ledger(error)
      }
      guard let last = entries.last else { return }
      var learned = false
      for entry in entries {
        let event = try state.fold(entry)
        learned = learned || event.fact.isActivation
        for key in Claims.keys(of: entry) {
          answered[key] = (answered[key]?.lowerBound ?? entry.index)...entry.index
        }
      }
      head = last.head
      if learned { try rebuildConduct() }
    }
  }

  private func rebuildConduct() throws(TrialFailure) {
    let studies = try Self.studies(of: state)
    let vault: SeedVault?
    do {
      vault = try openVault?(state)
    } catch {
      throw .vault(error)
    }
    let drawer = LotDrawer(vault: vault, study: studies[state.version])
    conduct = Conduct(
      versions: studies,
      digest: Digest.hexadecimal,
      draw: { levels, state throws(Refusal) in try drawer.draw(levels, state) }
    )
  }

  /// The protocol of a version, read from its text in the ledger.
  static func study(of version: ProtocolVersion) throws(TrialFailure) -> StudyProtocol {
    let file = StudyFolder.File(name: "protocol.yaml", bytes: Array(version.text.utf8))
    let folder = StudyFolder(path: "version \(version.number)", protocolFile: file, tables: [])
    let reading = StudyReading(folder, readsData: false)
    guard let study = reading.study else { throw .protocolUnreadable(version.number, reading.problems) }
    return study
  }

  /// The protocols that came into force, read from the ledger itself.
  static func studies(of state: TrialState) throws(TrialFailure) -> [Int: StudyProtocol] {
    var studies: [Int: StudyProtocol] = [:]
    for version in state.versions { studies[version.number] = try study(of: version) }
    return studies
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

extension Fact {
  /// Whether a protocol came into force.
  fileprivate var isActivation: Bool { if case .activated = self { true } else { false } }
}

extension TrialState {
  /// Decodes an entry and takes it in.
  mutating func fold(_ entry: Entry) throws(TrialFailure) -> TrialEvent {
    let event: TrialEvent
    do {
      event = try TrialEvent(bytes: entry.payload)
    } catch {
      throw .impossible(entry: entry.index, "\(error)")
    }
    do {
      try apply(event)
    } catch {
      throw .impossible(entry: entry.index, "\(error)")
    }
    return event
  }
}
