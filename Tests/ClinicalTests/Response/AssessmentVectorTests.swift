// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

/// Worked assessments against the criteria of the shelf.
@Suite struct AssessmentVectorTests {
  @Test("an assessment shows what was worked out by hand", arguments: try ResponseFixtures.vectors())
  func vector(_ vector: ResponseFixtures.Vector) throws {
    let setting = vector["set"].split(separator: "=").map { String($0) }
    let assessor = try ResponseFixtures.assessor(setting.count == 2 ? [setting[0]: setting[1]] : [:])
    let table = AssessmentTable(vector.table, for: assessor.scheme.decisions)
    #expect(table.faults.isEmpty)
    let row = try #require(table.rows.first)
    #expect(row.problems.isEmpty)
    let verdict = assessor.verdict(on: row.record)
    #expect(verdict.category?.rawValue ?? "" == vector["category"])
    let possible = verdict.possible.members.map(\.rawValue).joined(separator: " ")
    #expect(possible == vector["possible"])
    #expect(verdict.settledBy.isEmpty == (verdict.possible.only != nil))
  }

  @Test(
    "ELN 2017 has no CRh, and no remission with Auer rods",
    arguments: [
      (0.99, 250.0, "", "CRi"), (1.0, 100, "", "CR"), (0.7, 70, "", "MLFS"), (1.0, 100, "yes", "NR"),
      (1.0, 100, "no", "CR"),
    ]
  )
  func eln2017(anc: Double, plt: Double, auer: String, expected: String) throws {
    let assessor = ResponseAssessor(try ResponseFixtures.scheme("eln-2017"))
    var facts = CompleteCase.plain
    facts.neutrophils = anc
    facts.platelets = plt
    facts.auerRods = auer == "yes" ? .yes : auer == "no" ? .no : .notRecorded
    let verdict = assessor.verdict(on: facts)
    #expect(verdict.category?.rawValue == expected)
    #expect(verdict.flags.contains(.auerRodsNotRecorded) == (auer.isEmpty && expected != "NR"))
    #expect(assessor.scheme.decisions.outcomes.contains { $0.id == "CRh" } == false)
  }

  @Test("where Auer rods have to be recorded, silence about them leaves CR open")
  func auerRodsUnknown() throws {
    let scheme = try ResponseFixtures.scheme("eln-2017", ["auer-rods-not-recorded": "unknown"])
    let verdict = ResponseAssessor(scheme).verdict(on: CompleteCase.plain)
    #expect(verdict.possible.members == [.completeRemission, .noResponse])
    #expect(verdict.settledBy == ["auer_rods"])
  }
}

/// A complete assessment that shows a CR.
enum CompleteCase {
  static var plain: AssessmentFacts {
    var facts = AssessmentFacts()
    facts.blasts = 2
    facts.baselineBlasts = 40
    facts.cellsCounted = 500
    facts.cellularity = 30
    facts.spicules = .yes
    facts.isAdequate = .yes
    facts.circulatingBlasts = .no
    facts.extramedullary = .absent
    facts.priorExtramedullary = .no
    facts.neutrophils = 1.4
    facts.platelets = 150
    return facts
  }
}
