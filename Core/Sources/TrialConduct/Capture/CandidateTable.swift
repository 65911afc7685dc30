// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

/// A table of candidates for a trial: one row each, items of several forms as columns.
///
/// A column is named `form.item`, or by the item alone where only one form has such an item; `subject` names the candidate.
/// Empty and `NA` are unknown, and so is every item without a column: nothing is required of a candidate's row, but what is
/// written has to be a value of its item.
public struct CandidateTable: Sendable {
  /// What the rows say, in canonical order.
  public let record: TrialRecord
  /// Indices of the record's subjects in the order of the file.
  public let order: [Int]
  /// What cannot be, by line and column.
  public let problems: [DataProblem]
  /// Columns that no item reads.
  public let ignored: [String]

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - bytes: The file: CSV with a head.
  ///   - file: Its name, for messages.
  ///   - study: The protocol whose forms have the items.
  public init(_ bytes: [UInt8], file: String, study: StudyProtocol) {
    var reader = CandidateReader(study: study, file: file)
    reader.read(bytes)
    let names = (0..<reader.subjects.count).map(reader.subjects.string)
    let tables = Dictionary(uniqueKeysWithValues: reader.forms.map { ($0.form.id, $0.table) })
    record = TrialRecord(subjects: names, tables: tables).inCanonicalOrder(of: study)
    let places = Dictionary(uniqueKeysWithValues: record.subjects.enumerated().map { ($1, $0) })
    order = names.compactMap { places[$0] }
    problems = reader.problems.sorted
    ignored = reader.ignored
  }
}

/// Reads candidates row by row.
private struct CandidateReader {
  /// A column of the file and the item it holds.
  private struct Slot {
    let field: Int
    let form: Int
    let item: Int
    let column: DataProblem.Column
    let codes: CodeTable
  }

  let study: StudyProtocol
  let file: String
  var subjects = ByteInterner()
  var forms: [FormBuilder]
  var problems = DataProblems()
  var ignored: [String] = []
  private var slots: [Slot] = []
  private var subject: Int?
  private var hasHead = false

  init(study: StudyProtocol, file: String) {
    self.study = study
    self.file = file
    forms = study.forms.map { FormBuilder($0) }
  }

  mutating func read(_ bytes: [UInt8]) {
    let faults = bytes.withUnsafeBufferPointer { buffer in
      CSVReader(bytes).forEachRow(keeping: DataProblems.cap) { row in
        if hasHead { read(row, of: buffer) } else { readHead(row) }
      }
    }
    let file = file
    for fault in faults.listed { problems.add(in: file) { DataProblem(fault, in: file) } }
    problems.addUnlisted(faults.count - faults.listed.count, in: file)
    guard !hasHead, faults.isEmpty else { return }
    problems.add(in: file) {
      DataProblem(
        file: file,
        "the file is empty",
        remedy: "The first line has to name the columns: subject, and items of the protocol's forms."
      )
    }
  }

  // MARK: Head

  private mutating func readHead(_ row: CSVRow) {
    hasHead = true
    let names = row.strings.map { String($0.drop { $0 == " " }) }
    var taken: [ItemPath: Int] = [:]
    for (field, name) in names.enumerated() where !name.isEmpty {
      if name == "subject" {
        subject = field
        continue
      }
      guard let path = path(of: name, line: row.line, number: field + 1) else { continue }
      if let first = taken[path] {
        report(
          row.line,
          name,
          field,
          "a second column of \(path); the first is column \(first + 1)",
          "Take one of them out."
        )
        continue
      }
      taken[path] = field
      guard let form = study.forms.firstIndex(where: { $0.id == path.form }),
        let item = study.forms[form].items.firstIndex(where: { $0.id == path.item })
      else { continue }
      let codes = study.codes(of: study.forms[form].items[item])
      slots.append(
        Slot(
          field: field,
          form: form,
          item: item,
          column: DataProblem.Column(name: name, number: field + 1),
          codes: codes.isEmpty ? .none : CodeTable(codes: codes, mapped: [:])
        )
      )
    }
    guard slots.isEmpty else { return }
    let (file, example) = (file, example)
    problems.add(in: file) {
      DataProblem(
        file: file,
        line: row.line,
        "no column is an item of the protocol",
        remedy: "Name columns form.item, such as \(example). Columns here: \(names.joined(separator: ", "))."
      )
    }
  }

  /// The item of a column; nil, with a note or a problem, where there is none or more than one.
  private mutating func path(of name: String, line: Int, number: Int) -> ItemPath? {
    if let path = ItemPath(name) {
      if study.item(path) != nil { return path }
    } else {
      let forms = study.forms.filter { $0.item(name) != nil }
      if forms.count == 1 { return ItemPath(form: forms[0].id, item: name) }
      if forms.count > 1 {
        let choices = forms.map { "\($0.id).\(name)" }
        report(
          line,
          name,
          number - 1,
          "several forms have an item of this name",
          "Name the column \(choices.joined(separator: " or "))."
        )
        return nil
      }
    }
    ignored.append(name)
    return nil
  }

  private var example: String {
    let rules = study.eligibility.inclusion + study.eligibility.exclusion
    return rules.lazy.flatMap { $0.criterion?.items ?? [] }.first?.description ?? "baseline.age"
  }

  // MARK: Rows

  private mutating func read(_ row: CSVRow, of buffer: UnsafeBufferPointer<UInt8>) {
    let line = row.line
    let number = subject.map { field in
      Cell.with(row[field], of: buffer) { $0.isMissing ? nil : subjects.intern($0.bytes) }
    }
    let candidate: Int
    switch number {
    case .some(.some(let known)): candidate = known
    case .some(.none):
      report(line, "subject", subject ?? 0, "a row without a subject", "Write the candidate's identifier.")
      return
    case .none:
      // A table without identifiers: candidates are called by their row.
      candidate = Array("row \(subjects.count + 1)".utf8).withUnsafeBufferPointer { subjects.intern($0) }
    }
    for form in Set(slots.map(\.form)).sorted() {
      let own = slots.filter { $0.form == form }
      guard own.contains(where: { slot in Cell.with(row[slot.field], of: buffer) { !$0.bytes.isEmpty } })
      else {
        continue
      }
      if let first = forms[form].begin(subject: candidate, line: line, table: 0) {
        report(
          line,
          "subject",
          subject ?? 0,
          "a second row of this subject; the first is line \(forms[form].lines[first])",
          "The form \(study.forms[form].id) is filled once: keep one row."
        )
        continue
      }
      forms[form].append(recorded: ItemColumn.noDay)
      for item in study.forms[form].items.indices {
        guard let slot = own.first(where: { $0.item == item }) else {
          forms[form].columns[item].appendMissing()
          continue
        }
        read(row, slot, candidate, of: buffer)
      }
    }
  }

  private mutating func read(
    _ row: CSVRow,
    _ slot: Slot,
    _ candidate: Int,
    of buffer: UnsafeBufferPointer<UInt8>
  ) {
    let item = study.forms[slot.form].items[slot.item]
    let fault = Cell.with(row[slot.field], of: buffer) { cell in
      forms[slot.form].columns[slot.item].append(cell, codes: slot.codes, dates: .yearMonthDay)
    }
    let path = ItemPath(form: study.forms[slot.form].id, item: item.id)
    let place = "\(subjects.string(candidate)) · \(path)"
    let (file, time) = (file, study.study.time)
    if item.kind == .date, let day = forms[slot.form].columns[slot.item].days.last, day != ItemColumn.noDay,
      let start = study.study.start,
      day < TimelineChecks.earliestHistory || day > start.day + TimelineChecks.horizon
    {
      problems.add(in: file) {
        DataProblem(
          file: file,
          line: row.line,
          column: slot.column,
          place: place,
          "\(CivilDate(day: day)) lies outside the study, which began on \(start)",
          remedy: "Correct the date; look at the year first."
        )
      }
    }
    // Nothing is required of a candidate: what is missing makes the verdict unknown.
    guard let fault, fault != .missing else { return }
    let text = row[slot.field].string
    let shown = text.count > 40 ? "\(text.prefix(40))…" : text
    let (problem, remedy) = RecordReader.message(fault, shown, item, path, slot.codes, .yearMonthDay, time)
    problems.add(in: file) {
      DataProblem(
        file: file,
        line: row.line,
        column: slot.column,
        place: place,
        problem,
        remedy: remedy
      )
    }
  }

  private mutating func report(
    _ line: Int,
    _ column: String,
    _ field: Int,
    _ problem: String,
    _ remedy: String
  ) {
    let file = file
    problems.add(in: file) {
      DataProblem(
        file: file,
        line: line,
        column: DataProblem.Column(name: column, number: field + 1),
        problem,
        remedy: remedy
      )
    }
  }
}
