// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Slips with a row that was just typed; what they do is taken back.
extension SlipWriter {
  func afterTyping(
    _ slip: Slip,
    _ row: RowReference,
    _ value: EnteredValue,
    _ user: String,
    _ subject: VirtualSubject,
    in state: TrialState
  ) -> [CueLine]? {
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
      return [CueLine(slip, act, by: user)]
    case .noReason: return corrector.map { [CueLine(slip, again, by: $0, reason: nil)] }
    case .unchanged: return corrector.map { [CueLine(slip, again, by: $0)] }
    case .changedMeanwhile:
      return corrector.map { [CueLine(slip, .correct(row, values: [value], expecting: 99), by: $0)] }
    case .nothingToRedact:
      return someone(.redact, at: subject.site).map {
        [CueLine(slip, .redact(row, item: "no-such-item"), by: $0)]
      }
    case .unknownQuery:
      guard let known = state.queries.first, known.query.id != "Q0" else { return nil }
      // A query that nobody knows has no site: whoever may answer anywhere is refused for the query alone.
      return someone(.answer, at: subject.site).map {
        [CueLine(slip, .answer(query: "Q0", text: "?"), by: $0)]
      }
    case .reportWithoutPlan:
      guard stage.study.safety == nil, let reporter = someone(.reportSerious, at: subject.site) else {
        return nil
      }
      let known = Timestamp(seconds: RehearsalCalendar.second(today, hour: 1), offset: .utc)
      return [
        CueLine(
          slip,
          .reportSerious(case: nil, row: row, known: known, answers: [], narrative: ""),
          by: reporter
        )
      ]
    case .verifiedTwice: return verifiedTwice(row, subject)
    case .editedWhileFrozen, .frozenTwice, .notFrozen: return frozen(slip, row, value, subject, corrector)
    case .editedWhileLocked: return locked(row, value, subject, corrector, in: state)
    case .lockedWithQuery: return lockedWithQuery(row, subject, in: state)
    case .correctedAfterSignature: return corrected(row, value, subject, corrector)
    default: return nil
    }
  }

  private func verifiedTwice(_ row: RowReference, _ subject: VirtualSubject) -> [CueLine]? {
    someone(.verify, at: subject.site).map { monitor in
      let verify = Act.verify(row, items: [])
      return [
        CueLine(verify, by: monitor).playing(.verifiedTwice), CueLine(.verifiedTwice, verify, by: monitor),
      ]
    }
  }

  private func frozen(
    _ slip: Slip,
    _ row: RowReference,
    _ value: EnteredValue,
    _ subject: VirtualSubject,
    _ corrector: String?
  ) -> [CueLine]? {
    guard let keeper = someone(.freeze, at: subject.site), let corrector else { return nil }
    let freeze = CueLine(.freeze(.row(row)), by: keeper).playing(slip)
    let letGo = CueLine(.unfreeze(.row(row)), by: keeper, reason: "review done").playing(slip)
    switch slip {
    case .frozenTwice: return [freeze, CueLine(slip, .freeze(.row(row)), by: keeper), letGo]
    case .notFrozen: return [CueLine(slip, .unfreeze(.row(row)), by: keeper)]
    default:
      guard let other = other(than: value, in: row.form) else { return nil }
      return [freeze, CueLine(slip, .correct(row, values: [other], expecting: nil), by: corrector), letGo]
    }
  }

  private func locked(
    _ row: RowReference,
    _ value: EnteredValue,
    _ subject: VirtualSubject,
    _ corrector: String?,
    in state: TrialState
  ) -> [CueLine]? {
    guard let keeper = someone(.lock, at: subject.site), let corrector, state.openQueries(of: row).isEmpty,
      let other = other(than: value, in: row.form)
    else { return nil }
    return [
      CueLine(.lock(.row(row)), by: keeper).playing(.editedWhileLocked),
      CueLine(.editedWhileLocked, .correct(row, values: [other], expecting: nil), by: corrector),
      CueLine(.unlock(.row(row)), by: keeper, reason: "rehearsal").playing(.editedWhileLocked),
    ]
  }

  private func lockedWithQuery(_ row: RowReference, _ subject: VirtualSubject, in state: TrialState)
    -> [CueLine]?
  {
    guard let keeper = someone(.lock, at: subject.site), let asker = someone(.query, at: subject.site),
      let closer = someone(.closeQuery, at: subject.site)
    else { return nil }
    let id = "Q\(state.queries.count + 1)"
    return [
      CueLine(.query(row, item: nil, text: "Is this right?"), by: asker).playing(.lockedWithQuery),
      CueLine(.lockedWithQuery, .lock(.row(row)), by: keeper),
      CueLine(.closeQuery(id), by: closer).playing(.lockedWithQuery),
    ]
  }

  /// A signature is void once what was signed changes; both changes are taken back.
  private func corrected(
    _ row: RowReference,
    _ value: EnteredValue,
    _ subject: VirtualSubject,
    _ corrector: String?
  ) -> [CueLine]? {
    guard let signer = someone(.sign, at: subject.site), let corrector,
      !stage.rules.screeningForms.contains(row.form),
      !stage.watched.contains(ItemPath(form: row.form, item: value.item)),
      let other = other(than: value, in: row.form)
    else { return nil }
    let slip = Slip.correctedAfterSignature
    return [
      CueLine(.sign(row, .responsibility), by: signer).playing(slip),
      CueLine(.correct(row, values: [other], expecting: nil), by: corrector, reason: "typing error").playing(
        slip
      ),
      CueLine(.correct(row, values: [value], expecting: nil), by: corrector, reason: "was right before")
        .playing(
          slip
        ),
      CueLine(.sign(row, .responsibility), by: signer).playing(slip),
    ]
  }
}
