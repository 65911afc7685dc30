// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import equipoise

/// `equipoise dose --study --subject`: the made-up subjects of Studies/dosing, as a user meets them.
@Suite struct DoseOfSubjectTests {
  private static let study =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    + "/Studies/dosing"

  /// What the command would print.
  private static func series(_ words: String...) throws -> (text: String, json: [String: Any]) {
    let series = try DoseCommand.parse(["--study", study] + words).series()
    let json = try JSONSerialization.jsonObject(with: Data(series.json.rendered(.compact).utf8))
    return (series.text, try #require(json as? [String: Any]))
  }

  private static func cycles(_ json: [String: Any]) throws -> [[String: Any]] {
    try #require(json["cycles"] as? [[String: Any]])
  }

  @Test(
    "cycles follow what is on file, then the plan; the doses follow the weight and the co-medications of each"
  )
  func threeCycles() throws {
    let json = try Self.series("--subject", "D-01", "--cycles", "3").json
    #expect((json["notPlaced"] as? [Any])?.isEmpty == true)
    let cycles = try Self.cycles(json)
    // Cycle 2 began two days late, on 5 February; cycle 3 comes 28 days after it.
    #expect(cycles.map { $0["start"] as? String } == ["2025-01-06", "2025-02-05", "2025-03-05"])
    #expect(cycles.map { $0["weight"] as? Double } == [68, 60.5, 60.5])
    #expect(cycles.map { $0["height"] as? Double } == [164, 164, 164])
    // Mosteller by hand: √(164 × 68 / 3600) = 1.760051 and √(164 × 60.5 / 3600) = 1.660154 m².
    for (cycle, area) in zip(cycles, [1.760051, 1.660154, 1.660154]) {
      #expect(((cycle["bsa"] as? Double ?? 0) - area).magnitude < 1e-6)
    }
    // Posaconazole from day 5: 100 + 200 + 3 × 400, 14 days of 70, 9 of 400 = 6080 mg.
    let venetoclax = (cycles[0]["drugs"] as? [String: Any])?["venetoclax"] as? [String: Any]
    #expect(venetoclax?["cumulative"] as? Double == 6080)
    let starts = cycles.compactMap { cycle in
      (cycle["sources"] as? [[String: Any]])?.first { $0["fact"] as? String == "start" }?["from"] as? String
    }
    #expect(starts == ["record", "record", "plan"])
  }

  @Test("what is written wins over the record, and the calendar says what it took the place of")
  func optionsWin() throws {
    let (text, json) = try Self.series(
      "--subject",
      "D-01",
      "--weight",
      "70",
      "--with",
      "none",
      "--start",
      "2025-01-07"
    )
    #expect(json["weight"] as? Double == 70)
    #expect(json["start"] as? String == "2025-01-07")
    for line in [
      "Weight         70 kg; given with the command, in place of 68 kg on file: Body size, Weight",
      "Day 1          2025-01-07; given with the command, in place of 2025-01-06 on file:",
      "Co-medication  set aside with the command: posaconazole on file; Medication, Name",
    ] { #expect(text.contains(line), "\(line)") }
    #expect(!text.contains("governs the dose"))
  }

  @Test("a cycle after the last on file is not invented where the regimen states no length")
  func noLength() throws {
    let both = try Self.series("--subject", "D-02", "--cycles", "2")
    #expect(try Self.cycles(both.json).count == 1)
    #expect(
      both.text.contains(
        "Cycle 2 is not calculated: nothing is on file of cycle 2, and the regimen states no"
      )
    )
    let zh = try Self.series("--subject", "D-02", "--cycles", "2", "--language", "zh-Hans").text
    #expect(zh.contains("第 2 周期未计算：记录中无第 2 周期；方案未规定周期长度"))
    // Named, it is calculated.
    let named = try Self.series("--subject", "D-02", "--cycle", "2", "--start", "2025-02-14").json
    #expect(named["start"] as? String == "2025-02-14" && named["cycle"] as? Int == 2)
  }

  @Test(
    "what is missing is told with its form and item, and how to mend it",
    arguments: [
      (
        ["--subject", "D-03"],
        "the weight of D-03 is missing: Body size, Weight (body-size.weight) has no value found by 2025-01-16.\n"
          + "  Record it, or add --weight 70."
      ),
      (
        ["--subject", "D-04"],
        "cycle 1 has no day 1: Treatment, First dose (treatment.first-dose) has no value."
      ),
      (["--subject", "D-05"], "Weight (body-size.weight) has different values of 2025-01-28."),
      (["--subject", "D-06"], "First dose (treatment.first-dose) is known in part only (2025-02)."),
      (["--subject", "D-02", "--cycle", "2"], "the regimen states no length of a cycle"),
    ]
  )
  func missing(words: [String], complaint: String) throws {
    let command = try DoseCommand.parse(["--study", Self.study] + words)
    let failure = #expect(throws: DoseFailure.self) { try command.series() }
    #expect("\(failure.map { "\($0)" } ?? "")".contains(complaint), "\(failure.map { "\($0)" } ?? "")")
  }

  @Test("an unknown subject and a study that names no item are told")
  func unknown() throws {
    #expect(throws: CommandFailure.self) { try Self.series("--subject", "D-99") }
    let other = Self.study + "/../cav-mec"
    let command = try DoseCommand.parse(["--study", other, "--subject", "CM-001"])
    let failure = #expect(throws: DoseFailure.self) { try command.series() }
    let text = failure.map { "\($0)" } ?? ""
    #expect(text.contains("Add dosing.items.height: form.item to the protocol, or --height 170."))
    #expect(text.contains("Add dosing.items.weight: form.item to the protocol, or --weight 70."))
  }

  @Test("the cycles before count for a lifetime: the fourth of 36 mg/m² passes 140")
  func lifetime() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "regimen-\(UUID().uuidString).yaml"
    )
    defer { try? FileManager.default.removeItem(at: file) }
    let regimen = """
      id: m
      title: M
      cycle: 28 d
      drugs: [{drug: mitoxantrone, dose: 12 mg/m2, days: 1-3}]
      """
    try Data(regimen.utf8).write(to: file)
    let words = [
      "--height", "180", "--weight", "82", "--start", "2025-01-10", "--prior", "none", "--cycles", "4",
    ]
    let series = try DoseCommand.parse([file.path] + words).series()
    let lifetimes = series.calendars.compactMap { $0.calendar.drugs.first?.lifetime }
    // The calculated amount is the planned one per m², whatever rounding does.
    for (lifetime, before) in zip(lifetimes, [0.0, 36, 72, 108]) {
      #expect(((lifetime.before ?? -1) - before).magnitude < 1e-9)
    }
    #expect(lifetimes.map(\.isExceeded) == [false, false, false, true])
  }

  @Test("both languages put every line of the page's sources", arguments: ["en", "zh-Hans"])
  func page(language: String) throws {
    let series = try DoseCommand.parse(
      ["--study", Self.study, "--subject", "D-01", "--cycles", "2", "--language", language]
    ).series()
    let page = series.page.rendered()
    #expect(page.components(separatedBy: "<article").count - 1 == 2)
    #expect(page.components(separatedBy: "body-size.weight").count - 1 == 3)
    #expect(page.contains("D-01"))
    #expect(!page.contains("not patient data") && !page.contains("并非患者数据"))
  }
}
