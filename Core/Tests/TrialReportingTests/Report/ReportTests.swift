// SPDX-License-Identifier: Apache-2.0

import Foundation
import Markup
import Testing
import TrialConduct
import TrialDesign

@testable import TrialAnalysis
@testable import TrialReporting

@Suite struct ReportTests {
  private let results = ReportSketch.results(arms: [("A", 16, 30), ("B", 8, 25)])

  private func report(_ results: TrialResults, language: Language = .english) throws -> Report {
    Report(ReportSketch.input(results, try ReportSketch.study(), language))
  }

  private func text(_ report: Report, _ path: String) throws -> String {
    String(decoding: try #require(report.files[path]), as: UTF8.self)
  }

  @Test("the same input gives the same bytes")
  func isDeterministic() throws {
    #expect(try report(results).files == report(results).files)
  }

  @Test("holds the page, the document and a file for each table")
  func files() throws {
    #expect(
      try report(results).files.keys.sorted() == [
        "index.html", "results.json", "tables/orr.primary.arms.csv",
      ]
    )
  }

  @Test("the page loads nothing, names its language and carries the statement, the finding and the hashes")
  func page() throws {
    let page = try text(report(results), "index.html")
    #expect(page.hasPrefix("<!doctype html>\n<html lang=\"en\">"))
    #expect(page.contains("default-src 'none'"))
    #expect(!page.contains("src=\""))
    #expect(!page.contains("@import"))
    #expect(page.contains("Invented for tests."))
    #expect(page.contains("Overall response") && page.contains("ORR: 16/30 against 8/25"))
    #expect(page.contains("aa11") && page.contains("bb22") && page.contains("0.1.0"))
    #expect(page.contains("does not replace clinical judgement"))
    #expect(page.contains("have no calendar, so there is no data cut"))
  }

  @Test(
    "says how many dates were imputed, by which rule, and how many stay missing",
    arguments: [
      (Language.english, "3 were imputed for the analyses and 1 stay missing", "latest possible day"),
      (.simplifiedChinese, "3 个为分析而填补，1 个在分析中仍为缺失", "可能的最晚日期"),
    ]
  )
  func partialDates(language: Language, sentence: String, rule: String) throws {
    var results = results
    let path = ItemPath(form: "randomization", item: "date")
    results.partialDates = [PartialDates(item: path, rule: .latest, completed: 3, open: 1)]
    let study = try ReportSketch.study(isReconstructed: true)
    let report = Report(ReportSketch.input(results, study, language))
    let page = try text(report, "index.html")
    #expect(page.contains(sentence))
    #expect(page.contains("<td>\(rule)</td><td>3</td><td>1</td>"))
    let document = try text(report, "results.json").filter { !" \n".contains($0) }
    let counted =
      "\"partialDates\":[{\"item\":\"randomization.date\",\"rule\":\"latest\",\"imputed\":3,\"missing\":1}]"
    #expect(document.contains(counted))
    // Without a calendar there are no dates to complete.
    #expect(!(try text(self.report(results), "index.html")).contains("partial-dates"))
  }

  @Test("no text of a study becomes markup, neither in the page nor in its data")
  func escapes() throws {
    let page = try text(report(results), "index.html")
    #expect(page.contains("A &lt;sketch&gt; &amp; no trial"))
    #expect(!page.contains("<sketch>"))
    #expect(ReportPage.escaped("{\"a\":\"</script>\"}") == "{\"a\":\"\\u003c/script>\"}")
    #expect(ReportPage.quoted("a \"b\" \\ <c>") == "\"a \\22 b\\22  \\5c  \\3c c\\3e \"")
  }

  @Test("speaks Chinese")
  func chinese() throws {
    let page = try text(report(results, language: .simplifiedChinese), "index.html")
    #expect(page.contains("<html lang=\"zh-Hans\">"))
    #expect(page.contains("期中分析报告"))
    #expect(page.contains("ORR：16/30 对比 8/25"))
  }

  @Test("every number of the page can be opened")
  func numbersOpen() throws {
    let page = try text(report(results), "index.html")
    let data = try #require(
      page.components(separatedBy: "type=\"application/json\">").last?.components(separatedBy: "</script>")
        .first
    )
    let json = try #require(try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any])
    let entries = try #require(json["entries"] as? [String: Any])
    let words = ReportWords(ReportSketch.input(results, try ReportSketch.study()))
    let addresses = ReportPage(words: words, figures: []).node.elements.flatMap { element in
      element.attributes.filter { $0.0 == "data-cell" }.map(\.1)
    }
    #expect(!addresses.isEmpty)
    for address in addresses { #expect(entries[address] != nil, "\(address)") }
    let entry = try #require(entries["orr.primary/arms/A/events"] as? [String: Any])
    #expect(entry["t"] as? String == "16/30 (53.3)")
    #expect(entry["s"] as? [String] == ["orr.primary", "0-15"])
    let lists = try #require(json["lists"] as? [String: Any])
    #expect(lists["orr.primary"] != nil)
  }

  @Test(
    "writes rows as runs",
    arguments: [
      ([], ""), ([3], "3"), ([0, 1, 2], "0-2"), ([0, 2, 3, 9], "0,2-3,9"),
    ] as [([Int32], String)]
  )
  func ranges(rows: [Int32], expected: String) {
    #expect(PanelData.ranges(rows) == expected)
  }
}

@Suite struct ResultsDocumentTests {
  private func document(_ results: TrialResults, isReconstructed: Bool = false) throws -> [String: Any] {
    let study = try ReportSketch.study(isReconstructed: isReconstructed)
    let text = ResultsDocument(ReportWords(ReportSketch.input(results, study))).json.rendered(.pretty)
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("values read by their address, with subjects and provenance beside them")
  func shape() throws {
    let json = try document(ReportSketch.results(arms: [("A", 2, 3), ("B", 1, 4)]))
    #expect(json["study"] as? String == "sketch")
    #expect(json["cut"] is NSNull)
    #expect(json["hashes"] as? [String: String] == ["protocol": "aa11", "data": "bb22", "engine": "0.1.0"])
    let result = try #require((json["results"] as? [[String: Any]])?.first)
    #expect(result["id"] as? String == "orr.primary")
    #expect(result["prespecified"] as? Bool == true)
    #expect(result["population"] as? String == "full")
    let values = try #require(result["values"] as? [String: [String: [String: Any]]])
    #expect(values["arms"]?["A"]?["events"] as? Int == 2)
    #expect(values["arms"]?["B"]?["estimate"] as? Double == 0.25)
    #expect((result["provenance"] as? [String: String])?["arms/A/events"] == "derived")
    let subjects = try #require(result["subjects"] as? [String: [String]])
    #expect(subjects["arms/A/events"] == ["S-1", "S-2"])
    #expect(subjects["arms/B/events"] == ["S-4"])
  }

  @Test("leaves that are no number say what they are")
  func leaves() throws {
    var table = TableBuilder("arms", columns: [.arm("A")])
    table.row(.statistic(.median), [.single("median", .notReached, .days)])
    table.row(.statistic(.riskRatio), [.single("ratio", .number(.infinity), .ratio)])
    table.row(.statistic(.oddsRatio), [.refused("odds", .ratio)])
    table.row(.statistic(.events), [.single("events", .range(lower: 2, upper: 6, cohorts: 200), .count)])
    let json = try document(ReportSketch.results(arms: [("A", 1, 2)], tables: [table.table]))
    let result = try #require((json["results"] as? [[String: Any]])?.first)
    let values = try #require(result["values"] as? [String: Any])
    #expect((values["median"] as? [String: Bool]) == ["notReached": true])
    #expect(values["ratio"] as? String == "Inf")
    #expect(values["odds"] is NSNull)
    #expect((result["absent"] as? [String: String]) == ["odds": "refused"])
    let range = try #require(values["events"] as? [String: Any])
    #expect(range["range"] as? [Int] == [2, 6])
    #expect(range["cohorts"] as? Int == 200)
  }

  @Test("a large study names the file of its subjects")
  func largeStudy() throws {
    let json = try document(ReportSketch.results(arms: [("A", 2, 3), ("B", 1, 4)], hasRowSets: false))
    let result = try #require((json["results"] as? [[String: Any]])?.first)
    #expect((result["subjects"] as? [String: String]) == ["file": "subjects/orr.primary.csv"])
  }
}

@Suite struct ReportFilesTests {
  private func rows(_ text: [UInt8]) throws -> [[String]] {
    var rows: [[String]] = []
    for line in String(decoding: text, as: UTF8.self).split(separator: "\n") {
      // Fields of these files hold no line breaks, so that a line is a row.
      var fields: [String] = [""]
      var isQuoted = false
      for character in line {
        if character == "\"" {
          isQuoted.toggle()
          if isQuoted, !(fields.last ?? "").isEmpty { fields[fields.count - 1] += "\"" }
        } else if character == ",", !isQuoted {
          fields.append("")
        } else {
          fields[fields.count - 1].append(character)
        }
      }
      rows.append(fields)
    }
    return rows
  }

  @Test("a table's file has a line for each number, in full, with its address and the statement")
  func tables() throws {
    let results = ReportSketch.results(arms: [("A", 1, 3), ("B", 0, 4)])
    let report = Report(ReportSketch.input(results, try ReportSketch.study()))
    let rows = try rows(try #require(report.files["tables/orr.primary.arms.csv"]))
    #expect(rows[0] == ResultTableCSV.columns + ["data"])
    #expect(rows.count == 7)
    #expect(
      rows[3] == [
        "orr.primary", "arms", "Responders", "A", "arms/A/estimate", "0.3333333333333333", "", "", "",
        "fraction",
        "number", "derived", "Invented for tests.",
      ]
    )
  }

  @Test("a large study's lists are files, with missing values empty and quotes where they must be")
  func listings() throws {
    let results = ReportSketch.results(arms: [("A", 1, 2), ("B", 0, 1)], hasRowSets: false)
    let report = Report(ReportSketch.input(results, try ReportSketch.study()))
    let text = String(decoding: try #require(report.files["subjects/orr.primary.csv"]), as: UTF8.self)
    // 19 000 days after 1970-01-01 is 2022-01-08.
    #expect(
      text == """
        Subject,Arm,ORR,"Time, days",Randomized,Settled,Site,data
        S-1,A,responder,,2022-01-08,no,ward,Invented for tests.
        S-2,A,no response,1.5,,unknown,ward,Invented for tests.
        S-3,B,no response,2.5,2022-01-10,yes,"ward ""4"", east",Invented for tests.

        """
    )
  }

  @Test("names of files hold nothing that could leave the folder")
  func fileNames() {
    #expect(FileName.safe("../a b/c") == "-.-a-b-c")
    #expect(FileName.safe("safety.adverse-events") == "safety.adverse-events")
    #expect(FileName.listing("orr.primary") == "orr.primary.csv")
  }
}
