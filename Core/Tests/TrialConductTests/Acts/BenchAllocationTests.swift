// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import Testing
import TrialConduct
import TrialDesign

/// The hard stop: nobody is allocated unless every criterion is met by values on file and an investigator signed for them.
@Suite struct BenchAllocationTests {
  private func correct(_ item: String, _ text: String) -> Act {
    .correct(RowReference("N-1", "screening"), values: [EnteredValue(item, text)], expecting: nil)
  }

  @Test("an eligible, consented, confirmed subject is allocated with levels, number and what was judged")
  func randomize() throws {
    var trial = try LiveTrial()
    try trial.randomized("N-1")
    try trial.randomized("S-1")
    let first = try #require(trial.state.subject("N-1")?.allocation)
    #expect(first.arm == "A" && first.number == 1 && first.levels == ["sex": "male", "site": "N"])
    #expect(first.on == trial.now.date && first.share == 0 && first.opensBlock == 2)
    #expect(first.eligibility == trial.state.subject("N-1")?.confirmation?.content)
    let second = try #require(trial.state.subject("S-1")?.allocation)
    #expect(second.arm == "B" && second.number == 2 && second.levels["site"] == "S")
    #expect(Array(trial.state.allocations) == [first, second])
    trial.refuses(.randomize(subject: "N-1"), by: "li", with: "alreadyRandomized")
    trial.refuses(.confirmEligibility(subject: "N-1"), by: "li", with: "alreadyRandomized")
    trial.refuses(
      .allocateElsewhere(subject: "N-1", arm: "A", on: trial.now.date),
      by: "root",
      with: "alreadyRandomized"
    )
  }

  @Test(
    "neither confirmed nor allocated is who does not meet a criterion, or of whom a value is missing",
    arguments: [
      ("age", "17", ["I1"]), ("age", "", ["I1"]), ("ecog", "2", ["I2"]), ("ecog", "", ["I2"]),
      ("creatinine", "201", ["E1"]), ("creatinine", "", ["E1"]), ("creatinine", "not-done", ["E1"]),
    ]
  )
  func notEligible(item: String, text: String, rules: [String]) throws {
    let values = LiveTrial.good.map { EnteredValue($0.item, $0.item == item ? text : $0.text) }
    var trial = try LiveTrial()
    try trial.screened("N-1", values)
    for act in [Act.confirmEligibility(subject: "N-1"), .randomize(subject: "N-1")] {
      guard case .confirmEligibility = act else {
        trial.refuses(act, by: "li", with: "notConfirmed")
        continue
      }
      let refusal = trial.refuses(act, by: "li", with: "notEligible")
      guard case .notEligible("N-1", let because)? = refusal else { continue }
      #expect(because.map(\.rule.id) == rules)
    }
    // Confirmed first, then spoilt: the confirmation is void, and no new one can be given.
    var later = try LiveTrial()
    try later.confirmed()
    try later.act(correct(item, text), by: "co", reason: "r")
    later.refuses(.randomize(subject: "N-1"), by: "li", with: "confirmationVoid")
    later.refuses(.confirmEligibility(subject: "N-1"), by: "li", with: "notEligible")
  }

  @Test("a finding that has expired is missing")
  func expired() throws {
    var trial = try LiveTrial()
    try trial.confirmed()
    trial.pass(days: 14)
    var onTheLastDay = trial
    try onTheLastDay.act(.randomize(subject: "N-1"), by: "li")
    trial.pass(days: 1)
    trial.refuses(.randomize(subject: "N-1"), by: "li", with: "notEligible")
  }

  @Test("the signature holds for these very values: any change of what eligibility looks at voids it")
  func confirmationVoid() throws {
    var trial = try LiveTrial()
    try trial.screened()
    trial.refuses(.randomize(subject: "N-1"), by: "li", with: "notConfirmed")
    trial.refuses(.confirmEligibility(subject: "N-1"), by: "co", with: "notPermitted")
    try trial.act(.confirmEligibility(subject: "N-1"), by: "li")
    let confirmed = trial
    let changes: [(String, Act, String)] = [
      ("another value that is eligible too", correct("age", "51"), "co"),
      ("a comment", correct("comment", "x"), "co"),
      (
        "one count more",
        .enter(
          subject: "N-1",
          form: "counts",
          row: nil,
          values: [EnteredValue("day", "2025-03-10"), EnteredValue("anc", "3")],
          expecting: nil
        ), "co"
      ),
      ("a covered value", .redact(RowReference("N-1", "screening"), item: "age"), "root"),
      ("a count taken out", .removeRow(RowReference("N-1", "counts")), "co"),
      (
        "an item of the form that will hold the arm",
        .enter(
          subject: "N-1",
          form: "randomization",
          row: nil,
          values: [EnteredValue("note", "x")],
          expecting: nil
        ), "co"
      ),
    ]
    for (what, act, user) in changes {
      var trial = confirmed
      try trial.act(act, by: user, reason: "r")
      let refusal = trial.refuses(.randomize(subject: "N-1"), by: "li", with: "confirmationVoid")
      #expect(refusal != nil, "\(what)")
    }
    // Changed and changed back: the very values that were signed.
    trial = confirmed
    try trial.act(correct("age", "51"), by: "co", reason: "r")
    try trial.act(correct("age", "50"), by: "co", reason: "r")
    try trial.act(.randomize(subject: "N-1"), by: "li")
  }

  @Test("no text can pass for another value under a signature")
  func injected() throws {
    var trial = try LiveTrial()
    try trial.screened()
    try trial.act(correct("comment", "fine\nscreening/1/zzz=1"), by: "co", reason: "r")
    try trial.act(.confirmEligibility(subject: "N-1"), by: "li")
    let content = try #require(trial.state.subject("N-1")?.confirmation?.content)
    #expect(
      content.contains("\nscreening/1/comment=fine\\nscreening/1/zzz=1\n") || content.hasSuffix("zzz=1")
    )
    #expect(!content.contains("\nscreening/1/zzz=1"))
  }

  @Test("a confirmation under one version of the criteria does not hold under the next")
  func amended() throws {
    var trial = try LiveTrial()
    try trial.confirmed()
    try trial.amend(LiveTrial.node)
    var bound = trial
    try bound.act(.randomize(subject: "N-1"), by: "li")
    try trial.act(.consent(subject: "N-1", version: "1", on: trial.now.date), by: "co")
    trial.refuses(.randomize(subject: "N-1"), by: "li", with: "confirmationVoid")
    try trial.act(.confirmEligibility(subject: "N-1"), by: "li")
    try trial.act(.randomize(subject: "N-1"), by: "li")
    #expect(trial.events.last?.protocolVersion == 2)
  }

  @Test("no allocation without consent, after its withdrawal, or before the study began")
  func consent() throws {
    var trial = try LiveTrial()
    try trial.act(.screen(Screening(subject: "N-1", site: "N", on: trial.now.date, identity: nil)), by: "co")
    trial.refuses(.confirmEligibility(subject: "N-1"), by: "li", with: "noConsent")
    trial.refuses(.randomize(subject: "N-1"), by: "li", with: "noConsent")
    try trial.confirmed("N-2")
    try trial.act(.withdrawConsent(subject: "N-2", on: trial.now.date), by: "co")
    trial.refuses(.randomize(subject: "N-2"), by: "li", with: "withdrawn")
    try trial.act(.consent(subject: "N-2", version: "1", on: trial.now.date), by: "co")
    try trial.act(.randomize(subject: "N-2"), by: "li")
    var early = try LiveTrial(
      LiveTrial.node.with(
        "study",
        [
          "id": "live", "title": "E", "version": "1", "blinding": "open-label", "time": "calendar",
          "start": "2025-06-01",
        ]
      )
    )
    try early.screened()
    early.refuses(.confirmEligibility(subject: "N-1"), by: "li", with: "beforeStart")
  }

  @Test(
    "a stratum that is missing, or only the reason why it is, stops the allocation",
    arguments: ["", "not-told"]
  )
  func level(text: String) throws {
    let values = LiveTrial.good.map { EnteredValue($0.item, $0.item == "sex" ? text : $0.text) }
    var trial = try LiveTrial()
    try trial.screened("N-1", values)
    try trial.act(.confirmEligibility(subject: "N-1"), by: "li")
    trial.refuses(.randomize(subject: "N-1"), by: "li", with: "levelMissing")
  }

  @Test("where allocation is made elsewhere, has ended, or fails in the drawing, none is made here")
  func noAllocation() throws {
    var elsewhere = try LiveTrial(LiveTrial.node.with("allocation", ["method": "not-published"]))
    try elsewhere.confirmed()
    elsewhere.refuses(.randomize(subject: "N-1"), by: "li", with: "noAllocationHere")
    var ended = try LiveTrial()
    try ended.confirmed()
    try ended.act(.revealSeed("s"), by: "root", reason: "end")
    ended.refuses(.randomize(subject: "N-1"), by: "li", with: "allocationClosed")
    var trial = try LiveTrial()
    try trial.confirmed()
    let failing = Conduct(
      versions: [1: try StudyProtocol.read(LiveTrial.node)],
      digest: { String(decoding: $0, as: UTF8.self) },
      draw: { _, _ throws(Refusal) in throw .allocation(.missingLevels(["sex"])) }
    )
    expectRefusal("allocation") {
      _ = try failing.decide(.init(.randomize(subject: "N-1"), by: "li", at: trial.now), in: trial.state)
    }
  }

  @Test("nobody is allocated while data are held still or closed, at any level")
  func custody() throws {
    let scopes: [Scope] = [
      .study, .site("N"), .subject("N-1"), .row(RowReference("N-1", "randomization")),
      .item(RowReference("N-1", "randomization"), item: "arm"),
    ]
    for scope in scopes {
      var trial = try LiveTrial()
      try trial.screened()
      try trial.act(
        .enter(
          subject: "N-1",
          form: "randomization",
          row: nil,
          values: [EnteredValue("note", "x")],
          expecting: nil
        ),
        by: "co"
      )
      try trial.act(.confirmEligibility(subject: "N-1"), by: "li")
      var locked = trial
      try locked.act(.lock(scope), by: "dm")
      locked.refuses(.randomize(subject: "N-1"), by: "li", with: "locked")
      locked.refuses(
        .allocateElsewhere(subject: "N-1", arm: "A", on: trial.now.date),
        by: "root",
        with: "locked"
      )
      try trial.act(.freeze(scope), by: "dm")
      trial.refuses(.randomize(subject: "N-1"), by: "li", with: "frozen")
    }
  }

  @Test("an allocation made elsewhere counts among all, and names an arm of the trial")
  func elsewhere() throws {
    var trial = try LiveTrial()
    try trial.screened("N-1", [EnteredValue("sex", "not-told"), EnteredValue("age", "50")])
    func allocate(_ arm: String) -> Act { .allocateElsewhere(subject: "N-1", arm: arm, on: trial.now.date) }
    trial.refuses(allocate("C"), by: "root", with: "unknownArm")
    trial.refuses(allocate("A"), by: "li", with: "notPermitted")
    try trial.act(allocate("B"), by: "root")
    let subject = try #require(trial.state.subject("N-1"))
    #expect(subject.isAllocatedElsewhere && subject.allocation?.levels == ["site": "N"])
    #expect(subject.allocation?.number == 1 && subject.allocation?.eligibility == nil)
  }

  @Test("an arm that came with rows from elsewhere is the arm: none other is drawn or brought in")
  func importedArm() throws {
    var trial = try LiveTrial()
    try trial.confirmed()
    func bring(_ arm: String) -> Act {
      .importRow(
        subject: "N-1",
        form: "randomization",
        values: [EnteredValue("arm", arm)],
        recorded: nil
      )
    }
    var allocated = trial
    try trial.act(bring("A"), by: "root")
    trial.refuses(.randomize(subject: "N-1"), by: "li", with: "alreadyRandomized")
    trial.refuses(.confirmEligibility(subject: "N-1"), by: "li", with: "alreadyRandomized")
    trial.refuses(
      .allocateElsewhere(subject: "N-1", arm: "B", on: trial.now.date),
      by: "root",
      with: "unknownArm"
    )
    try trial.act(.allocateElsewhere(subject: "N-1", arm: "A", on: trial.now.date), by: "root")
    try allocated.act(.randomize(subject: "N-1"), by: "li")
    allocated.refuses(bring("B"), by: "root", with: "filledByAct")
    try allocated.act(bring("A"), by: "root")
  }

  @Test("randomized in error: the arm stays, and so does the place in intention to treat")
  func inError() throws {
    var trial = try LiveTrial()
    try trial.confirmed()
    trial.refuses(.noteRandomizedInError(subject: "N-1"), by: "li", reason: "r", with: "notRandomized")
    try trial.act(.randomize(subject: "N-1"), by: "li")
    let before = trial.state.subject("N-1")?.allocation
    try trial.act(.noteRandomizedInError(subject: "N-1"), by: "li", reason: "ECOG misread")
    #expect(
      trial.state.subject("N-1")?.allocation == before
        && trial.state.subject("N-1")?.isRandomizedInError == true
    )
    let rules = try trial.conduct.rules(1, in: trial.state)
    let record = rules.record(of: trial.state.subjects)
    let full = try #require(rules.study.analysisSets[0].criterion)
    #expect(record.truths(of: full, in: rules.study) == [.met])
    trial.refuses(.noteRandomizedInError(subject: "N-1"), by: "li", reason: "r", with: "alreadyRandomized")
  }

  @Test("a blind is broken for one randomized subject, and there has to be one")
  func unblind() throws {
    var trial = try LiveTrial()
    try trial.confirmed()
    trial.refuses(.unblind(subject: "N-1"), by: "li", reason: "r", with: "notRandomized")
    try trial.act(.randomize(subject: "N-1"), by: "li")
    try trial.act(.unblind(subject: "N-1"), by: "li", reason: "emergency")
    #expect(trial.state.subject("N-1")?.unblinded == trial.state.entries)
    var open = try LiveTrial(
      LiveTrial.node.with(
        "study",
        [
          "id": "live", "title": "O", "version": "1", "blinding": "open-label", "time": "calendar",
          "start": "2025-01-01",
        ]
      )
    )
    try open.randomized()
    open.refuses(.unblind(subject: "N-1"), by: "li", reason: "r", with: "openLabel")
  }
}
