// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import RealModule

/// A survival rate at a time, or any proportion with censoring, with its confidence interval.
public struct SurvivalInterval: Hashable, Sendable {
  /// Scales on which programs make the interval symmetric.
  public enum Scale: String, CaseIterable, Hashable, Sendable {
    /// S ± z s.
    case plain
    /// log S, the default of R.
    case log
    /// log(−log S), the default of SAS and Stata.
    case logLog
    case logit
    case arcsine

    fileprivate func value(_ s: Double) -> Double {
      switch self {
      case .plain: s
      case .log: .log(s)
      case .logLog: -.log(-.log(s))
      case .logit: .log(s / (1 - s))
      case .arcsine: .asin(s.squareRoot())
      }
    }

    /// The derivative of the scale.
    fileprivate func slope(_ s: Double) -> Double {
      switch self {
      case .plain: 1
      case .log: 1 / s
      case .logLog: -1 / (s * .log(s))
      case .logit: 1 / (s * (1 - s))
      case .arcsine: 1 / (2 * (s * (1 - s)).squareRoot())
      }
    }
  }

  public let estimate: PrintedNumber
  public let lower: PrintedNumber
  public let upper: PrintedNumber
  public let level: Double
  /// What is printed for certainty, 100 for percentages.
  public let whole: Double
  public let finding: Finding

  /// What came of the comparison.
  public enum Finding: Hashable, Sendable {
    /// The scales on which the interval is symmetric within its digits.
    case symmetric([Scale])
    /// On none of the scales: an exact or bootstrap interval, or an error.
    case asymmetric
    case estimateOutside
    case limitsExchanged
    /// A rate or limit below 0 or above the whole.
    case beyondRange
  }

  /// Compares; any numbers may come in.
  public init(
    estimate: PrintedNumber,
    lower: PrintedNumber,
    upper: PrintedNumber,
    level: Double = 0.95,
    whole: Double = 100
  ) {
    (self.estimate, self.lower, self.upper) = (estimate, lower, upper)
    (self.level, self.whole) = (level, whole)
    let ranges = [estimate, lower, upper].map { $0.possible.scaled(by: 1 / whole) }
    finding = Self.finding(ranges[0], ranges[1], ranges[2])
  }

  private static func finding(_ e: ClosedRange<Double>, _ l: ClosedRange<Double>, _ u: ClosedRange<Double>)
    -> Finding
  {
    if l.lowerBound > u.upperBound { return .limitsExchanged }
    guard let inside = e.within(0...1) else { return .beyondRange }
    if e.upperBound < l.lowerBound || e.lowerBound > u.upperBound { return .estimateOutside }
    let fitting = Scale.allCases.filter { isSymmetric(inside, l, u, $0) }
    return fitting.isEmpty ? .asymmetric : .symmetric(fitting)
  }

  private static func isSymmetric(
    _ e: ClosedRange<Double>,
    _ l: ClosedRange<Double>,
    _ u: ClosedRange<Double>,
    _ scale: Scale
  ) -> Bool {
    let unit = 0.0...1.0
    guard let centre = e.mapped(scale.value) else { return false }
    if scale == .plain || scale == .log {
      // These are cut at 0 and 1: a limit there may stand for any beyond.
      guard let low = l.within(0...(.infinity))?.mapped(scale.value), let high = u.mapped(scale.value) else {
        return false
      }
      let from = l.lowerBound <= 0 ? -.infinity : low.lowerBound
      let through = u.upperBound >= 1 ? .infinity : high.upperBound
      return (from + high.lowerBound) / 2 <= centre.upperBound
        && (low.upperBound + through) / 2 >= centre.lowerBound
    }
    guard let low = l.within(unit)?.mapped(scale.value), let high = u.within(unit)?.mapped(scale.value) else {
      return false
    }
    let middle = (low + high).scaled(by: 0.5)
    guard !middle.lowerBound.isNaN, !middle.upperBound.isNaN else { return true }
    return middle.overlaps(centre)
  }

  public var consistency: Consistency {
    switch finding {
    case .symmetric: .consistent
    case .asymmetric: .undetermined(.otherMethod)
    case .estimateOutside, .limitsExchanged, .beyondRange: .inconsistent
    }
  }

  /// How many subjects, all followed up, would give so narrow an interval; the smallest over the fitting scales.
  ///
  /// Censoring only widens: Greenwood's variance is at least S (1 − S) / n. Nil where no scale fits.
  public var smallestSize: Double? {
    guard case .symmetric(let scales) = finding, level > 0, level < 1, whole > 0 else { return nil }
    let critical = StandardNormal.quantile(upperTail: (1 - level) / 2)
    let inside = 1e-12...(1 - 1e-12)
    // A limit at 0 or 1 may have been cut there, which hides how wide the interval was.
    guard lower.possible.lowerBound > 0, upper.possible.upperBound < whole,
      let e = estimate.possible.scaled(by: 1 / whole).within(inside)
    else { return nil }
    let sizes = scales.compactMap { scale -> Double? in
      guard let l = lower.possible.scaled(by: 1 / whole).within(inside),
        let u = upper.possible.scaled(by: 1 / whole).within(inside),
        let low = l.mapped(scale.value), let high = u.mapped(scale.value)
      else { return nil }
      let error = (high.upperBound - low.lowerBound) / (2 * critical)
      let points = [e.lowerBound, e.upperBound] + (e.contains(0.5) ? [0.5] : [])
      return points.map { s in s * (1 - s) * scale.slope(s) * scale.slope(s) / (error * error) }.min()
    }
    return sizes.min()
  }

  /// Whether the interval is narrower than `n` subjects could have given, whatever the censoring.
  public func isTooNarrow(for n: Int) -> Bool {
    guard n >= 1, let smallest = smallestSize, smallest.isFinite else { return false }
    return smallest > Double(n) * 1.02 + 1
  }
}
