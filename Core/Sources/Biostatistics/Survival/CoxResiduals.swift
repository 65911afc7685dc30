// SPDX-License-Identifier: Apache-2.0
import RealModule

/// Residuals of a Cox fit, one per row of the data and in its order.
///
/// With δ the event indicator, Ĥ the baseline hazard to which the row was exposed and x̄ the mean covariates among
/// those at risk:
///
///     martingale   M = δ − Ĥ exp(x'β)
///     deviance     sign(M) √(−2 (M + δ log(δ − M)))
///     score        L = ∫ (x − x̄(t)) dM(t)
///
/// Ties are treated as in the fit: under Efron's approximation those who die together face but a share of the hazard
/// of their time. With exact ties the hazard is Breslow's, as in R, and scores are not defined.
///
/// - SeeAlso: Therneau, Grambsch & Fleming (1990), Biometrika 77:147–160; Therneau & Grambsch (2000), chapters 4 and 7.
///   Equals `residuals(coxph)` of R survival.
public struct CoxResiduals: Sendable {
  /// Martingale residuals: events less expected events, below 1; their sum is 0.
  public let martingale: [Double]
  /// Score residuals, one column per covariate; nil with exact ties.
  public let score: [[Double]]?
  private let fit: CoxFit
  private let hazards: CoxHazards

  /// Computes the residuals of `fit`.
  ///
  /// - Throws: `CoxError.monotone` if a coefficient is infinite, `tooSpread` if hazards leave the range of numbers.
  public init(_ fit: CoxFit) throws(CoxError) {
    if let term = fit.monotoneTerms.first {
      throw .monotone(covariate: fit.names[term])
    }
    let hazards = try CoxHazards(fit.model, beta: fit.coefficients)
    self.fit = fit
    self.hazards = hazards
    (martingale, score) = hazards.residuals(of: fit.model)
  }

  /// Deviance residuals: martingale residuals made nearly symmetric about 0.
  public var deviance: [Double] {
    zip(martingale, fit.model.data.events).map { residual, hadEvent in
      let inner = residual + (hadEvent ? Double.log(1 - residual) : 0)
      let size = max(0, -2 * inner).squareRoot()
      return residual < 0 ? -size : size
    }
  }

  /// How much each coefficient would change without the row, to first order: score residual times covariance.
  ///
  /// One column per covariate; nil with exact ties.
  public var dfbeta: [[Double]]? {
    score.map { score in
      fit.covariance.map { row in
        martingale.indices.map { place in
          zip(row, score).reduce(0) { $0 + $1.0 * $1.1[place] }
        }
      }
    }
  }

  /// The covariates of each subject with the event, less their mean among those at risk.
  ///
  /// - Parameter scaled: Whether to scale by d V and add β, with d events and the covariance V: the smoothed
  ///   residuals then show β(t) (Grambsch & Therneau, 1994).
  /// - Returns: One row per event, by stratum and ascending in time: the time, the row of the data, and a value per
  ///   covariate.
  /// - Throws: `CoxError.exactTies` if the fit has exact ties.
  public func schoenfeld(
    scaled: Bool
  ) throws(CoxError) -> [(time: Double, row: Int, values: [Double])] {
    guard fit.model.ties != .exact else { throw .exactTies }
    var residuals = [(time: Double, row: Int, values: [Double])]()
    let data = fit.model.data
    let size = fit.coefficients.count
    for row in hazards.order.order.map(Int.init) where data.events[row] {
      guard let time = hazards.last(in: hazards.stratum[row], notAfter: data.times[row]) else { continue }
      let values = (0..<size).map {
        fit.model.covariates[$0][row] - hazards.center[$0] - hazards.averages[time * size + $0]
      }
      residuals.append((data.times[row], row, values))
    }
    guard scaled else { return residuals }
    let events = Double(fit.events)
    return residuals.map { residual in
      let values = (0..<size).map { j in
        fit.coefficients[j]
          + events * zip(fit.covariance[j], residual.values).reduce(0) { $0 + $1.0 * $1.1 }
      }
      return (residual.time, residual.row, values)
    }
  }
}

extension CoxHazards {
  /// Martingale and score residuals of all rows; no scores with exact ties.
  func residuals(of model: CoxModel) -> (martingale: [Double], score: [[Double]]?) {
    let data = model.data
    let size = model.covariates.count
    var martingale = [Double](repeating: 0, count: data.count)
    var score = [[Double]](repeating: martingale, count: size)
    var exposure = [Double](repeating: 0, count: size)
    for row in martingale.indices {
      let number = stratum[row]
      let weight = Double.exp(predictors[row] - shifts[number])
      let hadEvent = data.events[row]
      var hazard = 0.0
      for j in 0..<size { exposure[j] = 0 }
      let last = last(in: number, notAfter: data.times[row])
      if let last {
        hazard = times[last].cumulativeHazard
        for j in 0..<size { exposure[j] = cumulativeMeans[last * size + j] }
        if hadEvent {
          hazard += times[last].hazardOfDying - times[last].hazard
          for j in 0..<size { exposure[j] += meansOfDying[last * size + j] - means[last * size + j] }
        }
      }
      if let entries = data.entries, let before = self.last(in: number, notAfter: entries[row]) {
        hazard -= times[before].cumulativeHazard
        for j in 0..<size { exposure[j] -= cumulativeMeans[before * size + j] }
      }
      martingale[row] = (hadEvent ? 1 : 0) - weight * hazard
      for j in 0..<size {
        let x = model.covariates[j][row] - center[j]
        let own = hadEvent ? x - (last.map { averages[$0 * size + j] } ?? 0) : 0
        score[j][row] = own - weight * (x * hazard - exposure[j])
      }
    }
    return (martingale, model.ties == .exact ? nil : score)
  }
}
