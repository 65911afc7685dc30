// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What happened, in the past tense: a decision makes facts, a fold turns them into what is known.
public enum Fact: Hashable, Sendable {
  // MARK: The trial

  /// A version of the protocol came into force; the first opens the trial, later ones amend it.
  case activated(ProtocolVersion)
  /// A person was given a role.
  case granted(Grant)
  case revoked(Grant)
  /// A data cut was named.
  case cutMade(DataCut)
  /// The sealed seed was shown, so that anyone can derive every allocation again.
  case seedRevealed(seed: String)
  /// The table of the laboratories' limits of normal, as a whole; a later one takes its place.
  case limitsPublished(table: String)

  // MARK: Subjects

  /// A candidate was noted in the screening log.
  case screened(Screening)
  /// A subject whose data were recorded elsewhere was brought in; `site` is empty where they name none.
  case broughtIn(subject: String, site: String)
  /// A candidate will not enter the trial.
  case screenFailed(subject: String, on: CivilDate)
  case consented(subject: String, version: String, on: CivilDate)
  /// The day of a consent had been written down wrongly.
  case consentCorrected(subject: String, version: String, was: CivilDate, now: CivilDate)
  /// Nothing more may be collected about a subject from a day on.
  case consentWithdrawn(subject: String, on: CivilDate)
  /// An investigator signed that every criterion is met.
  case eligibilityConfirmed(subject: String, content: String)
  case randomized(SubjectAllocation)
  /// An allocation made by another system: it counts for balance and is not derived again.
  case allocatedElsewhere(SubjectAllocation)
  /// The allocation stays, and so does the subject's place in intention to treat.
  case randomizedInError(subject: String)
  case unblinded(subject: String)
  case deviated(Deviation)

  // MARK: Capture

  /// Values were written where none stood.
  case entered(RowReference, values: [EnteredValue])
  /// Values were changed; each with what stood there before.
  case corrected(RowReference, changes: [ItemChange])
  /// Rows that were recorded elsewhere were brought in.
  case imported(RowReference, values: [EnteredValue], recorded: String?)
  /// A row was taken out: it had been made by mistake.
  case rowRemoved(RowReference)
  /// What stands there identifies a person and is covered from now on.
  case redacted(RowReference, item: String)
  case attached(Attachment)

  case queried(Query)
  case queryAnswered(id: String, text: String)
  case queryClosed(id: String)
  case queryReopened(id: String)

  /// Values were compared with the source documents.
  case verified(RowReference, items: [String])
  case signed(RowReference, Signature)
  case frozen(Scope)
  case unfrozen(Scope)
  case locked(Scope)
  case unlocked(Scope)

  // MARK: Treatment

  /// The dose of a drug in a cycle was decided.
  case doseDecided(DoseDecision)

  // MARK: Safety

  /// A serious event was reported, or more became known of it.
  case seriousReported(SeriousReport)
  /// A report went out.
  case reportSent(case: String, kind: String, on: CivilDate)

  // MARK: Notices

  /// Somebody has heard of what the entry tells.
  case acknowledged(entry: Int)
}

/// A protocol as it came into force.
public struct ProtocolVersion: Hashable, Sendable {
  /// Counted from 1.
  public let number: Int
  public let study: String
  /// The version in the trial's own counting.
  public let label: String
  /// SHA-256 of `text`.
  public let hash: String
  /// The whole protocol file: a ledger is complete without any other file.
  public let text: String
  /// SHA-256 that binds the sealed seed; nil where nothing is drawn here.
  public let commitment: String?

  public init(number: Int, study: String, label: String, hash: String, text: String, commitment: String?) {
    self.number = number
    self.study = study
    self.label = label
    self.hash = hash
    self.text = text
    self.commitment = commitment
  }
}

/// A role that a person holds, at one site or at all.
public struct Grant: Hashable, Sendable {
  public let user: String
  public let role: String
  /// nil for a role that reaches all sites.
  public let site: String?

  public init(user: String, role: String, site: String?) {
    self.user = user
    self.role = role
    self.site = site
  }
}

/// The data as they stood, named so that they can be found again.
public struct DataCut: Hashable, Sendable {
  public let id: String
  /// The last day whose facts count; nil in relative time.
  public let date: CivilDate?
  /// How many entries of the ledger belong to it.
  public let entries: Int
  /// SHA-256 of the record's canonical bytes.
  public let data: String

  public init(id: String, date: CivilDate?, entries: Int, data: String) {
    self.id = id
    self.date = date
    self.entries = entries
    self.data = data
  }
}

/// A line of the screening log.
public struct Screening: Hashable, Sendable {
  public let subject: String
  public let site: String
  public let on: CivilDate
  /// A keyed hash of what identifies the person: equal for the same person, and meaningless without the key.
  public let identity: String?
  /// Which screening of this person it is, from 2; nil for the first one, or where no identity is known.
  public let attempt: Int?

  public init(subject: String, site: String, on: CivilDate, identity: String?, attempt: Int? = nil) {
    self.subject = subject
    self.site = site
    self.on = on
    self.identity = identity
    self.attempt = attempt
  }
}

/// The arm that a subject was given, and how it came about.
public struct SubjectAllocation: Hashable, Sendable {
  public let subject: String
  public let arm: String
  public let on: CivilDate
  /// The subject's place among all allocations, from 1.
  public let number: Int
  /// The level of each balanced factor, by factor id.
  public let levels: [String: String]
  /// Which part of the ratio within the arm; nil where arms are drawn as a whole, or made elsewhere.
  public let share: Int?
  /// The size of the block that began with it; nil where none did.
  public let opensBlock: Int?
  /// SHA-256 of the findings that eligibility was judged by; nil for one made elsewhere.
  public let eligibility: String?

  public init(
    subject: String,
    arm: String,
    on: CivilDate,
    number: Int,
    levels: [String: String],
    share: Int? = nil,
    opensBlock: Int? = nil,
    eligibility: String?
  ) {
    self.subject = subject
    self.arm = arm
    self.on = on
    self.number = number
    self.levels = levels
    self.share = share
    self.opensBlock = opensBlock
    self.eligibility = eligibility
  }
}

/// A departure from the protocol.
public struct Deviation: Hashable, Sendable {
  /// What kind.
  public enum Kind: String, CaseIterable, Sendable {
    /// A later correction made a criterion unmet or unknown.
    case eligibility
    case consent
    case treatment
    case visit
    case other
  }

  public let subject: String
  public let kind: Kind
  /// What it is about: the criteria, the drug, the visit.
  public let about: [String]
  public let text: String

  public init(subject: String, kind: Kind, about: [String], text: String) {
    self.subject = subject
    self.kind = kind
    self.about = about
    self.text = text
  }
}

/// A row of a form of a subject.
public struct RowReference: Hashable, Sendable {
  public let subject: String
  public let form: String
  /// From 1; always 1 in a form that is filled once.
  public let row: Int

  public init(_ subject: String, _ form: String, row: Int = 1) {
    self.subject = subject
    self.form = form
    self.row = row
  }
}

extension RowReference: CustomStringConvertible {
  /// `C-001 adverse-events/2`.
  public var description: String { "\(subject) \(form)/\(row)" }
}

/// A value as it was written; empty says that it is missing, a code of the item why.
public struct EnteredValue: Hashable, Sendable {
  public let item: String
  public let text: String

  public init(_ item: String, _ text: String) {
    self.item = item
    self.text = text
  }
}

/// A value that took the place of another.
public struct ItemChange: Hashable, Sendable {
  public let item: String
  public let was: String
  public let now: String

  public init(_ item: String, was: String, now: String) {
    self.item = item
    self.was = was
    self.now = now
  }
}

/// A file beside a row; the ledger has its hash, the study folder its bytes.
public struct Attachment: Hashable, Sendable {
  public let row: RowReference
  public let name: String
  public let size: Int
  /// SHA-256 of its bytes.
  public let hash: String

  public init(row: RowReference, name: String, size: Int, hash: String) {
    self.row = row
    self.name = name
    self.size = size
    self.hash = hash
  }
}

/// A question about a value.
public struct Query: Hashable, Sendable {
  /// `Q1`, `Q2`, … in the order in which they were asked.
  public let id: String
  public let row: RowReference
  /// nil for a question about the whole row.
  public let item: String?
  public let text: String
  /// The edit check that raised it; nil where a person did.
  public let check: String?

  public init(id: String, row: RowReference, item: String?, text: String, check: String?) {
    self.id = id
    self.row = row
    self.item = item
    self.text = text
    self.check = check
  }
}

/// An electronic signature, bound to what was signed (21 CFR 11.50, 11.70).
public struct Signature: Hashable, Sendable {
  /// What the signature means.
  public enum Meaning: String, CaseIterable, Sendable {
    case authorship
    case review
    case approval
    case responsibility
  }

  public let meaning: Meaning
  /// SHA-256 of what was signed; a change of it voids the signature.
  public let content: String

  public init(meaning: Meaning, content: String) {
    self.meaning = meaning
    self.content = content
  }
}

/// What is held still or closed.
public enum Scope: Hashable, Sendable {
  case study
  case site(String)
  case subject(String)
  case row(RowReference)
  case item(RowReference, item: String)
}

/// What is known of a serious event, as version `version` of its case.
public struct SeriousReport: Hashable, Sendable {
  /// The case, `SAE-1` and so on.
  public let id: String
  /// From 1.
  public let version: Int
  /// The adverse event it grew from.
  public let row: RowReference
  /// When the site learned what this version says.
  public let known: Timestamp
  /// The answers: `death`, `life-threatening`, `hospitalization`, … `yes`, `no`, or missing where unknown.
  public let answers: [EnteredValue]
  public let narrative: String

  public init(
    id: String,
    version: Int,
    row: RowReference,
    known: Timestamp,
    answers: [EnteredValue],
    narrative: String
  ) {
    self.id = id
    self.version = version
    self.row = row
    self.known = known
    self.answers = answers
    self.narrative = narrative
  }
}
