// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

/// How one table of the protocol lies in one file: which field of a row goes where.
struct TableReader {
  /// An item and the field it is read from.
  struct Slot {
    /// nil where the file has no such column: the item is missing in every row.
    let field: Int?
    let column: DataProblem.Column
    let codes: CodeTable
  }

  let table: Mapping.Table
  /// Index in `StudyProtocol.tables`.
  let index: Int
  /// Index in `StudyProtocol.forms`.
  let form: Int
  let subject: Int
  let recorded: Int?
  let filters: [(field: Int, equals: [UInt8])]
  /// One for each item of the form, in its order.
  let slots: [Slot]

  /// Finds the table's columns in the head of its file.
  ///
  /// - Returns: nil where a column is missing without which nothing can be read; every fault is in `problems`.
  static func find(
    _ table: Mapping.Table,
    at index: Int,
    in head: [String],
    line: Int,
    of study: StudyProtocol,
    reporting problems: inout DataProblems
  ) -> TableReader? {
    guard let formIndex = study.forms.firstIndex(where: { $0.id == table.form }) else { return nil }
    let form = study.forms[formIndex]
    let isMapped = index < study.mapping.tables.count
    let used = Set(
      [table.subject] + form.items.map { table.columns[$0.id] ?? $0.id } + table.rows.map(\.column)
    )
    let unused = head.filter { !used.contains($0) && !$0.isEmpty }
    var columns = HeadSearch(file: table.file, head: head, line: line, unused: unused)

    let subject = columns.required(table.subject, place: form.id)
    let filters = table.rows.map { row in
      (field: columns.required(row.column, place: form.id), equals: Array(row.equals.utf8))
    }
    var recorded: Int?
    if let name = table.recorded {
      recorded = isMapped ? columns.required(name, place: form.id) : columns.optional(name)
    }
    let slots = form.items.map { item in
      let name = table.columns[item.id] ?? item.id
      let place = "\(form.id).\(item.id)"
      let isNeeded = item.isRequired || table.columns[item.id] != nil
      let field = isNeeded ? columns.required(name, place: place) : columns.wanted(name, place: place)
      let codes = study.codes(of: item)
      return Slot(
        field: field,
        column: DataProblem.Column(name: name, number: (field ?? -1) + 1),
        codes: codes.isEmpty ? .none : CodeTable(codes: codes, mapped: table.codes[item.id] ?? [:])
      )
    }
    for problem in columns.problems { problems.add(in: table.file) { problem } }
    // Without its subject or its filter a table has no rows; without an item the other items can still be checked.
    guard let subject, filters.allSatisfy({ $0.field != nil }) else { return nil }
    return TableReader(
      table: table,
      index: index,
      form: formIndex,
      subject: subject,
      recorded: recorded,
      filters: filters.compactMap { filter in filter.field.map { ($0, filter.equals) } },
      slots: slots
    )
  }

  /// Whether a row belongs to the form.
  func takes(_ row: CSVRow, of buffer: UnsafeBufferPointer<UInt8>) -> Bool {
    filters.allSatisfy { filter in
      Cell.with(row[filter.field], of: buffer) { $0.bytes.elementsEqual(filter.equals) }
    }
  }
}

/// Looks for columns by name and notes what it does not find.
private struct HeadSearch {
  let file: String
  let head: [String]
  let line: Int
  /// Columns that nothing reads: where a near one of these is there, it was probably meant.
  let unused: [String]
  var problems: [DataProblem] = []

  func optional(_ name: String) -> Int? { head.firstIndex(of: name) }

  mutating func required(_ name: String, place: String) -> Int? {
    guard let index = found(name, place: place) else {
      let near = nearMiss(of: name, among: unused).map { "Did you mean \"\($0)\"? " } ?? ""
      problems.append(
        DataProblem(
          file: file,
          line: line,
          place: place,
          "the column \"\(name)\" is missing",
          remedy: near + "Add the column, or name the file's own column under mapping.tables. "
            + "Columns here: \(head.joined(separator: ", "))."
        )
      )
      return nil
    }
    return index
  }

  /// A column that may be missing, but not because of a slip of the pen.
  mutating func wanted(_ name: String, place: String) -> Int? {
    if let index = found(name, place: place) { return index }
    guard let near = nearMiss(of: name, among: unused), let number = head.firstIndex(of: near) else {
      return nil
    }
    problems.append(
      DataProblem(
        .warning,
        file: file,
        line: line,
        column: DataProblem.Column(name: near, number: number + 1),
        place: place,
        "no item reads this column, and the column \"\(name)\" is missing",
        remedy: "If \"\(name)\" was meant, rename the column, or name it under mapping.tables."
      )
    )
    return nil
  }

  private mutating func found(_ name: String, place: String) -> Int? {
    guard let index = head.firstIndex(of: name) else { return nil }
    if let second = head[(index + 1)...].firstIndex(of: name) {
      problems.append(
        DataProblem(
          file: file,
          line: line,
          column: DataProblem.Column(name: name, number: second + 1),
          place: place,
          "a second column of this name; the first is column \(index + 1)",
          remedy: "Rename one of them: it would be chance which one is read."
        )
      )
    }
    return index
  }
}
