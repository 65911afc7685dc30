// SPDX-License-Identifier: Apache-2.0

/// Counts by row and column, such as arms by response categories.
public struct ContingencyTable: Hashable, Sendable {
  /// One array per row, all of the same length; counts are not negative.
  public let rows: [[Int]]

  /// Makes a table; rows must have the same length.
  public init(_ rows: [[Int]]) {
    precondition(Set(rows.map(\.count)).count <= 1, "all rows need the same number of columns")
    precondition(rows.allSatisfy { $0.allSatisfy { $0 >= 0 } }, "counts must not be negative")
    self.rows = rows
  }

  public var total: Int { rows.joined().reduce(0, +) }

  /// The counts expected if rows and columns were independent.
  public var expectedCounts: [[Double]] {
    let columns = columnSums.map(Double.init)
    let total = Double(self.total)
    return rows.map { row in
      let sum = Double(row.reduce(0, +))
      return columns.map { sum * $0 / total }
    }
  }

  /// Pearson's chi-square test of independence, without correction.
  ///
  /// - Returns: (r − 1)(c − 1) degrees of freedom, empty rows and columns not counted; undefined if fewer
  ///   than two of either remain.
  /// - SeeAlso: `chisq.test(correct = FALSE)` in R, `CHISQ` in SAS PROC FREQ.
  public func pearson() -> TestResult {
    let table = filled
    let degrees = (table.rows.count - 1) * (table.columnSums.count - 1)
    guard degrees > 0 else { return .undefined }
    let statistic = zip(table.rows.joined(), table.expectedCounts.joined()).reduce(0) { sum, cell in
      let distance = Double(cell.0) - cell.1
      return sum + distance * distance / cell.1
    }
    return .chiSquare(statistic, degreesOfFreedom: Double(degrees))
  }

  /// Cramér's V, from 0 (independence) to 1; NaN where ``pearson()`` is undefined.
  public var cramersV: Double {
    let table = filled
    let least = min(table.rows.count, table.columnSums.count) - 1
    guard let statistic = pearson().statistic else { return .nan }
    return (statistic / (Double(total) * Double(least))).squareRoot()
  }

  var columnSums: [Int] {
    guard let first = rows.first else { return [] }
    return first.indices.map { column in rows.reduce(0) { $0 + $1[column] } }
  }

  /// The table without empty rows and columns.
  var filled: ContingencyTable {
    let kept = columnSums.indices.filter { columnSums[$0] > 0 }
    return ContingencyTable(
      rows.filter { $0.contains { $0 > 0 } }.map { row in kept.map { row[$0] } }
    )
  }
}
