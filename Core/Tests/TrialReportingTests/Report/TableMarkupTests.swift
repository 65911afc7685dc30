// SPDX-License-Identifier: Apache-2.0

import Markup
import Testing
import TrialDesign

@testable import TrialAnalysis
@testable import TrialReporting

@Suite struct TableMarkupTests {
  @Test("one arm: the denominator stands in the head")
  func oneArm() throws {
    let results = ReportSketch.results(arms: [("A", 1, 4)])
    let study = try ReportSketch.study(arms: ["A"])
    #expect(
      ReportSketch.lines(results.results[0].tables[0], results, study) == [
        " [corner] | A, N\u{A0}=\u{A0}4",
        "Responders n/N (%) | 1/4 (25.0)",
      ]
    )
  }

  @Test("three arms side by side")
  func threeArms() throws {
    let results = ReportSketch.results(arms: [("A", 1, 4), ("B", 0, 3), ("C", 2, 2)])
    let study = try ReportSketch.study(arms: ["A", "B", "C"])
    #expect(
      ReportSketch.lines(results.results[0].tables[0], results, study) == [
        " [corner] | A, N\u{A0}=\u{A0}4 | B, N\u{A0}=\u{A0}3 | C, N\u{A0}=\u{A0}2",
        "Responders n/N (%) | 1/4 (25.0) | 0/3 (0.0) | 2/2 (100.0)",
      ]
    )
  }

  @Test("missing subjects have a line of their own, and a refused comparison says so")
  func missingAndRefused() throws {
    let path = ItemPath(form: "response", item: "best")
    var table = TableBuilder("categories", columns: [.arm("A"), .arm("B")])
    table.row(.category(path, 0), [.share("c/A/CR", 1, of: 4), .share("c/B/CR", 0, of: 3)])
    table.row(.category(path, 1), [.share("c/A/NR", 2, of: 4), .share("c/B/NR", 3, of: 3)])
    table.row(.missing(path), [.share("c/A/missing", 1, of: 4), nil])
    table.row(.statistic(.riskRatio), [.refused("ratio", .ratio), nil])
    let results = ReportSketch.results(arms: [("A", 1, 4), ("B", 0, 3)], tables: [table.table])
    #expect(
      ReportSketch.lines(table.table, results, try ReportSketch.study()) == [
        "n (%) [corner] | A, N\u{A0}=\u{A0}4 | B, N\u{A0}=\u{A0}3",
        "CR | 1 (25.0) | 0 (0.0)",
        "NR | 2 (50.0) | 3 (100.0)",
        "Missing | 1 (25.0) | ",
        "Risk ratio | refused | ",
      ]
    )
  }

  @Test("marks the test that the protocol names")
  func namedTest() throws {
    var table = TableBuilder("tests", columns: [.comparison("A", reference: "B")])
    table.row(
      .statistic(.pearson),
      [.test("t/pearson", .init(statistic: 2.5226, degreesOfFreedom: 1, p: 0.112176))]
    )
    table.row(
      .statistic(.fisher),
      isPrimary: true,
      [.test("t/fisher", .init(statistic: nil, degreesOfFreedom: nil, p: 0.172246))]
    )
    let results = ReportSketch.results(arms: [("A", 16, 30), ("B", 8, 25)], tables: [table.table])
    #expect(
      ReportSketch.lines(table.table, results, try ReportSketch.study()) == [
        " [corner] | A against B",
        "Pearson chi-square statistic; p | 2.523; 0.112",
        "▸ Fisher's exact test p | 0.172",
      ]
    )
  }

  @Test("reconstructed data: printed and implied numbers carry their sign, the rest is a hatched range")
  func reconstructed() throws {
    var table = TableBuilder("arms", columns: [.arm("A"), .arm("B")])
    func single(_ path: String, _ value: CellValue, _ provenance: Provenance) -> ResultTable.Entry {
      ResultTable.Entry(form: .single, cells: [Cell(path, value, .count, provenance: provenance)], rows: nil)
    }
    table.row(
      .statistic(.events),
      [
        single("a", .number(16), .published),
        single("b", .range(lower: 2, upper: 6, cohorts: 200), .undetermined),
      ]
    )
    table.row(.statistic(.censored), [single("c", .number(14), .implied), nil])
    var results = ReportSketch.results(arms: [("A", 16, 30), ("B", 8, 25)], tables: [table.table])
    results.cohorts = 200
    let study = try ReportSketch.study(isReconstructed: true)
    #expect(
      ReportSketch.lines(table.table, results, study) == [
        " [corner] | A | B",
        "Events | 16P | range 2 to 6 [open]",
        "Censored | 14I | ",
      ]
    )
    let markup = TableMarkup(
      words: ReportWords(ReportSketch.input(results, study)),
      result: results.results[0],
      parts: [table.table],
      number: "14.2.1"
    )
    #expect(markup.node.plainText.contains("range over 200 cohorts"))
    #expect(!markup.node.plainText.contains("all 0"))
  }

  @Test(
    "a number that is the same in all cohorts is one word, which the legend explains; six columns stand closer"
  )
  func sameInAll() throws {
    let names = ["CR", "CRh", "CRi", "MLFS", "PR", "NR"]
    var table = TableBuilder("investigator", columns: names.map { .literal($0) })
    let same = CellValue.range(lower: 0, upper: 0, cohorts: 200)
    let entries = names.map { name in
      ResultTable.Entry(
        form: .single,
        cells: [Cell(name, same, .count, provenance: .undetermined)],
        rows: nil
      )
    }
    table.row(.literal("CR"), entries)
    var results = ReportSketch.results(arms: [("A", 16, 30), ("B", 8, 25)], tables: [table.table])
    results.cohorts = 200
    let study = try ReportSketch.study(isReconstructed: true)
    func node(_ language: Language) -> Node {
      TableMarkup(
        words: ReportWords(ReportSketch.input(results, study, language)),
        result: results.results[0],
        parts: [table.table],
        number: "14.2.1"
      ).node
    }
    let english = node(.english).rendered()
    #expect(english.components(separatedBy: ">all 0<").count - 1 == 6)
    #expect(english.contains("“all 0”: 0 in every one of them"))
    #expect(english.contains("class=\"dense\""))
    #expect(node(.simplifiedChinese).rendered().components(separatedBy: ">均为 0<").count - 1 == 6)
  }
}
