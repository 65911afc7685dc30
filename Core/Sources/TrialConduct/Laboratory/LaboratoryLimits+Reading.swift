// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

extension LaboratoryLimits {
  /// The columns of the table; `sex`, ages and dates may be empty, and one of the two limits.
  public static let columns = [
    "site", "analyte", "sex", "age_from", "age_to", "from", "to", "unit", "lln", "uln",
  ]

  /// One thing wrong in the table.
  public struct Problem: Error, Hashable, Sendable {
    /// Counted from 1, the head included.
    public let line: Int
    /// nil where the row as a whole is meant.
    public let column: String?
    public let problem: String
    public let remedy: String
  }

  /// Reads a table: CSV with a head; empty and `NA` are missing.
  ///
  /// - Parameter bytes: The file.
  /// - Returns: The limits of every sound row, and every problem at once: what is no number, date or unit, limits the
  ///   wrong way round, rows that overlap.
  public static func read(_ bytes: [UInt8]) -> (limits: LaboratoryLimits, problems: [Problem]) {
    var head: [String: Int]?
    var problems: [Problem] = []
    var rows: [Row] = []
    var line = 0
    let faults = CSVReader(bytes).forEachRow { (row: CSVRow) in
      line = row.line
      let fields = row.strings
      guard let columns = head else {
        head = Dictionary(fields.enumerated().map { ($1, $0) }) { first, _ in first }
        for name in Self.columns where !fields.contains(name) {
          problems.append(
            Problem(
              line: 1,
              column: name,
              problem: "the column is missing",
              remedy: "Add it; it may be empty."
            )
          )
        }
        return
      }
      var reader = RowReader(line: line, fields: fields, columns: columns)
      if let row = reader.row() { rows.append(row) }
      problems += reader.problems
    }
    problems += faults.listed.map {
      Problem(line: line, column: nil, problem: "\($0)", remedy: "Correct the line as CSV.")
    }
    problems += overlaps(among: rows)
    return (
      LaboratoryLimits(rows), problems.sorted { ($0.line, $0.column ?? "") < ($1.line, $1.column ?? "") }
    )
  }

  /// Reads a table whose sites, sexes, analytes and units have to be those of a protocol.
  ///
  /// - Returns: The limits of every sound row, and every problem in the order of lines.
  static func read(
    _ bytes: [UInt8],
    for study: StudyProtocol
  ) -> (limits: LaboratoryLimits, problems: [Problem]) {
    let (limits, faults) = read(bytes)
    var problems = faults
    func report(_ problem: String, _ remedy: String, line: Int, _ column: String?) {
      problems.append(Problem(line: line, column: column, problem: problem, remedy: remedy))
    }
    func reportUnknown(_ word: String, among words: [String], _ column: String, _ line: Int) {
      guard !words.contains(word) else { return }
      report("unknown \(column) \"\(word)\"", advice(for: word, among: words), line: line, column)
    }
    if bytes.isEmpty {
      let columns = Self.columns.joined(separator: ", ")
      report("the file is empty", "The first line has to name the columns: \(columns).", line: 1, nil)
    }
    let sexes = study.laboratoryLimits?.sex.flatMap { study.item($0) }.map { study.codes(of: $0) } ?? []
    for row in limits.rows {
      reportUnknown(row.site, among: study.sites.map(\.id), "site", row.line)
      if let sex = row.sex { reportUnknown(sex, among: sexes, "sex", row.line) }
      if study.laboratoryLimits?.age == nil, row.ages.from != nil || row.ages.to != nil {
        report(
          "the limits depend on age, and the protocol does not say where it is recorded",
          "Add laboratory-limits.age: form.item.",
          line: row.line,
          "age_from"
        )
      }
      guard let scheme = study.derivations.toxicity?.scheme else { continue }
      reportUnknown(row.analyte, among: scheme.analytes.map(\.id), "analyte", row.line)
      guard let analyte = scheme.analytes.first(where: { $0.id == row.analyte }),
        let unit = (row.upper ?? row.lower)?.unit, analyte.scale(from: unit, to: analyte.unit) == nil
      else { continue }
      report(
        "\(unit.code) is no unit of \(analyte.id)",
        "Write the limits in \(analyte.unit.code), or in a unit that converts to it.",
        line: row.line,
        "unit"
      )
    }
    return (limits, problems)
  }

  private static func overlaps(among rows: [Row]) -> [Problem] {
    Dictionary(grouping: rows) { [$0.site, $0.analyte] }.values.flatMap { group in
      group.indices.flatMap { later in
        group[..<later].filter { $0.overlaps(group[later]) }.map { earlier in
          Problem(
            line: group[later].line,
            column: nil,
            problem: "overlaps with line \(earlier.line): a measurement would have two limits",
            remedy: "End the earlier row before the later begins, or tell them apart by sex or age."
          )
        }
      }
    }
  }
}

/// Reads one row and keeps what is wrong with it.
private struct RowReader {
  let line: Int
  let fields: [String]
  let columns: [String: Int]
  private(set) var problems: [LaboratoryLimits.Problem] = []

  init(line: Int, fields: [String], columns: [String: Int]) {
    self.line = line
    self.fields = fields
    self.columns = columns
  }

  mutating func row() -> LaboratoryLimits.Row? {
    let site = needed("site")
    let analyte = needed("analyte")
    let unit = unit()
    let ages = (from: number("age_from"), to: number("age_to"))
    let dates = (from: date("from"), to: date("to"))
    let (lower, upper) = (number("lln"), number("uln"))
    if text("lln") == nil, text("uln") == nil {
      report(nil, "has neither a lower nor an upper limit", "Write lln, uln or both.")
    }
    ordered(ages, "age_to", "the ages run backwards")
    ordered(dates, "to", "the dates run backwards")
    ordered((from: lower, to: upper), "uln", "the upper limit lies below the lower one")
    guard problems.isEmpty, let site, let analyte, let unit else { return nil }
    return LaboratoryLimits.Row(
      line: line,
      site: site,
      analyte: analyte,
      sex: text("sex"),
      ages: ages,
      dates: dates,
      lower: lower.map { Quantity($0, unit) },
      upper: upper.map { Quantity($0, unit) }
    )
  }

  private func text(_ column: String) -> String? {
    guard let index = columns[column], index < fields.count, !fields[index].isEmpty, fields[index] != "NA"
    else {
      return nil
    }
    return fields[index]
  }

  private mutating func needed(_ column: String) -> String? {
    if let text = text(column) { return text }
    report(column, "nothing is written", "Write the \(column).")
    return nil
  }

  private mutating func unit() -> Unit? {
    guard let text = needed("unit") else { return nil }
    if let unit = Unit(text) { return unit }
    report("unit", "unknown unit \"\(text)\"", Unit.advice(for: text))
    return nil
  }

  private mutating func number(_ column: String) -> Double? {
    guard let text = text(column) else { return nil }
    if let number = Double(text), number.isFinite, number >= 0 { return number }
    report(
      column,
      "\"\(text)\" is not a number from 0 on",
      "Write digits with a decimal point, or leave it empty."
    )
    return nil
  }

  private mutating func date(_ column: String) -> CivilDate? {
    guard let text = text(column) else { return nil }
    if let date = CivilDate(iso: text) { return date }
    report(
      column,
      "\"\(text)\" is not a date of the calendar",
      "Write, for example, 2025-01-01, or leave it empty."
    )
    return nil
  }

  private mutating func ordered<Value: Comparable>(
    _ range: (from: Value?, to: Value?),
    _ column: String,
    _ problem: String
  ) {
    if let from = range.from, let to = range.to, from > to { report(column, problem, "Exchange the two.") }
  }

  private mutating func report(_ column: String?, _ problem: String, _ remedy: String) {
    problems.append(LaboratoryLimits.Problem(line: line, column: column, problem: problem, remedy: remedy))
  }
}
