// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

/// Role × act × site × state of the subject: every cell is judged by a table written from the rules in words.
@Suite struct RoleMatrixTests {
  /// How far a subject has come.
  enum Stage: Int, CaseIterable {
    case unknown, screened, consented, confirmed, randomized, frozen, locked, withdrawn, failed
  }

  /// What a stage says about an act, in the order of the stages from `screened` on; `·` is allowed.
  private static let table: [String: String] = [
    "fail": "· · · alreadyRandomized alreadyRandomized alreadyRandomized alreadyRandomized screenFailed",
    "consent": "· · · · · · · screenFailed", "withdraw": "noConsent · · · · · noConsent noConsent",
    "confirm":
      "noConsent notEligible · alreadyRandomized alreadyRandomized alreadyRandomized alreadyRandomized screenFailed",
    "randomize":
      "noConsent notConfirmed · alreadyRandomized alreadyRandomized alreadyRandomized alreadyRandomized screenFailed",
    "in error": "notRandomized notRandomized notRandomized · · · · notRandomized",
    "unblind": "notRandomized notRandomized notRandomized · · · · notRandomized",
    "decide dose": "notRandomized notRandomized notRandomized · · · withdrawn notRandomized",
    "deviate": "· · · · · · · ·",
    "enter screening": "noConsent · · · frozen locked withdrawn noConsent",
    "enter dose":
      "beforeRandomization beforeRandomization beforeRandomization · frozen locked withdrawn beforeRandomization",
    "correct": "unknownRow unknownRow · · frozen locked · unknownRow",
    "take out": "unknownRow unknownRow · · frozen locked · unknownRow",
    "redact": "unknownRow unknownRow · · frozen locked · unknownRow",
    "attach": "unknownRow unknownRow · · frozen locked · unknownRow",
    "ask": "unknownRow unknownRow · · · · · unknownRow",
    "verify": "unknownRow unknownRow · · · · · unknownRow",
    "sign": "unknownRow unknownRow · · · · · unknownRow",
    "answer": "unknownQuery unknownQuery unknownQuery · · queryIs · unknownQuery",
    "close": "unknownQuery unknownQuery unknownQuery · · queryIs · unknownQuery",
    "reopen": "unknownQuery unknownQuery unknownQuery queryIs queryIs · queryIs unknownQuery",
    "freeze": "· · · · alreadyHeld · · ·",
    "unfreeze": "notHeld notHeld notHeld notHeld · notHeld notHeld notHeld",
    "lock": "· · · openQueries openQueries alreadyHeld openQueries ·",
    "unlock": "notHeld notHeld notHeld notHeld notHeld · notHeld notHeld",
    "report serious": "unknownRow unknownRow unknownRow · · · · unknownRow",
    "send report": "unknownCase unknownCase unknownCase · · · · unknownCase",
    "take note": "unknownNotice unknownNotice unknownNotice · · · · unknownNotice",
    "import": "· · · · frozen locked · ·",
    "allocate elsewhere": "· · · alreadyRandomized alreadyRandomized alreadyRandomized alreadyRandomized ·",
  ]

  /// A trial with a subject that has come so far: with values once confirmed; once randomized with an adverse event, a
  /// question about it and a serious case.
  private static func trial(_ stage: Stage, _ subject: String) throws -> LiveTrial {
    var trial = try LiveTrial()
    let (coordinator, investigator) = (
      LiveTrial.coordinator(of: subject), LiveTrial.investigator(of: subject)
    )
    switch stage {
    case .unknown: return trial
    case .screened, .failed:
      let site = String(subject.prefix(1))
      let screening = Screening(subject: subject, site: site, on: trial.now.date, identity: nil)
      try trial.act(.screen(screening), by: coordinator)
      if stage == .failed {
        try trial.act(.failScreening(subject: subject, on: trial.now.date), by: coordinator, reason: "r")
      }
      return trial
    case .consented:
      try trial.consented(subject)
      return trial
    case .confirmed:
      try trial.confirmed(subject)
      return trial
    case .randomized, .frozen, .locked, .withdrawn: try trial.randomized(subject)
    }
    let row = RowReference(subject, "adverse-events")
    let values = [EnteredValue("term", "Sepsis")]
    try trial.act(
      .enter(subject: subject, form: row.form, row: nil, values: values, expecting: nil),
      by: coordinator
    )
    try trial.act(.query(row, item: nil, text: "?"), by: "dm")
    try trial.act(
      .reportSerious(case: nil, row: row, known: trial.now, answers: [], narrative: ""),
      by: investigator
    )
    switch stage {
    case .frozen: try trial.act(.freeze(.subject(subject)), by: "dm")
    case .locked:
      try trial.act(.closeQuery("Q1"), by: "dm")
      try trial.act(.lock(.subject(subject)), by: "dm")
    case .withdrawn: try trial.act(.withdrawConsent(subject: subject, on: trial.now.date), by: coordinator)
    default: break
    }
    return trial
  }

  /// Every act about a subject, by the name of its line in the table.
  private static func acts(_ id: String, in trial: LiveTrial) -> [(String, Act)] {
    let (day, at) = (trial.now.date, trial.now)
    let row = RowReference(id, "screening")
    let event = RowReference(id, "adverse-events")
    func enter(_ form: String, _ item: String, _ text: String) -> Act {
      .enter(subject: id, form: form, row: nil, values: [EnteredValue(item, text)], expecting: nil)
    }
    return [
      ("fail", .failScreening(subject: id, on: day)),
      ("consent", .consent(subject: id, version: "1", on: day)),
      ("withdraw", .withdrawConsent(subject: id, on: day)), ("confirm", .confirmEligibility(subject: id)),
      ("randomize", .randomize(subject: id)), ("in error", .noteRandomizedInError(subject: id)),
      ("unblind", .unblind(subject: id)),
      ("decide dose", .decideDose(subject: id, cycle: 1, drug: "X", .accept, confirms: false)),
      ("deviate", .noteDeviation(Deviation(subject: id, kind: .other, about: [], text: "x"))),
      ("enter screening", enter("screening", "comment", "x")), ("enter dose", enter("doses", "dose", "10")),
      ("correct", .correct(row, values: [EnteredValue("age", "51")], expecting: nil)),
      ("take out", .removeRow(RowReference(id, "counts"))), ("redact", .redact(row, item: "age")),
      ("attach", .attach(Attachment(row: row, name: "a.pdf", size: 1, hash: "h"))),
      ("ask", .query(row, item: nil, text: "?")), ("verify", .verify(row, items: [])),
      ("sign", .sign(row, .review)),
      ("answer", .answer(query: "Q1", text: "!")), ("close", .closeQuery("Q1")),
      ("reopen", .reopenQuery("Q1")),
      ("freeze", .freeze(.subject(id))), ("unfreeze", .unfreeze(.subject(id))), ("lock", .lock(.subject(id))),
      ("unlock", .unlock(.subject(id))),
      ("report serious", .reportSerious(case: nil, row: event, known: at, answers: [], narrative: "")),
      ("send report", .noteReportSent(case: "SAE-1", kind: "fatal", on: day)),
      ("take note", .acknowledge(entry: trial.state.notices.first?.entry ?? 1)),
      ("import", .importRow(subject: id, form: "counts", values: [EnteredValue("anc", "1")], recorded: nil)),
      ("allocate elsewhere", .allocateElsewhere(subject: id, arm: "A", on: day)),
    ]
  }

  private static let users = ["root", "li", "lu", "co", "cs", "mo", "dm", "so", "au", "dr", "ds", "stranger"]

  @Test("every cell agrees with the table", arguments: Stage.allCases, ["N-1", "S-1"])
  func matrix(stage: Stage, subject: String) throws {
    let trial = try Self.trial(stage, subject)
    let site = String(subject.prefix(1))
    for (name, act) in Self.acts(subject, in: trial) {
      let line = try #require(Self.table[name]).split(separator: " ").map(String.init)
      #expect(line.count == Stage.allCases.count - 1)
      for user in Self.users {
        let byState = stage == .unknown ? "unknownSubject" : line[stage.rawValue - 1]
        let isThere = !["unknownSubject", "unknownQuery", "unknownCase", "unknownNotice"].contains(byState)
        var missing = isThere ? nil : byState
        if stage == .unknown, ["answer", "close", "reopen"].contains(name) { missing = "unknownQuery" }
        if stage == .unknown, name == "send report" { missing = "unknownCase" }
        if stage == .unknown, name == "take note" { missing = "unknownNotice" }
        var place: String? = site
        if ["import", "allocate elsewhere"].contains(name) {
          // Whole-trial acts: who they are about is looked at only when the person may do them.
          place = nil
        }
        let expected =
          RoleTable.refusal(
            user,
            RoleTable.duty(act),
            at: place,
            missing: missing,
            hears: RoleTable.hears(act)
          ) ?? byState
        #expect(
          Self.outcome(of: act, by: user, in: trial) == expected,
          "\(name) by \(user), subject \(subject) \(stage)"
        )
      }
    }
  }

  @Test("what concerns the whole trial is done by who reaches all of it, and screening at one's own site")
  func wholeTrial() throws {
    let trial = try LiveTrial()
    let acts: [Act] = [
      .grant(Grant(user: "x", role: "auditor", site: nil)),
      .revoke(Grant(user: "li", role: "investigator", site: "N")), .amend(LiveTrial.version(2)),
      .cut(id: "c", date: nil, data: ""), .revealSeed("s"), .freeze(.study), .lock(.study),
    ]
    for act in acts {
      for user in Self.users {
        let expected = RoleTable.refusal(user, RoleTable.duty(act), at: nil) ?? "·"
        #expect(Self.outcome(of: act, by: user, in: trial) == expected, "\(act) by \(user)")
      }
    }
    for site in ["N", "S"] {
      for user in Self.users {
        let screen = Act.screen(Screening(subject: "x", site: site, on: trial.now.date, identity: nil))
        #expect(
          Self.outcome(of: screen, by: user, in: trial) == RoleTable.refusal(user, "screen", at: site) ?? "·",
          "\(site) by \(user)"
        )
        let freeze = Act.freeze(.site(site))
        #expect(
          Self.outcome(of: freeze, by: user, in: trial) == RoleTable.refusal(user, "freeze", at: site) ?? "·",
          "\(site) by \(user)"
        )
      }
    }
  }

  /// `·`, or the code of the refusal.
  private static func outcome(of act: Act, by user: String, in trial: LiveTrial) -> String {
    do throws(Refusal) {
      _ = try trial.conduct.decide(.init(act, by: user, at: trial.now, reason: "r"), in: trial.state)
      return "·"
    } catch {
      return error.code
    }
  }
}
