// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import TrialConduct
import TrialDesign

@Suite struct ReplayTests {
  private func ledger() throws -> [TrialEvent] {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../Fixtures/ledger-v1.jsonl"
    )
    return try Data(contentsOf: url).split(separator: 0x0A).map { try TrialEvent(bytes: Array($0)) }
  }

  private func state(_ events: some Sequence<TrialEvent>) throws -> TrialState {
    var state = TrialState()
    for event in events { try state.apply(event) }
    return state
  }

  @Test("replay gives the same state, and the ledger of version 1 folds to what its lines say")
  func fixture() throws {
    let events = try ledger()
    let state = try state(events)
    #expect(StateText.of(state) == StateText.of(try self.state(events)))
    #expect(
      state.entries == events.count && state.version == 2
        && state.subjects.map(\.id) == ["C-001", "C-002", "C-003", "X-001"]
    )
    #expect(state.grants["wang.fang"] == [] && state.grants["li"]?.count == 1)
    let subject = try #require(state.subject("C-001"))
    #expect(
      subject.consents.map(\.version) == ["2.1"]
        && subject.withdrawn == CivilDate(year: 2025, month: 3, day: 16)
    )
    #expect(
      subject.allocation?.arm == "CAV" && subject.allocation?.opensBlock == 4 && subject.isRandomizedInError
    )
    #expect(subject.row("counts", 1) == nil && subject.nextRow("counts") == 2)
    let row = try #require(subject.row("screening", 1))
    #expect(row.text("age") == "51" && row.text("seen") == "" && row.text("history") == RowState.cover)
    // Verified before the signature, and nothing changed it since; the covering voided the signature.
    #expect(row.value("age")?.verified == 14 && row.value("history")?.verified == nil)
    #expect(row.signatures.map(\.voided) == [35] && row.revision == 3)
    #expect(state.query("Q1")?.status == .open && state.query("Q1")?.steps.count == 4)
    #expect(
      state.seriousCase("SAE-1")?.versions.count == 2
        && state.seriousCase("SAE-1")?.answer("suspected") == "yes"
    )
    #expect(
      state.seriousCase("SAE-1")?.answer("death") == "no" && state.seriousCase("SAE-1")?.sent.count == 1
    )
    #expect(
      state.studyCustody.isLocked && state.siteCustody["N"]?.isLocked == true && !subject.custody.isLocked
    )
    #expect(state.subject(identity: "3f0a" + String(repeating: "0", count: 60))?.id == "C-001")
  }

  @Test("every earlier moment is the fold of the first entries: the state never looks ahead")
  func timeTravel() throws {
    let events = try ledger()
    var running = TrialState()
    for (count, event) in events.enumerated() {
      #expect(StateText.of(running) == StateText.of(try state(events.prefix(count))), "after \(count)")
      try running.apply(event)
    }
  }

  // MARK: Events that cannot follow

  private static let at = Timestamp(seconds: 1_741_569_153, offset: .utc)

  private static func event(_ fact: Fact) -> TrialEvent {
    TrialEvent(fact, at: at, by: .engine, protocolVersion: 1)
  }

  private static func fault(of fact: Fact, after state: TrialState) -> StateFault? {
    var state = state
    do throws(StateFault) {
      try state.apply(event(fact))
      return nil
    } catch {
      return error
    }
  }

  private static let row = RowReference("S", "f")
  private static let query = Query(id: "Q1", row: row, item: nil, text: "?", check: nil)

  private static func allocation(_ subject: String, _ number: Int) -> SubjectAllocation {
    SubjectAllocation(
      subject: subject,
      arm: "A",
      on: CivilDate(day: 0),
      number: number,
      levels: [:],
      eligibility: nil
    )
  }

  private static func report(_ id: String, _ version: Int, of subject: String = "S") -> SeriousReport {
    SeriousReport(
      id: id,
      version: version,
      row: RowReference(subject, "f"),
      known: at,
      answers: [],
      narrative: ""
    )
  }

  private static func version(_ number: Int) -> ProtocolVersion {
    ProtocolVersion(number: number, study: "s", label: "", hash: "", text: "", commitment: nil)
  }

  /// Two subjects, one of them allocated; a row with a value, an open query and a case.
  private static let ground: [Fact] = [
    .activated(version(1)),
    .screened(Screening(subject: "S", site: "N", on: CivilDate(day: 0), identity: nil)),
    .screened(Screening(subject: "T", site: "N", on: CivilDate(day: 0), identity: nil)),
    .randomized(allocation("S", 1)), .entered(row, values: [EnteredValue("a", "1")]), .queried(query),
    .seriousReported(report("SAE-1", 1)), .seedRevealed(seed: "s"),
    .cutMade(DataCut(id: "c", date: nil, entries: 0, data: "")),
    .entered(RowReference("S", "f", row: 2), values: [EnteredValue("a", "1")]),
    .rowRemoved(RowReference("S", "f", row: 2)),
  ]

  @Test(
    "an event that cannot follow those before it is a fault",
    arguments: [
      (.activated(version(3)), .order("protocol version 3")),
      (.activated(version(1)), .order("protocol version 1")),
      (.revoked(Grant(user: "u", role: "r", site: nil)), .unknown("role r of u")),
      (.cutMade(DataCut(id: "c", date: nil, entries: 0, data: "")), .twice("cut c")),
      (.seedRevealed(seed: "t"), .twice("seed")),
      (
        .screened(Screening(subject: "S", site: "N", on: CivilDate(day: 0), identity: nil)),
        .twice("subject S")
      ),
      (.consented(subject: "X", version: "1", on: CivilDate(day: 0)), .unknown("subject X")),
      (.randomized(allocation("X", 2)), .unknown("subject X")),
      (.randomized(allocation("T", 3)), .order("allocation 3")),
      (.randomized(allocation("T", 1)), .order("allocation 1")),
      (.allocatedElsewhere(allocation("S", 2)), .twice("allocation of S")),
      (.queried(query), .twice("query Q1")),
      (
        .queried(Query(id: "Q2", row: RowReference("X", "f"), item: nil, text: "", check: nil)),
        .unknown("subject X")
      ),
      (.queryAnswered(id: "Q9", text: ""), .unknown("query Q9")),
      (.queryClosed(id: "Q9"), .unknown("query Q9")),
      (.queryReopened(id: "Q1"), .order("query Q1, which is open")),
      (.seriousReported(report("SAE-1", 1)), .order("version 1 of SAE-1")),
      (.seriousReported(report("SAE-1", 3)), .order("version 3 of SAE-1")),
      (.seriousReported(report("SAE-2", 2)), .order("version 2 of SAE-2")),
      (.seriousReported(report("SAE-2", 1, of: "X")), .unknown("subject X")),
      (.reportSent(case: "SAE-9", kind: "fatal", on: CivilDate(day: 0)), .unknown("case SAE-9")),
      (.acknowledged(entry: 1), .unknown("notice 1")),
      (.frozen(.subject("X")), .unknown("subject X")),
      (.locked(.row(RowReference("S", "g"))), .unknown("row S g/1")),
      (.locked(.item(RowReference("S", "f", row: 2), item: "a")), .unknown("row S f/2")),
      (.entered(row, values: [EnteredValue("a", "2")]), .otherValue(row, item: "a")),
      (
        .entered(RowReference("S", "g"), values: [EnteredValue("a", "1"), EnteredValue("a", "2")]),
        .otherValue(RowReference("S", "g"), item: "a")
      ),
      (.entered(RowReference("S", "f", row: 4), values: []), .order("row S f/4")),
      (.entered(RowReference("S", "f", row: 0), values: []), .unknown("row S f/0")),
      (.corrected(row, changes: [ItemChange("a", was: "2", now: "3")]), .otherValue(row, item: "a")),
      (.corrected(RowReference("S", "g"), changes: []), .unknown("row S g/1")),
      (.corrected(RowReference("S", "f", row: 2), changes: []), .unknown("row S f/2")),
      (.rowRemoved(RowReference("S", "f", row: 2)), .unknown("row S f/2")),
      (.redacted(row, item: "b"), .unknown("value S f/1 b")),
      (.verified(RowReference("S", "f", row: 0), items: []), .unknown("row S f/0")),
      (
        .signed(RowReference("S", "f", row: 3), Signature(meaning: .review, content: "")),
        .unknown("row S f/3")
      ),
    ] as [(Fact, StateFault)]
  )
  func faults(fact: Fact, fault: StateFault) throws {
    #expect(Self.fault(of: fact, after: try state(Self.ground.map(Self.event))) == fault)
    #expect(!fault.description.isEmpty)
  }

  @Test("a closed query is neither answered nor closed again")
  func closedQuery() throws {
    let closed = Self.ground + [.queryClosed(id: "Q1")]
    for fact in [Fact.queryAnswered(id: "Q1", text: ""), .queryClosed(id: "Q1")] {
      let fault = Self.fault(of: fact, after: try state(closed.map(Self.event)))
      #expect(fault == StateFault.order("query Q1, which is closed"))
    }
    let answered = closed + [.queryReopened(id: "Q1"), .queryAnswered(id: "Q1", text: "x")]
    #expect(
      Self.fault(of: .queryAnswered(id: "Q1", text: ""), after: try state(answered.map(Self.event)))
        == StateFault.order("query Q1, which is answered")
    )
  }

  @Test("a role that was given twice is gone when it was taken away once")
  func grantedTwice() throws {
    let grant = Grant(user: "u", role: "r", site: "N")
    let state = try state([.granted(grant), .granted(grant), .revoked(grant)].map(Self.event))
    #expect(state.grants["u"] == [])
  }

  @Test("a consent that was given before a withdrawal and is written down later does not undo it")
  func lateConsent() throws {
    func day(_ number: Int32) -> CivilDate { CivilDate(day: number) }
    func consents(_ facts: [Fact]) throws -> SubjectState? {
      let screened = Fact.screened(Screening(subject: "S", site: "N", on: day(0), identity: nil))
      return try state(([screened] + facts).map(Self.event)).subject("S")
    }
    let first = Fact.consented(subject: "S", version: "1", on: day(1))
    let gone = Fact.consentWithdrawn(subject: "S", on: day(10))
    let late = try #require(try consents([first, gone, .consented(subject: "S", version: "2", on: day(5))]))
    #expect(late.withdrawn == day(10) && !late.hasConsent(on: day(12)) && late.hasConsent(on: day(9)))
    let again = try #require(
      try consents([first, gone, .consented(subject: "S", version: "2", on: day(11))])
    )
    #expect(again.withdrawn == nil && again.hasConsent(on: day(12)) && !again.hasConsent(on: day(0)))
  }
}

/// A state as text, every part of it, so that two can be compared.
enum StateText {
  static func of(_ state: TrialState) -> String {
    var text = ""
    // Dictionaries print in any order: what has them is written out sorted.
    text +=
      "\(state.entries) \(state.versions) \(sorted(state.grants)) \(state.queries) \(state.cases) \(state.cuts) "
    text += "\(state.seed ?? "-") \(state.studyCustody) \(sorted(state.siteCustody)) "
    text += state.lastInstant.map { $0.instantText } ?? "-"
    for allocation in state.allocations { text += "\n\(of(allocation))" }
    for subject in state.subjects { text += "\n" + of(subject) }
    return text
  }

  static func of(_ allocation: SubjectAllocation) -> String {
    "\(allocation.number) \(allocation.subject) \(allocation.arm) \(allocation.on) \(sorted(allocation.levels)) "
      + "\(String(describing: allocation.share)) \(String(describing: allocation.opensBlock)) "
      + "\(allocation.eligibility ?? "-")"
  }

  static func of(_ subject: SubjectState) -> String {
    var text =
      "\(subject.id) \(subject.site) \(String(describing: subject.screened)) \(subject.protocolVersion) \(subject.consents) "
    text += "\(String(describing: subject.withdrawn)) \(String(describing: subject.screenFailed)) "
    text += "\(String(describing: subject.confirmation)) \(subject.allocation.map(of) ?? "-") "
    text +=
      "\(subject.isAllocatedElsewhere) \(subject.isRandomizedInError) \(String(describing: subject.unblinded)) "
    text +=
      "\(subject.deviations) \(subject.doses) \(subject.attachments) \(subject.custody) \(subject.queries) \(subject.cases)"
    for (form, rows) in subject.forms.sorted(by: { $0.key < $1.key }) {
      for row in rows {
        text += "\n \(form) \(row.values) \(row.signatures) \(row.isRemoved) \(row.revision) "
        text +=
          "\(String(describing: row.lastChange)) \(row.custody) \(sorted(row.itemCustody)) \(row.isImported)"
      }
    }
    return text
  }

  private static func sorted(_ values: [String: some Any]) -> String {
    values.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
  }
}
