// SPDX-License-Identifier: Apache-2.0
import RealModule

/// How tied events add to a cumulative hazard.
public enum HazardTies: String, CaseIterable, Hashable, Sendable {
  /// d/n, with variance d/n²: Nelson (1969) and Aalen (1978).
  case nelsonAalen
  /// 1/n + 1/(n − 1) + … + 1/(n − d + 1): as if the tied events came one after the other (Fleming & Harrington,
  /// 1984, Comm Statist A 13:2469–2486).
  case flemingHarrington
}

extension KaplanMeier {
  /// The cumulative hazard H at each step, with its variance.
  ///
  /// - Parameter ties: How tied events count; without ties both agree.
  /// - Returns: One pair per step. The variance sums the squares of what the hazard sums, after Aalen.
  public func cumulativeHazards(_ ties: HazardTies) -> [(hazard: Double, variance: Double)] {
    var (hazard, variance) = (0.0, 0.0)
    return steps.map { step in
      if ties == .nelsonAalen, step.events > 0 {
        let (d, n) = (Double(step.events), Double(step.atRisk))
        hazard += d / n
        variance += d / (n * n)
        return (hazard, variance)
      }
      for left in stride(from: step.atRisk, to: step.atRisk - step.events, by: -1) {
        hazard += 1 / Double(left)
        variance += 1 / (Double(left) * Double(left))
      }
      return (hazard, variance)
    }
  }

  /// Nelson–Aalen cumulative hazard up to and including each of `times`, in any order.
  func nelsonAalen(at times: [Double]) -> [Double] {
    let hazards = cumulativeHazards(.nelsonAalen)
    return times.map { time in
      let place = stepCount { $0.time <= time }
      return place > 0 ? hazards[place - 1].hazard : 0
    }
  }

  /// exp(−H) at each step: a survival curve that never falls to 0.
  ///
  /// - Parameter ties: With `.nelsonAalen` the curve is often named for Breslow, with `.flemingHarrington` for
  ///   Fleming and Harrington; R `survfit(stype = 2, ctype = 1)` and `ctype = 2`.
  /// - Returns: One value per step.
  public func hazardBasedSurvival(_ ties: HazardTies) -> [Double] {
    cumulativeHazards(ties).map { Double.exp(-$0.hazard) }
  }

  /// S(t | s) = S(t)/S(s): survival up to `time` of those who survived `start`, with its interval.
  ///
  ///     Var log S(t | s) = Σ dᵢ / (nᵢ (nᵢ − dᵢ))        over event times s < tᵢ ≤ t
  ///
  /// - Parameters:
  ///   - time: At least `start`.
  ///   - start: The time survived.
  ///   - transform: The scale of the interval.
  ///   - level: Confidence level in (0, 1).
  /// - Returns: The estimate, and limits as of `interval(at:transform:level:)`, nil where it has none; nil
  ///   altogether if S(s) is 0, when nobody survived `start`.
  public func conditionalSurvival(
    at time: Double,
    given start: Double,
    transform: IntervalTransform,
    level: Double
  ) -> (estimate: Double, interval: Interval?)? {
    precondition(time >= start, "conditional survival needs a time at or after \(start), got \(time)")
    guard survival(at: start) > 0 else { return nil }
    let later = steps.filter { $0.time > start && $0.time <= time && $0.events > 0 }
    guard !later.isEmpty else { return (1, Interval(1, 1)) }
    var (survival, variance) = (1.0, 0.0)
    for step in later {
      let (d, n) = (Double(step.events), Double(step.atRisk))
      survival *= (n - d) / n
      variance += d / (n * (n - d))
    }
    let margin = twoSidedNormalQuantile(level: level) * variance.squareRoot()
    return (survival, transform.interval(of: survival, margin: margin))
  }
}
