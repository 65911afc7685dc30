// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

/// Cases by versions; the days are counted on a printed calendar from ICH E2A, section III.B.
@Suite struct SeriousCaseClockTests {
  private static let row = RowReference("C-001", "ae")

  private static func at(_ day: String) -> Timestamp {
    Timestamp(instant: "\(day)T09:00:00Z") ?? Timestamp(CivilDate(day: 0))
  }

  private static func date(_ text: String) -> CivilDate { CivilDate(iso: text) ?? CivilDate(day: 0) }

  /// A case whose versions became known on these days with these answers, all recorded on 30 June.
  private func seriousCase(
    _ versions: [(day: String, answers: [String: String])],
    sent: [(String, String)] = []
  )
    throws -> SeriousCase
  {
    var state = TrialState()
    var facts: [Fact] = [
      .screened(Screening(subject: "C-001", site: "01", on: Self.date("2025-03-01"), identity: nil)),
      .entered(Self.row, values: [EnteredValue("term", "Sepsis")]),
    ]
    for (number, version) in versions.enumerated() {
      facts.append(
        .seriousReported(
          SeriousReport(
            id: "SAE-1",
            version: number + 1,
            row: Self.row,
            known: Self.at(version.day),
            answers: version.answers.sorted { $0.key < $1.key }.map { EnteredValue($0.key, $0.value) },
            narrative: ""
          )
        )
      )
    }
    facts += sent.map { .reportSent(case: "SAE-1", kind: $0.0, on: Self.date($0.1)) }
    let author = TrialEvent.Author(user: "li", role: "investigator")
    for fact in facts {
      try state.apply(TrialEvent(fact, at: Self.at("2025-06-30"), by: author, protocolVersion: 1))
    }
    return try #require(state.seriousCase("SAE-1"))
  }

  private func due(_ seriousCase: SeriousCase) -> [String] {
    seriousCase.clock(zone: .utc, followUpFrom: .daySeven).reports.map { "\($0.kind.rawValue) \($0.due)" }
  }

  private static let notFatal = ["death": "no", "life-threatening": "no"]

  @Test("a case that is neither fatal nor life-threatening has fifteen days from the day the site knew")
  func other() throws {
    #expect(due(try seriousCase([("2025-03-14", Self.notFatal)])) == ["other 2025-03-29"])
  }

  @Test(
    "a missing answer never buys time; a later denial lengthens the clock, a later yes does not restart it"
  )
  func missingAnswer() throws {
    let short = ["fatal 2025-03-21", "fatal-follow-up 2025-03-29"]
    #expect(due(try seriousCase([("2025-03-14", ["death": "no"])])) == short)
    let denied = try seriousCase([
      ("2025-03-14", ["death": "no"]), ("2025-03-16", ["life-threatening": "no"]),
    ])
    #expect(due(denied) == ["other 2025-03-29", "new-information 2025-03-31"])
    let affirmed = try seriousCase([
      ("2025-03-14", ["death": "no"]), ("2025-03-16", ["life-threatening": "yes"]),
    ])
    #expect(due(affirmed) == short + ["new-information 2025-03-31"])
  }

  @Test("a turn for the worse has a clock of its own, and what was answered before still stands")
  func turn() throws {
    let turned = try seriousCase([
      ("2025-03-14", Self.notFatal), ("2025-03-20", ["disability": "no"]), ("2025-03-24", ["death": "yes"]),
    ])
    #expect(
      due(turned) == [
        "other 2025-03-29", "became-fatal 2025-03-31", "new-information 2025-04-04",
        "became-fatal-follow-up 2025-04-08",
      ]
    )
  }

  @Test("a report went out on the first day it was sent for its clock, not before that began")
  func sent() throws {
    let turned = try seriousCase(
      [("2025-03-14", Self.notFatal), ("2025-03-20", [:]), ("2025-03-25", [:])],
      sent: [("other", "2025-03-28"), ("new-information", "2025-03-22"), ("new-information", "2025-04-01")]
    )
    let reports = turned.clock(zone: .utc, followUpFrom: .daySeven).reports
    #expect(reports.map(\.start).map(\.description) == ["2025-03-14", "2025-03-20", "2025-03-25"])
    #expect(
      reports.map { turned.sent($0)?.description } == ["2025-03-28", "2025-03-22", "2025-04-01"]
    )
  }

  @Test("whether it is to be reported at all rests on all three questions")
  func reportable() throws {
    let serious = ["hospitalization": "yes", "suspected": "yes"]
    let open = try seriousCase([("2025-03-14", serious)])
    #expect(open.assessment.isReportable == .unknown)
    #expect(open.assessment.missing == [.unexpected])
    let expected = try seriousCase([("2025-03-14", serious), ("2025-03-15", ["unexpected": "no"])])
    #expect(expected.assessment.isReportable == .notMet)
  }
}
