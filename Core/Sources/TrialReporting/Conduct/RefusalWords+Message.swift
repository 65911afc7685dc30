// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

extension RefusalWords {
  /// What may not be done, where and why, as one whole sentence.
  public func message(_ refusal: Refusal) -> String {
    func say(_ key: RefusalMessage, _ arguments: String...) -> String {
      texts(key, arguments: arguments.map { EventWords.shown($0) })
    }
    switch refusal {
    case .notActivated: return say(.notActivated)
    case .alreadyActivated: return say(.alreadyActivated)
    case .noRole(let user): return say(.noRole, user)
    case .notPermitted(let user, let permission):
      return say(.notPermitted, user, texts[permission], permission.rawValue)
    case .otherSite(let user, ""): return say(.wholeTrial, user)
    case .otherSite(let user, let site): return say(.otherSite, user, site)
    case .unknownRole("", _): return say(.noGrantingRole)
    case .unknownRole(let role, _): return say(.unknownRole, role)
    case .unknownSite(let site, _): return say(.unknownSite, site)
    case .siteNeeded(let role): return say(.siteNeeded, role)
    case .notGranted(let user, let role): return say(.notGranted, user, role)
    case .reasonMissing: return say(.reasonMissing)
    case .inFuture(let day, let today): return say(.inFuture, "\(day)", "\(today)")
    case .beforeStart(let day, let start): return say(.beforeStart, "\(day)", "\(start)")
    case .noCalendar: return say(.noCalendar)
    case .unknownSubject(let id): return say(.unknownSubject, id)
    case .alreadyScreened(let id): return say(.alreadyScreened, id)
    case .samePerson(nil): return say(.samePerson)
    case .samePerson(let id?): return say(.samePersonAs, id)
    case .badIdentifier(let text): return say(.badIdentifier, text)
    case .screenFailed(let id): return say(.screenFailed, id)
    case .unknownConsentVersion(let version, _): return say(.unknownConsentVersion, version)
    case .consentNotInForce(let version, let day): return say(.consentNotInForce, version, "\(day)")
    case .noConsent(let id, let day): return say(.noConsent, id, "\(day)")
    case .withdrawn(let id, let day): return say(.withdrawn, id, "\(day)")
    case .notEligible(let id, let rules): return say(.notEligible, id, list(rules))
    case .notConfirmed(let id): return say(.notConfirmed, id)
    case .confirmationVoid(let id): return say(.confirmationVoid, id)
    case .alreadyRandomized(let id): return say(.alreadyRandomized, id)
    case .notRandomized(let id): return say(.notRandomized, id)
    case .noAllocationHere: return say(.noAllocationHere)
    case .levelMissing(let factor, let path): return say(.levelMissing, factor, names.item(path))
    case .allocationClosed: return say(.allocationClosed)
    case .unknownArm(let arm, _): return say(.unknownArm, arm)
    case .openLabel: return say(.openLabel)
    case .allocation(let why): return AllocationWords(study, language: texts.language).sentence(for: why)
    case .unknownForm(let form, _): return say(.unknownForm, form)
    case .unknownItem(let path, _): return say(.unknownItem, names.form(path.form), path.item)
    case .unknownRow(let row): return say(.unknownRow, "\(row)")
    case .filledOnce(let row): return say(.filledOnce, names.form(row.form), "\(row)")
    case .nothingWritten: return say(.nothingWritten)
    case .filledByAct(let path): return say(.filledByAct, names.item(path))
    case .noValue(let path, let text, let fault): return say(fault.refusal, names.item(path), text)
    case .alreadyFilled(let row, let item): return say(.alreadyFilled, item, "\(row)")
    case .unchanged(let row): return say(.unchanged, "\(row)")
    case .changedMeanwhile(let row, "", _): return say(.goneMeanwhile, "\(row)")
    case .changedMeanwhile(let row, let user, let at):
      return say(.changedMeanwhile, "\(row)", user, moment(at))
    case .checkFailed(let row, let check, let why): return say(.checkFailed, "\(row)", check, texts[why])
    case .branchClosed(let path): return say(.branchClosed, names.item(path))
    case .valueMissing(let path): return say(.valueMissing, names.item(path))
    case .beforeRandomization(let form, let id): return say(.beforeRandomization, names.form(form), id)
    case .frozen(let scope): return say(.frozen, names.scope(scope))
    case .locked(let scope): return say(.locked, names.scope(scope))
    case .notHeld(let scope): return say(.notHeld, names.scope(scope))
    case .alreadyHeld(let scope): return say(.alreadyHeld, names.scope(scope))
    case .unknownQuery(let id): return say(.unknownQuery, id)
    case .queryIs(let status, let id): return say(.queryIs, id, texts[status])
    case .nothingToVerify(let row): return say(.nothingToVerify, "\(row)")
    case .nothingToRedact(let row, let item): return say(.nothingToRedact, item, "\(row)")
    case .openQueries(let scope, let ids):
      return say(.openQueries, names.scope(scope), texts.list(ids, atMost: 20))
    case .subjectDied(let id, let day): return say(.subjectDied, id, day)
    case .noDose(let obstacle): return say(.noDose, texts.obstacle(obstacle, in: study))
    case .doseOpen(let drug, []): return say(.doseOpen, drug)
    case .doseOpen(let drug, let findings): return say(.doseOpenFor, drug, names.list(findings))
    case .notADose(let text, let unit): return say(.notADose, text, unit)
    case .notAnEventForm(let form, let wanted):
      return say(.notAnEventForm, names.form(form), names.form(wanted))
    case .noSafetyPlan: return say(.noSafetyPlan)
    case .unknownCase(let id): return say(.unknownCase, id)
    case .unknownAnswer(let text, let known):
      return say(isReport(known) ? .unknownReport : .unknownAnswer, text)
    case .unknownNotice(let entry): return say(.unknownNotice, String(entry))
    case .ownNotice(let entry): return say(.ownNotice, String(entry))
    case .alreadyAcknowledged(let entry, let user): return say(.alreadyAcknowledged, String(entry), user)
    case .cutExists(let id): return say(.cutExists, id)
    case .notTheNextVersion(let number, let wanted):
      return say(.notTheNextVersion, String(number), String(wanted))
    case .otherStudy(let study, let this): return say(.otherStudy, study, this)
    case .sameProtocol: return say(.sameProtocol)
    case .noLimitsPlan: return say(.noLimitsPlan)
    case .limitsUnreadable(let fault):
      return say(.limitsUnreadable, String(fault.line), fault.column ?? "–", fault.problem, fault.remedy)
    case .sameLimits: return say(.sameLimits)
    case .lastGranter(let user): return say(.lastGranter, user)
    case .noConsentToCorrect(let id, let version): return say(.noConsentToCorrect, id, version)
    case .sameConsent(let id, let version, let day): return say(.sameConsent, id, version, "\(day)")
    case .alreadyRevealed: return say(.alreadyRevealed)
    }
  }
}

extension ValueFault {
  fileprivate var refusal: RefusalMessage {
    switch self {
    case .missing: .requiredValue
    case .unknownCode: .unknownCode
    case .notANumber: .notANumber
    case .notWhole: .notWhole
    case .outOfRange: .outOfRange
    case .notADate: .notADate
    case .notInCalendar: .notInCalendar
    }
  }
}
