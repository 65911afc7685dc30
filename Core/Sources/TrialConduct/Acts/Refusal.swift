// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Why something may not be done; `TrialReporting` has the words.
public enum Refusal: Error, Sendable {
  // Who
  case notActivated
  case alreadyActivated
  case noRole(user: String)
  /// No role of the person grants it.
  case notPermitted(user: String, Permission)
  /// The role grants it, but not at this site.
  case otherSite(user: String, site: String)
  case unknownRole(String, known: [String])
  case unknownSite(String, known: [String])
  case siteNeeded(role: String)
  case notGranted(user: String, role: String)
  /// Without this role nobody could give roles any more.
  case lastGranter(user: String)
  case reasonMissing

  // When
  case inFuture(CivilDate, today: CivilDate)
  case beforeStart(CivilDate, start: CivilDate)
  case noCalendar

  // Subjects
  case unknownSubject(String)
  case alreadyScreened(String)
  /// The same person is in the trial; the subject is told only to those whose sites it belongs to.
  case samePerson(subject: String?)
  case badIdentifier(String)
  case screenFailed(String)
  case unknownConsentVersion(String, known: [String])
  case consentNotInForce(String, on: CivilDate)
  case noConsent(String, on: CivilDate)
  case withdrawn(String, on: CivilDate)
  /// No consent to this version of the text is on file.
  case noConsentToCorrect(String, version: String)
  /// It stands there with this very day.
  case sameConsent(String, version: String, on: CivilDate)

  // Randomization
  case notEligible(String, because: [RuleVerdict])
  case notConfirmed(String)
  /// What was confirmed has changed since.
  case confirmationVoid(String)
  case alreadyRandomized(String)
  case notRandomized(String)
  case noAllocationHere
  case levelMissing(factor: String, ItemPath)
  case allocationClosed
  case unknownArm(String, known: [String])
  case openLabel
  /// The rules of allocation cannot give the next arm.
  case allocation(AllocationRefusal)

  // Capture
  case unknownForm(String, known: [String])
  case unknownItem(ItemPath, known: [String])
  case unknownRow(RowReference)
  /// A second row in a form that is filled once.
  case filledOnce(RowReference)
  case nothingWritten
  /// Acts fill it: nobody types it.
  case filledByAct(ItemPath)
  case noValue(ItemPath, text: String, ValueFault)
  case alreadyFilled(RowReference, item: String)
  case unchanged(RowReference)
  /// Somebody changed the row after it was looked at.
  case changedMeanwhile(RowReference, by: String, at: Timestamp)
  case checkFailed(RowReference, check: String, LocalizedText)
  case branchClosed(ItemPath)
  case valueMissing(ItemPath)
  case beforeRandomization(form: String, subject: String)
  case frozen(Scope)
  case locked(Scope)
  case notHeld(Scope)
  case alreadyHeld(Scope)
  case unknownQuery(String)
  case queryIs(QueryState.Status, id: String)
  case nothingToVerify(RowReference)
  case nothingToRedact(RowReference, item: String)
  case openQueries(Scope, ids: [String])

  // Treatment
  case subjectDied(String, on: String)
  case noDose(DoseObstacle)
  /// The findings leave several proposals, or somebody has to decide: there is nothing to accept.
  case doseOpen(drug: String, settledBy: [String])
  case notADose(String, unit: String)

  // Safety
  case notAnEventForm(form: String, wanted: String)
  case noSafetyPlan
  case unknownCase(String)
  case unknownAnswer(String, known: [String])

  // Notices
  /// No notice stands at this entry, or none that the person may hear of.
  case unknownNotice(Int)
  /// Who did it cannot be the one who hears of it.
  case ownNotice(Int)
  case alreadyAcknowledged(Int, by: String)

  // Cuts and versions
  case cutExists(String)
  case notTheNextVersion(Int, wanted: Int)
  case otherStudy(String, this: String)
  case sameProtocol
  case alreadyRevealed

  // Laboratories
  /// The protocol reads no table of limits.
  case noLimitsPlan
  /// The table cannot be read; the first thing wrong in it.
  case limitsUnreadable(LaboratoryLimits.Problem)
  /// This very table is in force.
  case sameLimits
}

extension Refusal {
  /// A stable word for programs: the case's name.
  public var code: String {
    Mirror(reflecting: self).children.first?.label ?? "\(self)"
  }
}
