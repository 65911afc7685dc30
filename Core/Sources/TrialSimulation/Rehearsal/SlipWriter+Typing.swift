// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

/// Slips of somebody who is about to type a row.
extension SlipWriter {
  func beforeTyping(
    _ slip: Slip,
    _ row: DraftRow,
    _ act: Act,
    _ subject: VirtualSubject,
    _ user: String,
    in state: TrialState
  ) -> [CueLine]? {
    let number = row.form.repeats == .once ? 1 : nil
    func entering(_ values: [EnteredValue], form: String? = nil, row other: Int? = nil) -> [CueLine] {
      let form = form ?? row.form.id
      return [
        CueLine(
          slip,
          .enter(subject: subject.id, form: form, row: other ?? number, values: values, expecting: nil),
          by: user
        )
      ]
    }
    func with(_ item: Item?, _ text: String) -> [CueLine]? {
      item.map { entering(changed(row, $0.id, text)) }
    }
    let typed = row.form.items.filter { stage.meanings.meaning(of: $0, in: row.form) != .ofAct }
    let isNew = row.form.repeats == .log || state.subject(subject.id)?.row(row.form.id, 1) == nil
    switch slip {
    case .wrongType:
      return with(typed.first { [.integer, .decimal, .date].contains($0.kind) }, "not at all")
    case .outOfRange:
      let item = typed.first { ($0.kind == .integer || $0.kind == .decimal) && $0.range != nil }
      return with(item, "\(Int((item?.range?.upperBound ?? 0).rounded(.up)) + 1)")
    case .unknownCode: return with(typed.first { $0.kind == .category }, "no such code")
    case .unknownItem: return entering([EnteredValue("no-such-item", "1")])
    case .unknownForm: return entering(row.values, form: "no-such-form")
    case .nothingWritten: return entering([EnteredValue(row.form.items[0].id, " ")])
    case .unknownRow: return row.form.repeats == .log ? entering(row.values, row: 999) : nil
    case .secondRow: return row.form.repeats == .once ? entering(row.values, row: 2) : nil
    case .typedWhatActsFill:
      let item = row.form.items.first { stage.meanings.meaning(of: $0, in: row.form) == .ofAct }
      return item.map { entering(row.values + [EnteredValue($0.id, "1")]) }
    case .dayInFuture:
      guard let happened = row.form.happened, row.texts[happened] != nil else { return nil }
      return entering(changed(row, happened, "\(today + 30)"))
    case .requiredMissing:
      guard isNew, let item = typed.first(where: { $0.isRequired && $0.shownWhen == nil }) else { return nil }
      let rest = row.values.filter { $0.item != item.id }
      return rest.isEmpty ? nil : entering(rest)
    case .closedBranch: return isNew ? closed(row, subject, in: state).map { entering($0) } : nil
    case .failedCheck: return isNew ? failing(row, subject, in: state).map { entering($0) } : nil
    case .wrongRole:
      return stage.cast.someone(whoMayNot: .enter).map { [CueLine(slip, act, by: $0)] }
    case .otherSite:
      return stage.cast.someone(who: .enter, notAt: subject.site).map { [CueLine(slip, act, by: $0)] }
    case .stranger: return [CueLine(slip, act, by: "stranger")]
    default: return nil
    }
  }

  private func changed(_ row: DraftRow, _ item: String, _ text: String) -> [EnteredValue] {
    var row = row
    row.texts[item] = text
    return row.values
  }

  /// A value in a branch that the row's own values close.
  private func closed(_ row: DraftRow, _ subject: VirtualSubject, in state: TrialState) -> [EnteredValue]? {
    let draft = draft(of: [row], subject, in: state)
    let items = row.form.items.filter { $0.shownWhen != nil }
    let truths = draft.truths([items.compactMap(\.shownWhen)])[0]
    guard let item = zip(items, truths).first(where: { $1 == .notMet })?.0 else { return nil }
    var stream = RandomStream(seed: seed, position: UInt64(subject.index + 1) << 32)
    let value = ValueDrawing(stage: stage).value(
      of: item,
      in: row.form,
      beside: row.texts,
      on: row.day,
      at: subject.site,
      drawing: &stream
    )
    return changed(row, item.id, value)
  }

  /// The row with values that a check of severity error says no to.
  private func failing(_ row: DraftRow, _ subject: VirtualSubject, in state: TrialState) -> [EnteredValue]? {
    var stream = RandomStream(seed: seed, position: UInt64(subject.index + 1) << 32 + 1)
    for check in row.form.checks where check.severity == .error {
      var bent = draft(of: [row], subject, in: state)
      bent.make(check.criterion, false, validity: nil, drawing: &stream)
      bent.settleBranches(drawing: &stream)
      let days = bent.rows[0].form.happened.flatMap { CivilDate(iso: bent.rows[0].texts[$0] ?? "") }
      guard bent.truths([[check.criterion]])[0] == [.notMet], days.map({ $0 <= today }) ?? true else {
        continue
      }
      return bent.rows[0].values
    }
    return nil
  }
}
