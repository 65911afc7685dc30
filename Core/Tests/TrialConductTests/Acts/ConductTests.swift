// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import Testing
import TrialConduct
import TrialDesign

/// Who may ask at all, with which reason, and what every event carries.
@Suite struct ConductTests {
  @Test("nothing is done before the trial is activated")
  func notActivated() throws {
    let study = try StudyProtocol.read(LiveTrial.node)
    let conduct = Conduct(versions: [1: study], digest: { "\($0.count)" }) { _, _ throws(Refusal) in
      .init("A")
    }
    let request = Conduct.Request(
      .grant(Grant(user: "u", role: "chief", site: nil)),
      by: "root",
      at: Timestamp(seconds: 0, offset: .utc)
    )
    expectRefusal("notActivated") { _ = try conduct.decide(request, in: TrialState()) }
  }

  @Test("activation makes its author the first who may give roles, and needs such a role in the protocol")
  func activate() throws {
    let trial = try LiveTrial(staffed: false)
    #expect(trial.events.map(\.fact.kind) == ["activated", "granted"])
    #expect(
      trial.events.map(\.protocolVersion) == [0, 1] && trial.events.map(\.author.role) == ["chief", "chief"]
    )
    #expect(trial.state.grants == ["root": [Grant(user: "root", role: "chief", site: nil)]])
    let none = LiveTrial.node.with(
      "roles",
      [["id": "reader", "title": "R", "sites": "all", "can": ["read"]]]
    )
    expectRefusal("unknownRole") { _ = try LiveTrial(none) }
  }

  @Test(
    "every event carries who, in which role, when, why and by which protocol version; the engine signs for itself"
  )
  func envelope() throws {
    var trial = try LiveTrial()
    try trial.screened()
    let at = trial.now
    try trial.act(
      .correct(RowReference("N-1", "screening"), values: [EnteredValue("creatinine", "180")], expecting: nil),
      by: "co",
      reason: "  misread \n"
    )
    let last = trial.events.suffix(2)
    #expect(last.map(\.fact.kind) == ["corrected", "queried"])
    #expect(last.map(\.author) == [.init(user: "co", role: "coordinator"), .engine])
    #expect(last.map(\.reason) == ["misread", nil])
    #expect(last.allSatisfy { $0.at == at && $0.protocolVersion == 1 })
  }

  @Test(
    "an act that means nothing without a reason is refused without one, blanks being none",
    arguments: [nil, "", " \n\t"]
  )
  func reasons(reason: String?) throws {
    var trial = try LiveTrial()
    try trial.randomized()
    let row = RowReference("N-1", "screening")
    try trial.act(.query(row, item: nil, text: "?"), by: "dm")
    try trial.act(.answer(query: "Q1", text: "!"), by: "co")
    try trial.act(.freeze(.row(RowReference("N-1", "counts"))), by: "dm")
    try trial.act(.lock(.row(RowReference("N-1", "counts"))), by: "dm")
    let acts: [(Act, String)] = [
      (.revoke(Grant(user: "li", role: "investigator", site: "N")), "root"),
      (.amend(LiveTrial.version(2)), "root"),
      (.revealSeed("s"), "root"), (.failScreening(subject: "N-1", on: trial.now.date), "co"),
      (.noteRandomizedInError(subject: "N-1"), "li"), (.unblind(subject: "N-1"), "li"),
      (.correct(row, values: [EnteredValue("age", "51")], expecting: nil), "co"), (.removeRow(row), "co"),
      (.redact(row, item: "age"), "root"), (.reopenQuery("Q1"), "dm"),
      (.unfreeze(.row(RowReference("N-1", "counts"))), "dm"),
      (.unlock(.row(RowReference("N-1", "counts"))), "dm"),
    ]
    for (act, user) in acts {
      #expect(act.needsReason)
      trial.refuses(act, by: user, reason: reason, with: "reasonMissing")
    }
    // With a reason the same acts pass this gate (the screening of a randomized subject fails at the next).
    for (act, user) in acts where act != .failScreening(subject: "N-1", on: trial.now.date) {
      var other = trial
      #expect(throws: Never.self) { try other.act(act, by: user, reason: "because") }
    }
  }

  @Test("a day that has not come is refused; days are those of the place of the request")
  func future() throws {
    var trial = try LiveTrial()
    let tomorrow = trial.now.date + 1
    let screening = Act.screen(Screening(subject: "N-1", site: "N", on: tomorrow, identity: nil))
    trial.refuses(screening, by: "co", with: "inFuture")
    // 23:30 on the 10th at Greenwich is the 11th in Beijing.
    trial.now = try #require(Timestamp(instant: "2025-03-10T23:30:00Z"))
    trial.refuses(screening, by: "co", with: "inFuture")
    trial.now = try #require(Timestamp(instant: "2025-03-11T07:30:00+08:00"))
    try trial.act(screening, by: "co")
    trial.refuses(
      .withdrawConsent(subject: "N-1", on: trial.now.date + 1),
      by: "co",
      with: "inFuture"
    )
    trial.refuses(.cut(id: "c", date: trial.now.date + 1, data: ""), by: "root", with: "inFuture")
  }

  @Test("who may do something nowhere is refused before learning what is there")
  func noOracle() throws {
    var trial = try LiveTrial()
    try trial.screened()
    for subject in ["N-1", "nobody"] {
      trial.refuses(.randomize(subject: subject), by: "stranger", with: "noRole")
      trial.refuses(.randomize(subject: subject), by: "mo", with: "notPermitted")
      trial.refuses(.randomize(subject: subject), by: "li", as: "monitor", with: "notGranted")
    }
    for query in ["Q1", "Q99"] {
      trial.refuses(.closeQuery(query), by: "stranger", with: "noRole")
      trial.refuses(.closeQuery(query), by: "li", with: "notPermitted")
    }
    trial.refuses(
      .noteReportSent(case: "SAE-9", kind: "fatal", on: trial.now.date),
      by: "li",
      with: "notPermitted"
    )
    trial.refuses(.randomize(subject: "nobody"), by: "li", with: "unknownSubject")
    trial.refuses(
      .noteReportSent(case: "SAE-9", kind: "fatal", on: trial.now.date),
      by: "so",
      with: "unknownCase"
    )
    trial.refuses(.closeQuery("Q99"), by: "dm", with: "unknownQuery")
  }

  @Test("a person with two roles acts in the one that was named, or in the first that permits it")
  func namedRole() throws {
    var trial = try LiveTrial()
    try trial.act(.grant(Grant(user: "li", role: "coordinator", site: "N")), by: "root")
    try trial.act(.screen(Screening(subject: "N-1", site: "N", on: trial.now.date, identity: nil)), by: "li")
    #expect(trial.events.last?.author.role == "investigator")
    try trial.act(
      .consent(subject: "N-1", version: "1", on: trial.now.date),
      by: "li",
      as: "coordinator"
    )
    #expect(trial.events.last?.author.role == "coordinator")
    trial.refuses(.unblind(subject: "N-1"), by: "li", as: "coordinator", reason: "r", with: "notPermitted")
    // A role at two sites reaches both and no third.
    try trial.act(.grant(Grant(user: "li", role: "coordinator", site: "S")), by: "root")
    try trial.act(.screen(Screening(subject: "S-1", site: "S", on: trial.now.date, identity: nil)), by: "li")
    #expect(trial.events.last?.author.role == "coordinator")
  }

  @Test("sites of a permission: all, some or none")
  func sites() throws {
    let trial = try LiveTrial()
    let access = Access(try StudyProtocol.read(LiveTrial.node), trial.state)
    #expect(access.sites(for: .read, user: "root") == nil && access.sites(for: .read, user: "li") == ["N"])
    #expect(access.sites(for: .lock, user: "li") == [] && access.sites(for: .read, user: "stranger") == [])
    #expect(access.allows(.read, user: "li", at: "N") && !access.allows(.read, user: "li", at: "S"))
    #expect(!access.allows(.read, user: "li", at: nil) && access.allows(.lock, user: "dm", at: nil))
  }

  @Test("a role that the protocol in force does not know grants nothing")
  func amendedRoles() throws {
    var trial = try LiveTrial()
    try trial.consented()
    let kept = LiveTrial.roles
    guard case .sequence(let roles) = kept.content else { return }
    let without = ProtocolNode(.sequence(roles.filter { $0.isNot("coordinator") }), at: kept.position)
    try trial.amend(LiveTrial.node.with("roles", without))
    trial.refuses(.consent(subject: "N-1", version: "1", on: trial.now.date), by: "co", with: "notPermitted")
    try trial.act(.consent(subject: "N-1", version: "1", on: trial.now.date), by: "li")
    #expect(trial.state.subject("N-1")?.protocolVersion == 2)
  }
}

extension ProtocolNode {
  fileprivate func isNot(_ id: String) -> Bool {
    guard case .mapping(let entries) = content else { return true }
    return !entries.contains { entry in
      if entry.key == "id", case .scalar(let text) = entry.value.content { text == id } else { false }
    }
  }
}
