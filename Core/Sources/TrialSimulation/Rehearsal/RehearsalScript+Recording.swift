// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

/// Pages after randomization.
extension RehearsalScript {
  mutating func record(_ record: Record, of id: String, in state: TrialState) -> [CueLine] {
    guard var subject = subjects[id], let fate = subject.fate, let there = state.subject(id) else {
      return []
    }
    if let unless = record.unless, isMet(unless, there) { return [] }
    let form = record.form
    let existing = form.repeats == .once ? there.row(form.id, 1) : nil
    let happened = form.happened.map { stage.meanings.meaning(of: ItemPath(form: form.id, item: $0)) }
    var row = DraftRow(form: form, texts: record.given, day: record.day, typed: today)
    for value in existing?.values ?? [] where !value.text.isEmpty { row.stands[value.item] = value.text }
    var changes: [String: String] = [:]
    for item in form.items {
      let meaning = stage.meanings.meaning(of: item, in: form)
      let isAsked = record.asks(meaning, happened)
      // A page that is begun needs what it requires, whatever it is begun for.
      let isNeeded = existing == nil && item.isRequired && meaning != .ofAct
      guard isAsked || isNeeded, let text = text(of: meaning, item, record, fate) else { continue }
      let stands = row.stands[item.id] ?? ""
      if stands.isEmpty {
        row.texts[item.id] = row.texts[item.id] ?? text
      } else if isAsked, stands != text {
        changes[item.id] = text
      }
    }
    let stands = row.stands
    var draft = writer.draft(of: [row], subject, in: state)
    draft.fill(
      0,
      { item in
        let meaning = stage.meanings.meaning(of: item, in: form)
        guard stands[item.id] == nil, meaning != .ofAct else { return false }
        return record.asks(meaning, happened) || existing == nil && item.isRequired
      },
      drawing: &subject.stream
    )
    settle(&draft, &subject)
    subjects[id] = subject
    var lines: [CueLine] = []
    if !draft.rows[0].values.isEmpty { lines += type(draft.rows[0], of: id, in: state) }
    if !changes.isEmpty {
      let change = DraftRow(form: form, texts: changes, day: record.day, typed: today, corrects: 1)
      lines += type(change, of: id, in: state)
    }
    return lines
  }

  /// What the subject's life gives for an item; nil where it is drawn.
  private func text(
    of meaning: ItemMeanings.Meaning,
    _ item: Item,
    _ record: Record,
    _ fate: Fate
  ) -> String? {
    let roles = stage.study.record
    switch meaning {
    case .ordinary, .ofAct, .causeOfDeath: return nil
    case .firstDose: return fate.firstDose.map { "\($0)" }
    case .lastDose: return fate.lastDose.map { "\($0)" }
    case .death: return fate.death.map { "\($0)" }
    case .alive: return "\(record.day)"
    case .event: return record.part == .event ? "\(record.day)" : nil
    case .stopReason:
      return code(of: item, exempt: roles.discontinued?.exempt ?? [], isReason: !fate.isCompleted)
    case .lost: return code(of: item, exempt: roles.lost?.exempt ?? [], isReason: record.part == .lost)
    }
  }

  /// An answer that is a reason, or one that says that there was none; nil where the item has no such answer.
  private func code(of item: Item, exempt: [String], isReason: Bool) -> String? {
    item.categories.first { exempt.contains($0.code) != isReason }?.code
  }

  private func isMet(_ criterion: Criterion, _ subject: SubjectState) -> Bool {
    let record = stage.conduct.record(of: subject, on: today, stage.rules)
    return record.truths(of: criterion, in: stage.study).first == .met
  }

  /// Makes a row fit its checks, or one in fifteen break one of them.
  private mutating func settle(_ draft: inout Draft, _ subject: inout VirtualSubject) {
    let form = draft.rows[0].form
    draft.settleBranches(drawing: &subject.stream)
    guard !form.checks.isEmpty else { return }
    _ = draft.settleChecks(drawing: &subject.stream)
    let check = form.checks[subject.stream.integer(below: form.checks.count)]
    guard check.severity == .warning, subject.stream.uniform() < 0.07 else { return }
    var bent = draft
    let name = Observations.CheckName(form: form.id, check: check.id)
    observations.violated[name, default: (0, 0)].tried += 1
    guard bent.settleChecks(violating: check, drawing: &subject.stream) else { return }
    let day = form.happened.flatMap { CivilDate(iso: bent.rows[0].texts[$0] ?? "") }
    guard day.map({ $0 <= today }) ?? true else { return }
    draft = bent
    observations.violated[name, default: (0, 0)].failed += 1
  }
}
