// SPDX-License-Identifier: Apache-2.0

extension Tokenizer {
  /// A word in lower case, with what it means.
  mutating func word() {
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
      return appendWord(value.text, from: value.start, sense: .other, numeral: value.numeral)
    }
    appendWord(text, from: start, sense: sense, numeral: nil)
  }

  private var previousIsUpper: Bool { tokens.last.map { $0.word != 0 && $0.isCapital } ?? false }

  mutating func appendWord(
    _ text: String,
    from start: Int,
    sense: Sense,
    numeral: Numeral?
  ) {
    let number: Int32
    if let known = numbers[text] {
      number = known
    } else {
      number = newWord(text)
      numbers[text] = number
    }
    append(word: number, from: start, sense: sense, numeral: numeral)
  }

  /// One ideograph that is no known word.
  mutating func append(ideograph: UInt32, from start: Int) {
    let number: Int32
    if let known = ideographNumbers[ideograph] {
      number = known
    } else {
      let text = Unicode.Scalar(ideograph).map { String(Character($0)) } ?? ""
      number = newWord(text)
      ideographNumbers[ideograph] = number
    }
    append(word: number, from: start, sense: .other, numeral: nil)
  }

  private mutating func newWord(_ text: String) -> Int32 {
    words.append(text)
    return Int32(truncatingIfNeeded: words.count - 1)
  }

  private mutating func append(word number: Int32, from start: Int, sense: Sense, numeral: Numeral?) {
    let isGlued = tokens.last.map { Int($0.end) == start } ?? false
    tokens.append(
      Token(
        start: Int32(truncatingIfNeeded: start),
        end: Int32(truncatingIfNeeded: place),
        sense: sense,
        word: number,
        numeral: numeral,
        isGlued: isGlued,
        isCapital: Scalar.isUpper(at(start)) || Scalar.isDigit(at(start))
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
