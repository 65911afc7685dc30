// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What follows from a change by the protocol's own rules: checks that refuse, questions that are asked or settled, and
/// deviations that come to light.
extension Bench {
  /// The facts of a change with what follows from them.
  func withConsequences(_ made: [Made], _ row: RowReference) throws(Refusal) -> [Made] {
    let after = try subject(row.subject, after: made)
    var facts = made
    var questions = Questions(bench: self)
    for form in study.forms where touches(row.form, form) {
      let table = rules.rows(of: form, in: after)
      guard !table.isEmpty else { continue }
      let record = rules.record(of: [after], forms: rules.neighbours[form.id])
      let numbers = self.numbers(of: form, in: after)
      if form.id == row.form { try checkBranches(of: row, form, numbers, record) }
      for check in form.checks {
        let truths = record.rowTruths(of: check.criterion, form: form.id, in: study)
        for (place, truth) in truths.enumerated() where place < numbers.count {
          let reference = RowReference(row.subject, form.id, row: numbers[place])
          if truth == .notMet, check.severity == .error, reference == row {
            throw .checkFailed(row, check: check.id, check.message)
          }
          questions.judge(check, truth, at: reference)
        }
      }
    }
    facts += questions.facts
    if let deviation = eligibilityDeviation(after: after, row) { facts.append(deviation) }
    return facts
  }

  /// The subject as it will be.
  private func subject(_ id: String, after made: [Made]) throws(Refusal) -> SubjectState {
    var after = try subject(id)
    for (number, fact) in made.enumerated() {
      let author = TrialEvent.Author(user: request.user, role: "")
      let event = TrialEvent(
        fact.fact,
        at: request.at,
        by: author,
        reason: request.reason,
        protocolVersion: state.version
      )
      do {
        try after.apply(event, entry: state.entries + number + 1)
      } catch {
        throw .unknownSubject(id)
      }
    }
    return after
  }

  /// Whether a form's checks or branches look at a changed form.
  private func touches(_ changed: String, _ form: Form) -> Bool {
    form.id == changed || (!form.checks.isEmpty && rules.neighbours[form.id]?.contains(changed) ?? false)
  }

  /// The row numbers that stand behind the rows of a record; what acts alone filled counts as row 1.
  private func numbers(of form: Form, in subject: SubjectState) -> [Int] {
    let rows = (subject.forms[form.id] ?? []).enumerated().filter {
      !$0.element.isRemoved && !$0.element.values.isEmpty
    }
    return rows.isEmpty ? [1] : rows.map { $0.offset + 1 }
  }

  /// No value in a closed branch, and every required value that is asked for.
  private func checkBranches(
    of row: RowReference,
    _ form: Form,
    _ numbers: [Int],
    _ record: TrialRecord
  ) throws(Refusal) {
    guard let place = numbers.firstIndex(of: row.row), place < record.table(form.id).count else { return }
    let table = record.table(form.id)
    let ofActs = rules.itemsOfActs
    for item in form.items {
      let path = ItemPath(form: form.id, item: item.id)
      guard let column = table.columns[item.id], !ofActs.contains(path) else { continue }
      let isKnown = column.isKnown(place)
      let shown = item.shownWhen.map { record.rowTruths(of: $0, form: form.id, in: study)[place] } ?? .met
      if shown == .notMet, isKnown { throw .branchClosed(path) }
      if shown == .met, item.isRequired, !isKnown, table.missingReasons[item.id]?[place] == nil {
        throw .valueMissing(path)
      }
    }
  }

  // MARK: Eligibility after randomization

  /// A deviation where a change makes a criterion of an allocated subject unmet or unknown that was met before; the
  /// allocation stays.
  private func eligibilityDeviation(after: SubjectState, _ row: RowReference) -> Made? {
    guard let allocation = after.allocation, !after.isAllocatedElsewhere,
      rules.screeningForms.contains(row.form)
    else { return nil }
    let before = state.subject(row.subject).map { open(in: $0, on: allocation.on) } ?? []
    let now = open(in: after, on: allocation.on)
    let new = now.filter { !before.contains($0) }
    guard !new.isEmpty else { return nil }
    return Made(
      .deviated(
        Deviation(
          subject: row.subject,
          kind: .eligibility,
          about: new,
          text: "\(row.form)/\(row.row) changed after randomization"
        )
      ),
      byEngine: true
    )
  }

  private func open(in subject: SubjectState, on day: CivilDate) -> [String] {
    eligibility(of: subject, on: day).rules.filter { $0.passes != .met }.map(\.rule.id)
  }
}

/// The questions that checks ask on their own: one for each row and check, closed when it holds again.
private struct Questions {
  let bench: Bench
  private(set) var facts: [Bench.Made] = []
  private var asked = 0

  init(bench: Bench) {
    self.bench = bench
  }

  mutating func judge(_ check: EditCheck, _ truth: Truth, at row: RowReference) {
    let open = bench.state.openQueries(of: row).first { $0.query.check == check.id }
    if truth == .notMet, open == nil {
      asked += 1
      let item = check.criterion.items.first { $0.form == row.form }?.item
      let query = Query(
        id: "Q\(bench.state.queries.count + asked)",
        row: row,
        item: item,
        text: check.message.english,
        check: check.id
      )
      facts.append(Bench.Made(.queried(query), byEngine: true))
    } else if truth != .notMet, let open {
      facts.append(Bench.Made(.queryClosed(id: open.query.id), byEngine: true))
    }
  }
}
