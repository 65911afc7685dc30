// SPDX-License-Identifier: Apache-2.0
import RealModule

/// The paths of a trial's test statistic that no boundary has stopped yet.
///
/// The statistic is a Brownian motion B(t) = Z(t) √t with drift θ, seen at information fractions t₁ < t₂ < …
/// Its density after look k, restricted to paths that stayed inside all continuation regions, obeys
///
///     gₖ(y) = ∫ gₖ₋₁(x) φ((y − x) / √d) / √d dx,   d = tₖ − tₖ₋₁
///
/// It is kept for θ = 0 at quadrature nodes. Another drift only multiplies it by exp(θy − θ²t/2), so that one
/// recursion serves every drift: power, limits and estimates cost one pass over the nodes each.
///
/// - SeeAlso: Armitage, McPherson & Rowe (1969), JRSS A 132:235–244; Jennison & Turnbull (2000), Group
///   Sequential Methods, chapter 19.
struct PathDensity: Sendable {
  /// The information fraction of the last look passed; 0 before the first.
  private(set) var information = 0.0
  /// Values of B at that look, ascending.
  private(set) var nodes = [0.0]
  /// Density times quadrature weight at each node, for θ = 0.
  private(set) var masses = [1.0]
  /// The continuation region of the last look, on the scale of B.
  private var region = (lower: 0.0, upper: 0.0)

  /// The density before the first look: everyone stands at 0.
  static let start = PathDensity()

  /// The masses under drift θ.
  func masses(drift: Double) -> [Double] {
    guard drift != 0 else { return masses }
    let shift = drift * drift * information / 2
    var tilted = masses
    for i in tilted.indices { tilted[i] *= .exp(drift * nodes[i] - shift) }
    return tilted
  }

  /// The density after a look at `t` that lets values of Z between `lower` and `upper` go on.
  ///
  /// - Parameters:
  ///   - t: The information fraction of the look.
  ///   - lower: The lower end of the continuation region; may be −∞.
  ///   - upper: Its upper end; may be ∞.
  ///   - inner: Values between them that stop too.
  ///   - next: The information fraction of the look after it, which decides how fine the nodes must be.
  ///   - drifts: The drifts that will be asked for.
  /// - Returns: The density at `t`.
  func advanced(
    to t: Double,
    within lower: Double,
    _ upper: Double,
    except inner: ClosedRange<Double>? = nil,
    next: Double,
    drifts: ClosedRange<Double>
  ) -> PathDensity {
    var new = self
    new.information = t
    let d = t - information
    let scale = t.squareRoot()
    // An open side ends where less than 1e-17 of any path is left. Means beyond ± 60 are beyond all statistics:
    // what they leave inside the boundaries is below the smallest number.
    let lowest = min(drifts.lowerBound * scale, upper, (region.lower + drifts.lowerBound * d) / scale)
    let highest = max(drifts.upperBound * scale, lower, (region.upper + drifts.upperBound * d) / scale)
    let start = max(lowest, -60)
    let end = min(highest, 60)
    let low = (lower > start - 40 ? lower : start - Self.reach) * scale
    let high = (upper < end + 40 ? upper : end + Self.reach) * scale
    new.region = (low, high)
    new.nodes.removeAll(keepingCapacity: true)
    new.masses.removeAll(keepingCapacity: true)
    // The integrand of the next step is a product of two normal curves of these variances.
    let fineness = (1 / d + 1 / (next - t)).squareRoot() / 2
    let left = inner.map { min(high, $0.lowerBound * scale) } ?? high
    let right = inner.map { max(low, $0.upperBound * scale) } ?? high
    for (start, end) in [(low, left), (right, high)] where start < end {
      new.place(from: start, to: end, count: Int(3.8 * (end - start) * fineness) + 8)
    }
    guard !new.nodes.isEmpty else {
      (new.nodes, new.masses) = ([0], [0])
      return new
    }
    let drift = max(drifts.upperBound, -drifts.lowerBound, 0)
    new.fill(from: self, variance: d, steps: 11 + drift * d.squareRoot())
    return new
  }

  /// Standard deviations after which a normal tail is below 1e-17.
  private static let reach = 8.6

  /// Spreads more nodes over an interval, in equal panels of at most 96, and puts the weights into `masses`.
  private mutating func place(from low: Double, to high: Double, count: Int) {
    let panels = (count + 87) / 88
    let rule = GaussLegendre.atLeast(count / panels + (panels > 1 ? 8 : 0))
    let half = (high - low) / Double(2 * panels)
    nodes.reserveCapacity(nodes.count + panels * rule.nodes.count)
    masses.reserveCapacity(masses.count + panels * rule.nodes.count)
    for panel in 0..<panels {
      let centre = low + half * Double(2 * panel + 1)
      for i in rule.nodes.indices {
        nodes.append(centre + half * rule.nodes[i])
        masses.append(half * rule.weights[i])
      }
    }
  }

  /// Multiplies each weight by the density there.
  ///
  /// Steps of more than `steps` standard deviations are left out: their probability is below 1e-27 under any
  /// drift asked for, and their exponentials would underflow slowly.
  private mutating func fill(from old: PathDensity, variance d: Double, steps: Double) {
    let factor = 1 / (2 * .pi * d).squareRoot()
    let exponent = -0.5 / d
    let longest = steps * d.squareRoot()
    var first = 0
    old.nodes.withUnsafeBufferPointer { x in
      old.masses.withUnsafeBufferPointer { mass in
        for j in nodes.indices {
          let y = nodes[j]
          while first < x.count, x[first] < y - longest { first += 1 }
          var sum = 0.0
          var i = first
          while i < x.count {
            let step = y - x[i]
            if step < -longest { break }
            sum += mass[i] * .exp(exponent * step * step)
            i += 1
          }
          masses[j] *= factor * sum
        }
      }
    }
  }
}
