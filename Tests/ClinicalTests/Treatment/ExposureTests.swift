// SPDX-License-Identifier: Apache-2.0

import ProtocolLibrary
import Testing
import TrialConduct
import TrialDesign

/// Given against planned, and proposals against both; numbers by hand.
@Suite struct ExposureTests {
  private static let text = """
    id: small
    title: Small
    cycle: 21 d
    drugs:
      - drug: X
        dose: 100 mg
        days: 1-4
        dose-modifications:
          findings:
            - {id: neutropenia_grade, title: Neutropenia, type: integer, range: [0, 5]}
            - {id: remission, title: Remission, type: category, categories: ["yes", "no"]}
          rules:
            - id: hold
              when: {all: [{finding: remission, equals: "yes"}, {finding: neutropenia_grade, at-least: 4}]}
              action: hold
              until: grade 2
              because: Counts have to recover.
              source: protocol
            - {id: less, when: {finding: neutropenia_grade, at-least: 3}, action: reduce, to: 50 %}
    """

  private static func calendar(_ findings: [String: String] = [:]) throws -> DoseCalendar {
    let root = try #require(ProtocolText.read(Array(text.utf8)).root)
    return try DoseCalendar.plan(
      DosingRequest(
        regimen: try Regimen.read(root, shelf: .empty).regimen,
        rules: .standard,
        start: try #require(CivilDate(iso: "2025-01-06")),
        subject: DosingSubject(findings: findings)
      )
    )
  }

  private static func rows(_ amounts: [Double], reason: String? = nil) throws -> [ExposureRow] {
    let start = try #require(CivilDate(iso: "2025-01-06"))
    let unit = try #require(Unit("mg"))
    return amounts.enumerated().map {
      ExposureRow(drug: "X", date: start + $0.offset, amount: Quantity($0.element, unit), reason: reason)
    }
  }

  private static func proposal(_ findings: [String: String]) throws -> DoseProposal {
    let calendar = try calendar(findings)
    let rules = try #require(calendar.drugs.first?.drug.modifications)
    return DoseProposal(rules, drug: "X", for: calendar.subject)
  }

  @Test("the first rule that is met proposes; missing findings leave the set of proposals")
  func proposals() throws {
    #expect(try Self.proposal(["neutropenia_grade": "4", "remission": "yes"]).proposal?.id == "hold")
    #expect(try Self.proposal(["neutropenia_grade": "4", "remission": "no"]).proposal?.id == "less")
    #expect(try Self.proposal(["neutropenia_grade": "2", "remission": "yes"]).proposal?.action == .proceed)
    let open = try Self.proposal(["neutropenia_grade": "4"])
    #expect(open.proposal == nil)
    #expect(open.possible.map(\.id) == ["hold", "less"])
    #expect(open.settledBy.map(\.id) == ["remission"])
  }

  @Test("dose intensity: 300 of 400 mg in a cycle of 21 days is 0.75; two days late make 0.75 × 21/23")
  func intensity() throws {
    let calendar = try Self.calendar()
    let drug = try #require(calendar.drugs.first)
    let short = try #require(DoseIntensity(of: drug, cycleLength: 21, rows: try Self.rows([100, 100, 100])))
    #expect(short.doseProportion == 0.75)
    #expect(short.relativeDoseIntensity == 0.75)
    let late = try #require(
      DoseIntensity(of: drug, cycleLength: 21, rows: try Self.rows([100, 100, 0, 0, 0, 100]))
    )
    #expect((late.relativeDoseIntensity - 0.75 * 21 / 23).magnitude < 1e-12)
  }

  @Test("as planned there is no deviation")
  func asPlanned() throws {
    let calendar = try Self.calendar()
    let review = ExposureReview(
      calendar,
      proposals: [],
      rows: try Self.rows([100, 100, 100, 100]),
      until: calendar.start + 30
    )
    #expect(review.deviations.isEmpty)
  }

  @Test("missed, less, more and unplanned days; without a reason beyond 75 to 110 % someone has to answer")
  func deviations() throws {
    let calendar = try Self.calendar()
    func kinds(_ amounts: [Double], reason: String? = nil) throws -> [ExposureReview.Deviation] {
      ExposureReview(
        calendar,
        proposals: [],
        rows: try Self.rows(amounts, reason: reason),
        until: calendar.start + 30
      ).deviations
    }
    let found = try kinds([80, 111, 74, 0, 50])
    #expect(found.map(\.kind) == [.less, .more, .less, .missed, .unplanned])
    #expect(found.map(\.needsReason) == [false, true, true, true, true])
    #expect(try kinds([80, 111, 74, 0, 50], reason: "neutropenia").allSatisfy { !$0.needsReason })
    // Days after the last one on file are not missed yet.
    let early = ExposureReview(
      calendar,
      proposals: [],
      rows: try Self.rows([100, 100]),
      until: calendar.start + 1
    )
    #expect(early.deviations.isEmpty)
  }

  @Test("a proposal is accepted where every day follows it, and a departure is listed")
  func answers() throws {
    let calendar = try Self.calendar()
    let less = try #require(try Self.proposal(["neutropenia_grade": "3", "remission": "no"]).proposal)
    let from = EffectiveProposal(drug: "X", from: calendar.start + 2, proposal: less)
    func verdict(_ amounts: [Double]) throws -> ExposureReview {
      ExposureReview(calendar, proposals: [from], rows: try Self.rows(amounts), until: calendar.start + 30)
    }
    #expect(try verdict([100, 100, 50, 50]).answers.map(\.verdict) == [.accepted])
    #expect(try verdict([100, 100, 50, 50]).deviations.isEmpty)
    #expect(try verdict([100, 100, 100, 50]).answers.map(\.verdict) == [.departed])
    #expect(try verdict([100, 100, 100, 50]).deviations.map(\.kind) == [.more])
    let hold = try #require(try Self.proposal(["neutropenia_grade": "4", "remission": "yes"]).proposal)
    let held = EffectiveProposal(drug: "X", from: calendar.start + 2, proposal: hold)
    let review = ExposureReview(
      calendar,
      proposals: [held],
      rows: try Self.rows([100, 100, 0, 100]),
      until: calendar.start + 30
    )
    #expect(review.deviations.map(\.kind) == [.despiteHold])
  }

  @Test("a table with faults says row, column and remedy, all at once")
  func table() throws {
    let text = "drug,date,dose,unit\nX,2025-01-06,100,mg\nY,2925-01-06,-1,mL\n"
    let table = ExposureTable(Array(text.utf8), for: try Self.calendar())
    #expect(table.rows.count == 1)
    #expect(Set(table.problems.map { "\($0.row) \($0.column)" }) == ["2 drug", "2 date", "2 dose"])
    let headless = ExposureTable(Array("drug,date\nX,2025-01-06\n".utf8), for: try Self.calendar())
    #expect(headless.problems.map(\.column) == ["dose", "unit"])
  }
}
