// SPDX-License-Identifier: Apache-2.0
import RealModule

/// Two arms compared by their restricted mean survival times up to one horizon.
///
/// Ratios are symmetric on the log scale, with variances by the delta method, σ²/μ².
///
/// - SeeAlso: Uno et al. (2014), J Clin Oncol 32:2380–2385. Estimates and intervals equal those of R survRM2.
public struct RestrictedMeanComparison: Hashable, Sendable {
  /// The arm compared with, whose ratio is the denominator.
  public let reference: RestrictedMeanSurvival
  /// The arm of interest.
  public let treated: RestrictedMeanSurvival

  /// Compares two means that share their horizon.
  public init(reference: RestrictedMeanSurvival, treated: RestrictedMeanSurvival) {
    precondition(
      reference.horizon == treated.horizon,
      "means up to \(reference.horizon) and \(treated.horizon) cannot be compared"
    )
    self.reference = reference
    self.treated = treated
  }

  /// Standard error of the difference.
  public var differenceStandardError: Double { (reference.variance + treated.variance).squareRoot() }

  /// Standard error of the log ratio of the means; NaN if both are 0.
  public var logRatioStandardError: Double { logError(reference.mean, treated.mean) }

  /// Standard error of the log ratio of the times lost; NaN if an arm has no event up to the horizon.
  public var logLostRatioStandardError: Double { logError(reference.timeLost, treated.timeLost) }

  /// Treated minus reference, with its interval.
  public func difference(level: Double) -> Estimate {
    let value = treated.mean - reference.mean
    let margin = twoSidedNormalQuantile(level: level) * differenceStandardError
    return Estimate(value, Interval(value - margin, value + margin))
  }

  /// Mean of treated over that of reference; NaN ends where a mean is 0, when all have the event at time 0.
  public func ratio(level: Double) -> Estimate {
    ratio(treated.mean, reference.mean, logRatioStandardError, level)
  }

  /// Time lost by treated over that by reference; NaN ends where an arm has no event up to the horizon.
  public func lostRatio(level: Double) -> Estimate {
    ratio(treated.timeLost, reference.timeLost, logLostRatioStandardError, level)
  }

  /// Test of equal means by their difference, two-sided; p is NaN if neither arm has variance.
  public var differenceTest: TestResult {
    test(treated.mean - reference.mean, differenceStandardError)
  }

  /// Test of equal means by their log ratio, two-sided; p is NaN if neither arm has variance.
  public var ratioTest: TestResult {
    test(Double.log(treated.mean / reference.mean), logRatioStandardError)
  }

  private func logError(_ first: Double, _ second: Double) -> Double {
    (reference.variance / (first * first) + treated.variance / (second * second)).squareRoot()
  }

  private func ratio(_ above: Double, _ below: Double, _ error: Double, _ level: Double) -> Estimate {
    let factor = Double.exp(twoSidedNormalQuantile(level: level) * error)
    let value = above / below
    return Estimate(value, Interval(value / factor, value * factor))
  }

  private func test(_ value: Double, _ error: Double) -> TestResult {
    let z = value / error
    return TestResult(statistic: z, degreesOfFreedom: nil, p: StandardNormal.twoSided(z))
  }
}
