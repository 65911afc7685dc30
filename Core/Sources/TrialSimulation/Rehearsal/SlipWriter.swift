// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

/// Writes slips: what somebody does wrong at a moment, and which refusal has to meet it.
///
/// It changes nothing; a slip that cannot be made at a moment has no lines.
struct SlipWriter {
  let stage: Stage
  let seed: UInt64
  let today: CivilDate

  func someone(_ permission: Permission, at site: String?) -> String? {
    stage.cast.someone(who: permission, at: site)
  }

  func draft(of rows: [DraftRow], _ subject: VirtualSubject, in state: TrialState) -> Draft {
    Draft(stage: stage, base: state, subject: subject.id, site: subject.site, asked: today, rows: rows)
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
      return EnteredValue(
        item.id,
        middle == value.text ? ValueDrawing.text(range.lowerBound, of: item) : middle
      )
    case .text: return EnteredValue(item.id, value.text + " (corrected)")
    default: return nil
    }
  }

  // MARK: Safety

  func beforeReport(
    _ slip: Slip,
    _ row: RowReference,
    _ known: Timestamp,
    _ reporter: String,
    in state: TrialState
  ) -> [CueLine]? {
    func report(_ row: RowReference, _ answer: String) -> Act {
      .reportSerious(
        case: nil,
        row: row,
        known: known,
        answers: [EnteredValue("death", answer)],
        narrative: "Virtual event."
      )
    }
    switch slip {
    case .unknownAnswer: return [CueLine(slip, report(row, "perhaps"), by: reporter)]
    case .reportedOnOtherForm:
      let other = stage.study.forms.lazy.map { RowReference(row.subject, $0.id) }.first { reference in
        reference.form != row.form && state.row(reference) != nil
      }
      return other.map { [CueLine(slip, report($0, "no"), by: reporter)] }
    case .unknownCase:
      let site = state.subject(row.subject)?.site
      return someone(.sendReport, at: site).map { sender in
        [CueLine(slip, .noteReportSent(case: "SAE-0", kind: "other", on: today), by: sender)]
      }
    default: return nil
    }
  }
}
