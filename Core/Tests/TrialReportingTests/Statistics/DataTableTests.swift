// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialDesign

@testable import TrialReporting

@Suite struct DataTableTests {
  private func table(_ text: String, _ names: String...) throws -> DataTable {
    try DataTable(Array(text.utf8), reading: names)
  }

  @Test("missing values are left out and counted for each column, never zero")
  func missing() throws {
    let table = try table("a,b\n1,x\n,x\nNA,\n4,y\n", "a", "b")
    let rows = try CompleteRows(table, columns: ["a", "b"])
    #expect(rows.rows == [0, 3] && rows.read == 4 && rows.leftOut == 2)
    #expect(rows.missing.map(\.rows) == [2, 1])
    #expect(try table.numbers("a", rows) == [1, 4])
    #expect(
      rows.text(in: Texts(language: .english))
        == "4 rows read, 2 used. Left out because of missing values: 2 (a 2, b 1)."
    )
  }

  @Test("a cell that is no number is refused with its line and character")
  func notANumber() throws {
    let table = try table("id,a\n1,\"2\"\n2,x\n", "a")
    let rows = try CompleteRows(table, columns: ["a"])
    let fault = DataFault.notANumber(DataFault.Place(line: 3, character: 3, row: 2), column: "a", "x")
    #expect(throws: fault) { try table.numbers("a", rows) }
    #expect(
      fault.text(of: "t.csv", in: .english) == """
        t.csv:3:3: row 2, column "a": "x" is not a number.
          Leave the cell empty where the value is missing; write factor(a) where it is a level.
        """
    )
  }

  @Test("a time below 0 is refused; 0 is a time")
  func negativeTime() throws {
    let table = try table("t\n0\n-1\n", "t")
    let rows = try CompleteRows(table, columns: ["t"])
    #expect(throws: DataFault.negativeTime(.init(line: 3, character: 1, row: 2), column: "t", "-1")) {
      try table.times("t", rows)
    }
  }

  @Test("events are coded, or their values named; 1 and 2 are never guessed")
  func events() throws {
    func events(_ rule: String, _ cells: String) throws -> [Bool] {
      let table = try table("s,x\n" + cells.split(separator: " ").map { "\($0),1\n" }.joined(), "s")
      return try table.events(try EventRule(parsing: rule), try CompleteRows(table, columns: ["s"]))
    }
    #expect(try events("s", "0 1 TRUE no") == [false, true, true, false])
    #expect(try events("s == 2", "1 2 2.0 02") == [false, true, true, true])
    #expect(try events("s != 0", "0 1 2") == [false, true, true])
    #expect(try events("s %in% c('CR', 'CRi')", "CR PR CRi") == [true, false, true])
    #expect(
      throws: DataFault.notCoded(.init(line: 3, character: 1, row: 2), column: "s", values: ["1", "2"])
    ) { try events("s", "1 2") }
  }

  @Test("the first level in the table is the reference, unless another is asked for")
  func factor() throws {
    let table = try table("a,b\n,late\n1,b\n1,a\n1,b\n1,c\n", "a", "b")
    let rows = try CompleteRows(table, columns: ["a", "b"])
    #expect(try Factor("b", in: table, rows).levels == ["b", "a", "c"])
    let factor = try Factor("b", in: table, rows, reference: "c")
    #expect(factor.levels == ["c", "b", "a"] && factor.codes == [1, 2, 1, 0])
    #expect(throws: DataFault.unknownLevel("late", column: "b", known: ["a", "b", "c"])) {
      try Factor("b", in: table, rows, reference: "late")
    }
    let references = ReferenceLevels(["b=c", "x"])
    #expect(references.level(of: "b", isFirst: false) == "c")
    #expect(references.level(of: "a", isFirst: true) == "x")
    #expect(throws: DataFault.unknownLevel("b=c", column: nil, known: ["a"])) {
      try references.check(usedBy: ["a"])
    }
  }

  @Test("strata of three arms are refused, not left out in silence")
  func strataOfArms() throws {
    let table = try table("y,a,s\n1,x,1\n0,y,1\n1,z,2\n", "y", "a", "s")
    #expect(throws: DataFault.strataOfArms(column: "a", arms: 3)) {
      try MeansCalculation(
        table,
        try ModelFormula(parsing: "y ~ a + strata(s)"),
        reference: ReferenceLevels([]),
        level: 0.95,
        alternative: .twoSided
      )
    }
  }

  @Test("one slip of the pen does not turn numbers into levels")
  func mixed() throws {
    let table = try table("a\n1\n2x\n", "a")
    let rows = try CompleteRows(table, columns: ["a"])
    func term(_ formula: String) throws -> ModelFormula.Term { try ModelFormula(parsing: formula).terms[0] }
    #expect(throws: DataFault.self) { try table.hasLevels(try term("y ~ a"), rows) }
    #expect(try table.hasLevels(try term("y ~ factor(a)"), rows))
  }

  @Test(
    "damaged, empty and useless tables are refused",
    arguments: ["", "a,b\n", "a,b\n1\n", "a,b\n1,\"\n", "a,b\n,1\n"]
  )
  func refused(text: String) {
    #expect(throws: DataFault.self) {
      let table = try DataTable(Array(text.utf8), reading: ["a", "b"])
      _ = try CompleteRows(table, columns: ["a", "b"])
    }
  }
}
