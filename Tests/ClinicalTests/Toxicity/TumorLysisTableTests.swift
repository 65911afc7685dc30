// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import ProtocolLibrary
import Testing
import TrialConduct
import TrialDesign
import TrialReporting

@testable import equipoise

/// The table of `equipoise tumor-lysis`: what is refused, and what that leaves unknown.
@Suite struct TumorLysisTableTests {
  @Test(
    "what cannot be is refused with line, column and remedy",
    arguments: [
      ("S,2025-03-04,,potassium,64,mmol/L,,,", "value", 25, "64 mmol/L of potassium is not possible"),
      ("S,2025-03-04,,potassium,-1,mmol/L,,,", "value", 25, "-1 is not possible"),
      ("S,2025-03-04,,potassium,high,mmol/L,,,", "value", 25, "\"high\" is not a number"),
      ("S,2025-03-04,,potassium,6,parsec,,,", "unit", 27, "\"parsec\" is not a unit that Equipoise knows"),
      ("S,2025-03-04,,potassium,6,10*9/L,,,", "unit", 27, "10*9/L is not a unit of potassium"),
      ("S,2925-03-04,,potassium,6,mmol/L,,,", "date", 3, "2925-03-04 is not possible"),
      ("S,2025-02-30,,potassium,6,mmol/L,,,", "date", 3, "\"2025-02-30\" is not a date of the calendar"),
      ("S,2025-03-04,25:10,potassium,6,mmol/L,,,", "time", 14, "\"25:10\" is not a time of day"),
      ("S,2025-03-04,0810,potassium,6,mmol/L,,,", "time", 14, "\"0810\" is not a time of day"),
      ("S,2025-03-04,,potasium,6,mmol/L,,,", "analyte", 15, "\"potasium\" is no analyte of these criteria"),
      ("S,2025-03-04,,,6,mmol/L,,,", "analyte", 15, "a value of nothing"),
      (",2025-03-04,,potassium,6,mmol/L,,,", "subject", 1, "a row without a subject"),
      ("S,2025-03-04,,creatinine,90,umol/L,0,,", "uln", 36, "an upper limit of normal is above 0"),
      ("S,2025-03-04,,potassium,6,mmol/L,,400,", "baseline", 35, "400 mmol/L of potassium is not possible"),
      ("S,2025-03-04,,potassium,6,mmol/L,,,2925-03-03", "therapy_start", 36, "2925-03-03 is not possible"),
    ]
  )
  func refused(row: String, column: String, character: Int, problem: String) throws {
    let table = try TumorLysisCases.rows([row])
    #expect(table.problems.map(\.column) == [column])
    let found = try #require(table.problems.first)
    #expect(found.problem == problem)
    #expect(found.row == 1 && found.line == 2 && found.character == character)
    #expect(!found.remedy.isEmpty)
    let last = try #require(try TumorLysisCases.json(table).last)
    #expect(last["row"] as? Int == 1)
    #expect(last["category"] is NSNull)
    #expect(last["because"] as? String == "\(column): \(problem)")
  }

  @Test("one start of therapy and one baseline for each subject: what tells another one is refused")
  func contradictions() throws {
    let table = try TumorLysisCases.rows([
      "S,2025-03-04,,potassium,4,mmol/L,,4.0,2025-03-03", "S,2025-03-04,,urate,300,umol/L,,,2025-03-30",
      "S,2025-03-05,,potassium,4,mmol/L,,5.0,2025-03-03", "Q,2025-03-05,,potassium,4,mmol/L,,5.0,2025-04-01",
      // 15.64 mg/dL of potassium are 4.0 mmol/L: the same baseline.
      "S,2025-03-06,,potassium,16,mg/dL,,15.64,",
    ])
    #expect(table.problems.map(\.row) == [2, 3])
    #expect(table.problems.map(\.column) == ["therapy_start", "baseline"])
    #expect(
      table.problems[0].problem == "2025-03-30 is not the start of therapy that row 1 has, 2025-03-03"
    )
    let verdicts = try TumorLysisCases.assessor().verdicts(on: table)
    #expect(verdicts.map(\.therapyStart?.description) == [nil, "2025-04-01"])
    #expect(verdicts[0].laboratory.laboratory == .unknown)
  }

  @Test("a refused value may have been abnormal; a verdict that stands without it stands")
  func refusedIsUnknown() throws {
    let normal = ["phosphate,1,mmol/L", "urate,300,umol/L", "calcium,2.3,mmol/L"].map {
      "S,2025-03-04,08:00,\($0),,,2025-03-03"
    }
    let urate = "S,2025-03-04,08:00,urate,500,umol/L,,,"
    func laboratory(_ rows: [String]) throws -> Truth? {
      try TumorLysisCases.verdicts(normal + rows).first?.laboratory.laboratory
    }
    let potassium = "S,2025-03-04,08:00,potassium,4,mmol/L,,,"
    #expect(try laboratory([potassium, urate]) == .notMet)
    // 62 for 6.2; and of another day; and of a word that names nothing.
    #expect(try laboratory([potassium, urate, "S,2025-03-04,09:00,potassium,62,mmol/L,,,"]) == .unknown)
    #expect(try laboratory([potassium, urate, "S,2025-03-24,09:00,potassium,62,mmol/L,,,"]) == .notMet)
    #expect(try laboratory([potassium, urate, "S,2925-03-04,09:00,potassium,6.2,mmol/L,,,"]) == .unknown)
    #expect(try laboratory([potassium, urate, "S,2025-03-04,09:00,potas,6.2,mmol/L,,,"]) == .unknown)
    // One row alone cannot be two substances.
    #expect(try laboratory([potassium, "S,2025-03-04,09:00,potas,6.2,mmol/L,,,"]) == .notMet)
    #expect(
      try laboratory([
        "S,2025-03-04,09:00,potassium,6.2,mmol/L,,,", urate, "S,2025-03-04,09:00,potassium,62,mmol/L,,,",
      ]) == .met
    )
    #expect(try laboratory([potassium, urate, "S,2025-03-04,09:00,potassium,6.2,,,,"]) == .unknown)
  }

  @Test("a table without subjects or analytes, with a column twice or nothing in it is refused whole")
  func faults() throws {
    #expect(try TumorLysisCases.table("analyte,value\nK,4\n").faults == [.columnMissing("subject")])
    #expect(try TumorLysisCases.table("subject,value\nS,4\n").faults == [.columnMissing("analyte")])
    #expect(
      try TumorLysisCases.table("subject,analyte,value,value\nS,K,4,4\n").faults == [.columnTwice("value")]
    )
    #expect(try TumorLysisCases.table("").faults == [.empty])
    #expect(try TumorLysisCases.table("subject,analyte,ward\n").ignored == ["ward"])
    #expect(
      TableFault.columnMissing("subject").description(in: "a.csv")
        == "a.csv: the column \"subject\" is missing\n  Add it, or name the column so; \"equipoise schema\" prints the columns."
    )
  }

  @Test("other analytes are left aside by name; ionized calcium too, unless its printed limit counts")
  func others() throws {
    let rows = ["S,2025-03-04,,sodium,140,mmol/L,,,", "S,2025-03-04,,ionized-calcium,0.9,mmol/L,,,"]
    #expect(try TumorLysisCases.rows(rows + rows).others == ["sodium", "ionized-calcium"])
    let text = ([TumorLysisCases.head] + rows).joined(separator: "\n")
    #expect(try TumorLysisCases.table(text, ["ionized-calcium-limit": "on"]).others == ["sodium"])
  }

  @Test("a command that refused a row ends with exit code 2, one that refused none ends well")
  func exitCode() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("tls-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("subject,analyte,value,unit\nS,potassium,64,mmol/L\nS,potassium,4,mmol/L\n".utf8).write(to: file)
    #expect(throws: ExitCode(2)) { try TumorLysisCommand.parse([file.path, "--json"]).run() }
    try Data("subject,analyte,value,unit\nS,potassium,6,mmol/L\n".utf8).write(to: file)
    try TumorLysisCommand.parse([file.path, "--json"]).run()
    for options in [["--set", "version"], ["--set", "version=1999"], ["--set", "edition=2004"]] {
      #expect(throws: CommandFailure.self) { try TumorLysisCommand.parse([file.path] + options).run() }
    }
    #expect(throws: CommandFailure.self) { try TumorLysisCommand.parse(["/no/such/file.csv"]).run() }
    let folder = FileManager.default.temporaryDirectory.path
    #expect(throws: CommandFailure.self) { try TumorLysisCommand.parse([folder]).run() }
  }
}
