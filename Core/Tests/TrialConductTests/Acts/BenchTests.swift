// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import Testing
import TrialConduct
import TrialDesign

/// Roles, versions and cuts; screening and consent.
@Suite struct BenchTests {
  @Test("roles are given as the protocol has them, at sites it knows, to names that are safe")
  func grants() throws {
    var trial = try LiveTrial()
    func grant(_ user: String, _ role: String, _ site: String?) -> Act {
      .grant(Grant(user: user, role: role, site: site))
    }
    trial.refuses(grant("u", "king", "N"), by: "root", with: "unknownRole")
    trial.refuses(grant("u", "monitor", nil), by: "root", with: "siteNeeded")
    trial.refuses(grant("u", "monitor", "Z"), by: "root", with: "unknownSite")
    for name in [
      "", " u", "u\n", "u/v", "..", ".u", "u\u{202E}", "equipoise", String(repeating: "u", count: 65),
    ] {
      trial.refuses(grant(name, "monitor", "N"), by: "root", with: "badIdentifier")
    }
    for name in ["u.v-w_x@y", "李 雷", String(repeating: "u", count: 64)] {
      try trial.act(grant(name, "monitor", "N"), by: "root")
    }
    // A site says nothing of a role that reaches all.
    #expect(
      try trial.act(grant("u", "auditor", "N"), by: "root") == [
        .granted(Grant(user: "u", role: "auditor", site: nil))
      ]
    )
    trial.refuses(
      .revoke(Grant(user: "mo", role: "monitor", site: "S")),
      by: "root",
      reason: "r",
      with: "notGranted"
    )
    try trial.act(.revoke(Grant(user: "mo", role: "monitor", site: "N")), by: "root", reason: "r")
    trial.refuses(.freeze(.site("N")), by: "mo", with: "noRole")
  }

  @Test("a version is the next, of this study, and another protocol than the one in force")
  func amend() throws {
    var trial = try LiveTrial()
    func version(_ number: Int, study: String = "live", hash: String = "h") -> Act {
      .amend(
        ProtocolVersion(number: number, study: study, label: "", hash: hash, text: "", commitment: nil)
      )
    }
    trial.refuses(version(1), by: "root", reason: "r", with: "notTheNextVersion")
    trial.refuses(version(3), by: "root", reason: "r", with: "notTheNextVersion")
    trial.refuses(version(2, study: "other"), by: "root", reason: "r", with: "otherStudy")
    trial.refuses(version(2, hash: "hash-1"), by: "root", reason: "r", with: "sameProtocol")
    try trial.amend(LiveTrial.node)
    #expect(trial.state.version == 2)
  }

  @Test("a cut has a name of its own and counts the entries it holds; the seed is shown once")
  func cuts() throws {
    var trial = try LiveTrial()
    trial.refuses(.cut(id: "../c", date: nil, data: "d"), by: "root", with: "badIdentifier")
    trial.refuses(.cut(id: "..", date: nil, data: "d"), by: "root", with: "badIdentifier")
    let entries = trial.state.entries
    try trial.act(.cut(id: "c", date: trial.now.date, data: "d"), by: "root")
    #expect(trial.state.cuts == [DataCut(id: "c", date: trial.now.date, entries: entries, data: "d")])
    trial.refuses(.cut(id: "c", date: nil, data: "d"), by: "root", with: "cutExists")
    try trial.act(.revealSeed("s"), by: "root", reason: "end")
    trial.refuses(.revealSeed("s"), by: "root", reason: "end", with: "alreadyRevealed")
  }

  @Test("relative time has no calendar to cut by")
  func relativeTime() throws {
    let node: ProtocolNode = [
      "equipoise": "1",
      "study": ["id": "live", "title": "R", "version": "1", "blinding": "open-label", "time": "relative"],
      "data": ["kind": "simulated", "statement": "Made up for tests."],
      "arms": [["id": "A", "title": "A", "role": "experimental"]],
      "forms": [["id": "r", "title": "R", "items": [["id": "arm", "type": "arm"]]]],
      "record": ["arm": "r.arm"], "analyses": ["reference": "A", "level": "0.95"],
      "roles": [["id": "chief", "title": "C", "sites": "all", "can": ["grant", "cut"]]],
    ]
    var trial = try LiveTrial(node, staffed: false)
    trial.refuses(.cut(id: "c", date: trial.now.date, data: ""), by: "root", with: "noCalendar")
    try trial.act(.cut(id: "c", date: nil, data: ""), by: "root")
  }

  // MARK: Screening

  @Test("a candidate is screened once, under a safe name, at a site of the trial")
  func screening() throws {
    var trial = try LiveTrial()
    func screen(_ subject: String, _ site: String = "N") -> Act {
      .screen(Screening(subject: subject, site: site, on: CivilDate(day: 20_000), identity: nil))
    }
    try trial.act(screen("N-1"), by: "co")
    trial.refuses(screen("N-1"), by: "co", with: "alreadyScreened")
    trial.refuses(screen("N/2"), by: "co", with: "badIdentifier")
    trial.refuses(screen(".."), by: "co", with: "badIdentifier")
    trial.refuses(screen("S-1", "S"), by: "co", with: "otherSite")
    trial.refuses(screen("Z-1", "Z"), by: "co", with: "otherSite")
    try trial.act(.failScreening(subject: "N-1", on: trial.now.date), by: "co", reason: "ECOG 3")
    #expect(trial.state.subject("N-1")?.screenFailed?.reason == "ECOG 3")
    trial.refuses(
      .failScreening(subject: "N-1", on: trial.now.date),
      by: "co",
      reason: "r",
      with: "screenFailed"
    )
    trial.refuses(.consent(subject: "N-1", version: "1", on: trial.now.date), by: "co", with: "screenFailed")
    trial.refuses(.confirmEligibility(subject: "N-1"), by: "li", with: "screenFailed")
    try trial.randomized("N-2")
    trial.refuses(
      .failScreening(subject: "N-2", on: trial.now.date),
      by: "co",
      reason: "r",
      with: "alreadyRandomized"
    )
  }

  @Test("the same person is found at another site without telling who it is there")
  func duplicates() throws {
    var trial = try LiveTrial()
    func screen(_ subject: String, _ site: String, _ identity: String?) -> Act {
      .screen(Screening(subject: subject, site: site, on: CivilDate(day: 20_000), identity: identity))
    }
    try trial.act(screen("N-1", "N", "hash of the person"), by: "co")
    let there = trial.refuses(screen("S-1", "S", "hash of the person"), by: "cs", with: "samePerson")
    guard case .samePerson(nil)? = there else {
      Issue.record("\(String(describing: there)) tells too much")
      return
    }
    let here = trial.refuses(screen("N-2", "N", "hash of the person"), by: "co", with: "samePerson")
    guard case .samePerson("N-1")? = here else {
      Issue.record("\(String(describing: here)) tells too little")
      return
    }
    // Who is not known by a hash is compared with nobody.
    try trial.act(screen("S-1", "S", "hash of another"), by: "cs")
    try trial.act(screen("N-3", "N", nil), by: "co")
    try trial.act(screen("S-3", "S", nil), by: "cs")
  }

  @Test("consent is given to a text that was in force on its day")
  func consentVersions() throws {
    var trial = try LiveTrial()
    try trial.act(.screen(Screening(subject: "N-1", site: "N", on: trial.now.date, identity: nil)), by: "co")
    func consent(_ version: String, _ day: String) throws -> Act {
      .consent(subject: "N-1", version: version, on: try #require(CivilDate(iso: day)))
    }
    trial.refuses(try consent("9", "2025-03-01"), by: "co", with: "unknownConsentVersion")
    trial.refuses(try consent("1", "2024-12-31"), by: "co", with: "consentNotInForce")
    trial.refuses(try consent("2", "2025-03-10"), by: "co", with: "consentNotInForce")
    try trial.act(try consent("1", "2025-01-01"), by: "co")
    trial.pass(days: 120)
    trial.refuses(try consent("1", "2025-07-01"), by: "co", with: "consentNotInForce")
    try trial.act(try consent("1", "2025-06-30"), by: "co")
    try trial.act(try consent("2", "2025-06-01"), by: "co")
    #expect(trial.state.subject("N-1")?.consents.map(\.version) == ["1", "1", "2"])
  }

  @Test("each consent binds the subject to the version of the protocol that was then in force")
  func binding() throws {
    var trial = try LiveTrial()
    try trial.consented("N-1")
    try trial.consented("N-2")
    try trial.amend(LiveTrial.node)
    #expect(trial.state.subject("N-1")?.protocolVersion == 1)
    try trial.act(.consent(subject: "N-1", version: "1", on: trial.now.date), by: "co")
    #expect(
      trial.state.subject("N-1")?.protocolVersion == 2 && trial.state.subject("N-2")?.protocolVersion == 1
    )
  }

  @Test("a withdrawal ends collecting, and what was collected before it may still be written down")
  func withdrawal() throws {
    var trial = try LiveTrial()
    try trial.randomized()
    let row = RowReference("N-1", "adverse-events")
    func event(_ onset: String?) -> Act {
      let values = (onset.map { [EnteredValue("onset", $0)] } ?? []) + [EnteredValue("term", "Fever")]
      return .enter(subject: "N-1", form: "adverse-events", row: nil, values: values, expecting: nil)
    }
    trial.refuses(.withdrawConsent(subject: "N-1", on: CivilDate(day: 20_000)), by: "co", with: "noConsent")
    trial.pass(days: 5)
    try trial.act(event("2025-03-12"), by: "co")
    try trial.act(event(nil), by: "co")
    try trial.act(.withdrawConsent(subject: "N-1", on: trial.now.date), by: "co")
    trial.refuses(event("2025-03-15"), by: "co", with: "withdrawn")
    trial.refuses(event("2025-03"), by: "co", with: "withdrawn")
    trial.refuses(event(nil), by: "co", with: "withdrawn")
    try trial.act(event("2025-03-14"), by: "co")
    // Another value of a row of before, and one that a correction fills, are collected before too.
    try trial.act(
      .enter(
        subject: "N-1",
        form: "adverse-events",
        row: 1,
        values: [EnteredValue("grade", "2")],
        expecting: nil
      ),
      by: "co"
    )
    trial.refuses(
      .correct(
        RowReference("N-1", "adverse-events", row: 2),
        values: [EnteredValue("grade", "2")],
        expecting: nil
      ),
      by: "co",
      reason: "r",
      with: "withdrawn"
    )
    try trial.act(.correct(row, values: [EnteredValue("grade", "3")], expecting: nil), by: "co", reason: "r")
    trial.refuses(.withdrawConsent(subject: "N-1", on: trial.now.date), by: "co", with: "noConsent")
  }

  @Test("a deviation says something")
  func deviation() throws {
    var trial = try LiveTrial()
    try trial.consented()
    func deviation(_ text: String) -> Act {
      .noteDeviation(Deviation(subject: "N-1", kind: .visit, about: ["treatment"], text: text))
    }
    trial.refuses(deviation(" "), by: "li", with: "nothingWritten")
    try trial.act(deviation("A week late."), by: "li")
    #expect(trial.state.subject("N-1")?.deviations.count == 1)
  }
}
