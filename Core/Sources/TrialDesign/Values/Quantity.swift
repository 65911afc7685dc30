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
    let parts = text.split(separator: " ")
    guard parts.count == 2, let value = Double(String(parts[0])), value.isFinite, let unit = Unit(parts[1])
    else { return nil }
    self.init(value, unit)
  }

  /// The same amount in `target`, for example 9.1 g/dL as 91 g/L; nil where the units do not convert.
  public func converted(to target: Unit) -> Quantity? {
    unit.factor(to: target).map { Quantity(value * $0, target) }
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
