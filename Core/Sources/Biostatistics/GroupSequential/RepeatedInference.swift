// SPDX-License-Identifier: Apache-2.0

/// Intervals and p-values that hold at every look, whether or not the trial stops.
///
/// - SeeAlso: Jennison & Turnbull (1989), JRSS B 51:305–361.
extension GroupSequentialDesign {
  /// The repeated confidence interval of the drift, (z ± c) / √t.
  ///
  /// Its simultaneous level is 1 − 2α for one-sided tests, 1 − α for two-sided ones.
  ///
  /// - Throws: ``GroupSequentialError/look(_:)`` and ``GroupSequentialError/statistic(_:)``.
  public func repeatedInterval(look: Int, z: Double) throws(GroupSequentialError) -> Interval {
    guard look >= 1, look <= fractions.count else { throw .look(look) }
    guard z.magnitude <= 37 else { throw .statistic(z) }
    let scale = fractions[look - 1].squareRoot()
    let c = criticalValues[look - 1]
    return Interval((z - c) / scale, (z + c) / scale)
  }

  /// The repeated p-value: the smallest type I error with which a design of this kind would reject here.
  ///
  /// One-sided for one-sided tests, and at most ½; two-sided, from |z|, for two-sided tests. Nil for boundaries
  /// that do not depend on α at this look, and beside a lower boundary that binds.
  ///
  /// - Throws: ``GroupSequentialError/look(_:)`` and ``GroupSequentialError/statistic(_:)``.
  public func repeatedP(look: Int, z: Double) throws(GroupSequentialError) -> Double? {
    guard look >= 1, look <= fractions.count else { throw .look(look) }
    guard z.magnitude <= 37 else { throw .statistic(z) }
    guard !plan.futilityBinds else { return nil }
    let z = plan.sides == .two ? z.magnitude : z
    guard z > 0 else { return perSide(0.5) }
    switch plan.efficacy {
    case .pocock: return familyP(delta: 0.5, look, z)
    case .obrienFleming: return familyP(delta: 0, look, z)
    case .wangTsiatis(let delta): return familyP(delta: delta, look, z)
    case .haybittlePeto:
      guard look == fractions.count else { return nil }
      return perSide(error(of: criticalValues.dropLast() + [z]))
    case .spending(let function): return spendingP(function, look, z)
    case .pampallonaTsiatis: return nil
    }
  }

  private func perSide(_ p: Double) -> Double {
    min(p, 0.5) * Double(plan.sides.rawValue)
  }

  /// Type I error in one direction.
  private func error(of upper: [Double]) -> Double {
    let lower = plan.sides == .two ? upper.map { -$0 } : upper.map { _ in -.infinity }
    return BoundaryCrossing(fractions: fractions, lower: lower, upper: upper).power(drift: 0)
  }

  /// The family member that goes through `z` at this look.
  private func familyP(delta: Double, _ look: Int, _ z: Double) -> Double {
    let c = z / Double.pow(fractions[look - 1], delta - 0.5)
    return perSide(error(of: fractions.map { c * Double.pow($0, delta - 0.5) }))
  }

  /// The α whose spending puts the bound of this look at `z`.
  private func spendingP(_ function: SpendingFunction, _ look: Int, _ z: Double) -> Double {
    let t = Array(fractions.prefix(look))
    /// What reaching z at this look would spend in all, minus what α allows; on a logarithmic scale.
    func excess(_ logAlpha: Double) -> Double {
      let spent = function.spent(at: t, of: .exp(logAlpha))
      guard spent[look - 1] > 0 else { return 1 }
      var density = PathDensity.start
      for k in 0..<(look - 1) {
        let increment = spent[k] - (k > 0 ? spent[k - 1] : 0)
        let bound = NextLook(density, at: t[k], drift: 0).upperBound(increment)
        let low = plan.sides == .two ? -bound : -Double.infinity
        density = density.advanced(to: t[k], within: low, bound, next: t[k + 1], drifts: 0...0)
      }
      let reached = NextLook(density, at: t[look - 1], drift: 0).upper(z)
      let allowed = spent[look - 1] - (look > 1 ? spent[look - 2] : 0)
      guard reached > 0, allowed > 0 else { return reached > 0 ? 1 : -1 }
      return .log(reached / allowed)
    }
    let highest = Double.log(0.5)
    if excess(highest) >= 0 { return perSide(0.5) }
    let nominal = Double.log(max(StandardNormal.survival(z), 1e-300))
    return perSide(
      .exp(root(from: (min(nominal, -600), 1), to: (highest, -1), near: nominal + 0.1, step: 0.2, excess))
    )
  }
}
