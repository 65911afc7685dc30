// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

/// Freeze and lock, from the item to the study.
@Suite struct BenchCustodyTests {
  private static let row = RowReference("N-1", "screening")

  /// Scopes that hold `screening.age` of N-1, from small to large.
  static let scopes: [Scope] = [
    .item(row, item: "age"), .row(row), .subject("N-1"), .site("N"), .study,
  ]

  private func correct(_ item: String, _ text: String) -> Act {
    .correct(Self.row, values: [EnteredValue(item, text)], expecting: nil)
  }

  @Test("what is frozen or locked does not change, at every level, by whatever act", arguments: scopes)
  func held(scope: Scope) throws {
    for isLock in [false, true] {
      var trial = try LiveTrial()
      try trial.screened()
      try trial.screened("S-1")
      let code = isLock ? "locked" : "frozen"
      try trial.act(isLock ? .lock(scope) : .freeze(scope), by: "dm")
      trial.refuses(correct("age", "51"), by: "co", reason: "r", with: code)
      trial.refuses(.removeRow(Self.row), by: "co", reason: "r", with: code)
      trial.refuses(.redact(Self.row, item: "age"), by: "root", reason: "r", with: code)
      // A question may be asked of what is held, and what is held may be checked and signed.
      try trial.act(.query(Self.row, item: "age", text: "?"), by: "dm")
      try trial.act(.verify(Self.row, items: ["age"]), by: "mo")
      try trial.act(.sign(Self.row, .review), by: "li")
      // Its neighbour outside the scope is free.
      if case .item = scope { try trial.act(correct("ecog", "0"), by: "co", reason: "r") }
      if scope != .study {
        try trial.act(
          .correct(RowReference("S-1", "screening"), values: [EnteredValue("age", "51")], expecting: nil),
          by: "cs",
          reason: "r"
        )
      }
      trial.refuses(isLock ? .lock(scope) : .freeze(scope), by: "dm", with: "alreadyHeld")
      try trial.act(isLock ? .unlock(scope) : .unfreeze(scope), by: "dm", reason: "late data")
      try trial.act(correct("age", "51"), by: "co", reason: "r")
      trial.refuses(isLock ? .unlock(scope) : .unfreeze(scope), by: "dm", reason: "r", with: "notHeld")
    }
  }

  @Test("new rows and what is brought in stop at the levels above the row")
  func newRows() throws {
    for scope in [Scope.subject("N-1"), .site("N"), .study] {
      var trial = try LiveTrial()
      try trial.screened()
      try trial.act(.lock(scope), by: "dm")
      trial.refuses(
        .enter(subject: "N-1", form: "counts", row: nil, values: [EnteredValue("anc", "1")], expecting: nil),
        by: "co",
        with: "locked"
      )
      trial.refuses(
        .importRow(subject: "N-1", form: "counts", values: [EnteredValue("anc", "1")], recorded: nil),
        by: "root",
        with: "locked"
      )
    }
  }

  @Test("the first consent fills an item: it stops where that is closed; a withdrawal never does")
  func consent() throws {
    var trial = try LiveTrial()
    try trial.act(.screen(Screening(subject: "N-1", site: "N", on: trial.now.date, identity: nil)), by: "co")
    try trial.act(.lock(.subject("N-1")), by: "dm")
    trial.refuses(.consent(subject: "N-1", version: "1", on: trial.now.date), by: "co", with: "locked")
    try trial.act(.unlock(.subject("N-1")), by: "dm", reason: "r")
    try trial.act(.consent(subject: "N-1", version: "1", on: trial.now.date), by: "co")
    try trial.act(.lock(.study), by: "dm")
    try trial.act(.consent(subject: "N-1", version: "1", on: trial.now.date), by: "co")
    try trial.act(.withdrawConsent(subject: "N-1", on: trial.now.date), by: "co")
  }

  @Test("freezing and locking are told apart, and each is let go by its own")
  func both() throws {
    var trial = try LiveTrial()
    try trial.screened()
    try trial.act(.freeze(.row(Self.row)), by: "mo")
    try trial.act(.lock(.row(Self.row)), by: "dm")
    trial.refuses(correct("age", "51"), by: "co", reason: "r", with: "locked")
    try trial.act(.unlock(.row(Self.row)), by: "dm", reason: "r")
    trial.refuses(correct("age", "51"), by: "co", reason: "r", with: "frozen")
    trial.refuses(.lock(.row(Self.row)), by: "mo", with: "notPermitted")
    trial.refuses(.freeze(.site("S")), by: "mo", with: "otherSite")
    trial.refuses(.freeze(.study), by: "mo", with: "otherSite")
  }

  @Test("nothing is locked while a question in it is open; others do not matter", arguments: scopes)
  func openQueries(scope: Scope) throws {
    var trial = try LiveTrial()
    try trial.screened("N-1")
    try trial.screened("S-1")
    if scope != .study {
      try trial.act(.query(RowReference("S-1", "screening"), item: "age", text: "?"), by: "dm")
    }
    try trial.act(.query(Self.row, item: "age", text: "?"), by: "dm")
    let id = try #require(trial.state.queries.last?.query.id)
    let refusal = trial.refuses(.lock(scope), by: "dm", with: "openQueries")
    guard case .openQueries(scope, ids: [id])? = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    try trial.act(.freeze(scope), by: "dm")
    try trial.act(.answer(query: id, text: "!"), by: "co")
    trial.refuses(.lock(scope), by: "dm", with: "openQueries")
    try trial.act(.closeQuery(id), by: "dm")
    try trial.act(.lock(scope), by: "dm")
  }

  @Test("only what is there is held")
  func unknown() throws {
    var trial = try LiveTrial()
    try trial.screened()
    trial.refuses(.freeze(.site("Z")), by: "dm", with: "unknownSite")
    trial.refuses(.freeze(.subject("Z")), by: "dm", with: "unknownSubject")
    trial.refuses(.freeze(.row(RowReference("N-1", "death"))), by: "dm", with: "unknownRow")
    trial.refuses(.freeze(.row(RowReference("N-1", "x"))), by: "dm", with: "unknownForm")
    trial.refuses(.freeze(.item(Self.row, item: "x")), by: "dm", with: "unknownItem")
  }
}
