// SPDX-License-Identifier: Apache-2.0

/// A proportional hazards model before it is fitted.
///
///     h(t | x) = h₀(t) exp(x'β)        with an own h₀ in every stratum
///
/// Covariates that change with time, and subjects who enter late, come as rows (entry, time] of `SurvivalTimes`: each
/// row carries the values that hold in it.
///
/// - SeeAlso: Cox (1972), J R Stat Soc B 34:187–220; Therneau & Grambsch (2000), chapter 3.
public struct CoxModel: Sendable {
  public let data: SurvivalTimes
  /// One column per covariate, one value per subject.
  public let covariates: [[Double]]
  /// One name per covariate.
  public let names: [String]
  /// A label per subject, or nil for a single stratum.
  public let strata: [Int]?
  public let ties: CoxTies

  /// Describes a model.
  ///
  /// - Parameters:
  ///   - data: Times to event.
  ///   - covariates: At least one column, each with one finite value per subject.
  ///   - names: One per covariate.
  ///   - strata: A label per subject; subjects are compared within their stratum only. Nil for a single
  ///     stratum.
  ///   - ties: The treatment of tied events.
  public init(
    data: SurvivalTimes,
    covariates: [[Double]],
    names: [String],
    strata: [Int]? = nil,
    ties: CoxTies
  ) {
    precondition(!covariates.isEmpty, "a Cox model needs a covariate")
    precondition(covariates.count == names.count, "\(covariates.count) covariates but \(names.count) names")
    precondition(
      covariates.allSatisfy { $0.count == data.count },
      "every covariate needs one value for each of the \(data.count) subjects"
    )
    precondition(strata.map { $0.count == data.count } ?? true, "one stratum label per subject is needed")
    self.data = data
    self.covariates = covariates
    self.names = names
    self.strata = strata
    self.ties = ties
  }

  /// Rows by stratum, then by ascending time, events first.
  var order: TimeOrder {
    guard let strata else { return data.sorted }
    let (numbers, sizes) = stratumNumbers(strata)
    return data.sorted.apart(by: numbers, sizes: sizes)
  }

  /// The same as row numbers.
  var stratumOrder: StratumOrder {
    StratumOrder(data.order, strata: strata)
  }
}

/// Fits a proportional hazards model.
///
/// - Parameters:
///   - data: Times to event.
///   - covariates: At least one column, each with one finite value per subject.
///   - names: One per covariate.
///   - strata: A label per subject, or nil for a single stratum.
///   - ties: The treatment of tied events.
/// - Returns: The fit; coefficients without a finite estimate are listed in `CoxFit.monotoneTerms`.
/// - Throws: `CoxError` if there is no event, or a covariate of which nothing can be learned.
public func coxRegression(
  _ data: SurvivalTimes,
  covariates: [[Double]],
  names: [String],
  strata: [Int]? = nil,
  ties: CoxTies
) throws(CoxError) -> CoxFit {
  try CoxModel(data: data, covariates: covariates, names: names, strata: strata, ties: ties).fit()
}
