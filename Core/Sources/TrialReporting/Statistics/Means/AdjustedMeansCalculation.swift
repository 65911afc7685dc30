// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup
import TrialDesign

/// Measured values of arms compared by analysis of covariance: adjusted means, differences, slopes, F tests.
public struct AdjustedMeansCalculation: Calculation {
  /// An arm as it is and as the model adjusts it.
  struct Arm: Sendable {
    let name: String
    let summary: SampleSummary
    let adjusted: LinearContrast
  }

  /// An arm against the reference; the test has a direction, the interval is two-sided.
  struct Comparison: Sendable {
    let arm: String
    let contrast: LinearContrast
    let test: TestLine
  }

  let formula: ModelFormula
  let settings: AdjustmentSettings
  /// Of F tests the degrees of freedom of the denominator, and those of all t tests.
  let degreesOfFreedom: Double
  let residualVariance: Double
  /// The reference last.
  let arms: [Arm]
  let comparisons: [Comparison]
  /// Covariates with the average at which means are adjusted.
  let slopes: [(name: String, average: Double, contrast: LinearContrast)]
  /// The test of the arms, then of each factor, whose column is its name.
  let tests: [(name: String, result: TestResult)]
  let factors: [String]
  /// Those of the factors that `strata()` names.
  let strata: [String]
  let rows: CompleteRows

  /// Fits the model of a formula.
  ///
  /// - Parameters:
  ///   - table: Read with the columns of the formula.
  ///   - formula: `value ~ arm + baseline + factor(sex) + strata(site)`. The first column forms the arms; of the others
  ///     a column of numbers is a covariate with one slope for all arms, one of texts, in `factor()` or in `strata()` a
  ///     factor. There are no interactions.
  ///   - reference: The reference arm; else the one that the table has first.
  ///   - settings: Level, direction, variance and weights.
  /// - Throws: `FormulaFault`, `DataFault`, or `AnalysisOfCovarianceError` where nothing can be fitted.
  public init(
    _ table: DataTable,
    _ formula: ModelFormula,
    reference: ReferenceLevels,
    _ settings: AdjustmentSettings
  ) throws {
    let value = try formula.value()
    try formula.requireTerm()
    try formula.refuseCluster()
    let rows = try CompleteRows(table, columns: formula.columns.map(\.name))
    let values = try table.numbers(value.name, rows)
    let name = formula.terms[0].column.name
    try reference.check(usedBy: [name])
    let arm = try Factor(name, in: table, rows, reference: reference.level(of: name, isFirst: true))
    guard arm.levels.count > 1 else { throw DataFault.oneArm(column: name, level: arm.levels[0]) }
    let terms = try ModelTerms(formula.terms.dropFirst(), strata: formula.strata, in: table, rows)
    try terms.check(subjects: values.count, arms: arm.levels.count)
    let model = try AnalysisOfCovariance(
      values,
      groups: arm.codes,
      covariates: terms.covariates,
      strata: terms.factors
    )

    let (level, variance) = (settings.level, settings.variance)
    arms = (Array(arm.levels.indices.dropFirst()) + [0]).map { group in
      Arm(
        name: arm.levels[group],
        summary: SampleSummary(values.indices.filter { arm.codes[$0] == group }.map { values[$0] }),
        adjusted: model.adjustedMean(of: group, level: level, weights: settings.weights, variance: variance)
      )
    }
    comparisons = arm.levels.indices.dropFirst().map { group in
      let contrast = model.difference(of: group, versus: 0, level: level, variance: variance)
      let test = contrast.test.directed(settings.alternative)
      return Comparison(
        arm: arm.levels[group],
        contrast: contrast,
        test: TestLine(test, settings.alternative)
      )
    }
    slopes = terms.covariates.compactMap { covariate in
      model.slope(of: covariate.name, level: level, variance: variance).map {
        (covariate.name, mean(covariate.values), $0)
      }
    }
    tests =
      [(name, model.groupTest(variance: variance))]
      + terms.factors.compactMap { factor in
        model.strataTest(of: factor.name, variance: variance).map { (factor.name, $0) }
      }
    factors = terms.factors.map(\.name)
    strata = formula.strata.map(\.name)
    degreesOfFreedom = model.degreesOfFreedom
    residualVariance = model.residualVariance
    (self.formula, self.settings, self.rows) = (formula, settings, rows)
  }

  public func text(in language: Language) -> String { AdjustedMeansPage(self, language).text }
}

/// How means are adjusted and told.
public struct AdjustmentSettings: Sendable {
  let level: Double
  let alternative: Alternative
  let variance: LeastSquaresVariance
  let weights: StratumWeights

  /// Joins settings.
  ///
  /// - Parameters:
  ///   - level: The confidence level.
  ///   - alternative: The direction of the tests of differences.
  ///   - variance: Of all standard errors, t and F tests.
  ///   - weights: How the levels of factors count in adjusted means.
  public init(
    level: Double,
    alternative: Alternative,
    variance: LeastSquaresVariance,
    weights: StratumWeights
  ) {
    (self.level, self.alternative) = (level, alternative)
    (self.variance, self.weights) = (variance, weights)
  }
}

extension TestResult {
  /// A two-sided t test in a direction.
  fileprivate func directed(_ alternative: Alternative) -> TestResult {
    guard let statistic, let degreesOfFreedom, !p.isNaN, alternative != .twoSided else { return self }
    return TestResult(
      statistic: statistic,
      degreesOfFreedom: degreesOfFreedom,
      p: StudentT.survival(
        alternative == .greater ? statistic : -statistic,
        degreesOfFreedom: degreesOfFreedom
      )
    )
  }
}
