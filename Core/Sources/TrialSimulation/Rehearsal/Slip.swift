// SPDX-License-Identifier: Apache-2.0

/// A human slip that a rehearsal makes on purpose, to see that the rules notice it.
public enum Slip: String, CaseIterable, Sendable {
  // Screening and consent
  case unknownSite = "unknown-site"
  case badIdentifier = "bad-identifier"
  case screenedTwice = "screened-twice"
  case samePersonTwice = "same-person-twice"
  case consentInFuture = "consent-in-future"
  case unknownConsentText = "unknown-consent-text"
  case consentTextNotInForce = "consent-text-not-in-force"
  case entryBeforeConsent = "entry-before-consent"
  case entryBeforeRandomization = "entry-before-randomization"

  // Filling in forms
  case wrongType = "wrong-type"
  case outOfRange = "out-of-range"
  case unknownCode = "unknown-code"
  case unknownForm = "unknown-form"
  case unknownItem = "unknown-item"
  case unknownSubject = "unknown-subject"
  case unknownRow = "unknown-row"
  case secondRow = "second-row"
  case nothingWritten = "nothing-written"
  case closedBranch = "closed-branch"
  case requiredMissing = "required-missing"
  case typedWhatActsFill = "typed-what-acts-fill"
  case dayInFuture = "day-in-future"
  case failedCheck = "failed-check"
  case wrongRole = "wrong-role"
  case otherSite = "other-site"
  case stranger

  // Changing what stands
  case enteredTwice = "entered-twice"
  case noReason = "no-reason"
  case unchanged
  case changedMeanwhile = "changed-meanwhile"
  case editedWhileFrozen = "edited-while-frozen"
  case frozenTwice = "frozen-twice"
  case notFrozen = "not-frozen"
  case editedWhileLocked = "edited-while-locked"
  case lockedWithQuery = "locked-with-query"
  case correctedAfterSignature = "corrected-after-signature"
  case verifiedTwice = "verified-twice"
  case nothingToRedact = "nothing-to-redact"
  case unknownQuery = "unknown-query"
  case closedTwice = "closed-twice"

  // Eligibility and randomization
  case beforeStart = "before-start"
  case ineligible
  case notConfirmed = "not-confirmed"
  case changedAfterConfirmation = "changed-after-confirmation"
  case randomizedTwice = "randomized-twice"
  case randomizedTwiceWithKey = "randomized-twice-with-key"
  case failedAfterRandomization = "failed-after-randomization"
  case errorBeforeRandomization = "error-before-randomization"
  case consentAfterFailure = "consent-after-failure"
  case eligibilityBroken = "eligibility-broken"
  case unblindedOpenLabel = "unblinded-open-label"
  case entryAfterWithdrawal = "entry-after-withdrawal"

  // Safety
  case unknownAnswer = "unknown-answer"
  case unknownCase = "unknown-case"
  case reportedOnOtherForm = "reported-on-other-form"
  case reportWithoutPlan = "report-without-plan"

  // The trial
  case unknownRole = "unknown-role"
  case roleWithoutSite = "role-without-site"
  case roleNotHeld = "role-not-held"
  case cutTwice = "cut-twice"
  case revealedTwice = "revealed-twice"
  case randomizedAfterReveal = "randomized-after-reveal"
  case editedAfterLock = "edited-after-lock"

  /// The refusals with which it may be answered; empty where it is no fault: it is done, and something follows.
  public var codes: [String] {
    switch self {
    case .unknownSite: ["unknownSite"]
    case .badIdentifier: ["badIdentifier"]
    case .screenedTwice: ["alreadyScreened"]
    case .samePersonTwice: ["samePerson"]
    case .consentInFuture, .dayInFuture: ["inFuture"]
    case .unknownConsentText: ["unknownConsentVersion"]
    case .consentTextNotInForce: ["consentNotInForce"]
    case .entryBeforeConsent: ["noConsent"]
    case .entryBeforeRandomization: ["beforeRandomization"]
    case .wrongType, .outOfRange, .unknownCode: ["noValue"]
    case .unknownForm: ["unknownForm"]
    case .unknownItem: ["unknownItem"]
    case .unknownSubject: ["unknownSubject"]
    case .unknownRow: ["unknownRow"]
    case .secondRow: ["filledOnce"]
    case .nothingWritten: ["nothingWritten"]
    case .closedBranch: ["branchClosed"]
    case .requiredMissing: ["valueMissing"]
    case .typedWhatActsFill: ["filledByAct"]
    case .failedCheck: ["checkFailed"]
    case .wrongRole: ["notPermitted"]
    // Whoever may not even see the site does not learn that there is such a subject.
    case .otherSite: ["otherSite", "unknownSubject"]
    case .stranger: ["noRole"]
    case .enteredTwice: ["alreadyFilled"]
    case .noReason: ["reasonMissing"]
    case .unchanged: ["unchanged"]
    case .changedMeanwhile: ["changedMeanwhile"]
    case .editedWhileFrozen: ["frozen"]
    case .frozenTwice: ["alreadyHeld"]
    case .notFrozen: ["notHeld"]
    case .editedWhileLocked, .editedAfterLock: ["locked"]
    case .lockedWithQuery: ["openQueries"]
    case .correctedAfterSignature, .randomizedTwiceWithKey, .eligibilityBroken: []
    case .verifiedTwice: ["nothingToVerify"]
    case .nothingToRedact: ["nothingToRedact"]
    case .unknownQuery: ["unknownQuery"]
    case .closedTwice: ["queryIs"]
    case .beforeStart: ["beforeStart"]
    case .ineligible: ["notEligible"]
    case .notConfirmed: ["notConfirmed"]
    case .changedAfterConfirmation: ["confirmationVoid"]
    case .randomizedTwice, .failedAfterRandomization: ["alreadyRandomized"]
    case .errorBeforeRandomization: ["notRandomized"]
    case .consentAfterFailure: ["screenFailed"]
    case .unblindedOpenLabel: ["openLabel"]
    case .entryAfterWithdrawal: ["withdrawn"]
    case .unknownAnswer: ["unknownAnswer"]
    case .unknownCase: ["unknownCase"]
    case .reportedOnOtherForm: ["notAnEventForm"]
    case .reportWithoutPlan: ["noSafetyPlan"]
    case .unknownRole: ["unknownRole"]
    case .roleWithoutSite: ["siteNeeded"]
    case .roleNotHeld: ["notGranted"]
    case .cutTwice: ["cutExists"]
    case .revealedTwice: ["alreadyRevealed"]
    case .randomizedAfterReveal: ["allocationClosed"]
    }
  }
}

/// Deals slips so that each has its turn: the one that was played longest ago comes first.
struct SlipDeck: Sendable {
  private var queue: [Slip]

  init(_ shuffled: [Slip]) { queue = shuffled }

  /// The lines of the first slip that can be played here; those of others are nil.
  mutating func deal(_ lines: (Slip) -> [CueLine]?) -> [CueLine] {
    for (index, slip) in queue.enumerated() {
      guard let found = lines(slip) else { continue }
      queue.remove(at: index)
      queue.append(slip)
      return found
    }
    return []
  }
}
