// SPDX-License-Identifier: Apache-2.0

/// A measured value and its unit, as SDTM keeps them (`--STRESN`, `--STRESU`).
public struct Quantity: Hashable, Sendable {
  public let value: Double
  public let unit: Unit

  public init(_ value: Double, _ unit: Unit) {
    self.value = value
    self.unit = unit
  }

  /// Reads a number and a unit with a space between them, such as `5 mg/m2` or `1.0 10*9/L`.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, let value = Double(String(parts[0])), value.isFinite,
      let unit = Unit(parts[1].drop { $0 == " " })
    else { return nil }
    self.init(value, unit)
  }

  /// The same amount in `target`, for example 9.1 g/dL as 91 g/L; nil where the units do not convert.
  public func converted(to target: Unit) -> Quantity? {
    unit.convert(value, to: target).map { Quantity($0, target) }
  }

  /// The same amount of a substance in `target`, for example 1 mg/dL of creatinine as 88.4 umol/L.
  ///
  /// - Parameters:
  ///   - target: The unit wanted.
  ///   - analyte: What was measured; nil where that is not known, then only units of one kind convert.
  /// - Returns: The quantity in `target`; the same value where it stands in it already.
  /// - Throws: Why there is no such conversion, and how to mend it.
  public func converted(to target: Unit, of analyte: Analyte?) throws(ConversionFailure) -> Quantity {
    if let plain = converted(to: target) { return plain }
    guard Analyte.concerns(unit.dimension), Analyte.concerns(target.dimension) else {
      throw .differentKinds(from: unit, to: target)
    }
    guard let analyte else { throw .needsAnalyte(from: unit, to: target) }
    guard let value = analyte.convert(value, from: unit, to: target) else {
      throw .noFactor(analyte, from: unit, to: target)
    }
    return Quantity(value, target)
  }

  /// Whether this amount stands to a threshold as asked; compared in the threshold's unit, to 15 significant digits.
  public func meets(
    _ relation: Comparison.Relation,
    _ threshold: Quantity,
    of analyte: Analyte? = nil
  ) throws(ConversionFailure) -> Bool {
    relation.holds(try converted(to: threshold.unit, of: analyte).value, threshold.value)
  }

  /// Whole days, for quantities of time; nil for any other.
  public var days: Int? {
    guard let day = Unit("d"), let inDays = converted(to: day) else { return nil }
    return Int(inDays.value.rounded())
  }
}

extension Quantity: CustomStringConvertible {
  /// The number in its shortest form, a space, the unit's code.
  public var description: String {
    let number = value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    return "\(number) \(unit.code)"
  }
}
