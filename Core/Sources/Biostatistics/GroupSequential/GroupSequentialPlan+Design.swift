// SPDX-License-Identifier: Apache-2.0

extension GroupSequentialPlan {
  /// Finds the boundaries of this plan.
  ///
  /// Critical values come first, then the drift that gives the power; beta spending finds both boundaries and
  /// the drift together.
  public func design() throws(GroupSequentialError) -> GroupSequentialDesign {
    try check()
    if case .pampallonaTsiatis(let delta, let futilityDelta, let isBinding) = efficacy {
      return try meetingBoundaries(delta, futilityDelta, isBinding: isBinding)
    }
    switch futility?.bounds {
    case nil:
      return try finished(upper: critical(lower: nil), lower: nil)
    case .fixed(let bounds):
      let upper = try critical(lower: futilityBinds ? bounds : nil)
      guard zip(bounds, upper).allSatisfy({ $0 < $1 }) else { throw .futilityBounds(bounds) }
      return try finished(upper: upper, lower: bounds)
    case .betaSpending(let function):
      return try betaSpendingDesign(function)
    case .nullSpending(let function):
      return try nullSpendingDesign(function)
    }
  }

  private func check() throws(GroupSequentialError) {
    guard let last = fractions.last else { throw .noLooks }
    guard (last - 1).magnitude < 1e-12, fractions.areLooks else {
      throw .fractions(fractions)
    }
    guard alpha > 0, alphaPerSide < 0.5, beta > 0, 1 - beta > alphaPerSide else {
      throw .errorRates(alpha: alpha, beta: beta)
    }
    let looks = fractions.count
    switch efficacy {
    case .pocock, .obrienFleming: break
    case .wangTsiatis(let delta): guard delta.magnitude <= 2 else { throw .parameter }
    case .haybittlePeto(let z): guard z.isFinite else { throw .parameter }
    case .spending(let function): guard function.isValid(looks: looks) else { throw .parameter }
    case .pampallonaTsiatis(let upper, let lower, _):
      guard upper.magnitude <= 0.5, lower.magnitude <= 0.5 else { throw .parameter }
      guard sides == .one, futility == nil else { throw .futilityNotPossible }
    }
    guard let futility else { return }
    guard sides == .one else { throw .futilityNotPossible }
    switch futility.bounds {
    case .fixed(let bounds):
      guard bounds.count == looks - 1, bounds.allSatisfy({ !$0.isNaN && $0 < .infinity }) else {
        throw .futilityBounds(bounds)
      }
    case .betaSpending(let function), .nullSpending(let function):
      guard function.isValid(looks: looks) else { throw .parameter }
    }
  }

  /// Completes boundaries with the drift that gives the power.
  func finished(upper: [Double], lower: [Double]?) throws(GroupSequentialError) -> GroupSequentialDesign {
    let observed =
      sides == .two
      ? upper.map { -$0 } : (lower ?? fractions.dropLast().map { _ in -.infinity }) + [-.infinity]
    let most = 2 * fixedDrift + 10
    let crossing = BoundaryCrossing(fractions: fractions, lower: observed, upper: upper, drifts: 0...most)
    guard crossing.power(drift: most) > 1 - beta else { throw .noSolution }
    let drift = root(from: (0, -1), to: (most, 1), near: fixedDrift, step: 0.3) {
      crossing.power(drift: $0) - (1 - beta)
    }
    return GroupSequentialDesign(
      plan: self,
      criticalValues: upper,
      futilityBounds: lower,
      drift: drift,
      crossing: crossing
    )
  }

  /// The drift of a trial without interim looks.
  var fixedDrift: Double {
    StandardNormal.quantile(upperTail: alphaPerSide) + StandardNormal.quantile(1 - beta)
  }

  /// The critical values, given a lower boundary that binds.
  func critical(lower: [Double]?) throws(GroupSequentialError) -> [Double] {
    switch efficacy {
    case .pocock: family(delta: 0.5, lower: lower)
    case .obrienFleming: family(delta: 0, lower: lower)
    case .wangTsiatis(let delta): family(delta: delta, lower: lower)
    case .haybittlePeto(let z): try haybittlePeto(z, lower: lower)
    case .spending(let function): spending(function, lower: lower)
    case .pampallonaTsiatis: throw .futilityNotPossible
    }
  }

  /// Type I error of critical values, both directions together.
  private func error(of upper: [Double], lower: [Double]?) -> Double {
    let open = [Double](repeating: -.infinity, count: upper.count)
    let low = sides == .two ? upper.map { -$0 } : (lower ?? open.dropLast()) + [-.infinity]
    let crossing = BoundaryCrossing(fractions: fractions, lower: low, upper: upper)
    return Double(sides.rawValue) * crossing.power(drift: 0)
  }

  /// c t^(Δ − 1/2), with c so that α is kept.
  private func family(delta: Double, lower: [Double]?) -> [Double] {
    let shape = fractions.map { Double.pow($0, delta - 0.5) }
    // One look alone would need this; all looks together, each with a share of α, at most the other.
    let single = StandardNormal.quantile(upperTail: alphaPerSide)
    let shared = StandardNormal.quantile(upperTail: alphaPerSide / Double(fractions.count))
    let c = root(
      from: (1e-3, 1),
      to: (60, -1),
      near: (single + shared) / 2,
      step: (shared - single) / 2 + 1e-3
    ) { c in
      // Nearly straight on this scale.
      .log(max(error(of: shape.map { c * $0 }, lower: lower), 1e-300) / alpha)
    }
    return shape.map { c * $0 }
  }

  /// z at the interim looks; the last critical value takes the rest of α.
  private func haybittlePeto(_ z: Double, lower: [Double]?) throws(GroupSequentialError) -> [Double] {
    let interim = [Double](repeating: z, count: fractions.count - 1)
    let (density, spent) = passed(upper: interim, lower: lower)
    let rest = alphaPerSide - spent
    guard rest > 0 else { throw .noSolution }
    return interim + [NextLook(density, at: 1, drift: 0).upperBound(rest)]
  }

  /// The paths left before the last look and what interim critical values have spent per side.
  private func passed(upper: [Double], lower: [Double]?) -> (PathDensity, spent: Double) {
    var density = PathDensity.start
    var spent = 0.0
    for k in upper.indices {
      spent += NextLook(density, at: fractions[k], drift: 0).upper(upper[k])
      let low = sides == .two ? -upper[k] : lower?[k] ?? -.infinity
      density = density.advanced(
        to: fractions[k],
        within: low,
        upper[k],
        next: fractions[k + 1],
        drifts: 0...0
      )
    }
    return (density, spent)
  }

  /// Critical values one after the other, each spending what its look may.
  private func spending(_ function: SpendingFunction, lower: [Double]?) -> [Double] {
    let spent = function.spent(at: fractions, of: alphaPerSide)
    var density = PathDensity.start
    var bounds = [Double]()
    for k in fractions.indices {
      let increment = spent[k] - (k > 0 ? spent[k - 1] : 0)
      let bound = NextLook(density, at: fractions[k], drift: 0).upperBound(increment)
      bounds.append(bound)
      guard k + 1 < fractions.count else { break }
      let low = sides == .two ? -bound : lower?[k] ?? -.infinity
      density = density.advanced(to: fractions[k], within: low, bound, next: fractions[k + 1], drifts: 0...0)
    }
    return bounds
  }
}
