// SPDX-License-Identifier: Apache-2.0

/// The boundaries of a group-sequential trial and what follows from them.
///
/// Z is the test statistic, positive in favour of the new treatment; the drift θ is the mean of Z at full
/// information. Measured against quadrature with 300 nodes per segment: boundaries and probabilities within
/// 1e-12 relative.
public struct GroupSequentialDesign: Sendable {
  public let plan: GroupSequentialPlan
  /// Critical values of Z, one per look; to reach one is to reject.
  ///
  /// Two-sided tests mirror them.
  public let criticalValues: [Double]
  /// Values of Z, two-sided of |Z|, at or below which the trial stops for futility.
  ///
  /// One per look but the last; nil without rule.
  public let futilityBounds: [Double]?
  /// The drift at which the trial finds the effect, in its own direction, with probability 1 − β.
  public let drift: Double
  /// The boundaries as they are observed, futility included.
  public let crossing: BoundaryCrossing

  public var fractions: [Double] { plan.fractions }

  /// One-sided nominal p-values of the critical values.
  public var stageLevels: [Double] { criticalValues.map(StandardNormal.survival) }

  /// Maximum information relative to a trial without interim looks, (θ / θ_fixed)².
  public var inflationFactor: Double {
    let ratio = drift / plan.fixedDrift
    return ratio * ratio
  }

  /// Type I error spent by each look, both directions together; a lower boundary that does not bind is left out.
  public var alphaSpent: [Double] {
    let crossing = futilityBounds == nil || plan.futilityBinds ? crossing : unstopped
    let (upper, lower) = crossing.probabilities(drift: 0)
    return cumulated(plan.sides == .two ? zip(upper, lower).map { $0 + $1 } : upper)
  }

  /// Type II error spent by each look, the last included; nil without futility rule.
  ///
  /// Two-sided, under ``driftOfEitherRejection``.
  public var betaSpent: [Double]? {
    guard let futilityBounds else { return nil }
    let drift = driftOfEitherRejection
    let early = OperatingCharacteristics(self, drift: drift).futility.prefix(futilityBounds.count)
    let rejecting = plan.sides == .one ? crossing.power(drift: drift) : crossing.stopping(drift: drift)
    return cumulated(Array(early)) + [1 - rejecting]
  }

  /// The probability of having rejected by each look when the drift is that of the design.
  public var power: [Double] { cumulated(crossing.probabilities(drift: drift).upper) }

  /// The critical values ignoring a lower boundary.
  private var unstopped: BoundaryCrossing {
    plan.crossing(upper: criticalValues, futility: nil)
  }

  /// The drift at which either boundary of a two-sided test is crossed with probability 1 − β.
  ///
  /// Slightly below ``drift``, which counts rejections in the direction of the effect only, as rpact and
  /// gsDesign do. For one-sided tests the same.
  public var driftOfEitherRejection: Double {
    guard plan.sides == .two else { return drift }
    return root(from: (0, -1), to: (drift, 1), absolute: 1e-15) {
      crossing.stopping(drift: $0) - (1 - plan.beta)
    }
  }

  /// The boundary values on the scale of the effect.
  ///
  /// - Parameter maximumInformation: Statistical information at the last look, 1 / variance of the estimate.
  /// - Returns: Estimates that would just reach each critical value: z / √(t I).
  public func effects(maximumInformation: Double) -> [Double] {
    precondition(maximumInformation > 0, "information must be positive, got \(maximumInformation)")
    return zip(criticalValues, fractions).map { $0 / ($1 * maximumInformation).squareRoot() }
  }

  /// The futility bounds on the scale of the effect; nil without futility rule.
  public func futilityEffects(maximumInformation: Double) -> [Double]? {
    precondition(maximumInformation > 0, "information must be positive, got \(maximumInformation)")
    return futilityBounds.map { bounds in
      zip(bounds, fractions).map { $0 / ($1 * maximumInformation).squareRoot() }
    }
  }

  /// The maximum information needed to find `effect` with power 1 − β: (θ / effect)².
  public func maximumInformation(effect: Double) -> Double {
    precondition(effect != 0, "an effect of zero needs infinite information")
    return (drift / effect) * (drift / effect)
  }

  /// Maximum information relative to a fixed trial, if rejections in either direction count.
  public var inflationFactorOfEitherRejection: Double {
    guard plan.sides == .two else { return inflationFactor }
    let z = StandardNormal.quantile(upperTail: plan.alphaPerSide)
    let fixed = root(from: (0, -1), to: (plan.fixedDrift, 1), absolute: 1e-15) {
      StandardNormal.cumulative($0 - z) + StandardNormal.cumulative(-$0 - z) - (1 - plan.beta)
    }
    let ratio = driftOfEitherRejection / fixed
    return ratio * ratio
  }

  /// What happens at each look when the drift is `drift`.
  public func characteristics(drift: Double) -> OperatingCharacteristics {
    OperatingCharacteristics(self, drift: drift)
  }
}

/// The chances of each outcome of a group-sequential trial under one drift.
public struct OperatingCharacteristics: Hashable, Sendable {
  public let drift: Double
  /// Rejection at each look; two-sided tests count both directions.
  public let rejection: [Double]
  /// Stopping for futility at each look but the last; zeros without futility rule.
  public let futility: [Double]
  /// Stopping at each look, for whatever reason; adds up to 1.
  public let stopping: [Double]
  /// Expected information as a share of the maximum.
  public let expectedInformation: Double

  init(_ design: GroupSequentialDesign, drift: Double) {
    let (upper, lower) = design.crossing.probabilities(drift: drift)
    let twoSided = design.plan.sides == .two
    self.drift = drift
    rejection = twoSided ? zip(upper, lower).map { $0 + $1 } : upper
    let inner = design.crossing.innerProbabilities(drift: drift)
    futility = Array((twoSided ? inner : lower).dropLast())
    var stopping = zip(upper, zip(lower, inner)).map { $0 + $1.0 + $1.1 }
    stopping[stopping.count - 1] = 1 - stopping.dropLast().reduce(0, +)
    self.stopping = stopping
    expectedInformation = zip(stopping, design.fractions).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The probability of ever rejecting.
  public var power: Double { rejection.reduce(0, +) }
}

/// Running sums.
func cumulated(_ values: [Double]) -> [Double] {
  var sum = 0.0
  return values.map {
    sum += $0
    return sum
  }
}
