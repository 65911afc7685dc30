// SPDX-License-Identifier: Apache-2.0

/// How the variance of a coefficient of least squares is estimated.
///
/// The robust ones stay valid where the variance differs between subjects.
/// - SeeAlso: MacKinnon & White (1985), Journal of Econometrics 29:305–325. `vcovHC` of R `sandwich`.
public enum LeastSquaresVariance: String, CaseIterable, Hashable, Sendable {
  /// One variance for all subjects.
  case equal
  /// e² for the variance of each subject (White 1980, Econometrica 48:817–838).
  case hc0
  /// n e² / (n − p).
  case hc1
  /// e² / (1 − h), h being the leverage.
  case hc2
  /// e² / (1 − h)².
  case hc3
}

/// How strata count in an adjusted mean; differences of groups do not depend on it.
public enum StratumWeights: String, CaseIterable, Hashable, Sendable {
  /// Each level alike: `LSMEANS` in SAS and `emmeans` in R by default.
  case equal
  /// By their share of the subjects: `LSMEANS / OM` in SAS, `weights = "proportional"` in `emmeans`.
  case observed
}

/// A linear combination of coefficients with its t test.
public struct LinearContrast: Hashable, Sendable {
  /// The value and its t interval.
  public let estimate: Estimate
  /// NaN where the variance is not defined.
  public let standardError: Double
  /// The two-sided t test of the value 0.
  public let test: TestResult
}

extension AnalysisOfCovariance {
  /// The adjusted (least-squares) mean of a group, at the average of every covariate.
  ///
  /// - Parameters:
  ///   - group: The group, counted from 0.
  ///   - level: The confidence level, such as 0.95.
  ///   - weights: How strata count.
  ///   - variance: How the standard error is estimated.
  /// - Returns: A mean; HC2 and HC3 have no standard error where a subject's leverage is 1.
  public func adjustedMean(
    of group: Int,
    level: Double,
    weights: StratumWeights,
    variance: LeastSquaresVariance = .equal
  ) -> LinearContrast {
    precondition(0 <= group && group < groupCount, "there is no group \(group)")
    var contrast = [Double](repeating: 0, count: layout.count)
    contrast[group] = 1
    for factor in layout.factors {
      let equal = 1 / Double(factor.shares.count)
      for (place, column) in factor.columns.enumerated() {
        contrast[column] = weights == .equal ? equal : factor.shares[place + 1]
      }
    }
    return linear(contrast, level: level, variance)
  }

  /// The adjusted difference of two groups.
  ///
  /// - Parameters:
  ///   - group: The group, counted from 0.
  ///   - other: The group it is compared with.
  ///   - level: The confidence level, such as 0.95.
  ///   - variance: How the standard error is estimated.
  /// - Returns: The mean of `group` minus that of `other`.
  public func difference(
    of group: Int,
    versus other: Int,
    level: Double,
    variance: LeastSquaresVariance = .equal
  ) -> LinearContrast {
    precondition(min(group, other) >= 0 && max(group, other) < groupCount, "there is no such group")
    var contrast = [Double](repeating: 0, count: layout.count)
    contrast[group] += 1
    contrast[other] -= 1
    return linear(contrast, level: level, variance)
  }

  /// The slope of a covariate, common to all groups; nil if the model has none of that name.
  public func slope(of name: String, level: Double, variance: LeastSquaresVariance = .equal)
    -> LinearContrast?
  {
    layout.covariates.first { $0.name == name }.map { linear(unit($0.column), level: level, variance) }
  }

  /// The F test of equal adjusted means in all groups.
  ///
  /// - Parameter variance: How variances are estimated; robust ones give a Wald test, referred to the same F.
  /// - Returns: The F statistic and the degrees of freedom of its numerator; ``degreesOfFreedom`` are those of the
  ///   denominator.
  public func groupTest(variance: LeastSquaresVariance = .equal) -> TestResult {
    wald(
      (1..<groupCount).map { group in
        var contrast = unit(group)
        contrast[0] = -1
        return contrast
      },
      variance
    )
  }

  /// The F test that a factor has no effect; nil if the model has none of that name.
  public func strataTest(of name: String, variance: LeastSquaresVariance = .equal) -> TestResult? {
    layout.factors.first { $0.name == name }.map { wald($0.columns.map(unit), variance) }
  }

  private func unit(_ column: Int) -> [Double] {
    var contrast = [Double](repeating: 0, count: layout.count)
    contrast[column] = 1
    return contrast
  }

  private func linear(_ contrast: [Double], level: Double, _ variance: LeastSquaresVariance) -> LinearContrast
  {
    precondition(level > 0 && level < 1, "a confidence level must lie in (0, 1), got \(level)")
    let weights = fit.weights(of: contrast)
    let value = weights.dot(outcomes)
    let error = covariance(weights, weights, subjectVariances(variance)).squareRoot()
    guard error > 0 else {
      return LinearContrast(
        estimate: Estimate(value, Interval(.nan, .nan)),
        standardError: .nan,
        test: .undefined
      )
    }
    let half = error * StudentT.quantile(upperTail: (1 - level) / 2, degreesOfFreedom: degreesOfFreedom)
    let t = value / error
    return LinearContrast(
      estimate: Estimate(value, Interval(value - half, value + half)),
      standardError: error,
      test: TestResult(
        statistic: t,
        degreesOfFreedom: degreesOfFreedom,
        p: StudentT.twoSided(t, degreesOfFreedom: degreesOfFreedom)
      )
    )
  }

  private func wald(_ contrasts: [[Double]], _ variance: LeastSquaresVariance) -> TestResult {
    let weights = contrasts.map(fit.weights)
    let values = weights.map { $0.dot(outcomes) }
    let variances = subjectVariances(variance)
    let matrix = weights.map { a in weights.map { b in covariance(a, b, variances) } }
    guard matrix.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { return .undefined }
    let factor = Cholesky(matrix, tolerance: 1e-12)
    // Robust variances can be singular, for example with one subject in a group.
    guard factor.rank == contrasts.count else { return .undefined }
    let numerator = Double(contrasts.count)
    let f = factor.quadraticForm(values) / numerator
    return TestResult(
      statistic: f,
      degreesOfFreedom: numerator,
      p: FisherF.survival(f, numerator: numerator, denominator: degreesOfFreedom)
    )
  }

  private func covariance(_ a: [Double], _ b: [Double], _ variances: [Double]) -> Double {
    var sum = 0.0
    for i in a.indices { sum += a[i] * b[i] * variances[i] }
    return sum
  }

  /// What stands for the variance of each outcome; NaN where leverage 1 leaves no residual to judge by.
  private func subjectVariances(_ variance: LeastSquaresVariance) -> [Double] {
    let squares = fit.residuals.map { $0 * $0 }
    let leftOver: () -> [Double] = { fit.leverages.map { 1 - $0 < 1e-10 ? .nan : 1 - $0 } }
    switch variance {
    case .equal: return squares.map { _ in residualVariance }
    case .hc0: return squares
    case .hc1: return squares.map { $0 * Double(squares.count) / degreesOfFreedom }
    case .hc2: return zip(squares, leftOver()).map { $0 / $1 }
    case .hc3: return zip(squares, leftOver()).map { $0 / ($1 * $1) }
    }
  }
}
