// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// One number of a report, with an address, its kind, and where it comes from.
public struct Cell: Sendable {
  /// The address inside its result, parts joined by `/`, such as `arms/CAV/events`.
  public let path: String
  public let value: CellValue
  public let kind: NumberKind
  public internal(set) var provenance: Provenance

  public init(_ path: String, _ value: CellValue, _ kind: NumberKind, provenance: Provenance = .derived) {
    self.path = path
    self.value = value
    self.kind = kind
    self.provenance = provenance
  }
}

/// What a cell says.
public enum CellValue: Hashable, Sendable {
  /// Finite, or infinite where an interval is open.
  case number(Double)
  /// A quantile that the curve does not reach; never a rate.
  case notReached
  /// The statistic has no value here, for the stated reason.
  case notEstimable(Absence)
  /// Undetermined in reconstructed data: the smallest and largest value over the cohorts that fit.
  ///
  /// The upper end is infinite for a quantile that some cohorts do not reach, and for a ratio that has no
  /// maximum-likelihood estimate in some.
  case range(lower: Double, upper: Double, cohorts: Int)

  /// Why a statistic has no value.
  public enum Absence: String, CaseIterable, Sendable {
    /// No subject, or no event, to compute it from.
    case noData
    /// The likelihood has no maximum: an arm without events.
    case monotoneLikelihood
    /// Left out because it would take too long at this size; the limit is stated.
    case tooLarge
    /// Refused, because the comparison would mislead; a note says why.
    case refused
    /// A baseline of zero, so that a ratio has no value.
    case zeroDenominator
    /// Undetermined, and not the same thing in all cohorts (a number in some, not reached in others).
    case variesInKind
  }

  /// The number, where there is a single one.
  public var number: Double? {
    if case .number(let number) = self { return number }
    return nil
  }
}

/// What a number is, which decides how it is written.
public enum NumberKind: Hashable, Sendable {
  /// Whole subjects, events or rows.
  case count
  /// A share between 0 and 1, written as a percentage.
  case fraction
  /// A difference of shares, written in percentage points.
  case fractionDifference
  /// A ratio of rates, odds or hazards.
  case ratio
  case pValue
  /// A probability, such as a posterior one, written with three decimals.
  case probability
  /// A test statistic or a standardized difference.
  case statistic
  /// Days, written in months where a table speaks of survival.
  case days
  /// A value of an item in its own unit, with this many decimals.
  case value(decimals: Int)
}
