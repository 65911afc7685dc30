// SPDX-License-Identifier: Apache-2.0

/// The covariates of a model: the columns of its terms, one value for each complete row.
///
/// A column of numbers is one covariate; one of texts, or in `factor()`, is one for each level but the reference.
struct Covariates: Sendable {
  private(set) var columns: [[Double]] = []
  /// `age`, or `arm=B` for a level.
  private(set) var names: [String] = []
  /// The reference level of each column with levels.
  private(set) var references: [(column: String, level: String)] = []

  /// Reads the columns of terms.
  ///
  /// - Throws: A cell that is not a number among numbers, a column with one level, an unknown reference.
  init(
    _ terms: [ModelFormula.Term],
    in table: DataTable,
    _ rows: CompleteRows,
    reference: ReferenceLevels
  ) throws(DataFault) {
    for term in terms {
      let name = term.column.name
      guard try table.hasLevels(term, rows) else {
        columns.append(try table.numbers(name, rows))
        names.append(name)
        continue
      }
      let wanted = reference.level(of: name, isFirst: references.isEmpty)
      let factor = try Factor(name, in: table, rows, reference: wanted)
      guard factor.levels.count > 1 else { throw .oneArm(column: name, level: factor.levels[0]) }
      references.append((name, factor.levels[0]))
      for (code, level) in factor.levels.enumerated().dropFirst() {
        columns.append(factor.codes.map { $0 == code ? 1 : 0 })
        names.append("\(name)=\(level)")
      }
    }
  }
}
