// SPDX-License-Identifier: Apache-2.0
import RealModule

/// The log-rank test of k groups: what was observed, what equal hazards would have brought, and the test.
public struct LogRankResult: Hashable, Sendable {
  /// Weighted events per group, summed over strata; plain counts with weights 1.
  public let observed: [Double]
  /// Weighted events expected per group if the groups of a stratum shared one hazard.
  public let expected: [Double]
  /// Covariance matrix of observed − expected, groups × groups.
  public let variance: [[Double]]
  /// Subjects per group.
  public let subjects: [Int]
  /// The chi-square statistic; nil if the data cannot tell any two groups apart (`degreesOfFreedom` 0).
  public let statistic: Double?
  /// The rank of the comparison: k − 1, less where groups are empty or never at risk beside others.
  public let degreesOfFreedom: Int
  /// The p-value, two-sided for two groups; NaN with 0 degrees of freedom.
  public let p: Double
  /// For two groups the signed statistic, above 0 when the second group (number 1) does better; else nil.
  public let z: Double?

  /// Statistic, degrees of freedom and p-value together.
  public var test: TestResult {
    TestResult(statistic: statistic, degreesOfFreedom: Double(degreesOfFreedom), p: p)
  }

  /// Peto's one-step log hazard ratio of the second group to the first, with its standard error.
  ///
  /// (O − E) / V and 1 / √V (Yusuf et al., 1985, Prog Cardiovasc Dis 27:335–371); nil unless there are two
  /// groups and weights 1, or if V is 0. It is biased when the true ratio is far from 1 or the groups are
  /// very unequal.
  public var petoLogHazardRatio: (estimate: Double, standardError: Double)? {
    guard isUnweighted, observed.count == 2, variance[1][1] > 0 else { return nil }
    return ((observed[1] - expected[1]) / variance[1][1], 1 / variance[1][1].squareRoot())
  }

  /// Pike's hazard ratio of the second group to the first, (O₂/E₂) / (O₁/E₁).
  ///
  /// Nil unless there are two groups and weights 1, and if the first group has no event.
  public var pikeHazardRatio: Double? {
    guard isUnweighted, observed.count == 2, observed[0] > 0, expected[0] > 0, expected[1] > 0 else {
      return nil
    }
    return (observed[1] / expected[1]) / (observed[0] / expected[0])
  }

  let isUnweighted: Bool
}
