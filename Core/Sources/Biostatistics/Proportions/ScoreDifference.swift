// SPDX-License-Identifier: Apache-2.0

/// The score statistic for a difference δ of two proportions.
///
///     z(δ) = (p̂₁ − p̂₂ − δ) / √( p̃₁ q̃₁ / n₁ + p̃₂ q̃₂ / n₂ )
///
/// Here p̃₁ and p̃₂ maximize the likelihood among all pairs with p₁ − p₂ = δ.
///
/// The pair has a closed form as the root of a cubic, which loses half its digits where two roots meet. The
/// likelihood itself is concave, so its slope has one root that Newton's method finds to the last digit.
struct ScoreDifference {
  let table: TwoProportions
  /// Whether the variance carries the factor N / (N − 1).
  let correctsVariance: Bool

  init(_ table: TwoProportions, correctsVariance: Bool) {
    self.table = table
    self.correctsVariance = correctsVariance
  }

  func interval(level: Double) -> Interval {
    interval(critical: StandardNormal.criticalValue(level: level))
  }

  /// The differences whose statistic stays within ± `critical`.
  func interval(critical: Double) -> Interval {
    guard table.treatment.n > 0, table.reference.n > 0 else { return Interval(-1, 1) }
    let observed = table.difference
    // z falls from +∞ at δ = −1 through 0 at the observed difference to −∞ at δ = 1.
    let lower =
      observed <= -1
      ? -1
      : root(from: (-1, .infinity), to: (observed, -critical), absolute: 1e-17) { z(at: $0) - critical }
    let upper =
      observed >= 1
      ? 1
      : root(from: (observed, critical), to: (1, -.infinity), absolute: 1e-17) { z(at: $0) + critical }
    return Interval(lower, upper)
  }

  func z(at delta: Double) -> Double {
    let distance = table.difference - delta
    let q = restrictedReference(delta)
    let p = min(1, max(0, q + delta))
    var variance = p * (1 - p) / Double(table.treatment.n) + q * (1 - q) / Double(table.reference.n)
    if correctsVariance { variance *= Double(table.n) / Double(table.n - 1) }
    return distance == 0 ? 0 : distance / variance.squareRoot()
  }

  /// The reference proportion of the likeliest pair whose difference is `delta`.
  private func restrictedReference(_ delta: Double) -> Double {
    var low = max(0, -delta)
    var high = min(1, 1 - delta)
    if slope(low, delta).value <= 0 { return low }
    if slope(high, delta).value >= 0 { return high }
    var q = (low + high) / 2
    for _ in 0..<200 {
      let (value, derivative) = slope(q, delta)
      if value > 0 { low = q } else { high = q }
      let step = value / derivative
      if step.magnitude <= Double.ulpOfOne * q { break }
      q = low < q - step && q - step < high ? q - step : (low + high) / 2
    }
    return q
  }

  /// The derivative of the log likelihood along the line, and its own derivative.
  private func slope(_ q: Double, _ delta: Double) -> (value: Double, derivative: Double) {
    var value = 0.0
    var derivative = 0.0
    func add(_ count: Int, _ probability: Double, _ sign: Double) {
      // An empty cell puts no wall at its end of the line.
      guard count > 0 else { return }
      // Not max(0, probability): that may be −0, and the wall would stand on the wrong side.
      let x = probability > 0 ? Double(count) / probability : .infinity
      value += sign * x
      derivative -= x * x / Double(count)
    }
    add(table.treatment.events, q + delta, 1)
    add(table.treatment.others, 1 - q - delta, -1)
    add(table.reference.events, q, 1)
    add(table.reference.others, 1 - q, -1)
    return (value, derivative)
  }
}
