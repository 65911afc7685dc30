// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import Testing
import TrialConduct
import TrialDesign

/// Slips that a trial has to be able to undo: a mistyped consent, a candidate who comes back, limits that changed, the last
/// administrator.
@Suite struct BenchCorrectionTests {
  private static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(iso: text)) }

  @Test("the day of a consent is put right with a reason, in the form that shows it too")
  func consent() throws {
    var trial = try LiveTrial()
    try trial.screened()
    func correct(_ version: String, _ day: String) throws -> Act {
      .correctConsent(subject: "N-1", version: version, on: try Self.day(day))
    }
    trial.refuses(try correct("1", "2025-03-09"), by: "co", with: "reasonMissing")
    trial.refuses(try correct("1", "2025-03-10"), by: "co", reason: "r", with: "sameConsent")
    trial.refuses(try correct("2", "2025-03-09"), by: "co", reason: "r", with: "noConsentToCorrect")
    trial.refuses(try correct("1", "2024-12-31"), by: "co", reason: "r", with: "consentNotInForce")
    trial.refuses(try correct("1", "2025-03-11"), by: "co", reason: "r", with: "inFuture")
    trial.refuses(try correct("1", "2025-03-09"), by: "cs", reason: "r", with: "unknownSubject")
    let (was, now) = (try Self.day("2025-03-10"), try Self.day("2025-03-09"))
    #expect(
      try trial.act(try correct("1", "2025-03-09"), by: "co", reason: "typed wrongly") == [
        .consentCorrected(subject: "N-1", version: "1", was: was, now: now)
      ]
    )
    #expect(trial.state.subject("N-1")?.consents.map(\.on) == [now])
    let tables = trial.state.tables(try trial.conduct.rules(1, in: trial.state))
    let screening = String(decoding: try #require(tables["screening.csv"]), as: UTF8.self)
    #expect(screening.contains("2025-03-10,2025-03-09,male"), "\(screening)")
    // Replay decides it the same way.
    let replay = Replay(trial.events, versions: [1: try StudyProtocol.read(LiveTrial.node)]) {
      String(decoding: $0, as: UTF8.self)
    }
    #expect(!replay.findings.contains { if case .refused = $0.fault { true } else { false } })
    #expect(!replay.findings.contains { if case .impossible = $0.fault { true } else { false } })
  }

  @Test("a consent that turns out later than the allocation is a deviation, and the allocation stays")
  func lateConsent() throws {
    var trial = try LiveTrial()
    try trial.randomized()
    trial.pass(days: 3)
    let facts = try trial.act(
      .correctConsent(subject: "N-1", version: "1", on: try Self.day("2025-03-12")),
      by: "co",
      reason: "the paper says the 12th"
    )
    guard facts.count >= 2, case .deviated(let deviation) = facts[1] else {
      Issue.record("no deviation: \(facts)")
      return
    }
    #expect(deviation.kind == .consent && deviation.about == ["1"])
    #expect(trial.state.subject("N-1")?.allocation != nil)
  }

  @Test("who failed screening may be screened again under another number, and is counted")
  func rescreening() throws {
    var trial = try LiveTrial()
    func screen(_ subject: String, _ site: String) -> Act {
      .screen(Screening(subject: subject, site: site, on: CivilDate(day: 20_000), identity: "the person"))
    }
    try trial.act(screen("N-1", "N"), by: "co")
    trial.refuses(screen("N-2", "N"), by: "co", with: "samePerson")
    try trial.act(.failScreening(subject: "N-1", on: trial.now.date), by: "co", reason: "infection")
    guard case .screened(let again)? = try trial.act(screen("S-1", "S"), by: "cs").first else {
      Issue.record("not screened again")
      return
    }
    #expect(again.attempt == 2)
    // The second screening is open, so a third one is not.
    trial.refuses(screen("N-3", "N"), by: "co", with: "samePerson")
    try trial.act(.failScreening(subject: "S-1", on: trial.now.date), by: "cs", reason: "infection")
    guard case .screened(let third)? = try trial.act(screen("N-3", "N"), by: "co").first else {
      Issue.record("not screened a third time")
      return
    }
    #expect(third.attempt == 3)
  }

  @Test("the last who may give roles keeps that role")
  func lastGranter() throws {
    var trial = try LiveTrial()
    let own = try #require(trial.state.grants["root"]?.first)
    trial.refuses(.revoke(own), by: "root", reason: "leaves", with: "lastGranter")
    try trial.act(.grant(Grant(user: "wang", role: own.role, site: nil)), by: "root")
    try trial.act(.revoke(own), by: "wang", reason: "left")
    trial.refuses(
      .revoke(Grant(user: "wang", role: own.role, site: nil)),
      by: "wang",
      reason: "r",
      with: "lastGranter"
    )
  }

  @Test(
    "limits of normal belong to the ledger: read by the protocol, refused where wrong, kept as they were at a cut"
  )
  func limits() throws {
    var trial = try LiveTrial()
    let head = "site,analyte,sex,age_from,age_to,from,to,unit,lln,uln\n"
    trial.refuses(.publishLimits(table: head), by: "root", with: "noLimitsPlan")

    trial = try LiveTrial(LiveTrial.node.with("laboratory-limits", ["table": "limits.csv"]))
    let rules = try trial.conduct.rules(1, in: trial.state)
    let file = try #require(rules.study.conducted.laboratoryLimits?.file)
    func kept() -> String { String(decoding: trial.state.tables(rules)[file] ?? [], as: UTF8.self) }
    #expect(kept() == head)
    let wrong = trial.refuses(
      .publishLimits(table: head + "N,alt,,,,,,U/L,,40\nX,alt,,,,,,U/L,,45\n"),
      by: "root",
      with: "limitsUnreadable"
    )
    guard case .limitsUnreadable(let fault)? = wrong else { return }
    #expect(fault.line == 3 && fault.column == "site")
    let table = head + "N,alt,,,,,,U/L,,40\nS,alt,,,,,,U/L,,45\n"
    trial.refuses(.publishLimits(table: table), by: "co", with: "notPermitted")
    try trial.act(.publishLimits(table: table), by: "root")
    #expect(kept() == table)
    trial.refuses(.publishLimits(table: table), by: "root", with: "sameLimits")
    try trial.act(.publishLimits(table: table.replacing("45", with: "50")), by: "root")
    #expect(kept().hasSuffix(",,50\n"))
  }
}
