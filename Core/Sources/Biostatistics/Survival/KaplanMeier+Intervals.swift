// SPDX-License-Identifier: Apache-2.0
import RealModule

/// The scale on which a pointwise interval of a survival curve is symmetric.
///
/// Programs differ in their choice (R `survfit` takes the logarithm, SAS `PROC LIFETEST` log(−log)), and so
/// does this type, which has no default. With z the normal quantile and σ the standard error of log S:
///
/// - SeeAlso: Borgan & Liestøl (1990), Scand J Statist 17:35–41; `Documentation/Discrepancies`.
public enum IntervalTransform: String, CaseIterable, Hashable, Sendable {
  /// S ± z S σ, cut at 0 and 1.
  case plain
  /// S exp(± z σ), cut at 1.
  case log
  /// S to the power exp(± z σ / log S).
  case logLog
  /// Symmetric in log(S / (1 − S)).
  case logit
  /// Symmetric in arcsin √S.
  case arcsin
}

extension KaplanMeier {
  /// A pointwise confidence interval of S(t).
  ///
  /// - Parameters:
  ///   - time: In the unit of the data. Beyond `lastTime` the last interval is carried on, as S(t) is.
  ///   - transform: The scale of the interval.
  ///   - level: Confidence level in (0, 1), such as 0.95.
  /// - Returns: Limits in [0, 1]; nil once S(t) is 0, where Greenwood's variance is undefined. While everyone
  ///   is under observation without an event both limits are 1. Between a first censoring and the first event
  ///   `plain` and `log` still say 1; the other scales have no 1 on them, and the answer is nil.
  public func interval(at time: Double, transform: IntervalTransform, level: Double) -> Interval? {
    guard let step = step(at: time) else { return Interval(1, 1) }
    return step.interval(transform: transform, z: twoSidedNormalQuantile(level: level))
  }

  /// The pointwise intervals of all steps, as a band to draw.
  ///
  /// - Parameters:
  ///   - transform: The scale of the intervals.
  ///   - level: Confidence level in (0, 1) of each interval; the band as a whole has less.
  /// - Returns: One interval per step; nil where S is 0.
  public func intervals(transform: IntervalTransform, level: Double) -> [Interval?] {
    let z = twoSidedNormalQuantile(level: level)
    return steps.map { $0.interval(transform: transform, z: z) }
  }
}

extension KaplanMeier.Step {
  /// Limits of S at `z` standard errors; nil where S is 0, or 1 on a scale without 1.
  func interval(transform: IntervalTransform, z: Double) -> Interval? {
    transform.interval(of: survival, margin: z * logVariance.squareRoot())
  }
}

extension IntervalTransform {
  /// Limits of a probability `s` whose logarithm has the margin of error `margin`.
  ///
  /// Nil where s is 0, or 1 on a scale without 1.
  func interval(of s: Double, margin: Double) -> Interval? {
    guard s > 0 else { return nil }
    guard s < 1 else { return self == .plain || self == .log ? Interval(1, 1) : nil }
    switch self {
    case .plain:
      return Interval(max(0, s - s * margin), min(1, s + s * margin))
    case .log:
      return Interval(s * Double.exp(-margin), min(1, s * Double.exp(margin)))
    case .logLog:
      // log S is below 0, so that the quotient turns the order of the limits.
      let power = margin / Double.log(s)
      return Interval(Double.pow(s, Double.exp(-power)), Double.pow(s, Double.exp(power)))
    case .logit:
      let odds = s / (1 - s)
      let width = margin / (1 - s)
      return Interval(
        1 - 1 / (1 + odds * Double.exp(-width)),
        1 - 1 / (1 + odds * Double.exp(width))
      )
    case .arcsin:
      let angle = Double.asin(s.squareRoot())
      let width = margin / 2 * (s / (1 - s)).squareRoot()
      let lower = Double.sin(max(0, angle - width))
      let upper = Double.sin(min(.pi / 2, angle + width))
      return Interval(lower * lower, upper * upper)
    }
  }
}

/// The normal quantile z that leaves `level` between −z and z.
func twoSidedNormalQuantile(level: Double) -> Double {
  precondition(level > 0 && level < 1, "a confidence level must lie in (0, 1), got \(level)")
  return -StandardNormal.quantile((1 - level) / 2)
}
