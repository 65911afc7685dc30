// SPDX-License-Identifier: Apache-2.0

/// Cuts a normalized text into words, signs and numbers, in one pass.
struct Tokenizer {
  private let scalars: [UInt32]
  private(set) var tokens: [Token] = []
  /// Words in lower case by their number; 0 is no word.
  private(set) var words: [String] = [""]
  private var numbers: [String: Int32] = [:]
  private var place = 0
  /// Signs that part the cells of a table, in this line so far.
  private var bars = 0
  private var semicolons = 0
  /// Whether a comma with one, two or four digits after it is this text's decimal point.
  private let hasDecimalCommas: Bool

  init(_ text: NormalizedText) {
    scalars = text.scalars
    hasDecimalCommas = Self.prefersDecimalCommas(text.scalars)
    tokens.reserveCapacity(scalars.count / 4)
    while place < scalars.count { step() }
  }

  private mutating func step() {
    let scalar = scalars[place]
    if Scalar.isBlank(scalar) {
      blank()
    } else if Scalar.isDigit(scalar) || startsWithPoint {
      number(isSigned: false)
    } else if Scalar.isIdeograph(scalar) {
      ideographs()
    } else if Scalar.isLetter(scalar) {
      word()
    } else if scalar == 0x2D, isSign {
      place += 1
      number(isSigned: true)
    } else {
      sign(scalar)
    }
  }

  private func at(_ index: Int) -> UInt32 { index >= 0 && index < scalars.count ? scalars[index] : 0x20 }

  private var startsWithPoint: Bool {
    at(place) == 0x2E && Scalar.isDigit(at(place + 1)) && !Scalar.isDigit(at(place - 1))
      && !Scalar.isLetter(at(place - 1))
  }

  /// A hyphen before a digit is a minus where nothing that could begin a range stands before it.
  private var isSign: Bool {
    let next = at(place + 1)
    guard Scalar.isDigit(next) || (next == 0x2E && Scalar.isDigit(at(place + 2))) else { return false }
    let before = at(place - 1)
    if [0x28, 0x5B, 0x3D, 0x2C, 0x3B, 0x3A, 0x3001, 0x3C, 0x3E].contains(before) { return true }
    guard before == 0x20 else { return false }
    return !(tokens.last?.isNumber ?? false) && tokens.last?.sense != .percent
  }

  /// Two line ends, or one after the sign ":" or within a table, end a sentence.
  private mutating func blank() {
    let start = place
    var lines = 0
    var tabs = 0
    while place < scalars.count, Scalar.isBlank(scalars[place]) {
      if scalars[place] == 0x0A { lines += 1 }
      if scalars[place] == 0x09 { tabs += 1 }
      place += 1
    }
    let last = tokens.last?.sense
    let endsRow = lines > 0 && (bars > 0 || semicolons > 2)
    if lines > 0 { (bars, semicolons) = (0, 0) }
    if lines > 1 || endsRow || (lines == 1 && (last == .colonSign || last == .stop || at(place) == 0x7C)) {
      append(.end, from: start, to: start + 1)
    } else if tabs > 0 {
      append(.bar, from: start, to: start + 1)
    }
  }

  private mutating func sign(_ scalar: UInt32) {
    let start = place
    place += 1
    if Scalar.isSuperscript(scalar) { return append(.superscript, from: start, to: place) }
    let next = at(place)
    let sense: Sense =
      switch scalar {
      case 0x25, 0x2030: .percent
      case 0x28, 0x5B, 0x7B: .open
      case 0x29, 0x5D, 0x7D: .close
      case 0x2C, 0x3001: .comma
      case 0x3B: .semicolon
      case 0x3A: .colonSign
      case 0x2F: .slash
      case 0x3D: .equals
      case 0x3C: next == 0x3D ? .atMost : .less
      case 0x3E: next == 0x3D ? .atLeast : .greater
      case 0x2264, 0x2A7D, 0x2266: .atMost
      case 0x2265, 0x2A7E, 0x2267: .atLeast
      case 0x2248: .about
      case 0xB1: .plusMinus
      case 0xD7, 0x2A: .times
      case 0x2D, 0x7E: .dash
      case 0x7C: .bar
      case 0x2E: .stop
      case 0x3002, 0x21, 0x3F: .end
      case 0x26: .and
      default: .other
      }
    if (scalar == 0x3C || scalar == 0x3E) && next == 0x3D { place += 1 }
    if scalar == 0x2B, next == 0x2F, at(place + 1) == 0x2D || at(place + 1) == 0xB1 {
      place += 2
      return append(.plusMinus, from: start, to: place)
    }
    append(sense, from: start, to: place)
  }

  private mutating func append(_ sense: Sense, from start: Int, to end: Int, numeral: Numeral? = nil) {
    let isGlued = tokens.last.map { Int($0.end) == start } ?? false
    if sense == .bar { bars += 1 } else if sense == .semicolon { semicolons += 1 }
    tokens.append(
      Token(
        start: Int32(truncatingIfNeeded: start),
        end: Int32(truncatingIfNeeded: end),
        sense: sense,
        word: 0,
        numeral: numeral,
        isGlued: isGlued,
        isCapital: false
      )
    )
  }
}

// MARK: Numbers

extension Tokenizer {
  private mutating func number(isSigned: Bool) {
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
  private static func prefersDecimalCommas(_ scalars: [UInt32]) -> Bool {
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

// MARK: Words

extension Tokenizer {
  private mutating func word() {
    let start = place
    var text = ""
    var isUpper = true
    while place < scalars.count, place - start < 60 {
      let scalar = scalars[place]
      let continues =
        Scalar.isLetter(scalar) || Scalar.isDigit(scalar) || Scalar.isSuperscript(scalar)
        || (scalar == 0x27 && Scalar.isLetter(at(place + 1)))
        // COVID-19, but not n-30.
        || (scalar == 0x2D && place - start > 1 && Scalar.isDigit(at(place + 1)) && isUpper
          && Scalar.isUpper(at(place - 1)))
      guard continues else { break }
      if !Scalar.isUpper(scalar) && Scalar.isLetter(scalar) { isUpper = false }
      let lower = Scalar.isUpper(scalar) ? scalar + 0x20 : scalar
      if let letter = Unicode.Scalar(lower) { text.unicodeScalars.append(letter) }
      place += 1
    }
    if place < scalars.count, place - start >= 60 {
      while place < scalars.count, Scalar.isLetter(scalars[place]) || Scalar.isDigit(scalars[place]) {
        place += 1
      }
    }
    if text == "cent", let last = tokens.last, words[Int(last.word)] == "per" {
      tokens.removeLast()
      return append(.percent, from: Int(last.start), to: place)
    }
    if text == "percent" || text == "pct" { return append(.percent, from: start, to: place) }
    append(text, from: start, isUpper: isUpper && place - start > 1)
  }

  private mutating func append(_ text: String, from start: Int, isUpper: Bool) {
    var sense = Lexicon.senses[text] ?? .other
    if isUpper {
      switch text {
      case "or": sense = .oddsRatio
      case "rr": sense = .riskRatio
      case "all", "in", "a", "an", "and", "no", "at": sense = previousIsUpper ? sense : .other
      default: break
      }
    }
    if let value = wordNumeral(text, at: start) {
      return appendWord(value.text, from: value.start, sense: .other, isUpper: false, numeral: value.numeral)
    }
    appendWord(text, from: start, sense: sense, isUpper: isUpper, numeral: nil)
  }

  private var previousIsUpper: Bool { tokens.last.map { $0.word != 0 && $0.isCapital } ?? false }

  private mutating func appendWord(
    _ text: String,
    from start: Int,
    sense: Sense,
    isUpper: Bool,
    numeral: Numeral?
  ) {
    let isGlued = tokens.last.map { Int($0.end) == start } ?? false
    let number: Int32
    if let known = numbers[text] {
      number = known
    } else {
      number = Int32(truncatingIfNeeded: words.count)
      words.append(text)
      numbers[text] = number
    }
    tokens.append(
      Token(
        start: Int32(truncatingIfNeeded: start),
        end: Int32(truncatingIfNeeded: place),
        sense: sense,
        word: number,
        numeral: numeral,
        isGlued: isGlued,
        isCapital: Scalar.isUpper(at(start))
      )
    )
  }

  /// "Twenty-five" and "twenty five" are one number; the tens are taken back from the tokens.
  private mutating func wordNumeral(_ text: String, at start: Int) -> (
    text: String, start: Int, numeral: Numeral
  )? {
    if text == "hundred", let last = tokens.last, let numeral = last.numeral, numeral.form == .words,
      numeral.value < 10
    {
      tokens.removeLast()
      return (text, Int(last.start), spelled(numeral.value * 100))
    }
    guard let value = Lexicon.numerals[text] else { return nil }
    if let hundreds = hundreds(before: value) {
      return (text, hundreds.start, spelled(hundreds.value + Double(value)))
    }
    guard value < 10 else { return (text, start, spelled(Double(value))) }
    var index = tokens.count - 1
    if index > 0, tokens[index].sense == .dash { index -= 1 }
    if index >= 0, let tens = tokens[index].numeral, tens.form == .words, tens.value >= 20,
      tens.value.truncatingRemainder(dividingBy: 10) == 0, tens.value < 1000,
      tens.value.truncatingRemainder(dividingBy: 100) >= 20
    {
      let begin = Int(tokens[index].start)
      tokens.removeSubrange(index...)
      let sum = Int(tens.value) + value
      if let hundreds = hundreds(before: sum) {
        return (text, hundreds.start, spelled(hundreds.value + Double(sum)))
      }
      return (text, begin, spelled(Double(sum)))
    }
    return (text, start, spelled(Double(value)))
  }

  /// "Six hundred" or "six hundred and" right before; taken back from the tokens.
  private mutating func hundreds(before value: Int) -> (value: Double, start: Int)? {
    var index = tokens.count - 1
    if index > 0, tokens[index].sense == .and { index -= 1 }
    guard index >= 0, let numeral = tokens[index].numeral, numeral.form == .words, numeral.value >= 100,
      numeral.value < 1000,
      numeral.value.truncatingRemainder(dividingBy: 100) == 0
    else { return nil }
    let start = Int(tokens[index].start)
    tokens.removeSubrange(index...)
    return (numeral.value, start)
  }

  private func spelled(_ value: Double) -> Numeral {
    Numeral(value: value, decimals: 0, form: .words, isSigned: false)
  }
}

// MARK: Chinese

extension Tokenizer {
  /// The longest known word; a numeral before a measure word; else one ideograph.
  private mutating func ideographs() {
    let start = place
    if let found = chineseNumeral() {
      append(.other, from: start, to: place, numeral: found.numeral)
      if found.isPercent { append(.percent, from: place - 1, to: place) }
      return
    }
    var length = 0
    while length < 6, Scalar.isIdeograph(at(place + length)) { length += 1 }
    while length > 0 {
      let text = string(from: place, length: length)
      if length == 1 || Lexicon.senses[text] != nil {
        place += length
        return appendWord(
          text,
          from: start,
          sense: Lexicon.senses[text] ?? .other,
          isUpper: false,
          numeral: nil
        )
      }
      length -= 1
    }
  }

  private func string(from start: Int, length: Int) -> String {
    var text = ""
    for index in start..<start + length {
      if let letter = Unicode.Scalar(scalars[index]) { text.unicodeScalars.append(letter) }
    }
    return text
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
