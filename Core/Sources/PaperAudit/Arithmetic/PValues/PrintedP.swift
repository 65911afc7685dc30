// SPDX-License-Identifier: Apache-2.0

/// A p-value as a text prints it: "= 0.03", "< 0.001", "> 0.05", "NS".
public struct PrintedP: Hashable, Sendable {
  /// The sign before the digits.
  public enum Relation: String, CaseIterable, Hashable, Sendable {
    case equal, less, atMost, greater, atLeast
  }

  public let relation: Relation
  public let number: PrintedNumber

  /// Joins a sign and digits; any number may come in.
  public init(_ relation: Relation, _ number: PrintedNumber) {
    (self.relation, self.number) = (relation, number)
  }

  /// "NS": larger than the level of significance.
  public static func notSignificant(
    _ level: PrintedNumber = PrintedNumber(0.05, decimals: 2)
  ) -> PrintedP {
    PrintedP(.atLeast, level)
  }

  /// Whether no probability at all is meant: p = 1.3, p < 0, p > 1.
  public var isImpossible: Bool {
    switch relation {
    case .equal: number.possible.within(0...1) == nil || number.value < 0 || number.value > 1
    case .less: number.value <= 0
    case .atMost: number.value < 0
    case .greater: number.value >= 1
    case .atLeast: number.value > 1
    }
  }

  /// Whether digits of nothing but zero are printed as an equality, such as "P = 0.000"; it means p < 0.0005.
  public var isZero: Bool { relation == .equal && number.value == 0 }

  /// The probabilities that are printed so, both ends included.
  public var possible: ClosedRange<Double> {
    let value = min(max(number.value, 0), 1)
    let hair = 1e-9 * value
    switch relation {
    case .equal:
      return number.possible.within(0...1) ?? ClosedRange(point: value)
    case .less, .atMost: return 0...min(1, value + hair)
    case .greater, .atLeast: return max(0, value - hair)...1
    }
  }

  /// How some probability of `range` is printed so; nil if none is.
  ///
  /// A bound ("< 0.001") that holds is the nearest reading.
  public func rounding(ofSomeIn range: ClosedRange<Double>) -> PrintedNumber.Rounding? {
    guard !isImpossible else { return nil }
    if relation == .equal { return number.rounding(ofSomeIn: range) }
    return possible.overlaps(range) ? .nearest : nil
  }

  /// On which side of a level the printed p-value lies; nil where its digits leave that open.
  public func isBelow(_ level: Double) -> Bool? {
    guard !isImpossible else { return nil }
    let range = relation == .equal ? number.roundedRange : possible
    switch relation {
    case .less where number.value <= level: return true
    case .atLeast where number.value >= level: return false
    default: break
    }
    if range.upperBound < level { return true }
    return range.lowerBound >= level || (relation == .greater && number.value >= level) ? false : nil
  }
}
