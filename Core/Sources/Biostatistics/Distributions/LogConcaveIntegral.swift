// SPDX-License-Identifier: Apache-2.0
import RealModule

/// The integral of a function whose logarithm is concave, to nearly the last digit of the result.
///
/// All terms are positive and the panels sit where the integrand is, so that a probability of 1e-300 keeps its
/// digits too.
///
/// - Parameters:
///   - low: Lower end; the integrand is negligible beyond ±40 of everything.
///   - high: Upper end.
///   - cuts: Where the integrand bends more sharply than a normal density does.
///   - logarithm: The logarithm of the integrand.
/// - Returns: The integral.
func logConcaveIntegral(
  from low: Double,
  to high: Double,
  cuts: [Double],
  _ logarithm: (Double) -> Double
) -> Double {
  guard low < high else { return 0 }
  let mode = goldenSection(from: low, to: high, logarithm)
  let top = logarithm(mode)
  guard top > -.infinity else { return 0 }
  // Where the integrand has fallen below 1e-19 of its largest value; by concavity it stays there.
  func edge(_ end: Double) -> Double {
    var (inside, outside) = (mode, end)
    if logarithm(end) > top - 44 { return end }
    for _ in 0..<30 {
      let middle = (inside + outside) / 2
      if logarithm(middle) > top - 44 { inside = middle } else { outside = middle }
    }
    return outside
  }
  let (first, last) = (edge(low), edge(high))
  let points = [first] + cuts.filter { $0 > first && $0 < last }.sorted() + [last]
  var sum = 0.0
  let rule = GaussLegendre.atLeast(48)
  for (a, b) in zip(points, points.dropFirst()) where a < b {
    let half = (b - a) / 4
    for centre in [a + half, b - half] {
      for i in rule.nodes.indices {
        sum += half * rule.weights[i] * .exp(logarithm(centre + half * rule.nodes[i]) - top)
      }
    }
  }
  return sum * .exp(top)
}

/// About where a function with a single peak is largest.
private func goldenSection(from low: Double, to high: Double, _ f: (Double) -> Double) -> Double {
  let ratio = (5.0.squareRoot() - 1) / 2
  var (a, b) = (low, high)
  var (left, right) = (b - ratio * (b - a), a + ratio * (b - a))
  var (atLeft, atRight) = (f(left), f(right))
  for _ in 0..<36 {
    if atLeft > atRight {
      (b, right, atRight) = (right, left, atLeft)
      left = b - ratio * (b - a)
      atLeft = f(left)
    } else {
      (a, left, atLeft) = (left, right, atRight)
      right = a + ratio * (b - a)
      atRight = f(right)
    }
  }
  return (a + b) / 2
}
