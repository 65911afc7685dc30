// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

extension RefusalWords {
  /// How to mend it, in one or more whole sentences.
  public func remedy(_ refusal: Refusal) -> String {
    func say(_ key: RemedyMessage, _ arguments: String...) -> String { texts(key, arguments: arguments) }
    switch refusal {
    case .notActivated: return say(.notActivated)
    case .alreadyActivated: return say(.alreadyActivated)
    case .noRole(let user): return say(.noRole, user)
    case .notPermitted(_, let permission):
      let roles = study.roles.filter { $0.can.contains(permission) }.map(\.id)
      return roles.isEmpty ? say(.nobodyMay, permission.rawValue) : say(.granting, names.list(roles))
    case .otherSite(_, ""): return say(.wholeTrial)
    case .otherSite: return say(.otherSite)
    case .unknownRole("", _): return say(.noGrantingRole)
    case .unknownRole(let word, let known), .unknownSite(let word, let known),
      .unknownConsentVersion(let word, let known), .unknownArm(let word, let known),
      .unknownForm(let word, let known):
      return texts.advice(for: word, among: known)
    case .unknownItem(let path, let known): return texts.advice(for: path.item, among: known)
    case .siteNeeded:
      let sites = study.sites.map(\.id)
      let known = sites.isEmpty ? "" : texts(ConductMessage.known, texts.list(sites, atMost: 20))
      return names.joined([say(.siteNeeded), known])
    case .notGranted: return say(.notGranted)
    case .reasonMissing: return say(.reasonMissing)
    case .inFuture(_, let today): return say(.inFuture, "\(today)")
    case .beforeStart: return say(.beforeStart)
    case .noCalendar: return say(.noCalendar)
    case .unknownSubject(let id):
      let meant = nearMiss(of: id, among: subjects).map { texts(ConductMessage.didYouMean, $0) }
      return names.joined([meant ?? "", say(.unknownSubject)])
    case .alreadyScreened: return say(.alreadyScreened)
    case .samePerson(nil): return say(.samePerson)
    case .samePerson(let id?): return say(.samePersonAs, id)
    case .badIdentifier: return say(.badIdentifier)
    case .screenFailed: return say(.screenFailed)
    case .consentNotInForce(_, let day):
      let versions = study.consent.versions.filter { $0.isInForce(on: day) }.map(\.id)
      return versions.isEmpty ? say(.noneInForce) : say(.inForce, names.list(versions))
    case .noConsent: return say(.noConsent)
    case .withdrawn: return say(.withdrawn)
    case .notEligible: return say(.notEligible)
    case .notConfirmed: return say(.notConfirmed)
    case .confirmationVoid: return say(.confirmationVoid)
    case .alreadyRandomized: return say(.alreadyRandomized)
    case .notRandomized: return say(.notRandomized)
    case .noAllocationHere: return say(.noAllocationHere)
    case .levelMissing: return say(.levelMissing)
    case .allocationClosed: return say(.allocationClosed)
    case .openLabel: return say(.openLabel)
    case .allocation(.missingLevels): return say(.levelMissing)
    case .allocation(.cannotBeDrawn): return say(.noAllocationHere)
    case .allocation: return say(.allocation)
    case .unknownRow: return say(.unknownRow)
    case .filledOnce: return say(.filledOnce)
    case .nothingWritten: return say(.nothingWritten)
    case .filledByAct: return say(.filledByAct)
    case .noValue(let path, let text, _): return ValueWords(names: names).wanted(path, insteadOf: text)
    case .alreadyFilled: return say(.alreadyFilled)
    case .unchanged: return say(.unchanged)
    case .changedMeanwhile: return say(.changedMeanwhile)
    case .checkFailed: return say(.checkFailed)
    case .branchClosed(let path):
      let builder = SynopsisBuilder(study: study, texts: texts)
      let branch = study.item(path)?.shownWhen.map { say(.askedWhere, builder.words(for: $0)) }
      return names.joined([branch ?? "", say(.branchClosed)])
    case .valueMissing(let path):
      let reasons = study.item(path).map { ValueWords(names: names).reasons($0) }
      return names.joined([say(.valueMissing), reasons ?? ""])
    case .beforeRandomization(_, let id): return say(.beforeRandomization, id)
    case .frozen: return say(.frozen)
    case .locked: return say(.locked)
    case .notHeld: return say(.notHeld)
    case .alreadyHeld: return say(.alreadyHeld)
    case .unknownQuery: return say(.unknownQuery)
    case .queryIs(.open, _): return say(.queryOpen)
    case .queryIs(.answered, _): return say(.queryAnswered)
    case .queryIs(.closed, _): return say(.queryClosed)
    case .nothingToVerify: return say(.nothingToVerify)
    case .nothingToRedact: return say(.nothingToRedact)
    case .openQueries: return say(.openQueries)
    case .subjectDied: return say(.subjectDied)
    case .noDose(let obstacle): return texts.remedy(obstacle)
    case .doseOpen: return say(.doseOpen)
    case .notADose: return say(.notADose)
    case .notAnEventForm: return say(.notAnEventForm)
    case .noSafetyPlan: return say(.noSafetyPlan)
    case .unknownCase: return say(.unknownCase)
    case .unknownAnswer(let text, let known): return answers(text, known)
    case .unknownNotice: return say(.unknownNotice)
    case .ownNotice: return say(.ownNotice)
    case .alreadyAcknowledged: return say(.alreadyHeld)
    case .cutExists: return say(.cutExists)
    case .notTheNextVersion(_, let wanted): return say(.notTheNextVersion, String(wanted))
    case .otherStudy: return say(.otherStudy)
    case .sameProtocol: return say(.sameProtocol)
    case .noLimitsPlan: return say(.noLimitsPlan)
    case .limitsUnreadable: return say(.limitsUnreadable)
    case .sameLimits: return say(.sameProtocol)
    case .lastGranter: return say(.lastGranter)
    case .noConsentToCorrect: return say(.noConsentToCorrect)
    case .sameConsent: return say(.sameConsent)
    case .alreadyRevealed: return say(.alreadyRevealed)
    }
  }

  /// What is asked about a serious event, or which kinds of reports there are.
  private func answers(_ text: String, _ known: [String]) -> String {
    guard !isReport(known) else { return texts.advice(for: text, among: known) }
    let question = text.split(separator: "=", omittingEmptySubsequences: false).first.map(String.init) ?? text
    let asked = known.contains(question) ? "" : texts.advice(for: question, among: known)
    return names.joined([asked, texts[RemedyMessage.yesOrNo]])
  }
}
