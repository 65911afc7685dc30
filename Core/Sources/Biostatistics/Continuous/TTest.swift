// SPDX-License-Identifier: Apache-2.0

/// How the t test estimates the standard error.
public enum TTestVariance: String, CaseIterable, Hashable, Sendable {
  /// One variance for both arms (Student).
  case pooled
  /// One variance per arm, with Satterthwaite's degrees of freedom (Welch 1947, Biometrika 34:28–35).
  case separate
}

/// The t test of equal means in two arms.
///
/// - Parameters:
///   - x: Values of the treatment arm.
///   - y: Values of the reference arm.
///   - variance: One variance or two; R's `t.test` has two by default, many textbooks one.
///   - alternative: The direction of the test.
/// - Returns: Undefined with fewer than two values in an arm or without variation.
public func tTest(
  _ x: [Double],
  _ y: [Double],
  variance: TTestVariance,
  _ alternative: Alternative = .twoSided
) -> TestResult {
  tTest(SampleSummary(x), SampleSummary(y), variance: variance, alternative)
}

/// The t test of equal means in two arms, from their published summaries.
///
/// - Parameters:
///   - x: Summary of the treatment arm.
///   - y: Summary of the reference arm.
///   - variance: One variance or two; R's `t.test` has two by default, many textbooks one.
///   - alternative: The direction of the test.
/// - Returns: Undefined with fewer than two values in an arm or without variation.
public func tTest(
  _ x: SampleSummary,
  _ y: SampleSummary,
  variance: TTestVariance,
  _ alternative: Alternative = .twoSided
) -> TestResult {
  let (error, degrees) = standardError(x, y, variance)
  guard error > 0 else { return .undefined }
  let t = (x.mean - y.mean) / error
  let p =
    switch alternative {
    case .twoSided: StudentT.twoSided(t, degreesOfFreedom: degrees)
    case .greater: StudentT.survival(t, degreesOfFreedom: degrees)
    case .less: StudentT.cumulative(t, degreesOfFreedom: degrees)
    }
  return TestResult(statistic: t, degreesOfFreedom: degrees, p: p)
}

/// The difference of two means with its t interval.
///
/// - Parameters:
///   - x: Values of the treatment arm.
///   - y: Values of the reference arm.
///   - level: The confidence level, such as 0.95.
///   - variance: One variance or two.
/// - Returns: Treatment minus reference; the interval is NaN with fewer than two values in an arm.
public func meanDifference(_ x: [Double], _ y: [Double], level: Double, variance: TTestVariance) -> Estimate {
  meanDifference(SampleSummary(x), SampleSummary(y), level: level, variance: variance)
}

/// The difference of two means with its t interval, from published summaries.
///
/// - Parameters:
///   - x: Summary of the treatment arm.
///   - y: Summary of the reference arm.
///   - level: The confidence level, such as 0.95.
///   - variance: One variance or two.
/// - Returns: Treatment minus reference; the interval is NaN with fewer than two values in an arm.
public func meanDifference(
  _ x: SampleSummary,
  _ y: SampleSummary,
  level: Double,
  variance: TTestVariance
) -> Estimate {
  precondition(level > 0 && level < 1, "a confidence level must lie in (0, 1), got \(level)")
  let difference = x.mean - y.mean
  let (error, degrees) = standardError(x, y, variance)
  guard error >= 0 else { return Estimate(difference, Interval(.nan, .nan)) }
  let half =
    error == 0 ? 0 : error * StudentT.quantile(upperTail: (1 - level) / 2, degreesOfFreedom: degrees)
  return Estimate(difference, Interval(difference - half, difference + half))
}

private func standardError(_ x: SampleSummary, _ y: SampleSummary, _ variance: TTestVariance)
  -> (error: Double, degrees: Double)
{
  let (n1, n2) = (Double(x.n), Double(y.n))
  switch variance {
  case .pooled:
    return ((pooledVariance(x, y) * (1 / n1 + 1 / n2)).squareRoot(), n1 + n2 - 2)
  case .separate:
    let (a, b) = (x.variance / n1, y.variance / n2)
    return ((a + b).squareRoot(), (a + b) * (a + b) / (a * a / (n1 - 1) + b * b / (n2 - 1)))
  }
}
