// SPDX-License-Identifier: Apache-2.0

import Foundation
import Markup
import ProtocolLibrary
import Testing
import TrialConduct
import TrialDesign
import TrialReporting

@testable import equipoise

/// What `equipoise grade` prints, and what it refuses.
@Suite struct GradeOutputTests {
  static let head = "subject,term,analyte,value,unit,lln,uln,baseline,symptomatic"

  static func table(_ rows: String..., head: String = head) throws -> GradeTable {
    let text = ([head] + rows).joined(separator: "\n") + "\n"
    return GradeTable(Array(text.utf8), scheme: try Ctcae.scheme.get(), dictionary: try Ctcae.dictionary())
  }

  static func json(_ table: GradeTable) throws -> [[String: Any]] {
    let grader = try Ctcae.grader()
    let writer = GradeJSON(grader.scheme, try Ctcae.dictionary(), language: .english)
    return try GradedRow.all(of: table, by: grader).map { row in
      let bytes = Data(writer.row(row).rendered(.compact).utf8)
      return try #require(JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    }
  }

  @Test("a row has term, grade and the deciding criterion")
  func decided() throws {
    let row = try Self.json(Self.table("S-1,Hyperkalemia,,5.8,mmol/L,3.5,5.1,,"))[0]
    #expect(row["row"] as? Int == 1)
    #expect(row["term"] as? String == "Hyperkalemia")
    #expect(row["grade"] as? Int == 2)
    #expect(row["atLeast"] as? Int == 2)
    #expect(row["atMost"] as? Int == 2)
    #expect(
      row["because"] as? String == "Potassium 5.8 mmol/L > 5.5 mmol/L [grade 2 of Hyperkalemia, CTCAE 5.0]"
    )
    #expect(row["printed"] as? String == ">5.5 - 6.0 mmol/L; intervention initiated")
    #expect(row["raisedBy"] as? [String] == ["hospitalization", "life_threatening"])
  }

  @Test("an open grade is null with its ends and what would settle it")
  func open() throws {
    let row = try Self.json(Self.table("S-1,,neutrophils,1.7,10*9/L,,,,"))[0]
    #expect(row["grade"] is NSNull)
    #expect(row["atLeast"] as? Int == 0)
    #expect(row["atMost"] as? Int == 1)
    #expect(row["settledBy"] as? [String] == ["lln"])
    #expect(row["because"] as? String == "0–1 possible: lower limit of normal not known")
    let unitless = try Self.json(Self.table("S-1,,neutrophils,1.7,,1.8,,,"))[0]
    #expect(unitless["settledBy"] as? [String] == ["unit", "lln"])
  }

  @Test("an analyte is graded by all its terms, the worst in front")
  func analyte() throws {
    let row = try Self.json(Self.table("S-1,,potassium,6.2,mmol/L,3.5,5.1,,no"))[0]
    #expect(row["term"] as? String == "Hyperkalemia")
    #expect(row["grade"] as? Int == 3)
    let terms = try #require(row["terms"] as? [[String: Any]])
    #expect(terms.compactMap { $0["term"] as? String } == ["Hypokalemia", "Hyperkalemia"])
    #expect(terms.compactMap { $0["grade"] as? Int } == [0, 3])
    let normal = try Self.json(Self.table("S-1,,K,4,mmol/L,3.5,5.1,,"))[0]
    #expect(normal["grade"] as? Int == 0)
  }

  @Test(
    "what cannot be is refused with row, column and remedy",
    arguments: [
      ("S-1,,anc,-1,10*9/L,1.8,,,", "value", "-1 is not possible"),
      ("S-1,,hemoglobin,900,g/L,120,,,", "value", "900 g/L of hemoglobin is not possible"),
      ("S-1,,hemoglobin,9,parsec,12,,,", "unit", "\"parsec\" is not a unit that Equipoise knows"),
      ("S-1,,platelets,90,g/L,125,,,", "unit", "g/L is not a unit of platelets"),
      ("S-1,,potassium,5;8,mmol/L,3.5,5.1,,", "value", "\"5;8\" is not a number"),
      ("S-1,,potassium,5.8,mmol/L,5.1,3.5,,", "lln", "the lower limit of normal lies above the upper one"),
      ("S-1,,potassium,5.8,mmol/L,3.5,5.1,,maybe", "symptomatic", "\"maybe\" is neither yes nor no"),
      ("S-1,,potasium,5.8,mmol/L,3.5,5.1,,", "analyte", "\"potasium\" is no analyte of these criteria"),
      ("S-1,Pneumonia,,,,,,,", "term", "\"Pneumonia\" is not a term of CTCAE"),
      ("S-1,Hyperkalemia,sodium,140,mmol/L,,,,", "term", "Hyperkalemia is not graded by sodium"),
      ("S-1,,,140,mmol/L,,,,", "term", "neither a term nor an analyte"),
      ("S-1,,ph,74,,7.35,7.45,,", "value", "74 1 of ph is not possible"),
    ]
  )
  func refused(row: String, column: String, problem: String) throws {
    let table = try Self.table(row)
    let found = try #require(table.problems.first)
    #expect(found.row == 1)
    #expect(found.column == column)
    #expect(found.problem == problem)
    #expect(!found.remedy.isEmpty)
    let json = try Self.json(table)[0]
    #expect(json["grade"] is NSNull)
    #expect(json["atLeast"] is NSNull)
  }

  @Test("typed grades are checked against the term, and beside the value")
  func typed() throws {
    let head = "term,value,unit,lln,grade"
    let rows = try Self.json(
      Self.table(
        "Sepsis,,,,4",
        "Sepsis,,,,2",
        "Neutrophil count decreased,0.4,10*9/L,1.8,4",
        "Neutrophil count decreased,0.4,10*9/L,1.8,3",
        "Sepsis,,,,",
        head: head
      )
    )
    #expect(rows[0]["grade"] as? Int == 4)
    #expect(rows[1]["because"] as? String == "grade: Sepsis has no grade 2")
    #expect(rows[2]["agrees"] as? Bool == true)
    #expect(rows[3]["agrees"] as? Bool == false)
    #expect(rows[4]["grade"] is NSNull)
    #expect(rows[4]["defined"] as? [Int] == [3, 4, 5])
  }

  @Test("further columns are named, a table without term and analyte or with a column twice is refused whole")
  func columns() throws {
    #expect(try Self.table("x,anc,1,", head: "site,analyte,value,remark").ignored == ["site", "remark"])
    #expect(try Self.table("1", head: "value").faults == [.noFindings])
    #expect(try Self.table("a,1,2", head: "term,value,value").faults == [.columnTwice("value")])
    #expect(
      GradeTable([], scheme: try Ctcae.scheme.get(), dictionary: try Ctcae.dictionary()).faults == [.empty]
    )
  }

  @Test("the schema describes the columns that are read, and every key that is printed")
  func schema() throws {
    let text = Data(ClinicalSchemas.grade.rendered(.compact).utf8)
    let root = try #require(JSONSerialization.jsonObject(with: text) as? [String: Any])
    let parts = try #require(root["$defs"] as? [String: [String: Any]])
    let columns = try #require(parts["result"]?["properties"] as? [String: Any])
    #expect(Set(columns.keys) == Set(GradeTable.columns + (try Ctcae.scheme.get().flags.map(\.id))))
    let printed = try #require(parts["verdict"]?["properties"] as? [String: Any])
    let set = try #require(parts["grades"]?["properties"] as? [String: Any])
    let rows = try Self.json(
      Self.table(
        "S-1,,K,6.2,mmol/L,3.5,5.1,,",
        "S-1,,mg,1.2,mg/dL,1.7,2.4,,",
        "S-1,,calcium,1.9,mmol/L,2.1,2.6,,",
        "S-1,Sepsis,,,,,,,",
        "S-1,,K,-2,mmol/L,,,,"
      )
    )
    for row in rows {
      #expect(Set(row.keys).isSubset(of: Set(printed.keys).union(set.keys)), "\(row.keys.sorted())")
    }
  }

  @Test("a summary counts each subject once by its worst grade, and what is open apart")
  func summary() throws {
    let table = try Self.table(
      "S-1,,platelets,60,10*9/L,125,,,",
      "S-1,,platelets,20,10*9/L,125,,,",
      "S-2,,platelets,200,10*9/L,125,,,",
      "S-3,,platelets,100,10*9/L,,,,"
    )
    let scheme = try Ctcae.scheme.get()
    let line = GradeSummary(GradedRow.all(of: table, by: try Ctcae.grader()), scheme).lines[0]
    #expect(line.term == "Platelet count decreased")
    #expect(line.subjects == 3)
    #expect(line.counts == [1, 0, 0, 0, 1, 0])
    #expect(line.open == 1)
  }

  @Test(
    "text stays within 100 columns, in both languages",
    arguments: [Language.english, .simplifiedChinese]
  )
  func width(language: Language) throws {
    let path = URL(fileURLWithPath: #filePath).appendingPathComponent(
      "../../../../Documentation/Examples/grade.csv"
    )
    let (scheme, dictionary) = (try Ctcae.scheme.get(), try Ctcae.dictionary())
    let table = GradeTable(
      Array(try Data(contentsOf: path.standardized)),
      scheme: scheme,
      dictionary: dictionary
    )
    #expect(table.problems.isEmpty && table.faults.isEmpty && table.ignored.isEmpty)
    let listing = GradeListing(scheme, dictionary, language: language)
    let rows = GradedRow.all(of: table, by: try Ctcae.grader())
    let text =
      listing.rows(rows) + "\n" + listing.summary(GradeSummary(rows, scheme)) + "\n"
      + listing.terms(dictionary.search("infection"), search: "") + "\n"
      + listing.terms(dictionary.search("QT"), search: "")
    for line in text.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
    #expect(listing.terms([], search: "zebra").contains("zebra"))
  }
}

/// Explanations that a reader may argue about, as they stand.
@Suite struct GradeExplanationTests {
  @Test(
    "the reason names the value, the limit and the criterion",
    arguments: [
      ("Anemia", "7.9 g/dL, lln=12", "Hemoglobin 79 g/L < 80 g/L [grade 3 of Anemia, CTCAE 5.0]"),
      (
        "ALT increased", "130 U/L, uln=40, baseline=80",
        "baseline 80 U/L > upper limit of normal (40 U/L), Alanine aminotransferase 130 U/L ≥ 1.5 × baseline (80 U/L) [grade 1 of Alanine aminotransferase increased, CTCAE 5.0]"
      ),
      ("Hyponatremia", "127 mmol/L, lln=135", "2–3 possible: symptoms not known"),
      (
        "Neutrophil count decreased", "1.2 10*9/L, lln=1.1",
        "Neutrophils 1.2 ×10⁹/L ≥ lower limit of normal (1.1 ×10⁹/L) [within the limits of normal, CTCAE 5.0]"
      ),
      ("Leukocytosis", "80 10*9/L", "no grade's criteria are met"),
    ]
  )
  func reasons(term: String, facts: String, reason: String) throws {
    let grader = try Ctcae.grader()
    var fields = ["\"\(term)\"", "", "", "", "", ""]
    for fact in facts.split(separator: ",").map({ $0.drop { $0 == " " } }) {
      let parts = fact.split(separator: "=")
      if parts.count == 2 {
        fields[try #require(["lln": 3, "uln": 4, "baseline": 5][String(parts[0])])] = String(parts[1])
      } else {
        let quantity = fact.split(separator: " ")
        (fields[1], fields[2]) = (String(quantity[0]), String(quantity[1]))
      }
    }
    let table = try GradeOutputTests.table(
      fields.joined(separator: ","),
      head: "term,value,unit,lln,uln,baseline"
    )
    let graded = try #require(GradedRow.all(of: table, by: grader).first)
    let words = GradeWords(grader.scheme, try Ctcae.dictionary(), language: .english)
    #expect(words.because(try #require(graded.worst)) == reason)
  }
}
