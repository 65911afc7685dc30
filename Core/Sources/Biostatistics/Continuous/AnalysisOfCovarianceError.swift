// SPDX-License-Identifier: Apache-2.0

/// Why groups could not be compared by an analysis of covariance.
public enum AnalysisOfCovarianceError: Error, Hashable, Sendable {
  /// `column` has another number of values than there are outcomes.
  case differentLengths(column: String)
  /// A value of `column` is not a finite number.
  case notFinite(column: String)
  /// There is one group, or none.
  case fewerThanTwoGroups
  /// Nobody is in `group`, counted from 0.
  case emptyGroup(Int)
  /// `column` is constant, or a combination of groups, strata and the covariates before it.
  case collinear(column: String)
  /// There are no more subjects than coefficients.
  case noResidualDegreesOfFreedom
  /// The model meets every outcome: nothing is left to estimate a variance from.
  case perfectFit
}

extension AnalysisOfCovarianceError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .differentLengths(let column):
      "\(column) does not have one value for each outcome"
    case .notFinite(let column):
      "\(column) has a value that is not a finite number; leave out subjects where it is missing"
    case .fewerThanTwoGroups:
      "a comparison needs two groups or more"
    case .emptyGroup(let group):
      "nobody is in group \(group); number the groups 0, 1, … without gaps"
    case .collinear(let column):
      "\(column) is constant, or a combination of groups, strata and earlier covariates; leave it out"
    case .noResidualDegreesOfFreedom:
      "there are no more subjects than coefficients; use fewer covariates or strata"
    case .perfectFit:
      "the model meets every outcome exactly, so that no variance can be estimated"
    }
  }
}
