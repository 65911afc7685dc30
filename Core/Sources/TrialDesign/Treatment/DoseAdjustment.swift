// SPDX-License-Identifier: Apache-2.0

/// What organ function does to a drug's dose (`adjustments:` of a drug's facts): rules, of which the first that is met
/// says how much of the dose is given.
///
///     - id: renal
///       title: Renal function
///       rules:
///         - {when: {finding: creatinine_clearance, below: 15 mL/min}, give: unknown, because: …, source: …}
///         - {when: {finding: creatinine_clearance, at-most: 50 mL/min}, give: 75 %, source: …}
///       otherwise: {give: 100 %}
public struct DoseAdjustmentRules: Sendable {
  public let id: String
  public let title: LocalizedText
  /// The rules as a decision list; its outcomes are those of `gives`, in the same order.
  public let list: DecisionList
  public let gives: [Give]

  /// How much of the dose is given.
  public struct Give: Hashable, Sendable {
    public let amount: Amount
    /// Whether the reason has to be read although the dose may stay as it is.
    public let isCaution: Bool
  }

  public enum Amount: Hashable, Sendable {
    /// This share of the dose; 1 for all of it.
    case share(Double)
    /// The drug is not given.
    case nothing
    /// No source says what to give.
    case noData
  }

  /// What every drug's rules may look at; the names are fixed, because the values are calculated.
  public enum Measure: String, CaseIterable, Sendable {
    case age
    case sex
    case weight
    case creatinine
    case creatinineClearance = "creatinine_clearance"
    case bilirubin
    case childPugh = "child_pugh"
    case dosePerArea = "dose_per_m2"
  }
}

extension NodeReader {
  func doseAdjustment(findings shared: [Finding]) -> DoseAdjustmentRules {
    block { block in
      let id = block.text("id")
      let title = block.optional("title") { $0.localized() } ?? LocalizedText(id)
      let own = block.list("findings") { reader in reader.block { Finding(&$0, isParameter: false) } }
      let findings = own + shared.filter { known in !own.contains { $0.id == known.id } }
      var gives: [DoseAdjustmentRules.Give] = []
      let rules = block.list("rules") { reader in
        reader.block { block -> DecisionList.Rule in
          let when = block.required("when", else: Criterion.all([])) { $0.criterion() }
          return block.rule(when, &gives)
        }
      }
      let otherwise = block.required("otherwise", else: DecisionList.Rule.nothing) { reader in
        reader.block { $0.rule(.all([]), &gives) }
      }
      let list = DecisionList(
        id: id,
        title: title,
        source: block.optional("source") { $0.localized() } ?? LocalizedText(""),
        findings: findings,
        parameters: [],
        outcomes: gives.enumerated().map { DecisionList.Outcome(id: "\($0.offset)", title: title) },
        rules: rules,
        otherwise: otherwise
      )
      let checks = DecisionListChecks(list, reporting: reading)
      for (index, rule) in rules.enumerated() {
        checks.check(rule.criterion, at: "\(place).rules[\(index)].when")
      }
      return DoseAdjustmentRules(id: id, title: title, list: list, gives: gives)
    }
  }
}

extension BlockReader {
  /// One rule's answer; equal answers are one outcome.
  fileprivate mutating func rule(
    _ criterion: Criterion,
    _ gives: inout [DoseAdjustmentRules.Give]
  ) -> DecisionList.Rule {
    let amount = required("give", else: DoseAdjustmentRules.Amount.noData) { reader in
      if case .scalar("nothing") = reader.node.content { return .nothing }
      if case .scalar("unknown") = reader.node.content { return .noData }
      return reader.share().map { .share($0) }
    }
    let isCaution = optional("caution") { $0.boolean() } ?? false
    let give = DoseAdjustmentRules.Give(amount: amount, isCaution: isCaution)
    let outcome = gives.firstIndex(of: give) ?? gives.count
    if outcome == gives.count { gives.append(give) }
    return DecisionList.Rule(
      outcome: outcome,
      criterion: criterion,
      because: optional("because") { $0.localized() },
      source: optional("source") { $0.localized() }
    )
  }
}

extension DecisionList.Rule {
  /// Stands in where an answer is missing, which is reported.
  static let nothing = DecisionList.Rule(outcome: 0, criterion: .all([]), because: nil, source: nil)
}

extension DecisionList {
  /// The number that stands for a written value of an input; nil where the input cannot have it.
  package func value(of text: String, for input: Int) -> Double? { inputs[input].item.value(of: text) }

  /// Whether the list has such an input, and it can have this value.
  public func accepts(_ text: String, for name: String) -> Bool {
    index(of: name).flatMap { value(of: text, for: $0) } != nil
  }
}
