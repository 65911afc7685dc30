// SPDX-License-Identifier: Apache-2.0

import Coordination
import Ledger
import TrialConduct
import TrialDesign

extension Problem {
  /// A refusal as a status and a code; `TrialReporting` has its sentences.
  init(refusal: Refusal, in study: StudyProtocol? = nil) {
    self.init(Self.kind(of: refusal), code: refusal.code, refusal.code)
    self.refusal = study.map { (refusal, $0) }
  }

  private static func kind(of refusal: Refusal) -> ProblemKind {
    switch refusal {
    case .noRole, .notPermitted, .otherSite: .refusedByRole
    case .unknownSubject, .unknownRow, .unknownQuery, .unknownCase, .unknownForm, .unknownNotice: .notFound
    case .changedMeanwhile: .changedMeanwhile
    case .unknownRole, .unknownSite, .siteNeeded, .reasonMissing, .inFuture, .badIdentifier,
      .unknownConsentVersion, .consentNotInForce, .unknownArm, .unknownItem, .nothingWritten, .filledByAct,
      .noValue, .checkFailed, .branchClosed, .valueMissing, .notAnEventForm, .unknownAnswer, .otherStudy,
      .notADose:
      .refusedByValue
    default: .refusedByState
    }
  }

  init(failure: TrialFailure) {
    switch failure {
    case .refused(let refusal): self.init(refusal: refusal)
    case .ledger(.damaged), .impossible, .protocolUnreadable: self.init(.damaged)
    case .ledger:
      self.init(.busy)
      retryAfter = 5
    case .clock: self.init(.clock)
    case .noCut: self.init(.notFound)
    case .vault: self.init(.sealed)
    case .moved: self.init(.moved)
    case .keyReused: self.init(.keyReused)
    }
  }

  init(credential fault: CredentialFault) {
    switch fault {
    case .passwordNeeded: self.init(.passwordNeeded)
    case .noPassword: self.init(.noPassword)
    case .wrongPassword, .tooLong, .tooShort: self.init(.wrongPassword)
    case .temporary: self.init(.temporaryPassword)
    case .wait(let seconds):
      self.init(.tooManyTries, "\(seconds)")
      retryAfter = seconds
    case .unknownToken, .noScope: self.init(.unauthorized)
    case .unreadable, .unwritable, .exposed, .damaged: self.init(.busy)
    }
  }
}
