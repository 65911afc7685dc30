// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import LedgerSQLite
import Testing
import TrialConduct
import TrialDesign

@testable import Coordination

/// What a ledger proves, and what it cannot hide.
@Suite struct TrialAuditTests {
  /// A small trial that ran, in a file.
  private static func run(in folder: TestFolder) async throws -> (LedgerPlace, Head) {
    let path = folder.path + "/ledger.sqlite"
    let store = try SQLiteLedger.create(at: path)
    let clock = TestClock()
    let trial = try await SmallTrial.begin(store, clock: clock)
    for number in 1...6 { try await SmallTrial.prepare("S\(number)", in: trial) }
    for number in 1...5 { _ = try await trial.perform(Order(.randomize(subject: "S\(number)"), by: "li")) }
    clock.advance(86_400)
    let counts = RowReference("S1", "counts")
    _ = try await trial.perform(
      Order(
        .enter(
          subject: "S1",
          form: "counts",
          row: nil,
          values: [EnteredValue("date", "2025-03-11"), EnteredValue("platelets", "1400")],
          expecting: nil
        ),
        by: "li"
      )
    )
    _ = try await trial.perform(
      Order(
        .correct(counts, values: [EnteredValue("platelets", "140")], expecting: 1),
        by: "li",
        reason: "slip"
      )
    )
    _ = try await trial.perform(Order(.sign(counts, .responsibility), by: "li"))
    _ = try await trial.perform(Order(.verify(counts, items: []), by: "wang"))
    return (.file(path), try await store.head())
  }

  @Test("an honest ledger holds; while the seed is sealed its allocations cannot be derived")
  func honest() async throws {
    let folder = try TestFolder()
    let (place, head) = try await Self.run(in: folder)
    let audit = try await TrialAudit.of(place, attachments: nil, against: [])
    #expect(audit.findings.isEmpty, "\(audit.findings)")
    #expect(audit.ledger.head == head)
    #expect(audit.ledger.proof == .unproven)
    guard case .sealed(let drawn, let elsewhere) = audit.allocations else {
      Issue.record("\(audit.allocations)")
      return
    }
    #expect(drawn == 5 && elsewhere == 0)
    // The check that asked about 1400 asked once, and was satisfied by 140.
    #expect(audit.state.queries.map(\.status) == [.closed])
  }

  @Test("with the seed revealed every allocation is derived again, and another seed is found out")
  func revealed() async throws {
    let folder = try TestFolder()
    let (place, _) = try await Self.run(in: folder)
    try await Self.write(
      .seedRevealed(seed: SmallTrial.vault.revealed),
      to: place,
      by: TrialEvent.Author(user: "chen", role: "administrator"),
      why: "done"
    )
    let audit = try await TrialAudit.of(place, attachments: nil, against: [])
    #expect(audit.findings.isEmpty, "\(audit.findings)")
    guard case .derived(let confirmed, _) = audit.allocations else {
      Issue.record("\(audit.allocations)")
      return
    }
    #expect(confirmed == 5)

    let second = try TestFolder()
    let (other, _) = try await Self.run(in: second)
    try await Self.write(
      .seedRevealed(seed: SeedVault(rehearsing: "small", seed: 2).revealed),
      to: other,
      by: TrialEvent.Author(user: "chen", role: "administrator"),
      why: "done"
    )
    let refuted = try await TrialAudit.of(other, attachments: nil, against: [])
    #expect(refuted.findings.map(\.question) == [.allocation])
  }

  @Test("entries that the rules would not have written are found, each by its number")
  func forbidden() async throws {
    let li = TrialEvent.Author(user: "li", role: "investigator")
    let row = RowReference("S1", "counts")
    let day = try date("2025-03-11")
    let forged: [(Fact, TrialEvent.Author, String?)] = [
      // Not confirmed, so never randomized.
      (.randomized(try Self.allocation("S6x", 6, day)), li, nil),
      // The wrong arm's block: S6 is confirmed, the block number is not what follows.
      (.randomized(try Self.allocation("S6", 7, day)), li, nil),
      // Changed without a reason.
      (.corrected(row, changes: [ItemChange("platelets", was: "140", now: "141")]), li, nil),
      // By somebody without the right.
      (.locked(.study), li, nil),
      // Signed for something else.
      (.signed(row, Signature(meaning: .approval, content: String(repeating: "0", count: 64))), li, nil),
      // At a site that is not one's own.
      (
        .consented(subject: "S1", version: "1", on: day),
        TrialEvent.Author(user: "sun", role: "investigator"), nil
      ),
      // A role that was never given.
      (
        .cutMade(DataCut(id: "c", date: day, entries: 1, data: "")),
        TrialEvent.Author(user: "li", role: "administrator"), nil
      ),
      // The engine does not do this on its own.
      (.deviated(Deviation(subject: "S1", kind: .other, about: [], text: "x")), .engine, nil),
      // Nothing about a person whom nobody screened.
      (.consented(subject: "nobody", version: "1", on: day), li, nil),
    ]
    for (fact, author, why) in forged {
      let folder = try TestFolder()
      let (place, head) = try await Self.run(in: folder)
      try await Self.write(fact, to: place, by: author, why: why)
      let audit = try await TrialAudit.of(place, attachments: nil, against: [])
      #expect(audit.findings.first?.entry == head.count + 1, "\(fact.kind): \(audit.findings)")
      #expect(audit.ledger.isWhole, "the chain itself was forged well")
    }
  }

  @Test("a tail cut off is found against an anchor, and without one the end is said to be unproven")
  func cutOff() async throws {
    let folder = try TestFolder()
    let (place, head) = try await Self.run(in: folder)
    guard case .file(let path) = place else { return }
    let short = folder.path + "/short.sqlite"
    let source = try SQLiteLedger(opening: path)
    let target = try SQLiteLedger.create(at: short)
    let entries = try await source.read(from: 1, limit: head.count - 2)
    _ = try await target.append(entries.map(\.draft), expecting: .empty)

    let blind = try await TrialAudit.of(.file(short), attachments: nil, against: [])
    #expect(blind.isSound && blind.ledger.proof == .unproven)
    let anchor = try Anchor(parsing: Anchor(head).text)
    let audit = try await TrialAudit.of(.file(short), attachments: nil, against: [.anchor(anchor)])
    #expect(!audit.isSound)
    let whole = try await TrialAudit.of(place, attachments: nil, against: [.anchor(anchor)])
    #expect(whole.isSound && whole.ledger.proof == .through(head.count, by: .anchor))
  }

  @Test("a file that was changed or is missing is found by its hash")
  func attachments() async throws {
    let folder = try TestFolder()
    let (place, _) = try await Self.run(in: folder)
    let files = folder.path + "/attachments"
    let bytes = Array("report".utf8)
    let hash = Digest.hexadecimal(bytes)
    try await Self.write(
      .attached(Attachment(row: RowReference("S1", "counts"), name: "r.pdf", size: 6, hash: hash)),
      to: place,
      by: TrialEvent.Author(user: "li", role: "investigator"),
      why: nil
    )
    let missing = try await TrialAudit.of(place, attachments: files, against: [])
    #expect(missing.findings.contains { $0.question == .files })
    try FileManager.default.createDirectory(atPath: files, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: files + "/" + hash))
    let there = try await TrialAudit.of(place, attachments: files, against: [])
    #expect(!there.findings.contains { $0.question == .files })
    try Data("forged".utf8).write(to: URL(fileURLWithPath: files + "/" + hash))
    let changed = try await TrialAudit.of(place, attachments: files, against: [])
    #expect(changed.findings.contains { $0.question == .files })
  }

  /// Appends an event past the rules, chained as it must be.
  private static func write(
    _ fact: Fact,
    to place: LedgerPlace,
    by author: TrialEvent.Author,
    why: String?
  ) async throws {
    let store = try await place.open()
    let at = Timestamp(seconds: 1_741_680_000 + 3600, offset: .utc)
    let event = TrialEvent(fact, at: at, by: author, reason: why, protocolVersion: 1)
    _ = try await store.append([Draft(payload: event.bytes)], expecting: store.head())
  }

  private static func allocation(_ subject: String, _ number: Int, _ day: CivilDate) throws
    -> SubjectAllocation
  {
    SubjectAllocation(
      subject: subject,
      arm: "A",
      on: day,
      number: number,
      levels: ["site": "north"],
      eligibility: String(repeating: "0", count: 64)
    )
  }
}
