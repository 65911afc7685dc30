// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Queries, source verification, signatures.
extension RehearsalScript {
  /// A check's question is often mended; others are answered, and then closed.
  mutating func answer(_ id: String, in state: TrialState) -> [CueLine] {
    guard let query = state.query(id), query.status == .open, let subject = subjects[query.query.row.subject]
    else {
      return []
    }
    if query.query.check != nil, stream.uniform() < 0.6,
      let mending = mend(query.query, subject, in: state)
    {
      return mending
    }
    plan(.close(id), in: 3, hour: 11)
    return line(.answer(query: id, text: "Compared with the source: it is as recorded."), at: subject.site)
  }

  /// Changes the row so that the check holds again; nil where that cannot be done without harm.
  private mutating func mend(_ query: Query, _ subject: VirtualSubject, in state: TrialState) -> [CueLine]? {
    // Values that eligibility was judged by stay, as an investigator signed for them.
    guard !stage.judged.contains(query.row.form), let form = stage.study.form(query.row.form),
      let check = form.checks.first(where: { $0.id == query.check }), let there = state.row(query.row),
      someone(.correct, at: subject.site) != nil
    else { return nil }
    var texts: [String: String] = [:]
    for value in there.values { texts[value.item] = value.text }
    let day = form.happened.flatMap { CivilDate(iso: texts[$0] ?? "") } ?? today
    let row = DraftRow(form: form, texts: texts, day: day, typed: today, corrects: query.row.row)
    var draft = writer.draft(of: [row], subject, in: state)
    draft.make(check.criterion, true, validity: nil, drawing: &stream)
    guard draft.settleChecks(drawing: &stream) else { return nil }
    let lines = type(draft.rows[0], of: subject.id, in: state)
    return lines.isEmpty ? nil : lines
  }

  mutating func close(_ id: String, in state: TrialState) -> [CueLine] {
    guard let query = state.query(id), query.status != .closed,
      let subject = subjects[query.query.row.subject],
      let closer = someone(.closeQuery, at: subject.site)
    else { return [] }
    let closing = CueLine(.closeQuery(id), by: closer)
    // Some answers do not satisfy.
    if query.steps.count == 2, stream.uniform() < 0.2 {
      plan(.answer(id), in: 2, hour: 11)
      return [closing, CueLine(.reopenQuery(id), by: closer, reason: "The answer does not fit the source.")]
    }
    let after = slips(oneIn: 2) { slip in
      slip == .closedTwice ? [CueLine(slip, .closeQuery(id), by: closer)] : nil
    }
    return [closing] + after
  }

  mutating func ask(_ row: RowReference, in state: TrialState) -> [CueLine] {
    guard let subject = subjects[row.subject], let there = state.row(row) else { return [] }
    let item = there.values.first { !$0.text.isEmpty }?.item
    return line(.query(row, item: item, text: "Please compare with the source."), at: subject.site)
  }

  mutating func verify(_ row: RowReference, in state: TrialState) -> [CueLine] {
    guard let subject = subjects[row.subject], let there = state.row(row),
      there.values.contains(where: { !$0.text.isEmpty && $0.verified == nil })
    else { return [] }
    return line(.verify(row, items: []), at: subject.site)
  }

  mutating func sign(_ row: RowReference, in state: TrialState) -> [CueLine] {
    guard let subject = subjects[row.subject], let there = state.row(row), there.validSignatures.isEmpty
    else {
      return []
    }
    return line(.sign(row, .responsibility), at: subject.site)
  }
}
