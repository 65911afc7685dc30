// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialAnalysis

/// A result table as a tidy CSV file: one line for each number, in full precision, with its address and provenance.
struct ResultTableCSV {
  let words: ReportWords

  init(_ words: ReportWords) {
    self.words = words
  }

  static let columns = [
    "result", "table", "row", "column", "path", "value", "range_lower", "range_upper", "cohorts", "kind",
    "state",
    "provenance",
  ]

  /// The file's text.
  ///
  /// Labels are in the report's language; every other word is the same in all languages. Data that are no trial's own
  /// carry their statement in each line, in a last column `data`.
  func text(of table: ResultTable, in result: AnalysisResult) -> String {
    var writer = CSVWriter()
    let statement = words.statement
    writer.append(Self.columns + (statement == nil ? [] : ["data"]))
    var head = ""
    for row in table.rows {
      let label = words.text(row.label)
      if row.level == 0 { head = label }
      let place = row.level == 0 ? label : "\(head) / \(label)"
      for (column, entry) in zip(table.columns, row.entries) {
        for cell in entry?.cells ?? [] {
          let (value, lower, upper, cohorts, state) = fields(cell.value)
          let line = [
            result.id, table.id, place, words.text(column), cell.path, value, lower, upper, cohorts,
            cell.kind.word,
            state, cell.provenance.rawValue,
          ]
          writer.append(line + (statement.map { [$0] } ?? []))
        }
      }
    }
    return writer.text
  }

  private func fields(_ value: CellValue) -> (String, String, String, String, String) {
    switch value {
    case .number(let number): (Self.digits(number), "", "", "", "number")
    case .notReached: ("", "", "", "", "not-reached")
    case .notEstimable(let absence): ("", "", "", "", absence.rawValue)
    case .range(let lower, let upper, let cohorts):
      ("", Self.digits(lower), Self.digits(upper), String(cohorts), "range")
    }
  }

  /// The shortest digits that read back as the same number; `Inf` as R writes it.
  static func digits(_ number: Double) -> String {
    guard number.isFinite else { return number.isNaN ? "" : number > 0 ? "Inf" : "-Inf" }
    if number == number.rounded(), abs(number) < 1e15 { return String(Int(number)) }
    return number.description
  }
}

extension NumberKind {
  /// The word in files.
  var word: String {
    switch self {
    case .count: "count"
    case .fraction: "fraction"
    case .fractionDifference: "fraction-difference"
    case .ratio: "ratio"
    case .pValue: "p-value"
    case .probability: "probability"
    case .statistic: "statistic"
    case .days: "days"
    case .value: "value"
    }
  }
}
