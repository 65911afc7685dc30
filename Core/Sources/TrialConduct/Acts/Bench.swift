// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// One request on the bench: everything its decision looks at.
struct Bench {
  let conduct: Conduct
  /// The forms of the protocol version that the subject is bound to.
  let rules: CaptureRules
  let state: TrialState
  let request: Conduct.Request

  var study: StudyProtocol { rules.study }

  /// A fact and whether the engine adds it on its own.
  struct Made {
    let fact: Fact
    var byEngine = false

    init(_ fact: Fact, byEngine: Bool = false) {
      self.fact = fact
      self.byEngine = byEngine
    }
  }

  func facts() throws(Refusal) -> [Made] {
    switch request.act {
    case .grant, .revoke, .amend, .cut, .revealSeed: try trialFacts()
    case .screen, .bringIn, .failScreening, .consent, .withdrawConsent, .noteDeviation: try subjectFacts()
    case .confirmEligibility, .randomize, .allocateElsewhere, .noteRandomizedInError, .unblind:
      try allocationFacts()
    case .enter, .importRow, .correct, .removeRow, .redact, .attach: try captureFacts()
    case .query, .answer, .closeQuery, .reopenQuery, .verify, .sign: try reviewFacts()
    case .freeze, .unfreeze, .lock, .unlock: try custodyFacts()
    case .decideDose: try treatmentFacts()
    case .reportSerious, .noteReportSent: try safetyFacts()
    }
  }

  func subject(_ id: String) throws(Refusal) -> SubjectState {
    guard let subject = state.subject(id) else { throw .unknownSubject(id) }
    return subject
  }

  // MARK: The trial

  private func trialFacts() throws(Refusal) -> [Made] {
    switch request.act {
    case .grant(let grant):
      guard let role = study.roles.first(where: { $0.id == grant.role }) else {
        throw .unknownRole(grant.role, known: study.roles.map(\.id))
      }
      guard Self.isIdentifier(grant.user), grant.user != TrialEvent.Author.engine.user else {
        throw .badIdentifier(grant.user)
      }
      if role.sites == .own {
        guard let site = grant.site else { throw .siteNeeded(role: role.id) }
        try known(site: site)
        return [Made(.granted(grant))]
      }
      return [Made(.granted(Grant(user: grant.user, role: grant.role, site: nil)))]
    case .revoke(let grant):
      guard state.grants[grant.user]?.contains(grant) ?? false else {
        throw .notGranted(user: grant.user, role: grant.role)
      }
      return [Made(.revoked(grant))]
    case .amend(let version):
      guard version.number == state.version + 1 else {
        throw .notTheNextVersion(version.number, wanted: state.version + 1)
      }
      guard version.study == study.study.id else { throw .otherStudy(version.study, this: study.study.id) }
      guard version.hash != state.versions.last?.hash else { throw .sameProtocol }
      return [Made(.activated(version))]
    case .cut(let id, let date, let data):
      guard Self.isIdentifier(id) else { throw .badIdentifier(id) }
      guard !state.cuts.contains(where: { $0.id == id }) else { throw .cutExists(id) }
      if date != nil, study.study.time == .relative { throw .noCalendar }
      return [Made(.cutMade(DataCut(id: id, date: date, entries: state.entries, data: data)))]
    case .revealSeed(let seed):
      guard state.seed == nil else { throw .alreadyRevealed }
      return [Made(.seedRevealed(seed: seed))]
    default: return []
    }
  }

  func known(site: String) throws(Refusal) {
    let sites = study.sites.map(\.id)
    guard sites.isEmpty || sites.contains(site) else { throw .unknownSite(site, known: sites) }
  }

  /// Letters, digits, `.`, `-`, `_`, `@` and blanks inside, no point first: what names files, addresses and log lines
  /// safely.
  static func isIdentifier(_ text: String) -> Bool {
    let allowed = text.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || ".-_ @".unicodeScalars.contains(scalar)
    }
    return allowed && !text.isEmpty && text.utf8.count <= 64 && text == text.trimmed
      && text.utf8.first != UInt8(ascii: ".")
  }

  // MARK: Subjects

  private func subjectFacts() throws(Refusal) -> [Made] {
    switch request.act {
    case .screen(let screening): return try screen(screening)
    case .bringIn(let id, let site):
      guard Self.isIdentifier(id) else { throw .badIdentifier(id) }
      guard state.subject(id) == nil else { throw .alreadyScreened(id) }
      return [Made(.broughtIn(subject: id, site: site))]
    case .failScreening(let id, let on):
      let subject = try subject(id)
      guard subject.allocation == nil else { throw .alreadyRandomized(id) }
      guard subject.screenFailed == nil else { throw .screenFailed(id) }
      return [Made(.screenFailed(subject: id, on: on))]
    case .consent(let id, let version, let on):
      let subject = try subject(id)
      guard subject.screenFailed == nil else { throw .screenFailed(id) }
      // Consent is given to the version in force, whatever the subject was bound to before.
      let plan = try conduct.rules(state.version, in: state).study.consent
      if !plan.versions.isEmpty {
        guard let text = plan.versions.first(where: { $0.id == version }) else {
          throw .unknownConsentVersion(version, known: plan.versions.map(\.id))
        }
        guard text.isInForce(on: on) else { throw .consentNotInForce(version, on: on) }
      }
      let made = [Made(.consented(subject: id, version: version, on: on))]
      // The first consent fills an item.
      guard subject.consents.isEmpty, let date = study.consent.date else { return made }
      try checkOpen(subject, row: RowReference(id, date.form), items: [date.item])
      return try made + questions(after: made, by: id, forms: [date.form], changed: [date])
    case .withdrawConsent(let id, let on):
      let subject = try subject(id)
      guard subject.hasConsent(on: on) else { throw .noConsent(id, on: on) }
      return [Made(.consentWithdrawn(subject: id, on: on))]
    case .noteDeviation(let deviation):
      _ = try subject(deviation.subject)
      guard !deviation.text.trimmed.isEmpty else { throw .nothingWritten }
      return [Made(.deviated(deviation))]
    default: return []
    }
  }

  private func screen(_ screening: Screening) throws(Refusal) -> [Made] {
    guard Self.isIdentifier(screening.subject) else { throw .badIdentifier(screening.subject) }
    try known(site: screening.site)
    guard state.subject(screening.subject) == nil else { throw .alreadyScreened(screening.subject) }
    if let identity = screening.identity, let same = state.subject(identity: identity) {
      let sees = Access(study, state).allows(.read, user: request.user, at: same.site)
      throw .samePerson(subject: sees ? same.id : nil)
    }
    return [Made(.screened(screening))]
  }
}
