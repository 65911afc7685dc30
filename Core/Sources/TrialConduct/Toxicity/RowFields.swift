// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

/// Something in a row of a laboratory table that cannot be, where it stands, and how to mend it.
public struct RowProblem: Error, Hashable, Sendable {
  /// Counted from 1, without the head.
  public let row: Int
  /// The name of the column; one that the table does not have where its value is missed.
  public let column: String
  /// Line of the file, and character of that line, at which the field begins; both counted from 1.
  public let line: Int
  public let character: Int
  public let problem: String
  public let remedy: String
}

/// The fields of one row of a laboratory table, by column, with every problem that was found in them.
struct RowFields {
  /// Counted from 1, without the head.
  let number: Int
  private let row: CSVRow
  private let texts: [String]
  private let position: [String: Int]
  private(set) var problems: [RowProblem] = []

  /// - Parameters:
  ///   - row: The fields.
  ///   - number: Counted from 1, without the head.
  ///   - position: Where each column stands.
  init(_ row: CSVRow, number: Int, _ position: [String: Int]) {
    self.row = row
    self.number = number
    self.position = position
    texts = row.strings.map { FindingTable.trimmed($0) }
  }

  mutating func report(_ column: String, _ problem: String, _ remedy: String) {
    let place = position[column].map { row[$0].place } ?? (line: row.line, column: 1)
    problems.append(
      RowProblem(
        row: number,
        column: column,
        line: place.line,
        character: place.column,
        problem: problem,
        remedy: remedy
      )
    )
  }

  /// nil where nothing is written, or the table has no such column.
  func text(_ column: String) -> String? {
    guard let index = position[column], !FindingTable.isMissing(texts[index]) else { return nil }
    return texts[index]
  }

  /// NaN where nothing is written or it is no number.
  mutating func number(_ column: String, within range: ClosedRange<Double> = 0...1e12) -> Double {
    guard let written = text(column) else { return .nan }
    guard let value = Double(written), value.isFinite, !written.lowercased().hasPrefix("0x") else {
      report(
        column,
        "\"\(written)\" is not a number",
        "Write digits with a decimal point, or leave it empty."
      )
      return .nan
    }
    if !range.contains(value) { report(column, "\(written) is not possible", Self.possible(range, "")) }
    return value
  }

  mutating func unit(_ column: String = "unit") -> Unit? {
    guard let written = text(column) else { return nil }
    guard let unit = Unit(written) else {
      report(column, "\"\(written)\" is not a unit that Equipoise knows", Unit.advice(for: written))
      return nil
    }
    return unit
  }

  mutating func answer(_ column: String) -> Bool? {
    guard let written = text(column) else { return nil }
    switch written.lowercased() {
    case "yes": return true
    case "no": return false
    default:
      report(column, "\"\(written)\" is neither yes nor no", "Write yes or no, or leave it empty.")
      return nil
    }
  }

  /// nil where nothing is written or it cannot be; a month or year alone stays one.
  mutating func date(_ column: String) -> PartialDate? {
    guard let written = text(column) else { return nil }
    do throws(DateFault) {
      return try PartialDate(ofCase: written)
    } catch {
      report(column, error.problem, error.remedy)
      return nil
    }
  }
}

// MARK: - Values of an analyte

extension RowFields {
  /// The analyte of a scheme that the row names; nil where nothing is written or it is none.
  mutating func analyte(of scheme: GradingScheme) -> Int? {
    guard let written = text("analyte") else { return nil }
    let analyte = scheme.analyte(named: written)
    if analyte == nil {
      report(
        "analyte",
        "\"\(written)\" is no analyte of these criteria",
        advice(for: written, among: scheme.analyteNames)
      )
    }
    return analyte
  }

  /// Reports limits that are in the wrong order or not above 0.
  mutating func checkLimits(lln: Double, uln: Double) {
    if uln <= 0 {
      report("uln", "an upper limit of normal is above 0", "Leave it empty where it is not known.")
    }
    if lln > uln {
      report(
        "lln",
        "the lower limit of normal lies above the upper one",
        "Correct one of the two limits."
      )
    }
  }

  /// Reports a unit that is none of the analyte's, and values that cannot occur.
  ///
  /// - Parameters:
  ///   - result: The value, its limits and baseline.
  ///   - unit: Of all four; nil where nobody wrote it, then only a ratio can be checked.
  ///   - analyte: What was measured.
  ///   - wanted: The units of the criteria, for the advice.
  mutating func check(
    _ result: LaboratoryResult,
    _ unit: Unit?,
    of analyte: LaboratoryAnalyte,
    wanted: [Unit]
  ) {
    guard let unit = unit ?? (analyte.unit.code == "1" ? analyte.unit : nil) else { return }
    guard let range = analyte.range(in: unit) else {
      let failure = UnitFailure(unit: unit, analyte: analyte.id, wanted: wanted)
      report("unit", failure.problem, failure.remedy)
      return
    }
    let values = [
      ("value", result.value), ("lln", result.lln), ("uln", result.uln), ("baseline", result.baseline),
    ]
    for (column, value) in values where value < range.lowerBound || value > range.upperBound {
      // A negative number was refused when it was read.
      guard value >= 0 else { continue }
      report(
        column,
        "\(Self.shortest(value)) \(unit.code) of \(analyte.id) is not possible",
        Self.possible(range, unit.code)
      )
    }
  }

  private static func possible(_ range: ClosedRange<Double>, _ unit: String) -> String {
    let end = unit.isEmpty || unit == "1" ? "" : " \(unit)"
    return
      "Possible values lie between \(shortest(range.lowerBound)) and \(shortest(range.upperBound))\(end)."
  }

  private static func shortest(_ value: Double) -> String {
    // Converted ends are shown with the digits that matter.
    let rounded = (value * 1e6).rounded() / 1e6
    return rounded == rounded.rounded() && rounded.magnitude < 1e15 ? String(Int(rounded)) : String(rounded)
  }
}
