// SPDX-License-Identifier: Apache-2.0

/// A range of values that the data are compatible with: a confidence or a credible interval.
///
/// Either end may be infinite, for example the upper limit of a risk ratio whose reference arm has no
/// event. An end that the data do not define is NaN.
public struct Interval: Hashable, Sendable {
  public let lower: Double
  public let upper: Double

  /// Makes an interval from its two ends.
  public init(_ lower: Double, _ upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  /// Whether `value` lies between the ends, the ends included.
  public func contains(_ value: Double) -> Bool {
    lower <= value && value <= upper
  }
}

/// A value computed from data, with the interval around it.
public struct Estimate: Hashable, Sendable {
  /// NaN where the data do not define it.
  public let value: Double
  public let interval: Interval

  /// Joins a value and its interval.
  public init(_ value: Double, _ interval: Interval) {
    self.value = value
    self.interval = interval
  }
}

/// The outcome of a hypothesis test.
public struct TestResult: Hashable, Sendable {
  /// The test statistic; `nil` for tests that order tables by probability and have none.
  public let statistic: Double?
  /// The degrees of freedom of the reference distribution; `nil` where it has none.
  public let degreesOfFreedom: Double?
  /// The p-value, between 0 and 1; NaN where the data do not define the test.
  public let p: Double

  /// Makes a result; the name of the test tells how many sides `p` has.
  public init(statistic: Double?, degreesOfFreedom: Double?, p: Double) {
    self.statistic = statistic
    self.degreesOfFreedom = degreesOfFreedom
    self.p = p
  }
}
