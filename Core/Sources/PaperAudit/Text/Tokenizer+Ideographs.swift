// SPDX-License-Identifier: Apache-2.0

extension Tokenizer {
  /// The longest known word; a numeral before a measure word; else one ideograph.
  mutating func ideographs() {
    let start = place
    if let found = chineseNumeral() {
      append(.other, from: start, to: place, numeral: found.numeral)
      if found.isPercent { append(.percent, from: place - 1, to: place) }
      return
    }
    for word in Lexicon.ideographs[scalars[place]] ?? [] where stands(word.scalars) {
      place += word.scalars.count
      return appendWord(word.text, from: start, sense: word.sense, numeral: nil)
    }
    place += 1
    append(ideograph: scalars[start], from: start)
  }

  private func stands(_ word: [UInt32]) -> Bool {
    place + word.count <= scalars.count && word.indices.allSatisfy { scalars[place + $0] == word[$0] }
  }

  /// 三十五 before 例, 名, 人, 位 or 个, or after 百分之, which is taken with it.
  private mutating func chineseNumeral() -> (numeral: Numeral, isPercent: Bool)? {
    let isPercent = at(place) == 0x767E && at(place + 1) == 0x5206 && at(place + 2) == 0x4E4B
    var index = isPercent ? place + 3 : place
    let first = index
    var total = 0.0
    var digit = 0.0
    var decimals = 0
    var hasPoint = false
    while index - first < 10 {
      let scalar = at(index)
      if let value = Self.chineseDigit(scalar) {
        if hasPoint {
          decimals += 1
          digit = digit * 10 + value
        } else {
          digit = value
        }
      } else if scalar == 0x5341 {
        total += (digit == 0 ? 1 : digit) * 10
        digit = 0
      } else if scalar == 0x767E, digit > 0 {
        total += digit * 100
        digit = 0
      } else if scalar == 0x70B9, isPercent, !hasPoint {
        hasPoint = true
        total += digit
        digit = 0
      } else {
        break
      }
      index += 1
    }
    guard index > first else { return nil }
    if isPercent {
      place = index
      var scale = 1.0
      for _ in 0..<decimals { scale *= 10 }
      let value = total + digit / scale
      return (Numeral(value: value, decimals: Int8(decimals), form: .ideographs, isSigned: false), true)
    }
    guard [0x4F8B, 0x540D, 0x4EBA, 0x4F4D].contains(at(index)) else { return nil }
    place = index
    return (Numeral(value: total + digit, decimals: 0, form: .ideographs, isSigned: false), false)
  }

  private static func chineseDigit(_ scalar: UInt32) -> Double? {
    switch scalar {
    case 0x96F6, 0x3007: 0
    case 0x4E00: 1
    case 0x4E8C, 0x4E24: 2
    case 0x4E09: 3
    case 0x56DB: 4
    case 0x4E94: 5
    case 0x516D: 6
    case 0x4E03: 7
    case 0x516B: 8
    case 0x4E5D: 9
    default: nil
    }
  }
}
