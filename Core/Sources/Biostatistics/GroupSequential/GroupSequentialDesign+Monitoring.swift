// SPDX-License-Identifier: Apache-2.0

/// The boundaries at looks as they came.
public struct MonitoringBoundaries: Hashable, Sendable {
  public let fractions: [Double]
  public let criticalValues: [Double]
  /// Futility bounds; −∞ at a look with full information or without rule.
  public let futilityBounds: [Double]
  /// Type I error spent by each look, both directions together.
  public let alphaSpent: [Double]
}

extension GroupSequentialDesign {
  /// The boundaries when information did not come as planned.
  ///
  /// Spending functions need only the information so far, not the number or times of looks to come; this is
  /// what they were made for (Lan & DeMets 1983). The maximum information stays that of the plan, and beta is
  /// spent under the drift of the plan, two-sided under ``driftOfEitherRejection``.
  ///
  /// - Parameter fractions: Information of each look done as a share of the planned maximum, ascending. At 1 and
  ///   beyond, all of α is spent.
  /// - Returns: Boundaries for these looks. A lower boundary that would pass the upper one ends on it.
  /// - Throws: ``GroupSequentialError/needsSpending`` for boundaries that are not spent, and
  ///   ``GroupSequentialError/fractions(_:)``.
  public func boundaries(at fractions: [Double]) throws(GroupSequentialError) -> MonitoringBoundaries {
    guard !fractions.isEmpty, fractions.areLooks else {
      throw .fractions(fractions)
    }
    guard case .spending(let function) = plan.efficacy, function.spendsByInformation else {
      throw .needsSpending
    }
    let alpha = function.spent(at: fractions, of: plan.alphaPerSide)
    let beta = try betaIncrements(at: fractions)
    let drift = driftOfEitherRejection
    var null = PathDensity.start
    var observed = PathDensity.start
    var upper = [Double]()
    var lower = [Double]()
    for (k, t) in fractions.enumerated() {
      let bound = NextLook(null, at: t, drift: 0).upperBound(alpha[k] - (k > 0 ? alpha[k - 1] : 0))
      var low = -Double.infinity
      if let beta, t < 1 {
        low = min(bound, NextLook(observed, at: t, drift: drift).futilityBound(beta[k], plan))
      }
      upper.append(bound)
      lower.append(low)
      guard k + 1 < fractions.count else { break }
      let next = fractions[k + 1]
      let binding = plan.futilityBinds ? low : nil
      null = null.advanced(plan, to: t, upper: bound, futility: binding, next: next, drifts: 0...0)
      if beta != nil {
        observed = observed.advanced(plan, to: t, upper: bound, futility: low, next: next, drifts: 0...drift)
      }
    }
    return MonitoringBoundaries(
      fractions: fractions,
      criticalValues: upper,
      futilityBounds: lower,
      alphaSpent: alpha.map { $0 * Double(plan.sides.rawValue) }
    )
  }

  /// Type II error of each look; nil without futility rule.
  private func betaIncrements(at fractions: [Double]) throws(GroupSequentialError) -> [Double]? {
    guard let futility = plan.futility else { return nil }
    guard case .betaSpending(let function) = futility.bounds, function.spendsByInformation else {
      throw .needsSpending
    }
    let spent = function.spent(at: fractions, of: plan.beta)
    return zip([0] + spent, spent).map { $1 - $0 }
  }
}
