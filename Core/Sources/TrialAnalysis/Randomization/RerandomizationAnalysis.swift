// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

/// The re-randomization test of one endpoint of a trial at a cut: the arms are drawn anew by the stored rules, everything else
/// stays.
///
/// A binary endpoint is compared by the difference of proportions; pending and unknown answers count as none, as in the
/// primary analysis. A time to event is compared by the log-rank statistic O − E.
public struct RerandomizationAnalysis: Sendable {
  /// Why the test cannot be made.
  public enum Obstacle: Error, Sendable {
    case unknownEndpoint(String, known: [String])
    /// The rules of the protocol cannot give the allocations: not published, or a level is not on file.
    case rules(AllocationRefusal)
    /// The reference arm or the arm to compare is not in the rules.
    case unknownArm(String, known: [String])
    /// Nobody in one of the arms to compare.
    case nothingToCompare
  }

  /// What became of allocations that another system made.
  public enum Elsewhere: String, Sendable {
    /// There are none.
    case none
    /// Beside those drawn here they keep their arms: no rule of ours drew them.
    case kept
    /// All were made elsewhere: they are drawn anew as if by the rules of the protocol, which nobody can check.
    case redrawn
  }

  public enum Statistic: String, Sendable {
    case differenceOfProportions = "difference-of-proportions"
    case logRank = "log-rank"
  }

  /// Who is compared: two arms of the protocol, by id.
  public struct Comparison: Hashable, Sendable {
    public let treatment: String
    public let reference: String
  }

  public let endpoint: Endpoint
  public let statistic: Statistic
  public let comparison: Comparison
  /// The analysis set whose members are compared; nil for all who were randomized.
  public let set: String?
  /// Allocations of the record, drawn here and made elsewhere.
  public let drawn: Int
  public let madeElsewhere: Int
  public let elsewhere: Elsewhere
  /// Subjects with an outcome, of any arm.
  public let compared: Int
  /// Of a binary endpoint: answers that count as no response for now.
  public let pending: Int
  public let unknown: Int
  public let test: RerandomizationTest
}

extension RerandomizationAnalysis {
  /// Makes the test.
  ///
  /// - Parameters:
  ///   - study: The protocol in force.
  ///   - record: The data at the cut.
  ///   - state: What the ledger knew at the cut: who was allocated, in which order, with which levels.
  ///   - settings: The cut.
  ///   - id: The endpoint.
  ///   - arm: The arm to compare with the reference; the first that is not the reference where nil.
  ///   - draws: Trials to draw.
  ///   - seed: Names the draws.
  ///   - progress: Told how many trials are drawn, now and then.
  /// - Throws: Why it cannot be made.
  public init(
    _ study: StudyProtocol,
    _ record: TrialRecord,
    allocated state: TrialState,
    settings: AnalysisSettings,
    endpoint id: String,
    arm: String?,
    draws: Int,
    seed: UInt64,
    progress: (Int) -> Void = { _ in }
  ) throws(Obstacle) {
    guard let endpoint = study.endpoint(id) else {
      throw .unknownEndpoint(id, known: study.endpoints.map(\.id))
    }
    let reference = study.analyses.reference
    guard let treatment = arm ?? study.arms.first(where: { $0.id != reference })?.id else {
      throw .nothingToCompare
    }
    let allocator: Allocator
    do {
      allocator = try Allocator(study)
    } catch {
      throw .rules(error)
    }
    let arms = allocator.versions[0].scheme.arms
    for wanted in [treatment, reference] where !arms.contains(wanted) || treatment == reference {
      throw .unknownArm(wanted, known: arms.filter { $0 != reference })
    }
    let facts = state.allocationFacts
    drawn = facts.count { $0.origin == .drawn }
    madeElsewhere = facts.count - drawn
    elsewhere = madeElsewhere == 0 ? .none : drawn == 0 ? .redrawn : .kept

    let data = AnalysisData(study: study, record: record, settings: settings)
    let plans = study.analyses.analyses.filter { $0.endpoint == id && $0.selections.isEmpty }
    let plan = plans.first(where: \.subgroups.isEmpty) ?? plans.first
    let outcomes = Outcomes(endpoint, in: data, among: plan?.set)
    let subjects: [RerandomizationTest.Subject]
    do {
      subjects = try Self.subjects(
        state.allocations.map(\.subject),
        facts,
        by: allocator,
        elsewhere: elsewhere
      ) { outcomes.known[$0] }
    } catch {
      throw .rules(error)
    }
    guard
      let test = RerandomizationTest(
        subjects,
        allocator: allocator,
        arms: (arms.firstIndex(of: treatment) ?? 0, arms.firstIndex(of: reference) ?? 0),
        statistic: outcomes.statistic == .logRank ? .centredSum : .differenceInMeans,
        alternative: .twoSided,
        draws: draws,
        seed: seed,
        progress: progress
      )
    else { throw .nothingToCompare }
    self.endpoint = endpoint
    statistic = outcomes.statistic
    comparison = Comparison(treatment: treatment, reference: reference)
    set = plan?.set
    compared = subjects.count { $0.outcome != nil }
    pending = outcomes.pending
    unknown = outcomes.unknown
    self.test = test
  }

  /// Everybody who was allocated, in the order of the record; also those who are not compared take their place in the lists.
  private static func subjects(
    _ ids: [String],
    _ facts: [AllocationFact],
    by allocator: Allocator,
    elsewhere: Elsewhere,
    outcome: (String) -> Double?
  ) throws(AllocationRefusal) -> [RerandomizationTest.Subject] {
    var subjects: [RerandomizationTest.Subject] = []
    for (number, (id, fact)) in zip(ids, facts).enumerated() {
      let version = allocator.versions.lastIndex { $0.from <= number + 1 } ?? 0
      let arms = allocator.versions[version].scheme.arms
      guard let arm = arms.firstIndex(of: fact.arm) else { throw .unknownArm(fact.arm, known: arms) }
      let allocation = Allocation(
        levels: try allocator.levels(fact.levels, in: version),
        arm: arm,
        share: fact.share,
        origin: elsewhere == .redrawn ? .drawn : fact.origin
      )
      subjects.append(.init(allocation, outcome: outcome(id)))
    }
    return subjects
  }
}

/// What is compared of each subject: 0 or 1, or its log-rank score.
private struct Outcomes {
  let statistic: RerandomizationAnalysis.Statistic
  /// By subject; who is not in the set is left out.
  let known: [String: Double]
  let pending: Int
  let unknown: Int

  init(_ endpoint: Endpoint, in data: AnalysisData, among set: String?) {
    let included = set.map { data.isMember(of: $0) } ?? [Bool](repeating: true, count: data.count)
    func id(_ member: Int) -> String { data.record.subjects[data.members[member]] }
    var known: [String: Double] = [:]
    switch endpoint.derivation {
    case .binary(let derivation):
      let status = BinaryOutcomes(derivation, in: data).status
      for member in 0..<data.count where included[member] {
        known[id(member)] = status[member] == .responder ? 1 : 0
      }
      statistic = .differenceOfProportions
      pending = status.indices.count { included[$0] && status[$0] == .pending }
      unknown = status.indices.count { included[$0] && status[$0] == .unknown }
    case .timeToEvent(let derivation):
      let times = EventTimes(derivation, in: data, among: included)
      let scores = logRankScores(SurvivalTimes(times: times.days, events: times.isEvent))
      for (member, score) in zip(times.members, scores) { known[id(member)] = score }
      statistic = .logRank
      (pending, unknown) = (0, 0)
    }
    self.known = known
  }
}
