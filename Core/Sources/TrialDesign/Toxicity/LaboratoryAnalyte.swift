// SPDX-License-Identifier: Apache-2.0

/// What a laboratory measures and a grading scheme grades.
public struct LaboratoryAnalyte: Sendable {
  public let id: String
  public let title: LocalizedText
  /// Other words for it.
  public let names: [String]
  /// The unit of `range`.
  public let unit: Unit
  /// Values outside are impossible.
  public let range: ClosedRange<Double>
  /// How values are read, where that has to be seen; nil where it goes without saying.
  public let note: LocalizedText?
  /// The substance by whose factor mass becomes amount; nil where the analyte is measured in one of them only.
  let substance: Analyte?
  /// Units whose numbers are read as if they stood in `unit`, as a creatinine clearance is read as a filtration rate.
  let equalUnits: [Unit]

  /// How values in `unit` become values in `target`; nil where there is no conversion.
  public func scale(from unit: Unit, to target: Unit) -> UnitScale? {
    let source = equalUnits.contains(unit) ? self.unit : unit
    let target = equalUnits.contains(target) ? self.unit : target
    if let scale = UnitScale(from: source, to: target) { return scale }
    guard let factor = try? Quantity(1, source).converted(to: target, of: substance) else { return nil }
    return UnitScale(multiplier: factor.value, divisor: 1, offset: 0)
  }

  /// The possible values in another unit; nil where there is no conversion.
  public func range(in target: Unit) -> ClosedRange<Double>? {
    scale(from: unit, to: target).map { $0(range.lowerBound)...$0(range.upperBound) }
  }
}

/// A change of unit, made ready for many values; between units of one system it rounds once, like `Unit.convert`.
public struct UnitScale: Hashable, Sendable {
  private let multiplier: Double
  private let divisor: Double
  private let offset: Double

  /// Leaves values as they are.
  public static let identity = UnitScale(multiplier: 1, divisor: 1, offset: 0)

  init(multiplier: Double, divisor: Double, offset: Double) {
    self.multiplier = multiplier
    self.divisor = divisor
    self.offset = offset
  }

  /// Between units of one kind; nil otherwise.
  init?(from unit: Unit, to target: Unit) {
    guard let offset = unit.convert(0, to: target), let one = unit.convert(1, to: target),
      let back = target.convert(1, to: unit)
    else { return nil }
    // A quotient by a power of ten is exact where the product with its inverse is not.
    if offset == 0, one < 1 {
      self.init(multiplier: 1, divisor: back, offset: 0)
    } else {
      self.init(multiplier: one - offset, divisor: 1, offset: offset)
    }
  }

  @inline(__always)
  public func callAsFunction(_ value: Double) -> Double { value * multiplier / divisor + offset }
}
