// SPDX-License-Identifier: Apache-2.0

/// Writes numbers with a fixed count of decimals.
///
/// Rounds half away from zero on the *decimal* number that a person would read, which is the shortest that gives the
/// same `Double`: 2.675 becomes 2.68 although the binary number lies a little below it. R's `round` and SAS's `ROUND`
/// try the same with a tolerance; here no tolerance is needed.
enum DecimalText {
  /// The number in digits, without separators of thousands.
  ///
  /// - Parameters:
  ///   - value: What is written.
  ///   - decimals: Digits after the point, 0 or more.
  ///   - shift: Powers of ten by which the point is moved before rounding: 2 for percentages. Moving the point keeps the
  ///     digits, where multiplying by 100 would disturb the last of them.
  /// - Returns: Digits with a real minus sign; `∞` for infinities. Never a negative zero.
  static func fixed(_ value: Double, decimals: Int, shift: Int = 0) -> String {
    guard !value.isNaN else { return "–" }
    guard value.isFinite else { return value < 0 ? "−∞" : "∞" }
    let number = Decimal(value)
    let kept = number.rounded(decimals: decimals, shift: shift)
    let isZero = kept.allSatisfy { $0 == 0 }
    let whole = kept.count - decimals
    var text = value < 0 && !isZero ? "−" : ""
    for (index, digit) in kept.enumerated() {
      if index == whole { text += "." }
      text += String(digit)
    }
    return text
  }

  /// The digits of a number and the place of its point.
  private struct Decimal {
    /// Without leading zeros.
    private var digits: [UInt8] = []
    /// How many digits stand before the point; negative where zeros follow it.
    private var point = 0

    /// Reads the shortest form that Swift prints, such as `16.0`, `0.0329` or `1.5e-07`.
    init(_ value: Double) {
      var hasPoint = false
      var exponent = 0
      var text = value.magnitude.description[...]
      if let mark = text.firstIndex(of: "e") {
        exponent = Int(text[text.index(after: mark)...]) ?? 0
        text = text[..<mark]
      }
      for byte in text.utf8 {
        if byte == UInt8(ascii: ".") {
          hasPoint = true
          continue
        }
        if !hasPoint { point += 1 }
        digits.append(byte - UInt8(ascii: "0"))
      }
      point += exponent
      while digits.first == 0 {
        digits.removeFirst()
        point -= 1
      }
    }

    /// The digits of the number with at least one before the point.
    func rounded(decimals: Int, shift: Int) -> [UInt8] {
      let point = digits.isEmpty ? 0 : point + shift
      let count = point + decimals
      var kept: [UInt8]
      if count < 0 {
        kept = []
      } else if count < digits.count {
        kept = [0] + digits[..<count]
        if digits[count] >= 5 {
          var index = kept.count - 1
          while kept[index] == 9 {
            kept[index] = 0
            index -= 1
          }
          kept[index] += 1
        }
        if kept[0] == 0 { kept.removeFirst() }
      } else {
        kept = digits + [UInt8](repeating: 0, count: count - digits.count)
      }
      let missing = decimals + 1 - kept.count
      return missing > 0 ? [UInt8](repeating: 0, count: missing) + kept : kept
    }
  }
}
