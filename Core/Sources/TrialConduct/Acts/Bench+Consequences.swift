// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What follows from a change by the protocol's own rules: checks that refuse, questions that are asked or settled, and
/// deviations that come to light.
extension Bench {
  /// The facts of a change of a row with what follows from them.
  func withConsequences(_ made: [Made], _ row: RowReference) throws(Refusal) -> [Made] {
    let changed = Self.items(of: made, in: row)
    let asked = try questions(
      after: made,
      by: row.subject,
      forms: [row.form],
      changed: changed,
      refusing: row
    )
    let closed = closedWithTheRow(made, row).filter { !asked.map(\.fact).contains($0.fact) }
    return try withDeviation(made, row, then: closed + asked)
  }

  /// The facts of a change, with a deviation where it breaks the eligibility of a subject that was allocated.
  func withDeviation(_ made: [Made], _ row: RowReference, then more: [Made] = []) throws(Refusal) -> [Made] {
    let after = try subject(row.subject, after: made)
    return made + more + [eligibilityDeviation(after: after, row)].compactMap(\.self)
  }

  /// What checks ask, and what they settle, after a change.
  ///
  /// - Parameters:
  ///   - made: The change.
  ///   - id: The subject it is about.
  ///   - forms: The forms it touches.
  ///   - changed: The items it touches; nil for all.
  ///   - row: The row that is refused where it breaks a check of severity error or a branch; nil where nothing may be
  ///     refused.
  /// - Returns: Queries and their closing, by the engine.
  /// - Throws: What breaks an error check or a branch in `row`.
  func questions(
    after made: [Made],
    by id: String,
    forms: Set<String>,
    changed: Set<ItemPath>?,
    refusing row: RowReference? = nil
  ) throws(Refusal) -> [Made] {
    let after = try subject(id, after: made)
    var questions = Questions(bench: self, changed: changed)
    // What identifies a person is covered, and what was a mistake is taken out, whatever a check says.
    let refuses: Bool =
      switch request.act {
      case .redact, .removeRow: false
      default: row != nil
      }
    for form in study.forms where forms.contains(where: { touches($0, form) }) {
      let table = rules.rows(of: form, in: after)
      guard !table.isEmpty else { continue }
      let record = rules.record(of: [after], forms: rules.neighbours[form.id])
      let numbers = after.rowNumbers(of: form.id)
      if refuses, let row, form.id == row.form { try checkBranches(of: row, form, numbers, record) }
      for check in form.checks {
        let truths = record.rowTruths(of: check.criterion, form: form.id, in: study)
        for (place, truth) in truths.enumerated() where place < numbers.count {
          let reference = RowReference(id, form.id, row: numbers[place])
          if refuses, truth == .notMet, check.severity == .error, reference == row {
            throw .checkFailed(reference, check: check.id, check.message)
          }
          questions.judge(check, truth, at: reference)
        }
      }
    }
    return questions.facts
  }

  /// The items that a change of a row touches; nil for all of them.
  private static func items(of made: [Made], in row: RowReference) -> Set<ItemPath>? {
    switch made.first?.fact {
    case .entered(_, let values): Set(values.map { ItemPath(form: row.form, item: $0.item) })
    case .corrected(_, let changes): Set(changes.map { ItemPath(form: row.form, item: $0.item) })
    case .redacted(_, let item): [ItemPath(form: row.form, item: item)]
    default: nil
    }
  }

  /// The questions that checks had about a row that was taken out.
  private func closedWithTheRow(_ made: [Made], _ row: RowReference) -> [Made] {
    guard case .rowRemoved? = made.first?.fact else { return [] }
    return state.openQueries(of: row).filter { $0.query.check != nil }.map {
      Made(.queryClosed(id: $0.query.id), byEngine: true)
    }
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
      rules.eligibilityForms.contains(row.form)
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
  let changed: Set<ItemPath>?
  private(set) var facts: [Bench.Made] = []
  private var asked = 0

  init(bench: Bench, changed: Set<ItemPath>?) {
    self.bench = bench
    self.changed = changed
  }

  mutating func judge(_ check: EditCheck, _ truth: Truth, at row: RowReference) {
    let own = earlier(check, at: row)
    let open = own.first { $0.status != .closed }
    if truth == .notMet, open == nil, !isSettled(own.last, check) {
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

  /// What the check asked about the row before.
  private func earlier(_ check: EditCheck, at row: RowReference) -> [QueryState] {
    guard let subject = bench.state.subject(row.subject) else { return [] }
    return subject.queries.map { bench.state.queries[$0] }.filter {
      $0.query.row == row && $0.query.check == check.id
    }
  }

  /// Whether a person closed the question, and nothing that the check looks at has changed now.
  private func isSettled(_ last: QueryState?, _ check: EditCheck) -> Bool {
    guard let last, last.status == .closed, last.steps.last?.author != .engine, let changed else {
      return false
    }
    let items = check.criterion.items
    let limits = items.compactMap { bench.study.item($0)?.limits }.flatMap {
      [$0.upper, $0.lower, $0.baseline]
    }
    return changed.isDisjoint(with: items + limits.compactMap(\.self))
  }
}
