// SPDX-License-Identifier: Apache-2.0

import ProtocolLibrary
import TrialConduct

/// What each idempotency key was first used for, since the server began; the ledger itself keeps that it was used.
actor IdempotencyKeys {
  private var requests: [String: Fingerprint] = [:]

  /// Takes note of a request under a key.
  ///
  /// - Returns: Whether the key is new or stood for the same request before.
  func take(_ key: String, for request: Fingerprint) -> Bool {
    if let before = requests[key] { return before == request }
    requests[key] = request
    return true
  }

  /// A request that was refused did not use its key.
  func free(_ key: String) { requests[key] = nil }
}

extension Act {
  /// The kind of its first fact; nil for acts that have several.
  private var kindOfFact: String? {
    switch self {
    case .grant: "granted"
    case .revoke: "revoked"
    case .amend: "activated"
    case .cut: "cut-made"
    case .revealSeed: "seed-revealed"
    case .screen: "screened"
    case .failScreening: "screen-failed"
    case .consent: "consented"
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
    default: nil
    }
  }

  /// Whether an entry may be what this act left when it was carried out in an earlier run of the server.
  func mayHaveLeft(_ event: TrialEvent, by user: String) -> Bool {
    guard event.author.user == user, kindOfFact ?? event.fact.kind == event.fact.kind else { return false }
    return subject == nil || event.fact.subject == nil || subject == event.fact.subject
  }
}
