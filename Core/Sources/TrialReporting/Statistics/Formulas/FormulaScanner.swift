// SPDX-License-Identifier: Apache-2.0

/// A word of a formula.
struct FormulaToken: Hashable {
  enum Kind: Hashable {
    /// A bare name.
    case name
    /// A name in backquotes or a text in quotes; both may name a column.
    case quoted
    case number
    case symbol
    case end
  }

  let kind: Kind
  /// Without quotes; symbols in their plain form.
  let text: String
  /// Counted from 1.
  let position: Int
}

/// Cuts a formula into words.
///
/// Full-width signs, as a Chinese keyboard types them, and typographic quotes are read as their plain forms.
struct FormulaScanner {
  private let text: String
  private let characters: [Character]
  private var index = 0

  init(_ text: String) {
    self.text = text
    characters = Array(text)
  }

  /// All words, ended by one of kind `end`.
  static func tokens(of text: String) throws(FormulaFault) -> [FormulaToken] {
    var scanner = FormulaScanner(text)
    var tokens: [FormulaToken] = []
    while let token = try scanner.next() { tokens.append(token) }
    return tokens + [FormulaToken(kind: .end, text: "", position: scanner.characters.count + 1)]
  }

  private mutating func next() throws(FormulaFault) -> FormulaToken? {
    while index < characters.count, characters[index].isWhitespace { index += 1 }
    guard index < characters.count else { return nil }
    let position = index + 1
    let character = characters[index]
    if let closing = Self.quotes[character] { return try quoted(closing, from: position) }
    if Self.isDigit(character)
      || (character == "." && index + 1 < characters.count && Self.isDigit(characters[index + 1]))
    {
      return try number(from: position)
    }
    if Self.opensName(character) { return name(from: position) }
    return try symbol(from: position)
  }

  private mutating func quoted(_ closing: Character, from position: Int) throws(FormulaFault) -> FormulaToken
  {
    guard let end = characters[(index + 1)...].firstIndex(of: closing) else {
      throw fault(.unclosed(quote: String(characters[index])), at: position)
    }
    let content = String(characters[(index + 1)..<end])
    index = end + 1
    return FormulaToken(kind: .quoted, text: content, position: position)
  }

  private mutating func number(from position: Int) throws(FormulaFault) -> FormulaToken {
    let start = index
    func isSign(_ at: Int) -> Bool {
      (characters[at] == "-" || characters[at] == "+") && "eE".contains(characters[at - 1])
        && at + 1 < characters.count && Self.isDigit(characters[at + 1])
    }
    while index < characters.count, Self.continuesName(characters[index]) || isSign(index) { index += 1 }
    let word = String(characters[start..<index])
    guard Double(word) != nil, word.allSatisfy({ Self.isDigit($0) || ".eE+-".contains($0) }) else {
      throw fault(.digitFirst(word), at: position)
    }
    return FormulaToken(kind: .number, text: word, position: position)
  }

  private mutating func name(from position: Int) -> FormulaToken {
    let start = index
    while index < characters.count, Self.continuesName(characters[index]) { index += 1 }
    return FormulaToken(kind: .name, text: String(characters[start..<index]), position: position)
  }

  private mutating func symbol(from position: Int) throws(FormulaFault) -> FormulaToken {
    let rest = characters[index...].prefix(4).map { Self.plain($0) }
    for sign in Self.signs where rest.starts(with: sign) {
      index += sign.count
      return FormulaToken(kind: .symbol, text: sign, position: position)
    }
    throw fault(.strayCharacter(String(characters[index])), at: position)
  }

  private func fault(_ kind: FormulaFault.Kind, at position: Int) -> FormulaFault {
    FormulaFault(text: text, position: position, kind: kind)
  }

  /// Longer signs before the shorter ones that begin them.
  private static let signs = [
    "%in%", "==", "!=", "<=", ">=", "&&", "||", "~", "+", "(", ")", ",", "=", "<", ">", "-", "*", ":", "/",
    "^", "|", "&",
  ]

  private static let quotes: [Character: Character] = [
    "`": "`", "\"": "\"", "'": "'", "“": "”", "‘": "’", "＂": "＂", "＇": "＇",
  ]

  /// Full-width forms (U+FF01 to U+FF5E) as their ASCII twins.
  private static func plain(_ character: Character) -> Character {
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1,
      (0xFF01...0xFF5E).contains(scalar.value), let ascii = Unicode.Scalar(scalar.value - 0xFEE0)
    else { return character }
    return Character(ascii)
  }

  private static func isDigit(_ character: Character) -> Bool { character >= "0" && character <= "9" }

  private static func opensName(_ character: Character) -> Bool {
    character.isLetter || character == "_" || character == "."
  }

  private static func continuesName(_ character: Character) -> Bool {
    opensName(character) || character.isNumber
  }
}
