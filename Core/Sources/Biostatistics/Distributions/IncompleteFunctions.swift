// SPDX-License-Identifier: Apache-2.0
import RealModule

/// Two tail probabilities that add up to one, each with its own digits as far as the method gives them.
struct Tails {
  let lower: Double
  let upper: Double

  var swapped: Tails { Tails(lower: upper, upper: lower) }
}

/// The regularized incomplete gamma function: P(a, x) below, Q(a, x) above.
///
/// A power series left of the mean and Lentz's continued fraction right of it, so that the smaller tail is
/// always the one computed; the leading factor comes from ``SaddlePoint``.
func incompleteGamma(_ a: Double, _ x: Double) -> Tails {
  guard x > 0 else { return Tails(lower: 0, upper: 1) }
  guard x < .infinity else { return Tails(lower: 1, upper: 0) }
  let factor = SaddlePoint.poisson(a, mean: x)
  if x < a + 1 {
    var term = 1.0
    var sum = 1.0
    var k = a + 1
    while term > sum * 1e-17 {
      term *= x / k
      sum += term
      k += 1
    }
    let lower = min(1, factor * sum)
    return Tails(lower: lower, upper: 1 - lower)
  }
  let fraction = continuedFraction(start: x + 1 - a) { k in
    let n = Double(k)
    return (n * (a - n), x + 2 * n + 1 - a)
  }
  let upper = min(1, factor * a / fraction)
  return Tails(lower: 1 - upper, upper: upper)
}

/// The regularized incomplete beta function I(x; a, b) and its complement.
///
/// `y` is 1 − x, given apart so that neither loses digits near an end.
func incompleteBeta(_ a: Double, _ b: Double, x: Double, y: Double) -> Tails {
  guard x > 0 else { return Tails(lower: 0, upper: 1) }
  guard y > 0 else { return Tails(lower: 1, upper: 0) }
  if x > (a + 1) / (a + b + 2) { return incompleteBeta(b, a, x: y, y: x).swapped }
  let factor = SaddlePoint.binomial(a, rest: b, p: x, q: y) * (b / (a + b))
  let fraction = continuedFraction(start: 1) { k in
    let m = Double(k / 2)
    let numerator =
      k % 2 == 0
      ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    return (numerator, 1)
  }
  let lower = min(1, factor / fraction)
  return Tails(lower: lower, upper: 1 - lower)
}

/// b₀ + a₁ / (b₁ + a₂ / (b₂ + …)) by Lentz's method as modified by Thompson and Barnett.
private func continuedFraction(start: Double, _ part: (Int) -> (a: Double, b: Double)) -> Double {
  let tiny = 1e-300
  var value = start == 0 ? tiny : start
  var c = value
  var d = 0.0
  // Convergence takes a few times √(a + b) steps; the bound only guards against NaN.
  for k in 1...1_000_000 {
    let (a, b) = part(k)
    d = b + a * d
    d = 1 / (d == 0 ? tiny : d)
    c = b + a / c
    c = c == 0 ? tiny : c
    let change = c * d
    value *= change
    if (change - 1).magnitude < 1e-16 || change.isNaN { break }
  }
  return value
}
