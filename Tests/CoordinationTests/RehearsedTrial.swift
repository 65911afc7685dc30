// SPDX-License-Identifier: Apache-2.0

import ProtocolLibrary
import TrialDesign

@testable import Coordination

/// A trial that has every kind of thing to slip on, and faults that can be planted into it.
enum RehearsedTrial {
  static let text = """
    equipoise: 1
    study: {id: rehearsed, title: A trial to rehearse, version: "1", blinding: open-label, time: calendar, start: 2025-01-01}
    data: {kind: trial}
    sites: [{id: north}, {id: south}]
    arms:
      - {id: A, title: New, role: experimental}
      - {id: B, title: Old, role: active-comparator}
    eligibility:
      inclusion:
        - {id: I1, text: Adult, criterion: {item: baseline.age, at-least: 18 a}}
        - {id: I2, text: Liver, criterion: {item: baseline.alt, at-most: 3, times: uln}, valid: 7 d}
      exclusion:
        - {id: E1, text: Pregnant, confirmed: baseline.pregnant}
    allocation:
      method: permuted-blocks
      ratio: {A: 1, B: 1}
      block-sizes: [2, 4]
      strata: [{id: site, item: randomization.site}]
    consent:
      versions: [{id: "1"}, {id: "2", from: 2027-01-01}]
      date: baseline.consent
    schedule:
      visits:
        - {id: screening, title: Screening, window: [-14, 0]}
        - {id: day-0, title: Day 0, window: [0, 0]}
        - {id: after, title: After, window: [1, 30]}
        - {id: later, title: Later, window: [60, 200], repeats: monthly}
      activities:
        - {title: Baseline, form: baseline, visits: [screening]}
        - {title: Allocation, form: randomization, visits: [day-0]}
        - {title: Counts, form: counts, visits: [after]}
        - {title: Status, form: status, visits: [after, later]}
        - {title: Events, form: events, visits: [after]}
    forms:
      - id: randomization
        title: Randomization
        happened: date
        items: [{id: date, type: date, required: true}, {id: arm, type: arm, required: true}, {id: site, type: site}]
      - id: baseline
        title: Baseline
        happened: date
        items:
          - {id: date, type: date, required: true}
          - {id: age, type: integer, unit: a, range: [0, 120]}
          - {id: consent, type: date}
          - {id: sex, type: category, categories: [f, m]}
          - {id: pregnant, type: category, categories: ["yes", "no"]}
          - {id: weeks, type: integer, range: [1, 42], required: true, shown-when: {item: baseline.pregnant, equals: "yes"}}
          - {id: alt, type: decimal, unit: U/L, range: [1, 5000], uln: baseline.alt-uln, missing: [not-done]}
          - {id: alt-uln, type: decimal, unit: U/L, range: [20, 80]}
          - {id: remark, type: text}
      - id: counts
        title: Counts
        repeats: log
        happened: date
        items:
          - {id: date, type: date, required: true}
          - {id: platelets, type: integer, unit: 10*9/L, range: [0, 5000]}
          - {id: neutrophils, type: decimal, unit: 10*9/L, range: [0, 100]}
        checks:
          - {id: C1, criterion: {item: counts.platelets, at-most: 1000}, message: Platelets above 1000}
          - {id: C2, criterion: {item: counts.neutrophils, below: 90}, message: Too many, severity: error}
      - id: events
        title: Adverse events
        repeats: log
        happened: onset
        items: [{id: onset, type: date}, {id: term, type: text}, {id: grade, type: integer, range: [1, 5]}]
      - id: status
        title: Status
        items: [{id: first-dose, type: date}, {id: last-alive, type: date}, {id: died, type: date}]
    record:
      {arm: randomization.arm, randomized: randomization.date, site: randomization.site, treated: status.first-dose}
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
      - {id: administrator, title: Administrator, sites: all, can: [grant, cut, reveal, screen, redact, send-report, read, audit]}
      - id: investigator
        title: Investigator
        can:
          [screen, consent, confirm-eligibility, randomize, randomized-in-error, unblind, deviate, enter, correct,
           answer, sign, report-serious, read, read-arms]
      - {id: monitor, title: Monitor, sites: all, can: [query, close-query, verify, freeze, lock, read, audit]}

    """

  /// The trial with some of its text replaced: a planted fault.
  static func play(
    _ fault: [(String, String)] = [],
    subjects: Int,
    seed: UInt64 = 1
  ) async throws -> RehearsalRun {
    var text = Self.text
    for (old, new) in fault {
      guard text.contains(old) else { throw TestFault(what: "nothing like \(old)") }
      text = text.replacing(old, with: new)
    }
    let file = StudyFolder.File(name: "protocol.yaml", bytes: Array(text.utf8))
    let folder = StudyFolder(path: "rehearsed", protocolFile: file, tables: [])
    return try await RehearsalRun.play(folder, SmallTrial.study(text), subjects: subjects, seed: seed)
  }
}
