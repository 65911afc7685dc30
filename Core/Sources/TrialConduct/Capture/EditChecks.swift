// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// The checks that a protocol itself writes: what holds for every row of a form, and which items are asked at all.
///
/// What cannot be judged because something is missing passes: a missing value has messages of its own.
struct EditChecks {
  let record: TrialRecord
  let study: StudyProtocol
  let reader: RecordReader

  func run(reporting problems: inout DataProblems) {
    for (index, form) in study.forms.enumerated() where !reader.forms[index].subject.isEmpty {
      for check in form.checks { run(check, of: index, reporting: &problems) }
      for (item, entry) in form.items.enumerated() {
        if let shown = entry.shownWhen { branch(item, shown, of: index, reporting: &problems) }
      }
    }
  }

  private func run(_ check: EditCheck, of index: Int, reporting problems: inout DataProblems) {
    let form = study.forms[index]
    let truths = record.rowTruths(of: check.criterion, form: form.id, in: study)
    let first = check.criterion.items.first { $0.form == form.id }
    let item = first.flatMap { path in form.items.firstIndex { $0.id == path.item } }
    for (row, truth) in truths.enumerated() where truth == .notMet {
      report(
        check.severity == .error ? .error : .warning,
        row,
        of: index,
        item: item,
        "check \(check.id): \(check.message.english)",
        remedy: "Correct the row, or the check \(check.id) of the form \(form.id) in the protocol.",
        to: &problems
      )
    }
  }

  /// A value that nobody should have been asked for, and a required one that is missing although it was asked for.
  private func branch(
    _ item: Int,
    _ shown: Criterion,
    of index: Int,
    reporting problems: inout DataProblems
  ) {
    let form = study.forms[index]
    let entry = form.items[item]
    guard let column = record.column(ItemPath(form: form.id, item: entry.id)) else { return }
    let reasons = reader.forms[index].columns[item].missingReasons
    for (row, truth) in record.rowTruths(of: shown, form: form.id, in: study).enumerated() {
      if truth == .notMet, column.isKnown(row) {
        report(
          .error,
          row,
          of: index,
          item: item,
          "a value that is not asked for: its branch is closed (shown-when)",
          remedy: "Take the value out, or correct what closes the branch: "
            + "\(shown.items.map(\.description).joined(separator: ", ")).",
          to: &problems
        )
      }
      if truth == .met, entry.isRequired, !column.isKnown(row), reasons[row] == nil {
        report(
          .error,
          row,
          of: index,
          item: item,
          "a value is missing, and its branch is open (shown-when)",
          remedy: "Fill it in, or take required: true from \(form.id).\(entry.id) in the protocol.",
          to: &problems
        )
      }
    }
  }

  private func report(
    _ severity: DataProblem.Severity,
    _ row: Int,
    of index: Int,
    item: Int?,
    _ problem: String,
    remedy: String,
    to problems: inout DataProblems
  ) {
    let builder = reader.forms[index]
    let source = Int(builder.tables[row])
    let subject = record.subjects[Int(builder.subject[row])]
    let form = study.forms[index]
    let place = item.map { "\(form.id).\(form.items[$0].id)" } ?? form.id
    problems.add(in: study.tables[source].file) {
      DataProblem(
        severity,
        file: study.tables[source].file,
        line: Int(builder.lines[row]),
        column: item.flatMap { reader.readers[source]?.slots[$0].column },
        place: "\(subject) · \(place)",
        problem,
        remedy: remedy
      )
    }
  }
}
