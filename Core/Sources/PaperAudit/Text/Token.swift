// SPDX-License-Identifier: Apache-2.0

/// A word, a sign or a number of the text.
struct Token {
  /// Normalized scalars, as offsets into `NormalizedText.scalars`.
  let start: Int32
  let end: Int32
  let sense: Sense
  /// Equal for equal words whatever their case; 0 for signs and numbers.
  let word: Int32
  let numeral: Numeral?
  /// Whether it touches the token before it.
  let isGlued: Bool
  let isCapital: Bool

  var isNumber: Bool { numeral != nil }
  var range: Range<Int> { Int(start)..<Int(end) }

  func meaning(_ sense: Sense) -> Token { meaning(sense, numeral: numeral) }

  func meaning(_ sense: Sense, numeral: Numeral?) -> Token {
    Token(
      start: start,
      end: end,
      sense: sense,
      word: word,
      numeral: numeral,
      isGlued: isGlued,
      isCapital: isCapital
    )
  }
}

/// A number as it is written.
struct Numeral {
  enum Form: UInt8 { case digits, words, ideographs }

  let value: Double
  let decimals: Int8
  let form: Form
  /// Whether a minus stands before it.
  let isSigned: Bool

  /// The number itself, if it is a whole one that can be counted with.
  var count: Int? {
    decimals == 0 && !isSigned && value <= 1e9 ? Int(value) : nil
  }

  var printed: PrintedNumber { PrintedNumber(value, decimals: Int(decimals)) }
}
