// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Rows that are typed.
extension RehearsalScript {
  mutating func type(_ row: DraftRow, of id: String, in state: TrialState) -> [CueLine] {
    guard let subject = subjects[id], let there = state.subject(id), there.screenFailed == nil,
      let user = someone(row.corrects == nil ? .enter : .correct, at: subject.site)
    else { return [] }
    let values = row.values
    guard !values.isEmpty || row.corrects != nil else { return [] }
    if let number = row.corrects {
      let reference = RowReference(id, row.form.id, row: number)
      let changed = row.texts.sorted { $0.key < $1.key }.filter { item, text in
        state.row(reference)?.text(item) != text
      }.map { EnteredValue($0.key, $0.value) }
      guard !changed.isEmpty else { return [] }
      return [
        CueLine(.correct(reference, values: changed, expecting: nil), by: user, reason: "later knowledge")
      ]
    }
    let number = row.form.repeats == .once ? 1 : nil
    let act = Act.enter(subject: id, form: row.form.id, row: number, values: values, expecting: nil)
    let writer = writer
    let before = slips(oneIn: 7) { slip in writer.beforeTyping(slip, row, act, subject, user, in: state) }
    return before + [CueLine(act, by: user)]
  }
}
