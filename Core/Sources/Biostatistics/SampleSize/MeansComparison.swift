// SPDX-License-Identifier: Apache-2.0

/// Two means with a common standard deviation.
public struct MeansComparison: PlannedComparison, Hashable {
  /// The reference distribution of the test.
  public enum Test: Hashable, Sendable {
    /// The standard deviation is taken as known.
    case normal
    /// The standard deviation is estimated from both arms.
    case t
  }

  /// The difference to be found, experimental minus control.
  public let difference: Double
  /// The difference under the null hypothesis; below 0 for non-inferiority.
  public let nullDifference: Double
  public let standardDeviation: Double
  public let ratio: Double
  public let test: Test

  /// Makes a comparison; the difference is not that of the null hypothesis.
  public init(
    difference: Double,
    null nullDifference: Double = 0,
    standardDeviation: Double,
    ratio: Double = 1,
    test: Test
  ) {
    precondition(standardDeviation > 0 && ratio > 0, "standard deviation and ratio must be positive")
    precondition(difference != nullDifference, "an effect of zero needs infinitely many subjects")
    (self.difference, self.nullDifference) = (difference, nullDifference)
    (self.standardDeviation, self.ratio, self.test) = (standardDeviation, ratio, test)
  }

  public var allocationRatio: Double? { ratio }

  public func fixedSize(alpha: Double, beta: Double) -> Double {
    let z = StandardNormal.quantile(upperTail: alpha) + StandardNormal.quantile(upperTail: beta)
    let perSubject = noncentrality(subjects: 1)
    let normal = z * z / (perSubject * perSubject)
    guard test == .t else { return normal }
    return root(from: (3, -1), to: (64 * normal + 1000, 1), near: max(normal + 2, 4), step: 1) {
      tPower(subjects: $0, alpha: alpha) - (1 - beta)
    }
  }

  public func drift(subjects: Double, alpha: Double) -> Double {
    guard test == .t else { return noncentrality(subjects: subjects) }
    let missed = 1 - tPower(subjects: subjects, alpha: alpha)
    return StandardNormal.quantile(upperTail: alpha) - StandardNormal.quantile(missed)
  }

  public func effect(reaching z: Double, subjects: Double) -> Double? {
    var critical = z
    if test == .t {
      guard subjects > 2 else { return nil }
      // The same tail probability, from the smaller tail.
      let tail = StandardNormal.survival(z.magnitude)
      let t = StudentT.quantile(upperTail: tail, degreesOfFreedom: subjects - 2)
      critical = z < 0 ? -t : t
    }
    let direction: Double = difference > nullDifference ? 1 : -1
    return nullDifference + direction * critical * standardError(subjects: subjects)
  }

  private func standardError(subjects: Double) -> Double {
    standardDeviation * (1 + ratio) / (ratio * subjects).squareRoot()
  }

  private func noncentrality(subjects: Double) -> Double {
    (difference - nullDifference).magnitude / standardError(subjects: subjects)
  }

  private func tPower(subjects: Double, alpha: Double) -> Double {
    NoncentralT.survival(
      StudentT.quantile(upperTail: alpha, degreesOfFreedom: subjects - 2),
      degreesOfFreedom: subjects - 2,
      noncentrality: noncentrality(subjects: subjects)
    )
  }
}
