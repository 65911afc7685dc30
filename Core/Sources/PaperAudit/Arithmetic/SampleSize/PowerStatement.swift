// SPDX-License-Identifier: Apache-2.0
import Biostatistics

/// A statement such as "34 subjects per arm give a power of 80 % to find 65 % against 30 %".
public struct PowerStatement: Hashable, Sendable {
  /// A way to come to a power.
  public struct Value: Hashable, Sendable {
    public let formula: SizeFormula
    public let sides: SizeStatement.Sides
    public let reading: SizeStatement.Reading
    /// Between 0 and 1.
    public let power: Double
  }

  public let plan: SizePlan
  /// Subjects, or events for ``SizePlan/events(hazardRatio:ratio:)``.
  public let size: Int
  /// The power of each convention, in a fixed order; empty for assumptions that no trial has.
  public let values: [Value]

  /// Takes what the text states; any numbers may come in.
  ///
  /// - Parameters:
  ///   - plan: Rates, means or hazards.
  ///   - size: Subjects or events.
  ///   - reading: What the size counts; nil where the text does not say.
  ///   - alpha: Type I error.
  ///   - sides: Nil where the text does not say.
  public init(
    _ plan: SizePlan,
    size: Int,
    reading: SizeStatement.Reading? = nil,
    alpha: Double,
    sides: SizeStatement.Sides? = nil
  ) {
    (self.plan, self.size) = (plan, size)
    guard plan.isPossible, size >= 2, size <= 1_000_000_000, alpha > 1e-9, alpha < 0.5 else {
      values = []
      return
    }
    values = SizeStatement.Sides.allCases.filter { sides == nil || sides == $0 }.flatMap { sides in
      SizeStatement.Reading.allCases.filter { reading == nil || reading == $0 }.flatMap { reading in
        Self.totals(plan, Double(size), reading).flatMap { total in
          Self.powers(plan, total, alpha / Double(sides.rawValue)).map {
            Value(formula: $0, sides: sides, reading: reading, power: $1)
          }
        }
      }
    }
  }

  /// The sizes of the whole trial that a number may mean.
  private static func totals(_ plan: SizePlan, _ size: Double, _ reading: SizeStatement.Reading) -> [Double] {
    guard reading == .perArm else { return [size] }
    guard let ratio = plan.ratio else { return [] }
    return ratio == 1 ? [2 * size] : [size * (1 + ratio), size * (1 + ratio) / ratio]
  }

  /// The power at which each formula asks for just this total.
  private static func powers(_ plan: SizePlan, _ total: Double, _ tail: Double) -> [(SizeFormula, Double)] {
    if case .simon = plan { return [] }
    if case .means(let difference, let deviation, let ratio) = plan {
      return [(MeansComparison.Test.normal, SizeFormula.normal), (.t, .student)].compactMap { test, formula in
        guard total > 3 || test == .normal else { return nil }
        let comparison = MeansComparison(
          difference: difference,
          standardDeviation: deviation,
          ratio: ratio,
          test: total > 1e6 ? .normal : test
        )
        let drift = comparison.drift(subjects: total, alpha: tail)
        return (formula, StandardNormal.cumulative(drift - StandardNormal.quantile(upperTail: tail)))
      }
    }
    // Every formula is (z(α) √v₀ + z(β) √v₁)² / d², perhaps corrected: it rises with the power.
    return plan.normalSizes(tail: tail, beta: 0.5).indices.map { i in
      var (low, high) = (tail, 1 - 1e-12)
      var formula = SizeFormula.pooled
      for _ in 0..<50 {
        let middle = (low + high) / 2
        let found = plan.normalSizes(tail: tail, beta: 1 - middle)[i]
        formula = found.0
        if found.1 < total { low = middle } else { high = middle }
      }
      return (formula, (low + high) / 2)
    }
  }

  /// The conventions that give a printed power.
  ///
  /// - Parameters:
  ///   - power: The printed power.
  ///   - whole: 100 for percentages.
  /// - Returns: Conventions whose power is printed so; "at least 80 %" is met by 80.4 % too.
  public func reproducing(_ power: PrintedNumber, whole: Double = 100) -> [Value] {
    values.filter { power.rounding(of: $0.power * whole) != nil }
  }

  /// From the smallest to the largest power over all conventions; nil without any.
  public var range: ClosedRange<Double>? { ClosedRange(spanning: values.map(\.power)) }

  /// Inconsistent only well outside all conventions, by five points of power.
  public func consistency(_ power: PrintedNumber, whole: Double = 100) -> Consistency {
    guard whole > 0, power.possible.overlaps(0...whole) else { return .inconsistent }
    if !reproducing(power, whole: whole).isEmpty { return .consistent }
    guard let range else { return .undetermined(.undefined) }
    let wide = range.widened(by: 0.05).scaled(by: whole)
    return power.possible.overlaps(wide) ? .undetermined(.otherMethod) : .inconsistent
  }
}
