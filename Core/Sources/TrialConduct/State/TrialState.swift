// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What is known of a trial after a number of events: the fold of its ledger.
///
/// It knows no protocol: it holds what was done, and the decisions judge it by the protocol in force. Folding the same events
/// gives the same state, so any earlier moment is the fold of the first *n* of them.
public struct TrialState: Sendable {
  /// How many entries of the ledger were folded.
  public private(set) var entries = 0
  /// In force one after the other; empty before activation.
  public private(set) var versions: [ProtocolVersion] = []
  /// The roles of each person, in the order in which they were given.
  public private(set) var grants: [String: [Grant]] = [:]
  /// In the order of screening.
  public private(set) var subjects = PagedArray<SubjectState>()
  /// Every allocation in its order.
  public private(set) var allocations = PagedArray<SubjectAllocation>()
  /// The queries in the order in which they were asked.
  public private(set) var queries = PagedArray<QueryState>()
  /// The serious cases in the order in which they were first reported.
  public private(set) var cases = PagedArray<SeriousCase>()
  /// What others must hear of, in its order.
  public private(set) var notices = PagedArray<Notice>()
  public private(set) var cuts: [DataCut] = []
  /// The sealed seed, once shown.
  public private(set) var seed: String?
  /// The table of the laboratories' limits of normal in force; nil where none was published.
  public private(set) var limits: String?
  /// What is held still or closed above the level of subjects.
  public private(set) var studyCustody = Custody.open
  public private(set) var siteCustody: [String: Custody] = [:]
  /// The instant of the last entry; nil before the first.
  public private(set) var lastInstant: Timestamp?

  private var subjectIndex = PagedIndex()
  /// The last screening of each person.
  private var identities = PagedIndex()
  private var queryIndex = PagedIndex()
  private var caseIndex = PagedIndex()
  private var noticeIndex: [Int: Int] = [:]
  /// The last person who acted: whom the engine's own entries follow.
  private var actor: TrialEvent.Author?

  public init() {}

  // MARK: Looking things up

  /// The protocol version in force; 0 before activation.
  public var version: Int { versions.last?.number ?? 0 }

  public func index(of subject: String) -> Int? { subjectIndex[subject] }

  public func subject(_ id: String) -> SubjectState? { subjectIndex[id].map { subjects[$0] } }

  /// The last screening of the person with this identity hash; nil where there is none.
  public func subject(identity: String) -> SubjectState? { identities[identity].map { subjects[$0] } }

  public func query(_ id: String) -> QueryState? { queryIndex[id].map { queries[$0] } }

  public func seriousCase(_ id: String) -> SeriousCase? { caseIndex[id].map { cases[$0] } }

  /// The notice of an entry; nil where nobody has to hear of it.
  public func notice(_ entry: Int) -> Notice? { noticeIndex[entry].map { notices[$0] } }

  public func row(_ reference: RowReference) -> RowState? {
    subject(reference.subject)?.row(reference.form, reference.row)
  }

  /// The queries of a row that are not closed.
  public func openQueries(of row: RowReference) -> [QueryState] {
    guard let subject = subject(row.subject) else { return [] }
    return subject.queries.map { queries[$0] }.filter { $0.query.row == row && $0.status != .closed }
  }

  // MARK: Folding

  /// Takes the next event in.
  ///
  /// - Throws: What makes it impossible after those before it; the state is then not to be used further.
  public mutating func apply(_ event: TrialEvent) throws(StateFault) {
    entries += 1
    lastInstant = event.at
    let entry = entries
    if event.author != .engine { actor = event.author }
    switch event.fact {
    case .activated(let version):
      guard version.number == versions.count + 1 else { throw .order("protocol version \(version.number)") }
      versions.append(version)
    case .granted(let grant):
      // Held once, however often it was given: taking it away once must take it away.
      if !(grants[grant.user]?.contains(grant) ?? false) { grants[grant.user, default: []].append(grant) }
    case .revoked(let grant):
      guard let place = grants[grant.user]?.lastIndex(of: grant) else {
        throw .unknown("role \(grant.role) of \(grant.user)")
      }
      grants[grant.user]?.remove(at: place)
    case .cutMade(let cut):
      guard !cuts.contains(where: { $0.id == cut.id }) else { throw .twice("cut \(cut.id)") }
      cuts.append(cut)
    case .seedRevealed(let seed):
      guard self.seed == nil else { throw .twice("seed") }
      self.seed = seed
    case .limitsPublished(let table): limits = table
    case .screened(let screening): try screen(screening)
    case .broughtIn(let subject, let site):
      try add(SubjectState(broughtIn: subject, site: site, protocolVersion: version))
    case .allocatedElsewhere(let allocation), .randomized(let allocation):
      try allocate(allocation, event)
    case .queried(let query): try ask(query, event)
    case .queryAnswered(let id, let text):
      try change(query: id, from: [.open]) { $0.answer(text, event, entry) }
    case .queryClosed(let id):
      try change(query: id, from: [.open, .answered]) { $0.close(event, entry) }
    case .queryReopened(let id):
      try change(query: id, from: [.answered, .closed]) { $0.reopen(event, entry) }
    case .seriousReported(let report): try take(report, event)
    case .reportSent(let id, let kind, let on):
      guard let place = caseIndex[id] else { throw .unknown("case \(id)") }
      cases[place].send(kind: kind, on: on)
    case .acknowledged(let about):
      guard let place = noticeIndex[about] else { throw .unknown("notice \(about)") }
      notices[place].acknowledge(event, entry)
    case .frozen(let scope): try hold(scope, event) { $0.isFrozen = true }
    case .unfrozen(let scope): try hold(scope, event) { $0.isFrozen = false }
    case .locked(let scope): try hold(scope, event) { $0.isLocked = true }
    case .unlocked(let scope): try hold(scope, event) { $0.isLocked = false }
    default:
      guard let id = event.fact.subject, let place = subjectIndex[id] else {
        throw .unknown("subject \(event.fact.subject ?? "")")
      }
      try subjects[place].apply(event, entry: entries)
    }
    if let notice = Notice(event, entry, by: actor ?? event.author) {
      noticeIndex[entry] = notices.count
      notices.append(notice)
    }
  }

  private mutating func screen(_ screening: Screening) throws(StateFault) {
    let place = subjects.count
    try add(SubjectState(screening, protocolVersion: version))
    if let identity = screening.identity { identities[identity] = place }
  }

  private mutating func add(_ subject: SubjectState) throws(StateFault) {
    guard subjectIndex[subject.id] == nil else { throw .twice("subject \(subject.id)") }
    subjectIndex[subject.id] = subjects.count
    subjects.append(subject)
  }

  private mutating func allocate(_ allocation: SubjectAllocation, _ event: TrialEvent) throws(StateFault) {
    guard let place = subjectIndex[allocation.subject] else {
      throw .unknown("subject \(allocation.subject)")
    }
    guard allocation.number == allocations.count + 1 else { throw .order("allocation \(allocation.number)") }
    allocations.append(allocation)
    try subjects[place].apply(event, entry: entries)
  }

  private mutating func ask(_ query: Query, _ event: TrialEvent) throws(StateFault) {
    guard let place = subjectIndex[query.row.subject] else { throw .unknown("subject \(query.row.subject)") }
    guard queryIndex[query.id] == nil else { throw .twice("query \(query.id)") }
    queryIndex[query.id] = queries.count
    subjects[place].add(query: queries.count)
    queries.append(QueryState(query, event, entries))
  }

  private mutating func change(
    query id: String,
    from allowed: [QueryState.Status],
    _ body: (inout QueryState) -> Void
  ) throws(StateFault) {
    guard let place = queryIndex[id] else { throw .unknown("query \(id)") }
    guard allowed.contains(queries[place].status) else {
      throw .order("query \(id), which is \(queries[place].status.rawValue)")
    }
    body(&queries[place])
  }

  private mutating func take(_ report: SeriousReport, _ event: TrialEvent) throws(StateFault) {
    guard let subject = subjectIndex[report.row.subject] else {
      throw .unknown("subject \(report.row.subject)")
    }
    if let place = caseIndex[report.id] {
      guard report.version == cases[place].versions.count + 1 else {
        throw .order("version \(report.version) of \(report.id)")
      }
      cases[place].add(report, event, entries)
      return
    }
    guard report.version == 1 else { throw .order("version \(report.version) of \(report.id)") }
    caseIndex[report.id] = cases.count
    subjects[subject].add(case: cases.count)
    cases.append(SeriousCase(report, event, entries))
  }

  private mutating func hold(
    _ scope: Scope,
    _ event: TrialEvent,
    _ change: (inout Custody) -> Void
  ) throws(StateFault) {
    switch scope {
    case .study: change(&studyCustody)
    case .site(let site): change(&siteCustody[site, default: .open])
    case .subject, .row, .item:
      guard let id = scope.subject, let place = subjectIndex[id] else {
        throw .unknown("subject \(scope.subject ?? "")")
      }
      try subjects[place].hold(scope, change)
    }
  }
}

/// Whether data may still change.
public struct Custody: Hashable, Sendable {
  public var isFrozen = false
  public var isLocked = false

  public static let open = Custody()

  public var isOpen: Bool { !isFrozen && !isLocked }
}

/// Why an event cannot follow those before it: a ledger that holds one was not written by these rules.
public enum StateFault: Error, Hashable, Sendable {
  /// It names something that is not there.
  case unknown(String)
  /// It makes something that is there already.
  case twice(String)
  /// It is not the next of its kind.
  case order(String)
  /// It changes a value from what does not stand there.
  case otherValue(RowReference, item: String)
}

extension StateFault: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknown(let what): "it names what is not there: \(what)"
    case .twice(let what): "it makes again what is there already: \(what)"
    case .order(let what): "it is not the next of its kind: \(what)"
    case .otherValue(let row, let item): "it changes \(row) \(item) from a value that does not stand there"
    }
  }
}
