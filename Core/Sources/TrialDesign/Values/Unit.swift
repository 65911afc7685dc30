// SPDX-License-Identifier: Apache-2.0

/// A unit of measurement that Equipoise knows, written as a UCUM code.
///
/// The list is closed on purpose: a protocol or a table with a unit that is not here is refused with its
/// place, instead of being carried along unread. Source of the codes: The Unified Code for Units of Measure,
/// version 2.1, §§4–5 (Schadow & McDonald, Regenstrief Institute).
public struct Unit: Hashable, Sendable {
  /// The UCUM code, such as `10*9/L`.
  public let code: String
  /// What is measured; only units of the same kind convert into each other.
  let dimension: Dimension
  /// How many of the dimension's base unit one of this unit is, apart from a power of ten.
  ///
  /// Kept apart so that changes within one system (g/dL to g/L, /uL to 10*9/L) are one exact
  /// multiplication or division by a power of ten.
  let multiple: Double
  /// The power of ten that belongs to `multiple`.
  let power: Int
  /// Where this unit's zero lies on the base unit's scale; 0 for all but temperatures.
  let zero: Double

  /// The unit with this code, or with one of the spellings people type (`years`, `10^9/L`, `µg`).
  public init?(_ written: some StringProtocol) {
    guard let unit = UnitTable.unit(written: String(written)) else { return nil }
    self = unit
  }

  /// The unit of most doses.
  package static let milligram = Unit(code: "mg", dimension: .mass, power: -3)

  /// The unit of growth factors.
  package static let microgram = Unit(code: "ug", dimension: .mass, power: -6)

  init(code: String, dimension: Dimension, multiple: Double = 1, power: Int = 0, zero: Double = 0) {
    self.code = code
    self.dimension = dimension
    self.multiple = multiple
    self.power = power
    self.zero = zero
  }

  /// What a value in this unit is multiplied with to stand in `target`, or nil where it cannot.
  ///
  /// Mass and amount of substance (mg/dL, mmol/L) do not convert here: the factor belongs to the analyte,
  /// see `Quantity.converted(to:of:)`. Nor do scales with another zero (Cel, [degF]). Where a value is at
  /// hand, `convert(_:to:)` is more accurate than a factor.
  public func factor(to target: Unit) -> Double? {
    zero == target.zero ? convert(1, to: target) : nil
  }

  /// `value` of this unit in `target`, or nil where the units measure different things.
  ///
  /// Within one system the result is the correctly rounded product or quotient with a power of ten.
  public func convert(_ value: Double, to target: Unit) -> Double? {
    guard dimension == target.dimension else { return nil }
    if self == target { return value }
    guard zero == target.zero else {
      let base = value * multiple * PowerOfTen.value(power) + zero
      return (base - target.zero) / (target.multiple * PowerOfTen.value(target.power))
    }
    let scaled = multiple == target.multiple ? value : value * multiple / target.multiple
    return PowerOfTen.scale(scaled, by: power - target.power)
  }

  /// All codes, for messages and the printed schema, sorted.
  public static var codes: [String] { UnitTable.codes }

  /// What to write instead of a unit that is not known: the one probably meant, and where the list is.
  public static func advice(for written: some StringProtocol) -> String {
    let meant = nearMiss(of: String(written), among: UnitTable.words)
    let suggestion = meant.map { "Did you mean \"\($0)\"? " } ?? ""
    return suggestion + "Write a UCUM code, such as g/L, mmol/L, U/L, 10*9/L, /uL, mg/m2, d or a."
  }
}

extension Unit: CustomStringConvertible {
  public var description: String { code }
}

/// Powers of ten that a double holds without error, and scaling that rounds once.
enum PowerOfTen {
  private static let exact: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
  ]

  static func value(_ power: Int) -> Double { scale(1, by: power) }

  /// `value` × 10^`power`, −22 ≤ power ≤ 22, correctly rounded: dividing by 1000 is not multiplying with 0.001.
  static func scale(_ value: Double, by power: Int) -> Double {
    power >= 0 ? value * exact[power] : value / exact[-power]
  }
}
