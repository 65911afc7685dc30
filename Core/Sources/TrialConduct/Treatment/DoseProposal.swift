// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What a drug's modification rules propose for a subject's findings.
public struct DoseProposal: Sendable {
  /// The drug, by its key in the calendar.
  public let drug: String
  public let rules: DoseModificationRules
  /// The proposals that the findings leave open; one where they decide.
  public let possible: [DoseModificationRules.Proposal]
  public let decision: Decision

  /// The proposal; nil where findings are missing that would settle it.
  public var proposal: DoseModificationRules.Proposal? { possible.count == 1 ? possible.first : nil }

  /// The rule that decided; nil for going on as planned, or where nothing decided.
  public var rule: DecisionList.Rule? {
    decision.rule.flatMap { rules.list.rules.indices.contains($0) ? rules.list.rules[$0] : nil }
  }

  /// Missing findings that would leave fewer proposals open.
  public var settledBy: [Finding] { decision.settledBy.map { rules.list.inputs[$0] } }

  /// Asks the rules of one drug.
  ///
  /// - Parameters:
  ///   - rules: Of the drug.
  ///   - drug: Its key in the calendar.
  ///   - subject: What is known; findings by their ids.
  public init(_ rules: DoseModificationRules, drug: String, for subject: DosingSubject) {
    self.drug = drug
    self.rules = rules
    decision = DecisionMaker(rules.list).decide(subject.values(for: rules.list, dosePerArea: nil))
    possible = decision.possible.map { rules.proposals[$0] }
  }
}
