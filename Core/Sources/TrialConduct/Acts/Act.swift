// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What somebody asks to be done; a decision turns it into facts, or refuses it.
public enum Act: Hashable, Sendable {
  // The trial
  case grant(Grant)
  case revoke(Grant)
  case amend(ProtocolVersion)
  case cut(id: String, date: CivilDate?, data: String)
  case revealSeed(String)
  /// Puts the table of the laboratories' limits of normal into force, as a whole.
  case publishLimits(table: String)

  // Subjects
  case screen(Screening)
  /// Brings in a subject whose data were recorded elsewhere.
  case bringIn(subject: String, site: String)
  case failScreening(subject: String, on: CivilDate)
  case consent(subject: String, version: String, on: CivilDate)
  /// Corrects the day of the last consent to a version.
  case correctConsent(subject: String, version: String, on: CivilDate)
  case withdrawConsent(subject: String, on: CivilDate)
  /// Confirms by signature, on the day of the request.
  case confirmEligibility(subject: String)
  /// Draws the arm, on the day of the request.
  case randomize(subject: String)
  /// Brings in an allocation that another system made.
  case allocateElsewhere(subject: String, arm: String, on: CivilDate)
  case noteRandomizedInError(subject: String)
  case unblind(subject: String)
  case noteDeviation(Deviation)

  // Capture
  /// Fills items that are empty. `row` nil begins a row of a log; `expecting` is the revision that was seen.
  case enter(subject: String, form: String, row: Int?, values: [EnteredValue], expecting: Int?)
  /// Brings in a row that was recorded elsewhere.
  case importRow(subject: String, form: String, values: [EnteredValue], recorded: String?)
  case correct(RowReference, values: [EnteredValue], expecting: Int?)
  case removeRow(RowReference)
  case redact(RowReference, item: String)
  case attach(Attachment)
  case query(RowReference, item: String?, text: String)
  case answer(query: String, text: String)
  case closeQuery(String)
  case reopenQuery(String)
  case verify(RowReference, items: [String])
  case sign(RowReference, Signature.Meaning)
  case freeze(Scope)
  case unfreeze(Scope)
  case lock(Scope)
  case unlock(Scope)

  // Treatment
  /// Decides one drug of one cycle, in the light of what the rules propose; `confirms` says that somebody looked twice at a
  /// measure outside what is usual.
  case decideDose(subject: String, cycle: Int, drug: String, DoseChoice, confirms: Bool)

  // Safety
  /// Begins a case, or adds a version to the one named.
  case reportSerious(
    case: String?,
    row: RowReference,
    known: Timestamp,
    answers: [EnteredValue],
    narrative: String
  )
  case noteReportSent(case: String, kind: String, on: CivilDate)

  // Notices
  /// Says that one has heard of what others must hear of; `entry` is the notice's place in the ledger.
  case acknowledge(entry: Int)
}

extension Act {
  /// What a role has to grant for it.
  public var permission: Permission {
    switch self {
    case .grant, .revoke: .grant
    case .amend: .amend
    case .cut: .cut
    case .revealSeed: .reveal
    case .screen, .failScreening: .screen
    case .consent, .correctConsent, .withdrawConsent: .consent
    case .confirmEligibility: .confirmEligibility
    case .randomize: .randomize
    case .bringIn, .allocateElsewhere, .importRow, .publishLimits: .importData
    case .noteRandomizedInError: .randomizedInError
    case .unblind: .unblind
    case .noteDeviation: .deviate
    case .enter: .enter
    case .correct, .removeRow: .correct
    case .redact: .redact
    case .attach: .attach
    case .query: .query
    case .answer: .answer
    case .closeQuery, .reopenQuery: .closeQuery
    case .verify: .verify
    case .sign: .sign
    case .freeze, .unfreeze: .freeze
    case .lock, .unlock: .lock
    case .decideDose: .prescribe
    case .reportSerious: .reportSerious
    case .noteReportSent: .sendReport
    case .acknowledge: .audit
    }
  }

  /// Whether it means nothing without a reason.
  public var needsReason: Bool {
    switch self {
    case .revoke, .failScreening, .correctConsent, .noteRandomizedInError, .unblind, .correct, .removeRow,
      .redact,
      .reopenQuery, .unfreeze, .unlock, .amend, .revealSeed:
      true
    default: false
    }
  }

  /// The day on which it says something happened; nil where it says none.
  var day: CivilDate? {
    switch self {
    case .screen(let screening): screening.on
    case .failScreening(_, let on), .consent(_, _, let on), .correctConsent(_, _, let on),
      .withdrawConsent(_, let on),
      .allocateElsewhere(_, _, let on),
      .noteReportSent(_, _, let on):
      on
    case .cut(_, let date, _): date
    default: nil
    }
  }

  /// The subject it is about, where it is about one.
  public var subject: String? {
    switch self {
    case .screen(let screening): screening.subject
    case .bringIn(let subject, _), .failScreening(let subject, _), .consent(let subject, _, _),
      .correctConsent(let subject, _, _), .withdrawConsent(let subject, _),
      .confirmEligibility(let subject), .randomize(let subject),
      .allocateElsewhere(let subject, _, _), .noteRandomizedInError(let subject), .unblind(let subject),
      .enter(let subject, _, _, _, _), .importRow(let subject, _, _, _), .decideDose(let subject, _, _, _, _):
      subject
    case .noteDeviation(let deviation): deviation.subject
    case .correct(let row, _, _), .removeRow(let row), .redact(let row, _), .query(let row, _, _),
      .verify(let row, _), .sign(let row, _), .reportSerious(_, let row, _, _, _):
      row.subject
    case .attach(let attachment): attachment.row.subject
    case .freeze(let scope), .unfreeze(let scope), .lock(let scope), .unlock(let scope): scope.subject
    case .grant, .revoke, .amend, .cut, .revealSeed, .publishLimits, .answer, .closeQuery, .reopenQuery,
      .noteReportSent, .acknowledge:
      nil
    }
  }
}
