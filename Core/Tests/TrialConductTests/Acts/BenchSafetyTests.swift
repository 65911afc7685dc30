// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import Testing
import TrialConduct
import TrialDesign

/// From a line of the adverse event form to a case whose every version is kept.
@Suite struct BenchSafetyTests {
  private static let row = RowReference("N-1", "adverse-events")

  private func trial(_ node: ProtocolNode = LiveTrial.node) throws -> LiveTrial {
    var trial = try LiveTrial(node)
    try trial.randomized()
    try trial.act(
      .enter(
        subject: "N-1",
        form: "adverse-events",
        row: nil,
        values: [EnteredValue("term", "Sepsis")],
        expecting: nil
      ),
      by: "co"
    )
    return trial
  }

  private func report(
    _ id: String? = nil,
    _ row: RowReference = row,
    known: String = "2025-03-10T09:00:00+08:00",
    _ answers: [(String, String)] = []
  ) throws -> Act {
    .reportSerious(
      case: id,
      row: row,
      known: try #require(Timestamp(iso: known)),
      answers: answers.map { EnteredValue($0.0, $0.1) },
      narrative: " Fever. "
    )
  }

  @Test("each report is a version of its case, and the latest answer to each question counts")
  func versions() throws {
    var trial = try trial()
    try trial.act(try report(nil, Self.row, [("death", "no"), ("suspected", "yes")]), by: "li")
    try trial.act(try report("SAE-1", Self.row, [("death", "yes")]), by: "so")
    try trial.act(try report(), by: "li")
    #expect(trial.state.cases.map(\.id) == ["SAE-1", "SAE-2"])
    let found = try #require(trial.state.seriousCase("SAE-1"))
    #expect(found.versions.map(\.report.version) == [1, 2] && found.versions[0].report.narrative == "Fever.")
    #expect(
      found.answer("death") == "yes" && found.answer("suspected") == "yes" && found.answer("unexpected") == ""
    )
    #expect(trial.state.subject("N-1")?.cases == [0, 1])
  }

  @Test("only what is asked is answered, once, with yes or no")
  func answers() throws {
    var trial = try trial()
    for answers in [[("fun", "yes")], [("death", "maybe")], [("death", "")]] {
      trial.refuses(try report(nil, Self.row, answers), by: "li", with: "unknownAnswer")
    }
    trial.refuses(
      try report(nil, Self.row, [("death", "no"), ("death", "yes")]),
      by: "li",
      with: "alreadyFilled"
    )
  }

  @Test("a case grows from a line of the adverse event form that is there, and stays with it")
  func rows() throws {
    var trial = try trial()
    trial.refuses(try report(nil, RowReference("N-1", "screening")), by: "li", with: "notAnEventForm")
    trial.refuses(
      try report(nil, RowReference("N-1", "adverse-events", row: 2)),
      by: "li",
      with: "unknownRow"
    )
    trial.refuses(try report("SAE-1"), by: "li", with: "unknownCase")
    try trial.act(try report(), by: "li")
    try trial.act(
      .enter(
        subject: "N-1",
        form: "adverse-events",
        row: nil,
        values: [EnteredValue("term", "Fall")],
        expecting: nil
      ),
      by: "co"
    )
    trial.refuses(
      try report("SAE-1", RowReference("N-1", "adverse-events", row: 2)),
      by: "li",
      with: "unknownCase"
    )
    var none = try self.trial(LiveTrial.node.without("safety"))
    none.refuses(try report(), by: "li", with: "noSafetyPlan")
  }

  @Test("nothing is known before it is: instants compare as such, whatever day their offsets make of them")
  func known() throws {
    var trial = try trial()
    trial.now = try #require(Timestamp(instant: "2025-03-10T18:00:00Z"))
    trial.refuses(try report(known: "2025-03-10T18:00:01Z"), by: "li", with: "inFuture")
    trial.refuses(try report(known: "2025-03-11"), by: "li", with: "inFuture")
    // 01:00 of the 11th in Beijing is 17:00 of the 10th at Greenwich.
    try trial.act(try report(known: "2025-03-11T01:00:00+08:00"), by: "li")
    try trial.act(try report(known: "2025-03-10"), by: "li")
  }

  @Test("a report that went out is noted with its kind and day")
  func sent() throws {
    var trial = try trial()
    try trial.act(try report(), by: "li")
    func sent(_ kind: String, case id: String = "SAE-1") -> Act {
      .noteReportSent(case: id, kind: kind, on: trial.now.date)
    }
    trial.refuses(sent("postcard"), by: "so", with: "unknownAnswer")
    trial.refuses(sent("fatal", case: "SAE-9"), by: "so", with: "unknownCase")
    trial.refuses(sent("fatal"), by: "li", with: "notPermitted")
    try trial.act(sent("fatal"), by: "so")
    #expect(
      trial.state.cases[0].sent.map(\.kind) == ["fatal"] && trial.state.cases[0].sent[0].on == trial.now.date
    )
  }
}

extension ProtocolNode {
  fileprivate func without(_ key: String) -> ProtocolNode {
    guard case .mapping(let entries) = content else { return self }
    return ProtocolNode(.mapping(entries.filter { $0.key != key }), at: position)
  }
}
