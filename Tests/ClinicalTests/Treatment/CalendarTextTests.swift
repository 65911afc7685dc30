// SPDX-License-Identifier: Apache-2.0

import Foundation
import Markup
import ProtocolLibrary
import Testing
import TrialConduct
import TrialDesign
import TrialReporting

/// Calendars as people and programs read them.
@Suite struct CalendarTextTests {
  private static func input(_ name: String, _ language: Language, with: [CoMedicationCourse] = []) throws
    -> CalendarInput
  {
    let node = try #require(Shelf.standard.entry(.regimens, name))
    let reading = try Regimen.read(node, shelf: .standard)
    return CalendarInput(
      calendar: try ShelfRegimenTests.calendar(name, with: with),
      assumptions: reading.assumptions,
      study: nil,
      language: language
    )
  }

  @Test("a calendar's days, letter by letter")
  func golden() throws {
    let lines = CalendarText(try Self.input("mec", .english)).rendered.split(
      separator: "\n",
      omittingEmptySubsequences: false
    )
    let expected = """
      MEC, cycle 1, day 1 on 2025-01-06 Mon
        Height             170 cm
        Weight             70 kg
        Body surface area  1.818 m² (Mosteller)

        Day  Date            mitoxantrone mg IV  etoposide mg IV  cytarabine mg IV
        ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
          1  Mon 2025-01-06                14.5              180              1820
          2  Tue 2025-01-07                14.5              180              1820
          3  Wed 2025-01-08                14.5              180              1820
          4  Thu 2025-01-09                14.5              180              1820
          5  Fri 2025-01-10                14.5              180              1820
             Total                         72.5              900              9100
      """
    let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(Array(lines.prefix(wanted.count)) == wanted)
  }

  @Test(
    "no line is wider than 100 columns, in either language, and none shows an open place for an argument",
    arguments: Shelf.standard.names(of: .regimens),
    Language.allCases
  )
  func width(name: String, language: Language) throws {
    let text = CalendarText(try Self.input(name, language, with: [CoMedicationCourse(id: "diltiazem")]))
      .rendered
    for line in text.split(separator: "\n") {
      let width = line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
      #expect(width <= 100, "\(line)")
      #expect(!line.contains("{0}"), "\(line)")
    }
    #expect(text.contains(language == .english ? "does not replace clinical judgement" : "不能替代临床判断"))
  }

  @Test("JSON has the promised shape")
  func json() throws {
    let text = DoseDocument(try Self.input("cav", .english)).json.rendered(.compact)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(((object["bsa"] as? Double ?? 0) - 1.818119).magnitude < 1e-6)
    let drugs = try #require(object["drugs"] as? [String: Any])
    let drug = try #require(drugs["cladribine"] as? [String: Any])
    #expect(drug["unit"] as? String == "mg")
    let day = try #require((drug["days"] as? [[String: Any]])?.first)
    #expect(day["day"] as? Int == 1)
    #expect(day["date"] as? String == "2025-01-06")
    #expect(((day["dose"] as? Double ?? 0) - 9.0906).magnitude < 1e-4)
    #expect(day["rounded"] as? Double == 9.1)
    #expect(day["perDay"] as? Int == 1)
    #expect((drugs["venetoclax"] as? [String: Any])?["cumulative"] as? Double == 7900)
  }

  @Test(
    "the page has a row for every day, a box for every administration, and its statements",
    arguments: Language.allCases
  )
  func page(language: Language) throws {
    let page = CalendarPage(try Self.input("cav", language)).markup.rendered()
    #expect(page.components(separatedBy: "<tr").count - 1 == 1 + 21 + 1)
    #expect(page.components(separatedBy: "class=\"box\"").count - 1 == 5 + 2 * 10 + 21)
    #expect(page.contains(language == .english ? "not patient data" : "并非患者数据"))
  }
}
