// SPDX-License-Identifier: Apache-2.0

import Coordination
import Ledger
import Markup
import ProtocolLibrary
import TrialConduct
import TrialDesign

/// Carrying acts out, or saying what they would lead to.
extension Call {
  /// What every act answers.
  static let receiptShape = JSONShape.object([
    .init("done", .boolean, "Whether entries were written now."),
    .init("repeated", .boolean, "Whether the Idempotency-Key had been answered before."),
    .init("head", .nullable(.named("Head")), "Where the ledger ended; null where nothing was looked up."),
    .init("events", .list(.named("Event")), "What happened, or would happen."),
    .init("arm", .text(.any), required: false, "The arm, where the act was to tell it."),
  ])

  /// Carries an act out for the caller.
  ///
  /// - Parameters:
  ///   - act: The act.
  ///   - after: How many entries the ledger had when the act was made up, where that matters.
  ///   - before: What has to be done outside the ledger first, such as keeping a file.
  /// - Returns: What happened, or would happen.
  /// - Throws: Why it may not be done, as the caller may know it.
  func carryOut(
    _ act: Act,
    after: Int? = nil,
    before: () throws(Problem) -> Void = { () throws(Problem) in }
  ) async throws(Problem) -> APIAnswer {
    let wantsLook = query("explain") == "true"
    let key = wantsLook ? nil : try idempotencyKey()
    let order = Order(
      act,
      by: user,
      as: optionalText("role"),
      reason: optionalText("reason"),
      key: key,
      after: after
    )
    if wantsLook { return try await look(order) }
    try await attest(act)
    if let key {
      guard await desk.keys.take(key, for: fingerprint) else { throw Problem(.keyReused) }
    }
    do throws(Problem) {
      try before()
      let receipt = try await perform(order)
      return try await answer(receipt, to: act)
    } catch {
      if let key, error.kind != .keyReused { await desk.keys.free(key) }
      throw error
    }
  }

  /// What the request asks for; the password is not part of it.
  private var fingerprint: Fingerprint {
    let names = request.names.sorted { $0.key < $1.key }.map { JSONValue.string($0.value) }
    let asked = JSONValue.object((body.members ?? []).filter { $0.key != "password" })
    let whole: JSONValue = [.string(route.id), .array(names), asked]
    return Fingerprint(of: Array(whole.rendered(.compact).utf8))
  }

  /// The caller's key, apart from everybody else's.
  private func idempotencyKey() throws(Problem) -> String? {
    guard let key = request.header("idempotency-key") else { return nil }
    guard (1...128).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw Problem(.idempotencyKey)
    }
    return "\(user)/\(key)"
  }

  private func attest(_ act: Act) async throws(Problem) {
    let password = optionalText("password") ?? request.header("signature-password")
    do {
      try await desk.credentials.attest(act, by: user, password: password)
    } catch {
      throw Problem(credential: error)
    }
  }

  private func look(_ order: Order) async throws(Problem) -> APIAnswer {
    // A proposed dose is told to those who may see what it tells.
    var showsArms = false
    if case .decideDose(let subject, _, _, _, _) = order.act {
      let view = try await viewNow()
      showsArms = view.viewer.may(.readArms, at: view.state.subject(subject)?.site)
    }
    do {
      let events = try await desk.trial.foresee(order).outcome.get()
      // What would be drawn is told to nobody: who could look it up could choose whom to randomize.
      let words = EventJSON(showsArms: showsArms, study: nil, covers: .none)
      return APIAnswer([
        "done": false, "repeated": false, "head": nil,
        "events": .array(events.map { words.json($0, entry: nil) }),
      ])
    } catch {
      throw await hidden(.refused(error), order.act)
    }
  }

  private func perform(_ order: Order) async throws(Problem) -> Receipt {
    do {
      return try await desk.trial.perform(order)
    } catch {
      throw await hidden(error, order.act)
    }
  }

  /// The failure as the caller may know it.
  ///
  /// What belongs to a site where the caller has no business is not there at all, whatever else stands against the act.
  private func hidden(_ failure: TrialFailure, _ act: Act) async -> Problem {
    guard case .refused(let refusal) = failure else { return Problem(failure: failure) }
    let scopes = token?.scopes ?? []
    let user = user
    return await desk.trial.reading { state, conduct, _ in
      guard let study = try? conduct.rules(state.version, in: state).study else {
        return Problem(refusal: refusal)
      }
      if act.isAboutSubject {
        guard let site = act.site(in: state),
          Viewer(user: user, scopes: scopes, in: study, state).knows(site)
        else { return Problem(.notFound) }
      }
      return Problem(refusal: refusal, in: study)
    }
  }

  // MARK: Answering

  private func answer(_ receipt: Receipt, to act: Act) async throws(Problem) -> APIAnswer {
    let (events, first) = try await written(receipt)
    var showsArms = false
    var arm: String?
    var study: StudyProtocol?
    if events.contains(where: \.fact.tellsArms) {
      let view = try await viewNow()
      let subject = act.subject.flatMap { view.state.subject($0) }
      showsArms = view.viewer.may(.readArms, at: subject?.site)
      study = view.study
      if case .unblind = act { arm = subject?.allocation?.arm }
    }
    let words = EventJSON(showsArms: showsArms, study: study, covers: .none)
    var members: [JSONValue.Member] = [
      .init("done", .bool(!receipt.isRepeated)), .init("repeated", .bool(receipt.isRepeated)),
      .init("head", HeadJSON.json(receipt.head)),
      .init("events", .array(events.enumerated().map { words.json($1, entry: first + $0) })),
    ]
    if let arm { members.append(.init("arm", .string(arm))) }
    let answer = APIAnswer(.object(members), status: receipt.isRepeated ? 200 : 201)
    return receipt.isRepeated ? answer.with("idempotent-replayed", "true") : answer
  }

  /// What a receipt stands for: also where it was given in an earlier run, and only its entries are known.
  private func written(_ receipt: Receipt) async throws(Problem) -> ([TrialEvent], Int) {
    let first = receipt.entries.lowerBound
    guard receipt.events.isEmpty else { return (receipt.events, first) }
    var events: [TrialEvent] = []
    for entry in try await desk.past.entries(from: first, limit: receipt.entries.count) {
      guard let event = try? TrialEvent(bytes: entry.payload) else { throw Problem(.damaged) }
      events.append(event)
    }
    return (events, first)
  }
}

extension Fact {
  /// Whether it says something that blinded readers must not see.
  fileprivate var tellsArms: Bool {
    switch self {
    case .randomized, .allocatedElsewhere, .seedRevealed, .unblinded, .imported, .entered, .corrected,
      .doseDecided:
      true
    default: false
    }
  }
}

extension Act {
  /// Whether it concerns one subject, also where it names only a query, a case or a notice.
  fileprivate var isAboutSubject: Bool {
    switch self {
    case .screen, .bringIn: false
    case .answer, .closeQuery, .reopenQuery, .noteReportSent, .acknowledge: true
    default: subject != nil
    }
  }

  /// The site of its subject; nil where there is no such subject.
  fileprivate func site(in state: TrialState) -> String? {
    switch self {
    case .answer(let id, _), .closeQuery(let id), .reopenQuery(let id):
      state.query(id).flatMap { state.subject($0.query.row.subject)?.site }
    case .noteReportSent(let id, _, _): state.seriousCase(id).flatMap { state.subject($0.row.subject)?.site }
    case .acknowledge(let entry): state.notice(entry).flatMap { state.subject($0.subject)?.site }
    default: subject.flatMap { state.subject($0)?.site }
    }
  }
}
