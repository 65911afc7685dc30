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
