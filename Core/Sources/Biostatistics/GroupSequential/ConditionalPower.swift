// SPDX-License-Identifier: Apache-2.0

/// What is known at an interim look, and the critical value that waits at full information.
///
/// B(t) = Z √t; after t, B(1) − B(t) is normal with mean θ (1 − t) and variance 1 − t.
///
/// - SeeAlso: Lan & Wittes (1988), The B-value, Biometrics 44:579–585; Spiegelhalter, Freedman & Blackburn
///   (1986), Controlled Clinical Trials 7:8–17.
public struct InterimStatistic: Hashable, Sendable {
  public let z: Double
  /// Information fraction of the look, 0 < t ≤ 1.
  public let fraction: Double
  /// The value that Z must reach at full information.
  public let criticalValue: Double

  /// Makes the state of a trial.
  public init(z: Double, at fraction: Double, criticalValue: Double) {
    precondition(fraction > 0 && fraction <= 1, "information fraction must lie in (0, 1], got \(fraction)")
    (self.z, self.fraction, self.criticalValue) = (z, fraction, criticalValue)
  }

  /// B(t) = Z √t.
  public var bValue: Double { z * fraction.squareRoot() }

  /// The probability of success if the drift is `drift`; 0 or 1 at full information.
  public func conditionalPower(drift: Double) -> Double {
    success(mean: bValue + drift * rest, variance: rest)
  }

  /// The probability of success if the drift is its present estimate, z / √t.
  public var conditionalPowerOfCurrentTrend: Double {
    conditionalPower(drift: z / fraction.squareRoot())
  }

  /// The probability of success if nothing is at work.
  public var conditionalPowerUnderNull: Double { conditionalPower(drift: 0) }

  /// Conditional power averaged over the posterior of the drift from a flat prior.
  public var predictivePower: Double {
    // The posterior has mean b / t and variance 1 / t.
    success(mean: bValue / fraction, variance: rest / fraction)
  }

  /// Conditional power averaged over the posterior of the drift from a normal prior.
  ///
  /// - Parameters:
  ///   - priorMean: Prior mean of the drift.
  ///   - priorVariance: Prior variance of the drift, positive.
  /// - Returns: A probability.
  public func predictivePower(priorMean: Double, priorVariance: Double) -> Double {
    precondition(priorVariance > 0, "a prior variance must be positive, got \(priorVariance)")
    let variance = 1 / (1 / priorVariance + fraction)
    let mean = variance * (priorMean / priorVariance + bValue)
    return success(mean: bValue + mean * rest, variance: rest + rest * rest * variance)
  }

  private var rest: Double { 1 - fraction }

  /// P(B(1) ≥ critical value).
  private func success(mean: Double, variance: Double) -> Double {
    guard variance > 0 else { return mean >= criticalValue ? 1 : 0 }
    return StandardNormal.cumulative((mean - criticalValue) / variance.squareRoot())
  }
}

extension GroupSequentialDesign {
  /// The probability of rejecting at a later look, given the statistic of look `look`.
  ///
  /// Under drift 0 this is the conditional rejection probability of Müller & Schäfer (2001), Biometrics
  /// 57:886–891. Lower boundaries are left out unless they bind.
  ///
  /// - Parameters:
  ///   - look: The look done, counted from 1; before the last.
  ///   - z: Its statistic.
  ///   - drift: The drift from then on.
  /// - Returns: A probability.
  /// - Throws: ``GroupSequentialError/look(_:)`` and ``GroupSequentialError/statistic(_:)``.
  public func conditionalPower(afterLook look: Int, z: Double, drift: Double) throws(GroupSequentialError)
    -> Double
  {
    guard look >= 1, look < fractions.count else { throw .look(look) }
    guard z.magnitude <= 37 else { throw .statistic(z) }
    let ordering = stagewiseOrdering
    let now = fractions[look - 1]
    let b = z * now.squareRoot()
    // The rest of the trial is a trial of its own that starts at b.
    let rest = fractions[look...].map { $0 - now }
    func seen(_ bounds: [Double]) -> [Double] {
      zip(bounds[look...], zip(fractions[look...], rest)).map {
        ($0 * $1.0.squareRoot() - b) / $1.1.squareRoot()
      }
    }
    return BoundaryCrossing(
      fractions: rest,
      lower: seen(ordering.lower),
      upper: seen(ordering.upper),
      inner: plan.futilityBinds ? wedges(after: look, b: b) : nil,
      drifts: min(drift, 0)...max(drift, 0)
    ).power(drift: drift)
  }

  /// The wedges of a two-sided design at later looks, as they are seen from B = `b` at look `look`.
  func wedges(after look: Int, b: Double) -> [ClosedRange<Double>?] {
    fractions.indices.dropFirst(look).map { k in
      let bound = futilityBounds.flatMap { k < $0.count ? $0[k] : nil }
      let step = (fractions[k] - fractions[look - 1]).squareRoot()
      func seen(_ z: Double) -> Double { (z * fractions[k].squareRoot() - b) / step }
      return plan.wedge(bound).map { seen($0.lowerBound)...seen($0.upperBound) }
    }
  }
}
