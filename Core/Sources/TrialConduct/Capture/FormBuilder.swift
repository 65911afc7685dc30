// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// The rows of one form as they are read, and where each stands.
struct FormBuilder {
  let form: Form
  /// Numbers of the subjects in the order in which they first came.
  private(set) var subject: [Int32] = []
  private(set) var lines: [Int32] = []
  /// Which table of `StudyProtocol.tables` each row is from.
  private(set) var tables: [UInt16] = []
  private var recorded: [Int32] = []
  var columns: [ColumnBuilder]
  /// The row of each subject in a form that is filled once; −1 for none.
  private var rowOfSubject: [Int32] = []

  init(_ form: Form) {
    self.form = form
    columns = form.items.map { ColumnBuilder($0) }
  }

  /// Begins a row; refuses a second one of a subject where the form is filled once.
  ///
  /// - Parameters:
  ///   - number: The subject's number.
  ///   - line: The line of the file.
  ///   - table: The table's index.
  /// - Returns: The row that the subject has already; nil where the new row was begun.
  mutating func begin(subject number: Int, line: Int, table: Int) -> Int? {
    if form.repeats == .once {
      while rowOfSubject.count <= number { rowOfSubject.append(-1) }
      if rowOfSubject[number] >= 0 { return Int(rowOfSubject[number]) }
      rowOfSubject[number] = Int32(subject.count)
    }
    subject.append(Int32(number))
    lines.append(Int32(clamping: line))
    tables.append(UInt16(clamping: table))
    return nil
  }

  mutating func append(recorded day: Int32) {
    recorded.append(day)
  }

  /// The finished table; its subjects are still numbered as they came.
  var table: FormTable {
    let reasons = Dictionary(
      uniqueKeysWithValues: columns.filter { !$0.missingReasons.isEmpty }.map {
        ($0.item.id, $0.missingReasons)
      }
    )
    let columns = Dictionary(uniqueKeysWithValues: columns.map { ($0.item.id, $0.column) })
    var happened = [Int32](repeating: ItemColumn.noDay, count: subject.count)
    if let item = form.happened, case .days(let days, _)? = columns[item] { happened = days }
    return FormTable(
      subject: subject,
      happened: happened,
      recorded: recorded,
      columns: columns,
      missingReasons: reasons
    )
  }
}
