// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

extension RecordReader {
  // MARK: Files

  mutating func reportUnused(_ file: String, near missing: [String]) {
    let near = nearMiss(of: file, among: missing).map { "Did you mean \"\($0)\"? " } ?? ""
    problems.add(in: file) {
      DataProblem(
        .warning,
        file: file,
        "no form reads this file",
        remedy: near + "Name it under mapping.tables, or take it out of the folder."
      )
    }
  }

  /// A form without required items and without a part in every trial's facts may simply have no file yet.
  mutating func reportMissing(_ table: Mapping.Table, at index: Int, near others: [String]) {
    let roles = study.record
    let forms = [roles.arm, roles.site, roles.randomized, roles.treated].compactMap { $0?.form }
    let isMapped = index < study.mapping.tables.count
    let hasRequired = study.form(table.form)?.items.contains { $0.isRequired } ?? false
    guard isMapped || hasRequired || forms.contains(table.form) else { return }
    let near = nearMiss(of: table.file, among: others).map { "Did you mean \"\($0)\"? " } ?? ""
    problems.add(in: table.file) {
      DataProblem(
        file: table.file,
        place: table.form,
        "the file is missing",
        remedy: near + "Put it into data/ (its head alone, where there are no rows yet), "
          + "or name the file that holds the form under mapping.tables."
      )
    }
  }

  // MARK: Rows

  mutating func reportNoSubject(_ row: CSVRow, _ source: TableReader) {
    problems.add(in: source.table.file) {
      DataProblem(
        file: source.table.file,
        line: row.line,
        column: DataProblem.Column(name: source.table.subject, number: source.subject + 1),
        place: source.table.form,
        "a row without a subject",
        remedy: "Write the subject's identifier, or take the row out."
      )
    }
  }

  mutating func reportSecondRow(of subject: Int, _ row: CSVRow, _ source: TableReader, first: Int) {
    let form = forms[source.form]
    let name = subjects.string(subject)
    let table = study.tables[Int(form.tables[first])]
    let other = table.file == source.table.file ? "" : " of \(table.file)"
    problems.add(in: source.table.file) {
      DataProblem(
        file: source.table.file,
        line: row.line,
        column: DataProblem.Column(name: source.table.subject, number: source.subject + 1),
        place: "\(name) · \(source.table.form)",
        "a second row of this subject; the first is line \(form.lines[first])\(other)",
        remedy: "The form is filled once: take one row out, or write repeats: log in the protocol."
      )
    }
  }

  // MARK: Values

  mutating func report(
    _ fault: ValueFault,
    in row: CSVRow,
    _ source: TableReader,
    item index: Int,
    subject: Int
  ) {
    let item = study.forms[source.form].items[index]
    let slot = source.slots[index]
    let path = ItemPath(form: source.table.form, item: item.id)
    let time = study.study.time
    let subjects = subjects
    problems.add(in: source.table.file) {
      let text = slot.field.map { Self.text(of: row[$0]) } ?? ""
      let (problem, remedy) = Self.message(fault, text, item, path, slot.codes, source.table.dates, time)
      return DataProblem(
        file: source.table.file,
        line: row.line,
        column: slot.column,
        place: "\(subjects.string(subject)) · \(path)",
        problem,
        remedy: remedy
      )
    }
  }

  /// A long text would hide the message.
  private static func text(of field: CSVField) -> String {
    let text = field.string
    return text.count > 40 ? "\(text.prefix(40))…" : text
  }

  static func message(
    _ fault: ValueFault,
    _ text: String,
    _ item: Item,
    _ path: ItemPath,
    _ codes: CodeTable,
    _ dates: Mapping.DateFormat,
    _ time: StudyIdentity.TimeScale
  ) -> (problem: String, remedy: String) {
    switch fault {
    case .missing:
      return ("a value is missing", "Fill it in, or take required: true from \(path) in the protocol.")
    case .unknownCode:
      let kind =
        switch item.kind {
        case .arm: "arm"
        case .site: "site"
        default: "category"
        }
      return ("unknown \(kind) \"\(text)\"", advice(for: text, among: codes.words))
    case .notANumber:
      return (
        "\"\(text)\" is not a number",
        "Write digits, with a point for decimals, such as 12.5; leave a missing value empty."
      )
    case .notWhole:
      let what = item.kind == .days ? "whole days since randomization" : "a whole number"
      return ("\"\(text)\" is not a whole number", "Write \(what).")
    case .outOfRange:
      let range = item.range ?? -1e6...1e6
      let unit = item.unit.map { " \($0.code)" } ?? (item.kind == .days ? " d" : "")
      return (
        "\(text) lies outside \(range.lowerBound.shortest) to \(range.upperBound.shortest)\(unit)",
        "Correct the value, or the range of \(path) in the protocol."
      )
    case .notADate:
      return (
        "\"\(text)\" is not a date in the form \(dates.rawValue)",
        "Write, for example, \(dates.example), or \(dates.exampleWithoutDay) where the day is unknown; "
          + "a table with other dates says so under mapping.tables (dates:)."
      )
    case .notInCalendar:
      return (
        "\"\(text)\" is not in the calendar",
        "Correct the date; the table is read as \(dates.rawValue)."
      )
    }
  }
}

extension DataProblem {
  /// A fault of the text itself.
  init(_ fault: CSVProblem, in file: String) {
    let (problem, remedy) =
      switch fault.kind {
      case .ragged(let fields, let expected):
        (
          "\(fields) fields in this row, but \(expected) in the first",
          "Look for a comma too many or too few; a text with a comma needs quotes around it."
        )
      case .unclosedQuote:
        (
          "a quote is opened here and never closed; nothing after it could be read",
          "Close it at the end of the text; a quote inside a quoted text is written twice."
        )
      case .strayQuote:
        (
          "a quote inside a field that is not quoted as a whole",
          "Put quotes around the whole field and write the quote inside it twice."
        )
      case .invalidUTF8(let byte):
        (
          "the byte 0x\(String(byte, radix: 16, uppercase: true)) is not UTF-8",
          "Save the file as UTF-8; spreadsheets call it \"CSV UTF-8\"."
        )
      }
    self.init(file: file, line: fault.line, character: fault.column, problem, remedy: remedy)
  }
}

extension Double {
  /// Whole numbers without a point, others in the shortest form that reads back as the same number.
  var shortest: String {
    self == rounded() && magnitude < 1e15 ? String(Int(self)) : String(self)
  }
}
