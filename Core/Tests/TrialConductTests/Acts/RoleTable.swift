// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Who may do what in `LiveTrial`, written down from its roles in words: a second opinion that never asks `Access`.
enum RoleTable {
  /// What a user may do, act by act, and where: a site, or everywhere.
  private static let duties: [String: (may: Set<String>, site: String?)] = [
    "root": (["grant", "revoke", "amend", "cut", "reveal", "import", "allocate elsewhere", "redact"], nil),
    "li": (investigating, "N"), "lu": (investigating, "S"), "co": (coordinating, "N"),
    "cs": (coordinating, "S"),
    "mo": (["ask", "close", "reopen", "verify", "freeze", "unfreeze", "take note"], "N"),
    "dm": (["ask", "close", "reopen", "freeze", "unfreeze", "lock", "unlock", "correct", "take out"], nil),
    "so": (["report serious", "send report"], nil), "au": (["take note"], nil),
    "dr": (["decide dose"], "N"), "ds": (["decide dose"], "S"),
  ]

  private static let coordinating: Set<String> = [
    "screen", "fail", "consent", "withdraw", "enter", "correct", "take out", "attach", "answer",
  ]
  private static let investigating = coordinating.union([
    "confirm", "randomize", "in error", "unblind", "deviate", "sign", "report serious",
  ])

  /// Why a person may not do something; nil where they may.
  ///
  /// What is asked about and is not there (`missing`) is told before whose site it is; nothing is told to who may do it
  /// nowhere. `site` is nil for the whole trial.
  static func refusal(
    _ user: String,
    _ duty: String,
    at site: String?,
    missing: String? = nil,
    hears: String = "otherSite"
  ) -> String? {
    guard let (may, reach) = duties[user] else { return "noRole" }
    guard may.contains(duty) else { return "notPermitted" }
    if let missing { return missing }
    return reach == nil || reach == site ? nil : hears
  }

  /// What a person of another site hears: whoever cannot see that site does not learn whom and what it has.
  static func hears(_ act: Act) -> String {
    switch act {
    case .answer, .closeQuery, .reopenQuery: "unknownQuery"
    case .noteReportSent: "unknownCase"
    case .acknowledge: "unknownNotice"
    case .screen: "otherSite"
    default: act.subject == nil ? "otherSite" : "unknownSubject"
    }
  }

  /// The duty that an act is.
  static func duty(_ act: Act) -> String {
    switch act {
    case .grant: "grant"
    case .revoke: "revoke"
    case .amend: "amend"
    case .cut: "cut"
    case .revealSeed: "reveal"
    case .publishLimits: "import"
    case .screen: "screen"
    case .failScreening: "fail"
    case .consent: "consent"
    case .correctConsent: "consent"
    case .withdrawConsent: "withdraw"
    case .confirmEligibility: "confirm"
    case .randomize: "randomize"
    case .allocateElsewhere: "allocate elsewhere"
    case .noteRandomizedInError: "in error"
    case .unblind: "unblind"
    case .noteDeviation: "deviate"
    case .enter: "enter"
    case .bringIn, .importRow: "import"
    case .correct: "correct"
    case .removeRow: "take out"
    case .redact: "redact"
    case .attach: "attach"
    case .query: "ask"
    case .answer: "answer"
    case .closeQuery: "close"
    case .reopenQuery: "reopen"
    case .verify: "verify"
    case .sign: "sign"
    case .freeze: "freeze"
    case .unfreeze: "unfreeze"
    case .lock: "lock"
    case .unlock: "unlock"
    case .decideDose: "decide dose"
    case .reportSerious: "report serious"
    case .noteReportSent: "send report"
    case .acknowledge: "take note"
    }
  }
}
