// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import RealModule

/// An estimate with its confidence interval, held against itself.
public struct IntervalCheck: Hashable, Sendable {
  /// On which scale the interval should be symmetric.
  public enum Scale: String, CaseIterable, Hashable, Sendable {
    /// Odds, risk and hazard ratios: symmetric as logarithms, no effect at 1.
    case ratio
    /// Differences: symmetric as they are, no effect at 0.
    case difference

    public var null: Double { self == .ratio ? 1 : 0 }
  }

  public let estimate: PrintedNumber
  public let lower: PrintedNumber
  public let upper: PrintedNumber
  public let level: Double
  public let scale: Scale
  public let finding: Finding

  /// What came of the comparison.
  public enum Finding: Hashable, Sendable {
    /// Symmetric within what the digits leave open.
    case symmetric(PrintedNumber.Rounding)
    /// Not symmetric: an exact, score, profile or bootstrap interval, or an error.
    case asymmetric
    /// The estimate lies outside its interval.
    case estimateOutside
    /// The lower limit is above the upper one.
    case limitsExchanged
    /// A ratio below 0.
    case negativeRatio
  }

  /// Compares; any numbers may come in.
  public init(
    estimate: PrintedNumber,
    lower: PrintedNumber,
    upper: PrintedNumber,
    level: Double = 0.95,
    scale: Scale
  ) {
    (self.estimate, self.lower, self.upper) = (estimate, lower, upper)
    (self.level, self.scale) = (level, scale)
    finding = Self.finding(estimate, lower, upper, scale)
  }

  private static func finding(
    _ estimate: PrintedNumber,
    _ lower: PrintedNumber,
    _ upper: PrintedNumber,
    _ scale: Scale
  ) -> Finding {
    if scale == .ratio, [estimate, lower, upper].contains(where: { $0.value < 0 }) { return .negativeRatio }
    let (e, l, u) = (estimate.possible, lower.possible, upper.possible)
    if l.lowerBound > u.upperBound { return .limitsExchanged }
    if e.upperBound < l.lowerBound || e.lowerBound > u.upperBound { return .estimateOutside }
    let nearest = middle(lower.roundedRange, upper.roundedRange, scale)
    if nearest.overlaps(estimate.roundedRange) { return .symmetric(.nearest) }
    return middle(l, u, scale).overlaps(e) ? .symmetric(.truncated) : .asymmetric
  }

  /// The middle of the interval on its scale, as a range.
  private static func middle(_ l: ClosedRange<Double>, _ u: ClosedRange<Double>, _ scale: Scale)
    -> ClosedRange<Double>
  {
    switch scale {
    case .difference:
      return (l + u).scaled(by: 0.5)
    case .ratio:
      func root(_ a: Double, _ b: Double) -> Double { (max(0, a).squareRoot()) * (max(0, b).squareRoot()) }
      return ClosedRange(
        uncheckedBounds: (root(l.lowerBound, u.lowerBound), root(l.upperBound, u.upperBound))
      )
    }
  }

  public var consistency: Consistency {
    switch finding {
    case .symmetric: .consistent
    case .asymmetric: .undetermined(.otherMethod)
    case .estimateOutside, .limitsExchanged, .negativeRatio: .inconsistent
    }
  }

  /// The estimates in the middle of the interval on its scale.
  public var impliedEstimate: ClosedRange<Double> { Self.middle(lower.possible, upper.possible, scale) }

  /// How far the estimate surely lies from the middle, as a share of half the width: 0 within rounding, 1 at a limit.
  ///
  /// Exact and profile intervals of small samples reach a third; nil where the width may be 0.
  public var offset: Double? {
    var ranges = [estimate, lower, upper].map(\.possible)
    if scale == .ratio {
      guard estimate.value > 0, lower.value > 0 else { return nil }
      ranges = ranges.compactMap { $0.within(1e-300...1e300)?.mapped { .log($0) } }
      guard ranges.count == 3 else { return nil }
    }
    let half = (ranges[2] - ranges[1]).scaled(by: 0.5)
    let distance = (ranges[0] - (ranges[1] + ranges[2]).scaled(by: 0.5)).magnitudes
    guard half.lowerBound > 0, half.upperBound.isFinite else { return nil }
    return distance.lowerBound / half.upperBound
  }

  /// Whether the interval leaves out the value of no effect; nil where the digits leave that open.
  public var excludesNull: Bool? {
    if lower.possible.lowerBound > scale.null || upper.possible.upperBound < scale.null { return true }
    return lower.possible.upperBound < scale.null && upper.possible.lowerBound > scale.null ? false : nil
  }

  /// The |z| of no effect, if estimate and interval are those of Wald; nil where that has no meaning.
  public var impliedZ: ClosedRange<Double>? { impliedZ(cutting: true) }

  /// The two-sided p-values of no effect, if estimate and interval are those of Wald.
  public var impliedP: ClosedRange<Double>? { impliedP(cutting: true) }

  func impliedP(cutting: Bool) -> ClosedRange<Double>? {
    impliedZ(cutting: cutting)?.mapped(StandardNormal.twoSided)
  }

  /// With digits rounded only, or perhaps cut off.
  private func impliedZ(cutting: Bool) -> ClosedRange<Double>? {
    guard level > 0, level < 1, lower.value < upper.value else { return nil }
    var ranges = [estimate, lower, upper].map { cutting ? $0.possible : $0.roundedRange }
    if scale == .ratio {
      guard lower.value > 0 else { return nil }
      ranges = ranges.compactMap { $0.within(1e-300...1e300)?.mapped { .log($0) } }
      guard ranges.count == 3 else { return nil }
    }
    let width = ranges[2] - ranges[1]
    guard width.upperBound > 0 else { return nil }
    let distance = ranges[0].magnitudes.scaled(by: 2 * StandardNormal.quantile(upperTail: (1 - level) / 2))
    return ClosedRange(
      spanning: [
        distance.lowerBound / width.upperBound,
        width.lowerBound > 0 ? distance.upperBound / width.lowerBound : .infinity,
      ]
    )
  }
}
