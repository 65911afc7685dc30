// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import Testing
import TrialConduct
import TrialDesign

/// Doses as they are decided: proposed from what is on file at that moment, accepted or departed from.
@Suite struct BenchTreatmentTests {
  private static func decide(
    _ choice: DoseChoice,
    cycle: Int = 1,
    drug: String = "X",
    confirms: Bool = false
  ) -> Act {
    .decideDose(subject: "N-1", cycle: cycle, drug: drug, choice, confirms: confirms)
  }

  private static func dose(_ text: String) throws -> DoseChoice { .dose(try #require(Quantity(text))) }

  private static func decision(_ facts: [Fact]) throws -> DoseDecision {
    guard case .doseDecided(let decision)? = facts.first else {
      Issue.record("\(facts)")
      throw Refusal.nothingWritten
    }
    return decision
  }

  private func randomized(_ node: ProtocolNode = LiveTrial.node) throws -> LiveTrial {
    var trial = try LiveTrial(node)
    try trial.randomized()
    return trial
  }

  // MARK: Accepted or departed from

  @Test("what is accepted is what the rules propose, with the hash of what it was calculated from")
  func accepted() throws {
    var trial = try randomized()
    let facts = try trial.act(Self.decide(.accept), by: "dr")
    #expect(facts.count == 1)
    let decision = try Self.decision(facts)
    #expect(decision.proposed == "100 mg" && decision.decided == "100 mg" && decision.verdict == .accepted)
    // The digest of this trial is the text itself.
    #expect(decision.inputs.hasPrefix("dose N-1 1\nregimen x\ndrug X\ncycle 1\nstart 2025-03-10"))
    #expect(trial.state.subject("N-1")?.doses.map(\.decision) == [decision])
  }

  @Test("the same amount is the proposal, in whatever unit it is written", arguments: ["100 mg", "0.1 g"])
  func same(text: String) throws {
    var trial = try randomized()
    let decision = try Self.decision(try trial.act(Self.decide(try Self.dose(text)), by: "dr"))
    #expect(decision.verdict == .accepted && decision.decided == "100 mg")
  }

  @Test(
    "a departure beyond the limit is a deviation, up to it none",
    arguments: [("90 mg", false), ("110 mg", false), ("89 mg", true), ("111 mg", true), ("", true)]
  )
  func departed(text: String, isDeviation: Bool) throws {
    var trial = try randomized()
    let choice = text.isEmpty ? .hold : try Self.dose(text)
    trial.refuses(Self.decide(choice), by: "dr", with: "reasonMissing")
    trial.refuses(Self.decide(choice), by: "dr", reason: " ", with: "reasonMissing")
    let facts = try trial.act(Self.decide(choice), by: "dr", reason: "neuropathy")
    let decision = try Self.decision(facts)
    #expect(decision.verdict == .departed && decision.decided == (text.isEmpty ? "hold" : text))
    #expect(trial.state.subject("N-1")?.doses.last?.reason == "neuropathy")
    let deviations = trial.state.subject("N-1")?.deviations ?? []
    #expect(deviations.map(\.kind) == (isDeviation ? [.treatment] : []))
    // Drug and amount tell the arm, and everybody may read deviations.
    #expect(deviations.allSatisfy { $0.about == ["cycle 1"] && !$0.text.contains("mg") })
    #expect(
      facts.count == (isDeviation ? 2 : 1)
        && trial.events.last?.author == (isDeviation ? .engine : trial.events.last?.author)
    )
  }

  @Test("the limit is the protocol's")
  func limit() throws {
    var trial = try randomized(LiveTrial.node.with("dosing", ["departure-limit": "30 %"]))
    let facts = try trial.act(Self.decide(try Self.dose("70 mg")), by: "dr", reason: "r")
    #expect(facts.count == 1)
  }

  @Test("what is no amount, no drug of the cycle or no regimen is refused")
  func nothingToDecide() throws {
    var trial = try randomized()
    trial.refuses(Self.decide(try Self.dose("7 d")), by: "dr", reason: "r", with: "notADose")
    trial.refuses(Self.decide(try Self.dose("0 mg")), by: "dr", reason: "r", with: "notADose")
    trial.refuses(Self.decide(.accept, drug: "Y"), by: "dr", with: "noDose")
    trial.refuses(Self.decide(.accept, cycle: 0), by: "dr", with: "noDose")
  }

  // MARK: For whom, and by whom

  @Test("nothing is prescribed before randomization, after death or after consent was withdrawn")
  func whom() throws {
    var early = try LiveTrial()
    try early.confirmed()
    early.refuses(Self.decide(.accept), by: "dr", with: "notRandomized")
    var trial = try randomized()
    var withdrawn = trial
    try withdrawn.act(.withdrawConsent(subject: "N-1", on: withdrawn.now.date), by: "co")
    withdrawn.refuses(Self.decide(.accept), by: "dr", with: "withdrawn")
    trial.pass(days: 3)
    let values = [EnteredValue("date", "2025-03-12")]
    try trial.act(
      .enter(subject: "N-1", form: "death", row: nil, values: values, expecting: nil),
      by: "co"
    )
    trial.refuses(Self.decide(.hold), by: "dr", reason: "r", with: "subjectDied")
  }

  @Test("in a blinded trial only who may read arms prescribes; where nothing is blinded everybody who may")
  func blinded() throws {
    let roles: ProtocolNode = [
      ["id": "chief", "title": "Chief", "sites": "all", "can": ["grant", "read"]],
      [
        "id": "investigator", "title": "I", "can": ["confirm-eligibility", "randomize", "prescribe", "read"],
      ],
      ["id": "coordinator", "title": "C", "can": ["screen", "consent", "enter", "read"]],
    ]
    let study = LiveTrial.node.with("roles", roles)
    func trial(_ node: ProtocolNode) throws -> LiveTrial {
      var trial = try LiveTrial(node, staffed: false)
      for (user, role) in [("li", "investigator"), ("co", "coordinator")] {
        try trial.act(.grant(Grant(user: user, role: role, site: "N")), by: "root")
      }
      try trial.randomized()
      return trial
    }
    var blind = try trial(study)
    blind.refuses(Self.decide(.accept), by: "li", with: "notPermitted")
    var open = try trial(
      study.with(
        "study",
        [
          "id": "live", "title": "A live trial", "version": "1", "blinding": "open-label",
          "time": "calendar", "start": "2025-01-01",
        ]
      )
    )
    try open.act(Self.decide(.accept), by: "li")
  }

  // MARK: Graded toxicity

  private static let graded = LiveTrial.node.with(
    "regimens",
    [
      [
        "id": "x", "title": "X",
        "drugs": [
          [
            "drug": "X", "dose": "100 mg", "days": "1",
            "dose-modifications": [
              "findings": [["id": "neutropenia", "title": "N", "type": "integer", "range": ["0", "5"]]],
              "rules": [
                [
                  "id": "stop", "when": ["finding": "neutropenia", "at-least": "5"], "action": "discontinue",
                ],
                ["id": "hold", "when": ["finding": "neutropenia", "at-least": "4"], "action": "hold"],
                [
                  "id": "less", "when": ["finding": "neutropenia", "at-least": "3"], "action": "reduce",
                  "to": "75 %",
                ],
              ],
            ],
          ]
        ],
      ]
    ]
  ).with("dosing", ["items": ["findings": ["neutropenia": "adverse-events.grade"]]])

  private static func grade(_ grade: String, on day: String, in trial: inout LiveTrial) throws {
    let values = [EnteredValue("onset", day), EnteredValue("grade", grade)]
    try trial.act(
      .enter(subject: "N-1", form: "adverse-events", row: nil, values: values, expecting: nil),
      by: "co"
    )
  }

  @Test(
    "recorded toxicity holds, reduces or leaves the dose",
    arguments: [("1", "100 mg"), ("3", "75 mg"), ("4", "hold"), ("5", "discontinue")]
  )
  func toxicity(grade: String, proposed: String) throws {
    var trial = try randomized(Self.graded)
    try Self.grade(grade, on: "2025-03-10", in: &trial)
    let decision = try Self.decision(try trial.act(Self.decide(.accept), by: "dr"))
    #expect(decision.proposed == proposed && decision.decided == proposed)
    #expect(decision.inputs.contains("finding neutropenia \(grade) adverse-events.grade 2025-03-10"))
  }

  @Test("the latest finding counts, and a dose in the place of a hold is a deviation however small it is")
  func latest() throws {
    var trial = try randomized(Self.graded)
    try Self.grade("4", on: "2025-03-10", in: &trial)
    let facts = try trial.act(Self.decide(try Self.dose("10 mg")), by: "dr", reason: "r")
    #expect(facts.count == 2)
    trial.pass(days: 8)
    try Self.grade("1", on: "2025-03-17", in: &trial)
    let decision = try Self.decision(try trial.act(Self.decide(.accept), by: "dr"))
    #expect(decision.proposed == "100 mg")
    #expect(trial.state.subject("N-1")?.doses.count == 2)
  }

  @Test("a missing finding leaves the proposal open: nothing can be accepted, and a decision needs a reason")
  func open() throws {
    var trial = try randomized(Self.graded)
    trial.refuses(Self.decide(.accept), by: "dr", with: "doseOpen")
    trial.refuses(Self.decide(try Self.dose("100 mg")), by: "dr", with: "reasonMissing")
    let facts = try trial.act(Self.decide(try Self.dose("100 mg")), by: "dr", reason: "counts are due")
    let decision = try Self.decision(facts)
    #expect(decision.proposed == "open" && decision.verdict == .departed)
    #expect(facts.count == 1, "the calculated dose is no deviation")
  }

  @Test("rules that the record cannot answer at all are not asked")
  func notAsked() throws {
    var trial = try randomized(Self.graded.with("dosing", ["window": "2 h"]))
    #expect(try Self.decision(try trial.act(Self.decide(.accept), by: "dr")).proposed == "100 mg")
  }

  // MARK: Decided once more

  /// What a replay finds beside the protocol's hash, which no trial of these tests has.
  private static func faults(_ trial: LiveTrial, _ events: [TrialEvent]) throws -> [Int] {
    let study = try StudyProtocol.read(graded)
    let replay = Replay(events, versions: [1: study]) { String(decoding: $0, as: UTF8.self) }
    return replay.findings.map(\.entry).filter { $0 != 1 }
  }

  @Test("an audit calculates every proposal again, and finds one that was changed")
  func replay() throws {
    var trial = try randomized(Self.graded)
    try Self.grade("3", on: "2025-03-10", in: &trial)
    try trial.act(Self.decide(.accept), by: "dr")
    try trial.act(Self.decide(.hold), by: "dr", reason: "r")
    try trial.act(Self.decide(try Self.dose("80 mg")), by: "dr", reason: "r")
    #expect(try Self.faults(trial, trial.events) == [])
    let place = try #require(trial.events.firstIndex { $0.fact.kind == "dose-decided" })
    var events = trial.events
    let decision = try Self.decision([events[place].fact])
    let other = DoseDecision(
      subject: decision.subject,
      cycle: decision.cycle,
      drug: decision.drug,
      proposed: "100 mg",
      inputs: decision.inputs,
      decided: "100 mg",
      verdict: .accepted,
      isConfirmed: false
    )
    events[place] = TrialEvent(
      .doseDecided(other),
      at: events[place].at,
      by: events[place].author,
      protocolVersion: 1
    )
    #expect(try Self.faults(trial, events) == [place + 1])
  }
}
