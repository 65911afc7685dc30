// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

/// What people do about what they hear of.
extension RehearsalScript {
  mutating func react(to event: TrialEvent, _ cue: Cue, in state: TrialState) {
    switch event.fact {
    case .entered(let row, let values) where cue.slip == nil: typed(row, values, cue, in: state)
    case .queried(let query):
      if cue.slip == nil || query.check != nil { plan(.answer(query.id), in: 2, hour: 11) }
    case .randomized(let allocation): follow(allocation)
    case .seriousReported(let report) where report.version == 1 && cue.slip == nil:
      plan(.moreOfCase(report.id), in: 6, hour: 10)
      plan(.sendReport(report.id), in: 4, hour: 15)
    default: break
    }
  }

  private mutating func typed(_ row: RowReference, _ values: [EnteredValue], _ cue: Cue, in state: TrialState) {
    if stream.uniform() < 0.5 { plan(.verify(row), in: 10, hour: 10) }
    if stream.uniform() < 0.4 { plan(.sign(row), in: 14, hour: 17) }
    if stream.uniform() < 0.03 { plan(.ask(row), in: 5, hour: 13) }
    guard let subject = subjects[row.subject], let value = values.first else { return }
    let more = slips(oneIn: 8) { slip in afterTyping(slip, row, value, cue.user, subject, in: state) }
    interpose(more)
    let event = stage.meanings.events
    guard event?.term.form == row.form, stream.uniform() < 0.2 else { return }
    plan(.serious(row), in: 1, hour: 9)
  }

  // MARK: Slips after a row was typed

  private func afterTyping(
    _ slip: Slip,
    _ row: RowReference,
    _ value: EnteredValue,
    _ user: String,
    _ subject: VirtualSubject,
    in state: TrialState
  ) -> [Line]? {
    let again = Act.correct(row, values: [value], expecting: nil)
    let corrector = someone(.correct, at: subject.site)
    switch slip {
    case .enteredTwice:
      let act = Act.enter(
        subject: row.subject,
        form: row.form,
        row: row.row,
        values: [value],
        expecting: nil
      )
      return [Line(slip, act, by: user)]
    case .noReason: return corrector.map { [Line(slip, again, by: $0, reason: nil)] }
    case .unchanged: return corrector.map { [Line(slip, again, by: $0)] }
    case .changedMeanwhile:
      return corrector.map { [Line(slip, .correct(row, values: [value], expecting: 99), by: $0)] }
    case .nothingToRedact:
      return someone(.redact, at: subject.site).map { [Line(slip, .redact(row, item: "no-such-item"), by: $0)] }
    case .unknownQuery:
      guard let known = state.queries.first, known.query.id != "Q0" else { return nil }
      // A query that nobody knows has no site: whoever may answer anywhere is refused for the query alone.
      return someone(.answer, at: subject.site).map { [Line(slip, .answer(query: "Q0", text: "?"), by: $0)] }
    case .verifiedTwice: return verifiedTwice(row, subject)
    case .editedWhileFrozen, .frozenTwice, .notFrozen: return frozen(slip, row, value, subject, corrector)
    case .editedWhileLocked: return locked(row, value, subject, corrector, in: state)
    case .lockedWithQuery: return lockedWithQuery(row, subject, in: state)
    case .correctedAfterSignature: return corrected(row, value, subject, corrector)
    default: return nil
    }
  }

  private func verifiedTwice(_ row: RowReference, _ subject: VirtualSubject) -> [Line]? {
    someone(.verify, at: subject.site).map { monitor in
      let verify = Act.verify(row, items: [])
      return [
        Line(verify, by: monitor).playing(.verifiedTwice), Line(.verifiedTwice, verify, by: monitor),
      ]
    }
  }

  private func frozen(
    _ slip: Slip,
    _ row: RowReference,
    _ value: EnteredValue,
    _ subject: VirtualSubject,
    _ corrector: String?
  ) -> [Line]? {
    guard let keeper = someone(.freeze, at: subject.site), let corrector else { return nil }
    let freeze = Line(.freeze(.row(row)), by: keeper).playing(slip)
    let letGo = Line(.unfreeze(.row(row)), by: keeper, reason: "review done").playing(slip)
    switch slip {
    case .frozenTwice: return [freeze, Line(slip, .freeze(.row(row)), by: keeper), letGo]
    case .notFrozen: return [Line(slip, .unfreeze(.row(row)), by: keeper)]
    default:
      guard let other = other(than: value, in: row.form) else { return nil }
      return [freeze, Line(slip, .correct(row, values: [other], expecting: nil), by: corrector), letGo]
    }
  }

  private func locked(
    _ row: RowReference,
    _ value: EnteredValue,
    _ subject: VirtualSubject,
    _ corrector: String?,
    in state: TrialState
  ) -> [Line]? {
    guard let keeper = someone(.lock, at: subject.site), let corrector, state.openQueries(of: row).isEmpty,
      let other = other(than: value, in: row.form)
    else { return nil }
    return [
      Line(.lock(.row(row)), by: keeper).playing(.editedWhileLocked),
      Line(.editedWhileLocked, .correct(row, values: [other], expecting: nil), by: corrector),
      Line(.unlock(.row(row)), by: keeper, reason: "rehearsal").playing(.editedWhileLocked),
    ]
  }

  private func lockedWithQuery(_ row: RowReference, _ subject: VirtualSubject, in state: TrialState) -> [Line]? {
    guard let keeper = someone(.lock, at: subject.site), let asker = someone(.query, at: subject.site),
      let closer = someone(.closeQuery, at: subject.site)
    else { return nil }
    let id = "Q\(state.queries.count + 1)"
    return [
      Line(.query(row, item: nil, text: "Is this right?"), by: asker).playing(.lockedWithQuery),
      Line(.lockedWithQuery, .lock(.row(row)), by: keeper),
      Line(.closeQuery(id), by: closer).playing(.lockedWithQuery),
    ]
  }

  /// A signature is void once what was signed changes; both changes are taken back.
  private func corrected(
    _ row: RowReference,
    _ value: EnteredValue,
    _ subject: VirtualSubject,
    _ corrector: String?
  ) -> [Line]? {
    guard let signer = someone(.sign, at: subject.site), let corrector,
      !stage.rules.screeningForms.contains(row.form),
      !stage.watched.contains(ItemPath(form: row.form, item: value.item)),
      let other = other(than: value, in: row.form)
    else { return nil }
    let slip = Slip.correctedAfterSignature
    return [
      Line(.sign(row, .responsibility), by: signer).playing(slip),
      Line(.correct(row, values: [other], expecting: nil), by: corrector, reason: "typing error").playing(slip),
      Line(.correct(row, values: [value], expecting: nil), by: corrector, reason: "was right before").playing(slip),
      Line(.sign(row, .responsibility), by: signer).playing(slip),
    ]
  }

  /// Another value that the item may have; nil where none is at hand.
  func other(than value: EnteredValue, in form: String) -> EnteredValue? {
    guard let item = stage.study.item(ItemPath(form: form, item: value.item)) else { return nil }
    switch item.kind {
    case .category:
      return item.categories.first { $0.code != value.text }.map { EnteredValue(item.id, $0.code) }
    case .date: return CivilDate(iso: value.text).map { EnteredValue(item.id, "\($0 + -1)") }
    case .integer, .decimal:
      let range = ValueDrawing.range(of: item)
      let middle = ValueDrawing.text((range.lowerBound + range.upperBound) / 2, of: item)
      return EnteredValue(item.id, middle == value.text ? ValueDrawing.text(range.lowerBound, of: item) : middle)
    case .text: return EnteredValue(item.id, value.text + " (corrected)")
    default: return nil
    }
  }
}
