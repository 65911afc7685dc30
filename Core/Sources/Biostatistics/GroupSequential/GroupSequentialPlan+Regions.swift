// SPDX-License-Identifier: Apache-2.0

/// Where a trial goes on: between the critical values, and beyond the futility bound.
///
/// One-sided, values at or below the futility bound stop. Two-sided, critical values are mirrored, and values of |Z|
/// at or below the bound stop: a wedge around 0 that opens as information comes in.
extension GroupSequentialPlan {
  /// The values of Z that a futility bound stops between mirrored critical values; nil without bound or one-sided.
  func wedge(_ bound: Double?) -> ClosedRange<Double>? {
    guard sides == .two, let bound, bound > 0 else { return nil }
    return -bound...bound
  }

  /// Whether any statistic can stop at a futility bound; none of |Z| is below 0.
  func hasFutility(_ bound: Double) -> Bool { sides == .one ? bound > -.infinity : bound > 0 }

  /// The lower boundary beside a critical value and a futility bound.
  func lowerEnd(_ upper: Double, _ bound: Double?) -> Double {
    sides == .two ? -upper : bound ?? -.infinity
  }

  /// The chances of crossing critical values and futility bounds, one for each look but the last; nil for none.
  func crossing(upper: [Double], futility: [Double]?, drifts: ClosedRange<Double> = 0...0) -> BoundaryCrossing
  {
    let bounds = upper.indices.map { k in futility.flatMap { k < $0.count ? $0[k] : nil } }
    return BoundaryCrossing(
      fractions: fractions,
      lower: zip(upper, bounds).map(lowerEnd),
      upper: upper,
      inner: zip(upper, bounds).map { upper, bound in wedge(bound.map { min($0, upper) }) },
      drifts: drifts
    )
  }
}

extension PathDensity {
  /// The density after a look of `plan` at `t`.
  func advanced(
    _ plan: GroupSequentialPlan,
    to t: Double,
    upper: Double,
    futility: Double?,
    next: Double,
    drifts: ClosedRange<Double>
  ) -> PathDensity {
    advanced(
      to: t,
      within: plan.lowerEnd(upper, futility),
      upper,
      except: plan.wedge(futility),
      next: next,
      drifts: drifts
    )
  }
}

extension NextLook {
  /// The probability of stopping for futility at `bound`.
  func futility(_ bound: Double, _ plan: GroupSequentialPlan) -> Double {
    plan.sides == .one ? lower(bound) : plan.wedge(bound).map(inside) ?? 0
  }

  /// The futility bound with a given probability of stopping.
  func futilityBound(_ probability: Double, _ plan: GroupSequentialPlan) -> Double {
    plan.sides == .one ? lowerBound(probability) : innerBound(probability)
  }
}
