// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// The dose of a drug in a cycle as somebody decided it, beside what the rules proposed at that moment.
///
/// The proposal is calculated from the ledger when the decision is recorded; nobody can bring one along. A dose that was
/// decided again later in the cycle is a fact of its own.
public struct DoseDecision: Hashable, Sendable {
  public enum Verdict: String, CaseIterable, Sendable {
    /// As proposed.
    case accepted
    /// Something else, with a reason.
    case departed
  }

  public let subject: String
  /// Counted from 1.
  public let cycle: Int
  /// The drug, by its key in the calendar of doses.
  public let drug: String
  /// One administration with its unit, such as `75 mg`, the largest where a dose rises; else `hold`, `delay`, `discontinue`, or
  /// `open` where what is missing leaves several.
  public let proposed: String
  /// SHA-256 of everything that the proposal was calculated from.
  public let inputs: String
  /// One administration with its unit, or `hold`; where the proposal was accepted, the same.
  public let decided: String
  public let verdict: Verdict
  /// Whether somebody looked twice at a height, weight or body surface outside what is usual.
  public let isConfirmed: Bool

  public init(
    subject: String,
    cycle: Int,
    drug: String,
    proposed: String,
    inputs: String,
    decided: String,
    verdict: Verdict,
    isConfirmed: Bool
  ) {
    self.subject = subject
    self.cycle = cycle
    self.drug = drug
    self.proposed = proposed
    self.inputs = inputs
    self.decided = decided
    self.verdict = verdict
    self.isConfirmed = isConfirmed
  }

  /// What a reader who must not see arms may see of it.
  ///
  /// Drug and amount would tell the arm; that something was decided does not.
  public var withoutDose: DoseDecision {
    DoseDecision(
      subject: subject,
      cycle: cycle,
      drug: "",
      proposed: "",
      inputs: "",
      decided: "",
      verdict: verdict,
      isConfirmed: isConfirmed
    )
  }
}

/// What somebody wants to give.
public enum DoseChoice: Hashable, Sendable {
  /// What the rules propose.
  case accept
  /// One administration.
  case dose(Quantity)
  /// Nothing for now.
  case hold
}

extension DoseDecision {
  /// The choice that must have led to it; nil where its text is neither an amount nor a hold.
  var choice: DoseChoice? {
    guard verdict == .departed else { return .accept }
    return decided == ProposedDose.Amount.hold.text ? .hold : Quantity(decided).map { .dose($0) }
  }
}
