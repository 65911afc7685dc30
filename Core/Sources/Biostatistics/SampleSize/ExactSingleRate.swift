// SPDX-License-Identifier: Apache-2.0
import RealModule

/// A single proportion against a fixed value by the exact binomial test, planned by its exact power.
///
/// Counts are rejected whose tail under the null hypothesis is at most alpha, in the direction of the assumed
/// rate; two-sided, at most alpha / 2 in each direction, as Clopper and Pearson's interval excludes the null value.
///
/// - SeeAlso: Chernick & Liu (2002), American Statistician 56:149–155. `TEST=EXACT` in SAS PROC POWER
///   (`ONESAMPLEFREQ`), whose two-sided test is this one.
public struct ExactSingleRate: Hashable, Sendable {
  public let rate: Double
  public let null: Double
  /// The level of the whole test.
  public let alpha: Double
  public let sides: GroupSequentialPlan.Sides

  /// Makes a plan; both rates lie in (0, 1) and differ, and so does alpha lie in (0, 1).
  public init(_ rate: Double, null: Double, alpha: Double, sides: GroupSequentialPlan.Sides) {
    precondition(
      rate > 0 && rate < 1 && null > 0 && null < 1 && rate != null && alpha > 0 && alpha < 1,
      "two different rates in (0, 1) and alpha in (0, 1)"
    )
    (self.rate, self.null, self.alpha, self.sides) = (rate, null, alpha, sides)
  }

  /// The counts of `n` subjects that reject the null hypothesis.
  ///
  /// - Returns: `low`, up to which small counts reject, −1 if none does; `high`, from which large counts reject,
  ///   n + 1 if none does.
  public func criticalCounts(of n: Int) -> (low: Int, high: Int) {
    precondition(n > 0, "a trial needs subjects, got \(n)")
    let level = (sides == .two ? alpha / 2 : alpha) * (1 + 1e-11)
    let binomial = Binomial(n, null)
    let low = sides == .one && rate > null ? -1 : last(below: n) { binomial.cumulative($0) <= level }
    let high =
      sides == .one && rate < null ? n + 1 : n - last(below: n) { binomial.survival(n - $0 - 1) <= level }
    return (low, high)
  }

  /// The probability that `n` subjects reject the null hypothesis when the true rate is `p`.
  ///
  /// At ``null`` it is the true type I error, at ``rate`` the power.
  public func rejection(of n: Int, at p: Double) -> Double {
    let (low, high) = criticalCounts(of: n)
    let binomial = Binomial(n, p)
    return binomial.cumulative(low) + binomial.survival(high - 1)
  }

  /// The power of `n` subjects.
  public func power(of n: Int) -> Double { rejection(of: n, at: rate) }

  /// The sizes with power 1 − beta.
  ///
  /// That every larger trial has the power is not only tried but proved: beyond a size found by Chernoff's bounds
  /// of both errors it must.
  /// - Parameter beta: Type II error, in (0, 1).
  /// - Returns: The smallest trial at all, and the one from which on all have the power.
  public func sizes(beta: Double) -> ExactSizes<Int> {
    precondition(beta > 0 && beta < 1, "a type II error must lie in (0, 1), got \(beta)")
    var last = provenSize(beta: beta)
    while true {
      if let sizes = ExactSizes(through: last, hasPower: { power(of: $0) >= 1 - beta }, { $0 }) {
        return sizes
      }
      last *= 2
    }
  }

  /// A size from which on the power must be at least 1 − beta.
  ///
  /// With t between the rates, counts beyond n t have probability at most exp(−n KL(t, null)) under the null
  /// hypothesis. Where that is alpha, they all reject, and counts that do not have probability at most
  /// exp(−n KL(t, rate)) under the alternative. As n grows t moves away from the rate, and that falls.
  private func provenSize(beta: Double) -> Int {
    func divergence(_ t: Double, _ p: Double) -> Double {
      t * .log(t / p) + (1 - t) * .log((1 - t) / (1 - p))
    }
    let level = sides == .two ? alpha / 2 : alpha
    func suffices(_ n: Double) -> Bool {
      let t = root(from: (null, -1), to: (rate, 1), absolute: 1e-12) {
        divergence($0, null) * n + .log(level)
      }
      return divergence(rate, null) * n > -.log(level) && n * divergence(t, rate) >= -.log(beta)
    }
    var n = 16.0
    while !suffices(n) { n *= 1.25 }
    return Int(n) + 1
  }

  /// The last count of 0 … n for which a condition holds that holds up to some count; −1 if for none.
  private func last(below n: Int, where holds: (Int) -> Bool) -> Int {
    var (low, high) = (-1, n + 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if holds(middle) { low = middle } else { high = middle }
    }
    return low
  }
}
