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
      } else if scalar == 0x20, !digits.hasPoint, blankGroups(digits, from: start) {
        digits.groups += 1
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

  /// "14 884 adults": a blank within a number of thousands, in a text that sets no commas there.
  ///
  /// Two numbers may stand side by side, too: behind "day 1", in the cells of a table, in a row without signs. So a word
  /// must follow, and nothing that is numbered may lead.
  private func blankGroups(_ digits: NumberDigits, from start: Int) -> Bool {
    guard !hasCommaGroups, digits.groups == 0, digits.length <= 2, digits.value > 0, scalars[start] != 0x30,
      (1...3).allSatisfy({ Scalar.isDigit(at(place + $0)) }), !Scalar.isDigit(at(place + 4)),
      [0x20, 0x28, 0x5B, 0x3D].contains(at(start - 1)) || start == 0 || Scalar.isIdeograph(at(start - 1)),
      !leadsNumber(tokens.last)
    else { return false }
    var next = place + 4
    if at(next) == 0x2D || at(next) == 0x20 { next += 1 }
    let follows = at(next)
    return Scalar.isLetter(follows) || Scalar.isIdeograph(follows)
      || next == place + 4 && [0x29, 0x5D].contains(follows)
      || next == place + 4 && [0x2C, 0x3B, 0x2E, 0x3001].contains(follows) && !Scalar.isDigit(at(next + 1))
  }

  /// Whether a number may be the name of what stands before it, or another number does.
  private func leadsNumber(_ token: Token?) -> Bool {
    guard let token else { return false }
    if token.isNumber || token.sense.isTimeUnit { return true }
    return [.grade, .arm, .monthName, .slash, .dash, .score, .age, .percent].contains(token.sense)
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

extension Tokenizer {
  /// Whether commas group thousands in the first part of the text.
  static func groupsWithCommas(_ scalars: [UInt32]) -> Bool {
    let end = min(scalars.count, 200_000)
    for index in 1..<max(1, end - 3) where scalars[index] == 0x2C && Scalar.isDigit(scalars[index - 1]) {
      let isGroup = (1...3).allSatisfy { Scalar.isDigit(scalars[index + $0]) }
      if isGroup, index + 4 >= scalars.count || !Scalar.isDigit(scalars[index + 4]) { return true }
    }
    return false
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
