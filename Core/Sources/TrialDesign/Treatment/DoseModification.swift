// SPDX-License-Identifier: Apache-2.0

/// What graded toxicity does to a drug's further doses (`dose-modifications:` of a regimen's drug).
///
/// The first rule that is met proposes; a person accepts the proposal or departs from it, and the record shows which.
///
///     dose-modifications:
///       findings:
///         - {id: neutropenia_grade, title: Neutropenia, type: integer, range: [0, 5]}
///       rules:
///         - {id: hold, when: {finding: neutropenia_grade, at-least: 4}, action: hold, until: …, source: …}
///         - {id: reduce, when: {finding: neutropenia_grade, at-least: 3}, action: reduce, to: 75 %, source: …}
public struct DoseModificationRules: Sendable {
  /// The rules as a decision list; its outcomes are `proposals`, in the same order.
  public let list: DecisionList
  /// One for each rule, and the last, to go on as planned.
  public let proposals: [Proposal]

  /// What a rule proposes.
  public struct Proposal: Hashable, Sendable {
    /// The rule's id; empty for going on as planned.
    public let id: String
    public let action: Action
    /// What is given instead, as a share of the planned dose; nil for actions without a dose.
    public let share: Double?
    /// Until when, in words.
    public let until: LocalizedText?
  }

  public enum Action: String, CaseIterable, Sendable {
    /// As planned.
    case proceed = "continue"
    /// No further doses until a condition is met; the days that pass are lost.
    case hold
    /// Smaller doses.
    case reduce
    /// The next cycle begins later; nothing is lost.
    case delay
    /// No further doses at all.
    case discontinue
  }

  init(_ block: inout BlockReader) {
    let findings = block.list("findings") { reader in reader.block { Finding(&$0, isParameter: false) } }
    var proposals: [Proposal] = []
    let read = block.list("rules") { reader in
      reader.block { block -> DecisionList.Rule in
        proposals.append(block.proposal())
        return DecisionList.Rule(
          outcome: proposals.count - 1,
          criterion: block.required("when", else: .any([])) { $0.criterion() },
          because: block.optional("because") { $0.localized() },
          source: block.optional("source") { $0.localized() }
        )
      }
    }
    proposals.append(Proposal(id: "", action: .proceed, share: 1, until: nil))
    list = DecisionList(
      id: "dose-modifications",
      title: LocalizedText("Dose modifications", simplifiedChinese: "剂量调整"),
      source: block.optional("source") { $0.localized() } ?? LocalizedText(""),
      findings: findings,
      parameters: [],
      outcomes: proposals.indices.map { DecisionList.Outcome(id: "\($0)", title: LocalizedText("\($0)")) },
      rules: read,
      otherwise: DecisionList.Rule(
        outcome: proposals.count - 1,
        criterion: .all([]),
        because: nil,
        source: nil
      )
    )
    self.proposals = proposals
    for (index, rule) in list.rules.enumerated() {
      block.check(rule.criterion, of: list, at: "rules[\(index)].when")
    }
  }
}

extension BlockReader {
  fileprivate mutating func proposal() -> DoseModificationRules.Proposal {
    let id = text("id")
    let action = required("action", else: DoseModificationRules.Action.hold) {
      $0.choice(DoseModificationRules.Action.self)
    }
    let share = optional("to") { $0.share() }
    if (action == .reduce) != (share != nil) || share.map({ $0 <= 0 || $0 >= 1 }) ?? false {
      report(
        "a reduction has a share of the dose, and no other action has",
        remedy: "Write {action: reduce, to: 50 %}."
      )
    }
    let kept: Double? =
      switch action {
      case .reduce: share
      case .proceed, .delay: 1
      case .hold, .discontinue: 0
      }
    return DoseModificationRules.Proposal(
      id: id,
      action: action,
      share: kept,
      until: optional("until") { $0.localized() }
    )
  }
}
