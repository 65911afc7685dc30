// SPDX-License-Identifier: Apache-2.0

/// How the variance of a cumulative incidence is estimated.
///
/// Programs differ and so does this type, which has no default; the numbers differ little. See
/// `Documentation/Discrepancies`.
public enum IncidenceVariance: String, CaseIterable, Hashable, Sendable {
  /// Aalen (1978), Ann Statist 6:534–545, with the factor (n − d)/(n − 1) for tied events: `cuminc` of R cmprsk.
  case aalen
  /// The sum of squared influences of the subjects: `survfit` of R survival for multi-state data.
  case jackknife
}

/// The running sums behind one cumulative incidence and its variances.
///
/// Aalen's variance is Σ u² over past events, each with a weight, where
///
///     u = F(tᵢ)/S(tᵢ) − F(t)/S(tᵢ)        for an event of another kind
///     u = 1 + F(tᵢ)/S(tᵢ) − F(t)/S(tᵢ)    for one of this kind
///
/// Every u falls by ΔF/S(tᵢ) as F rises, so that Σ u², Σ u/S and Σ 1/S² are enough to go on, without the differences
/// of large sums that an expansion in F would bring. The influences of those who have left move in the same way.
enum IncidenceSums {
  /// The incidence of one kind of event at each step.
  static func incidences(
    _ steps: [CumulativeIncidence.Step],
    _ events: [Int]
  ) -> [CumulativeIncidence.Incidence] {
    var aalen = QuadraticSums()
    var left = QuadraticSums()
    // Influence on S and on F of one who is still at risk.
    var (onSurvival, onIncidence) = (0.0, 0.0)
    var survival = 1.0
    var value = 0.0
    return steps.indices.map { place in
      let step = steps[place]
      let next = place + 1 < steps.count ? steps[place + 1].atRisk : 0
      let died = step.atRisk - next - step.censored
      let own = events[place]
      let n = Double(step.atRisk)
      let (hazard, ownHazard) = (Double(died) / n, Double(own) / n)
      let rise = survival * ownHazard
      value += rise

      aalen.shift(by: -rise)
      let inverse = step.survival > 0 ? 1 / step.survival : 0
      let scale = survival * survival / (n * n)
      aalen.add(1, slope: inverse, weight: scale * spread(own, n))
      aalen.add(0, slope: inverse, weight: scale * spread(died - own, n))

      left.shift(by: rise)
      let stayed = onSurvival * (1 - hazard) + survival * hazard / n
      onIncidence += onSurvival * ownHazard - survival * ownHazard / n
      onSurvival = stayed
      // An event takes 1/n of S from its subject's influence on S and, of the own kind, adds it to that on F.
      let share = survival / n
      let slope = inverse * onSurvival
      left.add(onIncidence, slope: slope, weight: Double(step.censored))
      left.add(onIncidence, slope: slope - inverse * share, weight: Double(died - own))
      left.add(onIncidence + share, slope: slope - inverse * share, weight: Double(own))

      survival = step.survival
      return CumulativeIncidence.Incidence(
        events: own,
        value: value,
        aalenVariance: max(0, aalen.square),
        jackknifeVariance: max(0, left.square + Double(next) * onIncidence * onIncidence)
      )
    }
  }

  /// Variance of the number of d tied events as a multiple of one event's.
  private static func spread(_ d: Int, _ n: Double) -> Double {
    d > 1 ? Double(d) * (n - Double(d)) / (n - 1) : Double(d)
  }
}

/// Σ w u² for terms u that all move in proportion to their own slopes.
private struct QuadraticSums {
  private(set) var square = 0.0
  private var product = 0.0
  private var slopes = 0.0

  mutating func add(_ u: Double, slope: Double, weight: Double) {
    square += weight * u * u
    product += weight * u * slope
    slopes += weight * slope * slope
  }

  /// Adds `distance` times its slope to every u.
  mutating func shift(by distance: Double) {
    square += distance * (2 * product + distance * slopes)
    product += distance * slopes
  }
}
