// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Data cuts, and the end of the trial.
extension RehearsalScript {
  func cut(_ id: String) -> [CueLine] {
    guard let keeper = someone(.cut, at: nil) else { return [] }
    // The player puts the hash of the record in.
    let cut = Act.cut(id: id, date: today, data: "")
    return [CueLine(cut, by: keeper), CueLine(.cutTwice, cut, by: keeper)]
  }

  /// The seed is shown, one candidate comes too late for an arm, and the data are closed.
  mutating func end(in state: TrialState) -> [CueLine] {
    reveal() + closing(in: state)
  }

  private func reveal() -> [CueLine] {
    guard let keeper = someone(.reveal, at: nil) else { return [] }
    // The player puts the seed in.
    let reveal = Act.revealSeed("")
    var lines: [CueLine] = []
    let site = stage.sites[0]
    let id = "V-LATE"
    let version = stage.study.consent.versions.last { $0.isInForce(on: today) }?.id ?? "1"
    if let screener = someone(.screen, at: site), let consenter = someone(.consent, at: site) {
      lines.append(
        CueLine(.screen(Screening(subject: id, site: site, on: today, identity: nil)), by: screener)
      )
      lines.append(CueLine(.consent(subject: id, version: version, on: today), by: consenter))
    }
    lines.append(CueLine(reveal, by: keeper, reason: "the rehearsal is over"))
    lines.append(CueLine(.revealedTwice, reveal, by: keeper))
    if let asker = someone(.randomize, at: site), lines.count == 4 {
      lines.append(CueLine(.randomizedAfterReveal, .randomize(subject: id), by: asker))
    }
    return lines
  }

  private func closing(in state: TrialState) -> [CueLine] {
    guard let keeper = someone(.lock, at: nil) else { return [] }
    let lock = CueLine(.lock(.study), by: keeper)
    guard state.queries.allSatisfy({ $0.status == .closed }) else {
      return [lock.playing(.lockedWithQuery, expecting: .refused(Slip.lockedWithQuery.codes))]
    }
    guard let typed = lastTyped(in: state), let corrector = someone(.correct, at: typed.site),
      let other = writer.other(than: EnteredValue(typed.value.item, typed.value.text), in: typed.row.form)
    else { return [lock] }
    return [
      lock, CueLine(.editedAfterLock, .correct(typed.row, values: [other], expecting: nil), by: corrector),
    ]
  }

  private func lastTyped(in state: TrialState) -> (row: RowReference, value: RowState.Value, site: String)? {
    for subject in state.subjects {
      for form in stage.screeningForms {
        guard let value = subject.row(form.id, 1)?.values.first(where: { !$0.text.isEmpty }) else { continue }
        return (RowReference(subject.id, form.id), value, subject.site)
      }
    }
    return nil
  }
}
