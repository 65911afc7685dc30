// SPDX-License-Identifier: Apache-2.0

import Markup
import Testing
import TrialConduct
import TrialDesign

@testable import TrialReporting

@Suite struct NoticeListTests {
  /// An unblinding that wu has heard of, and a deviation that the engine found after an act of li.
  private static func trial() throws -> ConductTrial {
    var trial = try ConductTrial()
    try trial.screen("C-001", age: "45", creatinine: "80")
    let allocation = SubjectAllocation(
      subject: "C-001",
      arm: "VERUM",
      on: ConductTrial.date("2025-03-10"),
      number: 1,
      levels: [:],
      eligibility: nil
    )
    try trial.take(.randomized(allocation))
    try trial.take(.unblinded(subject: "C-001"), reason: "overdose")
    let entry = trial.state.entries
    let deviation = Deviation(subject: "C-001", kind: .eligibility, about: ["I1"], text: "s/1 changed")
    try trial.take(.deviated(deviation), by: .engine, on: "2025-03-11")
    try trial.take(.acknowledged(entry: entry), by: ConductTrial.manager, on: "2025-03-12")
    return trial
  }

  private static func list(_ trial: ConductTrial, sites: Set<String>? = nil, open: Bool, _ language: Language)
    -> NoticeList
  {
    NoticeList(trial.study, trial.state, sites: sites, onlyOpen: open, language: language)
  }

  @Test("open notices are told with who is behind them")
  func open() throws {
    let trial = try Self.trial()
    #expect(
      Self.list(trial, open: true, .english).rendered == """
        Notices open: 1
          10  2025-03-11 09:12:33 +08:00  equipoise (engine)  noted a deviation of C-001 (eligibility, I1): s/1 changed
              follows from an act of li (investigator)

        """
    )
    #expect(
      Self.list(trial, open: true, .simplifiedChinese).rendered == """
        待知悉事项：1
          10  2025-03-11 09:12:33 +08:00  equipoise（engine）  记录 C-001 的方案偏离（入选资格，I1）：s/1 changed
              源于 li（investigator） 的操作

        """
    )
  }

  @Test("settled ones are told with who has heard, and no arm anywhere")
  func all() throws {
    let trial = try Self.trial()
    let list = Self.list(trial, open: false, .english)
    #expect(list.rendered.contains("li (investigator)  broke the blind of C-001; reason: overdose"))
    #expect(list.rendered.contains("      wu (manager) took note, 2025-03-12 09:12:33 +08:00"))
    let text = list.rendered + JSONValue.array(list.json).rendered(.compact)
    #expect(!text.contains("VERUM") && !text.contains("Verum"))
    #expect(list.json.map { $0["open"] } == [false, true])
    #expect(list.json.map { $0["by"] } == ["li", "li"])
    #expect(list.json[0]["acknowledgements"]?.array?.map { $0["by"] } == ["wu"])
  }

  @Test("notices of sites that the reader does not audit are not there")
  func sites() throws {
    let list = Self.list(try Self.trial(), sites: ["02"], open: false, .english)
    #expect(list.rendered == "Notices open: 0\n" && list.json.isEmpty)
  }

  @Test("the log tells what was taken note of, and of whom")
  func log() throws {
    let trial = try Self.trial()
    let words = EventWords(trial.study, trial.state, language: .english, hidesArms: true)
    let event = try #require(trial.events.last)
    #expect(words.what(event, entry: 11) == "took note of entry 9: broke the blind of C-001")
    #expect(words.subject(of: event) == "C-001")
  }
}
