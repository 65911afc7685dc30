// SPDX-License-Identifier: Apache-2.0
import RealModule

extension RejectionRegion {
  /// The supremum over the common proportion of the probability of the region.
  ///
  ///     P(p) = Σ b(m; N, p) h(m),   h(m) the probability of the region given m events
  ///
  /// Goals, in order: the true supremum, its digits, speed.
  ///
  /// 1. On the scale φ = arcsin √p each b(m; N, p) is a bump with standard deviation σ = 1 / (2 √N), whatever m. P
  ///    is a sum of them with positive weights: it has no detail finer than σ, and a grid of five points per σ
  ///    cannot step over a maximum. A plain optimizer can: it returns local maxima.
  /// 2. Around each grid point that is higher than its neighbours a parabola tells the height of the peak to far
  ///    less than its distance from the point; only peaks that may be the highest are climbed.
  /// 3. All terms are positive. Given the events the margins are sufficient, so that one sum of about 16 standard
  ///    deviations replaces the double sum over tables.
  func largestProbability() -> Double {
    let conditional = conditionalProbabilities
    // A table that is certain at an end of the scale.
    if conditional.first == 1 || conditional.last == 1 { return 1 }
    return Mixture(conditional).supremum
  }
}

/// A sum of binomial probabilities with weights that do not depend on the proportion.
private struct Mixture {
  private let weights: [Double]
  private let largest: Double
  /// b(m + 1) / b(m) and b(m − 1) / b(m) for even odds.
  private let up: [Double]
  private let down: [Double]

  init(_ weights: [Double]) {
    let n = weights.count - 1
    self.weights = weights
    largest = weights.max() ?? 0
    up = (0...n).map { Double(n - $0) / Double($0 + 1) }
    down = (0...n).map { Double($0) / Double(n - $0 + 1) }
  }

  var supremum: Double {
    guard largest > 0 else { return 0 }
    let count = max(128, Int(5 * Double.pi * Double(weights.count - 1).squareRoot()))
    let step = Double.pi / 2 / Double(count)
    let values = (0...count).map { i in i == 0 || i == count ? 0 : value(angle: Double(i) * step) }
    // A point, and by how much the peak beside it is higher by the parabola through it and its neighbours.
    let peaks = (1..<count).compactMap { i -> (angle: Double, height: Double, rise: Double)? in
      let (left, top, right) = (values[i - 1], values[i], values[i + 1])
      guard top > 0, top >= left, top >= right else { return nil }
      let (slope, bend) = (right - left, 2 * top - left - right)
      return (Double(i) * step, top, bend > 0 ? slope * slope / (8 * bend) : 0)
    }
    var best = values.max() ?? 0
    for peak in peaks.sorted(by: { $0.height + $0.rise > $1.height + $1.rise })
    // The parabola is off by a small part of what it adds; the bend itself is a generous bound of that part.
    where peak.height + 2 * peak.rise + 1e-3 * peak.height > best {
      best = max(best, climbed(around: peak.angle, step: step))
    }
    return min(1, best)
  }

  /// The sum at p = sin² φ, outwards from the mode until nothing can be added.
  private func value(angle: Double) -> Double {
    let n = weights.count - 1
    let (s, c) = (Double.sin(angle), Double.cos(angle))
    let odds = s * s / (c * c)
    let inverse = c * c / (s * s)
    let mode = min(n, Int(Double(n + 1) * (s * s)))
    return weights.withUnsafeBufferPointer { weights in
      var sum = 1.0
      var total = weights[mode]
      // Beyond the mode the terms fall faster than a geometric series; the cut leaves 1e-17 of the total.
      var term = 1.0
      var m = mode
      while m < n {
        term *= up[m] * odds
        m += 1
        sum += term
        total += term * weights[m]
        if term * largest < 1e-19 * total { break }
      }
      term = 1
      m = mode
      while m > 0 {
        term *= down[m] * inverse
        m -= 1
        sum += term
        total += term * weights[m]
        if term * largest < 1e-19 * total { break }
      }
      return total / sum
    }
  }

  /// The height of the peak within one step of a grid point that is higher than both neighbours.
  ///
  /// Brent's method of parabolas with golden sections where they fail; the height needs only half the digits of
  /// the place. Brent (1973), *Algorithms for Minimization without Derivatives*, chapter 5.
  private func climbed(around angle: Double, step: Double) -> Double {
    let golden = (3 - 5.0.squareRoot()) / 2
    var (low, high) = (angle - step, angle + step)
    // The three highest points so far: best, second and the one before.
    var x = angle
    var fx = value(angle: x)
    var (w, v, fw, fv) = (x, x, fx, fx)
    var (move, last) = (0.0, 0.0)
    let tolerance = 1e-9 * step + 1e-12
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if (x - middle).magnitude <= 2 * tolerance - (high - low) / 2 { break }
      var usesParabola = false
      if last.magnitude > tolerance {
        let r = (x - w) * (fx - fv)
        var q = (x - v) * (fx - fw)
        var p = (x - v) * q - (x - w) * r
        q = 2 * (q - r)
        if q > 0 { p = -p } else { q = -q }
        if p.magnitude < (0.5 * q * last).magnitude, p > q * (low - x), p < q * (high - x) {
          (last, move) = (move, p / q)
          usesParabola = true
        }
      }
      if !usesParabola {
        last = x < middle ? high - x : low - x
        move = golden * last
      }
      let u = x + (move.magnitude >= tolerance ? move : move < 0 ? -tolerance : tolerance)
      let fu = value(angle: u)
      if fu >= fx {
        if u < x { high = x } else { low = x }
        (v, fv, w, fw, x, fx) = (w, fw, x, fx, u, fu)
      } else {
        if u < x { low = u } else { high = u }
        if fu >= fw || w == x {
          (v, fv, w, fw) = (w, fw, u, fu)
        } else if fu >= fv || v == x || v == w {
          (v, fv) = (u, fu)
        }
      }
    }
    return fx
  }
}
