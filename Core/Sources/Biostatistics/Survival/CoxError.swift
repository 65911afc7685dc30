// SPDX-License-Identifier: Apache-2.0

/// Why a Cox model could not be fitted, or a fit not be checked.
public enum CoxError: Error, Hashable, Sendable {
  /// No subject had the event.
  case noEvents
  /// A value of `covariate` is not a finite number.
  case notFinite(covariate: String)
  /// Nothing can be learned of `covariate`.
  ///
  /// Wherever an event happens it is constant among those at risk, or a combination of the covariates before
  /// it.
  case undetermined(covariate: String)
  /// Newton's method found no maximum.
  case didNotConverge(iterations: Int)
  /// The question needs finite coefficients, and that of `covariate` is not.
  case monotone(covariate: String)
  /// Checks of proportional hazards, scores and Firth's correction are not defined for exact ties.
  case exactTies
  /// The logarithm of time was asked for, but an event happened at time 0.
  case eventAtTimeZero
  /// The fitted hazards of one stratum differ by more than a number can tell.
  case tooSpread
}

extension CoxError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noEvents:
      "no subject has the event; a hazard ratio needs at least one"
    case .notFinite(let covariate):
      "covariate \(covariate) has a value that is not a finite number; leave out subjects where it is missing"
    case .undetermined(let covariate):
      "covariate \(covariate) never differs among subjects at risk, or repeats other covariates; leave it out"
    case .didNotConverge(let iterations):
      "no maximum of the likelihood was found in \(iterations) iterations; use fewer covariates"
    case .monotone(let covariate):
      "the coefficient of \(covariate) is infinite; leave that covariate out"
    case .exactTies:
      "this is not defined for exact ties; fit with Efron or Breslow ties"
    case .eventAtTimeZero:
      "an event at time 0 has no logarithm; use another transform of time"
    case .tooSpread:
      "the fitted hazards differ by more than 10^260; look for an outlier among the covariates"
    }
  }
}
