// SPDX-License-Identifier: Apache-2.0

import Foundation
import Markup
import Testing
import TrialDesign
import TrialReporting

@testable import equipoise

/// `equipoise grade STUDY`: a value that may have a grade or none, for want of its laboratory's limit, is told.
@Suite struct UndecidedValuesTests {
  private static let study = """
    equipoise: 1
    study: {id: limits, title: L, short-title: L, version: "1", blinding: open-label, time: calendar, start: 2025-01-01}
    data: {kind: simulated, statement: Made up for tests., cut: 2025-03-31}
    sites: [{id: "1"}, {id: "2"}]
    arms: [{id: A, title: A, role: experimental}]
    forms:
      - id: r
        title: R
        happened: date
        items:
          - {id: date, type: date}
          - {id: arm, type: arm}
          - {id: site, type: site}
          - {id: first-dose, type: date}
      - id: lab
        title: Lab
        repeats: log
        happened: date
        items: [{id: date, type: date}, {id: alt, type: decimal, unit: U/L}]
    record: {arm: r.arm, site: r.site, randomized: r.date, treated: r.first-dose}
    laboratory-limits: {table: laboratory-limits.csv}
    derivations:
      toxicity:
        form: events
        grading: {shelf: ctcae-5}
        laboratory: [{analyte: alt, at: lab.date, value: lab.alt}]
    analysis-sets: [{id: full, title: Full, definition: All.}]
    analyses: {level: 0.95, reference: A}
    """

  private static let tables = [
    "r.csv":
      "subject,date,arm,site,first-dose\nS-1,2025-01-01,A,1,2025-01-02\nS-2,2025-01-01,A,2,2025-01-02\n",
    "lab.csv":
      "subject,date,alt\nS-1,2025-01-01,40\nS-1,2025-01-10,160\nS-2,2025-01-01,40\nS-2,2025-01-10,160\n",
    "laboratory-limits.csv": "site,analyte,sex,age_from,age_to,from,to,unit,lln,uln\n1,alt,,,,,,U/L,,50\n",
  ]

  private func listing(_ language: Language) throws -> StudyEventListing {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("limits-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let data = folder.appendingPathComponent("data")
    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
    try Data(Self.study.utf8).write(to: folder.appendingPathComponent("protocol.yaml"))
    for (name, text) in Self.tables { try Data(text.utf8).write(to: data.appendingPathComponent(name)) }
    let derived = try DerivedStudy(folder.path, cut: nil)
    return try #require(
      StudyEventListing(derived.study, derived.record, derived.derived, language: language)
    )
  }

  @Test("beside the events, with what is missing, in both languages")
  func text() throws {
    // S-1: 160 U/L are 3.2 times its limit of 50: CTCAE 5.0, ">3.0 - 5.0 x ULN if baseline was normal", grade 2.
    let lines = try listing(.english).text.split(separator: "\n").map { String($0) }
    #expect(
      lines.contains { $0.contains("S-1") && $0.contains("Alanine aminotransferase") && $0.contains("  2  ") }
    )
    let told = try #require(lines.firstIndex { $0.hasPrefix("Not counted, because something is missing") })
    #expect(lines[told].hasSuffix(": 1"))
    let row = try #require(lines.last)
    #expect(row.contains("S-2") && row.contains("0–") && row.contains("uln"), "\(row)")
    #expect(lines[..<told].allSatisfy { !$0.contains("S-2") })
    #expect(try listing(.simplifiedChinese).text.contains("因缺少信息而可能无级别，未计入：1"))
  }

  @Test("as an object with its range and what would settle it")
  func json() throws {
    let rows = try listing(.english).json.map { $0.rendered(.compact) }
    #expect(rows.count == 2)
    #expect(rows[0].contains("\"subject\":\"S-1\"") && rows[0].contains("\"grade\":2"))
    #expect(rows[1].contains("\"subject\":\"S-2\"") && rows[1].contains("\"grade\":null,\"atLeast\":0"))
    #expect(rows[1].contains("\"settledBy\":[") && rows[1].contains("\"uln\""))
  }
}
