// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

/// A table of cases for a decision list: one row each, the list's findings as columns.
///
/// Empty and `NA` are unknown. Columns of the list that the table does not have are unknown for every row; columns
/// that the list does not know are kept as text for the caller (`texts`) and otherwise ignored.
public struct FindingTable: Sendable {
  /// A value that cannot be: not a number, outside the possible range, of an unknown code or unit.
  public struct Problem: Error, Hashable, Sendable {
    /// Counted from 1, without the head.
    public let row: Int
    public let column: String
    public let problem: String
    public let remedy: String
  }

  /// The cases in the order of the file, as `DecisionMaker` takes them.
  public private(set) var cases: [[Double]] = []
  /// All fields as written, by row.
  public private(set) var fields: [[String]] = []
  public private(set) var columns: [String] = []
  /// By row and column.
  public private(set) var problems: [Problem] = []
  /// What is wrong with the table itself.
  public private(set) var faults: [CSVProblem] = []

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - bytes: The file: CSV with a head.
  ///   - maker: The list whose findings are read.
  public init(_ bytes: [UInt8], for maker: DecisionMaker) {
    let list = maker.list
    var readers: [ColumnReader] = []
    let found = CSVReader(bytes).forEachRow { (row: CSVRow) in
      let texts = row.strings.map { Self.trimmed($0) }
      guard !columns.isEmpty else {
        columns = texts
        readers = list.findings.indices.compactMap { ColumnReader(list.inputs[$0], at: $0, in: texts) }
        return
      }
      var values = maker.emptyCase
      for reader in readers {
        switch reader.value(in: texts) {
        case .success(let value): values[reader.input] = value
        case .failure(let fault):
          problems.append(
            Problem(row: cases.count + 1, column: reader.name, problem: fault.problem, remedy: fault.remedy)
          )
        }
      }
      cases.append(values)
      fields.append(texts)
    }
    faults = found.listed
  }

  /// A field of a row by its column's name; nil where the table has no such column or nothing is written.
  public func text(_ column: String, row: Int) -> String? {
    guard let index = columns.firstIndex(of: column), !Self.isMissing(fields[row][index]) else { return nil }
    return fields[row][index]
  }

  /// Columns that are neither findings of the list nor among those the caller reads.
  public func ignored(besides read: [String], of list: DecisionList) -> [String] {
    let known = Set(list.findings.flatMap { [$0.id, $0.unitColumn].compactMap(\.self) } + read)
    return columns.filter { !known.contains($0) }
  }

  static func isMissing(_ text: String) -> Bool { text.isEmpty || text == "NA" }

  static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars.drop { $0 == " " || $0 == "\t" }
    let end = scalars.lastIndex { $0 != " " && $0 != "\t" }
    return end.map { String(scalars[...$0]) } ?? ""
  }
}

/// Reads one finding out of the fields of a row.
private struct ColumnReader {
  struct Fault: Error {
    let problem: String
    let remedy: String
  }

  let input: Int
  var name: String { finding.id }
  private let finding: Finding
  private let column: Int
  private let unitColumn: Int?

  init?(_ finding: Finding, at input: Int, in columns: [String]) {
    guard let column = columns.firstIndex(of: finding.id) else { return nil }
    self.finding = finding
    self.input = input
    self.column = column
    unitColumn = finding.unitColumn.flatMap { columns.firstIndex(of: $0) }
  }

  /// NaN where nothing is written.
  func value(in fields: [String]) -> Result<Double, Fault> {
    let text = fields[column]
    guard !FindingTable.isMissing(text) else { return .success(.nan) }
    let item = finding.item
    guard item.kind != .category else {
      guard let index = item.categories.firstIndex(where: { $0.code == text }) else {
        let codes = item.categories.map(\.code)
        return fault("\"\(text)\" is not one of its answers", advice(for: text, among: codes))
      }
      return .success(Double(index))
    }
    guard let number = Double(text), number.isFinite else {
      return fault("\"\(text)\" is not a number", "Write digits with a decimal point, or leave it empty.")
    }
    return unitFactor(in: fields).flatMap { factor in
      let value = number * factor
      guard item.kind != .integer || value == value.rounded() else {
        return fault("\(text) is not a whole number", "Write a whole number.")
      }
      if let range = item.range, !range.contains(value) {
        let unit = item.unit.map { " \($0.code)" } ?? ""
        return fault(
          "\(text) is not possible",
          "Values lie between \(range.lowerBound) and \(range.upperBound)\(unit)."
        )
      }
      return .success(value)
    }
  }

  private func unitFactor(in fields: [String]) -> Result<Double, Fault> {
    guard let unitColumn, let own = finding.item.unit, !FindingTable.isMissing(fields[unitColumn]) else {
      return .success(1)
    }
    let text = fields[unitColumn]
    guard let unit = Unit(text) else {
      return fault("unknown unit \"\(text)\"", advice(for: text, among: Unit.codes))
    }
    guard let factor = unit.factor(to: own) else {
      return fault("\(text) does not convert to \(own.code)", "Give the value in \(own.code).")
    }
    return .success(factor)
  }

  private func fault(_ problem: String, _ remedy: String) -> Result<Double, Fault> {
    .failure(Fault(problem: problem, remedy: remedy))
  }
}
