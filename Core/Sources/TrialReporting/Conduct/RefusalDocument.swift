// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

/// A refusal for programs: `{"code":…,"message":…,"remedy":…}`, with `rules` where eligibility is refused.
public struct RefusalDocument {
  private let words: RefusalWords

  public init(_ words: RefusalWords) {
    self.words = words
  }

  /// - Parameter refusal: Why something may not be done.
  /// - Returns: An object; `code` never changes its meaning, the sentences may be put better.
  public func json(_ refusal: Refusal) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("code", .string(refusal.code)), .init("message", .string(words.message(refusal))),
      .init("remedy", .string(words.remedy(refusal))),
    ]
    if case .notEligible(let subject, let rules) = refusal {
      members.append(.init("subject", .string(subject)))
      members.append(.init("rules", .array(rules.map { words.json($0) })))
    }
    return .object(members)
  }
}

extension RefusalWords {
  fileprivate func json(_ rule: RuleVerdict) -> JSONValue {
    [
      "id": .string(rule.rule.id), "kind": .string(rule.kind.rawValue),
      "text": .string(texts[rule.rule.text]), "verdict": .string(EligibilityDocument.word(rule.truth)),
      "because": .array(eligibility.because(rule).map { .string($0) }),
      "settledBy": .array(rule.settledBy.map { .string($0.description) }),
    ]
  }
}
