// SPDX-License-Identifier: Apache-2.0
import RealModule

/// A fitted proportional hazards model.
public struct CoxFit: Sendable {
  /// What was fitted, with its data.
  public let model: CoxModel
  /// Log hazard ratios per unit of each covariate; −∞ or ∞ where the likelihood is monotone.
  public let coefficients: [Double]
  /// Inverse of the observed information; ∞ on the diagonal of monotone terms, 0 beside it.
  public let covariance: [[Double]]
  /// Maximum of the log partial likelihood, or its limit if it is monotone, beside its value with all β = 0.
  public let logLikelihood: (null: Double, fitted: Double)
  /// Score test of all β = 0; for one covariate that is 0 or 1 it is the log-rank test, up to ties.
  public let scoreTest: TestResult
  /// Wald test of all β = 0; nil if a coefficient is infinite.
  public let waldTest: TestResult?
  /// Likelihood-ratio test of all β = 0, valid with infinite coefficients too.
  public let likelihoodRatioTest: TestResult
  /// Steps of Newton's method.
  public let iterations: Int
  /// Terms along which the likelihood rises for ever, as when an arm has no event.
  public let monotoneTerms: [Int]

  /// Number of subjects.
  public var subjects: Int { model.data.count }
  /// Number of events.
  public var events: Int { model.data.eventCount }
  /// Names of the covariates.
  public var names: [String] { model.names }
  /// Whether a coefficient is infinite.
  public var isMonotone: Bool { !monotoneTerms.isEmpty }

  /// Standard errors of the coefficients; ∞ for monotone terms.
  public var standardErrors: [Double] {
    covariance.indices.map { covariance[$0][$0].squareRoot() }
  }

  /// Wald test of one β = 0; nil if it is infinite.
  public func waldTest(of term: Int) -> TestResult? {
    guard coefficients[term].isFinite else { return nil }
    let z = coefficients[term] / covariance[term][term].squareRoot()
    return TestResult(statistic: z * z, degreesOfFreedom: 1, p: 2 * StandardNormal.cumulative(-abs(z)))
  }

  /// The hazard ratio for one unit of a covariate, with Wald's interval.
  ///
  /// - Parameters:
  ///   - term: Index of the covariate.
  ///   - level: Confidence level in (0, 1).
  /// - Returns: Estimate and interval. For a monotone term the estimate is 0 or ∞ and the interval (0, ∞):
  ///   Wald's interval then says nothing, and a report should show the likelihood-ratio test instead.
  public func hazardRatio(_ term: Int, level: Double) -> (estimate: Double, interval: Interval) {
    let beta = coefficients[term]
    guard beta.isFinite else { return (beta < 0 ? 0 : .infinity, Interval(0, .infinity)) }
    let margin = twoSidedNormalQuantile(level: level) * covariance[term][term].squareRoot()
    return (Double.exp(beta), Interval(Double.exp(beta - margin), Double.exp(beta + margin)))
  }

  /// Akaike's information criterion, −2ℓ + 2p; smaller is better.
  public var akaike: Double { -2 * logLikelihood.fitted + 2 * Double(coefficients.count) }

  /// The Bayesian information criterion, −2ℓ + p log(events): a censored subject brings no observation
  /// (Volinsky & Raftery, 2000, Biometrics 56:256–262).
  public var bayesian: Double {
    -2 * logLikelihood.fitted + Double(coefficients.count) * Double.log(Double(events))
  }
}
