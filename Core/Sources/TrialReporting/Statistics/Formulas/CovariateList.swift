// SPDX-License-Identifier: Apache-2.0

/// Covariates that are typed apart from a formula, as its right side: `arm + age + factor(stage)`.
public struct CovariateList: Hashable, Sendable {
  public let text: String
  public let terms: [ModelFormula.Term]

  /// Reads covariates.
  ///
  /// - Throws: The first fault, with its place; strata and clusters are none.
  public init(parsing text: String) throws(FormulaFault) {
    var parser = try FormulaParser(text)
    self.text = text
    terms = try parser.covariates()
  }

  /// Looks for every column in the head of a table.
  ///
  /// - Throws: The first column that is not there, or is there twice.
  public func checkColumns(in head: [String]) throws(FormulaFault) {
    for term in terms { try term.column.check(in: head, text) }
  }
}
