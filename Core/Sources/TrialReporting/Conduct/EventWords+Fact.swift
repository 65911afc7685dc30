// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

extension EventWords {
  /// What happened, as the end of "li (investigator) …".
  public func what(_ event: TrialEvent, entry: Int) -> String {
    func say(_ key: EventMessage, _ arguments: String...) -> String {
      texts(key, arguments: arguments.map { Self.shown($0) })
    }
    let fact = mask.masked(event.fact, at: entry)
    switch fact {
    case .activated(let version):
      return say(.activated, String(version.number), version.label, Self.short(version.hash))
    case .granted(let grant):
      return say(grant.site == nil ? .grantedEverywhere : .granted, grant.user, grant.role, grant.site ?? "")
    case .revoked(let grant):
      return say(grant.site == nil ? .revokedEverywhere : .revoked, grant.user, grant.role, grant.site ?? "")
    case .cutMade(let cut):
      let day = cut.date?.description ?? ""
      return say(
        cut.date == nil ? .cutMade : .cutMadeOn,
        cut.id,
        String(cut.entries),
        Self.short(cut.data),
        day
      )
    case .seedRevealed(""): return say(.seedHidden)
    case .seedRevealed(let seed): return say(.seedRevealed, seed)
    case .limitsPublished(let table):
      let limits = LaboratoryLimits.read(Array(table.utf8)).limits.rows
      return say(.limitsPublished, String(limits.count), String(Set(limits.map(\.site)).count))
    case .screened(let screening):
      return say(
        screening.attempt == nil ? .screened : .screenedAgain,
        screening.subject,
        screening.site,
        "\(screening.on)"
      )
    case .broughtIn(let subject, ""): return say(.broughtIn, subject)
    case .broughtIn(let subject, let site): return say(.broughtInAt, subject, site)
    case .screenFailed(let subject, let on): return say(.screenFailed, subject, "\(on)")
    case .consentCorrected(let subject, let version, let was, let now):
      return say(.consentCorrected, subject, version, "\(was)", "\(now)")
    case .consented(let subject, let version, let on): return say(.consented, subject, version, "\(on)")
    case .consentWithdrawn(let subject, let on): return say(.consentWithdrawn, subject, "\(on)")
    case .eligibilityConfirmed(let subject, let content):
      return say(.eligibilityConfirmed, subject, Self.short(content))
    case .randomized(let allocation):
      return allocated(allocation, shown: .randomized, hidden: .randomizedHidden)
    case .allocatedElsewhere(let allocation):
      return allocated(allocation, shown: .allocatedElsewhere, hidden: .allocatedElsewhereHidden)
    case .randomizedInError(let subject): return say(.randomizedInError, subject)
    case .unblinded(let subject): return say(.unblinded, subject)
    case .deviated(let deviation):
      return say(
        deviation.about.isEmpty ? .deviated : .deviatedAbout,
        deviation.subject,
        texts[deviation.kind],
        deviation.text,
        texts.list(deviation.about)
      )
    case .entered(let row, let values): return say(.entered, "\(row)", list(values))
    case .corrected(let row, let changes): return say(.corrected, "\(row)", list(changes))
    case .imported(let row, let values, nil): return say(.imported, "\(row)", list(values))
    case .imported(let row, let values, let recorded?):
      return say(.importedRecorded, "\(row)", list(values), recorded)
    case .rowRemoved(let row): return say(.rowRemoved, "\(row)")
    case .redacted(let row, let item): return say(.redacted, item, "\(row)")
    case .attached(let file):
      return say(.attached, file.name, String(file.size), Self.short(file.hash), "\(file.row)")
    case .queried(let query): return asked(query)
    case .queryAnswered(let id, let text): return say(.queryAnswered, id, text)
    case .queryClosed(let id): return say(.queryClosed, id)
    case .queryReopened(let id): return say(.queryReopened, id)
    case .verified(let row, let items): return say(.verified, "\(row)", texts.list(items))
    case .signed(let row, let signature):
      return say(.signed, "\(row)", texts[signature.meaning], Self.short(signature.content))
    case .frozen(let scope): return say(.frozen, texts.scope(scope))
    case .unfrozen(let scope): return say(.unfrozen, texts.scope(scope))
    case .locked(let scope): return say(.locked, texts.scope(scope))
    case .unlocked(let scope): return say(.unlocked, texts.scope(scope))
    case .doseDecided(let decision):
      let cycle = String(decision.cycle)
      guard !mask.hidesArms else { return say(.doseDecidedHidden, decision.subject, cycle) }
      return say(
        decision.verdict == .accepted ? .doseAccepted : .doseDeparted,
        decision.drug,
        cycle,
        decision.subject,
        texts.dose(decision.decided),
        texts.dose(decision.proposed),
        Self.short(decision.inputs)
      )
    case .seriousReported(let report):
      return say(
        .seriousReported,
        report.id,
        String(report.version),
        "\(report.row)",
        Self.moment(report.known)
      )
    case .reportSent(let id, let kind, let on): return say(.reportSent, id, kind, "\(on)")
    case .acknowledged(let about):
      guard let notice = mask.state.notice(about) else { return say(.acknowledged, String(about)) }
      return texts(EventMessage.acknowledgedWhat, String(about), what(notice.event, entry: about))
    }
  }

  private func allocated(
    _ allocation: SubjectAllocation,
    shown: EventMessage,
    hidden: EventMessage
  ) -> String {
    let (subject, day, number) = (allocation.subject, "\(allocation.on)", String(allocation.number))
    return mask.hidesArms
      ? texts(hidden, subject, day, number) : texts(shown, subject, allocation.arm, day, number)
  }

  private func asked(_ query: Query) -> String {
    let key: EventMessage =
      switch (query.item, query.check) {
      case (nil, nil): .queried
      case (.some, nil): .queriedItem
      case (nil, .some): .queriedCheck
      case (.some, .some): .queriedCheckItem
      }
    let further = [query.item, query.check].compactMap(\.self)
    return texts(
      key,
      arguments: [query.id, "\(query.row)", Self.shown(study.question(query, in: texts))] + further
    )
  }

  private func list(_ values: [EnteredValue]) -> String {
    texts.list(values.map { texts(EventMessage.value, $0.item, orMissing($0.text)) })
  }

  private func list(_ changes: [ItemChange]) -> String {
    texts.list(
      changes.map { texts(EventMessage.change, $0.item, orMissing($0.was), orMissing($0.now)) }
    )
  }

  private func orMissing(_ text: String) -> String { text.isEmpty ? texts[EventMessage.missing] : text }

  /// The first twelve digits of a hash: enough to compare by eye; `log --json` has them all.
  static func short(_ hash: String) -> String { String(hash.prefix(12)) }
}
