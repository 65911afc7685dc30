// SPDX-License-Identifier: Apache-2.0

import Markup

/// The rows without a missing value in the columns that a calculation reads.
///
/// Missing values are left out and counted; they never become zero, false or a level.
struct CompleteRows: Sendable {
  /// Row numbers from 0, in the order of the table.
  let rows: [Int]
  /// All rows of the table.
  let read: Int
  /// How many rows miss each column; a row that misses several is counted in each.
  let missing: [(column: String, rows: Int)]

  /// Finds the complete rows.
  ///
  /// - Throws: If none is left.
  init(_ table: DataTable, columns names: [String]) throws(DataFault) {
    let columns = names.map { table.column($0) }
    let gaps = columns.filter { $0.missing > 0 }
    rows =
      gaps.isEmpty
      ? Array(0..<table.rowCount)
      : (0..<table.rowCount).filter { row in gaps.allSatisfy { !$0.isMissing(row) } }
    read = table.rowCount
    missing = columns.map { ($0.name, $0.missing) }
    guard !rows.isEmpty else { throw .nothingLeft(rows: read) }
  }

  var leftOut: Int { read - rows.count }

  /// Rows read, used and left out, and how many miss each column.
  var json: JSONValue {
    let counts = missing.filter { $0.rows > 0 }.map { JSONValue.Member($0.column, .integer($0.rows)) }
    return [
      "read": .integer(read), "used": .integer(rows.count), "leftOut": .integer(leftOut),
      "missing": .object(counts),
    ]
  }

  /// The same in a sentence.
  func text(in texts: Texts) -> String {
    guard leftOut > 0 else { return texts(StatisticsMessage.allRows, "\(read)") }
    let parts = missing.filter { $0.rows > 0 }.map { "\($0.column) \($0.rows)" }
    return texts(
      StatisticsMessage.someRows,
      "\(read)",
      "\(rows.count)",
      "\(leftOut)",
      parts.joined(separator: texts[StatisticsMessage.comma])
    )
  }
}
