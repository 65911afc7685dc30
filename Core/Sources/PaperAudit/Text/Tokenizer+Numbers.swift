// SPDX-License-Identifier: Apache-2.0

extension Tokenizer {
  /// Digits with points and commas as this text writes them.
  mutating func number(isSigned: Bool) {
    let start = isSigned ? place - 1 : place
    var digits = NumberDigits()
    while place < scalars.count {
      let scalar = scalars[place]
      if Scalar.isDigit(scalar) {
        digits.take(Int(scalar - 0x30))
      } else if scalar == 0x2E, !digits.hasPoint, Scalar.isDigit(at(place + 1)) {
        digits.hasPoint = true
      } else if scalar == 0x2C, !digits.hasPoint, Scalar.isDigit(at(place + 1)) {
        switch comma(after: digits) {
        case .thousands: digits.groups += 1
        case .point: digits.hasPoint = true
        case .separator: return finish(digits, from: start, isSigned)
        }
      } else {
        return finish(digits, from: start, isSigned)
      }
      place += 1
    }
    finish(digits, from: start, isSigned)
  }

  private enum Comma { case thousands, point, separator }

  private func comma(after digits: NumberDigits) -> Comma {
    var following = 0
    while following < 5, Scalar.isDigit(at(place + 1 + following)) { following += 1 }
    let isZero = digits.value == 0
    if following == 3, !isZero, digits.length <= 3 || digits.groups > 0 {
      return hasDecimalCommas && at(place + 4) == 0x25 ? .point : .thousands
    }
    return digits.groups == 0 && (isZero || hasDecimalCommas) ? .point : .separator
  }

  private mutating func finish(_ digits: NumberDigits, from start: Int, _ isSigned: Bool) {
    guard digits.length <= 15, digits.decimals <= 15 else { return append(.other, from: start, to: place) }
    let numeral = Numeral(
      value: isSigned ? -digits.number : digits.number,
      decimals: Int8(digits.decimals),
      form: .digits,
      isSigned: isSigned
    )
    append(.other, from: start, to: place, numeral: numeral)
  }

  /// Counts commas and points within numbers in the first part of the text.
  static func prefersDecimalCommas(_ scalars: [UInt32]) -> Bool {
    var commas = 0
    var points = 0
    var index = 1
    while index < min(scalars.count, 200_000) - 1 {
      let scalar = scalars[index]
      if scalar == 0x2C || scalar == 0x2E, Scalar.isDigit(scalars[index - 1]),
        Scalar.isDigit(scalars[index + 1])
      {
        if scalar == 0x2E {
          points += 1
        } else {
          var following = 0
          while following < 4, index + 1 + following < scalars.count,
            Scalar.isDigit(scalars[index + 1 + following])
          {
            following += 1
          }
          if following != 3 { commas += 1 }
        }
      }
      index += 1
    }
    return commas > 1 && points * 3 < commas
  }
}

/// The digits of a number while they are read.
private struct NumberDigits {
  var value = 0.0
  var length = 0
  var decimals = 0
  var groups = 0
  var hasPoint = false

  mutating func take(_ digit: Int) {
    length += 1
    if hasPoint { decimals += 1 }
    if length <= 15 { value = value * 10 + Double(digit) }
  }

  var number: Double {
    var scale = 1.0
    for _ in 0..<min(decimals, 15) { scale *= 10 }
    return value / scale
  }
}
