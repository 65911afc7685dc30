// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

/// A row that is about to be typed.
struct DraftRow: Sendable {
  let form: Form
  /// By item id; what is not asked is not there.
  var texts: [String: String]
  /// When its facts happen.
  var day: CivilDate
  /// When it is typed.
  var typed: CivilDate
  /// The row that it changes; nil for a new one.
  var corrects: Int?
  /// What stands in the row already and stays, by item id.
  var stands: [String: String] = [:]

  /// The text of an item, typed now or before; empty where missing.
  func text(_ item: String) -> String { texts[item] ?? stands[item] ?? "" }

  var values: [EnteredValue] {
    form.items.compactMap { item in
      texts[item.id].flatMap { $0.isEmpty ? nil : EnteredValue(item.id, $0) }
    }
  }
}

/// Rows of one subject before anybody typed them, judged by the engine's own criteria as if somebody had.
struct Draft {
  let stage: Stage
  /// The trial as it stands; the subject is in it.
  let base: TrialState
  let subject: String
  let site: String
  /// The day on which eligibility is asked.
  let asked: CivilDate
  var rows: [DraftRow]

  // MARK: Looking

  /// The subject as it would be; nil where the rows cannot follow what stands.
  func typed() -> SubjectState? {
    var state = base
    for row in rows where !row.values.isEmpty {
      let number = number(of: row, in: state)
      let reference = RowReference(subject, row.form.id, row: number)
      let fact: Fact
      if let corrected = row.corrects {
        let there = state.row(RowReference(subject, row.form.id, row: corrected))
        fact = .corrected(
          RowReference(subject, row.form.id, row: corrected),
          changes: row.texts.sorted { $0.key < $1.key }.map {
            ItemChange($0.key, was: there?.text($0.key) ?? "", now: $0.value)
          }
        )
      } else {
        fact = .entered(reference, values: row.values)
      }
      let event = TrialEvent(
        fact,
        at: Timestamp(seconds: RehearsalCalendar.second(row.typed, hour: 12), offset: .utc),
        by: .engine,
        protocolVersion: 1
      )
      do { try state.apply(event) } catch { return nil }
    }
    return state.subject(subject)
  }

  private func number(of row: DraftRow, in state: TrialState) -> Int {
    row.corrects ?? (row.form.repeats == .once ? 1 : state.subject(subject)?.nextRow(row.form.id) ?? 1)
  }

  /// What the rules of eligibility would say on the day they are asked.
  func verdict() -> EligibilityVerdict? {
    typed().map { stage.conduct.eligibility(of: $0, on: asked, stage.rules) }
  }

  /// What criteria say about the rows of this draft: for each row those that are asked of it, and the truths in the same
  /// order, unknown where the row cannot be found.
  func truths(_ criteria: [[Criterion]]) -> [[Truth]] {
    let unknown = criteria.map { $0.map { _ in Truth.unknown } }
    guard criteria.contains(where: { !$0.isEmpty }), let after = typed() else { return unknown }
    let forms = Set(criteria.joined().flatMap(\.items).map(\.form) + rows.map(\.form.id))
      .union([stage.study.record.randomized?.form].compactMap(\.self))
    let record = stage.rules.record(of: [after], forms: forms)
    var next: [String: Int] = [:]
    return rows.enumerated().map { index, row in
      let place = place(of: row, after, &next)
      return criteria[index].map { criterion in
        let truths = record.rowTruths(of: criterion, form: row.form.id, in: stage.study)
        return truths.indices.contains(place) ? truths[place] : .unknown
      }
    }
  }

  /// Where a row stands among the rows of its form that count.
  private func place(of row: DraftRow, _ after: SubjectState, _ next: inout [String: Int]) -> Int {
    guard row.form.repeats == .log else { return 0 }
    let all = after.forms[row.form.id] ?? []
    let new = rows.count { $0.form.id == row.form.id && $0.corrects == nil && !$0.values.isEmpty }
    let number: Int
    if let corrected = row.corrects {
      number = corrected
    } else {
      number = all.count - new + 1 + next[row.form.id, default: 0]
      next[row.form.id, default: 0] += 1
    }
    return all.prefix(max(0, number - 1)).count { !$0.isRemoved && !$0.values.isEmpty }
  }

  // MARK: Drawing

  /// Draws what is not there yet of a row, of the items that are wanted now; others are left alone.
  mutating func fill(_ index: Int, _ wanted: (Item) -> Bool, drawing stream: inout RandomStream) {
    let values = ValueDrawing(stage: stage)
    // Limits first, so that values are near them.
    let form = rows[index].form
    let limits = Set(form.items.compactMap(\.limits.upper).filter { $0.form == form.id }.map(\.item))
    let order = form.items.filter { limits.contains($0.id) } + form.items.filter { !limits.contains($0.id) }
    for item in order where rows[index].texts[item.id] == nil && wanted(item) {
      let isDay = form.happened == item.id || form.items.contains { $0.happened == item.id }
      if !item.isRequired, !isDay, stream.uniform() < 0.03 {
        let reasons = item.missingReasons
        rows[index].texts[item.id] = reasons.isEmpty ? "" : reasons[stream.integer(below: reasons.count)]
        continue
      }
      rows[index].texts[item.id] = values.value(
        of: item,
        in: form,
        beside: rows[index].texts,
        on: rows[index].day,
        at: site,
        drawing: &stream
      )
    }
  }

  /// Empties closed branches, and fills open ones that have to be filled.
  mutating func settleBranches(drawing stream: inout RandomStream) {
    guard rows.contains(where: { $0.form.items.contains { $0.shownWhen != nil } }) else { return }
    for _ in 0..<3 {
      let branches = rows.map { row in row.form.items.filter { $0.shownWhen != nil } }
      let truths = truths(branches.map { $0.compactMap(\.shownWhen) })
      var changed = false
      for (index, items) in branches.enumerated() {
        for (item, truth) in zip(items, truths[index]) {
          let isThere = !rows[index].text(item.id).isEmpty
          if truth == .notMet, isThere, rows[index].stands[item.id] == nil {
            rows[index].texts[item.id] = ""
            changed = true
          } else if truth == .met, item.isRequired, !isThere, rows[index].corrects == nil {
            rows[index].texts[item.id] = nil
            fill(index, { $0.id == item.id }, drawing: &stream)
            changed = true
          }
        }
      }
      if !changed { return }
    }
  }
}
