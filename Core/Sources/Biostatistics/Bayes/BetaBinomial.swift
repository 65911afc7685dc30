// SPDX-License-Identifier: Apache-2.0

import RealModule

extension BetaDistribution {
  /// The uniform prior Beta(1, 1) of Bayes and Laplace.
  public static let uniform = BetaDistribution(1, 1)

  /// Jeffreys' prior Beta(½, ½).
  public static let jeffreys = BetaDistribution(0.5, 0.5)

  /// The interval with equal probability on either side.
  public func credibleInterval(level: Double) -> Interval {
    precondition(level > 0 && level < 1, "a credible level must lie in (0, 1), got \(level)")
    return Interval(quantile((1 - level) / 2), quantile(upperTail: (1 - level) / 2))
  }
}

extension Proportion {
  /// What is believed of the true proportion after these data.
  public func posterior(prior: BetaDistribution) -> BetaDistribution {
    BetaDistribution(prior.alpha + Double(events), prior.beta + Double(others))
  }
}

extension TwoProportions {
  /// The posterior probability that the treatment proportion exceeds the reference proportion by more than
  /// `margin`.
  ///
  ///     P(p₁ > p₂ + δ) = ∫ f₁(p) F₂(p − δ) dp
  ///
  /// with independent posteriors. A negative margin gives the probability of non-inferiority.
  ///
  /// - Parameters:
  ///   - prior: The prior of both proportions.
  ///   - margin: δ, −1 < δ < 1.
  /// - Returns: A probability; measured relative error below 1e-12.
  public func probabilityOfSuperiority(prior: BetaDistribution, margin: Double = 0) -> Double {
    BayesianComparison(self, prior: prior).probability(above: margin)
  }

  /// The same with a prior for each arm.
  ///
  /// - Parameters:
  ///   - priors: The priors of both proportions.
  ///   - margin: δ, −1 < δ < 1.
  /// - Returns: A probability; measured relative error below 1e-12.
  public func probabilityOfSuperiority(priors: ArmPriors, margin: Double = 0) -> Double {
    BayesianComparison(self, priors: priors).probability(above: margin)
  }

  /// The equal-tailed credible interval of the difference of both proportions.
  ///
  /// - Parameters:
  ///   - prior: The prior of both proportions.
  ///   - level: The credible level, such as 0.95.
  /// - Returns: An interval within (−1, 1), its ends to about 1e-9.
  public func credibleDifference(prior: BetaDistribution, level: Double) -> Interval {
    precondition(level > 0 && level < 1, "a credible level must lie in (0, 1), got \(level)")
    let comparison = BayesianComparison(self, prior: prior)
    let tail = (1 - level) / 2
    func limit(_ target: Double) -> Double {
      root(from: (-1, 1), to: (1, -1), absolute: 1e-10) { comparison.probability(above: $0) - target }
    }
    return Interval(limit(1 - tail), limit(tail))
  }
}

/// The posterior probability that one proportion exceeds another.
///
/// - Parameters:
///   - events: Events in the first arm.
///   - n: Subjects of the first arm.
///   - otherEvents: Events in the second arm.
///   - otherN: Subjects of the second arm.
///   - prior: The prior of both proportions.
/// - Returns: A probability.
public func probabilityOfSuperiority(
  events: Int,
  of n: Int,
  versus otherEvents: Int,
  of otherN: Int,
  prior: BetaDistribution
) -> Double {
  TwoProportions(Proportion(events: events, of: n), versus: Proportion(events: otherEvents, of: otherN))
    .probabilityOfSuperiority(prior: prior)
}

/// Two independent beta posteriors.
struct BayesianComparison {
  let first: BetaDistribution
  let second: BetaDistribution

  init(_ table: TwoProportions, prior: BetaDistribution) {
    self.init(table, priors: ArmPriors(prior))
  }

  init(_ table: TwoProportions, priors: ArmPriors) {
    first = table.treatment.posterior(prior: priors.treatment)
    second = table.reference.posterior(prior: priors.reference)
  }

  /// P(p₁ > p₂ + δ), cut where either density has its bulk, so that no piece hides a narrow peak.
  func probability(above margin: Double) -> Double {
    if margin == 0, let sum = finiteSum { return min(1, sum) }
    let (low, high) = (max(0, margin), min(1, 1 + margin))
    guard low < high else { return margin < 0 ? 1 : 0 }
    // Beyond 1 + δ every p₂ lies below.
    let certain = high < 1 ? first.survival(high) : 0
    let cuts =
      [low, high] + bulk(of: first) + bulk(of: second).map { $0 + margin }
    let inside = Set(cuts.filter { low <= $0 && $0 <= high }).sorted()
    let pieces = zip(inside, inside.dropFirst()).map { a, b in
      doubleExponential(from: a, to: b) { x, fromLow, toHigh in
        // Distances to the ends keep their digits where a density is steep.
        let p1 = a == 0 ? fromLow : x
        let q1 = b == 1 ? toHigh : 1 - x
        let p2 = a == margin ? fromLow : x - margin
        return first.density(p1, complement: q1) * second.cumulative(p2)
      }
    }
    return min(1, certain + pieces.reduce(0, +))
  }

  /// P(p₁ > p₂) for whole-number parameters, as a sum of positive terms; nil where it is not one, or underflows.
  ///
  ///     Σ tᵢ, i = 0 … α₁ − 1     t₀ = Π (β₂ + j) / (α₂ + β₂ + j), j = 0 … β₁ − 1
  ///     tᵢ₊₁ / tᵢ = (α₂ + i)(β₁ + i) / ((α₂ + β₂ + β₁ + i)(1 + i))
  ///
  /// - SeeAlso: Cook (2005), Exact calculation of beta inequalities, UT MD Anderson Biostatistics, technical report.
  private var finiteSum: Double? {
    guard isFiniteSum else { return nil }
    let (a1, b1, a2, b2) = (first.alpha, first.beta, second.alpha, second.beta)
    var term = 1.0
    for j in stride(from: 0, to: b1, by: 1) { term *= (b2 + j) / (a2 + b2 + j) }
    guard term > 1e-280 else { return nil }
    var sum = 0.0
    for i in stride(from: 0, to: a1, by: 1) {
      sum += term
      term *= (a2 + i) * (b1 + i) / ((a2 + b2 + b1 + i) * (1 + i))
    }
    return sum
  }

  /// Whether all parameters are whole, and few enough for a sum.
  var isFiniteSum: Bool {
    [first.alpha, first.beta, second.alpha, second.beta].allSatisfy {
      $0 == $0.rounded() && $0 >= 1 && $0 < 4096
    }
  }

  private func bulk(of d: BetaDistribution) -> [Double] {
    let sd = (d.mean * (1 - d.mean) / (d.alpha + d.beta + 1)).squareRoot()
    return [-12, -6, -3, -1, 0, 1, 3, 6, 12].map { d.mean + $0 * sd }
  }
}

/// The integral of `f` by the tanh–sinh rule, which tolerates algebraic singularities at both ends.
///
/// `f` receives x and its distances from both ends.
/// - SeeAlso: Takahasi & Mori (1974), Publications of the RIMS 9:721–741.
private func doubleExponential(
  from a: Double,
  to b: Double,
  _ f: (_ x: Double, _ fromLow: Double, _ toHigh: Double) -> Double
) -> Double {
  // 1 / 12 and ± 4.5: smooth pieces converge to the last digits, and so does the root singularity of
  // Jeffreys' prior, whose neglected end is below 1e-17 of the piece.
  let step = 1.0 / 12
  var sum = 0.0
  for k in -54...54 {
    let t = Double(k) * step
    let u = Double.pi / 2 * .sinh(t)
    let weight = Double.pi / 2 * .cosh(t) / (.cosh(u) * .cosh(u))
    // (1 + tanh u) / 2 and its complement, each from its own exponential.
    let share = 1 / (1 + Double.exp(-2 * u))
    let rest = 1 / (1 + Double.exp(2 * u))
    let value = f(a + (b - a) * share, (b - a) * share, (b - a) * rest)
    if value.isFinite { sum += weight * value }
  }
  return sum * step * (b - a) / 2
}
