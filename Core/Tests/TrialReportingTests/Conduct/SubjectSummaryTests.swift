// SPDX-License-Identifier: Apache-2.0

import Markup
import Testing
import TrialConduct
import TrialDesign

@testable import TrialReporting

@Suite struct SubjectSummaryTests {
  private static let row = RowReference("C-001", "s")
  private static let event = RowReference("C-001", "ae")

  /// A subject from screening to a serious event, and a candidate who failed.
  static func course() throws -> ConductTrial {
    var trial = try ConductTrial()
    try trial.screen("C-001", age: "45", creatinine: "80")
    try trial.act(.confirmEligibility(subject: "C-001"))
    try trial.act(.randomize(subject: "C-001"))
    try trial.act(
      .enter(
        subject: "C-001",
        form: "ae",
        row: nil,
        values: [EnteredValue("term", "Sepsis"), EnteredValue("grade", "4")],
        expecting: nil
      )
    )
    try trial.act(.sign(row, .review))
    try trial.act(.query(row, item: "age", text: "Is this right?"), by: "wu", on: "2025-03-12")
    try trial.act(
      .correct(row, values: [EnteredValue("age", "46")], expecting: nil),
      on: "2025-03-13",
      reason: "misread"
    )
    try trial.act(
      .noteDeviation(Deviation(subject: "C-001", kind: .visit, about: ["day-7"], text: "seen 3 days late")),
      on: "2025-03-20"
    )
    try trial.act(
      .reportSerious(
        case: nil,
        row: event,
        known: ConductTrial.at("2025-03-14"),
        answers: [EnteredValue("life-threatening", "yes"), EnteredValue("suspected", "yes")],
        narrative: "Septic shock."
      ),
      on: "2025-03-15"
    )
    try trial.act(
      .noteReportSent(case: "SAE-1", kind: "fatal", on: ConductTrial.date("2025-03-20")),
      by: "wu",
      on: "2025-03-20"
    )
    try trial.act(
      .screen(Screening(subject: "C-002", site: "01", on: ConductTrial.date("2025-03-04"), identity: nil))
    )
    try trial.act(
      .failScreening(subject: "C-002", on: ConductTrial.date("2025-03-05")),
      reason: "creatinine too high"
    )
    try trial.act(.freeze(.subject("C-001")), by: "wu", on: "2025-03-31")
    return trial
  }

  private func summary(
    _ trial: ConductTrial,
    of id: String = "C-001",
    on day: String = "2025-04-01",
    hidesArms: Bool = false
  ) throws -> SubjectSummary {
    try SubjectSummary(
      try #require(trial.state.subject(id)),
      in: trial.state,
      by: trial.conduct,
      on: ConductTrial.date(day),
      hidesArms: hidesArms
    )
  }

  @Test("the status of a subject tells everything from screening to the clocks of serious cases")
  func text() throws {
    #expect(
      SubjectSummaryText(try summary(Self.course()), language: .english).rendered == """
        C-001 · site 01 · 2025-04-01
        ────────────────────────────
          Screened          2025-03-01
          Consent           2.1 on 2025-03-02
          Eligibility       eligible on 2025-03-10
          Confirmation      by li (investigator), void: values have changed since
          Allocation        VERUM on 2025-03-10, allocation 1
          Data              frozen
          Protocol version  1

        Forms (2 rows)
          Row   Revision  Values  Queries  Signatures  Data
          ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
          s/1          2       2        1  1 void      frozen
          ae/1         1       2        0  none        frozen

        Queries not closed (1)
          Q1 open, 20 days, s/1 age: Is this right?

        Deviations (1)
          visit (day-7): seen 3 days late

        Serious cases (1)
          SAE-1 version 1, from ae/1
            day 0 is 2025-03-14
            not decided: unexpected missing
            fatal or life-threatening, 7 days: due 2025-03-21, sent 2025-03-20
            follow-up, 8 further days: due 2025-03-29, 3 days over

        """
    )
  }

  @Test("a failed candidate in Chinese: reason, missing consent, what is unknown")
  func failed() throws {
    #expect(
      SubjectSummaryText(try summary(Self.course(), of: "C-002"), language: .simplifiedChinese).rendered
        == """
        C-002 · 中心 01 · 2025-04-01
        ────────────────────────────
          筛选      2025-03-04；2025-03-05 筛选失败：creatinine too high
          知情同意  无记录
          入选资格  尚不能判定（2025-04-01）：I1（未知）、E1（未知）
          资格确认  未确认
          分配      未分配
          数据状态  开放
          方案版本  1

        """
    )
  }

  @Test("a confirmation holds after the allocation, until a value changes that was confirmed")
  func confirmation() throws {
    var trial = try ConductTrial()
    try trial.screen("C-001", age: "45", creatinine: "80")
    #expect(try summary(trial).confirmation == nil)
    try trial.act(.confirmEligibility(subject: "C-001"))
    try trial.act(.randomize(subject: "C-001"))
    #expect(try summary(trial).confirmation?.holds == true)
    try trial.act(
      .correct(Self.row, values: [EnteredValue("creatinine", "81")], expecting: nil),
      reason: "misread"
    )
    #expect(try summary(trial).confirmation?.holds == false)
  }

  @Test("a blinded reader sees the day of the allocation and not its arm")
  func blinded() throws {
    let summary = try summary(Self.course(), hidesArms: true)
    for language in Language.allCases {
      #expect(!SubjectSummaryText(summary, language: language).rendered.contains("VERUM"))
    }
    #expect(!summary.json.rendered(.compact).contains("VERUM"))
    #expect(summary.json["allocation"]?["arm"] == .null)
    #expect(summary.json["allocation"]?["on"] == "2025-03-10")
  }

  @Test("JSON has the same status under keys that do not change with the language")
  func json() throws {
    let json = try summary(Self.course()).json
    #expect(json["confirmation"] == ["by": "li", "role": "investigator", "valid": false])
    #expect(json["custody"] == ["frozen": true, "locked": false])
    #expect(
      json["forms"]?.array?.first
        == [
          "form": "s", "row": 1, "revision": 2, "values": 2, "openQueries": 1,
          "signatures": ["valid": 0, "void": 1], "custody": ["frozen": true, "locked": false],
        ]
    )
    #expect(
      json["seriousCases"]?.array?.first?["reports"]
        == [
          [
            "kind": "fatal", "start": "2025-03-14", "due": "2025-03-21", "sent": "2025-03-20",
            "overdue": false,
          ],
          [
            "kind": "fatal-follow-up", "start": "2025-03-14", "due": "2025-03-29", "sent": nil,
            "overdue": true,
          ],
        ]
    )
    #expect(json["seriousCases"]?.array?.first?["reportable"] == .null)
  }
}
