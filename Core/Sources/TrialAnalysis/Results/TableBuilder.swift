// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialDesign

/// Builds one table of a result, row by row, giving every number its address.
struct TableBuilder {
  let id: String
  let columns: [Label]
  private(set) var rows: [ResultTable.Row] = []

  init(_ id: String, columns: [Label]) {
    self.id = id
    self.columns = columns
  }

  mutating func row(
    _ label: Label,
    level: Int = 0,
    isPrimary: Bool = false,
    _ entries: [ResultTable.Entry?]
  ) {
    precondition(entries.count == columns.count, "a row of \(id) with \(entries.count) entries")
    rows.append(ResultTable.Row(label: label, level: level, entries: entries, isPrimary: isPrimary))
  }

  var table: ResultTable { ResultTable(id: id, columns: columns, rows: rows) }
}

extension ResultTable.Entry {
  /// A number alone.
  static func single(_ path: String, _ value: CellValue, _ kind: NumberKind, rows: RowSet? = nil) -> Self {
    Self(form: .single, cells: [Cell(path, value, kind)], rows: rows)
  }

  static func count(_ path: String, _ count: Int, rows: RowSet? = nil) -> Self {
    single(path, .number(Double(count)), .count, rows: rows)
  }

  /// A count and its share of `total`; without a total there is no share.
  static func share(
    _ path: String,
    _ count: Int,
    of total: Int,
    form: EntryForm = .countAndShare,
    rows: RowSet? = nil
  ) -> Self {
    Self(form: form, cells: shareCells(path, count, of: total), rows: rows)
  }

  private static func shareCells(_ path: String, _ count: Int, of total: Int) -> [Cell] {
    [
      Cell(path + "/events", .number(Double(count)), .count),
      Cell(path + "/n", .number(Double(total)), .count),
      Cell(
        path + "/estimate",
        total > 0 ? .number(Double(count) / Double(total)) : .notEstimable(.noData),
        .fraction
      ),
    ]
  }

  static func interval(_ path: String, _ interval: Interval?, _ kind: NumberKind) -> Self {
    Self(form: .interval, cells: intervalCells(path, interval, kind), rows: nil)
  }

  static func estimate(
    _ path: String,
    _ estimate: CellValue,
    _ interval: Interval?,
    named name: Statistic,
    _ kind: NumberKind
  ) -> Self {
    let cells = [Cell(path + "/estimate", estimate, kind)]
    return Self(
      form: .estimateAndInterval,
      cells: cells + intervalCells(path + "/intervals/" + name.rawValue, interval, kind),
      rows: nil
    )
  }

  static func test(_ path: String, _ test: TestResult?) -> Self {
    guard let test, !test.p.isNaN else {
      return Self(form: .test, cells: [Cell(path + "/p", .notEstimable(.noData), .pValue)], rows: nil)
    }
    var cells: [Cell] = []
    if let statistic = test.statistic {
      cells.append(Cell(path + "/statistic", CellValue(statistic), .statistic))
    }
    if let degrees = test.degreesOfFreedom {
      cells.append(Cell(path + "/df", .number(degrees), .count))
    }
    return Self(form: .test, cells: cells + [Cell(path + "/p", .number(test.p), .pValue)], rows: nil)
  }

  static func refused(_ path: String, _ kind: NumberKind) -> Self {
    single(path, .notEstimable(.refused), kind)
  }

  private static func intervalCells(_ path: String, _ interval: Interval?, _ kind: NumberKind) -> [Cell] {
    [
      Cell(path + "/lower", interval.map { CellValue($0.lower) } ?? .notEstimable(.noData), kind),
      Cell(path + "/upper", interval.map { CellValue($0.upper) } ?? .notEstimable(.noData), kind),
    ]
  }
}

extension CellValue {
  /// A number, or the absence that NaN means in `Biostatistics`.
  init(_ number: Double) {
    self = number.isNaN ? .notEstimable(.noData) : .number(number)
  }
}
