// SPDX-License-Identifier: Apache-2.0

import PaperAudit
import Testing
import TrialDesign

@testable import TrialAnalysis
@testable import TrialReporting

/// Figures of a text looked up in invented results: 16 of 30 in NEW, 8 of 25 in OLD.
@Suite struct PaperTraceTests {
  private func trace(_ text: String, _ language: Language = .english, tables: [ResultTable]? = nil) throws
    -> PaperTrace
  {
    let results = ReportSketch.results(arms: [("NEW", 16, 30), ("OLD", 8, 25)], tables: tables)
    let input = ReportSketch.input(results, try ReportSketch.study(arms: ["NEW", "OLD"]), language)
    return PaperTrace(auditPaper(text), of: text, in: input)
  }

  /// The finding of the only claim with these words.
  private func finding(_ words: String, in text: String, tables: [ResultTable]? = nil) throws -> PaperTrace
    .Finding?
  {
    let index = auditPaper(text).claims.firstIndex { $0.text == words && !$0.printed.isEmpty }
    return try trace(text, tables: tables).findings[
      try #require(index, "\(auditPaper(text).claims.map(\.text))")
    ]
  }

  @Test(
    "a figure that the results have is found with its address and value, whatever the habit of writing",
    arguments: [
      ("The overall response rate was 53.3% (16/30) in the NEW group.", "53.3% (16/30)"),
      ("Overall response occurred in 16 of 30 patients (53%) in the NEW arm.", "16 of 30 patients (53%)"),
      ("NEW组总缓解率（ORR）为53.3%（16/30）。", "53.3%（16/30）"),
    ]
  )
  func found(text: String, words: String) throws {
    guard case .found(let source, 0) = try finding(words, in: text) else {
      Issue.record("\(try trace(text).findings)")
      return
    }
    #expect(source.address == "orr.primary/arms/NEW")
    #expect(source.label.hasPrefix("ORR · ") && source.label.hasSuffix("· NEW"))
    #expect(source.value == "16/30 (53.3)")
  }

  @Test("another count of the same arm and endpoint is not found, and the entry that it speaks of is told")
  func absent() throws {
    let text = "The overall response rate was 56.7% (17/30) in the NEW group."
    guard case .absent(let nearest?) = try finding("56.7% (17/30)", in: text) else {
      Issue.record("\(try trace(text).findings)")
      return
    }
    #expect(nearest.address == "orr.primary/arms/NEW" && nearest.value == "16/30 (53.3)")
  }

  @Test("a percentage alone is found only where the text names what it is of")
  func percentageAlone() throws {
    let named = "ORR was 53.3% in the NEW group and 32.0% in the OLD group."
    #expect(try trace(named).found == 2)
    // The same figure of something else.
    let other = "Nausea was reported by 53.3% of those who took the tablets."
    guard case .absent(nearest: nil) = try finding("53.3%", in: other) else {
      Issue.record("\(try trace(other).findings)")
      return
    }
  }

  @Test("what reconstructed data leave open is possible and not found")
  func open() throws {
    var table = TableBuilder("arms", columns: [.arm("NEW"), .arm("OLD")])
    let cells = [
      Cell("arms/NEW/events", .range(lower: 10, upper: 20, cohorts: 9), .count),
      Cell("arms/NEW/n", .number(30), .count),
      Cell("arms/NEW/estimate", .range(lower: 1.0 / 3, upper: 2.0 / 3, cohorts: 9), .fraction),
    ]
    table.row(
      .statistic(.responders),
      [ResultTable.Entry(form: .countOfTotalAndShare, cells: cells, rows: nil), nil]
    )
    let within = "The overall response rate was 53.3% (16/30) in the NEW group."
    let beyond = "The overall response rate was 80.0% (24/30) in the NEW group."
    guard case .open(let source) = try finding("53.3% (16/30)", in: within, tables: [table.table]) else {
      Issue.record("not open")
      return
    }
    #expect(source.address == "orr.primary/arms/NEW")
    guard case .absent = try finding("80.0% (24/30)", in: beyond, tables: [table.table]) else {
      Issue.record("24 is more than 20")
      return
    }
  }

  @Test("dates and wordings are looked up nowhere, and findings have words in both languages")
  func words() throws {
    let text =
      "From May 2021 to June 2022, ORR was 53.3% (16/30) with NEW and 36.0% (9/25) with OLD (P=0.11)."
    let paper = auditPaper(text)
    let english = try trace(text)
    for (claim, finding) in zip(paper.claims, english.findings) where claim.kind == .date {
      #expect(finding == nil)
    }
    #expect((english.found, english.absent) == (1, 2))
    #expect(english.summary(Texts(language: .english)) == "1 found · 0 possible · 2 not among them")
    let record = PaperAuditRecord(
      paper,
      of: text,
      .init(name: nil, date: "2025-01-31", engine: "Equipoise 0", fingerprint: "00", isExtracted: false),
      language: .simplifiedChinese,
      trace: try trace(text, .simplifiedChinese)
    )
    let told = PaperAuditText(record).rendered
    #expect(told.contains("1 项相符 · 0 项可能 · 2 项不在其中") && told.contains("= "))
    #expect(told.split(separator: "\n").allSatisfy { TextColumns.width(String($0)) <= 100 })
    let json = record.json.rendered(.pretty)
    #expect(json.contains("\"address\": \"orr.primary/arms/NEW\"") && json.contains("\"state\": \"absent\""))
    #expect(PaperAuditPage(record).markup.rendered().contains("class=\"traced found\""))
  }
}

@Suite struct TextPhrasesTests {
  @Test("phrases are found as whole words without regard to case, ideographs one by one")
  func hits() {
    let phrases = TextPhrases(
      of: ["overall response", "OS", "缓解率", ""],
      in: "Overall  Response, osteitis, OS; 总缓解率"
    )
    #expect(phrases.hits.map(\.phrase) == [0, 1, 2])
    #expect(phrases.hits.map(\.place) == [0, 29, 34])
    #expect(phrases.distances(around: 29..<31, within: 0..<40) == [0: 29, 1: 0, 2: 3])
    #expect(phrases.distances(around: 29..<31, within: 20..<34) == [1: 0])
  }

  @Test("of phrases that begin at the same word the longest is meant")
  func longest() {
    let phrases = TextPhrases(of: ["Lev", "Lev+5FU"], in: "Lev and Lev + 5FU")
    #expect(phrases.hits.map(\.phrase) == [0, 1])
  }

  @Test("a clause ends at commas and stops, and not within a number")
  func clauses() {
    let phrases = TextPhrases(of: [], in: "One, two 3.5 and 1,000; three. Four，五")
    #expect(phrases.clause(around: 9..<12) == 3..<22)
    #expect(phrases.clause(around: 0..<3) == 0..<3)
    #expect(phrases.clause(around: 36..<37) == 35..<Int.max)
  }
}
