// SPDX-License-Identifier: Apache-2.0

/// A text with one way of writing for each sign, and the way back to what was given.
///
/// Full-width signs become ASCII, every dash and minus a hyphen, every blank a space, ligatures their letters; soft
/// hyphens and zero-width signs vanish. A raised dot between digits is a decimal point. Case and line ends stay.
struct NormalizedText {
  private(set) var scalars: [UInt32] = []
  /// For each normalized scalar, the place of the scalar it came from, counted in scalars of the given text.
  private(set) var origins: [Int32] = []
  /// For each scalar of the given text, and its end, the offset of its first UTF-8 byte.
  private(set) var bytes: [Int32] = []
  private let source: String.UTF8View
  /// Scalars before this one belong to an entity that was read.
  private var skipped = 0

  init(_ text: String) {
    source = text.utf8
    let given = text.unicodeScalars.map(\.value)
    scalars.reserveCapacity(given.count)
    origins.reserveCapacity(given.count)
    bytes.reserveCapacity(given.count + 1)
    var offset: Int32 = 0
    for (index, scalar) in given.enumerated() {
      bytes.append(offset)
      offset += scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
      append(scalar, at: index, of: given)
    }
    bytes.append(offset)
  }

  /// The range of the given text, in Unicode scalars, that a range of normalized scalars stands for.
  func origin(of range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty, range.upperBound <= origins.count else { return 0..<0 }
    return Int(origins[range.lowerBound])..<Int(origins[range.upperBound - 1]) + 1
  }

  /// The given text in a range of its Unicode scalars.
  func given(_ range: Range<Int>) -> String {
    let start = source.index(source.startIndex, offsetBy: Int(bytes[range.lowerBound]))
    let end = source.index(source.startIndex, offsetBy: Int(bytes[range.upperBound]))
    return String(Substring(source[start..<end]))
  }

  private mutating func append(_ scalar: UInt32, at index: Int, of given: [UInt32]) {
    if index < skipped { return }
    if scalar < 0x80 {
      switch scalar {
      // Emphasis of Markdown.
      case 0x2A where !isFree(given, index), 0x60: break
      case 0x26: entity(at: index, of: given)
      default: write(scalar, index)
      }
      return
    }
    switch scalar {
    case 0xAD, 0x200B...0x200F, 0x2060, 0xFEFF, 0xFE0E, 0xFE0F: break
    // Thin blanks group the digits of thousands.
    case 0x2009, 0x202F, 0x2006, 0x2008:
      if !Self.groupsThousands(at: index, in: given) { write(0x20, index) }
    case 0xA0, 0x2000...0x2005, 0x2007, 0x200A, 0x205F, 0x3000: write(0x20, index)
    case 0x2028, 0x2029, 0x85: write(0x0A, index)
    case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0x2043: write(0x2D, index)
    case 0xB7, 0x2027, 0x2219, 0x22C5, 0x30FB, 0xFF0E, 0x02D9:
      let between = isDigit(given, index + 1) && (isDigit(given, index - 1) || !isLetter(given, index - 1))
      write(between || scalar == 0xFF0E ? 0x2E : 0x3001, index)
    case 0x2044, 0x2215: write(0x2F, index)
    case 0x2236: write(0x3A, index)
    case 0xFE6A, 0x66A: write(0x25, index)
    case 0x301C, 0x223C: write(0x7E, index)
    case 0x3010, 0x3014: write(0x5B, index)
    case 0x3011, 0x3015: write(0x5D, index)
    case 0x2018, 0x2019, 0x2032: write(0x27, index)
    case 0x201C, 0x201D, 0x300C, 0x300D: write(0x22, index)
    // A full-width comma never stands inside a number.
    case 0xFF0C: write(0x3001, index)
    case 0xFF01...0xFF5E: write(scalar - 0xFEE0, index)
    case 0xFB00: write("ff", index)
    case 0xFB01: write("fi", index)
    case 0xFB02: write("fl", index)
    case 0xFB03: write("ffi", index)
    case 0xFB04: write("ffl", index)
    default: write(scalar, index)
    }
  }

  /// Whether a star stands between blanks or digits, as a sign of multiplication does.
  private func isFree(_ given: [UInt32], _ index: Int) -> Bool {
    let before = index > 0 ? given[index - 1] : 0
    let after = index + 1 < given.count ? given[index + 1] : 0
    return (before == 0x20 || Scalar.isDigit(before)) && (after == 0x20 || Scalar.isDigit(after))
  }

  /// Named characters of HTML that stand within figures.
  private mutating func entity(at index: Int, of given: [UInt32]) {
    var name = ""
    var place = index + 1
    while place < given.count, place - index < 9, let letter = Unicode.Scalar(given[place]),
      Scalar.isLetter(given[place])
    {
      name.unicodeScalars.append(letter)
      place += 1
    }
    guard place < given.count, given[place] == 0x3B, let scalar = Self.entities[name] else {
      return write(0x26, index)
    }
    skipped = place + 1
    write(scalar, index)
  }

  private static let entities: [String: UInt32] = [
    "nbsp": 0x20, "thinsp": 0x20, "ensp": 0x20, "emsp": 0x20, "ndash": 0x2D, "mdash": 0x2D, "minus": 0x2D,
    "lt": 0x3C, "gt": 0x3E,
    "le": 0x2264, "ge": 0x2265, "plusmn": 0xB1, "amp": 0x26, "middot": 0x2E, "times": 0xD7, "percnt": 0x25,
    "quot": 0x22,
  ]

  private mutating func write(_ scalar: UInt32, _ index: Int) {
    scalars.append(scalar)
    origins.append(Int32(truncatingIfNeeded: index))
  }

  private mutating func write(_ letters: StaticString, _ index: Int) {
    letters.withUTF8Buffer { for letter in $0 { write(UInt32(letter), index) } }
  }

  private static func groupsThousands(at index: Int, in given: [UInt32]) -> Bool {
    isDigit(given, index - 1) && isDigit(given, index + 1) && isDigit(given, index + 2)
      && isDigit(given, index + 3) && !isDigit(given, index + 4)
  }
}

private func isDigit(_ scalars: [UInt32], _ index: Int) -> Bool {
  scalars.indices.contains(index) && Scalar.isDigit(scalars[index])
}

private func isLetter(_ scalars: [UInt32], _ index: Int) -> Bool {
  scalars.indices.contains(index) && Scalar.isLetter(scalars[index])
}

/// What a scalar is to a reader of figures.
enum Scalar {
  static func isDigit(_ scalar: UInt32) -> Bool { scalar &- 0x30 < 10 }

  static func isBlank(_ scalar: UInt32) -> Bool { scalar == 0x20 || (scalar >= 0x09 && scalar <= 0x0D) }

  /// Letters that make words: Latin, Greek, Cyrillic and what else is set with blanks between words.
  static func isLetter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x41...0x5A, 0x61...0x7A: true
    case 0x00...0xBF, 0xD7, 0xF7, 0x2000...0x2BFF, 0x3000...0x303F, 0xFE00...0xFFFF: false
    default: !isIdeograph(scalar)
    }
  }

  static func isIdeograph(_ scalar: UInt32) -> Bool {
    (scalar >= 0x3400 && scalar <= 0x9FFF) || (scalar >= 0xF900 && scalar <= 0xFAFF)
      || (scalar >= 0x20000 && scalar <= 0x3FFFF)
  }

  static func isSuperscript(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xB2, 0xB3, 0xB9, 0x2070, 0x2074...0x207B: true
    default: false
    }
  }

  static func isUpper(_ scalar: UInt32) -> Bool { scalar >= 0x41 && scalar <= 0x5A }
}
