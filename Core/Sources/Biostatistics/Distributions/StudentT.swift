// SPDX-License-Identifier: Apache-2.0
import RealModule

/// Student's t distribution.
///
/// Measured relative error: below 1e-12 in both tails for 1 to 10,000 degrees of freedom.
public enum StudentT {
  /// The density at `t`.
  public static func density(_ t: Double, degreesOfFreedom n: Double) -> Double {
    precondition(n > 0, "degrees of freedom must be positive, got \(n)")
    guard t != 0 else {
      return .exp(SaddlePoint.stirlingError(n / 2 + 0.5) - SaddlePoint.stirlingError(n / 2))
        * centre(n)
    }
    // The logit of n / (n + t²) has a beta distribution, and d logit / dt is 2 / t in magnitude.
    let (x, y) = parts(t, n)
    let beta = SaddlePoint.binomial(n / 2, rest: 0.5, p: x, q: y) * (n / (n + 1)) * 0.5
    return beta / t.magnitude
  }

  /// The lower tail P(T ≤ t).
  public static func cumulative(_ t: Double, degreesOfFreedom n: Double) -> Double {
    precondition(n > 0, "degrees of freedom must be positive, got \(n)")
    let (x, y) = parts(t, n)
    let tails = incompleteBeta(n / 2, 0.5, x: x, y: y)
    return t < 0 ? tails.lower / 2 : 0.5 + tails.upper / 2
  }

  /// The upper tail P(T > t).
  public static func survival(_ t: Double, degreesOfFreedom n: Double) -> Double {
    cumulative(-t, degreesOfFreedom: n)
  }

  /// The two-sided p-value, P(|T| ≥ |t|).
  public static func twoSided(_ t: Double, degreesOfFreedom n: Double) -> Double {
    2 * cumulative(-t.magnitude, degreesOfFreedom: n)
  }

  /// The value with lower tail probability `p`.
  public static func quantile(_ p: Double, degreesOfFreedom n: Double) -> Double {
    p < 0.5 ? -magnitude(tail: p, n) : magnitude(tail: 1 - p, n)
  }

  /// The value with upper tail probability `q`.
  public static func quantile(upperTail q: Double, degreesOfFreedom n: Double) -> Double {
    -quantile(q, degreesOfFreedom: n)
  }

  /// The |t| with probability `tail` beyond it on one side.
  private static func magnitude(tail: Double, _ n: Double) -> Double {
    precondition(n > 0, "degrees of freedom must be positive, got \(n)")
    let u = BetaDistribution(n / 2, 0.5).logitQuantile(Tails(lower: 2 * tail, upper: 1 - 2 * tail))
    return (n * .exp(-u)).squareRoot()
  }

  /// n / (n + t²) and t² / (n + t²), for any t without overflow.
  private static func parts(_ t: Double, _ n: Double) -> (x: Double, y: Double) {
    let ratio = t * (t / n)
    guard ratio < .infinity else { return (0, 1) }
    return (1 / (1 + ratio), ratio / (1 + ratio))
  }

  /// Γ((n + 1) / 2) / (Γ(n / 2) √(nπ)) without its Stirling errors.
  private static func centre(_ n: Double) -> Double {
    // Γ((n + 1)/2) = Γ((n + 3)/2) / ((n + 1)/2) and Γ(n/2) = Γ(n/2 + 1) / (n/2).
    let a = n / 2 + 0.5
    let b = n / 2
    let logRatio = (a + 0.5) * .log(a) - a - (b + 0.5) * .log(b) + b
    return .exp(logRatio) * (b / a) / (n * .pi).squareRoot()
  }
}
