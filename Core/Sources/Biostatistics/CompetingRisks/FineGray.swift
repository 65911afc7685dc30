// SPDX-License-Identifier: Apache-2.0
import RealModule

/// Fits a proportional subdistribution hazards model, which speaks of the cumulative incidence itself.
///
///     F(t | x) = 1 − exp(−Λ(t) exp(x'β))
///
/// A positive coefficient means more events of the kind, by whatever way: through its own hazard or through fewer
/// competing events. Censoring must not depend on the covariates, for its distribution is estimated for all together.
///
/// - Parameters:
///   - data: Times with their causes.
///   - cause: The kind of event modelled, 1 … `causeCount`.
///   - covariates: At least one column, each with one finite value per subject.
///   - names: One per covariate.
///   - censoring: Who is at risk of censoring at the time of an event; programs differ.
/// - Returns: The fit.
/// - Throws: `CoxError` if no event of the kind happens, a covariate is not finite, nothing can be learned of it, or
///   the likelihood rises for ever along it.
/// - SeeAlso: Fine & Gray (1999), J Am Stat Assoc 94:496–509. Equals `crr` of R cmprsk.
public func fineGrayRegression(
  _ data: CompetingTimes,
  cause: Int,
  covariates: [[Double]],
  names: [String],
  censoring: FineGrayCensoring
) throws(CoxError) -> FineGrayFit {
  precondition((1...data.causeCount).contains(cause), "cause \(cause) is not in 1...\(data.causeCount)")
  precondition(!covariates.isEmpty, "a Fine–Gray model needs a covariate")
  precondition(covariates.count == names.count, "\(covariates.count) covariates but \(names.count) names")
  precondition(
    covariates.allSatisfy { $0.count == data.count },
    "every covariate needs one value for each of the \(data.count) subjects"
  )
  for (column, name) in zip(covariates, names) where !column.allSatisfy(\.isFinite) {
    throw .notFinite(covariate: name)
  }
  let events = data.eventCount(of: cause)
  guard events > 0 else { throw .noEvents }
  let layout = FineGrayLayout(data, covariates, cause: cause, censoring: censoring)
  var likelihood = FineGrayLikelihood(layout, size: covariates.count)
  let climb = try NewtonClimb(names: names, spans: layout.spans, events: events) {
    likelihood.evaluate(at: $0)
  }
  if let term = climb.monotone.first {
    throw .monotone(covariate: names[term])
  }
  return FineGrayFit(data, cause: cause, names: names, climb, &likelihood)
}

/// A fitted proportional subdistribution hazards model.
public struct FineGrayFit: Sendable {
  /// The kind of event modelled.
  public let cause: Int
  /// Names of the covariates.
  public let names: [String]
  /// Number of subjects and of events of the kind.
  public let subjects: Int
  public let events: Int
  /// Log subdistribution hazard ratios per unit of each covariate.
  public let coefficients: [Double]
  /// Sandwich variance of Fine and Gray, which knows that the censoring distribution is estimated.
  public let covariance: [[Double]]
  /// Inverse of the observed information, which takes the weights for known.
  public let modelCovariance: [[Double]]
  /// Maximum of the log pseudo-likelihood, beside its value with all β = 0; twice the difference is no chi-square.
  public let logLikelihood: (null: Double, fitted: Double)
  /// Wald test of all β = 0.
  public let waldTest: TestResult
  /// Steps of Newton's method.
  public let iterations: Int
  /// Mean of each covariate, for which `baseline` holds.
  private let centers: [Double]
  private let baseline: [(time: Double, hazard: Double)]

  init(
    _ data: CompetingTimes,
    cause: Int,
    names: [String],
    _ climb: NewtonClimb,
    _ likelihood: inout FineGrayLikelihood
  ) {
    let scales = likelihood.layout.scales
    let scores = FineGrayScores(&likelihood, beta: climb.beta)
    let inverse = Cholesky(climb.fitted.information, tolerance: 1e-14).inverse()
    let sandwich = product(product(inverse, scores.crossproduct), inverse)
    self.cause = cause
    self.names = names
    subjects = data.count
    events = data.eventCount(of: cause)
    coefficients = zip(climb.beta, scales).map { $0 / $1 }
    func unscaled(_ matrix: [[Double]]) -> [[Double]] {
      matrix.indices.map { j in matrix.indices.map { matrix[j][$0] / (scales[j] * scales[$0]) } }
    }
    covariance = unscaled(sandwich)
    modelCovariance = unscaled(inverse)
    logLikelihood = (climb.null.logLikelihood, climb.fitted.logLikelihood)
    let factor = Cholesky(sandwich, tolerance: 1e-14)
    waldTest = chiSquareTest(factor.quadraticForm(climb.beta), factor.rank)
    iterations = climb.iterations
    centers = likelihood.layout.centers
    baseline = scores.baseline
  }

  /// Standard errors of the coefficients by the sandwich variance.
  public var standardErrors: [Double] { covariance.indices.map { covariance[$0][$0].squareRoot() } }

  /// Wald test of one β = 0.
  public func waldTest(of term: Int) -> TestResult {
    let z = coefficients[term] / standardErrors[term]
    return TestResult(statistic: z * z, degreesOfFreedom: 1, p: StandardNormal.twoSided(z))
  }

  /// The subdistribution hazard ratio for one unit of a covariate, with Wald's interval at `level`.
  public func hazardRatio(_ term: Int, level: Double) -> Estimate {
    let margin = twoSidedNormalQuantile(level: level) * standardErrors[term]
    let beta = coefficients[term]
    return Estimate(Double.exp(beta), Interval(Double.exp(beta - margin), Double.exp(beta + margin)))
  }

  /// F(t | x): the predicted probability of an event of the kind up to and including `time`.
  ///
  /// - Parameters:
  ///   - time: In the unit of the data; beyond the last event the value is carried on.
  ///   - covariates: One value per covariate.
  /// - Returns: A probability, by Breslow's estimate of the baseline.
  public func incidence(at time: Double, covariates: [Double]) -> Double {
    precondition(
      covariates.count == coefficients.count,
      "\(covariates.count) values for \(coefficients.count) covariates"
    )
    guard let step = baseline.last(where: { $0.time <= time }) else { return 0 }
    let eta = coefficients.indices.reduce(0) { $0 + (covariates[$1] - centers[$1]) * coefficients[$1] }
    return -Double.expMinusOne(-step.hazard * Double.exp(eta))
  }
}

/// The matrix product.
private func product(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
  a.indices.map { i in
    b[0].indices.map { j in b.indices.reduce(0) { $0 + a[i][$1] * b[$1][j] } }
  }
}
