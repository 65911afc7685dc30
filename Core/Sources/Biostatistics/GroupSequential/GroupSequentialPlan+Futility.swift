// SPDX-License-Identifier: Apache-2.0

extension GroupSequentialPlan {
  /// Futility bounds and critical values that spend β under the drift and α under none.
  ///
  /// The drift is right when the futility bounds, having spent β, meet the critical values at the last look. A
  /// larger drift leaves β over: the boundaries cross.
  ///
  /// Two-sided, β is the chance of rejecting in neither direction, as in rpact; the drift of the design, which counts
  /// the direction of the effect only, is larger by very little.
  func betaSpendingDesign(_ function: SpendingFunction) throws(GroupSequentialError) -> GroupSequentialDesign
  {
    let beta = increments(function.spent(at: fractions, of: beta))
    let rule = try criticalRule()
    let drift = root(from: (0.01, 1), to: (fixedDrift + 12, -1), near: 1.05 * fixedDrift, step: 0.1) {
      let sweep = boundaries(rule, drift: $0, futility: beta)
      return sweep.crossed ? -self.beta : sweep.rest
    }
    let found = boundaries(rule, drift: drift, futility: beta)
    guard !found.crossed, found.rest.magnitude < 1e-9, found.keeps(alphaPerSide) else { throw .noSolution }
    return sides == .one
      ? design(found, drift: drift) : try finished(upper: found.upper, futility: found.futility)
  }

  /// The futility bounds spend 1 − α under no drift, so that they meet the critical values at the last look.
  func nullSpendingDesign(_ function: SpendingFunction) throws(GroupSequentialError) -> GroupSequentialDesign
  {
    let rule = try criticalRule()
    func bounds(_ total: Double) -> Sweep {
      boundaries(rule, drift: 0, futility: increments(function.spent(at: fractions, of: total)))
    }
    // What is left after rejecting: 1 − α if the boundary binds, a little more if it does not.
    let certain = sides == .one ? 1 - alphaPerSide : 1 - alpha
    var total = certain
    if !futilityBinds {
      total = root(from: (certain, 1), to: (1 - 1e-15, -1), absolute: 1e-16) {
        let found = bounds($0)
        return found.crossed ? -1 : found.rest
      }
    }
    let found = bounds(total)
    guard !found.crossed, found.keeps(alphaPerSide) else { throw .noSolution }
    return try finished(upper: found.upper, futility: found.futility)
  }

  /// How critical values are found while futility bounds are.
  private enum CriticalRule {
    case given([Double])
    /// Type I error of each look.
    case spending([Double])
    /// The critical value of all looks but the last.
    case lastTakesTheRest(Double)
    /// Up to one constant, so that type I error depends on both boundaries: a search within the search.
    case shape([Double])
  }

  /// Without binding, critical values come first; else both are found together.
  private func criticalRule() throws(GroupSequentialError) -> CriticalRule {
    guard futilityBinds else { return .given(try critical(futility: nil)) }
    if let shape = efficacy.shape(at: fractions) { return .shape(shape) }
    switch efficacy {
    case .spending(let function):
      return .spending(increments(function.spent(at: fractions, of: alphaPerSide)))
    case .haybittlePeto(let z): return .lastTakesTheRest(z)
    default: throw .futilityNotPossible
    }
  }

  /// Boundaries found look by look.
  private struct Sweep {
    var upper = [Double]()
    /// For each look but the last.
    var futility = [Double]()
    /// Type I error in one direction.
    var error = 0.0
    /// What the last look would fail with beyond its increment; zero when the boundaries meet.
    var rest = 0.0
    /// Whether the futility bound reached the critical value before the last look.
    var crossed = false

    /// Whether the type I error is not more than allowed, as that of given interim critical values may be.
    func keeps(_ alpha: Double) -> Bool { error < alpha + 1e-9 }
  }

  /// Boundaries by `rule` without drift and by `futility`, probabilities of each look, under the drift.
  private func boundaries(_ rule: CriticalRule, drift: Double, futility: [Double]) -> Sweep {
    guard case .shape(let shape) = rule else { return sweep(rule, drift: drift, futility: futility) }
    let upper = family(shape) { sweep(.given($0), drift: drift, futility: futility).error }
    return sweep(.given(upper), drift: drift, futility: futility)
  }

  private func sweep(_ rule: CriticalRule, drift: Double, futility: [Double]) -> Sweep {
    var result = Sweep()
    var density = PathDensity.start
    for k in fractions.indices {
      let null = NextLook(density, at: fractions[k], drift: 0)
      let isLast = k + 1 == fractions.count
      let bound: Double =
        switch rule {
        case .given(let upper): upper[k]
        case .spending(let alpha): null.upperBound(alpha[k])
        case .lastTakesTheRest(let z): isLast ? null.upperBound(alphaPerSide - result.error) : z
        case .shape: .infinity
        }
      result.upper.append(bound)
      result.error += null.upper(bound)
      let look = NextLook(density, at: fractions[k], drift: drift)
      guard !isLast else {
        result.rest = look.futility(bound, self) - futility[k]
        break
      }
      let low = look.futilityBound(futility[k], self)
      guard low < bound else {
        result.crossed = true
        break
      }
      result.futility.append(low)
      density = density.advanced(
        self,
        to: fractions[k],
        upper: bound,
        futility: low,
        next: fractions[k + 1],
        drifts: 0...max(0, drift)
      )
    }
    return result
  }

  private func design(_ sweep: Sweep, drift: Double) -> GroupSequentialDesign {
    GroupSequentialDesign(
      plan: self,
      criticalValues: sweep.upper,
      futilityBounds: sweep.futility,
      drift: drift,
      crossing: crossing(upper: sweep.upper, futility: sweep.futility, drifts: 0...2 * fixedDrift + 10)
    )
  }

  private func increments(_ spent: [Double]) -> [Double] {
    zip([0] + spent, spent).map { $1 - $0 }
  }
}
