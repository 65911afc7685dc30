// SPDX-License-Identifier: Apache-2.0
import RealModule

/// A Cox model fitted with Firth's penalty: finite estimates even where an arm has no event.
///
/// The penalty ½ log det I takes away the first-order bias of the coefficients. Wald's intervals remain poor where it
/// matters; report the intervals and tests of the penalized likelihood.
///
/// - SeeAlso: Firth (1993), Biometrika 80:27–38; Heinze & Schemper (2001), Biometrics 57:114–119. `FIRTH` in SAS
///   `PROC PHREG`, `coxphf` in R.
public struct FirthFit: Sendable {
  public let model: CoxModel
  /// Log hazard ratios, always finite.
  public let coefficients: [Double]
  /// Inverse of the observed information at the coefficients.
  public let covariance: [[Double]]
  /// Penalized log likelihood at its maximum, beside its value with all β = 0.
  public let penalizedLogLikelihood: (null: Double, fitted: Double)
  /// Test of all β = 0 by the penalized likelihood ratio.
  public let likelihoodRatioTest: TestResult
  /// Standard errors of the coefficients.
  public var standardErrors: [Double] { covariance.indices.map { covariance[$0][$0].squareRoot() } }

  /// The interval of one coefficient by the profile of the penalized likelihood.
  ///
  /// - Parameters:
  ///   - term: Index of the covariate.
  ///   - level: Confidence level in (0, 1).
  /// - Returns: Limits of β, both finite as a rule.
  /// - Throws: `CoxError.didNotConverge`.
  public func profileInterval(_ term: Int, level: Double) throws(CoxError) -> Interval {
    let z = twoSidedNormalQuantile(level: level)
    let (profile, scales) = profile
    let start = zip(coefficients, scales).map { $0 * $1 }
    let scale = standardErrors[term] * scales[term]
    func end(_ sign: Double) throws(CoxError) -> Double {
      try profile.end(
        of: term,
        sign: sign,
        best: penalizedLogLikelihood.fitted,
        start: start,
        scale: scale,
        z: z
      ) / scales[term]
    }
    return Interval(try end(-1), try end(1))
  }

  /// Test of one β = 0 by the penalized likelihood ratio, the others kept in the model and in the penalty.
  public func likelihoodRatioTest(of term: Int) throws(CoxError) -> TestResult {
    let (profile, scales) = profile
    let start = zip(coefficients, scales).map { $0 * $1 }
    let held = try profile.maximum(holding: term, at: 0, from: start)
    return chiSquareTest(max(0, 2 * (penalizedLogLikelihood.fitted - held.logLikelihood)), 1)
  }

  private var profile: (ProfileLikelihood, scales: [Double]) {
    let likelihood = FirthLikelihood(model)
    let determinant = likelihood.scales.reduce(0) { $0 - Double.log($1) }
    let profile = ProfileLikelihood(
      evaluate: { beta in
        var value = likelihood.evaluate(at: beta)
        // The units of the covariates shift the penalty by a constant.
        value.logLikelihood -= determinant
        return value
      },
      hasExactCurvature: false
    )
    return (profile, likelihood.scales)
  }
}

extension CoxModel {
  /// Maximizes the penalized likelihood by a quasi-Newton climb that begins with the information.
  ///
  /// - Returns: The fit.
  /// - Throws: `CoxError` for exact ties, if there is no event, or for a covariate of which nothing can be learned.
  public func firthFit() throws(CoxError) -> FirthFit {
    guard ties != .exact else { throw .exactTies }
    for (column, name) in zip(covariates, names) where !column.allSatisfy(\.isFinite) {
      throw .notFinite(covariate: name)
    }
    guard data.eventCount > 0 else { throw .noEvents }
    let likelihood = FirthLikelihood(self)
    var plain = partialLikelihood(CoxUnits(covariates))
    let information = plain.evaluate(at: [Double](repeating: 0, count: names.count)).information
    let start = Cholesky(information, tolerance: 1e-11)
    if let column = names.indices.first(where: { column in
      let span = plain.spans[column]
      return information[column][column] <= 1e-13 * span * span * Double(data.eventCount)
        || !start.isUsed[column]
    }) {
      throw .undetermined(covariate: names[column])
    }
    let zero = [Double](repeating: 0, count: names.count)
    let null = likelihood.evaluate(at: zero).logLikelihood
    let climb = ProfileLikelihood(evaluate: likelihood.evaluate, hasExactCurvature: false)
    let (_, beta, _) = try climb.maximum(holding: nil, at: 0, from: zero)
    let current = likelihood.evaluate(at: beta)
    let scales = likelihood.scales
    let inverse = Cholesky(current.information, tolerance: 1e-14).inverse()
    // The information in the units given has its determinant multiplied by those of the scales.
    let units = scales.reduce(0) { $0 + Double.log($1) }
    return FirthFit(
      model: self,
      coefficients: zip(beta, scales).map { $0 / $1 },
      covariance: names.indices.map { j in
        names.indices.map { inverse[j][$0] / (scales[j] * scales[$0]) }
      },
      penalizedLogLikelihood: (null + units, current.logLikelihood + units),
      likelihoodRatioTest: chiSquareTest(max(0, 2 * (current.logLikelihood - null)), names.count)
    )
  }
}
