// SPDX-License-Identifier: Apache-2.0

/// A number as a text prints it: its decimals say how exactly it is meant.
///
/// "0.05" with two decimals stands for everything that a person would have rounded to it. People round half up,
/// half to even, or cut off; a printed number is contradicted only by what none of these would have printed.
public struct PrintedNumber: Hashable, Sendable {
  /// The value of the digits.
  public let value: Double
  /// Digits after the decimal point, at least 0: 2 for "0.10".
  public let decimals: Int

  /// - Parameters:
  ///   - value: Finite.
  ///   - decimals: At least 0, and at most 15, as many as a `Double` can tell apart.
  public init(_ value: Double, decimals: Int) {
    precondition(value.isFinite, "a printed number is finite")
    precondition((0...15).contains(decimals), "\(decimals) decimals are not in 0...15")
    self.value = value
    self.decimals = decimals
  }

  /// One step of the last printed digit: 0.01 with two decimals.
  public var unit: Double {
    var unit = 1.0
    for _ in 0..<decimals { unit /= 10 }
    return unit
  }

  /// Every value that rounds to the printed one, both ends included: a tie may have gone either way.
  public var rounding: ClosedRange<Double> {
    let half = unit / 2
    return value - half...value + half
  }

  /// How a person would have come from `exact` to the printed digits; nil if in no way.
  ///
  /// The charitable reading first: nearest, then cut off towards zero. A hair of 10⁻⁹ units allows for binary
  /// fractions of ties such as 0.285.
  public func rounding(of exact: Double) -> Rounding? {
    guard exact.isFinite else { return nil }
    let units = (exact - value) / unit
    let hair = 1e-9 * max(1, abs(value / unit))
    if abs(units) <= 0.5 + hair { return .nearest }
    let outwards = exact < 0 || (exact == 0 && value < 0) ? -units : units
    // The next digit itself would not have been cut off; only the error of a product is granted there.
    return outwards >= -hair && outwards < 1 - 1e-5 * hair ? .truncated : nil
  }

  /// How an exact value became a printed one.
  public enum Rounding: String, Hashable, Sendable {
    /// To the nearest; a tie either way.
    case nearest
    /// Cut off towards zero.
    case truncated
  }
}
