// SPDX-License-Identifier: Apache-2.0
import RealModule

/// Poisson and binomial probabilities as a saddle-point form times a small correction.
///
/// The textbook forms subtract logarithms of huge factorials and lose digits when counts are large. Here
/// the large parts cancel on paper: what remains is a deviance and the error of Stirling's formula. Counts
/// need not be whole, which makes these the leading factors of the incomplete gamma and beta functions too.
///
/// - SeeAlso: Loader (2000), *Fast and Accurate Computation of Binomial Probabilities*.
enum SaddlePoint {
  /// e^(−λ) λ^x / Γ(x + 1), for real x ≥ 0 and λ ≥ 0.
  static func poisson(_ x: Double, mean: Double) -> Double {
    if x == 0 { return .exp(-mean) }
    if mean == 0 { return 0 }
    if x < 1 { return .pow(mean, x) * .exp(-mean) / .gamma(x + 1) }
    return .exp(-stirlingError(x) - deviance(x, mean: mean)) / (2 * .pi * x).squareRoot()
  }

  /// Γ(n + 1) / (Γ(x + 1) Γ(n − x + 1)) p^x q^(n − x), for real 0 ≤ x ≤ n.
  ///
  /// `rest` is n − x and `q` is 1 − p, given apart so that neither loses digits.
  static func binomial(_ x: Double, rest: Double, p: Double, q: Double) -> Double {
    let n = x + rest
    if p == 0 { return x == 0 ? 1 : 0 }
    if q == 0 { return rest == 0 ? 1 : 0 }
    if x == 0 { return .exp(n * (p < q ? .log(onePlus: -p) : .log(q))) }
    if rest == 0 { return .exp(n * (q < p ? .log(onePlus: -q) : .log(p))) }
    let correction = stirlingError(n) - stirlingError(x) - stirlingError(rest)
    let exponent = correction - deviance(x, mean: n * p) - deviance(rest, mean: n * q)
    return .exp(exponent) * (n / (2 * .pi * x * rest)).squareRoot()
  }

  /// log Γ(n + 1) − [(n + ½) log n − n + ½ log 2π].
  static func stirlingError(_ n: Double) -> Double {
    guard n > 15 else {
      return .logGamma(n + 1) - (n + 0.5) * .log(n) + n - 0.5 * .log(2 * Double.pi)
    }
    let s = 1 / (n * n)
    return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 * s) * s) * s) * s) / n
  }

  /// x log(x / m) + m − x, without cancellation where x is close to m.
  static func deviance(_ x: Double, mean m: Double) -> Double {
    if x == 0 { return m }
    // The quotient x / m is rounded, which x multiplies: the series goes as far as it is short.
    guard (x - m).magnitude < 0.5 * (x + m) else { return x * .log(x / m) + m - x }
    let v = (x - m) / (x + m)
    var sum = (x - m) * v
    var term = 2 * x * v
    var divisor = 3.0
    while true {
      term *= v * v
      let next = sum + term / divisor
      if next == sum { return sum }
      sum = next
      divisor += 2
    }
  }
}
