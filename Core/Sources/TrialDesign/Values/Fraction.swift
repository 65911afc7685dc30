// SPDX-License-Identifier: Apache-2.0

/// A probability or weight that is kept exactly, as it was written: `2/3`, `0.8`, `1`.
///
/// A draw with probability *a/b* is then an integer below *b*, and two programs that draw alike agree to the bit.
public struct Fraction: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// In lowest terms; at least 0 and at most `limit`.
  public let numerator: Int
  /// At least 1 and at most `limit`.
  public let denominator: Int

  /// The largest numerator and denominator, so that products of a few of them stay exact.
  public static let limit = 1_000_000

  public init(_ numerator: Int, _ denominator: Int) {
    precondition(
      (0...Self.limit).contains(numerator) && (1...Self.limit).contains(denominator),
      "a fraction holds 0…\(Self.limit) over 1…\(Self.limit), got \(numerator)/\(denominator)"
    )
    let divisor = max(1, greatestCommonDivisor(numerator, denominator))
    (self.numerator, self.denominator) = (numerator / divisor, denominator / divisor)
  }

  /// The fraction that a text means; nil where it means none, is negative or needs more than six digits.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map {
      $0.trimmingBlanks
    }
    if parts.count == 2 {
      guard let above = Self.digits(parts[0]), let below = Self.digits(parts[1]), below > 0 else {
        return nil
      }
      self.init(above, below)
      return
    }
    let decimal = (parts.first ?? "").split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 1, (1...2).contains(decimal.count), let whole = Self.digits(decimal[0]) else {
      return nil
    }
    guard decimal.count == 2 else {
      self.init(whole, 1)
      return
    }
    guard decimal[1].count <= 6, let part = Self.digits(decimal[1]) else { return nil }
    let scale = decimal[1].reduce(1) { scale, _ in scale * 10 }
    guard whole * scale + part <= Self.limit else { return nil }
    self.init(whole * scale + part, scale)
  }

  private static func digits(_ text: Substring) -> Int? {
    guard (1...7).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    return Int(text).flatMap { $0 <= limit ? $0 : nil }
  }

  public var value: Double { Double(numerator) / Double(denominator) }

  public var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }

  public static func < (a: Self, b: Self) -> Bool {
    a.numerator * b.denominator < b.numerator * a.denominator
  }
}

/// The greatest whole number that divides both; 0 where both are 0.
func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }
}
