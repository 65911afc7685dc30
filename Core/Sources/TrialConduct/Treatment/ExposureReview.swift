// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What was proposed for a drug from a day on.
public struct EffectiveProposal: Sendable {
  /// The drug, by its key in the calendar.
  public let drug: String
  /// The first day on which the proposal counts.
  public let from: CivilDate
  public let proposal: DoseModificationRules.Proposal

  public init(drug: String, from: CivilDate, proposal: DoseModificationRules.Proposal) {
    self.drug = drug
    self.from = from
    self.proposal = proposal
  }
}

/// Recorded doses beside planned and proposed ones: which proposals were accepted, and every deviation.
public struct ExposureReview: Sendable {
  public let deviations: [Deviation]
  /// In the order given.
  public let answers: [Answer]

  /// A day on which something else was given than planned or proposed.
  public struct Deviation: Hashable, Sendable {
    public let drug: String
    public let date: CivilDate
    public let kind: Kind
    /// What should have been given on the day, in the drug's unit.
    public let expected: Double
    public let given: Double
    /// The coded reason; nil for none.
    public let reason: String?
    /// Whether the protocol's limits are passed without a coded reason, so that someone has to answer for it.
    public let needsReason: Bool
  }

  public enum Kind: Hashable, Sendable {
    /// Planned, and nothing recorded.
    case missed
    /// Recorded on a day without a planned dose.
    case unplanned
    case more
    case less
    /// The day was to be left out by a proposal.
    case despiteHold
  }

  /// What became of a proposal.
  public struct Answer: Sendable {
    public let proposal: EffectiveProposal
    public let verdict: Verdict
  }

  public enum Verdict: Hashable, Sendable {
    /// Every day from its first on follows it.
    case accepted
    /// Some day does not.
    case departed
    /// No day is on file yet, or it asks for nothing on the days of this cycle.
    case open
  }

  /// Compares a calendar with recorded administrations.
  ///
  /// - Parameters:
  ///   - calendar: What was planned.
  ///   - proposals: What rules proposed, each from its day on; of several the latest counts.
  ///   - rows: What was given. Several of one drug and day are added up.
  ///   - cut: The last day whose facts are on file; later days are not missed yet.
  public init(
    _ calendar: DoseCalendar,
    proposals: [EffectiveProposal],
    rows: [ExposureRow],
    until cut: CivilDate
  ) {
    var deviations: [Deviation] = []
    var followed: [Int: Bool] = [:]
    for drug in calendar.drugs {
      let own = rows.filter { $0.drug == drug.key && $0.date <= cut }
      let planned = Dictionary(drug.days.map { ($0.date, $0) }) { first, _ in first }
      for date in Set(own.map(\.date)).union(planned.keys.filter { $0 <= cut }).sorted() {
        let today = own.filter { $0.date == date }
        let given = today.reduce(0) { $0 + ($1.amount.converted(to: drug.unit)?.value ?? 0) }
        let index = proposals.indices.filter { proposals[$0].drug == drug.key && proposals[$0].from <= date }
          .max { proposals[$0].from < proposals[$1].from }
        let share = index.flatMap { proposals[$0].proposal.share } ?? 1
        // A day that someone has to decide about has no planned amount to depart from.
        guard let amount = planned[date].map({ $0.given }) ?? 0 else { continue }
        let expected = amount * Double(planned[date]?.perDay ?? 0) * share
        let kind = Self.kind(
          given: given,
          expected: expected,
          isHeld: share == 0,
          isPlanned: planned[date] != nil,
          isOnFile: !today.isEmpty,
          rules: calendar.rules
        )
        if let index, planned[date] != nil { followed[index] = (followed[index] ?? true) && kind == nil }
        guard let kind else { continue }
        let reason = today.compactMap(\.reason).first
        let ratio = expected > 0 ? given / expected : nil
        deviations.append(
          Deviation(
            drug: drug.key,
            date: date,
            kind: kind,
            expected: expected,
            given: given,
            reason: reason,
            needsReason: reason == nil && !(ratio.map { calendar.rules.given.contains($0) } ?? false)
          )
        )
      }
    }
    self.deviations = deviations.sorted { ($0.date, $0.drug) < ($1.date, $1.drug) }
    answers = proposals.enumerated().map { index, proposal in
      let verdict: Verdict = followed[index].map { $0 ? .accepted : .departed } ?? .open
      return Answer(proposal: proposal, verdict: verdict)
    }
  }

  /// How a day departs from what was expected; nil where it does not.
  ///
  /// Rounding to another step is no departure.
  private static func kind(
    given: Double,
    expected: Double,
    isHeld: Bool,
    isPlanned: Bool,
    isOnFile: Bool,
    rules: DosingRules
  ) -> Kind? {
    if expected == 0 {
      guard given > 0 else { return nil }
      return isPlanned && isHeld ? .despiteHold : .unplanned
    }
    if given == 0 { return .missed }
    let error = (given - expected) / expected
    guard error.magnitude > rules.roundingWarning * (1 + 1e-9) else { return nil }
    return error > 0 ? .more : .less
  }
}
