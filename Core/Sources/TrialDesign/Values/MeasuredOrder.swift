// SPDX-License-Identifier: Apache-2.0

/// Compares measured values as the decimals they were written as.
///
/// A conversion can end a last binary digit beside the number people read (2.3 mg/L is 0.23 mg/dL, but
/// 2.3 ÷ 10 ≠ 0.23 in doubles), and a value that stands on a threshold must not fall to the wrong side
/// because of it. So values are compared after rounding to 15 significant decimal digits, which every
/// double keeps faithfully and no laboratory reports.
///
/// This is the only place that says when two measured values are equal: criteria over items, decision lists,
/// grades and quantities all compare here. Multiples are values too (3 × 0.7 is 2.0999999999999996, and means 2.1).
extension Double {
  /// The nearest number with 15 significant decimal digits; infinities and NaN stay.
  ///
  /// Doubles hold any 15 decimal digits, so two values differ afterwards exactly if people would
  /// write them differently.
  public var roundedTo15Digits: Double {
    guard isFinite, self != 0 else { return self }
    // The shortest decimal that gives this double back has at most 17 digits; longer ones are cut to 15.
    var digits: [UInt8] = []
    var point: Int?
    var exponent = 0
    let text = magnitude.description
    let mark = text.firstIndex(where: { $0 == "e" }) ?? text.endIndex
    if mark != text.endIndex { exponent = Int(text[text.index(after: mark)...]) ?? 0 }
    for byte in text[..<mark].utf8 {
      if byte == UInt8(ascii: ".") {
        point = digits.count
      } else {
        digits.append(byte - UInt8(ascii: "0"))
      }
    }
    exponent += (point ?? digits.count) - digits.count
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    guard digits.count > 15 else { return self }
    let dropped = digits.count - 15
    var number = digits.prefix(15).reduce(UInt64(0)) { $0 * 10 + UInt64($1) }
    if digits[15] >= 5 { number += 1 }
    let rounded = Double("\(number)e\(exponent + dropped)") ?? magnitude
    return sign == .minus ? -rounded : rounded
  }

  /// −1, 0 or 1: this value below, equal to or above `other` to 15 significant digits; nil where either is NaN.
  @inlinable
  public func order(to other: Double) -> Int? {
    guard !isNaN, !other.isNaN else { return nil }
    if self == other { return 0 }
    // Rounding to 15 digits never moves a value by more than 5 in 10^15: only near ties need it.
    let near = 2e-14 * max(magnitude, other.magnitude)
    if (self - other).magnitude > near || !isFinite || !other.isFinite { return self < other ? -1 : 1 }
    let (left, right) = (roundedTo15Digits, other.roundedTo15Digits)
    return left == right ? 0 : left < right ? -1 : 1
  }
}

extension Comparison.Relation {
  // Millions of rows ask this: the plain comparison, which nearly always decides, is made where it is asked.
  /// Whether a measured value stands to a threshold as asked, both in the same unit; false where either is NaN.
  @inlinable
  public func holds(_ value: Double, _ threshold: Double) -> Bool {
    guard let order = value.order(to: threshold) else { return false }
    return switch self {
    case .atLeast: order >= 0
    case .atMost: order <= 0
    case .above: order > 0
    case .below: order < 0
    }
  }
}
