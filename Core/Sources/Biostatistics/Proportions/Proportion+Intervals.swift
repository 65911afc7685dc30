// SPDX-License-Identifier: Apache-2.0

/// Confidence intervals for one proportion. Without subjects each of them is 0 to 1: nothing is known.
extension Proportion {
  /// The exact interval of Clopper and Pearson: each one-sided binomial test keeps its level.
  ///
  ///     lower = B(α/2; x, n − x + 1),  upper = B(1 − α/2; x + 1, n − x)
  ///
  /// - Parameter level: The confidence level, such as 0.95.
  /// - Returns: An interval that covers at least with probability `level`, whatever the true proportion.
  /// - SeeAlso: Clopper & Pearson (1934), Biometrika 26:404–413. `binom.test` in R, `EXACT` in SAS PROC
  ///   FREQ.
  public func clopperPearson(level: Double) -> Interval {
    let tail = tail(of: level)
    let (x, rest) = (Double(events), Double(others))
    return Interval(
      events == 0 ? 0 : BetaDistribution(x, rest + 1).quantile(tail),
      others == 0 ? 1 : BetaDistribution(x + 1, rest).quantile(upperTail: tail)
    )
  }

  /// Wilson's score interval: the values that a score test would not reject.
  ///
  /// - Parameter level: The confidence level, such as 0.95.
  /// - Returns: An interval within [0, 1].
  /// - SeeAlso: Wilson (1927), JASA 22:209–212. `prop.test(correct = FALSE)` in R, `WILSON` in SAS.
  public func wilson(level: Double) -> Interval {
    let z = StandardNormal.criticalValue(level: level)
    guard n > 0 else { return Interval(0, 1) }
    return Interval(wilsonLower(events, z), 1 - wilsonLower(others, z))
  }

  /// Wilson's score interval with continuity correction.
  ///
  /// As `prop.test(correct = TRUE)` in R, the correction is left out where the estimate is exactly ½.
  ///
  /// - Parameter level: The confidence level, such as 0.95.
  /// - Returns: An interval within [0, 1], wider than ``wilson(level:)``.
  /// - SeeAlso: Newcombe (1998), Statistics in Medicine 17:857–872, method 4.
  public func wilsonContinuityCorrected(level: Double) -> Interval {
    let z = StandardNormal.criticalValue(level: level)
    guard n > 0 else { return Interval(0, 1) }
    let correction = 2 * events == n ? 0 : 0.5
    func lower(_ count: Int) -> Double {
      let p = (Double(count) - correction) / Double(n)
      return p <= 0 ? 0 : scoreLimit(p, z)
    }
    return Interval(lower(events), 1 - lower(others))
  }

  /// The adjusted Wald interval of Agresti and Coull, centred at Wilson's midpoint; may leave [0, 1].
  ///
  /// - Parameter level: The confidence level, such as 0.95.
  /// - Returns: An interval, not cut at 0 and 1.
  /// - SeeAlso: Agresti & Coull (1998), American Statistician 52:119–126.
  public func agrestiCoull(level: Double) -> Interval {
    let z = StandardNormal.criticalValue(level: level)
    guard n > 0 else { return Interval(0, 1) }
    let total = Double(n) + z * z
    let p = (Double(events) + z * z / 2) / total
    let half = z * (p * (1 - p) / total).squareRoot()
    return Interval(p - half, p + half)
  }

  /// The equal-tailed credible interval under Jeffreys' prior Beta(½, ½), closed at 0 and n events.
  ///
  /// - Parameter level: The credible level, such as 0.95.
  /// - Returns: An interval within [0, 1].
  /// - SeeAlso: Brown, Cai & DasGupta (2001), Statistical Science 16:101–133. `JEFFREYS` in SAS.
  public func jeffreys(level: Double) -> Interval {
    let tail = tail(of: level)
    let posterior = BetaDistribution(Double(events) + 0.5, Double(others) + 0.5)
    return Interval(
      events == 0 ? 0 : posterior.quantile(tail),
      others == 0 ? 1 : posterior.quantile(upperTail: tail)
    )
  }

  /// The textbook interval p ± z √(p (1 − p) / n); of no width at 0 and n events, and may leave [0, 1].
  ///
  /// - Parameter level: The confidence level, such as 0.95.
  /// - Returns: An interval, not cut at 0 and 1.
  public func wald(level: Double) -> Interval {
    let z = StandardNormal.criticalValue(level: level)
    guard n > 0 else { return Interval(0, 1) }
    let half = z * (estimate * (1 - estimate) / Double(n)).squareRoot()
    return Interval(estimate - half, estimate + half)
  }

  private func tail(of level: Double) -> Double {
    precondition(level > 0 && level < 1, "a confidence level must lie in (0, 1), got \(level)")
    return (1 - level) / 2
  }

  /// The lower Wilson limit for `count` of `n`; the upper one is its mirror image.
  private func wilsonLower(_ count: Int, _ z: Double) -> Double {
    count == 0 ? 0 : scoreLimit(Double(count) / Double(n), z)
  }

  /// The lower root θ of (p − θ)² = z² θ (1 − θ) / n.
  private func scoreLimit(_ p: Double, _ z: Double) -> Double {
    let n = Double(n)
    let centre = p + z * z / (2 * n)
    let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    // The lower root as p² over the upper one: the difference would cancel for rare events.
    return p * p / (centre + half)
  }
}
