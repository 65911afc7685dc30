// SPDX-License-Identifier: Apache-2.0

import TrialConduct

/// What every idempotency key of a ledger was used for: a key repeats its own request and no other.
struct AnsweredKeys {
  private struct Answer {
    var entries: ClosedRange<Int>
    let user: String
    let kind: String
    let subject: String?
  }

  private var answers: [String: Answer] = [:]

  /// Takes note of the entries of a request that was just written.
  mutating func note(_ key: String?, _ events: [TrialEvent], at entries: ClosedRange<Int>) {
    guard let key, !key.isEmpty, let first = events.first else { return }
    note(key, first, at: entries.lowerBound)
    answers[key]?.entries = entries
  }

  /// Takes note of an entry that begins or ends a request.
  mutating func note(_ key: String, _ event: TrialEvent, at entry: Int) {
    if let before = answers[key]?.entries.lowerBound {
      answers[key]?.entries = before...max(before, entry)
    } else {
      answers[key] = Answer(
        entries: entry...entry,
        user: event.author.user,
        kind: event.fact.kind,
        subject: event.fact.subject
      )
    }
  }

  /// The entries that an order left when its key was first used; nil for a new key.
  ///
  /// - Throws: A key of somebody else, or of an act of another kind or about another subject.
  func entries(of order: Order, _ key: String) throws(TrialFailure) -> ClosedRange<Int>? {
    guard let answer = answers[key] else { return nil }
    let subject = order.act.subject
    guard answer.user == order.user, order.act.kindOfFact ?? answer.kind == answer.kind,
      subject == nil || answer.subject == nil || subject == answer.subject
    else { throw .keyReused(key) }
    return answer.entries
  }
}

extension Order {
  /// Whether another order under the same key is this one once more.
  func isSame(as other: Order) -> Bool { act == other.act && user == other.user && reason == other.reason }
}

extension Act {
  /// The kind of its first fact; nil for acts that have several.
  fileprivate var kindOfFact: String? {
    switch self {
    case .grant: "granted"
    case .revoke: "revoked"
    case .amend: "activated"
    case .cut: "cut-made"
    case .revealSeed: "seed-revealed"
    case .publishLimits: "limits-published"
    case .screen: "screened"
    case .failScreening: "screen-failed"
    case .consent: "consented"
    case .correctConsent: "consent-corrected"
    case .withdrawConsent: "consent-withdrawn"
    case .confirmEligibility: "eligibility-confirmed"
    case .randomize: "randomized"
    case .noteRandomizedInError: "randomized-in-error"
    case .unblind: "unblinded"
    case .noteDeviation: "deviated"
    case .enter: "entered"
    case .correct: "corrected"
    case .removeRow: "row-removed"
    case .redact: "redacted"
    case .attach: "attached"
    case .query: "queried"
    case .answer: "query-answered"
    case .closeQuery: "query-closed"
    case .reopenQuery: "query-reopened"
    case .verify: "verified"
    case .sign: "signed"
    case .decideDose: "dose-decided"
    case .reportSerious: "serious-reported"
    case .noteReportSent: "report-sent"
    case .acknowledge: "acknowledged"
    default: nil
    }
  }

}
