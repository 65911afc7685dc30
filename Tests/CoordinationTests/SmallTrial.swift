// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import LedgerSQLite
import ProtocolLibrary
import Synchronization
import TrialConduct
import TrialDesign

@testable import Coordination

/// A trial that is small enough to know by heart, and a clock that tests set.
enum SmallTrial {
  static let text = """
    equipoise: 1
    study: {id: small, title: A small trial, version: "1", blinding: open-label, time: calendar, start: 2025-01-01}
    data: {kind: simulated, statement: Made up for tests., cut: 2025-12-31}
    sites: [{id: north}, {id: south}]
    arms:
      - {id: A, title: New, role: experimental}
      - {id: B, title: Old, role: active-comparator}
    eligibility:
      inclusion:
        - {id: I1, text: Adult, criterion: {item: baseline.age, at-least: 18 a}}
      exclusion:
        - {id: E1, text: Pregnant, confirmed: baseline.pregnant}
    allocation:
      method: permuted-blocks
      ratio: {A: 1, B: 1}
      block-sizes: [2, 4]
      strata: [{id: site, item: randomization.site}]
    consent:
      versions: [{id: "1"}, {id: "2", from: 2025-06-01}]
    schedule:
      visits:
        - {id: screening, title: Screening, window: [-14, 0]}
        - {id: after, title: After, window: [1, 30]}
      activities:
        - {title: Randomization, form: randomization, visits: [screening]}
        - {title: Baseline, form: baseline, visits: [screening]}
        - {title: Counts, form: counts, visits: [after]}
        - {title: Status, form: status, visits: [after]}
        - {title: Events, form: events, visits: [after]}
    forms:
      - id: randomization
        title: Randomization
        happened: date
        items: [{id: date, type: date, required: true}, {id: arm, type: arm, required: true}, {id: site, type: site}]
      - id: baseline
        title: Baseline
        items:
          - {id: age, type: integer, unit: a, range: [0, 120]}
          - {id: pregnant, type: category, categories: ["yes", "no"]}
          - {id: name, type: text}
      - id: counts
        title: Counts
        repeats: log
        happened: date
        items:
          - {id: date, type: date, required: true}
          - {id: platelets, type: integer, unit: 10*9/L, range: [0, 5000]}
        checks:
          - {id: C1, criterion: {item: counts.platelets, at-most: 1000}, message: Platelets above 1000}
      - id: events
        title: Adverse events
        repeats: log
        happened: onset
        items: [{id: onset, type: date}, {id: term, type: text}, {id: grade, type: integer, range: [1, 5]}]
      - id: status
        title: Status
        items: [{id: last-alive, type: date}, {id: died, type: date}]
    record: {arm: randomization.arm, randomized: randomization.date, site: randomization.site}
    safety:
      set: full
      adverse-events: {term: events.term, grade: events.grade}
      deaths: {at: status.died}
    analysis-sets: [{id: full, title: All randomized, definition: Every randomized subject.}]
    endpoints:
      - id: os
        title: Overall survival
        role: primary
        definition: From randomization to death.
        kind: time-to-event
        events: [{at: status.died, title: death}]
        observed-until: status.last-alive
    analyses:
      level: 0.95
      reference: B
      plan: [{id: os.primary, endpoint: os, set: full, standing: prespecified, test: log-rank}]
    roles:
      - {id: administrator, title: Administrator, sites: all, can: [grant, amend, cut, reveal, import, redact, read, audit]}
      - id: investigator
        title: Investigator
        can: [screen, consent, confirm-eligibility, randomize, enter, correct, answer, sign, report-serious, read, read-arms]
      - {id: monitor, title: Monitor, sites: all, can: [query, close-query, verify, freeze, lock, read, audit]}

    """

  static func study(_ text: String = text) throws -> StudyProtocol {
    let file = StudyFolder.File(name: "protocol.yaml", bytes: Array(text.utf8))
    let reading = StudyReading(StudyFolder(path: "small", protocolFile: file, tables: []), readsData: false)
    guard let study = reading.study else {
      throw TestFault(what: reading.problems.map { "\($0)" }.joined(separator: "\n"))
    }
    return study
  }

  static let vault = SeedVault(rehearsing: "small", seed: 1)

  /// The trial activated, with an investigator at each site and a monitor.
  static func begin(_ store: any LedgerStore, clock: TestClock = TestClock()) async throws -> LiveTrial {
    let trial = try await LiveTrial.open(store, vault: { _ in vault }, now: { clock.now })
    _ = try await trial.activate(
      Array(text.utf8),
      as: study(),
      commitment: vault.commitment,
      by: "chen"
    )
    for (user, role, site) in [
      ("li", "investigator", "north"), ("sun", "investigator", "south"), ("wang", "monitor", nil),
    ] as [(String, String, String?)] {
      _ = try await trial.perform(Order(.grant(Grant(user: user, role: role, site: site)), by: "chen"))
    }
    return trial
  }

  /// A subject who is ready to be randomized.
  static func prepare(_ id: String, in trial: LiveTrial, by user: String = "li", site: String = "north")
    async throws
  {
    let day = try date("2025-03-10")
    _ = try await trial.perform(
      Order(.screen(Screening(subject: id, site: site, on: day, identity: nil)), by: user)
    )
    _ = try await trial.perform(Order(.consent(subject: id, version: "1", on: day), by: user))
    _ = try await trial.perform(
      Order(
        .enter(
          subject: id,
          form: "baseline",
          row: nil,
          values: [EnteredValue("age", "58"), EnteredValue("pregnant", "no")],
          expecting: nil
        ),
        by: user
      )
    )
    _ = try await trial.perform(Order(.confirmEligibility(subject: id), by: user))
  }
}

extension SmallTrial {
  /// The order that writes a row of platelets.
  static func counts(_ subject: String, _ platelets: String, key: String?) -> Order {
    let values = [EnteredValue("date", "2025-03-10"), EnteredValue("platelets", platelets)]
    return Order(
      .enter(subject: subject, form: "counts", row: nil, values: values, expecting: nil),
      by: "li",
      key: key
    )
  }
}

/// What a test could not make.
struct TestFault: Error {
  let what: String
}

/// A clock that stands still until it is set.
final class TestClock: Sendable {
  private let time: Mutex<Int64>

  /// Opens at 2025-03-10T08:00:00Z.
  init(seconds: Int64 = 1_741_593_600) { time = Mutex(seconds) }

  var now: Timestamp { Timestamp(seconds: time.withLock { $0 }, offset: .utc) }

  func advance(_ seconds: Int64) { time.withLock { $0 += seconds } }
}

/// A folder that is gone after the test.
final class TestFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/equipoise-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

func date(_ text: String) throws -> CivilDate {
  guard let date = CivilDate(iso: text) else { throw TestFault(what: text) }
  return date
}
