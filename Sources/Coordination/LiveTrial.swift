// SPDX-License-Identifier: Apache-2.0

import Ledger
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

  let store: any LedgerStore
  let now: @Sendable () -> Timestamp
  /// Opens the sealed seed once it is known which trial this is; nil where this program may not allocate.
  let openVault: (@Sendable (TrialState) throws(VaultFault) -> SeedVault?)?
  var conduct: Conduct
  var state = TrialState()
  var head = Head.empty
  var waiting: [Job] = []
  var isDraining = false
  var answered = AnsweredKeys()

  typealias Answer = Result<Receipt, TrialFailure>

  /// An order and whoever waits for its answer.
  struct Waiting {
    let order: Order
    let answer: @Sendable (Answer) -> Void
  }

  enum Job {
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
}
