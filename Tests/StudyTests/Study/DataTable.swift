// SPDX-License-Identifier: Apache-2.0

import Markup

/// A CSV table as texts.
struct DataTable {
  var head: [String] = []
  var rows: [[String]] = []

  init(_ bytes: [UInt8]) {
    var lines: [[String]] = []
    _ = CSVReader(bytes).forEachRow { lines.append($0.strings) }
    head = lines.first ?? []
    rows = Array(lines.dropFirst())
  }

  var bytes: [UInt8] {
    var writer = CSVWriter()
    for row in [head] + rows { writer.append(row) }
    return Array(writer.text.utf8)
  }

  func column(_ name: String) -> Int? { head.firstIndex(of: name) }

  /// The value of a column in each row, by the value of another.
  func values(of column: String, by key: String = "subject") -> [String: String] {
    guard let column = self.column(column), let key = self.column(key) else { return [:] }
    return Dictionary(rows.map { ($0[key], $0[column]) }) { first, _ in first }
  }
}
