// SPDX-License-Identifier: Apache-2.0

import Markup
import Testing
import TrialConduct
import TrialDesign

@testable import TrialReporting

@Suite struct ReconciliationWordsTests {
  @Test("what does not fit is said in both languages, with the same arguments")
  func catalogues() {
    expectWhole(Reconciliation.Kind.self)
    expectWhole(ReconciliationRemedy.self)
    expectWhole(ReconciliationMessage.self)
    expectWhole(DoseMessage.self)
    expectWhole(DoseObstacleMessage.self)
  }

  /// A subject with a fatal event, and a serious case of another one that was changed afterwards.
  private func trial() throws -> ConductTrial {
    var trial = try SubjectSummaryTests.course()
    try trial.act(.unfreeze(.subject("C-001")), by: "wu", on: "2025-04-01", reason: "r")
    let values = [EnteredValue("term", "Stroke"), EnteredValue("grade", "5")]
    try trial.act(
      .enter(subject: "C-001", form: "ae", row: nil, values: values, expecting: nil),
      on: "2025-04-01"
    )
    try trial.act(
      .correct(RowReference("C-001", "ae"), values: [EnteredValue("grade", "3")], expecting: nil),
      on: "2025-04-01",
      reason: "misread"
    )
    return trial
  }

  @Test("the text names what stands against what, and what to do")
  func text() throws {
    let trial = try trial()
    let found = Reconciliation(trial.state, by: trial.conduct)
    let day = ConductTrial.date("2025-04-01")
    #expect(
      ReconciliationText(found, of: trial.study, on: day, language: .english).rendered == """
        A trial of acts · 2025-04-01
        ✗ C-001  A fatal adverse event has no serious case.
            ae/2 grade = 5
          → Report the event as serious, or correct its row.
        ✗ C-001  The adverse event was changed after the last version of its case.
            ae/1 grade = 3
            SAE-1 version 1, known on 2025-03-14
          → Add a version to the case that says what is known now.
        To reconcile: 2. Cannot be told yet: 0.

        """
    )
    let chinese = ReconciliationText(found, of: trial.study, on: day, language: .simplifiedChinese).rendered
    #expect(chinese.contains("致死性不良事件没有对应的严重不良事件报告。") && chinese.contains("SAE-1 第 1 版"))
  }

  @Test("JSON has kinds, sides and counts under keys that do not change with the language")
  func json() throws {
    let trial = try trial()
    let found = Reconciliation(trial.state, by: trial.conduct)
    let document = ReconciliationDocument(ReconciliationWords(trial.study, language: .simplifiedChinese))
    let json = document.json(found, on: ConductTrial.date("2025-04-01"))
    #expect(json["toReconcile"] == 2 && json["undetermined"] == 0)
    let first = json["findings"]?.array?.first
    #expect(first?["kind"] == "fatal-event-without-case" && first?["undetermined"] == false)
    let side = first?["sides"]?.array?.first
    #expect(side?["form"] == "ae" && side?["row"] == 2 && side?["item"] == "grade" && side?["value"] == "5")
    #expect(side?["case"] == .null && side?["day"] == .null)
  }

  @Test("the board counts what is to reconcile by site, and only of the reader's sites")
  func board() throws {
    let trial = try trial()
    func board(_ sites: Set<String>?) -> StudyBoard {
      StudyBoard(
        trial.study,
        trial.state,
        on: ConductTrial.date("2025-04-01"),
        sites: sites,
        reconciliation: Reconciliation(trial.state, by: trial.conduct)
      )
    }
    let text = StudyBoardText(board(nil), language: .english).rendered
    #expect(text.hasSuffix("  To reconcile: 2, 01: 2; \"equipoise reconcile\" says what.\n"))
    #expect(board(["02"]).total.toReconcile == 0 && board(["01"]).total.toReconcile == 2)
    #expect(board(nil).json["total"]?["toReconcile"] == 2)
  }

  // MARK: Doses

  /// The course with two decisions: one accepted, one departed from.
  private func decided() throws -> ConductTrial {
    var trial = try SubjectSummaryTests.course()
    for (decided, verdict, reason) in [
      ("75 mg", DoseDecision.Verdict.accepted, nil), ("hold", .departed, "sepsis"),
    ] {
      let decision = DoseDecision(
        subject: "C-001",
        cycle: 2,
        drug: "Verum",
        proposed: "75 mg",
        inputs: "0123456789abcdef",
        decided: decided,
        verdict: verdict,
        isConfirmed: false
      )
      try trial.take(.doseDecided(decision), on: "2025-04-01", reason: reason)
    }
    return trial
  }

  private func summary(_ trial: ConductTrial, hidesArms: Bool) throws -> SubjectSummary {
    try SubjectSummary(
      try #require(trial.state.subject("C-001")),
      in: trial.state,
      by: trial.conduct,
      on: ConductTrial.date("2025-04-01"),
      hidesArms: hidesArms
    )
  }

  @Test("a subject's status shows every decision beside its proposal")
  func status() throws {
    let summary = try summary(decided(), hidesArms: false)
    let text = SubjectSummaryText(summary, language: .english).rendered
    #expect(
      text.contains(
        """
        Doses decided (2)
          Verum of cycle 2: 75 mg, as proposed; 2025-04-01 by li (investigator)
          Verum of cycle 2: hold, departing from the proposed 75 mg; 2025-04-01 by li (investigator): sepsis
        """
      ),
      "\(text)"
    )
    #expect(summary.json["doseDecisions"]?.array?.map { $0["verdict"] } == ["accepted", "departed"])
  }

  @Test("who may not read arms sees neither drug nor amount, in status and log")
  func blinded() throws {
    let trial = try decided()
    let summary = try summary(trial, hidesArms: true)
    for language in Language.allCases {
      let texts = [
        SubjectSummaryText(summary, language: language).rendered, summary.json.rendered(.compact),
        trial.events.suffix(2).enumerated().map { number, event in
          let words = EventWords(trial.study, trial.state, language: language, hidesArms: true)
          return words.line(event, entry: number + 1)
            + EventDocument(words).json(event, entry: number + 1, hash: nil).rendered(.compact)
        }.joined(),
      ]
      for text in texts { #expect(!text.contains("Verum") && !text.contains("75 mg"), "\(text)") }
    }
  }
}
