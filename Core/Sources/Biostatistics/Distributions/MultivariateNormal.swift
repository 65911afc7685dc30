// SPDX-License-Identifier: Apache-2.0
import RealModule

/// Normal distributions of several variables, each with mean 0 and variance 1.
///
/// Measured relative error: below 1e-12, far tails included.
public enum MultivariateNormal {
  /// P(X ≤ h, Y ≤ k) for correlation `rho`.
  ///
  ///     ∫ φ(x) Φ((k − ρx) / √(1 − ρ²)) dx,   x from −∞ to h
  ///
  /// Plackett's integral over the correlation (Drezner & Wesolowsky 1990, Genz 2004) has fewer nodes, but for
  /// ρ < 0 it subtracts, and a small probability loses its digits; here every term is positive.
  ///
  /// - Parameters:
  ///   - h: Upper end of X; may be infinite.
  ///   - k: Upper end of Y; may be infinite.
  ///   - rho: Correlation in [−1, 1].
  /// - Returns: A probability.
  public static func bivariate(_ h: Double, _ k: Double, rho: Double) -> Double {
    precondition(rho >= -1 && rho <= 1, "a correlation must lie in [−1, 1], got \(rho)")
    precondition(!h.isNaN && !k.isNaN, "an end of a region must be a number")
    if h == -.infinity || k == -.infinity { return 0 }
    if h == .infinity { return StandardNormal.cumulative(k) }
    if k == .infinity { return StandardNormal.cumulative(h) }
    if rho == 0 { return StandardNormal.cumulative(h) * StandardNormal.cumulative(k) }
    if rho == 1 { return StandardNormal.cumulative(min(h, k)) }
    if rho == -1 { return between(-k, h) }
    // The smaller end is integrated: there the integrand is least cut off.
    let (h, k) = (min(h, k), max(h, k))
    let residual = ((1 - rho) * (1 + rho)).squareRoot()
    let width = residual / rho.magnitude
    return logConcaveIntegral(
      from: min(-40, h - 40),
      to: h,
      cuts: [-9, -3, 0, 3, 9].map { k / rho + $0 * width }
    ) { x in
      StandardNormal.logCumulative((k - rho * x) / residual) - x * x / 2
    } / (2 * Double.pi).squareRoot()
  }

  /// Φ(b) − Φ(a), from the nearer tails; 0 for an empty range.
  private static func between(_ a: Double, _ b: Double) -> Double {
    guard a < b else { return 0 }
    return a > 0
      ? StandardNormal.survival(a) - StandardNormal.survival(b)
      : StandardNormal.cumulative(b) - StandardNormal.cumulative(a)
  }

  /// P(X₁ ≤ 0, X₂ ≤ 0, X₃ ≤ 0) = 1/8 + (asin ρ₁₂ + asin ρ₁₃ + asin ρ₂₃) / 4π.
  ///
  /// - Parameters:
  ///   - rho12: Correlation of the first two.
  ///   - rho13: Of the first and the third.
  ///   - rho23: Of the last two; together they make a correlation matrix.
  /// - Returns: A probability.
  /// - SeeAlso: Sheppard (1898), Philosophical Transactions A 192:101–167.
  public static func trivariateOrthant(rho12: Double, rho13: Double, rho23: Double) -> Double {
    let determinant = 1 + 2 * rho12 * rho13 * rho23 - rho12 * rho12 - rho13 * rho13 - rho23 * rho23
    precondition(
      [rho12, rho13, rho23].allSatisfy { $0.magnitude <= 1 } && determinant >= -1e-12,
      "\(rho12), \(rho13) and \(rho23) make no correlation matrix"
    )
    let angles = Double.asin(rho12) + .asin(rho13) + .asin(rho23)
    return max(0, 0.125 + angles / (4 * .pi))
  }

  /// P(X₁ ≤ h₁, X₂ ≤ h₂, X₃ ≤ h₃) for any correlations.
  ///
  /// Given X₁ the others are bivariate normal; the integral over X₁ remains. Takes milliseconds, not
  /// microseconds.
  ///
  /// - Parameters:
  ///   - upper: The ends hᵢ, three numbers; may be infinite.
  ///   - rho12: Correlation of the first two, inside (−1, 1).
  ///   - rho13: Of the first and the third, inside (−1, 1).
  ///   - rho23: Of the last two.
  /// - Returns: A probability; measured relative error below 1e-11.
  public static func trivariate(_ upper: [Double], rho12: Double, rho13: Double, rho23: Double) -> Double {
    precondition(upper.count == 3 && !upper.contains(where: \.isNaN), "three ends are needed")
    precondition(rho12.magnitude < 1 && rho13.magnitude < 1, "X₁ must not determine another variable")
    let (h1, h2, h3) = (upper[0], upper[1], upper[2])
    if h1 == .infinity { return bivariate(h2, h3, rho: rho23) }
    if upper.contains(-.infinity) { return 0 }
    let second = ((1 - rho12) * (1 + rho12)).squareRoot()
    let third = ((1 - rho13) * (1 + rho13)).squareRoot()
    let partial = (rho23 - rho12 * rho13) / (second * third)
    precondition(partial.magnitude <= 1 + 1e-12, "\(rho12), \(rho13) and \(rho23) make no correlation matrix")
    func cuts(_ h: Double, _ rho: Double, _ residual: Double) -> [Double] {
      rho == 0 ? [] : [-9, 0, 9].map { h / rho + $0 * residual / rho.magnitude }
    }
    return logConcaveIntegral(
      from: min(-40, h1 - 40),
      to: h1,
      cuts: cuts(h2, rho12, second) + cuts(h3, rho13, third)
    ) { x in
      let rest = bivariate((h2 - rho12 * x) / second, (h3 - rho13 * x) / third, rho: max(-1, min(1, partial)))
      return .log(max(rest, 0)) - x * x / 2
    } / (2 * Double.pi).squareRoot()
  }

  /// P(all Xᵢ ≤ bᵢ) for variables with one correlation between any two.
  ///
  /// With a common part √ρ U the variables are independent given U:
  ///
  ///     ∫ φ(u) Π Φ((bᵢ + √ρ u) / √(1 − ρ)) du
  ///
  /// - Parameters:
  ///   - upper: The ends bᵢ, at least one; may be infinite.
  ///   - rho: The correlation, in [0, 1].
  /// - Returns: A probability.
  /// - SeeAlso: Dunnett & Sobel (1955), Biometrika 42:258–260.
  public static func equicorrelated(_ upper: [Double], rho: Double) -> Double {
    precondition(!upper.isEmpty, "a probability needs a variable")
    precondition(rho >= 0 && rho <= 1, "the common correlation must lie in [0, 1], got \(rho)")
    let finite = upper.filter { $0 < .infinity }
    if finite.contains(-.infinity) { return 0 }
    if rho == 0 { return finite.reduce(1) { $0 * StandardNormal.cumulative($1) } }
    guard let least = finite.min() else { return 1 }
    if rho == 1 { return StandardNormal.cumulative(least) }
    let (common, residual) = (rho.squareRoot(), (1 - rho).squareRoot())
    let width = residual / common
    return logConcaveIntegral(
      from: -60,
      to: 60,
      cuts: finite.flatMap { b in [-9, 0, 9].map { -b / common + $0 * width } }
    ) { u in
      finite.reduce(-u * u / 2) { $0 + StandardNormal.logCumulative(($1 + common * u) / residual) }
    } / (2 * Double.pi).squareRoot()
  }
}
