// SPDX-License-Identifier: Apache-2.0
import RealModule

/// The score statistic for a ratio θ of two proportions.
///
///     z(θ) = (p̂₁ − θ p̂₂) / √( p̃₁ q̃₁ / n₁ + θ² p̃₂ q̃₂ / n₂ )
///
/// Here p̃₁ = θ p̃₂ maximize the likelihood among all pairs with that ratio.
struct ScoreRatio {
  let table: TwoProportions
  /// Whether the variance carries the factor N / (N − 1).
  let correctsVariance: Bool

  func interval(level: Double) -> Interval {
    let critical = StandardNormal.criticalValue(level: level)
    let (x1, x2) = (table.treatment.events, table.reference.events)
    guard table.treatment.n > 0, table.reference.n > 0, x1 + x2 > 0 else { return Interval(0, .infinity) }
    // Ratios beyond e^±40 are out of reach of any table.
    let observed = x1 == 0 ? -40 : x2 == 0 ? 40 : Double.log(table.riskRatio)
    let lower =
      x1 == 0
      ? 0
      : Double.exp(
        root(from: (-40, 1), to: (observed, -1), absolute: 1e-16) { z(at: .exp($0)) - critical }
      )
    let upper =
      x2 == 0
      ? Double.infinity
      : Double.exp(
        root(from: (observed, 1), to: (40, -1), absolute: 1e-16) { z(at: .exp($0)) + critical }
      )
    return Interval(lower, upper)
  }

  func z(at ratio: Double) -> Double {
    let (n1, n2) = (Double(table.treatment.n), Double(table.reference.n))
    let (x1, x2) = (Double(table.treatment.events), Double(table.reference.events))
    // The smaller root of a q² − b q + c = 0, in the form that does not cancel.
    let a = (n1 + n2) * ratio
    let b = n1 * ratio + x1 + n2 + x2 * ratio
    let c = x1 + x2
    let q = min(1, 2 * c / (b + max(0, b * b - 4 * a * c).squareRoot()))
    let p = min(1, q * ratio)
    var variance = p * (1 - p) / n1 + ratio * ratio * q * (1 - q) / n2
    if correctsVariance { variance *= (n1 + n2) / (n1 + n2 - 1) }
    let distance = x1 / n1 - ratio * x2 / n2
    return distance == 0 ? 0 : distance / variance.squareRoot()
  }
}
