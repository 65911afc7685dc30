// SPDX-License-Identifier: Apache-2.0

/// Means of a continuous outcome compared between groups, adjusted for covariates and strata.
///
///     yᵢ = μ(group) + Σ strata effects + Σ γₖ (xᵢₖ − x̄ₖ) + εᵢ
///
/// by ordinary least squares. Slopes are common to all groups; there are no interactions, so that tests of type II
/// and III agree.
///
/// - SeeAlso: Fisher (1932), *Statistical Methods for Research Workers*, 4th ed. `lm` and `drop1(test = "F")` in R,
///   PROC GLM and PROC MIXED in SAS.
public struct AnalysisOfCovariance: Sendable {
  /// A number known before treatment, such as the baseline value of the outcome.
  public struct Covariate: Hashable, Sendable {
    public let name: String
    /// One finite value per subject.
    public let values: [Double]

    /// Joins a name, which errors repeat, and values.
    public init(_ name: String, _ values: [Double]) {
      (self.name, self.values) = (name, values)
    }
  }

  /// A stratification factor.
  public struct Factor: Hashable, Sendable {
    public let name: String
    /// One level per subject; any numbers, which only tell levels apart.
    public let levels: [Int]

    /// Joins a name, which errors repeat, and levels.
    public init(_ name: String, _ levels: [Int]) {
      (self.name, self.levels) = (name, levels)
    }
  }

  public let groupCount: Int
  /// Subjects minus coefficients, the degrees of freedom of all t tests and of the denominator of all F tests.
  public let degreesOfFreedom: Double
  /// The sum of squared residuals over its degrees of freedom.
  public let residualVariance: Double

  let fit: LeastSquares
  let outcomes: [Double]
  let layout: Layout

  /// Which columns of the design belong to whom; groups come first, one column each.
  struct Layout: Sendable {
    /// For each factor its name, columns and the share of subjects at each level.
    var factors: [(name: String, columns: Range<Int>, shares: [Double])] = []
    var covariates: [(name: String, column: Int)] = []
    var count: Int
  }

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - outcomes: One finite value per subject; leave out subjects where it is missing.
  ///   - groups: The group of each subject, numbered 0, 1, … without gaps.
  ///   - covariates: Numbers to adjust for.
  ///   - strata: Factors to adjust for.
  /// - Throws: ``AnalysisOfCovarianceError``, which names the column at fault.
  public init(
    _ outcomes: [Double],
    groups: [Int],
    covariates: [Covariate] = [],
    strata: [Factor] = []
  ) throws(AnalysisOfCovarianceError) {
    guard groups.count == outcomes.count else { throw .differentLengths(column: "the group") }
    guard outcomes.allSatisfy(\.isFinite) else { throw .notFinite(column: "the outcome") }
    let count = (groups.max() ?? -1) + 1
    guard count > 1, groups.allSatisfy({ $0 >= 0 }) else { throw .fewerThanTwoGroups }
    let filled = Set(groups)
    if let empty = (0..<count).first(where: { !filled.contains($0) }) { throw .emptyGroup(empty) }
    var columns = (0..<count).map { group in groups.map { $0 == group ? 1.0 : 0 } }
    var layout = Layout(count: count)
    for factor in strata { try Self.add(factor, to: &columns, &layout, subjects: outcomes.count) }
    for covariate in covariates { try Self.add(covariate, to: &columns, &layout, subjects: outcomes.count) }
    layout.count = columns.count
    do {
      fit = try LeastSquares(outcomes, columns: columns)
    } catch {
      throw .collinear(column: layout.name(ofColumn: error.column))
    }
    guard outcomes.count > columns.count else { throw .noResidualDegreesOfFreedom }
    let squares = fit.residuals.dot(fit.residuals)
    // Rounding of the outcomes alone leaves about 1e-16 of their size.
    guard squares > 1e-28 * outcomes.dot(outcomes) else { throw .perfectFit }
    groupCount = count
    degreesOfFreedom = Double(outcomes.count - columns.count)
    residualVariance = squares / degreesOfFreedom
    (self.outcomes, self.layout) = (outcomes, layout)
  }

  /// One column for each level but the first.
  private static func add(
    _ factor: Factor,
    to columns: inout [[Double]],
    _ layout: inout Layout,
    subjects: Int
  ) throws(AnalysisOfCovarianceError) {
    guard factor.levels.count == subjects else { throw .differentLengths(column: factor.name) }
    let levels = Set(factor.levels).sorted()
    guard levels.count > 1 else { throw .collinear(column: factor.name) }
    let start = columns.count
    for level in levels.dropFirst() { columns.append(factor.levels.map { $0 == level ? 1 : 0 }) }
    let shares = levels.map { level in Double(factor.levels.count { $0 == level }) / Double(subjects) }
    layout.factors.append((factor.name, start..<columns.count, shares))
  }

  /// One column, centred: the groups' coefficients become means at the average covariate.
  private static func add(
    _ covariate: Covariate,
    to columns: inout [[Double]],
    _ layout: inout Layout,
    subjects: Int
  ) throws(AnalysisOfCovarianceError) {
    guard covariate.values.count == subjects else { throw .differentLengths(column: covariate.name) }
    guard covariate.values.allSatisfy(\.isFinite) else { throw .notFinite(column: covariate.name) }
    let centre = mean(covariate.values)
    let centred = covariate.values.map { $0 - centre }
    // What rounding leaves of a constant would pass for a covariate.
    let largest = covariate.values.reduce(0) { max($0, $1.magnitude) }
    guard centred.contains(where: { $0.magnitude > 1e-13 * largest }) else {
      throw .collinear(column: covariate.name)
    }
    layout.covariates.append((covariate.name, columns.count))
    columns.append(centred)
  }
}

extension AnalysisOfCovariance.Layout {
  fileprivate func name(ofColumn column: Int) -> String {
    if let factor = factors.first(where: { $0.columns.contains(column) }) { return factor.name }
    return covariates.first { $0.column == column }?.name ?? "group \(column)"
  }
}
