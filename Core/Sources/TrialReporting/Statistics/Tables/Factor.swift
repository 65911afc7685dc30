// SPDX-License-Identifier: Apache-2.0

/// A column as levels, the first of which is the reference.
struct Factor: Sendable {
  let name: String
  /// In the order in which the table first has them; a reference that was asked for stands first.
  ///
  /// Only levels with a complete row.
  let levels: [String]
  /// The level of each complete row.
  let codes: [Int]

  /// Reads a column's levels.
  ///
  /// - Throws: If the reference asked for is not among them.
  init(_ name: String, in table: DataTable, _ rows: CompleteRows, reference: String? = nil) throws(DataFault)
  {
    let texts = table.column(name).texts
    let used = Set(rows.rows.map { texts[$0] })
    var levels: [String] = []
    var numbers: [String: Int] = [:]
    func add(_ level: String) {
      guard used.contains(level), numbers[level] == nil else { return }
      numbers[level] = levels.count
      levels.append(level)
    }
    if let reference {
      guard used.contains(reference) else {
        throw .unknownLevel(reference, column: name, known: used.sorted())
      }
      add(reference)
    }
    for text in texts { add(text) }
    self.name = name
    self.levels = levels
    codes = rows.rows.map { numbers[texts[$0]] ?? 0 }
  }
}

/// The combinations of several factors that occur, such as `arm=A, sex=f`.
struct FactorCross: Sendable {
  /// In the order of the first factor's levels, then the second's.
  let labels: [String]
  /// The combination of each row.
  let codes: [Int]

  /// Crosses factors; without any, all rows are one group without a label.
  init(_ factors: [Factor], rows: Int) {
    let combined = (0..<rows).map { row in factors.map { $0.codes[row] } }
    let found = Set(combined).sorted { $0.lexicographicallyPrecedes($1) }
    let numbers = Dictionary(uniqueKeysWithValues: found.enumerated().map { ($0.element, $0.offset) })
    labels = found.map { combination in
      zip(factors, combination).map { "\($0.name)=\($0.levels[$1])" }.joined(separator: ", ")
    }
    codes = combined.map { numbers[$0] ?? 0 }
  }
}

/// Reference levels as typed: `B`, or `arm=B` where several columns have levels.
public struct ReferenceLevels: Sendable {
  private let words: [String]

  public init(_ words: [String]) {
    self.words = words
  }

  /// The reference of a column; a bare level is that of the first column with levels.
  func level(of column: String, isFirst: Bool) -> String? {
    for word in words {
      if word.hasPrefix(column + "=") { return String(word.dropFirst(column.count + 1)) }
      if isFirst, !word.contains("=") { return word }
    }
    return nil
  }

  /// Refuses references that no column takes.
  func check(usedBy columns: [String]) throws(DataFault) {
    for word in words {
      let isUsed = word.contains("=") ? columns.contains { word.hasPrefix($0 + "=") } : !columns.isEmpty
      guard isUsed else { throw .unknownLevel(word, column: nil, known: columns) }
    }
  }
}
