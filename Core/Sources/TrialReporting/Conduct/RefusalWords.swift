// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// A refusal in whole sentences: what may not be done and where, and how to mend it.
///
///     No role of "wang" may change what was filled in (correct).
///       Roles that may: investigator. Ask somebody who holds one.
public struct RefusalWords {
  static let width = 100

  let names: ConductNames
  let eligibility: EligibilityWords
  let subjects: [String]
  var texts: Texts { names.texts }
  var study: StudyProtocol { names.study }

  /// - Parameters:
  ///   - study: The protocol in force.
  ///   - subjects: The subjects that the reader may see, of which one may have been meant; empty where none is named.
  ///   - language: The language.
  public init(_ study: StudyProtocol, subjects: [String] = [], language: Language) {
    names = ConductNames(study: study, texts: Texts(language: language))
    eligibility = EligibilityWords(study, language: language)
    self.subjects = subjects
  }

  /// The sentence, the rules that are open where eligibility is refused, and below how to mend it; no line break at the end.
  public func text(_ refusal: Refusal) -> String {
    let remedy = TextColumns.hanging("  ", remedy(refusal), to: Self.width)
    let message = TextColumns.wrapped(message(refusal), to: Self.width)
    return (message + rules(refusal) + remedy).joined(separator: "\n")
  }

  /// `✗ I4  Age 15 years or older` with what it rests on; empty for other refusals.
  private func rules(_ refusal: Refusal) -> [String] {
    guard case .notEligible(_, let open) = refusal else { return [] }
    let width = open.map { TextColumns.width($0.rule.id) }.max() ?? 0
    return open.flatMap { rule in
      let label =
        "  \(EligibilityText.sign(rule.passes)) " + TextColumns.padded(rule.rule.id, to: width) + "  "
      let indent = String(repeating: " ", count: TextColumns.width(label))
      return TextColumns.hanging(label, texts[rule.rule.text], to: Self.width)
        + eligibility.because(rule).flatMap { TextColumns.hanging(indent + "→ ", $0, to: Self.width) }
    }
  }

  /// `I4 (not met), E2 (unknown)`.
  func list(_ rules: [RuleVerdict]) -> String {
    names.list(
      rules.map { texts(RefusalMessage.openRule, $0.rule.id, eligibility.word(for: $0.truth)) }
    )
  }

  /// Whether it is the kind of a report, and no answer about an event, that was not known.
  func isReport(_ known: [String]) -> Bool { known == ReportDue.Kind.allCases.map(\.rawValue) }

  func moment(_ at: Timestamp) -> String { EventWords.moment(at) }
}
