// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What is on file of one subject, as reconciliation reads it: typed by row, and as it was written.
struct SubjectFile {
  let subject: SubjectState
  let cases: [SeriousCase]
  let rules: CaptureRules
  let record: TrialRecord
  private let texts: [String: [[String]]]
  private let numbers: [String: [Int]]

  var study: StudyProtocol { rules.study }

  init(_ subject: SubjectState, cases: [SeriousCase], _ rules: CaptureRules) {
    self.subject = subject
    self.cases = cases
    self.rules = rules
    let wanted = Self.forms(of: rules.study)
    record = rules.record(of: [subject], forms: wanted)
    let forms = rules.study.forms.filter { wanted.contains($0.id) }
    texts = Dictionary(
      uniqueKeysWithValues: forms.map { ($0.id, rules.rows(of: $0, in: subject).map(\.texts)) }
    )
    numbers = Dictionary(uniqueKeysWithValues: forms.map { ($0.id, subject.rowNumbers(of: $0.id)) })
  }

  /// The forms that anything here is read from.
  private static func forms(of study: StudyProtocol) -> Set<String> {
    let record = study.record
    let plan = study.safety?.reconcile
    let paths =
      study.datedItems + record.alive
      + [record.lastDose, record.discontinued?.item, record.discontinued?.at].compactMap(\.self)
      + (study.derivations.exposure?.inputs.map(\.path) ?? [])
      + (study.dosing.items?.inputs.map(\.path) ?? [])
      + (study.safety?.deaths?.when?.items ?? []) + (plan?.serious?.items ?? []) + (plan?.fatal?.items ?? [])
    return Set(paths.map(\.form) + [study.recordedEvents?.form].compactMap(\.self))
  }

  // MARK: Rows

  /// The rows of a form by their place in the record.
  func rows(of form: String) -> Range<Int> { 0..<record.table(form).count }

  func reference(_ form: String, _ row: Int) -> RowReference {
    let known = numbers[form] ?? []
    return RowReference(subject.id, form, row: known.indices.contains(row) ? known[row] : row + 1)
  }

  /// A value as it was written; empty where missing.
  func text(_ path: ItemPath, _ row: Int) -> String {
    guard let place = study.form(path.form)?.items.firstIndex(where: { $0.id == path.item }),
      let rows = texts[path.form], rows.indices.contains(row), rows[row].indices.contains(place)
    else { return "" }
    return rows[row][place]
  }

  /// When an item's day was; nil where nothing is known of it.
  func span(_ path: ItemPath?, _ row: Int) -> DaySpan? {
    path.flatMap { record.column($0) }.flatMap { $0.span(row) }
  }

  /// NaN where missing.
  func number(_ path: ItemPath, _ row: Int) -> Double {
    guard case .numbers(let numbers)? = record.column(path) else { return .nan }
    return numbers[row]
  }

  /// What a criterion says of the rows of a form; `fallback` where there is no criterion.
  func truths(_ criterion: Criterion?, of form: String, else fallback: Truth) -> [Truth] {
    criterion.map { record.rowTruths(of: $0, form: form, in: study) }
      ?? Array(repeating: fallback, count: rows(of: form).count)
  }

  // MARK: Sides

  /// An item of a row as a side; its day is that of its form, or its own.
  func side(_ path: ItemPath, _ row: Int) -> Reconciliation.Side {
    let happened = study.form(path.form).flatMap { form in
      form.item(path.item).flatMap { form.happened(of: $0) }
    }
    let day = happened.map { text($0, row) } ?? ""
    let value = text(path, row)
    return .init(
      .item(reference(path.form, row), item: path.item),
      value: value,
      day: day.isEmpty && span(path, row) != nil ? value : day
    )
  }

  /// The items of a criterion that a row does not hold.
  func missing(of criterion: Criterion?, _ form: String, _ row: Int) -> [Reconciliation.Side] {
    (criterion?.items ?? []).filter { $0.form == form && text($0, row).isEmpty }.map { side($0, row) }
  }

  func finding(
    _ kind: Reconciliation.Kind,
    _ sides: [Reconciliation.Side],
    settledBy: [Reconciliation.Side] = []
  )
    -> Reconciliation.Finding
  {
    Reconciliation.Finding(kind: kind, subject: subject.id, sides: sides, settledBy: settledBy)
  }
}

// MARK: - Deaths and events

extension SubjectFile {
  /// A row that says, or may say, that the subject died.
  struct Death {
    let row: Int
    let span: DaySpan
    let isDeath: Truth
  }

  /// The rows that hold a day of death, those left out that say that it was none.
  var deaths: [Death] {
    guard let plan = study.safety?.deaths else { return [] }
    let truths = truths(plan.when, of: plan.at.form, else: .met)
    return rows(of: plan.at.form).compactMap { row in
      guard let span = span(plan.at, row), truths[row] != .notMet else { return nil }
      return Death(row: row, span: span, isDeath: truths[row])
    }
  }

  /// A row of the adverse event form.
  struct Event {
    let row: Int
    let reference: RowReference
    /// Grade 5, or death as the outcome.
    let isFatal: Truth
    /// As the row itself says; unknown where rows do not say.
    let isSerious: Truth
    let isGraded: Bool
  }

  var events: [Event] {
    guard let items = study.recordedEvents else { return [] }
    let plan = study.safety?.reconcile
    let fatal = truths(plan?.fatal, of: items.form, else: .notMet)
    let serious = truths(plan?.serious, of: items.form, else: .unknown)
    return rows(of: items.form).map { row in
      let grade = number(items.grade, row)
      let isFive: Truth = grade.isNaN ? .unknown : grade == 5 ? .met : .notMet
      return Event(
        row: row,
        reference: reference(items.form, row),
        isFatal: isFive || fatal[row],
        isSerious: serious[row],
        isGraded: !grade.isNaN
      )
    }
  }

  /// Answers of `record.discontinued` that are among some codes.
  func stops(among codes: [String]) -> [Int] {
    guard let path = study.record.discontinued?.item, !codes.isEmpty else { return [] }
    return rows(of: path.form).filter { codes.contains(text(path, $0)) }
  }
}

extension SubjectState {
  /// The numbers of the rows of a form that are there, in their order; what acts alone filled counts as row 1.
  func rowNumbers(of form: String) -> [Int] {
    let there = (forms[form] ?? []).enumerated().filter { !$0.element.isRemoved }
    return there.isEmpty ? [1] : there.map { $0.offset + 1 }
  }
}

extension SeriousCase {
  /// What the case answers to a question now: what a later version leaves out still stands.
  func lastAnswer(to question: String) -> (text: String, version: Int) {
    for version in versions.reversed() {
      if let answer = version.report.answers.first(where: { $0.item == question }), !answer.text.isEmpty {
        return (answer.text, version.report.version)
      }
    }
    return ("", versions.count)
  }

  /// An answer as a side of a finding.
  func side(_ question: String) -> Reconciliation.Side {
    let answer = lastAnswer(to: question)
    let known = versions[answer.version - 1].report.known
    return .init(
      .answer(case: id, answer.version, question: question),
      value: answer.text,
      day: "\(known.date)"
    )
  }
}
