// SPDX-License-Identifier: Apache-2.0

import Foundation
import Markup
import ProtocolLibrary
import Testing
import TrialDesign
import TrialReporting

@testable import equipoise

/// `equipoise due` on a small trial; the dates of the golden lists were worked out on a calendar from the rules.
@Suite struct DueCommandTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Fixtures/due-trial").path

  private func list(on day: String, subject: String? = nil, site: String? = nil) throws -> DueList {
    let reading = StudyReading(try StudyFolder.open(Self.folder))
    #expect(reading.problems.isEmpty)
    return DueList(
      try #require(reading.study),
      try #require(reading.record),
      on: try #require(CivilDate(iso: day)),
      ahead: 14,
      subject: subject,
      site: site
    )
  }

  @Test(
    "the list as people read it",
    arguments: [(Language.english, "due.txt"), (.simplifiedChinese, "due.zh-Hans.txt")]
  )
  func golden(language: Language, file: String) throws {
    let expected = try String(contentsOfFile: "\(Self.folder)/\(file)", encoding: .utf8)
    let text = DueText(try list(on: "2025-04-05"), language: language).text
    #expect(text + "\n" == expected)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test("a site and a subject alone")
  func selection() throws {
    let north = try list(on: "2025-04-05", site: "North")
    #expect(Set(north.visits.map(\.subject)) == ["D-1", "D-3"])
    #expect(north.cases.map(\.subject) == ["D-1", "D-3"])
    let one = try list(on: "2025-04-05", subject: "D-2")
    #expect(one.visits.map(\.visit.id) == ["marrow", "day-35", "year-1"])
    #expect(one.cases.count == 1)
  }

  @Test("on an earlier day, later facts are not known")
  func earlier() throws {
    let list = try list(on: "2025-03-17")
    // The death of 2025-03-18 has not happened: its subject's marrow is asked for from day 12 after the last dose on
    // (2025-03-22), and the first contact from 30 − 7 days after randomization on (2025-03-26), both within 14 days.
    let visits = list.visits.filter { $0.subject == "D-5" }
    #expect(visits.map(\.visit.id) == ["marrow", "year-1"])
    #expect(visits.map { $0.scheduled.window?.first.description } == ["2025-03-22", "2025-03-26"])
    #expect(list.visits(.overdue).isEmpty)
  }

  @Test("the JSON has the shape that the schema says, with every window and day")
  func json() throws {
    let list = try list(on: "2025-04-05")
    let bytes = Data(list.json.rendered(.compact).utf8)
    let object = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    let visits = try #require(object["visits"] as? [[String: Any]])
    #expect(visits.count == 11)
    #expect(visits[0]["subject"] as? String == "D-3")
    #expect(visits[0]["daysOverdue"] as? Int == 15)
    #expect(visits[0]["window"] as? [String: String] == ["first": "2025-03-19", "last": "2025-03-21"])
    let reports = try #require(object["safetyReports"] as? [[String: Any]])
    #expect(reports.map { ($0["reports"] as? [Any])?.count } == [1, 3, 0])
    let schema = try #require(
      try JSONSerialization.jsonObject(with: Data(DueList.schema.rendered(.compact).utf8)) as? [String: Any]
    )
    let known = try #require(schema["properties"] as? [String: Any])
    #expect(Set(known.keys) == Set(object.keys))
    let items = try #require((known["visits"] as? [String: Any])?["items"] as? [String: Any])
    #expect(Set((items["properties"] as? [String: Any] ?? [:]).keys) == Set(visits[0].keys))
  }

  @Test("wrong names and days are refused with what to write")
  func refused() throws {
    for (arguments, word) in [
      (["--subject", "D-9"], "is not in this study"), (["--site", "East"], "Known: North, South."),
      (["--on", "2025-02-30"], "is not a date of the calendar"),
    ] {
      let command = try DueCommand.parse([Self.folder] + arguments)
      do {
        try command.run()
        Issue.record("\(arguments) was taken")
      } catch let error as CommandFailure {
        #expect(error.description.contains(word))
      }
    }
  }
}
