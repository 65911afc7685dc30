// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// What came of a rehearsal: counts for a look, and findings for a decision.
public struct RehearsalResult: Sendable {
  /// Rows of a form that people fill.
  public struct FormCount: Hashable, Sendable {
    public let form: String
    public let rows: Int
    public let subjects: Int
  }

  /// Rows that a check looked at and those about which it asked.
  public struct CheckCount: Hashable, Sendable {
    public let name: Observations.CheckName
    public let rows: Int
    public let fired: Int
  }

  /// Subjects of one combination of levels, by arm.
  public struct StratumCount: Hashable, Sendable {
    /// By factor id.
    public let levels: [String: String]
    public let arms: [String: Int]
  }

  public let subjects: Int
  public let seed: UInt64
  /// The last day of the rehearsal.
  public let lastDay: CivilDate
  public let entries: Int
  public let tally: RehearsalTally
  public let observations: Observations
  public let screened: Int
  public let consented: Int
  public let screenFailures: Int
  /// By arm id, arms without subjects included.
  public let arms: [String: Int]
  public let strata: [StratumCount]
  public let forms: [FormCount]
  public let checks: [CheckCount]
  /// Queries by how they stand at the end.
  public let queries: [QueryState.Status: Int]
  public let seriousCases: Int
  public let withdrawn: Int
  /// The grave ones first.
  public let findings: [RehearsalFinding]

  /// Whether nothing grave was found.
  public var isClean: Bool { !findings.contains(where: \.isGrave) }

  public var randomized: Int { arms.values.reduce(0, +) }

  /// - Parameters:
  ///   - script: The script after its last cue.
  ///   - tally: What was counted meanwhile.
  ///   - state: The trial at its end.
  ///   - outside: What others found: the audit of the ledger, and the checks of its tables.
  public init(
    _ script: RehearsalScript,
    _ tally: RehearsalTally,
    _ state: TrialState,
    outside: [RehearsalFinding]
  ) {
    let study = script.stage.study
    subjects = script.subjectCount
    seed = script.seed
    lastDay = script.lastDay
    entries = state.entries
    self.tally = tally
    observations = script.observations
    screened = state.subjects.count
    consented = state.subjects.count { !$0.consents.isEmpty }
    screenFailures = state.subjects.count { $0.screenFailed != nil }
    withdrawn = state.subjects.count { $0.withdrawn != nil }
    seriousCases = state.cases.count
    arms = Dictionary(
      study.arms.map { arm in (arm.id, state.allocations.count { $0.arm == arm.id }) }
    ) { first, _ in first }
    strata = Self.strata(of: state)
    queries = Dictionary(
      QueryState.Status.allCases.map { status in (status, state.queries.count { $0.status == status }) }
    ) { first, _ in first }
    let review = RehearsalReview(script, state)
    forms = review.forms
    checks = review.checks
    let all = review.findings + tally.surprises.map { .surprise($0) } + outside
    findings = all.filter(\.isGrave) + all.filter { !$0.isGrave }
  }

  private static func strata(of state: TrialState) -> [StratumCount] {
    var counts: [[String: String]: [String: Int]] = [:]
    for allocation in state.allocations {
      counts[allocation.levels, default: [:]][allocation.arm, default: 0] += 1
    }
    guard counts.count > 1 else { return [] }
    return counts.map { StratumCount(levels: $0.key, arms: $0.value) }.sorted { a, b in
      key(of: a.levels).lexicographicallyPrecedes(key(of: b.levels))
    }
  }

  private static func key(of levels: [String: String]) -> [String] {
    levels.sorted { $0.key < $1.key }.map(\.value)
  }
}
