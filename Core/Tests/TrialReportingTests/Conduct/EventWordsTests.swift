// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

@testable import TrialReporting

@Suite struct EventWordsTests {
  private static let row = RowReference("C-001", "s")

  private func words(
    _ trial: ConductTrial,
    _ language: Language = .english,
    hidesArms: Bool = false
  ) -> EventWords {
    EventWords(trial.study, trial.state, language: language, hidesArms: hidesArms)
  }

  private func event(_ fact: Fact, reason: String? = nil) -> TrialEvent {
    TrialEvent(
      fact,
      at: ConductTrial.at("2025-03-10"),
      by: ConductTrial.investigator,
      reason: reason,
      protocolVersion: 1
    )
  }

  @Test("every fact has its line")
  func everyFact() throws {
    let words = try words(ConductTrial())
    #expect(FactSamples.all.count == 38)
    #expect(Set(FactSamples.all.map(\.fact.kind)).count == 38)
    for (fact, english) in FactSamples.all {
      #expect(words.what(event(fact), entry: 9) == english)
    }
  }

  /// Where Chinese puts words in another order.
  private static let chinese: [(Fact, String)] = [
    (
      .consented(subject: "C-001", version: "2.1", on: ConductTrial.date("2025-03-10")),
      "记录 C-001 于 2025-03-10 签署的知情同意书 2.1"
    ),
    (.granted(Grant(user: "li", role: "investigator", site: "01")), "授予 li 中心 01 的角色 investigator"),
    (.corrected(row, changes: [ItemChange("age", was: "", now: "45")]), "更正 C-001 s/1：age 由 （缺失） 改为 45"),
    (.redacted(row, item: "name"), "遮盖 C-001 s/1 的 name"),
    (
      .queried(Query(id: "Q3", row: row, item: "age", text: "请核对", check: nil)),
      "就 C-001 s/1 的 age 提出质疑 Q3：请核对"
    ),
    (.locked(.item(row, item: "age")), "锁定C-001 s/1 的 age"),
    (
      .deviated(Deviation(subject: "C-001", kind: .visit, about: [], text: "迟到 3 天")),
      "记录 C-001 的方案偏离（访视）：迟到 3 天"
    ),
  ]

  @Test("facts in Chinese", arguments: chinese)
  func inChinese(fact: Fact, text: String) throws {
    #expect(try words(ConductTrial(), .simplifiedChinese).what(event(fact), entry: 9) == text)
  }

  @Test("a check asks in the reader's language, as long as it asks the same")
  func checkMessage() throws {
    let row = RowReference("C-001", "ae")
    let words = try words(ConductTrial(), .simplifiedChinese)
    func asked(_ text: String) -> String {
      words.what(event(.queried(Query(id: "Q3", row: row, item: "grade", text: text, check: "K1"))), entry: 9)
    }
    #expect(asked("Grades end at 5.") == "依核查 K1 就 C-001 ae/1 的 grade 提出质疑 Q3：分级最高为 5。")
    #expect(asked("Grades end at 4.") == "依核查 K1 就 C-001 ae/1 的 grade 提出质疑 Q3：Grades end at 4.")
  }

  @Test("a line says when, who, what and why")
  func wholeLine() throws {
    let consent = Fact.consented(subject: "C-001", version: "2.1", on: ConductTrial.date("2025-03-10"))
    #expect(
      try words(ConductTrial()).line(event(consent), entry: 9)
        == "2025-03-10 09:12:33 +08:00  li (investigator)  recorded consent 2.1 of C-001, given on 2025-03-10"
    )
    #expect(
      try words(ConductTrial()).line(event(.rowRemoved(Self.row), reason: "filled in twice"), entry: 9)
        == "2025-03-10 09:12:33 +08:00  li (investigator)  took out C-001 s/1; reason: filled in twice"
    )
    #expect(EventWords.moment(Timestamp(seconds: 0, offset: .utc)) == "1970-01-01 00:00:00 +00:00")
  }

  @Test("nobody makes a line of the log by what they write")
  func injection() throws {
    let answer = Fact.queryAnswered(id: "Q1", text: "yes\n2025-03-10 wu\u{1B}[2K \u{202E}evil")
    #expect(
      try words(ConductTrial()).what(event(answer), entry: 9)
        == "answered Q1: yes 2025-03-10 wu\u{FFFD}[2K \u{FFFD}evil"
    )
  }

  // MARK: Covered values

  /// Zhang's name is written, corrected, covered, and replaced by initials; then the row is taken out.
  private func covered() throws -> (before: ConductTrial, after: ConductTrial) {
    var trial = try ConductTrial()
    let screening = Screening(
      subject: "C-001",
      site: "01",
      on: ConductTrial.date("2025-03-01"),
      identity: nil
    )
    try trial.take(.screened(screening))
    try trial.take(
      .entered(Self.row, values: [EnteredValue("name", "Zhang San"), EnteredValue("age", "45")])
    )
    try trial.take(
      .corrected(Self.row, changes: [ItemChange("name", was: "Zhang San", now: "Zhang Si")]),
      reason: "misspelt"
    )
    let before = trial
    try trial.take(.redacted(Self.row, item: "name"), by: ConductTrial.manager, reason: "identifies")
    try trial.take(
      .corrected(Self.row, changes: [ItemChange("name", was: "█", now: "ZS")]),
      reason: "initials"
    )
    try trial.take(.rowRemoved(Self.row), reason: "not needed")
    return (before, trial)
  }

  @Test("a value that was covered is shown in no older entry, whatever was written since")
  func coveredValues() throws {
    let (before, after) = try covered()
    let lines = after.events.enumerated().map { words(after).what($0.element, entry: $0.offset + 1) }
    #expect(
      lines.suffix(5) == [
        "filled in C-001 s/1: name = █, age = 45", "corrected C-001 s/1: name from █ to █",
        "covered name of C-001 s/1", "corrected C-001 s/1: name from █ to ZS", "took out C-001 s/1",
      ]
    )
    // Before it was covered it was there to be seen.
    #expect(
      words(before).what(before.events[5], entry: 6) == "filled in C-001 s/1: name = Zhang San, age = 45"
    )
  }

  @Test("JSON covers the same values and names what it hides")
  func coveredJSON() throws {
    let (_, after) = try covered()
    let document = EventDocument(words(after))
    let documents = after.events.enumerated().map {
      document.json($0.element, entry: $0.offset + 1, hash: nil)
    }
    #expect(!documents.contains { $0.rendered(.compact).contains("Zhang") })
    #expect(documents[5]["hidden"] == ["values.name"])
    #expect(documents[5]["fact"]?["values"] == ["name": "█", "age": "45"])
    #expect(documents[6]["fact"]?["changes"] == ["name": ["█", "█"]])
    #expect(documents[8]["hidden"] == [])
    #expect(documents[8]["fact"]?["changes"] == ["name": ["█", "ZS"]])
  }

  // MARK: The blind

  /// Everything that tells an arm: a draw, an import of an allocation, an imported row, and the seed.
  private func allocated() throws -> ConductTrial {
    var trial = try ConductTrial()
    for (number, id) in ["C-001", "C-002"].enumerated() {
      let day = ConductTrial.date("2025-03-10")
      try trial.take(.screened(Screening(subject: id, site: "01", on: day, identity: nil)))
      let allocation = SubjectAllocation(
        subject: id,
        arm: "VERUM",
        on: day,
        number: number + 1,
        levels: [:],
        eligibility: nil
      )
      try trial.take(number == 0 ? .randomized(allocation) : .allocatedElsewhere(allocation))
    }
    try trial.take(
      .imported(RowReference("C-002", "r"), values: [EnteredValue("arm", "VERUM")], recorded: nil)
    )
    try trial.take(.seedRevealed(seed: "5eed"), by: ConductTrial.manager, reason: "closed")
    return trial
  }

  @Test("a blinded reader sees neither arm nor seed, as text or as JSON")
  func blinded() throws {
    let trial = try allocated()
    for language in Language.allCases {
      let blind = words(trial, language, hidesArms: true)
      let open = words(trial, language)
      for (index, event) in trial.events.enumerated().dropFirst(4) where event.fact.kind != "screened" {
        let hidden =
          blind.line(event, entry: index + 1)
          + EventDocument(blind).json(event, entry: index + 1, hash: nil).rendered(.compact)
        #expect(!hidden.contains("VERUM") && !hidden.contains("5eed"), "\(hidden)")
        let shown = open.line(event, entry: index + 1)
        #expect(shown.contains("VERUM") || shown.contains("5eed"), "\(shown)")
      }
    }
    let blind = words(trial, hidesArms: true)
    #expect(
      blind.what(trial.events[5], entry: 6)
        == "randomized C-001 on 2025-03-10, allocation 1; the arm is not shown here"
    )
    #expect(EventDocument(blind).json(trial.events[5], entry: 6, hash: nil)["fact"]?["arm"] == .null)
  }

  // MARK: JSON

  @Test("an entry as JSON has its place, hash, author, line and members")
  func document() throws {
    let document = EventDocument(try words(ConductTrial()))
    let consent = Fact.consented(subject: "C-001", version: "2.1", on: ConductTrial.date("2025-03-10"))
    #expect(
      document.json(event(consent), entry: 7, hash: "9f").rendered(.compact)
        == #"{"index":7,"hash":"9f","at":"2025-03-10T09:12:33+08:00","by":"li","role":"investigator","#
        + #""protocol":1,"kind":"consented","subject":"C-001","#
        + #""text":"recorded consent 2.1 of C-001, given on 2025-03-10","reason":null,"hidden":[],"#
        + #""fact":{"subject":"C-001","version":"2.1","on":"2025-03-10"}}"#
    )
  }

  @Test("what names only a query or a case is found under its subject")
  func subjects() throws {
    var trial = try ConductTrial()
    try trial.screen("C-001", age: "45", creatinine: nil)
    try trial.act(.query(Self.row, item: "age", text: "Really?"), by: "wu")
    #expect(words(trial).subject(of: event(.queryClosed(id: "Q1"))) == "C-001")
    #expect(words(trial).subject(of: event(.frozen(.study))) == nil)
  }
}
