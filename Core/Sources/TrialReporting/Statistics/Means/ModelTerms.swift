// SPDX-License-Identifier: Apache-2.0

import Biostatistics

/// What a formula adjusts for beside the arms: covariates with slopes, and factors.
struct ModelTerms: Sendable {
  private(set) var covariates: [AnalysisOfCovariance.Covariate] = []
  private(set) var factors: [AnalysisOfCovariance.Factor] = []
  private var coefficients = 0

  /// Reads the columns of terms, and after them those of `strata()`, each a factor of its own.
  ///
  /// - Throws: A cell that is not a number among numbers.
  init(
    _ terms: ArraySlice<ModelFormula.Term>,
    strata: [ModelFormula.Column],
    in table: DataTable,
    _ rows: CompleteRows
  ) throws(DataFault) {
    for term in terms {
      let name = term.column.name
      if try table.hasLevels(term, rows) {
        add(try Factor(name, in: table, rows))
      } else {
        covariates.append(.init(name, try table.numbers(name, rows)))
        coefficients += 1
      }
    }
    for column in strata { add(try Factor(column.name, in: table, rows)) }
  }

  private mutating func add(_ factor: Factor) {
    factors.append(.init(factor.name, factor.codes))
    coefficients += factor.levels.count - 1
  }

  /// Refuses more coefficients than subjects before they are computed: a factor may be a column of names.
  func check(subjects: Int, arms: Int) throws(AnalysisOfCovarianceError) {
    guard subjects > arms + coefficients else { throw .noResidualDegreesOfFreedom }
  }
}
