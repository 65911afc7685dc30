// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

/// Filling in, correcting, taking out, covering, attaching, bringing in.
@Suite struct BenchCaptureTests {
  private static let row = RowReference("N-1", "screening")

  private func enter(
    _ form: String,
    _ values: [(String, String)],
    row: Int? = nil,
    expecting: Int? = nil,
    subject: String = "N-1"
  ) -> Act {
    .enter(
      subject: subject,
      form: form,
      row: row,
      values: values.map { EnteredValue($0.0, $0.1) },
      expecting: expecting
    )
  }

  private func correct(
    _ values: [(String, String)],
    expecting: Int? = nil,
    row: RowReference = row
  ) -> Act {
    .correct(row, values: values.map { EnteredValue($0.0, $0.1) }, expecting: expecting)
  }

  @Test("only values of items of forms of the protocol are entered")
  func values() throws {
    var trial = try LiveTrial()
    try trial.consented()
    trial.refuses(enter("nowhere", [("age", "50")]), by: "co", with: "unknownForm")
    trial.refuses(enter("screening", [("shoe-size", "50")]), by: "co", with: "unknownItem")
    trial.refuses(enter("screening", [("age", "fifty")]), by: "co", with: "noValue")
    trial.refuses(enter("screening", [("age", "50"), ("age", "51")]), by: "co", with: "alreadyFilled")
    trial.refuses(enter("screening", [("age", " ")]), by: "co", with: "nothingWritten")
    trial.refuses(enter("screening", []), by: "co", with: "nothingWritten")
    trial.refuses(enter("screening", [("consent", "2025-03-01")]), by: "co", with: "filledByAct")
    trial.refuses(enter("randomization", [("arm", "A")]), by: "co", with: "filledByAct")
    trial.refuses(enter("screening", [("visited", "2025-03-11")]), by: "co", with: "inFuture")
    let facts = try trial.act(
      enter("screening", [("age", " 50\n"), ("sex", ""), ("creatinine", "not-done")]),
      by: "co"
    )
    #expect(
      facts == [
        .entered(Self.row, values: [EnteredValue("age", "50"), EnteredValue("creatinine", "not-done")])
      ]
    )
    trial.refuses(enter("screening", [("age", "51")]), by: "co", with: "alreadyFilled")
    try trial.act(enter("screening", [("ecog", "1")]), by: "co")
  }

  @Test("a form that is filled once has one row; a log gives its numbers in order")
  func rows() throws {
    var trial = try LiveTrial()
    try trial.consented()
    trial.refuses(enter("screening", [("age", "50")], row: 2), by: "co", with: "filledOnce")
    trial.refuses(enter("counts", [("anc", "1")], row: 2), by: "co", with: "unknownRow")
    trial.refuses(enter("counts", [("anc", "1")], row: 0), by: "co", with: "unknownRow")
    try trial.act(enter("counts", [("anc", "1")]), by: "co")
    try trial.act(enter("counts", [("anc", "2")], row: 2), by: "co")
    try trial.act(enter("counts", [("day", "2025-03-09")], row: 1), by: "co")
    #expect(trial.state.subject("N-1")?.forms["counts"]?.map { $0.text("anc") } == ["1", "2"])
    // A row that was taken out keeps its number in a log.
    try trial.act(.removeRow(RowReference("N-1", "counts", row: 2)), by: "co", reason: "double")
    trial.refuses(enter("counts", [("anc", "2")], row: 2), by: "co", with: "unknownRow")
    trial.refuses(
      correct([("anc", "3")], row: RowReference("N-1", "counts", row: 2)),
      by: "co",
      reason: "r",
      with: "unknownRow"
    )
    try trial.act(enter("counts", [("anc", "3")]), by: "co")
    #expect(trial.state.subject("N-1")?.row("counts", 3)?.text("anc") == "3")
  }

  @Test("a form that is filled once and was taken out by mistake can be filled again")
  func again() throws {
    var trial = try LiveTrial()
    try trial.screened()
    try trial.act(.sign(Self.row, .authorship), by: "li")
    try trial.act(.removeRow(Self.row), by: "co", reason: "the wrong subject")
    #expect(trial.state.row(Self.row) == nil)
    try trial.act(enter("screening", [("age", "61")], expecting: 0), by: "co")
    let row = try #require(trial.state.row(Self.row))
    #expect(row.text("age") == "61" && row.text("ecog") == "" && row.revision == 3)
    #expect(row.validSignatures.isEmpty && row.signatures.count == 1)
  }

  @Test("nothing is collected without consent, and nothing of treatment before randomization")
  func order() throws {
    var trial = try LiveTrial()
    try trial.act(.screen(Screening(subject: "N-1", site: "N", on: trial.now.date, identity: nil)), by: "co")
    trial.refuses(enter("screening", [("age", "50")]), by: "co", with: "noConsent")
    try trial.act(.consent(subject: "N-1", version: "1", on: trial.now.date), by: "co")
    for form in ["doses", "adverse-events", "death"] {
      trial.refuses(enter(form, [("term", "x")]), by: "co", with: "beforeRandomization")
    }
    try trial.randomized("N-2")
    try trial.act(enter("doses", [("dose", "10")], subject: "N-2"), by: "co")
  }

  @Test("who looked at an older revision is told who changed the row meanwhile")
  func concurrent() throws {
    var trial = try LiveTrial()
    try trial.consented()
    try trial.act(enter("screening", [("age", "50")], expecting: 0), by: "co")
    let refusal = trial.refuses(
      enter("screening", [("ecog", "1")], expecting: 0),
      by: "li",
      with: "changedMeanwhile"
    )
    guard case .changedMeanwhile(Self.row, by: "co", _)? = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    try trial.act(enter("screening", [("ecog", "1")], expecting: 1), by: "li")
    trial.refuses(correct([("age", "51")], expecting: 1), by: "co", reason: "r", with: "changedMeanwhile")
    try trial.act(correct([("age", "51")], expecting: 2), by: "co", reason: "r")
    trial.refuses(enter("counts", [("anc", "1")], expecting: 1), by: "co", with: "changedMeanwhile")
    #expect(trial.state.row(Self.row)?.revision == 3)
  }

  @Test("a correction tells what stood there; what does not change is no correction")
  func corrections() throws {
    var trial = try LiveTrial()
    try trial.screened()
    let facts = try trial.act(
      correct([("age", "51"), ("ecog", "1"), ("creatinine", "")]),
      by: "co",
      reason: "r"
    )
    #expect(
      facts.first
        == .corrected(
          Self.row,
          changes: [ItemChange("age", was: "50", now: "51"), ItemChange("creatinine", was: "80", now: "")]
        )
    )
    trial.refuses(correct([("age", "51")]), by: "co", reason: "r", with: "unchanged")
    trial.refuses(correct([("age", "x")]), by: "co", reason: "r", with: "noValue")
    trial.refuses(correct([("shoe-size", "")]), by: "co", reason: "r", with: "unknownItem")
    trial.refuses(correct([("age", ""), ("age", "52")]), by: "co", reason: "r", with: "alreadyFilled")
    trial.refuses(correct([("age", ""), ("age", "")]), by: "co", reason: "r", with: "alreadyFilled")
    trial.refuses(correct([("consent", "")]), by: "co", reason: "r", with: "filledByAct")
    trial.refuses(
      correct([("age", "1")], row: RowReference("N-1", "death")),
      by: "co",
      reason: "r",
      with: "unknownRow"
    )
    trial.refuses(
      correct([("age", "1")], row: RowReference("N-1", "x")),
      by: "co",
      reason: "r",
      with: "unknownForm"
    )
  }

  @Test(
    "what identifies a person is covered, once, also where its row was taken out; the signature under it is void"
  )
  func redact() throws {
    var trial = try LiveTrial()
    try trial.screened()
    try trial.act(correct([("comment", "Mrs Wang")]), by: "co", reason: "r")
    try trial.act(.verify(Self.row, items: []), by: "mo")
    try trial.act(.sign(Self.row, .authorship), by: "li")
    try trial.act(.redact(Self.row, item: "comment"), by: "root", reason: "a name")
    let row = try #require(trial.state.row(Self.row))
    #expect(row.text("comment") == RowState.cover && row.value("comment")?.isRedacted == true)
    #expect(
      row.validSignatures.isEmpty && row.value("comment")?.verified == nil
        && row.value("age")?.verified != nil
    )
    trial.refuses(.redact(Self.row, item: "comment"), by: "root", reason: "r", with: "nothingToRedact")
    trial.refuses(.redact(Self.row, item: "pregnant"), by: "root", reason: "r", with: "nothingToRedact")
    trial.refuses(
      .redact(RowReference("N-1", "death"), item: "cause"),
      by: "root",
      reason: "r",
      with: "unknownRow"
    )
    try trial.act(.removeRow(Self.row), by: "co", reason: "r")
    try trial.act(.redact(Self.row, item: "age"), by: "root", reason: "r")
    #expect(trial.state.row(Self.row) == nil)
    #expect(trial.state.subject("N-1")?.forms["screening"]?[0].text("age") == RowState.cover)
  }

  @Test("a file lies beside a row under a name that stays in its folder")
  func attach() throws {
    var trial = try LiveTrial()
    try trial.screened()
    func attach(_ name: String, _ row: RowReference = Self.row, size: Int = 9) -> Act {
      .attach(Attachment(row: row, name: name, size: size, hash: "h"))
    }
    for name in ["", "  ", "a/b", "..", ".", "a\\b", "a\nb", "a\u{0}b", String(repeating: "a", count: 256)] {
      trial.refuses(attach(name), by: "co", with: "badIdentifier")
    }
    trial.refuses(attach("a.pdf", size: -1), by: "co", with: "badIdentifier")
    trial.refuses(attach("a.pdf", RowReference("N-1", "death")), by: "co", with: "unknownRow")
    try trial.act(attach("骨髓 报告.pdf"), by: "co")
    #expect(trial.state.subject("N-1")?.attachments.map(\.hash) == ["h"])
    try trial.act(.lock(.row(Self.row)), by: "dm")
    trial.refuses(attach("a.pdf"), by: "co", with: "locked")
  }

  @Test("rows are brought in as they were written, each item once, with a day of recording that is one")
  func importing() throws {
    var trial = try LiveTrial()
    try trial.consented()
    func bring(_ form: String, _ values: [(String, String)], _ recorded: String? = nil) -> Act {
      .importRow(
        subject: "N-1",
        form: form,
        values: values.map { EnteredValue($0.0, $0.1) },
        recorded: recorded
      )
    }
    trial.refuses(bring("counts", [("anc", "1"), ("anc", "2")]), by: "root", with: "alreadyFilled")
    trial.refuses(bring("counts", [("anc", "x")]), by: "root", with: "noValue")
    trial.refuses(bring("counts", [("x", "x")]), by: "root", with: "unknownItem")
    trial.refuses(bring("nowhere", []), by: "root", with: "unknownForm")
    trial.refuses(bring("counts", [("anc", "1")], "2025-02-30"), by: "root", with: "noValue")
    trial.refuses(bring("counts", [("anc", "1")]), by: "co", with: "notPermitted")
    // What acts would record comes with the rows; treatment is not asked for randomization.
    try trial.act(bring("randomization", [("arm", "A"), ("date", "2025-02-01")], "2025-02-01"), by: "root")
    trial.refuses(bring("randomization", [("note", "x")]), by: "root", with: "filledOnce")
    try trial.act(bring("doses", [("dose", "10"), ("drug", "")]), by: "root")
    #expect(
      trial.events.last?.fact
        == .imported(RowReference("N-1", "doses"), values: [EnteredValue("dose", "10")], recorded: nil)
    )
    trial.refuses(
      correct([("arm", "")], row: RowReference("N-1", "randomization")),
      by: "co",
      reason: "r",
      with: "filledByAct"
    )
    for event in trial.events { #expect(try TrialEvent(bytes: event.bytes) == event) }
  }
}
