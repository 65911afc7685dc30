// SPDX-License-Identifier: Apache-2.0

extension GroupSequentialPlan {
  /// Lower and upper boundary that spend β under the drift and α under none.
  ///
  /// The drift is right when the lower boundary, having spent β, meets the upper one at the last look. A
  /// larger drift leaves β over: the boundaries cross.
  func betaSpendingDesign(_ function: SpendingFunction) throws(GroupSequentialError) -> GroupSequentialDesign
  {
    let beta = increments(function.spent(at: fractions, of: beta))
    let fixedUpper = futilityBinds ? nil : try critical(lower: nil)
    let alpha = try bindingAlpha()
    func boundaries(_ drift: Double) -> Sweep {
      sweep(drift: drift, upper: fixedUpper, alpha: alpha, lower: beta)
    }
    let drift = root(from: (0.01, 1), to: (fixedDrift + 12, -1), near: 1.05 * fixedDrift, step: 0.1) {
      let sweep = boundaries($0)
      return sweep.crossed ? -self.beta : sweep.rest
    }
    let found = boundaries(drift)
    guard !found.crossed, found.rest.magnitude < 1e-9 else { throw .noSolution }
    return design(found, drift: drift)
  }

  /// The lower boundary spends 1 − α under no drift, so that it meets the upper one at the last look.
  func nullSpendingDesign(_ function: SpendingFunction) throws(GroupSequentialError) -> GroupSequentialDesign
  {
    let alpha = try bindingAlpha()
    let fixedUpper = futilityBinds ? nil : try critical(lower: nil)
    func boundaries(_ total: Double) -> Sweep {
      let lower = increments(function.spent(at: fractions, of: total))
      return sweep(drift: 0, upper: fixedUpper, alpha: alpha, lower: lower)
    }
    // What is left after rejecting: 1 − α if the boundary binds, a little more if it does not.
    var total = 1 - alphaPerSide
    if !futilityBinds {
      total = root(from: (1 - alphaPerSide, 1), to: (1 - 1e-15, -1), absolute: 1e-16) {
        let found = boundaries($0)
        return found.crossed ? -1 : found.rest
      }
    }
    let found = boundaries(total)
    guard !found.crossed else { throw .noSolution }
    return try finished(upper: found.upper, lower: found.lower)
  }

  /// Type I error of each look, where both boundaries must be found together.
  ///
  /// Families with one constant would need a search within the search.
  private func bindingAlpha() throws(GroupSequentialError) -> [Double] {
    guard futilityBinds else { return [] }
    guard case .spending(let function) = efficacy else { throw .futilityNeedsSpending }
    return increments(function.spent(at: fractions, of: alphaPerSide))
  }

  /// Boundaries found look by look.
  private struct Sweep {
    var upper = [Double]()
    /// For each look but the last.
    var lower = [Double]()
    /// What the last look would fail with beyond its increment; zero when the boundaries meet.
    var rest = 0.0
    /// Whether the lower boundary reached the upper one before the last look.
    var crossed = false
  }

  /// Boundaries that spend `alpha` without drift, unless they are given, and `lower` under the drift.
  private func sweep(drift: Double, upper: [Double]?, alpha: [Double], lower: [Double]) -> Sweep {
    var result = Sweep()
    var density = PathDensity.start
    for k in fractions.indices {
      let bound = upper?[k] ?? NextLook(density, at: fractions[k], drift: 0).upperBound(alpha[k])
      result.upper.append(bound)
      let look = NextLook(density, at: fractions[k], drift: drift)
      guard k + 1 < fractions.count else {
        result.rest = look.lower(bound) - lower[k]
        break
      }
      let low = look.lowerBound(lower[k])
      guard low < bound else {
        result.crossed = true
        break
      }
      result.lower.append(low)
      density = density.advanced(
        to: fractions[k],
        within: low,
        bound,
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
      futilityBounds: sweep.lower,
      drift: drift,
      crossing: BoundaryCrossing(
        fractions: fractions,
        lower: sweep.lower + [-.infinity],
        upper: sweep.upper,
        drifts: 0...2 * fixedDrift + 10
      )
    )
  }

  private func increments(_ spent: [Double]) -> [Double] {
    zip([0] + spent, spent).map { $1 - $0 }
  }
}
