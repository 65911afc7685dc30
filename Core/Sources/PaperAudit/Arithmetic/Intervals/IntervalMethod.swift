// SPDX-License-Identifier: Apache-2.0
import Biostatistics

/// The intervals that can be recomputed from counts.
public enum IntervalMethod: String, CaseIterable, Hashable, Sendable {
  // One proportion.
  case clopperPearson, wilson, wilsonCorrected, wald, agrestiCoull, jeffreys, uniformPrior
  // Odds ratios.
  case woolf, haldane, conditionalExact, conditionalMidP, peto
  // Risk ratios.
  case katz, scoreRatio, koopman, katzHalf
  // Differences.
  case miettinenNurminen, mee, newcombe, waldDifference, waldDifferenceCorrected, agrestiCaffo
  // Rates per person-time.
  case poissonExact, poissonLog, poissonWald, poissonRoot
}

/// Printed limits beside those that the methods give.
public struct IntervalComparison: Hashable, Sendable {
  public let lower: PrintedNumber
  public let upper: PrintedNumber
  /// What each method gives, on the printed scale.
  public let values: [Value]
  /// The methods that give both limits.
  public let matches: [Match]

  /// A method and its interval.
  public struct Value: Hashable, Sendable {
    public let method: IntervalMethod
    public let interval: Interval
  }

  /// A method that gives both limits, and how they were rounded.
  public struct Match: Hashable, Sendable {
    public let method: IntervalMethod
    public let rounding: PrintedNumber.Rounding
  }

  init(lower: PrintedNumber, upper: PrintedNumber, values: [Value]) {
    (self.lower, self.upper, self.values) = (lower, upper, values)
    let found = values.compactMap { value -> Match? in
      guard let low = lower.rounding(of: value.interval.lower),
        let high = upper.rounding(of: value.interval.upper)
      else { return nil }
      return Match(
        method: value.method,
        rounding: low == .nearest && high == .nearest ? .nearest : .truncated
      )
    }
    matches = found.filter { $0.rounding == .nearest } + found.filter { $0.rounding == .truncated }
  }

  /// The range of each limit over all methods; nil without any.
  public var envelope: (lower: ClosedRange<Double>, upper: ClosedRange<Double>)? {
    let finite = values.map(\.interval).filter { $0.lower.isFinite && $0.upper.isFinite }
    guard let low = ClosedRange(spanning: finite.map(\.lower)),
      let high = ClosedRange(spanning: finite.map(\.upper))
    else { return nil }
    return (low, high)
  }

  /// Consistent if any method gives both limits; inconsistent only if a limit lies farther outside all of them
  /// than a quarter of the widest interval.
  public var consistency: Consistency {
    if lower.possible.lowerBound > upper.possible.upperBound { return .inconsistent }
    if !matches.isEmpty { return .consistent }
    guard let envelope else { return .undetermined(.undefined) }
    let margin = (envelope.upper.upperBound - envelope.lower.lowerBound) / 4
    let isNear =
      lower.possible.overlaps(envelope.lower.widened(by: margin))
      && upper.possible.overlaps(envelope.upper.widened(by: margin))
    return isNear ? .undetermined(.otherMethod) : .inconsistent
  }
}

/// The interval of one proportion against its counts.
///
/// - Parameters:
///   - lower: The lower limit.
///   - upper: The upper limit.
///   - count: Events.
///   - total: Subjects.
///   - level: The confidence level.
///   - whole: What is printed for all of the total, 100 for percentages.
/// - Returns: Without values if the counts are none or the level is not between 0 and 1.
public func proportionInterval(
  lower: PrintedNumber,
  upper: PrintedNumber,
  count: Int,
  of total: Int,
  level: Double = 0.95,
  whole: Double = 100
) -> IntervalComparison {
  guard count >= 0, count <= total, total >= 1, total <= 1_000_000_000, level > 0, level < 1 else {
    return IntervalComparison(lower: lower, upper: upper, values: [])
  }
  let arm = Proportion(events: count, of: total)
  let posterior = BetaDistribution(Double(count) + 1, Double(total - count) + 1)
  let tail = (1 - level) / 2
  let uniform = Interval(posterior.quantile(tail), posterior.quantile(upperTail: tail))
  let all: [(IntervalMethod, Interval)] = [
    (.clopperPearson, arm.clopperPearson(level: level)), (.wilson, arm.wilson(level: level)),
    (.wilsonCorrected, arm.wilsonContinuityCorrected(level: level)), (.wald, arm.wald(level: level)),
    (.agrestiCoull, arm.agrestiCoull(level: level)), (.jeffreys, arm.jeffreys(level: level)),
    (.uniformPrior, uniform),
  ]
  let values = all.flatMap { method, interval -> [IntervalComparison.Value] in
    let cut = Interval(min(1, max(0, interval.lower)), min(1, max(0, interval.upper)))
    return (cut == interval ? [cut] : [interval, cut]).map {
      .init(method: method, interval: Interval(whole * $0.lower, whole * $0.upper))
    }
  }
  return IntervalComparison(lower: lower, upper: upper, values: values)
}
