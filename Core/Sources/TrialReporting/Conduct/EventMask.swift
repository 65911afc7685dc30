// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// What of an event is not shown: values that were covered later, and arms where the reader is blinded.
///
/// A covered value stands in older entries for ever; here the state of today, in which it is covered, decides what may be
/// shown of them. What entries after the covering wrote is shown.
struct EventMask {
  let state: TrialState
  /// Whether the reader must not see arms.
  let hidesArms: Bool
  private let arms: Set<ItemPath>

  init(_ study: StudyProtocol, _ state: TrialState, hidesArms: Bool) {
    self.state = state
    self.hidesArms = hidesArms
    let items = study.forms.flatMap { form in
      form.items.filter { $0.kind == .arm }.map { ItemPath(form: form.id, item: $0.id) }
    }
    arms = Set(items + [study.record.arm])
  }

  /// Whether the text that an entry wrote into an item is shown.
  func shows(_ item: String, of row: RowReference, at entry: Int) -> Bool {
    if hidesArms, arms.contains(ItemPath(form: row.form, item: item)) { return false }
    // Rows that were taken out still cover what they covered.
    guard let rows = state.subject(row.subject)?.forms[row.form], row.row >= 1, row.row <= rows.count,
      let covered = rows[row.row - 1].value(item)?.covered
    else { return true }
    return entry > covered
  }

  /// The text, `█` where it is not shown; that nothing stood there is no secret.
  func text(_ text: String, _ item: String, of row: RowReference, at entry: Int) -> String {
    text.isEmpty || shows(item, of: row, at: entry) ? text : RowState.cover
  }

  /// The fact with everything covered that is not shown; the arm and the seed are empty where they are hidden.
  func masked(_ fact: Fact, at entry: Int) -> Fact {
    switch fact {
    case .entered(let row, let values): return .entered(row, values: masked(values, row, entry))
    case .imported(let row, let values, let recorded):
      return .imported(row, values: masked(values, row, entry), recorded: recorded)
    case .corrected(let row, let changes):
      return .corrected(
        row,
        changes: changes.map { change in
          ItemChange(
            change.item,
            was: text(change.was, change.item, of: row, at: entry),
            now: text(change.now, change.item, of: row, at: entry)
          )
        }
      )
    case .randomized(let allocation) where hidesArms: return .randomized(allocation.withoutArm)
    case .allocatedElsewhere(let allocation) where hidesArms:
      return .allocatedElsewhere(allocation.withoutArm)
    case .doseDecided(let decision) where hidesArms: return .doseDecided(decision.withoutDose)
    // Whoever knows the seed derives every arm.
    case .seedRevealed where hidesArms: return .seedRevealed(seed: "")
    default: return fact
    }
  }

  private func masked(_ values: [EnteredValue], _ row: RowReference, _ entry: Int) -> [EnteredValue] {
    values.map { EnteredValue($0.item, text($0.text, $0.item, of: row, at: entry)) }
  }
}

extension SubjectAllocation {
  fileprivate var withoutArm: SubjectAllocation {
    SubjectAllocation(
      subject: subject,
      arm: "",
      on: on,
      number: number,
      levels: levels,
      eligibility: eligibility
    )
  }
}
