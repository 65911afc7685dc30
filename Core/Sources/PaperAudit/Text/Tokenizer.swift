// SPDX-License-Identifier: Apache-2.0

/// Cuts a normalized text into words, signs and numbers, in one pass.
struct Tokenizer {
  let scalars: [UInt32]
  var tokens: [Token] = []
  /// Words in lower case by their number; 0 is no word.
  var words: [String] = [""]
  var numbers: [String: Int32] = [:]
  /// The same for single ideographs that are no known words.
  var ideographNumbers: [UInt32: Int32] = [:]
  var place = 0
  /// Signs that part the cells of a table, in this line so far.
  private var bars = 0
  private var semicolons = 0
  /// Whether a comma with one, two or four digits after it is this text's decimal point.
  let hasDecimalCommas: Bool
  /// Whether commas group its thousands, so that blanks do not.
  let hasCommaGroups: Bool

  init(_ text: NormalizedText) {
    scalars = text.scalars
    hasDecimalCommas = Self.prefersDecimalCommas(text.scalars)
    hasCommaGroups = !hasDecimalCommas && Self.groupsWithCommas(text.scalars)
    tokens.reserveCapacity(scalars.count / 4)
    while place < scalars.count { step() }
  }

  private mutating func step() {
    let scalar = scalars[place]
    if Scalar.isBlank(scalar) {
      blank()
    } else if Scalar.isDigit(scalar) || startsWithPoint {
      if !slashedDate() { number(isSigned: false) }
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

  /// The scalar at a place; beyond the text a blank.
  func at(_ index: Int) -> UInt32 { index >= 0 && index < scalars.count ? scalars[index] : 0x20 }

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
    guard Scalar.isBlank(before) else { return false }
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

  mutating func append(_ sense: Sense, from start: Int, to end: Int, numeral: Numeral? = nil) {
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
