// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

extension TrialRecord {
  /// Reads the tables of a study folder into the record that the protocol's forms describe.
  ///
  /// Every problem of every file is collected. A field that is no value of its item counts as missing in the record, a
  /// second row of a subject in a form that is filled once is left out; so a record that came with errors shows what
  /// could be read and must not be analysed. A form whose file may be missing has an empty table.
  ///
  /// - Parameters:
  ///   - study: Says which file and column holds which item (`StudyProtocol.tables`).
  ///   - files: The bytes of the tables by file name inside `data/`.
  /// - Returns: The record in canonical order, and what is wrong by file, line and column; at most 1000 for each file.
  public static func read(
    study: StudyProtocol,
    files: [String: [UInt8]]
  ) -> (record: TrialRecord, problems: [DataProblem]) {
    var reader = RecordReader(study)
    reader.read(files)
    return reader.finish()
  }
}

/// Reads files one after the other and keeps what they say until all are read.
struct RecordReader {
  let study: StudyProtocol
  private(set) var subjects = ByteInterner()
  private(set) var forms: [FormBuilder]
  /// How each table lies in its file; nil where it could not be read.
  private(set) var readers: [TableReader?]
  var problems = DataProblems()
  /// Files of which rows were lost to faults of the text.
  private var damaged: Set<String> = []
  private var limits: LaboratoryLimits?

  init(_ study: StudyProtocol) {
    self.study = study
    forms = study.forms.map { FormBuilder($0) }
    readers = Array(repeating: nil, count: study.tables.count)
  }

  mutating func read(_ files: [String: [UInt8]]) {
    let tables = study.tables
    let wanted = Set(tables.map(\.file))
    for file in files.keys.sorted() {
      let uses = tables.indices.filter { tables[$0].file == file }
      guard let bytes = files[file] else { continue }
      if file == study.laboratoryLimits?.file {
        limits = readLimits(bytes, of: file)
      } else if uses.isEmpty {
        let missing = wanted.filter { files[$0] == nil }.sorted()
        reportUnused(file, near: missing)
      } else {
        read(file, bytes, as: uses.map { ($0, tables[$0]) })
      }
    }
    for (index, table) in tables.enumerated() where files[table.file] == nil {
      reportMissing(table, at: index, near: files.keys.filter { !wanted.contains($0) }.sorted())
    }
    if let table = study.laboratoryLimits, files[table.file] == nil {
      reportMissingLimits(table.file, near: files.keys.filter { !wanted.contains($0) }.sorted())
    }
  }

  /// The record, after the checks that need all tables.
  mutating func finish() -> (record: TrialRecord, problems: [DataProblem]) {
    let names = (0..<subjects.count).map(subjects.string)
    let tables = Dictionary(uniqueKeysWithValues: forms.map { ($0.form.id, $0.table) })
    let record = TrialRecord(subjects: names, tables: tables, limits: limits)
    var checks = TimelineChecks(record: record, study: study, reader: self)
    checks.run(reporting: &problems)
    EditChecks(record: record, study: study, reader: self).run(reporting: &problems)
    return (record.inCanonicalOrder(of: study), problems.sorted)
  }

  /// Whether every row of a form's tables could be read.
  func isWhole(_ form: String) -> Bool {
    study.tables.enumerated().allSatisfy { index, table in
      table.form != form || (readers[index] != nil && !damaged.contains(table.file))
    }
  }

  // MARK: One file

  private mutating func read(
    _ file: String,
    _ bytes: [UInt8],
    as tables: [(index: Int, table: Mapping.Table)]
  ) {
    var sources: [TableReader] = []
    var state = HeadState.none
    let faults = bytes.withUnsafeBufferPointer { buffer in
      CSVReader(bytes).forEachRow(keeping: DataProblems.cap) { row in
        switch state {
        case .unreadable: break
        case .read:
          for source in sources { read(row, of: buffer, from: source) }
        case .none:
          guard Self.isFirst(row, of: buffer) else {
            // The first row has a fault of its own, so nobody knows what the columns are.
            state = .unreadable
            return
          }
          state = .read
          let head = row.strings.map(Self.trimmed)
          sources = tables.compactMap { index, table in
            TableReader.find(table, at: index, in: head, line: row.line, of: study, reporting: &problems)
          }
          for source in sources { readers[source.index] = source }
        }
      }
    }
    for fault in faults.listed { problems.add(in: file) { DataProblem(fault, in: file) } }
    problems.addUnlisted(faults.count - faults.listed.count, in: file)
    if !faults.isEmpty { damaged.insert(file) }
    if case .none = state, faults.isEmpty {
      let columns = tables.flatMap { [$0.table.subject] + (study.form($0.table.form)?.items ?? []).map(\.id) }
      problems.add(in: file) {
        DataProblem(
          file: file,
          "the file is empty",
          remedy: "The first line has to name the columns: \(columns.joined(separator: ", "))."
        )
      }
    }
  }

  /// How far the first row of a file has come.
  private enum HeadState {
    case none
    case read
    case unreadable
  }

  private mutating func read(_ row: CSVRow, of buffer: UnsafeBufferPointer<UInt8>, from source: TableReader) {
    guard source.takes(row, of: buffer) else { return }
    let number = Cell.with(row[source.subject], of: buffer) { cell in
      cell.isMissing ? nil : subjects.intern(cell.bytes)
    }
    guard let number else {
      reportNoSubject(row, source)
      return
    }
    if let first = forms[source.form].begin(subject: number, line: row.line, table: source.index) {
      reportSecondRow(of: number, row, source, first: first)
      return
    }
    forms[source.form].append(recorded: recordedDay(row, of: buffer, from: source))
    for (item, slot) in source.slots.enumerated() {
      guard let field = slot.field else {
        forms[source.form].columns[item].appendMissing()
        continue
      }
      let fault = Cell.with(row[field], of: buffer) { cell in
        forms[source.form].columns[item].append(cell, codes: slot.codes, dates: source.table.dates)
      }
      if let fault { report(fault, in: row, source, item: item, subject: number) }
    }
  }

  private mutating func recordedDay(
    _ row: CSVRow,
    of buffer: UnsafeBufferPointer<UInt8>,
    from source: TableReader
  ) -> Int32 {
    guard let field = source.recorded else { return ItemColumn.noDay }
    let time = study.study.time
    let (day, text): (Int32?, String?) = Cell.with(row[field], of: buffer) { cell in
      if cell.isMissing { return (ItemColumn.noDay, nil) }
      if time == .relative {
        guard let number = cell.number, number == number.rounded(), abs(number) <= 1e6 else {
          return (nil, cell.string)
        }
        return (Int32(number), nil)
      }
      switch DateReading(cell.bytes, as: source.table.dates) {
      case .day(let day): return (day, nil)
      case .partial: return (ItemColumn.noDay, nil)
      case .impossible, .malformed: return (nil, cell.string)
      }
    }
    if let day { return day }
    let column = DataProblem.Column(name: source.table.recorded ?? "", number: field + 1)
    problems.add(in: source.table.file) {
      DataProblem(
        file: source.table.file,
        line: row.line,
        column: column,
        place: source.table.form,
        "\"\(text ?? "")\" does not say when the row was recorded",
        remedy: time == .relative
          ? "Write whole days since randomization." : "Write \(source.table.dates.rawValue)."
      )
    }
    return ItemColumn.noDay
  }

  /// Whether nothing but blank lines stands before the row.
  private static func isFirst(_ row: CSVRow, of buffer: UnsafeBufferPointer<UInt8>) -> Bool {
    guard row.count > 0 else { return false }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF, UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\"")]
    return buffer[..<row[0].range.lowerBound].allSatisfy { mark.contains($0) }
  }

  private static func trimmed(_ name: String) -> String {
    var name = Array(name.utf8)
    return name.withUnsafeMutableBufferPointer { Cell(UnsafeBufferPointer($0)).string }
  }
}
