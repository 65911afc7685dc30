// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import TrialConduct
import TrialDesign

/// Random acts by random people: whatever they try, no forbidden state is reached.
///
/// 2,000 steps in ordinary tests, other ones for each `EQUIPOISE_SEED`, which `make test` sets to the date; 100,000 where
/// `EQUIPOISE_SOAK=1`.
@Suite struct RandomWalkTests {
  private static let isSoak = ProcessInfo.processInfo.environment["EQUIPOISE_SOAK"] == "1"
  private static let seeds: [UInt64] = {
    let first = ProcessInfo.processInfo.environment["EQUIPOISE_SEED"].flatMap { UInt64($0) } ?? 0
    return (1...(isSoak ? 50 : 4)).map { first &* 100 &+ $0 }
  }()
  private static let steps = isSoak ? 2000 : 500

  @Test(
    "no walk reaches a forbidden state, refused acts change nothing, and replay gives the same state",
    arguments: seeds
  )
  func walk(seed: UInt64) throws {
    var walk = try Walk(seed: seed)
    for step in 1...Self.steps {
      try walk.step()
      let faults = walk.faults()
      guard faults.isEmpty else {
        Issue.record("seed \(seed), step \(step), \(walk.last): \(faults)")
        return
      }
      if step.isMultiple(of: 250) { try walk.replay(seed: seed, step: step) }
    }
    // A walk in which nothing much happens proves nothing.
    #expect(walk.accepted.count >= 15, "seed \(seed): \(walk.accepted)")
    #expect(walk.trial.state.allocations.count >= 1, "seed \(seed)")
    if Self.isSoak {
      let counts = walk.accepted.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      print("seed \(seed): \(walk.trial.events.count) events; \(counts.joined(separator: ", "))")
    }
  }
}

/// A trial and its model side by side.
private struct Walk {
  var trial: LiveTrial
  var model = WalkModel()
  var acts: WalkActs
  /// How often each kind of fact came about.
  var accepted: [String: Int] = [:]
  var last = ""
  private var arms: [String: String] = [:]
  private var versions = 1

  init(seed: UInt64) throws {
    trial = try LiveTrial()
    acts = WalkActs(draws: WalkDraws(seed: seed))
    for event in trial.events { model.follow(event) }
  }

  mutating func step() throws {
    let jump = acts.draws.below(60)
    let seconds = acts.draws.below(jump == 0 ? 1_500_000 : jump < 4 ? 200_000 : 600)
    trial.now = Timestamp(
      seconds: (trial.now.seconds ?? 0) + Int64(seconds),
      offset: trial.now.offset ?? .utc
    )
    let act = acts.act(in: trial.state, on: trial.now.date, at: trial.now)
    let site = act.subject.flatMap { trial.state.subject($0)?.site ?? String($0.prefix(1)) }
    let user = acts.user(for: act, at: site)
    let reason = acts.reason()
    last = "\(act) by \(user)"
    if case .amend = act, versions < 4, user == "root", reason != nil {
      let before = trial.events.count
      try trial.amend(LiveTrial.node)
      versions += 1
      follow(from: before)
      return
    }
    let request = Conduct.Request(act, by: user, at: trial.now, reason: reason)
    let before = trial.state
    do throws(Refusal) {
      let made = try trial.conduct.decide(request, in: trial.state)
      let again = try trial.conduct.decide(request, in: trial.state)
      if made != again || made.isEmpty { model.forbidden.append("undecided: \(made) or \(again)") }
      if let refusal = Self.roleRefusal(act, user, before) { model.forbidden.append("allowed: \(refusal)") }
      if act.needsReason, reason == nil { model.forbidden.append("done without a reason") }
      let count = trial.events.count
      for event in made {
        do { try trial.take(event) } catch { model.forbidden.append("no fold: \(error)") }
      }
      follow(from: count)
    } catch {
      do throws(Refusal) {
        _ = try trial.conduct.decide(request, in: trial.state)
        model.forbidden.append("refused once: \(error.code)")
      } catch let again {
        if again.code != error.code { model.forbidden.append("\(error.code) or \(again.code)") }
      }
    }
  }

  private mutating func follow(from count: Int) {
    for event in trial.events[count...] {
      accepted[event.fact.kind, default: 0] += 1
      model.follow(event)
    }
  }

  /// What the table of roles says about a person who was allowed to do something.
  private static func roleRefusal(_ act: Act, _ user: String, _ state: TrialState) -> String? {
    var place: String?
    switch act {
    case .importRow, .allocateElsewhere: place = nil
    case .screen(let screening): place = screening.site
    case .answer(let id, _), .closeQuery(let id), .reopenQuery(let id):
      place = (state.query(id)?.query.row.subject).flatMap { state.subject($0)?.site }
    case .acknowledge(let entry):
      place = (state.notice(entry)?.subject).flatMap { state.subject($0)?.site }
    case .freeze(.site(let site)), .unfreeze(.site(let site)), .lock(.site(let site)),
      .unlock(.site(let site)):
      place = site
    default: place = act.subject.flatMap { state.subject($0)?.site }
    }
    return RoleTable.refusal(user, RoleTable.duty(act), at: place, hears: RoleTable.hears(act))
  }

  /// Everything that the state and the model tell differently, and every forbidden thing that happened.
  mutating func faults() -> [String] {
    var faults = model.forbidden
    let state = trial.state
    if state.allocations.map(\.number) != state.allocations.indices.map({ $0 + 1 }) {
      faults.append("allocation numbers \(state.allocations.map(\.number))")
    }
    let waiting = model.notices.filter { $0.value.heard.isEmpty }.keys.sorted()
    if state.notices.filter(\.isOpen).map(\.entry) != waiting { faults.append("notices \(waiting)") }
    for subject in state.subjects {
      guard let known = model.subjects[subject.id] else {
        faults.append("\(subject.id) of nowhere")
        continue
      }
      if subject.allocation?.arm != known.arm { faults.append("\(subject.id) in another arm") }
      if let arm = arms[subject.id], arm != subject.allocation?.arm {
        faults.append("\(subject.id) changed its arm")
      }
      arms[subject.id] = subject.allocation?.arm
      if subject.withdrawn != known.withdrawn { faults.append("\(subject.id) withdrawn or not") }
      if subject.deviations.count != known.deviations { faults.append("\(subject.id) deviations") }
      for (form, rows) in subject.forms {
        for (place, row) in rows.enumerated() {
          faults += differences(row, known.rows[form]?[place], RowReference(subject.id, form, row: place + 1))
        }
      }
    }
    for query in state.queries {
      let status: WalkModel.QueryStatus? = model.queries[query.query.id]?.status
      let same =
        switch query.status {
        case .open: status == .open
        case .answered: status == .answered
        case .closed: status == .closed
        }
      if !same { faults.append("\(query.query.id) is \(query.status)") }
    }
    return faults
  }

  private func differences(_ row: RowState, _ known: WalkModel.Row?, _ reference: RowReference) -> [String] {
    guard let known else { return ["\(reference) of nowhere"] }
    var faults: [String] = []
    if row.isRemoved != known.isRemoved { faults.append("\(reference) removed or not") }
    if row.revision != known.revision {
      faults.append("\(reference) revision \(row.revision), not \(known.revision)")
    }
    let values = Dictionary(row.values.map { ($0.item, $0.text) }) { first, _ in first }
    if values.filter({ !$0.value.isEmpty }) != known.values.filter({ !$0.value.isEmpty }) {
      faults.append("\(reference) values \(values), not \(known.values)")
    }
    let verified = Set(row.values.filter { $0.verified != nil }.map(\.item))
    if verified != known.verified {
      faults.append("\(reference) verified \(verified), not \(known.verified)")
    }
    if row.signatures.count != known.signatures.count { faults.append("\(reference) signatures") }
    for (signed, truth) in zip(row.signatures, known.signatures) {
      if (signed.voided == nil) != truth.holds { faults.append("\(reference) signature void or not") }
      guard signed.voided == nil else { continue }
      if truth.content != values.filter({ !$0.value.isEmpty }) {
        faults.append("\(reference) changed under a signature")
      }
      if signed.signature.content != trial.conduct.content(of: reference, row) {
        faults.append("\(reference) signature of another content")
      }
    }
    return faults
  }

  /// Folds the bytes of all events from the start.
  func replay(seed: UInt64, step: Int) throws {
    var state = TrialState()
    for event in trial.events { try state.apply(try TrialEvent(bytes: event.bytes)) }
    #expect(StateText.of(state) == StateText.of(trial.state), "seed \(seed), step \(step)")
    let rules = try trial.conduct.rules(1, in: state)
    let record = rules.record(of: state.subjects)
    #expect(record.subjects == state.subjects.map(\.id))
  }
}
