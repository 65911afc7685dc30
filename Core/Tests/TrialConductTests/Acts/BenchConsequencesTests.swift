// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import Testing
import TrialConduct
import TrialDesign

/// What follows from a change by the protocol's own rules.
@Suite struct BenchConsequencesTests {
  private static let row = RowReference("N-1", "screening")

  private func correct(_ item: String, _ text: String, _ row: RowReference = row) -> Act {
    .correct(row, values: [EnteredValue(item, text)], expecting: nil)
  }

  private func dose(_ dose: String, _ trial: inout LiveTrial) throws -> [Fact] {
    try trial.act(
      .enter(subject: "N-1", form: "doses", row: nil, values: [EnteredValue("dose", dose)], expecting: nil),
      by: "co"
    )
  }

  @Test("a check of severity error refuses the row, one of severity warning asks")
  func severities() throws {
    var trial = try LiveTrial()
    try trial.consented()
    func enter(_ values: [(String, String)]) -> Act {
      .enter(
        subject: "N-1",
        form: "screening",
        row: nil,
        values: values.map { EnteredValue($0.0, $0.1) },
        expecting: nil
      )
    }
    let refusal = trial.refuses(enter([("visited", "2025-03-09")]), by: "co", with: "checkFailed")
    guard case .checkFailed(Self.row, check: "order", _)? = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    let facts = try trial.act(enter([("visited", "2025-03-10"), ("creatinine", "151")]), by: "co")
    #expect(facts.map(\.kind) == ["entered", "queried"])
    let query = try #require(trial.state.query("Q1"))
    #expect(query.query.check == "high" && query.query.item == "creatinine" && query.query.row == Self.row)
    #expect(query.steps.map(\.author) == [.engine] && query.query.text == "Is the creatinine right?")
  }

  @Test("a question of a check is asked once, and closed by the engine when the check holds again")
  func lifecycle() throws {
    var trial = try LiveTrial()
    try trial.screened()
    #expect(
      try trial.act(correct("creatinine", "160"), by: "co", reason: "r").map(\.kind) == [
        "corrected", "queried",
      ]
    )
    #expect(try trial.act(correct("creatinine", "170"), by: "co", reason: "r").map(\.kind) == ["corrected"])
    try trial.act(.answer(query: "Q1", text: "so it is"), by: "co")
    #expect(
      try trial.act(correct("creatinine", "150"), by: "co", reason: "r").map(\.kind) == [
        "corrected", "query-closed",
      ]
    )
    #expect(
      trial.state.query("Q1")?.status == .closed && trial.state.query("Q1")?.steps.last?.author == .engine
    )
    // Not known is not wrong.
    try trial.act(correct("creatinine", "160"), by: "co", reason: "r")
    #expect(trial.state.query("Q2")?.status == .open)
    try trial.act(correct("creatinine", ""), by: "co", reason: "r")
    #expect(trial.state.query("Q2")?.status == .closed)
  }

  @Test("a question that a person closed comes back only with a change of what the check looks at")
  func settled() throws {
    var trial = try LiveTrial()
    try trial.screened()
    try trial.act(correct("creatinine", "160"), by: "co", reason: "r")
    try trial.act(.closeQuery("Q1"), by: "dm")
    #expect(try trial.act(correct("age", "51"), by: "co", reason: "r").map(\.kind) == ["corrected"])
    #expect(
      try trial.act(correct("creatinine", "161"), by: "co", reason: "r").map(\.kind) == [
        "corrected", "queried",
      ]
    )
  }

  @Test("checks look across forms, from both sides, and each row is asked for itself")
  func acrossForms() throws {
    var trial = try LiveTrial()
    try trial.randomized()
    #expect(try dose("90", &trial).map(\.kind) == ["entered"])
    #expect(try dose("110", &trial).map(\.kind) == ["entered", "queried"])
    #expect(try dose("120", &trial).map(\.kind) == ["entered", "queried"])
    #expect(trial.state.query("Q1")?.query.row.row == 2 && trial.state.query("Q2")?.query.row.row == 3)
    let closed = try trial.act(correct("ecog", "0"), by: "co", reason: "r")
    #expect(Array(closed.dropFirst()) == [.queryClosed(id: "Q1"), .queryClosed(id: "Q2")])
    let asked = try trial.act(correct("ecog", "1"), by: "co", reason: "r").dropFirst()
    #expect(asked.map(\.kind) == ["queried", "queried"])
    #expect(trial.state.query("Q3")?.query.row.row == 2 && trial.state.query("Q4")?.query.row.row == 3)
  }

  @Test("with a row that was taken out go the questions that checks had about it, and no others")
  func removal() throws {
    var trial = try LiveTrial()
    try trial.randomized()
    _ = try dose("110", &trial)
    _ = try dose("120", &trial)
    let row = RowReference("N-1", "doses", row: 1)
    try trial.act(.query(row, item: nil, text: "By hand?"), by: "dm")
    let facts = try trial.act(.removeRow(row), by: "co", reason: "double")
    #expect(facts == [.rowRemoved(row), .queryClosed(id: "Q1")])
    #expect(trial.state.query("Q2")?.status == .open && trial.state.query("Q3")?.status == .open)
    // Rows keep their numbers: the next question about the other row is about that one.
    try trial.act(correct("dose", "90", RowReference("N-1", "doses", row: 2)), by: "co", reason: "r")
    #expect(trial.state.query("Q2")?.status == .closed)
  }

  @Test("a value in a closed branch is refused, and so is a required one that is missing in an open one")
  func branches() throws {
    var trial = try LiveTrial()
    try trial.consented()
    func enter(_ values: [(String, String)], _ form: String = "screening") -> Act {
      .enter(
        subject: "N-1",
        form: form,
        row: nil,
        values: values.map { EnteredValue($0.0, $0.1) },
        expecting: nil
      )
    }
    trial.refuses(enter([("sex", "male"), ("pregnant", "no")]), by: "co", with: "branchClosed")
    trial.refuses(enter([("sex", "female")]), by: "co", with: "valueMissing")
    try trial.act(enter([("sex", "female"), ("pregnant", "no")]), by: "co")
    trial.refuses(correct("sex", "male"), by: "co", reason: "r", with: "branchClosed")
    trial.refuses(correct("pregnant", ""), by: "co", reason: "r", with: "valueMissing")
    try trial.act(
      .correct(
        Self.row,
        values: [EnteredValue("sex", "male"), EnteredValue("pregnant", "")],
        expecting: nil
      ),
      by: "co",
      reason: "r"
    )
    try trial.randomized("N-2")
    trial.refuses(
      .enter(subject: "N-2", form: "doses", row: nil, values: [EnteredValue("drug", "x")], expecting: nil),
      by: "co",
      with: "valueMissing"
    )
  }

  @Test("covering is never refused by a check or a branch")
  func redactingRequired() throws {
    var trial = try LiveTrial()
    try trial.randomized()
    _ = try dose("90", &trial)
    try trial.act(.redact(RowReference("N-1", "doses"), item: "dose"), by: "root", reason: "r")
  }

  // MARK: Eligibility after randomization

  @Test("a later correction that breaks eligibility makes a deviation; the allocation stays as it is")
  func deviation() throws {
    var trial = try LiveTrial()
    try trial.randomized()
    let allocation = trial.state.subject("N-1")?.allocation
    #expect(try trial.act(correct("age", "40"), by: "co", reason: "r").map(\.kind) == ["corrected"])
    let facts = try trial.act(correct("age", "17"), by: "co", reason: "misread")
    guard case .deviated(let deviation)? = facts.last else {
      Issue.record("\(facts)")
      return
    }
    #expect(deviation.kind == .eligibility && deviation.about == ["I1"] && deviation.subject == "N-1")
    #expect(trial.events.last?.author == .engine && trial.state.subject("N-1")?.deviations == [deviation])
    // What is broken already is told once; a second criterion is told for itself; mended and broken again, again.
    #expect(try trial.act(correct("age", "16"), by: "co", reason: "r").map(\.kind) == ["corrected"])
    guard case .deviated(let second)? = try trial.act(correct("ecog", ""), by: "co", reason: "r").last else {
      return
    }
    #expect(second.about == ["I2"])
    try trial.act(correct("age", "18"), by: "co", reason: "r")
    #expect(
      try trial.act(correct("age", "17"), by: "co", reason: "r").map(\.kind) == ["corrected", "deviated"]
    )
    #expect(trial.state.subject("N-1")?.allocation == allocation)
  }

  @Test("so does a value that is covered, or a row that is taken out, if eligibility rested on it")
  func deviationByLoss() throws {
    var trial = try LiveTrial()
    try trial.randomized()
    let removed = try trial.act(.removeRow(RowReference("N-1", "counts")), by: "co", reason: "r")
    #expect(removed.map(\.kind) == ["row-removed", "deviated"])
    let covered = try trial.act(.redact(Self.row, item: "age"), by: "root", reason: "r")
    #expect(covered.map(\.kind) == ["redacted", "deviated"])
    #expect(trial.state.subject("N-1")?.deviations.map(\.about) == [["I3"], ["I1"]])
    var other = try LiveTrial()
    try other.randomized()
    let values = [EnteredValue("day", "2025-03-10"), EnteredValue("anc", "0.1")]
    let imported = try other.act(
      .importRow(subject: "N-1", form: "counts", values: values, recorded: nil),
      by: "root"
    )
    #expect(imported.map(\.kind) == ["imported", "deviated"])
  }

  @Test("findings of after the allocation change nothing about who was eligible then")
  func laterFindings() throws {
    var trial = try LiveTrial()
    try trial.randomized()
    trial.pass(days: 3)
    let facts = try trial.act(
      .enter(
        subject: "N-1",
        form: "counts",
        row: nil,
        values: [EnteredValue("day", "2025-03-12"), EnteredValue("anc", "0.1")],
        expecting: nil
      ),
      by: "co"
    )
    #expect(facts.map(\.kind) == ["entered"])
  }

  @Test(
    "before randomization a broken criterion is no deviation, nor is one where the arm came from elsewhere"
  )
  func noDeviation() throws {
    var trial = try LiveTrial()
    try trial.screened()
    #expect(try trial.act(correct("age", "17"), by: "co", reason: "r").map(\.kind) == ["corrected"])
    try trial.act(correct("age", "50"), by: "co", reason: "r")
    try trial.act(.allocateElsewhere(subject: "N-1", arm: "A", on: trial.now.date), by: "root")
    #expect(try trial.act(correct("age", "17"), by: "co", reason: "r").map(\.kind) == ["corrected"])
  }

  @Test("recording consent and allocation fills items: the checks that look at them ask")
  func actsAsk() throws {
    let checks: ProtocolNode = [
      [
        "id": "recent",
        "criterion": ["item": "randomization.date", "on-or-before": "randomization.planned"],
        "message": "Randomized later than planned.",
      ]
    ]
    let form: ProtocolNode = [
      "id": "randomization", "title": "Randomization", "happened": "date",
      "items": [
        ["id": "date", "type": "date"], ["id": "planned", "type": "date"], ["id": "arm", "type": "arm"],
        ["id": "site", "type": "site"],
      ],
      "checks": checks,
    ]
    guard case .mapping(let entries) = LiveTrial.node.content,
      case .sequence(let forms)? = entries.first(where: { $0.key == "forms" })?.value.content
    else { return }
    let node = LiveTrial.node.with(
      "forms",
      ProtocolNode(.sequence([form] + forms.dropFirst()), at: forms[0].position)
    )
    var trial = try LiveTrial(node)
    try trial.screened()
    try trial.act(
      .enter(
        subject: "N-1",
        form: "randomization",
        row: nil,
        values: [EnteredValue("planned", "2025-03-01")],
        expecting: nil
      ),
      by: "co"
    )
    try trial.act(.confirmEligibility(subject: "N-1"), by: "li")
    let facts = try trial.act(.randomize(subject: "N-1"), by: "li")
    #expect(facts.map(\.kind) == ["randomized", "queried"])
    #expect(trial.state.query("Q1")?.query.check == "recent")
  }
}
