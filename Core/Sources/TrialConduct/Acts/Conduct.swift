// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// The rules of who may do what, and of what follows: a request and what is known go in, facts or a refusal come out.
///
/// Nothing is stored here. The caller appends the events to the ledger, expecting the head they were decided on, and folds
/// them into the state; so the same rules serve the live trial, its rehearsal and its audit.
public struct Conduct: Sendable {
  /// A request: an act, and who asks for it, when and why.
  public struct Request: Hashable, Sendable {
    public let act: Act
    public let user: String
    /// Which of the person's roles; nil for any that permits it.
    public let role: String?
    public let at: Timestamp
    public let reason: String?

    public init(_ act: Act, by user: String, as role: String? = nil, at: Timestamp, reason: String? = nil) {
      self.act = act
      self.user = user
      self.role = role
      self.at = at
      self.reason = reason
    }
  }

  /// The protocol of each version by number.
  private let rules: [Int: CaptureRules]
  private let derivers: [Int: Deriver]
  /// SHA-256 as hexadecimal digits: Core has no cryptography of its own.
  let digest: @Sendable ([UInt8]) -> String
  /// Draws the arm of the next allocation.
  private(set) var draw: Draw

  /// Draws an arm from the levels of the balanced factors and from what was allocated before.
  public typealias Draw =
    @Sendable (_ levels: [String: String], _ state: TrialState) throws(Refusal) -> DrawnArm

  /// An arm that was drawn, with what is needed to derive it again.
  public struct DrawnArm: Hashable, Sendable {
    public let arm: String
    public let share: Int?
    public let opensBlock: Int?

    public init(_ arm: String, share: Int? = nil, opensBlock: Int? = nil) {
      self.arm = arm
      self.share = share
      self.opensBlock = opensBlock
    }
  }

  /// - Parameters:
  ///   - versions: The protocol of each version that came into force.
  ///   - digest: SHA-256 as hexadecimal digits.
  ///   - draw: Draws the arm of the next allocation from the levels of its factors and what was allocated before.
  public init(
    versions: [Int: StudyProtocol],
    digest: @escaping @Sendable ([UInt8]) -> String,
    draw: @escaping Draw
  ) {
    rules = versions.mapValues { CaptureRules($0) }
    derivers = versions.mapValues { Deriver($0) }
    self.digest = digest
    self.draw = draw
  }

  /// The same rules, which draw another way.
  func drawing(_ draw: @escaping Draw) -> Conduct {
    var conduct = self
    conduct.draw = draw
    return conduct
  }

  /// The forms of a protocol version; the version in force where that one is not known.
  public func rules(_ version: Int, in state: TrialState) throws(Refusal) -> CaptureRules {
    guard let rules = rules[version] ?? rules[state.version] else { throw .notActivated }
    return rules
  }

  func deriver(_ version: Int) -> Deriver? { derivers[version] }

  /// Decides a request.
  ///
  /// - Returns: What then has happened, in order; never empty.
  /// - Throws: Why it may not be done.
  public func decide(_ request: Request, in state: TrialState) throws(Refusal) -> [TrialEvent] {
    guard state.version > 0 else { throw .notActivated }
    let current = try rules(state.version, in: state).study
    let access = Access(current, state)
    // Who may do it nowhere does not learn which subjects and queries there are.
    try access.grants(of: request.act.permission, user: request.user, as: request.role)
    let site = try self.site(of: request.act, in: state)
    let role: String
    do {
      role = try access.role(for: request.act.permission, user: request.user, at: site, as: request.role)
    } catch {
      throw request.act.concealed(error, from: request.user, at: site, access)
    }
    // Drug and amount tell the arm.
    if request.act.permission == .prescribe, current.study.blinding != .openLabel,
      !access.allows(.readArms, user: request.user, at: site)
    {
      throw .notPermitted(user: request.user, .readArms)
    }
    let reason = request.reason?.trimmed
    if request.act.needsReason, reason?.isEmpty ?? true { throw .reasonMissing }
    if let day = request.act.day { try check(day, request, current) }

    let version = request.act.subject.flatMap { state.subject($0)?.protocolVersion } ?? state.version
    let bench = Bench(conduct: self, rules: try rules(version, in: state), state: state, request: request)
    let facts = try bench.facts()
    let author = TrialEvent.Author(user: request.user, role: role)
    return facts.map { made in
      TrialEvent(
        made.fact,
        at: request.at,
        by: made.byEngine ? .engine : author,
        reason: made.byEngine ? nil : (reason?.isEmpty ?? true ? nil : reason),
        protocolVersion: state.version
      )
    }
  }

  /// The events that open a trial: its first protocol, and a first person who may give roles to others.
  ///
  /// - Throws: Where no role of the protocol may grant others.
  public func activate(
    _ version: ProtocolVersion,
    as study: StudyProtocol,
    by user: String,
    at: Timestamp
  ) throws(Refusal) -> [TrialEvent] {
    guard let first = study.roles.first(where: { $0.can.contains(.grant) && $0.sites == .all }) else {
      throw .unknownRole("", known: study.roles.map(\.id))
    }
    let author = TrialEvent.Author(user: user, role: first.id)
    return [
      TrialEvent(.activated(version), at: at, by: author, protocolVersion: 0),
      TrialEvent(
        .granted(Grant(user: user, role: first.id, site: nil)),
        at: at,
        by: author,
        protocolVersion: version.number
      ),
    ]
  }

  /// Where an act takes place; nil for the whole trial.
  private func site(of act: Act, in state: TrialState) throws(Refusal) -> String? {
    if case .screen(let screening) = act { return screening.site }
    switch act {
    // What was recorded elsewhere is the whole trial's business.
    case .bringIn, .allocateElsewhere, .importRow: return nil
    case .answer(let id, _), .closeQuery(let id), .reopenQuery(let id):
      guard let query = state.query(id) else { throw .unknownQuery(id) }
      return state.subject(query.query.row.subject)?.site
    case .noteReportSent(let id, _, _):
      guard let found = state.seriousCase(id) else { throw .unknownCase(id) }
      return state.subject(found.row.subject)?.site
    case .acknowledge(let entry):
      guard let notice = state.notice(entry) else { throw .unknownNotice(entry) }
      return state.subject(notice.subject)?.site
    case .freeze(.site(let site)), .unfreeze(.site(let site)), .lock(.site(let site)),
      .unlock(.site(let site)):
      return site
    default: break
    }
    guard let id = act.subject else { return nil }
    guard let subject = state.subject(id) else { throw .unknownSubject(id) }
    return subject.site
  }

  private func check(_ day: CivilDate, _ request: Request, _ study: StudyProtocol) throws(Refusal) {
    let today = request.at.date
    guard day <= today else { throw .inFuture(day, today: today) }
  }
}

extension Act {
  /// The refusal as somebody may hear it: what belongs to sites that they may not see is not there, for all they know.
  fileprivate func concealed(
    _ refusal: Refusal,
    from user: String,
    at site: String?,
    _ access: Access
  ) -> Refusal {
    guard case .otherSite = refusal, !access.allows(.read, user: user, at: site) else { return refusal }
    switch self {
    case .screen: return refusal
    case .answer(let id, _), .closeQuery(let id), .reopenQuery(let id): return .unknownQuery(id)
    case .noteReportSent(let id, _, _): return .unknownCase(id)
    case .acknowledge(let entry): return .unknownNotice(entry)
    default: return subject.map { .unknownSubject($0) } ?? refusal
    }
  }
}

extension StringProtocol {
  /// Without blanks at both ends.
  var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace ?? false { rest = rest.dropFirst() }
    while rest.last?.isWhitespace ?? false { rest = rest.dropLast() }
    return String(rest)
  }
}
