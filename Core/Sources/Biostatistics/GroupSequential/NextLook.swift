// SPDX-License-Identifier: Apache-2.0
import RealModule

/// What the next look may find: tails of Z at information fraction t among the paths still going on.
struct NextLook {
  private let nodes: [Double]
  private let masses: [Double]
  private let t: Double
  private let d: Double
  private let drift: Double

  /// Looks from `density` at information fraction `t` under a drift.
  init(_ density: PathDensity, at t: Double, drift: Double) {
    nodes = density.nodes
    masses = density.masses(drift: drift)
    self.t = t
    d = t - density.information
    self.drift = drift
  }

  /// P(still going on before the look, Z ≥ z).
  func upper(_ z: Double) -> Double { tail(z, sign: 1) }

  /// P(still going on before the look, Z ≤ z).
  func lower(_ z: Double) -> Double { tail(z, sign: -1) }

  /// P(still going on before the look, Z within `range`).
  func inside(_ range: ClosedRange<Double>) -> Double {
    let scale = 1 / (2 * d).squareRoot()
    let shift = drift * d
    let (low, high) = (range.lowerBound * t.squareRoot() - shift, range.upperBound * t.squareRoot() - shift)
    var sum = 0.0
    for i in nodes.indices {
      sum += masses[i] * Self.between((low - nodes[i]) * scale, (high - nodes[i]) * scale)
    }
    return sum
  }

  /// (erf y − erf x) / 2 with its own digits: from the tails on one side, and by quadrature where both are close.
  private static func between(_ x: Double, _ y: Double) -> Double {
    if y - x < 0.5 {
      let (half, centre) = ((y - x) / 2, (x + y) / 2)
      var sum = 0.0
      for i in Self.rule.nodes.indices {
        let s = centre + half * Self.rule.nodes[i]
        sum += Self.rule.weights[i] * .exp(-s * s)
      }
      return half * sum / Double.pi.squareRoot()
    }
    if x > 0 { return (.erfc(x) - .erfc(y)) / 2 }
    if y < 0 { return (.erfc(-y) - .erfc(-x)) / 2 }
    return (.erf(y) - .erf(x)) / 2
  }

  private static let rule = GaussLegendre.atLeast(8)

  /// The z with P(still going on, |Z| ≤ z) = `probability`; −∞ for 0, and ∞ where fewer paths are left.
  func innerBound(_ probability: Double) -> Double {
    guard probability > 0 else { return -.infinity }
    guard probability < masses.reduce(0, +) else { return .infinity }
    let guess = min(3, probability / (2 * density(0)))
    return root(from: (0, -1), to: (75, 1), near: guess, step: guess / 8) {
      inside(-$0...$0) / probability - 1
    }
  }

  /// The z whose upper tail is `probability`; ∞ for 0, and −∞ where fewer paths are left.
  func upperBound(_ probability: Double) -> Double { bound(probability, sign: 1) }

  /// The z whose lower tail is `probability`; −∞ for 0, and ∞ where fewer paths are left.
  func lowerBound(_ probability: Double) -> Double { bound(probability, sign: -1) }

  private func tail(_ z: Double, sign: Double) -> Double {
    guard z.isFinite else { return sign * z > 0 ? 0 : masses.reduce(0, +) }
    let scale = sign / (2 * d).squareRoot()
    let target = z * t.squareRoot() - drift * d
    var sum = 0.0
    for i in nodes.indices { sum += masses[i] * .erfc((target - nodes[i]) * scale) }
    return sum / 2
  }

  /// The density of Z at `z`, among the paths still going on.
  private func density(_ z: Double) -> Double {
    let target = z * t.squareRoot() - drift * d
    let exponent = -0.5 / d
    var sum = 0.0
    for i in nodes.indices {
      let step = target - nodes[i]
      sum += masses[i] * .exp(exponent * step * step)
    }
    return sum * (t / (2 * .pi * d)).squareRoot()
  }

  /// Newton's method on the logarithm of the tail, which is concave because the density is log-concave.
  ///
  /// Without earlier looks the bound would be a normal quantile, which lies beyond the root; from there no
  /// step overshoots.
  private func bound(_ probability: Double, sign: Double) -> Double {
    guard probability > 0 else { return sign * .infinity }
    guard probability < masses.reduce(0, +) else { return -sign * .infinity }
    var z = drift * t.squareRoot() - sign * StandardNormal.quantile(min(probability, 1))
    var last = Double.infinity
    for _ in 0..<100 {
      let tail = tail(z, sign: sign)
      let slope = density(z)
      guard tail > 0, slope > 0 else { break }
      let change = .log(tail / probability) * tail / slope
      z += sign * change
      // The last digits of the sums only make the steps wander.
      if change.magnitude <= 2e-16 * max(1, z.magnitude)
        || (change.magnitude < 1e-13 && change.magnitude >= last)
      {
        break
      }
      last = change.magnitude
    }
    return z
  }
}
