// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

/// The kinds of facts as they stand in a ledger. A kind is never renamed and never changes its meaning.
extension Fact {
  /// What the event is called in a ledger.
  public var kind: String {
    switch self {
    case .activated: "activated"
    case .granted: "granted"
    case .revoked: "revoked"
    case .cutMade: "cut-made"
    case .seedRevealed: "seed-revealed"
    case .limitsPublished: "limits-published"
    case .screened: "screened"
    case .broughtIn: "brought-in"
    case .screenFailed: "screen-failed"
    case .consented: "consented"
    case .consentCorrected: "consent-corrected"
    case .consentWithdrawn: "consent-withdrawn"
    case .eligibilityConfirmed: "eligibility-confirmed"
    case .randomized: "randomized"
    case .allocatedElsewhere: "allocated-elsewhere"
    case .randomizedInError: "randomized-in-error"
    case .unblinded: "unblinded"
    case .deviated: "deviated"
    case .entered: "entered"
    case .corrected: "corrected"
    case .imported: "imported"
    case .rowRemoved: "row-removed"
    case .redacted: "redacted"
    case .attached: "attached"
    case .queried: "queried"
    case .queryAnswered: "query-answered"
    case .queryClosed: "query-closed"
    case .queryReopened: "query-reopened"
    case .verified: "verified"
    case .signed: "signed"
    case .frozen: "frozen"
    case .unfrozen: "unfrozen"
    case .locked: "locked"
    case .unlocked: "unlocked"
    case .doseDecided: "dose-decided"
    case .seriousReported: "serious-reported"
    case .reportSent: "report-sent"
    case .acknowledged: "acknowledged"
    }
  }

  /// The subject it is about; nil where it is about none or many.
  public var subject: String? {
    switch self {
    case .screened(let screening): screening.subject
    case .broughtIn(let subject, _), .screenFailed(let subject, _), .consented(let subject, _, _),
      .consentCorrected(let subject, _, _, _), .consentWithdrawn(let subject, _),
      .eligibilityConfirmed(let subject, _), .randomizedInError(let subject), .unblinded(let subject):
      subject
    case .randomized(let allocation), .allocatedElsewhere(let allocation): allocation.subject
    case .deviated(let deviation): deviation.subject
    case .entered(let row, _), .corrected(let row, _), .imported(let row, _, _), .rowRemoved(let row),
      .redacted(let row, _), .verified(let row, _), .signed(let row, _):
      row.subject
    case .attached(let attachment): attachment.row.subject
    case .queried(let query): query.row.subject
    case .doseDecided(let decision): decision.subject
    case .seriousReported(let report): report.row.subject
    case .frozen(let scope), .unfrozen(let scope), .locked(let scope), .unlocked(let scope): scope.subject
    case .activated, .granted, .revoked, .cutMade, .seedRevealed, .limitsPublished, .queryAnswered,
      .queryClosed, .queryReopened, .reportSent, .acknowledged:
      nil
    }
  }
}

extension Scope {
  /// The subject inside which it lies; nil for a site or the study.
  public var subject: String? {
    switch self {
    case .study, .site: nil
    case .subject(let subject): subject
    case .row(let row), .item(let row, _): row.subject
    }
  }
}

// MARK: - Writing

extension Fact {
  /// The keys that follow those of the envelope.
  package var members: [JSONValue.Member] {
    switch self {
    case .activated(let version):
      return [
        .init("number", .integer(version.number)), .init("study", .string(version.study)),
        .init("label", .string(version.label)), .init("hash", .string(version.hash)),
        .init("commitment", .optional(version.commitment)), .init("text", .string(version.text)),
      ]
    case .granted(let grant), .revoked(let grant):
      return [
        .init("user", .string(grant.user)), .init("as", .string(grant.role)),
        .init("site", .optional(grant.site)),
      ]
    case .cutMade(let cut):
      return [
        .init("id", .string(cut.id)), .init("date", .optional(cut.date?.description)),
        .init("entries", .integer(cut.entries)), .init("data", .string(cut.data)),
      ]
    case .seedRevealed(let seed): return [.init("seed", .string(seed))]
    case .limitsPublished(let table): return [.init("table", .string(table))]
    case .screened(let screening):
      return [
        .init("subject", .string(screening.subject)), .init("site", .string(screening.site)),
        .init("on", .string("\(screening.on)")), .init("identity", .optional(screening.identity)),
      ] + (screening.attempt.map { [.init("attempt", .integer($0))] } ?? [])
    case .broughtIn(let subject, let site):
      return [.init("subject", .string(subject)), .init("site", .string(site))]
    case .screenFailed(let subject, let on), .consentWithdrawn(let subject, let on):
      return [.init("subject", .string(subject)), .init("on", .string("\(on)"))]
    case .consented(let subject, let version, let on):
      return [
        .init("subject", .string(subject)), .init("version", .string(version)), .init("on", .string("\(on)")),
      ]
    case .consentCorrected(let subject, let version, let was, let now):
      return [
        .init("subject", .string(subject)), .init("version", .string(version)),
        .init("was", .string("\(was)")),
        .init("now", .string("\(now)")),
      ]
    case .eligibilityConfirmed(let subject, let content):
      return [.init("subject", .string(subject)), .init("content", .string(content))]
    case .randomized(let allocation), .allocatedElsewhere(let allocation): return allocation.members
    case .randomizedInError(let subject), .unblinded(let subject): return [.init("subject", .string(subject))]
    case .deviated(let deviation):
      return [
        .init("subject", .string(deviation.subject)), .init("of", .string(deviation.kind.rawValue)),
        .init("about", .array(deviation.about.map { .string($0) })), .init("text", .string(deviation.text)),
      ]
    case .entered(let row, let values): return row.members + [.init("values", .texts(values))]
    case .imported(let row, let values, let recorded):
      return row.members + [.init("values", .texts(values)), .init("recorded", .optional(recorded))]
    case .corrected(let row, let changes):
      let values = changes.map { JSONValue.Member($0.item, .array([.string($0.was), .string($0.now)])) }
      return row.members + [.init("changes", .object(values))]
    case .rowRemoved(let row): return row.members
    case .redacted(let row, let item): return row.members + [.init("item", .string(item))]
    case .attached(let file):
      return file.row.members + [
        .init("name", .string(file.name)), .init("size", .integer(file.size)),
        .init("hash", .string(file.hash)),
      ]
    case .queried(let query):
      return query.row.members + [
        .init("id", .string(query.id)), .init("item", .optional(query.item)),
        .init("text", .string(query.text)), .init("check", .optional(query.check)),
      ]
    case .queryAnswered(let id, let text): return [.init("id", .string(id)), .init("text", .string(text))]
    case .queryClosed(let id), .queryReopened(let id): return [.init("id", .string(id))]
    case .verified(let row, let items):
      return row.members + [.init("items", .array(items.map { .string($0) }))]
    case .signed(let row, let signature):
      return row.members + [
        .init("meaning", .string(signature.meaning.rawValue)), .init("content", .string(signature.content)),
      ]
    case .frozen(let scope), .unfrozen(let scope), .locked(let scope), .unlocked(let scope):
      return scope.members
    case .doseDecided(let decision): return decision.members
    case .seriousReported(let report):
      return report.row.members + [
        .init("id", .string(report.id)), .init("version", .integer(report.version)),
        .init("known", .string(report.known.instantText)), .init("answers", .texts(report.answers)),
        .init("narrative", .string(report.narrative)),
      ]
    case .reportSent(let id, let kind, let on):
      return [.init("case", .string(id)), .init("of", .string(kind)), .init("on", .string("\(on)"))]
    case .acknowledged(let entry): return [.init("entry", .integer(entry))]
    }
  }
}

extension JSONValue {
  fileprivate static func texts(_ values: [EnteredValue]) -> JSONValue {
    .object(values.map { Member($0.item, .string($0.text)) })
  }
}

extension RowReference {
  fileprivate var members: [JSONValue.Member] {
    [.init("subject", .string(subject)), .init("form", .string(form)), .init("row", .integer(row))]
  }
}

extension SubjectAllocation {
  fileprivate var members: [JSONValue.Member] {
    [
      .init("subject", .string(subject)), .init("arm", .string(arm)), .init("on", .string("\(on)")),
      .init("number", .integer(number)),
      .init("levels", .object(levels.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })),
      .init("share", .optional(share)), .init("block", .optional(opensBlock)),
      .init("eligibility", .optional(eligibility)),
    ]
  }
}

extension DoseDecision {
  fileprivate var members: [JSONValue.Member] {
    [
      .init("subject", .string(subject)), .init("cycle", .integer(cycle)), .init("drug", .string(drug)),
      .init("proposed", .string(proposed)), .init("inputs", .string(inputs)),
      .init("decided", .string(decided)),
      .init("verdict", .string(verdict.rawValue)), .init("confirmed", .bool(isConfirmed)),
    ]
  }
}

extension Scope {
  fileprivate var members: [JSONValue.Member] {
    switch self {
    case .study: [.init("scope", "study")]
    case .site(let site): [.init("scope", "site"), .init("site", .string(site))]
    case .subject(let subject): [.init("scope", "subject"), .init("subject", .string(subject))]
    case .row(let row): [.init("scope", "row")] + row.members
    case .item(let row, let item): [.init("scope", "item")] + row.members + [.init("item", .string(item))]
    }
  }

  fileprivate init(_ keys: EventKeys) throws(EventFault) {
    switch try keys.text("scope") {
    case "study": self = .study
    case "site": self = .site(try keys.text("site"))
    case "subject": self = .subject(try keys.text("subject"))
    case "row": self = .row(try keys.row())
    case "item": self = .item(try keys.row(), item: try keys.text("item"))
    default: throw .key("scope", in: keys.kind)
    }
  }
}

// MARK: - Reading

extension Fact {
  /// Reads the fact of an event from its keys.
  init(kind: String, _ keys: EventKeys) throws(EventFault) {
    switch kind {
    case "activated":
      self = .activated(
        ProtocolVersion(
          number: try keys.integer("number"),
          study: try keys.text("study"),
          label: try keys.text("label"),
          hash: try keys.text("hash"),
          text: try keys.text("text"),
          commitment: try keys.optionalText("commitment")
        )
      )
    case "granted": self = .granted(try keys.grant())
    case "revoked": self = .revoked(try keys.grant())
    case "cut-made":
      self = .cutMade(
        DataCut(
          id: try keys.text("id"),
          date: try keys.optionalDate("date"),
          entries: try keys.integer("entries"),
          data: try keys.text("data")
        )
      )
    case "seed-revealed": self = .seedRevealed(seed: try keys.text("seed"))
    case "limits-published": self = .limitsPublished(table: try keys.text("table"))
    case "screened":
      self = .screened(
        Screening(
          subject: try keys.text("subject"),
          site: try keys.text("site"),
          on: try keys.date("on"),
          identity: try keys.optionalText("identity"),
          attempt: try keys.optionalInteger("attempt")
        )
      )
    case "brought-in": self = .broughtIn(subject: try keys.text("subject"), site: try keys.text("site"))
    case "screen-failed": self = .screenFailed(subject: try keys.text("subject"), on: try keys.date("on"))
    case "consented":
      self = .consented(
        subject: try keys.text("subject"),
        version: try keys.text("version"),
        on: try keys.date("on")
      )
    case "consent-corrected":
      self = .consentCorrected(
        subject: try keys.text("subject"),
        version: try keys.text("version"),
        was: try keys.date("was"),
        now: try keys.date("now")
      )
    case "consent-withdrawn":
      self = .consentWithdrawn(subject: try keys.text("subject"), on: try keys.date("on"))
    case "eligibility-confirmed":
      self = .eligibilityConfirmed(subject: try keys.text("subject"), content: try keys.text("content"))
    case "randomized": self = .randomized(try keys.allocation())
    case "allocated-elsewhere": self = .allocatedElsewhere(try keys.allocation())
    case "randomized-in-error": self = .randomizedInError(subject: try keys.text("subject"))
    case "unblinded": self = .unblinded(subject: try keys.text("subject"))
    case "deviated":
      self = .deviated(
        Deviation(
          subject: try keys.text("subject"),
          kind: try keys.choice("of"),
          about: try keys.texts("about"),
          text: try keys.text("text")
        )
      )
    case "dose-decided":
      self = .doseDecided(
        DoseDecision(
          subject: try keys.text("subject"),
          cycle: try keys.integer("cycle"),
          drug: try keys.text("drug"),
          proposed: try keys.text("proposed"),
          inputs: try keys.text("inputs"),
          decided: try keys.text("decided"),
          verdict: try keys.choice("verdict"),
          isConfirmed: try keys.flag("confirmed")
        )
      )
    case "serious-reported":
      guard let known = Timestamp(iso: try keys.text("known")) else { throw .key("known", in: kind) }
      self = .seriousReported(
        SeriousReport(
          id: try keys.text("id"),
          version: try keys.integer("version"),
          row: try keys.row(),
          known: known,
          answers: try keys.values("answers"),
          narrative: try keys.text("narrative")
        )
      )
    case "report-sent":
      self = .reportSent(case: try keys.text("case"), kind: try keys.text("of"), on: try keys.date("on"))
    case "acknowledged": self = .acknowledged(entry: try keys.integer("entry"))
    default: self = try .captured(kind: kind, keys)
    }
  }

  private static func captured(kind: String, _ keys: EventKeys) throws(EventFault) -> Fact {
    switch kind {
    case "entered": return .entered(try keys.row(), values: try keys.values("values"))
    case "imported":
      return .imported(
        try keys.row(),
        values: try keys.values("values"),
        recorded: try keys.optionalText("recorded")
      )
    case "corrected": return .corrected(try keys.row(), changes: try keys.changes())
    case "row-removed": return .rowRemoved(try keys.row())
    case "redacted": return .redacted(try keys.row(), item: try keys.text("item"))
    case "attached":
      return .attached(
        Attachment(
          row: try keys.row(),
          name: try keys.text("name"),
          size: try keys.integer("size"),
          hash: try keys.text("hash")
        )
      )
    case "queried":
      return .queried(
        Query(
          id: try keys.text("id"),
          row: try keys.row(),
          item: try keys.optionalText("item"),
          text: try keys.text("text"),
          check: try keys.optionalText("check")
        )
      )
    case "query-answered": return .queryAnswered(id: try keys.text("id"), text: try keys.text("text"))
    case "query-closed": return .queryClosed(id: try keys.text("id"))
    case "query-reopened": return .queryReopened(id: try keys.text("id"))
    case "verified": return .verified(try keys.row(), items: try keys.texts("items"))
    case "signed":
      return .signed(
        try keys.row(),
        Signature(meaning: try keys.choice("meaning"), content: try keys.text("content"))
      )
    case "frozen": return .frozen(try Scope(keys))
    case "unfrozen": return .unfrozen(try Scope(keys))
    case "locked": return .locked(try Scope(keys))
    case "unlocked": return .unlocked(try Scope(keys))
    default: throw .kind(kind)
    }
  }
}

extension EventKeys {
  fileprivate func row() throws(EventFault) -> RowReference {
    let row = try integer("row")
    guard row >= 1 else { throw .key("row", in: kind) }
    return RowReference(try text("subject"), try text("form"), row: row)
  }

  fileprivate func values(_ key: String) throws(EventFault) -> [EnteredValue] {
    guard let members = self[key]?.members else { throw .key(key, in: kind) }
    var values: [EnteredValue] = []
    values.reserveCapacity(members.count)
    for member in members {
      guard let text = member.value.string else { throw .key(key, in: kind) }
      values.append(EnteredValue(member.key, text))
    }
    return values
  }

  fileprivate func changes() throws(EventFault) -> [ItemChange] {
    guard let members = self["changes"]?.members else { throw .key("changes", in: kind) }
    var changes: [ItemChange] = []
    for member in members {
      guard let pair = member.value.array, pair.count == 2, let was = pair[0].string, let now = pair[1].string
      else { throw .key("changes", in: kind) }
      changes.append(ItemChange(member.key, was: was, now: now))
    }
    return changes
  }

  fileprivate func grant() throws(EventFault) -> Grant {
    Grant(user: try text("user"), role: try text("as"), site: try optionalText("site"))
  }

  fileprivate func allocation() throws(EventFault) -> SubjectAllocation {
    guard let members = self["levels"]?.members else { throw .key("levels", in: kind) }
    var levels: [String: String] = [:]
    for member in members {
      guard let level = member.value.string else { throw .key("levels", in: kind) }
      levels[member.key] = level
    }
    return SubjectAllocation(
      subject: try text("subject"),
      arm: try text("arm"),
      on: try date("on"),
      number: try integer("number"),
      levels: levels,
      share: try optionalInteger("share"),
      opensBlock: try optionalInteger("block"),
      eligibility: try optionalText("eligibility")
    )
  }
}
