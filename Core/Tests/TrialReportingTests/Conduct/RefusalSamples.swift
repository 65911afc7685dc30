// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// One sample of every refusal: a case that is added does not compile until it has its place in the chain.
enum RefusalSamples {
  private static let row = RowReference("C-001", "s")
  private static let item = ItemPath(form: "s", item: "age")
  private static let day = ConductTrial.date("2025-03-10")

  static var all: [Refusal] {
    var samples: [Refusal] = [.notActivated]
    while let last = samples.last, let next = next(after: last) { samples.append(next) }
    return samples
  }

  private static func next(after refusal: Refusal) -> Refusal? {
    switch refusal {
    case .notActivated: .alreadyActivated
    case .alreadyActivated: .noRole(user: "zhao")
    case .noRole: .notPermitted(user: "wu", .enter)
    case .notPermitted: .otherSite(user: "li", site: "02")
    case .otherSite: .unknownRole("doctor", known: ["investigator"])
    case .unknownRole: .unknownSite("3", known: ["01"])
    case .unknownSite: .siteNeeded(role: "investigator")
    case .siteNeeded: .notGranted(user: "li", role: "manager")
    case .notGranted: .reasonMissing
    case .reasonMissing: .inFuture(day, today: day)
    case .inFuture: .beforeStart(day, start: day)
    case .beforeStart: .noCalendar
    case .noCalendar: .unknownSubject("C-009")
    case .unknownSubject: .alreadyScreened("C-001")
    case .alreadyScreened: .samePerson(subject: nil)
    case .samePerson: .badIdentifier("a/b")
    case .badIdentifier: .screenFailed("C-001")
    case .screenFailed: .unknownConsentVersion("2", known: ["2.1"])
    case .unknownConsentVersion: .consentNotInForce("2.1", on: day)
    case .consentNotInForce: .noConsent("C-001", on: day)
    case .noConsent: .withdrawn("C-001", on: day)
    case .withdrawn: .notEligible("C-001", because: [])
    case .notEligible: .notConfirmed("C-001")
    case .notConfirmed: .confirmationVoid("C-001")
    case .confirmationVoid: .alreadyRandomized("C-001")
    case .alreadyRandomized: .notRandomized("C-001")
    case .notRandomized: .noAllocationHere
    case .noAllocationHere: .levelMissing(factor: "age", item)
    case .levelMissing: .allocationClosed
    case .allocationClosed: .unknownArm("C", known: ["VERUM"])
    case .unknownArm: .openLabel
    case .openLabel: .allocation(.missingLevels(["age"]))
    case .allocation: .unknownForm("x", known: ["s"])
    case .unknownForm: .unknownItem(item, known: ["age"])
    case .unknownItem: .unknownRow(row)
    case .unknownRow: .filledOnce(row)
    case .filledOnce: .nothingWritten
    case .nothingWritten: .filledByAct(item)
    case .filledByAct: .noValue(item, text: "x", .notANumber)
    case .noValue: .alreadyFilled(row, item: "age")
    case .alreadyFilled: .unchanged(row)
    case .unchanged: .changedMeanwhile(row, by: "chen", at: Timestamp(day))
    case .changedMeanwhile:
      .checkFailed(row, check: "L1", LocalizedText("A scan is missing.", simplifiedChinese: "缺少检查。"))
    case .checkFailed: .branchClosed(item)
    case .branchClosed: .valueMissing(item)
    case .valueMissing: .beforeRandomization(form: "ae", subject: "C-001")
    case .beforeRandomization: .frozen(.study)
    case .frozen: .locked(.study)
    case .locked: .notHeld(.study)
    case .notHeld: .alreadyHeld(.study)
    case .alreadyHeld: .unknownQuery("Q9")
    case .unknownQuery: .queryIs(.closed, id: "Q1")
    case .queryIs: .nothingToVerify(row)
    case .nothingToVerify: .nothingToRedact(row, item: "name")
    case .nothingToRedact: .openQueries(.study, ids: ["Q1"])
    case .openQueries: .subjectDied("C-001", on: "2025-03-10")
    case .subjectDied: .noDose(.unknownDrug("Verom", known: ["Verum"]))
    case .noDose: .doseOpen(drug: "Verum", settledBy: ["neutropenia"])
    case .doseOpen: .notADose("7 d", unit: "mg")
    case .notADose: .notAnEventForm(form: "s", wanted: "ae")
    case .notAnEventForm: .noSafetyPlan
    case .noSafetyPlan: .unknownCase("SAE-9")
    case .unknownCase: .unknownAnswer("x=yes", known: ["death"])
    case .unknownAnswer: .unknownNotice(9)
    case .unknownNotice: .ownNotice(9)
    case .ownNotice: .alreadyAcknowledged(9, by: "wu")
    case .alreadyAcknowledged: .cutExists("first")
    case .cutExists: .notTheNextVersion(5, wanted: 2)
    case .notTheNextVersion: .otherStudy("x", this: "acts")
    case .otherStudy: .sameProtocol
    case .sameProtocol: .alreadyRevealed
    case .alreadyRevealed: .noLimitsPlan
    case .noLimitsPlan:
      .limitsUnreadable(LaboratoryLimits.read(Array("site,analyte\n".utf8)).problems[0])
    case .limitsUnreadable: .sameLimits
    case .sameLimits: .lastGranter(user: "wang")
    case .lastGranter: .noConsentToCorrect("C-001", version: "2")
    case .noConsentToCorrect: .sameConsent("C-001", version: "2", on: day)
    case .sameConsent: nil
    }
  }
}
