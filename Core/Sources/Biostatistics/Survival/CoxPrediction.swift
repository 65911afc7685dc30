// SPDX-License-Identifier: Apache-2.0
import RealModule

/// Survival predicted by a Cox fit.
///
/// The baseline hazard follows the treatment of ties in the fit; with exact ties it is Breslow's. With q the
/// excess of the covariates over those at risk, summed over the hazard,
///
///     H(t | x) = exp(x'β) Σ h        Var H = exp(2x'β) (Σ var h + q'Vq)        q = Σ h (x − x̄)
///
/// - SeeAlso: Tsiatis (1981), Ann Statist 9:93–108; Therneau & Grambsch (2000), chapter 10. Equals `basehaz` and
///   `survfit(coxph)` of R survival.
public struct CoxPrediction: Sendable {
  private let fit: CoxFit
  private let hazards: CoxHazards

  /// Prepares predictions.
  ///
  /// - Throws: `CoxError.monotone` if a coefficient is infinite, `tooSpread` if hazards leave the range of numbers.
  public init(_ fit: CoxFit) throws(CoxError) {
    if let term = fit.monotoneTerms.first {
      throw .monotone(covariate: fit.names[term])
    }
    self.fit = fit
    hazards = try CoxHazards(fit.model, beta: fit.coefficients)
  }

  /// Labels of the strata, ascending; a single 0 without strata.
  public var strata: [Int] { hazards.labels ?? [0] }

  /// The times at which the curve of a stratum falls, ascending.
  public func eventTimes(stratum: Int = 0) -> [Double] {
    number(stratum).map { hazards.ranges[$0].map { hazards.times[$0].time } } ?? []
  }

  /// The cumulative hazard up to and including `time`.
  ///
  /// - Parameters:
  ///   - time: In the unit of the data; beyond the last event the value is carried on.
  ///   - covariates: One value per covariate; all 0 for the baseline hazard.
  ///   - stratum: Label of the stratum.
  /// - Returns: H and its standard error, which is that of log S too; nil for a stratum without subjects.
  public func cumulativeHazard(
    at time: Double,
    covariates: [Double],
    stratum: Int = 0
  ) -> (hazard: Double, standardError: Double)? {
    precondition(
      covariates.count == fit.coefficients.count,
      "\(covariates.count) values for \(fit.coefficients.count) covariates"
    )
    guard let number = number(stratum) else { return nil }
    guard let last = hazards.last(in: number, notAfter: time) else { return (0, 0) }
    let size = covariates.count
    let x = (0..<size).map { covariates[$0] - hazards.center[$0] }
    let step = hazards.times[last]
    let ratio = Double.exp(zip(x, fit.coefficients).reduce(0) { $0 + $1.0 * $1.1 } - hazards.shifts[number])
    let q = (0..<size).map { x[$0] * step.cumulativeHazard - hazards.cumulativeMeans[last * size + $0] }
    let form = (0..<size).reduce(0) { sum, i in
      (0..<size).reduce(sum) { $0 + q[i] * fit.covariance[i][$1] * q[$1] }
    }
    return (ratio * step.cumulativeHazard, ratio * (step.cumulativeVariance + form).squareRoot())
  }

  /// S(t | x) = exp(−H(t | x)), with an interval.
  ///
  /// - Parameters:
  ///   - time: In the unit of the data.
  ///   - covariates: One value per covariate.
  ///   - stratum: Label of the stratum.
  ///   - transform: The scale of the interval.
  ///   - level: Confidence level in (0, 1).
  /// - Returns: The estimate and limits, which are nil where the scale has none; nil for a stratum without subjects.
  public func survival(
    at time: Double,
    covariates: [Double],
    stratum: Int = 0,
    transform: IntervalTransform,
    level: Double
  ) -> (estimate: Double, interval: Interval?)? {
    guard let (hazard, error) = cumulativeHazard(at: time, covariates: covariates, stratum: stratum) else {
      return nil
    }
    let survival = Double.exp(-hazard)
    let margin = twoSidedNormalQuantile(level: level) * error
    return (survival, transform.interval(of: survival, margin: margin))
  }

  private func number(_ label: Int) -> Int? {
    guard let labels = hazards.labels else { return label == 0 ? 0 : nil }
    return labels.firstIndex(of: label)
  }
}
