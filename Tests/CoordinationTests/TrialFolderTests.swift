// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import ProtocolLibrary
import Testing
import TrialConduct
import TrialDesign

@testable import Coordination

/// A study folder with its ledger: activation, tables brought in, cuts, looking back, amendments, custody.
@Suite struct TrialFolderTests {
  private static func folder(data: [String: String] = [:]) throws -> (TestFolder, TestFolder, TrialFolder) {
    let (study, keys) = (try TestFolder(), try TestFolder())
    try Data(SmallTrial.text.utf8).write(to: URL(fileURLWithPath: study.path + "/protocol.yaml"))
    try FileManager.default.createDirectory(atPath: study.path + "/data", withIntermediateDirectories: true)
    for (name, text) in data {
      try Data(text.utf8).write(to: URL(fileURLWithPath: study.path + "/data/" + name))
    }
    return (study, keys, try TrialFolder(study.path, keys: keys.path))
  }

  private static let tables = [
    "randomization.csv":
      "subject,date,arm,site,recorded\nS1,2025-02-03,A,north,2025-02-03\nS2,2025-02-10,B,south,2025-02-11\n",
    "baseline.csv": "subject,age,pregnant\nS1,58,no\nS2,61,NA\n",
    "counts.csv": "subject,date,platelets\nS1,2025-02-20,140\nS1,2025-02-27,150\n",
    "events.csv": "subject,onset,term,grade\nS2,2025-02,\"Pain, \"\"dull\"\"\",2\n",
    "status.csv": "subject,last-alive,died\nS1,2025-06-01,\nS2,,2025-05-02\n",
  ]

  @Test("tables brought into a ledger are the same record, byte for byte")
  func importing() async throws {
    let (study, keys, place) = try Self.folder(data: Self.tables)
    let before = StudyReading(place.folder)
    let protocolOfStudy = try #require(before.study)
    let record = try #require(before.record)
    _ = try await place.activate(protocolOfStudy, by: "chen", now: { TestClock().now })
    let trial = try await place.open(allocates: false, now: { TestClock().now })
    try await trial.performAll(
      TrialImport(protocolOfStudy, record, from: place.folder).acts().map { Order($0, by: "chen") }
    )

    let after = StudyReading(try await place.study())
    #expect(after.problems.filter { $0.severity == .error }.isEmpty, "\(after.problems)")
    #expect(after.dataFingerprint == before.dataFingerprint)
    let state = await trial.reading { state, _, _ in state }
    #expect(state.allocations.map(\.arm) == ["A", "B"])
    #expect(state.allocationFacts.allSatisfy { $0.origin == .elsewhere })
    let audit = try await TrialAudit.of(try #require(place.place), attachments: nil, against: [])
    #expect(audit.findings.isEmpty, "\(audit.findings)")
    _ = (study, keys)
  }

  @Test("an activation that is refused leaves neither a ledger nor a seed behind")
  func refusedActivation() async throws {
    let (study, keys, place) = try Self.folder()
    // Nobody in this protocol may give roles to others.
    let text = SmallTrial.text.replacingOccurrences(of: "can: [grant, amend,", with: "can: [amend,")
    let before = Set(try FileManager.default.subpathsOfDirectory(atPath: study.path))
    await #expect(throws: TrialFailure.self) {
      try await place.activate(SmallTrial.study(text), by: "chen", now: { TestClock().now })
    }
    #expect(Set(try FileManager.default.subpathsOfDirectory(atPath: study.path)) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: keys.path).isEmpty)
    _ = try await place.activate(SmallTrial.study(), by: "chen", now: { TestClock().now })
  }

  @Test("a cut gives the same record whatever is entered later, and every moment can be looked back at")
  func cuts() async throws {
    let (study, keys, place) = try Self.folder()
    _ = try await place.activate(SmallTrial.study(), by: "chen", now: { TestClock().now })
    let clock = TestClock()
    let trial = try await place.open(allocates: true, now: { clock.now })
    for (user, role, site) in [("li", "investigator", "north"), ("wang", "monitor", nil)]
      as [(String, String, String?)]
    {
      _ = try await trial.perform(Order(.grant(Grant(user: user, role: role, site: site)), by: "chen"))
    }
    try await SmallTrial.prepare("S1", in: trial)
    _ = try await trial.perform(Order(.randomize(subject: "S1"), by: "li"))
    let reading = StudyReading(try await place.study())
    let data = try #require(reading.dataFingerprint)
    let cut = Act.cut(id: "first", date: try date("2025-03-10"), data: data.hexadecimal)
    _ = try await trial.perform(Order(cut, by: "chen"))
    let before = await trial.reading { state, _, _ in state.entries }
    clock.advance(86_400)
    let values = [EnteredValue("last-alive", "2025-03-11")]
    _ = try await trial.perform(
      Order(.enter(subject: "S1", form: "status", row: nil, values: values, expecting: nil), by: "li")
    )
    #expect(StudyReading(try await place.study(at: .cut("first"))).dataFingerprint == data)
    #expect(StudyReading(try await place.study()).dataFingerprint != data)
    let history = try await place.history()
    #expect(try history.state(at: .entry(before)).subject("S1")?.forms["status"] == nil)
    #expect(try history.state(at: .endOf(date("2025-03-10"))).entries == before)
    #expect(try history.state(at: .endOf(date("2025-03-11"))).subject("S1")?.forms["status"]?.count == 1)
    await #expect(throws: TrialFailure.self) { try await place.study(at: .cut("none")) }
    _ = (study, keys)
  }

  @Test("an amendment binds those who consent again, and its differences are told by meaning")
  func amending() async throws {
    let (study, keys, place) = try Self.folder()
    _ = try await place.activate(SmallTrial.study(), by: "chen", now: { TestClock().now })
    let trial = try await place.open(allocates: true, now: { TestClock().now })
    _ = try await trial.perform(
      Order(.grant(Grant(user: "li", role: "investigator", site: "north")), by: "chen")
    )
    try await SmallTrial.prepare("S1", in: trial)
    // Keys in another order, a comment, a stricter limit, an item more.
    let amended = SmallTrial.text
      .replacingOccurrences(of: "at-least: 18 a", with: "at-least: 60 a")
      .replacingOccurrences(
        of: "{id: name, type: text}",
        with: "{type: text, id: name}\n      - {id: weight, type: decimal, unit: kg}"
      )
      .replacingOccurrences(of: "version: \"1\"", with: "version: \"2\"")
    try Data(("# amended\n" + amended).utf8).write(to: URL(fileURLWithPath: study.path + "/protocol.yaml"))
    let folder = try TrialFolder(study.path, keys: keys.path)
    let state = await trial.reading { state, _, _ in state }
    let differences = folder.differences(from: state)
    #expect(
      Set(differences.map(\.place)) == [
        "study.version", "eligibility.inclusion[I1].criterion.at-least", "forms[baseline].items[weight]",
      ]
    )
    let act = folder.amendment(try SmallTrial.study(amended), after: state)
    await #expect(throws: TrialFailure.self) { try await trial.perform(Order(act, by: "chen")) }
    _ = try await trial.perform(Order(act, by: "chen", reason: "amendment 1"))
    // Bound to version 1 until consent is given again: 58 years are enough.
    let weight = [EnteredValue("weight", "70")]
    await #expect(throws: TrialFailure.self) {
      try await trial.perform(
        Order(.enter(subject: "S1", form: "baseline", row: nil, values: weight, expecting: nil), by: "li")
      )
    }
    let again = Act.consent(subject: "S1", version: "1", on: try date("2025-03-10"))
    _ = try await trial.perform(Order(again, by: "li"))
    _ = try await trial.perform(
      Order(.enter(subject: "S1", form: "baseline", row: nil, values: weight, expecting: nil), by: "li")
    )
    await #expect(throws: TrialFailure.self) {
      try await trial.perform(Order(.confirmEligibility(subject: "S1"), by: "li"))
    }
  }

  @Test("a backup has the same head, and a folder restored from it goes on")
  func custody() async throws {
    let (study, keys, place) = try Self.folder()
    _ = try await place.activate(SmallTrial.study(), by: "chen", now: { TestClock().now })
    let trial = try await place.open(allocates: false, now: { TestClock().now })
    let head = await trial.reading { _, _, head in head }
    let backup = keys.path + "/backup.sqlite"
    #expect(try await place.backup(to: backup) == head)
    await #expect(throws: TrialFailure.self) { try await place.restore(backup, against: []) }
    // With its log: that would be played into whatever takes the file's place.
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: study.path + "/ledger.sqlite" + suffix)
    }
    #expect(try await place.restore(backup, against: [.anchor(Anchor(head))]) == head)
    let again = try await place.open(allocates: false, now: { TestClock().now })
    let grant = Grant(user: "li", role: "investigator", site: "north")
    #expect(try await again.perform(Order(.grant(grant), by: "chen")).entries == 3...3)
  }

  @Test("a person is the same however the number is typed, and the key alone makes the hash")
  func identity() throws {
    let (_, keys, place) = try Self.folder()
    var state = TrialState()
    let version = ProtocolVersion(number: 1, study: "small", label: "1", hash: "", text: "", commitment: nil)
    try state.apply(
      TrialEvent(.activated(version), at: TestClock().now, by: .engine, protocolVersion: 0)
    )
    let one = try place.identityHash(of: "1101-0519 49x\n", in: state)
    #expect(try place.identityHash(of: "11010519 49X", in: state) == one)
    #expect(try place.identityHash(of: "11010519 49Y", in: state) != one)
    try FileManager.default.removeItem(atPath: keys.path + "/small.identity.key")
    #expect(try place.identityHash(of: "1101-0519 49x", in: state) != one)
  }
}
