// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

/// What others must hear of waits until somebody else who may audit has acknowledged it.
@Suite struct BenchNoticesTests {
  private static func open(_ trial: LiveTrial) -> [Notice.Kind] {
    trial.state.notices.filter(\.isOpen).map(\.kind)
  }

  @Test("unblinding, randomization in error and each version of a serious event open a notice")
  func kinds() throws {
    var trial = try LiveTrial()
    try trial.randomized()
    #expect(trial.state.notices.isEmpty, "an allocation as the protocol has it is no news")
    try trial.act(.noteRandomizedInError(subject: "N-1"), by: "li", reason: "wrong form")
    try trial.act(.unblind(subject: "N-1"), by: "li", reason: "overdose")
    let row = RowReference("N-1", "adverse-events")
    let values = [EnteredValue("term", "Sepsis")]
    try trial.act(
      .enter(subject: "N-1", form: row.form, row: nil, values: values, expecting: nil),
      by: "co"
    )
    for id in [nil, "SAE-1"] {
      try trial.act(
        .reportSerious(case: id, row: row, known: trial.now, answers: [], narrative: ""),
        by: "so"
      )
    }
    try trial.act(.noteDeviation(Deviation(subject: "N-1", kind: .visit, about: [], text: "late")), by: "li")
    #expect(Self.open(trial) == [.randomizedInError, .unblinded, .seriousEvent, .seriousEvent])
    #expect(trial.state.notices.map(\.author.user) == ["li", "li", "so", "so"])
  }

  @Test("a correction that breaks eligibility is laid at the door of who corrected")
  func deviation() throws {
    var trial = try LiveTrial()
    try trial.randomized()
    let row = RowReference("N-1", "screening")
    let made = try trial.act(
      .correct(row, values: [EnteredValue("age", "17")], expecting: nil),
      by: "dm",
      reason: "birth certificate"
    )
    #expect(made.map(\.kind).contains("deviated"))
    let notice = try #require(trial.state.notices.first)
    #expect(notice.kind == .deviation && notice.subject == "N-1")
    #expect(notice.event.author == .engine && notice.author.user == "dm")
  }

  @Test("one other person settles it, each person once, and never who did it")
  func settled() throws {
    var trial = try LiveTrial()
    try trial.act(.grant(Grant(user: "li", role: "auditor", site: nil)), by: "root")
    try trial.randomized()
    try trial.act(.unblind(subject: "N-1"), by: "li", reason: "overdose")
    let entry = try #require(trial.state.notices.first?.entry)
    #expect(trial.events[entry - 1].fact == .unblinded(subject: "N-1"))
    // The role permits it, the deed does not.
    trial.refuses(.acknowledge(entry: entry), by: "li", with: "ownNotice")
    #expect(Self.open(trial) == [.unblinded])
    #expect(try trial.act(.acknowledge(entry: entry), by: "mo") == [.acknowledged(entry: entry)])
    #expect(Self.open(trial).isEmpty)
    trial.refuses(.acknowledge(entry: entry), by: "mo", with: "alreadyAcknowledged")
    // Others may still say that they have heard.
    try trial.act(.acknowledge(entry: entry), by: "au")
    #expect(trial.state.notice(entry)?.acknowledgements.map(\.author.user) == ["mo", "au"])
  }

  @Test("an entry that tells no news, and one of another site, are not there")
  func unknown() throws {
    var trial = try LiveTrial()
    try trial.randomized("S-1")
    try trial.act(.unblind(subject: "S-1"), by: "lu", reason: "overdose")
    let entry = try #require(trial.state.notices.first?.entry)
    for other in [0, -1, 1, entry - 1, entry + 1] {
      trial.refuses(.acknowledge(entry: other), by: "au", with: "unknownNotice")
    }
    // "mo" audits site N.
    trial.refuses(.acknowledge(entry: entry), by: "mo", with: "unknownNotice")
    trial.refuses(.acknowledge(entry: entry), by: "dm", with: "notPermitted")
  }

  @Test("replayed, an acknowledgement holds; one by the author's own hand is found")
  func replay() throws {
    var trial = try LiveTrial()
    try trial.act(.grant(Grant(user: "li", role: "auditor", site: nil)), by: "root")
    try trial.randomized()
    try trial.act(.unblind(subject: "N-1"), by: "li", reason: "overdose")
    let entry = try #require(trial.state.notices.first?.entry)
    let honest = trial.events
    try trial.act(.acknowledge(entry: entry), by: "au")
    let versions = [1: try StudyProtocol.read(LiveTrial.node)]
    let digest: @Sendable ([UInt8]) -> String = { String(decoding: $0, as: UTF8.self) }
    func faults(_ events: [TrialEvent]) -> [Int] {
      Replay(events, versions: versions, digest: digest).findings.filter { $0.entry > entry }.map(\.entry)
    }
    #expect(faults(trial.events) == [])
    let forged = TrialEvent(
      .acknowledged(entry: entry),
      at: trial.now,
      by: .init(user: "li", role: "auditor"),
      protocolVersion: 1
    )
    #expect(faults(honest + [forged]) == [entry + 1])
  }
}
