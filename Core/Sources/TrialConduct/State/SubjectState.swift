// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What is known of one subject.
public struct SubjectState: Sendable {
  /// One recorded consent.
  public struct Consent: Hashable, Sendable {
    public let version: String
    public let on: CivilDate
    public let entry: Int
  }

  /// An investigator's signature under the eligibility of the subject.
  public struct Confirmation: Hashable, Sendable {
    public let author: TrialEvent.Author
    /// SHA-256 of the findings that were judged.
    public let content: String
    public let entry: Int
  }

  /// A dose that was decided, and by whom.
  public struct DecidedDose: Hashable, Sendable {
    public let decision: DoseDecision
    public let author: TrialEvent.Author
    public let at: Timestamp
    /// Why something else than the proposal; nil where nothing was said.
    public let reason: String?
    public let entry: Int
  }

  public let id: String
  public let site: String
  /// nil for a subject whose data were recorded elsewhere.
  public let screened: CivilDate?
  /// Which screening of the person it is, as far as the person is known: from 1.
  public let attempt: Int
  /// The protocol version that the subject is bound to: the one in force at screening, then at each consent.
  public private(set) var protocolVersion: Int
  public private(set) var consents: [Consent] = []
  public private(set) var withdrawn: CivilDate?
  public private(set) var screenFailed: (on: CivilDate, reason: String)?
  public private(set) var confirmation: Confirmation?
  public private(set) var allocation: SubjectAllocation?
  /// Whether another system made the allocation.
  public private(set) var isAllocatedElsewhere = false
  public private(set) var isRandomizedInError = false
  /// The entry that broke the blind; nil while it holds.
  public private(set) var unblinded: Int?
  public private(set) var deviations: [Deviation] = []
  /// In the order in which they were decided; of one drug and cycle the last counts.
  public private(set) var doses: [DecidedDose] = []
  public private(set) var attachments: [Attachment] = []
  /// By form id.
  public private(set) var forms: [String: [RowState]] = [:]
  public private(set) var custody = Custody.open
  /// Indices in `TrialState.queries` and `TrialState.cases`.
  public private(set) var queries: [Int] = []
  public private(set) var cases: [Int] = []

  init(_ screening: Screening, protocolVersion: Int) {
    id = screening.subject
    site = screening.site
    screened = screening.on
    attempt = screening.attempt ?? 1
    self.protocolVersion = protocolVersion
  }

  init(broughtIn id: String, site: String, protocolVersion: Int) {
    self.id = id
    self.site = site
    screened = nil
    attempt = 1
    self.protocolVersion = protocolVersion
  }

  /// A row that is there and was not taken out.
  public func row(_ form: String, _ row: Int) -> RowState? {
    guard let rows = forms[form], row >= 1, row <= rows.count, !rows[row - 1].isRemoved else { return nil }
    return rows[row - 1]
  }

  /// A row, also one that was taken out.
  func anyRow(_ form: String, _ row: Int) -> RowState? {
    guard let rows = forms[form], row >= 1, row <= rows.count else { return nil }
    return rows[row - 1]
  }

  /// The number that a new row of a form gets.
  public func nextRow(_ form: String) -> Int { (forms[form]?.count ?? 0) + 1 }

  /// Consent that holds on a day: given by then and not withdrawn.
  public func hasConsent(on day: CivilDate) -> Bool {
    consents.contains { $0.on <= day } && (withdrawn.map { day < $0 } ?? true)
  }

  // MARK: Folding

  mutating func apply(_ event: TrialEvent, entry: Int) throws(StateFault) {
    switch event.fact {
    case .screenFailed(_, let on): screenFailed = (on, event.reason ?? "")
    case .consented(_, let version, let on):
      consents.append(Consent(version: version, on: on, entry: entry))
      protocolVersion = event.protocolVersion
      // A consent that was given before the withdrawal and is written down late does not undo it.
      if let withdrawn, withdrawn <= on { self.withdrawn = nil }
    case .consentCorrected(_, let version, let was, let now):
      guard let place = consents.lastIndex(where: { $0.version == version && $0.on == was }) else {
        throw .unknown("consent of \(id) to \(version) on \(was)")
      }
      consents[place] = Consent(version: version, on: now, entry: consents[place].entry)
    case .consentWithdrawn(_, let on): withdrawn = on
    case .eligibilityConfirmed(_, let content):
      confirmation = Confirmation(author: event.author, content: content, entry: entry)
    case .randomized(let allocation), .allocatedElsewhere(let allocation):
      guard self.allocation == nil else { throw .twice("allocation of \(id)") }
      self.allocation = allocation
      if case .allocatedElsewhere = event.fact { isAllocatedElsewhere = true }
    case .randomizedInError: isRandomizedInError = true
    case .unblinded: unblinded = unblinded ?? entry
    case .deviated(let deviation): deviations.append(deviation)
    case .doseDecided(let decision):
      doses.append(
        DecidedDose(
          decision: decision,
          author: event.author,
          at: event.at,
          reason: event.reason,
          entry: entry
        )
      )
    case .attached(let attachment): attachments.append(attachment)
    default: try applyCapture(event, entry: entry)
    }
  }

  private mutating func applyCapture(_ event: TrialEvent, entry: Int) throws(StateFault) {
    switch event.fact {
    case .entered(let row, let values):
      try open(row) { state throws(StateFault) in try state.enter(values, of: row, event, entry) }
    case .imported(let row, let values, let recorded):
      try open(row) { state throws(StateFault) in
        try state.enter(values, of: row, event, entry)
        state.recordedElsewhere = recorded
        state.isImported = true
      }
    case .corrected(let row, let changes):
      try change(row) { state throws(StateFault) in try state.correct(changes, of: row, event, entry) }
    case .rowRemoved(let row): try change(row) { $0.remove(event, entry) }
    case .redacted(let row, let item):
      try change(row, evenRemoved: true) { state throws(StateFault) in
        try state.redact(item, of: row, event, entry)
      }
    case .verified(let row, let items): try change(row) { $0.verify(items, entry) }
    case .signed(let row, let signature): try change(row) { $0.sign(signature, event, entry) }
    default: throw .unknown("what to do with \(event.fact.kind)")
    }
  }

  mutating func add(query index: Int) { queries.append(index) }

  mutating func add(case index: Int) { cases.append(index) }

  mutating func hold(_ scope: Scope, _ body: (inout Custody) -> Void) throws(StateFault) {
    switch scope {
    case .row(let row): try change(row) { body(&$0.custody) }
    case .item(let row, let item): try change(row) { body(&$0.itemCustody[item, default: .open]) }
    case .subject, .site, .study: body(&custody)
    }
  }

  /// Changes a row, which is begun where it is the next of its form.
  private mutating func open(
    _ row: RowReference,
    _ body: (inout RowState) throws(StateFault) -> Void
  ) throws(StateFault) {
    let count = forms[row.form]?.count ?? 0
    guard row.row <= count + 1 else { throw .order("row \(row)") }
    if row.row == count + 1 { forms[row.form, default: []].append(RowState()) }
    try change(row, evenRemoved: true, body)
  }

  private mutating func change(
    _ row: RowReference,
    evenRemoved: Bool = false,
    _ body: (inout RowState) throws(StateFault) -> Void
  ) throws(StateFault) {
    // Nothing here may hold on to the rows: they would be copied before they change.
    let isThere = row.row >= 1 && row.row <= forms[row.form]?.count ?? 0
    guard isThere, evenRemoved || forms[row.form]?[row.row - 1].isRemoved == false else {
      throw .unknown("row \(row)")
    }
    try body(&forms[row.form, default: []][row.row - 1])
  }
}
