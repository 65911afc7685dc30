// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Markup
import Testing
import TrialConduct
import TrialDesign
import TrialReporting

@testable import ProtocolLibrary
@testable import equipoise

/// The table of `equipoise respond`: what is refused, and what is printed.
@Suite struct RespondTableTests {
  private static func table(_ text: String) throws -> AssessmentTable {
    AssessmentTable(Array(text.utf8), for: try ResponseFixtures.scheme().decisions)
  }

  @Test(
    "an impossible value is refused with its column and remedy",
    arguments: [
      ("blast_pct", "140", "140 is not possible"), ("blast_pct", "-1", "-1 is not possible"),
      ("blast_pct", "few", "\"few\" is not a number"), ("anc", "-1", "-1 is not possible"),
      ("biopsy_cellularity_pct", "101", "101 is not possible"),
      ("date", "2925-01-01", "2925-01-01 is not possible"),
      ("date", "2025-02-30", "\"2025-02-30\" is not a date of the calendar"),
      ("new_therapy_date", "14.03.2025", "\"14.03.2025\" is not a date of the calendar"),
      ("anc_unit", "furlong", "unknown unit \"furlong\""),
      ("plt_unit", "g/L", "g/L does not convert to 10*9/L"),
      ("spicules", "maybe", "\"maybe\" is not one of its answers"),
      ("extramedullary_disease", "perhaps", "\"perhaps\" is not one of its answers"),
      ("mrd_value", "-0.1", "-0.1 is not possible"), ("mrd_threshold", "0", "0 is not possible"),
      ("mrd_tissue", "skin", "\"skin\" is not a tissue"),
    ]
  )
  func refused(column: String, text: String, problem: String) throws {
    var fields = [
      "date": "2025-03-20", "blast_pct": "2", "technically_adequate": "yes", "anc": "2", "plt": "200",
      "anc_unit": "10*9/L", "plt_unit": "10*9/L",
    ]
    fields[column] = text
    let names = fields.keys.sorted()
    let table = try Self.table(
      "\(names.joined(separator: ","))\n\(names.map { fields[$0] ?? "" }.joined(separator: ","))\n"
    )
    let problems = try #require(table.rows.first).problems
    #expect(problems.map(\.column) == [column])
    #expect(problems.map(\.problem) == [problem])
    #expect(problems.allSatisfy { !$0.remedy.isEmpty && $0.row == 1 })
    let listing = ResponseListing(table, by: try ResponseFixtures.assessor(), language: .english)
    #expect(
      listing.json[0].rendered(.compact).contains("\"category\":\"INVALID\",\"possible\":[\"INVALID\"]")
    )
  }

  @Test("a command that refused a row ends with exit code 2, one that refused none ends well")
  func exitCode() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("rows-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("blast_pct\n140\n2\n".utf8).write(to: file)
    #expect(throws: ExitCode(2)) { try RespondCommand.parse([file.path, "--json"]).run() }
    try Data("blast_pct\n14\n2\n".utf8).write(to: file)
    try RespondCommand.parse([file.path, "--json"]).run()
    try Data("analyte,value,unit\nneutrophils,-1,10*9/L\nneutrophils,2,10*9/L\n".utf8).write(to: file)
    #expect(throws: ExitCode(2)) { try GradeCommand.parse([file.path, "--json"]).run() }
    try Data("analyte,value,unit\nneutrophils,1,10*9/L\n".utf8).write(to: file)
    try GradeCommand.parse([file.path, "--json"]).run()
  }

  @Test("a count that is negative is impossible in every unit, even without one")
  func negativeWithoutUnit() throws {
    #expect(try Self.table("blast_pct,anc\n2,-3\n").rows[0].problems.count == 1)
    let row = try Self.table("blast_pct,anc\n2,1200\n").rows[0]
    #expect(row.problems.isEmpty)
    #expect(row.record.neutrophils.lacksUnit)
  }

  @Test("a damaged table, a column twice, or none that is known makes the whole table unreadable")
  func faults() throws {
    #expect(try Self.table("").faults == [.empty])
    #expect(try Self.table("blast_pct,blast_pct\n1,2\n").faults == [.columnTwice("blast_pct")])
    #expect(try Self.table("height,weight\n1,2\n").faults == [.noFindings])
    let ragged = try Self.table("blast_pct,anc\n1\n").faults
    #expect(ragged.count == 1)
    #expect(
      ragged[0].description(in: "a.csv").hasPrefix("a.csv:2:1: 1 fields, but the table has 2 columns\n  ")
    )
    #expect(try Self.table("blast_pct,height\n1,2\n").ignored == ["height"])
  }

  @Test("counts without a date are those of the marrow's day, and flagged; dated ones need a dated marrow")
  func dates() throws {
    let head =
      "date,blast_pct,technically_adequate,circulating_blasts,extramedullary_disease,anc,anc_unit,anc_date,plt,plt_unit"
    let undated = try Self.verdict("\(head)\n2025-03-20,2,yes,no,no,2,10*9/L,,200,10*9/L\n")
    #expect(undated.category == .completeRemission)
    #expect(undated.flags == [.neutrophilsUndated, .plateletsUndated])
    let timeless = try Self.verdict("\(head)\n,2,yes,no,no,2,10*9/L,,200,10*9/L\n")
    #expect(timeless.category == .completeRemission)
    #expect(timeless.flags.isEmpty)
    let unpaired = try Self.verdict("\(head)\n,2,yes,no,no,2,10*9/L,2025-03-20,200,10*9/L\n")
    #expect(unpaired.category == nil)
    #expect(unpaired.flags == [.neutrophilsUnpaired])
  }

  private static func verdict(_ text: String) throws -> AssessmentVerdict {
    let assessor = try ResponseFixtures.assessor()
    return assessor.verdict(on: try #require(try table(text).rows.first).record)
  }

  // MARK: Printed

  @Test("what a hematologist would argue about is explained", arguments: Language.allCases)
  func explanations(language: Language) throws {
    let table = try Self.table(try ResponseFixtures.text("argued-cases.csv"))
    #expect(table.faults.isEmpty)
    let listing = ResponseListing(table, by: try ResponseFixtures.assessor(), language: language)
    let name = "argued-cases.\(language.rawValue).txt"
    let file = ResponseFixtures.folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["EQUIPOISE_RECORD"] != nil {
      try (listing.text + "\n").write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(listing.text + "\n" == (try String(contentsOf: file, encoding: .utf8)))
  }

  @Test("the text is at most 100 columns wide")
  func width() throws {
    let table = try Self.table(try ResponseFixtures.text("argued-cases.csv"))
    let listing = ResponseListing(table, by: try ResponseFixtures.assessor(), language: .english)
    #expect(listing.text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test("the example shows most categories, and the schema names every column that is read")
  func example() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let file = root.appendingPathComponent("Documentation/Examples/respond.csv")
    let table = try Self.table(try String(contentsOf: file, encoding: .utf8))
    #expect(table.faults.isEmpty)
    #expect(table.ignored.isEmpty)
    let assessor = try ResponseFixtures.assessor()
    let categories = table.rows.map {
      $0.problems.isEmpty ? assessor.verdict(on: $0.record).category?.rawValue ?? "open" : "INVALID"
    }
    #expect(
      categories == [
        "CR", "CRh", "open", "MLFS", "NE-aplastic", "PR", "NE", "NE", "NR", "EXCLUDED", "INVALID",
      ]
    )
    #expect(ClinicalSchemas.respondColumns.map(\.name) == AssessmentTable.columns)
    #expect(!ClinicalSchemas.respond.rendered(.compact).isEmpty)
  }

  @Test("criteria, parameters and files that are not there are usage errors with advice")
  func usage() throws {
    #expect(throws: CommandFailure.self) { try ResponseCriteria("eln-2020", setting: []) }
    #expect(throws: CommandFailure.self) { try ResponseCriteria("eln-2022", setting: ["cri-mode"]) }
    #expect(throws: CommandFailure.self) { try ResponseCriteria("eln-2022", setting: ["cri=inclusive"]) }
    #expect(throws: CommandFailure.self) { try CaseFile("/nowhere/at-all.csv") }
    #expect(try ResponseCriteria("eln-2017", setting: ["cri-mode=inclusive"]).scheme.id == "eln-2017")
  }
}
