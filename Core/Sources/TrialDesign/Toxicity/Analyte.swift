// SPDX-License-Identifier: Apache-2.0

/// What a laboratory measures, with the conversions that belong to the substance and not to the units.
public struct Analyte: Sendable {
  public let id: String
  public let title: LocalizedText
  /// Other words for it.
  public let names: [String]
  /// The unit of `range`.
  public let unit: Unit
  /// Values outside are impossible.
  public let range: ClosedRange<Double>
  let conversions: [Conversion]

  /// An amount in one kind of unit and the same amount in another, such as 1 mg/dL = 0.2495 mmol/L of calcium.
  struct Conversion: Sendable {
    let from: Quantity
    let to: Quantity
  }

  /// How values in `unit` become values in `target`; nil where the analyte has no such conversion.
  public func scale(from unit: Unit, to target: Unit) -> UnitScale? {
    if let scale = UnitScale(from: unit, to: target) { return scale }
    for conversion in conversions {
      let (from, to) = (conversion.from, conversion.to)
      if let first = unit.factor(to: from.unit), let last = to.unit.factor(to: target) {
        return UnitScale(multiplier: first * (to.value / from.value) * last, divisor: 1)
      }
      if let first = unit.factor(to: to.unit), let last = from.unit.factor(to: target) {
        return UnitScale(multiplier: first * (from.value / to.value) * last, divisor: 1)
      }
    }
    return nil
  }
}

/// A change of unit that keeps decimal numbers decimal: 570 /µL become 0.57 × 10⁹/L and not 0.5700000000000001.
///
/// One of the two numbers is 1 between units of one kind, so a whole number is rounded once at most.
public struct UnitScale: Hashable, Sendable {
  let multiplier: Double
  let divisor: Double

  /// Leaves values as they are.
  public static let identity = UnitScale(multiplier: 1, divisor: 1)

  init(multiplier: Double, divisor: Double) {
    self.multiplier = multiplier
    self.divisor = divisor
  }

  /// Between units of one kind; nil otherwise.
  init?(from unit: Unit, to target: Unit) {
    guard unit.dimension == target.dimension else { return nil }
    let up = unit.scale / target.scale
    // Scales are written as decimals, so 1e-3 / 10 is not exactly 1e-4; the nearest whole number is what is meant.
    let whole = up >= 1 ? up : target.scale / unit.scale
    let rounded = (whole - whole.rounded()).magnitude <= 1e-9 * whole ? whole.rounded() : whole
    self = up >= 1 ? UnitScale(multiplier: rounded, divisor: 1) : UnitScale(multiplier: 1, divisor: rounded)
  }

  @inline(__always)
  public func callAsFunction(_ value: Double) -> Double { value * multiplier / divisor }
}
