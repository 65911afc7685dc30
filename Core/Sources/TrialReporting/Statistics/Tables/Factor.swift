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
    let column = table.column(name)
    let (texts, found) = column.levels(in: rows.rows)
    let known = Set(texts)
    if let reference, !known.contains(reference) {
      throw .unknownLevel(reference, column: name, known: known.sorted())
    }
    // Levels stand in the order of the table, whose first row with one may miss something else.
    let inTable =
      rows.leftOut == 0 ? texts : column.levels(in: Array(0..<rows.read)).texts.filter { known.contains($0) }
    let levels = (reference.map { [$0] } ?? []) + inTable.filter { $0 != reference }
    let numbers = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($0.element, $0.offset) })
    let codes = texts.map { numbers[$0] ?? 0 }
    self.name = name
    self.levels = levels
    self.codes = found.map { codes[$0] }
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
    if factors.count == 1 {
      labels = factors[0].levels.map { "\(factors[0].name)=\($0)" }
      codes = factors[0].codes
      return
    }
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
