// SPDX-License-Identifier: Apache-2.0

extension KaplanMeier {
  /// The time by which a share `p` of the subjects has had the event, with its interval.
  ///
  /// The estimate is the first time at which S(t) falls to 1 − p or below. Where the curve is flat at exactly
  /// 1 − p, it is the midpoint of that flat stretch, as in R `survfit` and SAS `PROC LIFETEST`. The limits
  /// are found in the same way where the lower and the upper pointwise limits fall to 1 − p (Brookmeyer &
  /// Crowley, 1982, Biometrics 38:29–41).
  ///
  /// - Parameters:
  ///   - p: In (0, 1); 0.5 for the median.
  ///   - transform: The scale of the pointwise intervals.
  ///   - level: Confidence level in (0, 1).
  /// - Returns: Times in the unit of the data; nil means "not reached".
  public func quantile(
    _ p: Double,
    transform: IntervalTransform,
    level: Double
  ) -> (estimate: Double?, lower: Double?, upper: Double?) {
    let z = twoSidedNormalQuantile(level: level)
    return (
      quantile(p),
      crossing(p) { $0.interval(transform: transform, z: z)?.lower },
      crossing(p) { $0.interval(transform: transform, z: z)?.upper }
    )
  }

  /// The time by which a share `p` of the subjects has had the event; nil means "not reached".
  public func quantile(_ p: Double) -> Double? {
    crossing(p) { $0.survival }
  }

  /// The time at which `curve` falls to 1 − p, the midpoint if it stays there.
  private func crossing(_ p: Double, of curve: (Step) -> Double?) -> Double? {
    precondition(p > 0 && p < 1, "a quantile must lie in (0, 1), got \(p)")
    // Products of fractions miss a level such as 1/2 by rounding, never by as much as this.
    let tolerance = 1e-8
    var reached: Double?
    var last: Double?
    for step in steps {
      last = curve(step)
      guard let value = last else { continue }
      if reached == nil && value <= 1 - p + tolerance {
        reached = step.time
      }
      if let reached, value < 1 - p - tolerance {
        return (reached + step.time) / 2
      }
    }
    // The curve ends on the level: its flat stretch ends with the longest time observed. Where it ends
    // undefined, how long it would have stayed on the level is not known.
    guard let reached, let end = lastTime, let last, last <= 1 - p + tolerance else { return nil }
    return (reached + end) / 2
  }
}
