// SPDX-License-Identifier: Apache-2.0

/// Two proportions, compared by a score test of their difference or ratio.
///
///     n₁ = ( z(α) √v₀ + z(β) √v₁ )² / (p₁ − p₂ − δ₀)²,   v = p₁ q₁ + r p₂ q₂
///
/// v₁ has the assumed rates, v₀ those that are likeliest under the null hypothesis when the assumed ones are
/// observed. For ratios p₂ carries the factor θ₀.
///
/// - SeeAlso: Farrington & Manning (1990), Statistics in Medicine 9:1447–1454.
public struct RatesComparison: PlannedComparison, Hashable {
  /// The effect under the null hypothesis.
  public enum Null: Hashable, Sendable {
    /// p₁ − p₂, 0 for superiority.
    case difference(Double)
    /// p₁ / p₂, 1 for superiority.
    case ratio(Double)
  }

  public let experimental: Double
  public let control: Double
  public let null: Null
  public let ratio: Double

  /// Makes a comparison; both rates lie in (0, 1) and their effect is not that of the null hypothesis.
  public init(_ experimental: Double, versus control: Double, null: Null, ratio: Double = 1) {
    precondition(
      experimental > 0 && experimental < 1 && control > 0 && control < 1 && ratio > 0,
      "rates must lie in (0, 1) and the ratio be positive"
    )
    (self.experimental, self.control, self.null, self.ratio) = (experimental, control, null, ratio)
    precondition(distance(experimental) != 0, "an effect of zero needs infinitely many subjects")
  }

  public var allocationRatio: Double? { ratio }

  public func fixedSize(alpha: Double, beta: Double) -> Double {
    let spread =
      StandardNormal.quantile(upperTail: alpha) * nullVariance(experimental).squareRoot()
      + StandardNormal.quantile(upperTail: beta) * variance.squareRoot()
    let root = spread / distance(experimental)
    return root * root * (1 + 1 / ratio)
  }

  public func drift(subjects: Double, alpha: Double) -> Double {
    let arm = subjects * ratio / (1 + ratio)
    let alternative = variance
    let shift = 1 - (nullVariance(experimental) / alternative).squareRoot()
    return distance(experimental).magnitude * (arm / alternative).squareRoot()
      + StandardNormal.quantile(upperTail: alpha) * shift
  }

  /// The effect with the control rate as assumed.
  public func effect(reaching z: Double, subjects: Double) -> Double? {
    let arm = subjects * ratio / (1 + ratio)
    let goal = distance(experimental) > 0 ? z : -z
    func excess(_ rate: Double) -> Double {
      distance(rate) - goal * (nullVariance(rate) / arm).squareRoot()
    }
    let (low, high) = (excess(0), excess(1))
    guard low < 0, high > 0 else { return nil }
    let rate = root(from: (0, low), to: (1, high), absolute: 1e-16, excess)
    return switch null {
    case .difference: rate - control
    case .ratio: rate / control
    }
  }

  /// p₁ − p₂ − δ₀ or p₁ − θ₀ p₂.
  private func distance(_ rate: Double) -> Double {
    switch null {
    case .difference(let delta): rate - control - delta
    case .ratio(let theta): rate - theta * control
    }
  }

  private var variance: Double {
    let factor: Double = if case .ratio(let theta) = null { theta * theta } else { 1 }
    return experimental * (1 - experimental) + ratio * factor * control * (1 - control)
  }

  /// v₀ when the experimental rate is `rate`.
  private func nullVariance(_ rate: Double) -> Double {
    switch null {
    case .difference(let delta):
      let q = restrictedControl(rate, delta)
      let p = min(1, max(0, q + delta))
      return p * (1 - p) + ratio * q * (1 - q)
    case .ratio(let theta):
      // The smaller root of a q² − b q + c = 0, in the form that does not cancel.
      let a = (1 + ratio) * theta
      let b = ratio * theta + ratio * rate + 1 + control * theta
      let c = ratio * rate + control
      let q = min(1, 2 * c / (b + max(0, b * b - 4 * a * c).squareRoot()))
      let p = min(1, q * theta)
      return p * (1 - p) + ratio * theta * theta * q * (1 - q)
    }
  }

  /// The likeliest control rate when the difference is `delta`.
  private func restrictedControl(_ rate: Double, _ delta: Double) -> Double {
    if delta == 0 { return (ratio * rate + control) / (1 + ratio) }
    // The slope of the log likelihood falls; an empty cell puts no wall at its end.
    func slope(_ q: Double) -> Double {
      let cells = [
        (ratio * rate, q + delta), (-ratio * (1 - rate), 1 - q - delta), (control, q), (control - 1, 1 - q),
      ]
      return cells.reduce(0) { $0 + ($1.0 == 0 ? 0 : $1.0 / max($1.1, 1e-300)) }
    }
    let (low, high) = (max(0, -delta), min(1, 1 - delta))
    if slope(low) <= 0 { return low }
    if slope(high) >= 0 { return high }
    return root(from: (low, .infinity), to: (high, -.infinity), absolute: 1e-17, slope)
  }
}

/// One proportion against a fixed value.
///
///     n = ( z(α) √(p₀ q₀) + z(β) √(p₁ q₁) )² / (p₁ − p₀)²
public struct SingleRateComparison: PlannedComparison, Hashable {
  public let rate: Double
  public let null: Double

  /// Makes a comparison; both rates lie in (0, 1) and differ.
  public init(_ rate: Double, null: Double) {
    precondition(
      rate > 0 && rate < 1 && null > 0 && null < 1 && rate != null,
      "two different rates in (0, 1)"
    )
    (self.rate, self.null) = (rate, null)
  }

  public var allocationRatio: Double? { nil }

  public func fixedSize(alpha: Double, beta: Double) -> Double {
    let spread =
      StandardNormal.quantile(upperTail: alpha) * (null * (1 - null)).squareRoot()
      + StandardNormal.quantile(upperTail: beta) * (rate * (1 - rate)).squareRoot()
    let root = spread / (rate - null)
    return root * root
  }

  public func drift(subjects: Double, alpha: Double) -> Double {
    let variance = rate * (1 - rate)
    return (rate - null).magnitude * (subjects / variance).squareRoot()
      + StandardNormal.quantile(upperTail: alpha) * (1 - (null * (1 - null) / variance).squareRoot())
  }

  /// The observed rate, not its difference; nil outside [0, 1].
  public func effect(reaching z: Double, subjects: Double) -> Double? {
    let direction: Double = rate > null ? 1 : -1
    let effect = null + direction * z * (null * (1 - null) / subjects).squareRoot()
    return effect >= 0 && effect <= 1 ? effect : nil
  }
}
