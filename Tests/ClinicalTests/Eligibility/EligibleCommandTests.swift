// SPDX-License-Identifier: Apache-2.0

import Foundation
import Markup
import ProtocolLibrary
import Testing

/// `equipoise eligible` as a user meets it: a study or a table in, checklists or JSON out.
@Suite struct EligibleCommandTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
  private static let study = root + "/Studies/screening"
  private static let candidates = study + "/candidates.csv"

  @Test("a table of candidates gives checklists with values, dates and reasons, and a table of all")
  func table() throws {
    let result = try Self.run("eligible", Self.candidates, "--study", Self.study, "--on", "2025-03-10")
    #expect(result.code == 0)
    #expect(result.complaint == "note: no item reads these columns of \(Self.candidates): ward\n")
    #expect(
      result.output.hasSuffix(
        """
          Subject  Verdict         Day asked   Not passed  Unknown
          ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
          N-1      ✓ eligible      2025-03-10  –           –
          N-2      ? not settled   2025-03-10  –           I4, I5, I6
          N-3      ✗ not eligible  2025-03-10  I3          I4

        Screening example: 1 eligible, 1 not eligible, 1 not settled

        """
      )
    )
    #expect(
      result.output.contains(
        """
            ✗ not met  I3  ECOG performance status 0 to 2
                           → ECOG performance status: 3, not 0/1/2

        """
      )
    )
  }

  @Test("JSON has every part, and fits the printed schema")
  func json() throws {
    let result = try Self.run(
      "eligible",
      Self.candidates,
      "--study",
      Self.study,
      "--on",
      "2025-03-10",
      "--json"
    )
    #expect(result.code == 0)
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    let subjects = try #require(object?["subjects"] as? [[String: Any]])
    #expect(subjects.map { $0["row"] as? Int } == [1, 2, 3])
    #expect(subjects.map { $0["subject"] as? String } == ["N-1", "N-2", "N-3"])
    #expect(subjects[0]["eligible"] as? Bool == true)
    #expect(subjects[1]["eligible"] is NSNull)
    #expect(subjects[2]["eligible"] as? Bool == false)
    let rule = try #require((subjects[1]["rules"] as? [[String: Any]])?.first { $0["id"] as? String == "I6" })
    let part = try #require((rule["parts"] as? [[String: Any]])?.first)
    #expect(part["asked"] as? String == "White cells < 25 ×10⁹/L")
    let gap = try #require((part["notCounted"] as? [[String: Any]])?.first)
    #expect(
      gap["why"] as? String == "expired" && gap["ageDays"] as? Int == 9 && gap["validDays"] as? Int == 7
    )
    #expect(rule["settledBy"] as? [String] == ["laboratory.wbc"])

    guard Self.canValidate else { return }
    for words in [
      ["eligible", Self.study, "--json"], ["eligible", Self.root + "/Studies/cav-mec", "--json"],
      ["eligible", Self.candidates, "--study", Self.study, "--json"],
    ] {
      #expect(try Self.validates(try Self.run(words).output))
    }
    #expect(try !Self.validates(result.output.replacing("\"expired\"", with: "\"old\"")))
  }

  @Test("one subject's whole checklist, on another day, as it was on file then")
  func subject() throws {
    let own = try Self.run("eligible", Self.study, "--subject", "C-01")
    #expect(own.output.hasPrefix("C-01 · eligible on 2025-03-10\n"))
    // Two weeks later everything but the heart has expired.
    let later = try Self.run("eligible", Self.study, "--subject", "C-01", "--on", "2025-03-20")
    #expect(later.output.hasPrefix("C-01 · not settled on 2025-03-20\n"))
    #expect(
      later.output.contains("White cells expired: 12 days old, valid for 7 days (12.4 ×10⁹/L on 2025-03-08)")
    )
    // On 5 March only the first blood count is on file, and it was too high.
    let earlier = try Self.run("eligible", Self.study, "--subject", "C-01", "--on", "2025-03-05")
    #expect(earlier.output.contains("→ White cells 31 ×10⁹/L ≥ 25 ×10⁹/L (2025-03-03, 2 days old)"))
    let chinese = try Self.run(
      "eligible",
      Self.study,
      "--subject",
      "C-07",
      "--on",
      "2025-03-10",
      "--language",
      "zh-Hans"
    )
    #expect(chinese.output.hasPrefix("C-07 · 不合格（2025-03-10）\n"))
  }

  @Test("a trial without screening data says so once, and judges nobody")
  func noData() throws {
    let result = try Self.run("eligible", Self.root + "/Studies/cav-mec")
    #expect(result.code == 0)
    #expect(
      result.output.hasPrefix("The form Screening holds no data for anybody; 18 of 19 rules look at it.\n")
    )
    #expect(result.output.contains("0 eligible, 0 not eligible, 55 not settled"))
  }

  @Test(
    "what cannot be used ends with 2 and says how to mend it",
    arguments: [
      ([candidates], "Add --study STUDY."), ([study, "--subject", "X"], "nobody is called \"X\" here"),
      ([study, "--on", "2025-02-30"], "--on: \"2025-02-30\" is not a date"),
      ([root + "/Studies/colon", "--on", "2025-01-01"], "this study is in relative time"),
      (["/no/such/file.csv", "--study", study], "there is no such folder or file"),
      ([root + "/Studies/myeloid"], "the protocol has no eligibility rules"),
    ] as [([String], String)]
  )
  func failures(words: [String], complaint: String) throws {
    let result = try Self.run(["eligible"] + words)
    #expect(result.code == 2)
    #expect(result.output.isEmpty)
    #expect(result.complaint.contains(complaint))
  }

  @Test("impossible values are refused with row and column")
  func impossible() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "eligible-\(UUID().uuidString).csv"
    )
    try Data("subject,age,lvef,consent\n1,40,140,2025-03-01\n2,40,55,2925-03-01\n".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let result = try Self.run("eligible", file.path, "--study", Self.study)
    #expect(result.code == 2)
    #expect(result.complaint.contains(":2: column \"lvef\" (1 · screening.lvef): 140 lies outside 5 to 90 %"))
    #expect(
      result.complaint.contains(
        ":3: column \"consent\" (2 · screening.consent): 2925-03-01 lies outside the study"
      )
    )
  }

  // MARK: Running

  private struct Outcome {
    let code: Int32
    let output: String
    let complaint: String
  }

  private static func run(_ words: String...) throws -> Outcome { try run(words) }

  /// Output goes to files: a pipe would fill up.
  private static func run(_ words: [String]) throws -> Outcome {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("eligible-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    let files = ["output", "complaint"].map { place.appendingPathComponent($0) }
    for file in files { try Data().write(to: file) }
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent(
      "equipoise"
    )
    process.arguments = words
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try process.run()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus,
      output: try String(contentsOf: files[0], encoding: .utf8),
      complaint: try String(contentsOf: files[1], encoding: .utf8)
    )
  }

  private static let canValidate = (try? python(["-c", "import jsonschema, yaml"])) == 0

  private static func validates(_ json: String) throws -> Bool {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("schema-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    let schema = place.appendingPathComponent("schema.json")
    let document = place.appendingPathComponent("document.json")
    try Data(ClinicalSchemas.eligible.rendered(.compact).utf8).write(to: schema)
    try Data(json.utf8).write(to: document)
    return try python([root + "/Scripts/validate-protocol.py", schema.path, document.path]) == 0
  }

  private static func python(_ words: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + words
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
