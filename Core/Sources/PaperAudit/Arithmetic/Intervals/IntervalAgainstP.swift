// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import RealModule

/// A confidence interval and a p-value of the same effect.
///
/// Interval and p-value often come from different methods: Wald and log-rank, Woolf and Fisher. Their z-values
/// then differ by some per cent, and by half in very unequal arms. On the other side of the level a quarter and
/// 0.35 on top of it are granted, a quarter where a p of 0.2 or more stands beside an interval that excludes no
/// effect, a twentieth and 0.2 if the test must have been one-sided, too; on the same side six tenths. Beyond 3.5
/// (p = 0.0005) everything is, as the methods part there and no conclusion does.
///
/// Of odds and hazards the methods differ by less the nearer the ratio is to 1: Wald from Pearson, Yates and Fisher by
/// no more than 0.03 and three tenths of the ratio's logarithm (60,000 simulated tables); 0.12 and 0.35 are granted
/// where the p-value is of the same analysis.
public struct IntervalAgainstP: Hashable, Sendable {
  public let interval: IntervalCheck
  public let printed: PrintedP
  public let finding: Finding
  /// Whether only another test of one side would give the p-value.
  let isOneSidedOnly: Bool

  /// What came of the comparison.
  public enum Finding: Hashable, Sendable {
    /// The p-value of the interval itself is printed so.
    case agrees(PrintedNumber.Rounding)
    /// Half of it is: the test was one-sided, the interval was not.
    case agreesOneSided
    /// Not quite, as happens between methods.
    case withinMethods
    /// Too far for another method, yet on the same side of the level.
    case differs
    /// The interval excludes no effect and the p-value does not, or the other way round, and not by a hair.
    case contradicts
    /// No probability, a ratio of zero, or limits that are equal.
    case undefined
    case impossibleP
  }

  /// Compares; any numbers may come in.
  ///
  /// - Parameters:
  ///   - interval: The interval and its estimate.
  ///   - printed: The p-value.
  ///   - isOfOdds: Whether the ratio is one of odds or hazards and the p-value is of the same analysis.
  public init(_ interval: IntervalCheck, _ printed: PrintedP, isOfOdds: Bool = false) {
    (self.interval, self.printed) = (interval, printed)
    (finding, isOneSidedOnly) = Self.finding(interval, printed, isOfOdds && interval.scale == .ratio)
  }

  private static func finding(_ interval: IntervalCheck, _ printed: PrintedP, _ isOfOdds: Bool) -> (
    Finding, isOneSidedOnly: Bool
  ) {
    if printed.isImpossible { return (.impossibleP, false) }
    guard let z = interval.impliedZ, let p = interval.impliedP else { return (.undefined, false) }
    if let nearest = interval.impliedP(cutting: false), printed.rounding(ofSomeIn: nearest) == .nearest {
      return (.agrees(.nearest), false)
    }
    if printed.rounding(ofSomeIn: p) != nil { return (.agrees(.truncated), false) }
    if printed.rounding(ofSomeIn: p.scaled(by: 0.5)) != nil { return (.agreesOneSided, false) }
    let isOpposite =
      if let excludes = interval.excludesNull, let below = printed.isBelow(1 - interval.level) {
        excludes != below
      } else { false }
    let isClear = isOpposite && printed.possible.lowerBound >= clear
    let wide =
      isOpposite && isOfOdds && interval.estimate.value > 0
      ? widened(z, by: 1, margin: 0.12 + 0.35 * Double.log(interval.estimate.value).magnitude)
      : widened(z, by: isOpposite ? 1.25 : 1.6, margin: isClear ? clearMargin : margin)
    if wide.overlaps(statistic(printed.possible, sides: 2)) { return (.withinMethods, false) }
    // One side and another method at once: only the digits may lie between where the conclusions part.
    let oneSided = isOpposite ? widened(z, by: 1.05, margin: 0.2) : wide
    if oneSided.overlaps(statistic(printed.possible, sides: 1)) { return (.withinMethods, true) }
    return (isOpposite ? .contradicts : .differs, false)
  }

  /// The |z| of p-values of one side or two.
  private static func statistic(_ p: ClosedRange<Double>, sides: Double) -> ClosedRange<Double> {
    ClosedRange(
      uncheckedBounds: (
        StandardNormal.quantile(upperTail: p.upperBound / sides),
        StandardNormal.quantile(upperTail: p.lowerBound / sides)
      )
    )
  }

  /// All z-values that another method might give.
  private static func widened(_ z: ClosedRange<Double>, by factor: Double, margin: Double) -> ClosedRange<
    Double
  > {
    ClosedRange(
      uncheckedBounds: (
        min(z.lowerBound / factor - margin, far),
        z.upperBound > far ? .infinity : z.upperBound * factor + margin
      )
    )
  }

  /// What another method may add to a z-value, on top of a factor.
  private static let margin = 0.35
  /// The same beside a p-value that no reader calls nearly significant.
  private static let clearMargin = 0.25
  private static let clear = 0.2
  /// A z-value beyond which methods part.
  private static let far = 3.5

  /// Both ``Finding/differs`` and ``Finding/contradicts`` are inconsistent; the latter changes the conclusion.
  public var consistency: Consistency {
    switch finding {
    case .agrees, .agreesOneSided: .consistent
    case .withinMethods: .undetermined(.otherMethod)
    case .differs, .contradicts, .impossibleP: .inconsistent
    case .undefined: .undetermined(.undefined)
    }
  }
}
