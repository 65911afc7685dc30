// SPDX-License-Identifier: Apache-2.0

import TrialDesign

extension Act {
  /// The act that a fact must have come from; nil for what the engine adds on its own, and for the first activation.
  init?(retelling fact: Fact) {
    switch fact {
    case .activated(let version):
      guard version.number > 1 else { return nil }
      self = .amend(version)
    case .granted(let grant): self = .grant(grant)
    case .revoked(let grant): self = .revoke(grant)
    case .cutMade(let cut): self = .cut(id: cut.id, date: cut.date, data: cut.data)
    case .seedRevealed(let seed): self = .revealSeed(seed)
    case .limitsPublished(let table): self = .publishLimits(table: table)
    case .screened(let screening): self = .screen(screening)
    case .broughtIn(let subject, let site): self = .bringIn(subject: subject, site: site)
    case .screenFailed(let subject, let on): self = .failScreening(subject: subject, on: on)
    case .consented(let subject, let version, let on):
      self = .consent(subject: subject, version: version, on: on)
    case .consentCorrected(let subject, let version, _, let on):
      self = .correctConsent(subject: subject, version: version, on: on)
    case .consentWithdrawn(let subject, let on): self = .withdrawConsent(subject: subject, on: on)
    case .eligibilityConfirmed(let subject, _): self = .confirmEligibility(subject: subject)
    case .randomized(let allocation): self = .randomize(subject: allocation.subject)
    case .allocatedElsewhere(let allocation):
      self = .allocateElsewhere(subject: allocation.subject, arm: allocation.arm, on: allocation.on)
    case .randomizedInError(let subject): self = .noteRandomizedInError(subject: subject)
    case .unblinded(let subject): self = .unblind(subject: subject)
    case .deviated(let deviation): self = .noteDeviation(deviation)
    case .entered(let row, let values):
      self = .enter(subject: row.subject, form: row.form, row: row.row, values: values, expecting: nil)
    case .imported(let row, let values, let recorded):
      self = .importRow(subject: row.subject, form: row.form, values: values, recorded: recorded)
    case .corrected(let row, let changes):
      self = .correct(row, values: changes.map { EnteredValue($0.item, $0.now) }, expecting: nil)
    case .rowRemoved(let row): self = .removeRow(row)
    case .redacted(let row, let item): self = .redact(row, item: item)
    case .attached(let attachment): self = .attach(attachment)
    case .queried(let query): self = .query(query.row, item: query.item, text: query.text)
    case .queryAnswered(let id, let text): self = .answer(query: id, text: text)
    case .queryClosed(let id): self = .closeQuery(id)
    case .queryReopened(let id): self = .reopenQuery(id)
    case .verified(let row, let items): self = .verify(row, items: items)
    case .signed(let row, let signature): self = .sign(row, signature.meaning)
    case .frozen(let scope): self = .freeze(scope)
    case .unfrozen(let scope): self = .unfreeze(scope)
    case .locked(let scope): self = .lock(scope)
    case .unlocked(let scope): self = .unlock(scope)
    case .doseDecided(let decision):
      guard let choice = decision.choice else { return nil }
      self = .decideDose(
        subject: decision.subject,
        cycle: decision.cycle,
        drug: decision.drug,
        choice,
        confirms: decision.isConfirmed
      )
    case .seriousReported(let report):
      self = .reportSerious(
        case: report.version == 1 ? nil : report.id,
        row: report.row,
        known: report.known,
        answers: report.answers,
        narrative: report.narrative
      )
    case .reportSent(let id, let kind, let on): self = .noteReportSent(case: id, kind: kind, on: on)
    case .acknowledged(let entry): self = .acknowledge(entry: entry)
    }
  }
}
