// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What one list of rules about organ function says of a subject.
struct AdjustmentVerdict {
  let rules: DoseAdjustmentRules
  /// The answers that the findings leave open; one where they decide.
  let possible: [DoseAdjustmentRules.Give]
  /// The rule that decided; nil for the list's `otherwise`, or where nothing decided.
  let rule: DecisionList.Rule?
  /// Missing findings that would leave fewer answers open.
  let missing: [Finding]

  init(_ rules: DoseAdjustmentRules, _ subject: DosingSubject, dosePerArea: Double?) {
    self.rules = rules
    let maker = DecisionMaker(rules.list)
    let decision = maker.decide(subject.values(for: rules.list, dosePerArea: dosePerArea))
    possible = decision.possible.map { rules.gives[$0] }
    rule = decision.rule.flatMap {
      rules.list.rules.indices.contains($0) ? rules.list.rules[$0] : rules.list.otherwise
    }
    missing = decision.settledBy.map { rules.list.inputs[$0] }
  }

  /// The answer; nil where findings are missing.
  var give: DoseAdjustmentRules.Give? { possible.count == 1 ? possible.first : nil }

  var amount: DoseAdjustmentRules.Amount? { give?.amount }

  /// The share of the dose; nil where there is no answer, or the answer is no share.
  var share: Double? {
    if case .share(let share)? = amount { return share }
    return nil
  }
}
