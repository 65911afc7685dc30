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
      return try finished(upper: critical(futility: nil), futility: nil)
    case .fixed(let bounds):
      let upper = try critical(futility: futilityBinds ? bounds : nil)
      guard zip(bounds, upper).allSatisfy({ $0 < $1 }) else { throw .futilityBounds(bounds) }
      return try finished(upper: upper, futility: bounds)
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
      guard futility == nil else { throw .futilityNotPossible }
    }
    guard let futility else { return }
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
  func finished(upper: [Double], futility: [Double]?) throws(GroupSequentialError) -> GroupSequentialDesign {
    let most = 2 * fixedDrift + 10
    let crossing = crossing(upper: upper, futility: futility, drifts: 0...most)
    guard crossing.power(drift: most) > 1 - beta else { throw .noSolution }
    let drift = root(from: (0, -1), to: (most, 1), near: fixedDrift, step: 0.3) {
      crossing.power(drift: $0) - (1 - beta)
    }
    return GroupSequentialDesign(
      plan: self,
      criticalValues: upper,
      futilityBounds: futility,
      drift: drift,
      crossing: crossing
    )
  }

  /// The drift of a trial without interim looks.
  var fixedDrift: Double {
    StandardNormal.quantile(upperTail: alphaPerSide) + StandardNormal.quantile(1 - beta)
  }

  /// The critical values, given futility bounds that bind.
  func critical(futility: [Double]?) throws(GroupSequentialError) -> [Double] {
    if let shape = efficacy.shape(at: fractions) {
      return family(shape) { crossing(upper: $0, futility: futility).power(drift: 0) }
    }
    return switch efficacy {
    case .haybittlePeto(let z): try haybittlePeto(z, futility: futility)
    case .spending(let function): spending(function, futility: futility)
    default: throw .futilityNotPossible
    }
  }

  /// c times `shape`, with c so that α is kept.
  ///
  /// - Parameters:
  ///   - shape: The critical values for c = 1.
  ///   - error: The type I error of critical values in one direction.
  /// - Returns: Critical values.
  func family(_ shape: [Double], error: ([Double]) -> Double) -> [Double] {
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
      .log(max(error(shape.map { c * $0 }), 1e-300) / alphaPerSide)
    }
    return shape.map { c * $0 }
  }

  /// z at the interim looks; the last critical value takes the rest of α.
  private func haybittlePeto(_ z: Double, futility: [Double]?) throws(GroupSequentialError) -> [Double] {
    let interim = [Double](repeating: z, count: fractions.count - 1)
    let (density, spent) = passed(upper: interim, futility: futility)
    let rest = alphaPerSide - spent
    guard rest > 0 else { throw .noSolution }
    return interim + [NextLook(density, at: 1, drift: 0).upperBound(rest)]
  }

  /// The paths left before the last look and what interim critical values have spent per side.
  private func passed(upper: [Double], futility: [Double]?) -> (PathDensity, spent: Double) {
    var density = PathDensity.start
    var spent = 0.0
    for k in upper.indices {
      spent += NextLook(density, at: fractions[k], drift: 0).upper(upper[k])
      density = density.advanced(
        self,
        to: fractions[k],
        upper: upper[k],
        futility: futility?[k],
        next: fractions[k + 1],
        drifts: 0...0
      )
    }
    return (density, spent)
  }

  /// Critical values one after the other, each spending what its look may.
  private func spending(_ function: SpendingFunction, futility: [Double]?) -> [Double] {
    let spent = function.spent(at: fractions, of: alphaPerSide)
    var density = PathDensity.start
    var bounds = [Double]()
    for k in fractions.indices {
      let increment = spent[k] - (k > 0 ? spent[k - 1] : 0)
      let bound = NextLook(density, at: fractions[k], drift: 0).upperBound(increment)
      bounds.append(bound)
      guard k + 1 < fractions.count else { break }
      density = density.advanced(
        self,
        to: fractions[k],
        upper: bound,
        futility: futility?[k],
        next: fractions[k + 1],
        drifts: 0...0
      )
    }
    return bounds
  }
}

extension EfficacyRule {
  /// The critical values up to one constant; nil for boundaries that are not found that way.
  func shape(at fractions: [Double]) -> [Double]? {
    let delta: Double
    switch self {
    case .pocock: delta = 0.5
    case .obrienFleming: delta = 0
    case .wangTsiatis(let given): delta = given
    case .haybittlePeto, .spending, .pampallonaTsiatis: return nil
    }
    return fractions.map { Double.pow($0, delta - 0.5) }
  }
}
