// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup
import Testing
import TrialDesign

@testable import TrialReporting

/// Rows (entry, time] and clusters in the calculators.
@Suite struct LateEntryTests {
  private static let table = """
    id,start,stop,e,a
    1,0,5,1,x
    2,6,9,1,x
    3,7,12,0,x
    4,0,4,0,y
    4,4,11,1,y
    5,2,8,0,y
    """

  private func table(_ text: String = table) throws -> DataTable {
    try DataTable(Array(text.utf8), reading: ["id", "start", "stop", "e", "a"])
  }

  private func survival(_ table: DataTable) throws -> SurvivalCalculation {
    try SurvivalCalculation(
      table,
      try ModelFormula(parsing: "Surv(start, stop, e) ~ a"),
      reference: ReferenceLevels([]),
      SurvivalSettings(level: 0.95, transform: .logLog, times: [8], weights: [.logRank])
    )
  }

  @Test("a curve that falls to 0 before others enter says so", arguments: Language.allCases)
  func emptied(language: Language) throws {
    let answer = try survival(try table())
    #expect(answer.isLate && answer.emptied(answer.arms[0]) == 5 && answer.emptied(answer.arms[1]) == nil)
    let text = answer.text(in: language)
    #expect(text.contains("a=x") && !text.contains("{"))
    for line in text.split(separator: "\n") { #expect(TextColumns.width(String(line)) <= 100, "\(line)") }
  }

  @Test("numbers at risk under the curves count those who have entered by then")
  func atRisk() throws {
    let figure = try survival(try table()).figure(in: .english)
    // Of arm y rows 4 and 5 are followed at 3; row 4 continues at 4, and only it is left after 8.
    let arm = figure.arms[1]
    #expect([1.0, 3, 5, 9].map { arm.atRisk(at: $0)?.upperBound } == [1, 2, 2, 1])
    #expect(figure.arms[0].atRisk(at: 5.5)?.upperBound == 0)
  }

  @Test("a row that does not end after its entry is named by line and character")
  func order() throws {
    let bad = Self.table.replacing("2,6,9,1,x", with: "2,9,9,1,x")
    let fault = #expect(throws: DataFault.self) { try survival(try table(bad)) }
    #expect(
      fault
        == .entryNotBefore(
          DataFault.Place(line: 3, character: 3, row: 2),
          column: "start",
          entry: "9",
          time: "9"
        )
    )
    for language in Language.allCases {
      let text = try #require(fault?.text(of: "rows.csv", in: language))
      #expect(text.hasPrefix("rows.csv:3:3: ") && !text.contains("{"))
    }
  }

  @Test("clusters are read once, may be strata too, and belong to Cox models")
  func clusters() throws {
    let formula = try ModelFormula(parsing: "Surv(start, stop, e) ~ a + strata(id) + cluster(id)")
    #expect(
      formula.cluster?.name == "id" && formula.columns.map(\.name) == ["start", "stop", "e", "a", "id"]
    )
    for (text, position) in [
      ("y ~ a + cluster(id) + cluster(a)", 23), ("y ~ cluster()", 13), ("y ~ cluster(id, a)", 15),
    ] {
      let fault = #expect(throws: FormulaFault.self) { try ModelFormula(parsing: text) }
      #expect(fault?.position == position, "\(text)")
    }
    #expect(throws: FormulaFault.self) { try formula.clustered(by: "a") }
    let plain = try ModelFormula(parsing: "Surv(start, stop, e) ~ a")
    #expect(try plain.clustered(by: "id").cluster?.name == "id")
    let means = try ModelFormula(parsing: "stop ~ a + cluster(id)")
    #expect(throws: FormulaFault.self) {
      try MeansCalculation(
        try table(),
        means,
        reference: ReferenceLevels([]),
        level: 0.95,
        alternative: .twoSided
      )
    }
  }

  @Test("the print says what is robust", arguments: Language.allCases)
  func robust(language: Language) throws {
    let answer = try CoxCalculation(
      try table(),
      try ModelFormula(parsing: "Surv(start, stop, e) ~ a + cluster(id)"),
      reference: ReferenceLevels([]),
      ties: .efron,
      level: 0.95
    )
    #expect(answer.clusterCount == 5)
    let text = answer.text(in: language)
    for line in text.split(separator: "\n") { #expect(TextColumns.width(String(line)) <= 100, "\(line)") }
    for sign in ["{", "nan", "NaN"] { #expect(!text.contains(sign), "\(text)") }
    #expect(throws: CoxError.exactTies) {
      try CoxCalculation(
        try table(),
        try ModelFormula(parsing: "Surv(start, stop, e) ~ a"),
        reference: ReferenceLevels([]),
        ties: .exact,
        level: 0.95,
        robust: true
      )
    }
  }
}
