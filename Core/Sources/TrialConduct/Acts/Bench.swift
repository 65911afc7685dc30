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
    case .grant, .revoke, .amend, .cut, .revealSeed, .publishLimits: try trialFacts()
    case .screen, .bringIn, .failScreening, .consent, .correctConsent, .withdrawConsent, .noteDeviation:
      try subjectFacts()
    case .confirmEligibility, .randomize, .allocateElsewhere, .noteRandomizedInError, .unblind:
      try allocationFacts()
    case .enter, .importRow, .correct, .removeRow, .redact, .attach: try captureFacts()
    case .query, .answer, .closeQuery, .reopenQuery, .verify, .sign: try reviewFacts()
    case .freeze, .unfreeze, .lock, .unlock: try custodyFacts()
    case .decideDose: try treatmentFacts()
    case .reportSerious, .noteReportSent: try safetyFacts()
    case .acknowledge(let entry): try acknowledgement(of: entry)
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
      guard someoneGrants(without: grant) else { throw .lastGranter(user: grant.user) }
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
    case .publishLimits(let table):
      guard study.laboratoryLimits != nil else { throw .noLimitsPlan }
      if let first = LaboratoryLimits.read(Array(table.utf8), for: study).problems.first {
        throw .limitsUnreadable(first)
      }
      guard table != state.limits else { throw .sameLimits }
      return [Made(.limitsPublished(table: table))]
    default: return []
    }
  }

  /// Whether somebody may still give roles when one is taken away.
  private func someoneGrants(without taken: Grant) -> Bool {
    let granting = Set(study.roles.filter { $0.can.contains(.grant) && $0.sites == .all }.map(\.id))
    return state.grants.values.joined().contains { $0 != taken && granting.contains($0.role) }
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
    case .correctConsent(let id, let version, let on): return try correctConsent(id, version, on)
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

  /// The day of the last consent to a version, put right; what follows for eligibility comes to light as with any value.
  private func correctConsent(_ id: String, _ version: String, _ on: CivilDate) throws(Refusal) -> [Made] {
    let subject = try subject(id)
    guard let place = subject.consents.lastIndex(where: { $0.version == version }) else {
      throw .noConsentToCorrect(id, version: version)
    }
    let was = subject.consents[place].on
    guard was != on else { throw .sameConsent(id, version: version, on: on) }
    let plan = try conduct.rules(state.version, in: state).study.consent
    if let text = plan.versions.first(where: { $0.id == version }), !text.isInForce(on: on) {
      throw .consentNotInForce(version, on: on)
    }
    var made = [Made(.consentCorrected(subject: id, version: version, was: was, now: on))]
    let days = subject.consents.enumerated().map { $0.offset == place ? on : $0.element.on }
    if let allocated = subject.allocation?.on, was <= allocated, !days.contains(where: { $0 <= allocated }) {
      let text = "consented on \(on), after the allocation of \(allocated)"
      let deviation = Deviation(subject: id, kind: .consent, about: [version], text: text)
      made.append(Made(.deviated(deviation), byEngine: true))
    }
    // Only the first consent fills an item.
    guard place == 0, let date = study.consent.date else { return made }
    let row = RowReference(id, date.form)
    try checkOpen(subject, row: row, items: [date.item])
    let asked = try questions(after: made, by: id, forms: [date.form], changed: [date])
    return try withDeviation(made, row, then: asked)
  }

  private func screen(_ screening: Screening) throws(Refusal) -> [Made] {
    guard Self.isIdentifier(screening.subject) else { throw .badIdentifier(screening.subject) }
    try known(site: screening.site)
    guard state.subject(screening.subject) == nil else { throw .alreadyScreened(screening.subject) }
    let earlier = screening.identity.flatMap { state.subject(identity: $0) }
    // Who failed screening may be screened again, under a number of its own.
    if let same = earlier, same.screenFailed == nil {
      let sees = Access(study, state).allows(.read, user: request.user, at: same.site)
      throw .samePerson(subject: sees ? same.id : nil)
    }
    return [
      Made(
        .screened(
          Screening(
            subject: screening.subject,
            site: screening.site,
            on: screening.on,
            identity: screening.identity,
            attempt: earlier.map { $0.attempt + 1 }
          )
        )
      )
    ]
  }
}
