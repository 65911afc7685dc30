// SPDX-License-Identifier: Apache-2.0

import Markup

/// The first row of a laboratory table: where each column stands.
struct TableHead {
  /// By the column's name; of a name that stands twice, the first.
  let position: [String: Int]
  /// Whether there was a row to read.
  let isRead: Bool
  private let columns: [String]

  /// Before anything was read.
  init() {
    (position, columns, isRead) = ([:], [], false)
  }

  init(_ row: CSVRow) {
    columns = row.strings.map { FindingTable.trimmed($0) }
    position = Dictionary(columns.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
    isRead = true
  }

  /// Columns of the table that are not among these.
  func names(besides known: [String]) -> [String] {
    let known = Set(known)
    return columns.filter { !known.contains($0) }
  }

  /// Columns that stand twice.
  var faults: [TableFault] {
    columns.indices.filter { position[columns[$0]] != $0 }.map { .columnTwice(columns[$0]) }
  }
}
