// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import Testing
import TrialConduct
import TrialDesign

@testable import TrialAnalysis

@Suite("Times of assessment")
struct AssessmentTimeAnalysisTests {
  /// The small leukemia trial with the regimens' days and the marrow rule of the published one: 21 days against 5, and 14 more.
  private func study() throws -> StudyProtocol {
    func regimen(_ id: String, _ days: ProtocolNode) -> ProtocolNode {
      ["id": .init(stringLiteral: id), "title": "R", "drugs": [["drug": "d", "dose": "1 mg", "days": days]]]
    }
    return try StudyProtocol.read(
      LeukemiaTrial.protocolNode
        .with("regimens", [regimen("long", "1-21"), regimen("short", "1-5")])
        .with(
          "arms",
          [
            ["id": "A", "title": "New", "role": "experimental", "regimen": "long"],
            ["id": "B", "title": "Old", "role": "active-comparator", "regimen": "short"],
          ]
        )
        .with(
          "schedule",
          [
            "visits": [
              [
                "id": "marrow", "title": "Marrow", "from": "treatment-end", "window": ["1", "14"],
                "recovery": ["limit": "14 d", "or": "first"],
              ]
            ],
            "activities": [
              ["title": "Response", "form": "response", "visits": "marrow"],
              ["title": "Baseline", "form": "baseline", "visits": "marrow"],
              ["title": "Relapse", "form": "relapse", "visits": "marrow"],
              ["title": "Follow-up", "form": "follow-up", "visits": "marrow"],
              ["title": "Death", "form": "death", "visits": "marrow"],
            ],
          ]
        )
    )
  }

  private func result(_ study: StudyProtocol) throws -> AnalysisResult? {
    let cut = try #require(CivilDate(iso: "2024-12-31"))
    let record = try LeukemiaTrial.record(study)
    return analyse(study, record, settings: AnalysisSettings(cut: cut)).result("schedule.assessment-time")
  }

  /// By plan 21 + 14 and 5 + 14, observed from the tables: A 30, 30, 30 and one without; B 30, 30, 30, 100 (10 January to
  /// 19 April 2024) and one without; the third quartile of B is 30 + 0.25 · 70 (type 7).
  private static let expected: [(String, Double)] = [
    ("planned/A/last-dose", 21), ("planned/A/latest", 35), ("planned/A/apart", 16),
    ("planned/B/last-dose", 5),
    ("planned/B/latest", 19), ("observed/A/n", 3), ("observed/A/missing", 1), ("observed/A/median", 30),
    ("observed/B/n", 4), ("observed/B/missing", 1), ("observed/B/median", 30), ("observed/B/q1", 30),
    ("observed/B/q3", 47.5), ("observed/B/min", 30), ("observed/B/max", 100), ("observed/total/n", 7),
    ("observed/total/missing", 2),
  ]

  @Test("day 35 against day 19, and the days on file", arguments: expected)
  func cells(path: String, value: Double) throws {
    let result = try #require(try result(study()))
    #expect(result.cell(path)?.value.number == value, "\(path)")
  }

  @Test("says in a note how far the arms stand apart; the reference arm has no distance from itself")
  func note() throws {
    let result = try #require(try result(study()))
    #expect(result.notes == [.assessedApart(days: 16)])
    #expect(result.cell("planned/B/apart") == nil)
  }

  @Test("is left out where no visit counts from the end of treatment")
  func leftOut() throws {
    #expect(try result(LeukemiaTrial.study()) == nil)
  }
}
