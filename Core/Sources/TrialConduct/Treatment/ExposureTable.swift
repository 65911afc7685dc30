// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

/// A table of recorded administrations: `drug, date, dose, unit` and, where something else was given, `reason`.
public struct ExposureTable: Sendable {
  /// A field that cannot be read, or a column that is missing.
  public struct Problem: Error, Hashable, Sendable {
    /// Counted from 1, without the head; 0 for the head.
    public let row: Int
    public let column: String
    public let problem: String
    public let remedy: String
  }

  public private(set) var rows: [ExposureRow] = []
  public private(set) var problems: [Problem] = []
  /// What is wrong with the table itself.
  public private(set) var faults: [CSVProblem] = []

  private static let needed = ["drug", "date", "dose", "unit"]

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - bytes: The file: CSV with a head.
  ///   - calendar: The calendar whose drugs are given.
  public init(_ bytes: [UInt8], for calendar: DoseCalendar) {
    var columns: [String]?
    var number = 0
    let found = CSVReader(bytes).forEachRow { (row: CSVRow) in
      guard let names = columns else {
        columns = row.strings
        for name in Self.needed where !row.strings.contains(name) {
          problems.append(
            Problem(
              row: 0,
              column: name,
              problem: "the column is missing",
              remedy: "Add the column \"\(name)\"."
            )
          )
        }
        return
      }
      number += 1
      guard problems.first?.row != 0 else { return }
      func field(_ name: String) -> String { names.firstIndex(of: name).map { row.strings[$0] } ?? "" }
      read(field, number, calendar)
    }
    faults = found.listed
  }

  private mutating func read(_ field: (String) -> String, _ number: Int, _ calendar: DoseCalendar) {
    func problem(_ column: String, _ what: String, _ remedy: String) {
      problems.append(Problem(row: number, column: column, problem: what, remedy: remedy))
    }
    let keys = calendar.drugs.map(\.key)
    let drug = calendar.drugs.first { $0.key == field("drug") }
    if drug == nil {
      problem(
        "drug",
        "\"\(field("drug"))\" is no drug of the regimen",
        advice(for: field("drug"), among: keys)
      )
    }
    let date = CivilDate(iso: field("date"))
    if date == nil {
      problem("date", "\"\(field("date"))\" is not a date", "Write, for example, 2025-01-06.")
    }
    if let date, date < calendar.start + -366 || date > calendar.start + 3660 {
      problem("date", "\(date) lies far from day 1, \(calendar.start)", "Check the year.")
    }
    let amount = Double(field("dose")).flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
    if amount == nil {
      problem("dose", "\"\(field("dose"))\" is no amount", "Write a number, 0 for a dose left out.")
    }
    let unit = Unit(field("unit"))
    if let drug, unit.flatMap({ $0.factor(to: drug.unit) }) == nil {
      problem("unit", "\"\(field("unit"))\" is no unit of a dose", "Write mg, g or ug.")
    }
    guard drug != nil, let date, let amount, let unit, problems.last?.row != number else { return }
    let reason = field("reason")
    rows.append(
      ExposureRow(
        drug: field("drug"),
        date: date,
        amount: Quantity(amount, unit),
        reason: FindingTable.isMissing(reason) ? nil : reason
      )
    )
  }
}
