// SPDX-License-Identifier: Apache-2.0
import RealModule

/// Nodes and weights of the Gauss–Legendre rule on [−1, 1].
///
/// Exact for polynomials of degree 2n − 1; for an entire function such as a normal density the error falls
/// faster than any power of n.
struct GaussLegendre: Sendable {
  let nodes: [Double]
  let weights: [Double]

  /// Makes the rule with `count` nodes by Newton's method on the Legendre polynomial.
  init(_ count: Int) {
    precondition(count > 0, "a quadrature rule needs a node, got \(count)")
    var nodes = [Double](repeating: 0, count: count)
    var weights = nodes
    let n = Double(count)
    for i in 0..<(count + 1) / 2 {
      var x = Double.cos(.pi * (Double(i) + 0.75) / (n + 0.5))
      var slope = 1.0
      for _ in 0..<8 {
        var (previous, value) = (0.0, 1.0)
        for k in stride(from: 1, through: n, by: 1) {
          (previous, value) = (value, ((2 * k - 1) * x * value - (k - 1) * previous) / k)
        }
        slope = n * (x * value - previous) / (x * x - 1)
        let step = value / slope
        x -= step
        if step.magnitude < 1e-15 { break }
      }
      if 2 * i + 1 == count { x = 0 }
      let weight = 2 / ((1 - x * x) * slope * slope)
      (nodes[i], nodes[count - 1 - i]) = (-x, x)
      (weights[i], weights[count - 1 - i]) = (weight, weight)
    }
    (self.nodes, self.weights) = (nodes, weights)
  }

  /// The rules with 8, 16 … 96 nodes, made once.
  private static let steps = (1...12).map { GaussLegendre(8 * $0) }

  /// A rule of at least `count` nodes, or the largest that is kept.
  static func atLeast(_ count: Int) -> GaussLegendre {
    steps[min(max(count - 1, 0) / 8, steps.count - 1)]
  }

  /// The integral of `f` from `low` to `high`.
  func integral(from low: Double, to high: Double, _ f: (Double) -> Double) -> Double {
    let (centre, half) = ((low + high) / 2, (high - low) / 2)
    var sum = 0.0
    for i in nodes.indices { sum += weights[i] * f(centre + half * nodes[i]) }
    return sum * half
  }
}
