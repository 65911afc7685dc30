// SPDX-License-Identifier: Apache-2.0
import RealModule

extension ContingencyTable {
  /// Fisher's exact test for any number of rows and columns, as extended by Freeman and Halton.
  ///
  /// Adds up the tables with the same margins that are at most as probable as this one (within a relative
  /// 1e-7). Tables are filled column by column; two ways to the same remaining row sums are not merged, so
  /// the work is the number of tables.
  ///
  /// - Parameter limit: How many tables to look at before giving up; a million take about a tenth of a
  ///   second.
  /// - Returns: A result without statistic, or `nil` if there are more tables than `limit`.
  /// - SeeAlso: Freeman & Halton (1951), Biometrika 38:141–149. `fisher.test` in R.
  public func fisher(limit: Int = 2_000_000) -> TestResult? {
    let table = filled
    let sums = table.rows.map { $0.reduce(0, +) }
    let columns = table.columnSums
    guard sums.count > 1, columns.count > 1 else {
      return TestResult(statistic: nil, degreesOfFreedom: nil, p: 1)
    }
    // log P = constant − Σ log cell!
    let constant =
      (sums + columns).reduce(0) { $0 + logFactorial($1) } - logFactorial(table.total)
    let observed = -table.rows.joined().reduce(0) { $0 + logFactorial($1) }
    var search = TableSearch(
      columns: columns,
      threshold: observed + .log(onePlus: fisherTieTolerance),
      left: limit,
      constant: constant
    )
    search.fill(column: 0, row: 0, rest: columns[0], open: sums, log: 0)
    guard search.left >= 0 else { return nil }
    return TestResult(statistic: nil, degreesOfFreedom: nil, p: min(1, search.sum))
  }
}

/// A walk over all tables with given margins.
private struct TableSearch {
  let columns: [Int]
  let threshold: Double
  /// How many more tables may be looked at; negative after giving up.
  var left: Int
  let constant: Double
  var sum = 0.0

  /// Fills the table from one cell on; `rest` is what the column still needs, `open` what the rows still
  /// need.
  mutating func fill(column: Int, row: Int, rest: Int, open: [Int], log: Double) {
    guard left >= 0 else { return }
    if column == columns.count - 1 {
      // The last column is what the rows have left.
      let all = log - open.reduce(0) { $0 + logFactorial($1) }
      left -= 1
      if all <= threshold { sum += .exp(constant + all) }
      return
    }
    var open = open
    let available = open[row]
    if row == open.count - 1 {
      guard rest <= available else { return }
      open[row] -= rest
      fill(
        column: column + 1,
        row: 0,
        rest: columns[column + 1],
        open: open,
        log: log - logFactorial(rest)
      )
      return
    }
    let below = open[(row + 1)...].reduce(0, +)
    guard max(0, rest - below) <= min(rest, available) else { return }
    for count in max(0, rest - below)...min(rest, available) {
      open[row] = available - count
      fill(column: column, row: row + 1, rest: rest - count, open: open, log: log - logFactorial(count))
    }
  }
}
