// SPDX-License-Identifier: Apache-2.0
import Biostatistics

/// A confidence interval and a p-value of the same effect.
///
/// Interval and p-value often come from different methods: Wald and log-rank, Woolf and Fisher. Their z-values
/// then differ by some per cent. Only what lies beyond a quarter more or less, and beyond 0.35 on top of it,
/// is said to differ.
public struct IntervalAgainstP: Hashable, Sendable {
  public let interval: IntervalCheck
  public let printed: PrintedP
  public let finding: Finding

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
  public init(_ interval: IntervalCheck, _ printed: PrintedP) {
    (self.interval, self.printed) = (interval, printed)
    finding = Self.finding(interval, printed)
  }

  private static func finding(_ interval: IntervalCheck, _ printed: PrintedP) -> Finding {
    if printed.isImpossible { return .impossibleP }
    guard let z = interval.impliedZ, let p = interval.impliedP else { return .undefined }
    if let kind = printed.rounding(ofSomeIn: p) { return .agrees(kind) }
    if printed.rounding(ofSomeIn: p.scaled(by: 0.5)) != nil { return .agreesOneSided }
    let wide = ClosedRange(uncheckedBounds: (z.lowerBound / factor - margin, z.upperBound * factor + margin))
    let range = printed.possible
    let stated = ClosedRange(
      uncheckedBounds: (
        StandardNormal.quantile(upperTail: range.upperBound / 2),
        StandardNormal.quantile(upperTail: range.lowerBound / 2)
      )
    )
    // One-sided p-values of the same z are smaller by half.
    let oneSided = ClosedRange(
      uncheckedBounds: (
        StandardNormal.quantile(upperTail: range.upperBound),
        StandardNormal.quantile(upperTail: range.lowerBound)
      )
    )
    if wide.overlaps(stated) || wide.overlaps(oneSided) { return .withinMethods }
    guard let excludes = interval.excludesNull, let below = printed.isBelow(1 - interval.level) else {
      return .differs
    }
    return excludes == below ? .differs : .contradicts
  }

  /// What another method may change of a z-value: a factor and a distance.
  private static let factor = 1.25
  private static let margin = 0.35

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
