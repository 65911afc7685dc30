// SPDX-License-Identifier: Apache-2.0
import RealModule

/// What one printed survival figure says of another under an assumption.
///
/// No curve has to keep the assumption, so that a misfit is undetermined, with the factor between what is printed
/// and what is implied.
public struct SurvivalRelation: Hashable, Sendable {
  /// Under which assumption the figures are related.
  public enum Assumption: String, Hashable, Sendable {
    /// A constant hazard.
    case exponential
    /// Hazards in a constant ratio.
    case proportionalHazards
  }

  public let assumption: Assumption
  /// The values of the printed figure that the others imply.
  public let implied: ClosedRange<Double>
  /// What the printed figure stands for; nil if only the implied one was asked for.
  public let printed: ClosedRange<Double>?

  init?(_ assumption: Assumption, implied: ClosedRange<Double>?, printed: ClosedRange<Double>?) {
    guard let implied else { return nil }
    (self.assumption, self.implied, self.printed) = (assumption, implied, printed)
  }

  /// Whether some implied value is printed so; nil if nothing is printed.
  public var agrees: Bool? { printed.map(implied.overlaps) }

  /// Between implied and printed value, 1 if they agree; nil if one may be 0 or nothing is printed.
  public var factor: Double? { printed.flatMap(implied.factor) }

  public var consistency: Consistency {
    agrees == false ? .undetermined(.assumption) : agrees == true ? .consistent : .undetermined(.notSearched)
  }

  /// S(t) = 2^(−t / median): the rate at a time from the median, with a constant hazard.
  ///
  /// - Parameters:
  ///   - time: In the unit of the median.
  ///   - median: Above 0.
  ///   - printed: The printed rate.
  ///   - whole: What is printed for certainty, 100 for percentages.
  /// - Returns: Nil for times below 0 or a median that may be 0.
  public static func rate(
    at time: PrintedNumber,
    median: PrintedNumber,
    printed: PrintedNumber? = nil,
    whole: Double = 100
  ) -> SurvivalRelation? {
    guard let m = positive(median), time.value >= 0 else { return nil }
    let ratio = [time.value / m.upperBound, time.value / m.lowerBound]
    return SurvivalRelation(
      .exponential,
      implied: ClosedRange(spanning: ratio.map { whole * Double.exp2(-$0) }),
      printed: printed?.possible
    )
  }

  /// The median from the rate at a time, with a constant hazard: −t log 2 / log S.
  ///
  /// - Returns: Nil unless the rate lies between 0 and 1.
  public static func median(
    rate: PrintedNumber,
    at time: PrintedNumber,
    printed: PrintedNumber? = nil,
    whole: Double = 100
  ) -> SurvivalRelation? {
    guard let hazard = cumulativeHazard(rate, whole), time.value > 0 else { return nil }
    return SurvivalRelation(
      .exponential,
      implied: ClosedRange(spanning: [
        time.value * .log(2) / hazard.upperBound, time.value * .log(2) / hazard.lowerBound,
      ]),
      printed: printed?.possible
    )
  }

  /// The hazard ratio from two medians, with constant hazards: the second median over the first.
  public static func hazardRatio(
    medians first: PrintedNumber,
    _ second: PrintedNumber,
    printed: PrintedNumber? = nil
  ) -> SurvivalRelation? {
    guard let a = positive(first), let b = positive(second) else { return nil }
    return SurvivalRelation(
      .exponential,
      implied: ClosedRange(spanning: [b.lowerBound / a.upperBound, b.upperBound / a.lowerBound]),
      printed: printed?.possible
    )
  }

  /// The hazard ratio from two rates at the same time, with proportional hazards: log S₁ / log S₂.
  public static func hazardRatio(
    rates first: PrintedNumber,
    _ second: PrintedNumber,
    printed: PrintedNumber? = nil,
    whole: Double = 100
  ) -> SurvivalRelation? {
    guard let a = cumulativeHazard(first, whole), let b = cumulativeHazard(second, whole) else { return nil }
    return SurvivalRelation(
      .proportionalHazards,
      implied: ClosedRange(spanning: [a.lowerBound / b.upperBound, a.upperBound / b.lowerBound]),
      printed: printed?.possible
    )
  }

  /// The rate at a later or earlier time from that at one time, with a constant hazard.
  public static func rate(
    at time: PrintedNumber,
    from rate: PrintedNumber,
    at first: PrintedNumber,
    printed: PrintedNumber? = nil,
    whole: Double = 100
  ) -> SurvivalRelation? {
    guard let hazard = cumulativeHazard(rate, whole), first.value > 0, time.value >= 0 else { return nil }
    let ratio = time.value / first.value
    return SurvivalRelation(
      .exponential,
      implied: hazard.mapped { whole * .exp(-$0 * ratio) },
      printed: printed?.possible
    )
  }

  private static func positive(_ number: PrintedNumber) -> ClosedRange<Double>? {
    number.value > 0 ? number.possible.within(Double.leastNormalMagnitude...(.infinity)) : nil
  }

  /// −log S for all rates printed so; nil if none lies between 0 and 1.
  private static func cumulativeHazard(_ rate: PrintedNumber, _ whole: Double) -> ClosedRange<Double>? {
    guard whole > 0, rate.value > 0, rate.value < whole else { return nil }
    return rate.possible.scaled(by: 1 / whole).within(1e-300...(1 - 1e-15))?.mapped { -.log($0) }
  }
}
