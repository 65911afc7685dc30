// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

/// Questions, source verification and signatures.
@Suite struct BenchReviewTests {
  private static let row = RowReference("N-1", "screening")

  private func correct(_ item: String, _ text: String) -> Act {
    .correct(Self.row, values: [EnteredValue(item, text)], expecting: nil)
  }

  @Test("a question is asked, answered, closed and opened again, and no step out of turn")
  func queries() throws {
    var trial = try LiveTrial()
    try trial.screened()
    trial.refuses(.query(Self.row, item: "x", text: "?"), by: "mo", with: "unknownItem")
    trial.refuses(.query(RowReference("N-1", "death"), item: nil, text: "?"), by: "mo", with: "unknownRow")
    trial.refuses(.query(Self.row, item: nil, text: " "), by: "mo", with: "nothingWritten")
    try trial.act(.query(Self.row, item: "age", text: " ? "), by: "mo")
    #expect(
      trial.state.query("Q1")?.query == Query(id: "Q1", row: Self.row, item: "age", text: "?", check: nil)
    )
    trial.refuses(.reopenQuery("Q1"), by: "mo", reason: "r", with: "queryIs")
    trial.refuses(.answer(query: "Q1", text: " "), by: "co", with: "nothingWritten")
    trial.refuses(.answer(query: "Q1", text: "!"), by: "cs", with: "unknownQuery")
    trial.refuses(.answer(query: "Q2", text: "!"), by: "co", with: "unknownQuery")
    try trial.act(.answer(query: "Q1", text: "yes"), by: "co")
    trial.refuses(.answer(query: "Q1", text: "no"), by: "co", with: "queryIs")
    try trial.act(.reopenQuery("Q1"), by: "mo", reason: "which?")
    try trial.act(.answer(query: "Q1", text: "yes, 50"), by: "co")
    try trial.act(.closeQuery("Q1"), by: "mo")
    trial.refuses(.answer(query: "Q1", text: "again"), by: "co", with: "queryIs")
    trial.refuses(.closeQuery("Q1"), by: "mo", with: "queryIs")
    let steps = try #require(trial.state.query("Q1")?.steps)
    #expect(steps.map(\.status) == [.open, .answered, .open, .answered, .closed])
    #expect(steps.map(\.text) == ["?", "yes", "which?", "yes, 50", ""])
    #expect(trial.state.openQueries(of: Self.row).isEmpty)
  }

  @Test("values are verified one by one or all, and a change voids the verification of what changed")
  func verification() throws {
    var trial = try LiveTrial()
    try trial.screened()
    trial.refuses(.verify(Self.row, items: ["x"]), by: "mo", with: "unknownItem")
    trial.refuses(.verify(Self.row, items: ["pregnant"]), by: "mo", with: "nothingToVerify")
    try trial.act(.verify(Self.row, items: ["age"]), by: "mo")
    #expect(
      try trial.act(.verify(Self.row, items: []), by: "mo")
        == [.verified(Self.row, items: ["visited", "sex", "ecog", "creatinine"])]
    )
    trial.refuses(.verify(Self.row, items: ["age"]), by: "mo", with: "nothingToVerify")
    trial.refuses(.verify(Self.row, items: []), by: "mo", with: "nothingToVerify")
    try trial.act(correct("age", "51"), by: "co", reason: "r")
    let row = try #require(trial.state.row(Self.row))
    #expect(row.value("age")?.verified == nil && row.value("sex")?.verified != nil)
    #expect(try trial.act(.verify(Self.row, items: []), by: "mo") == [.verified(Self.row, items: ["age"])])
  }

  @Test("a signature is bound to the content, and any change of it voids the signature")
  func signatures() throws {
    var trial = try LiveTrial()
    try trial.screened()
    trial.refuses(.sign(RowReference("N-1", "death"), .review), by: "li", with: "unknownRow")
    try trial.act(.sign(Self.row, .authorship), by: "li")
    let content = "row N-1 screening/1\nage=50\ncreatinine=80\necog=1\nsex=male\nvisited=2025-03-10"
    #expect(
      trial.state.row(Self.row)?.validSignatures.map(\.signature) == [
        Signature(meaning: .authorship, content: content)
      ]
    )
    let signed = trial
    let changes: [(Act, String)] = [
      (correct("age", "51"), "co"), (correct("comment", "x"), "co"), (correct("creatinine", ""), "co"),
      (.redact(Self.row, item: "sex"), "root"),
      (
        .enter(
          subject: "N-1",
          form: "screening",
          row: 1,
          values: [EnteredValue("comment", "x")],
          expecting: nil
        ),
        "co"
      ),
    ]
    for (act, user) in changes {
      var trial = signed
      try trial.act(act, by: user, reason: "r")
      let row = try #require(trial.state.row(Self.row))
      #expect(row.validSignatures.isEmpty && row.signatures.count == 1)
      #expect(trial.conduct.content(of: Self.row, row) != content)
      // Signed anew, both stand in the history.
      try trial.act(.sign(Self.row, .authorship), by: "li")
      #expect(trial.state.row(Self.row)?.validSignatures.count == 1)
      #expect(trial.state.row(Self.row)?.signatures.count == 2)
    }
    // What is no change of the content leaves it alone.
    try trial.act(.verify(Self.row, items: []), by: "mo")
    try trial.act(.query(Self.row, item: nil, text: "?"), by: "mo")
    try trial.act(.freeze(.row(Self.row)), by: "mo")
    #expect(trial.state.row(Self.row)?.validSignatures.count == 1)
  }

  @Test("contents that differ never sign alike, whatever stands in their texts")
  func content() throws {
    var trial = try LiveTrial()
    try trial.randomized()
    var contents: Set<String> = []
    for (onset, term) in [
      ("", "a\nonset=2025-03-09"), ("2025-03-09", "a"), ("", "a\\nonset=2025-03-09"),
      ("", "a\\\nonset=2025-03-09"),
    ] {
      try trial.act(
        .enter(
          subject: "N-1",
          form: "adverse-events",
          row: nil,
          values: [EnteredValue("onset", onset), EnteredValue("term", term)],
          expecting: nil
        ),
        by: "co"
      )
      let rows = try #require(trial.state.subject("N-1")?.forms["adverse-events"])
      contents.insert(
        trial.conduct.content(of: RowReference("N-1", "adverse-events", row: 1), rows[rows.count - 1])
      )
    }
    #expect(contents.count == 4)
  }
}
