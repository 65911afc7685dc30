// SPDX-License-Identifier: Apache-2.0

/// Goes once through a page or an XML file as people write them, and never fails.
///
/// It knows tags, comments, declarations and the elements whose content is no markup. It checks no nesting: what is
/// never closed ends with the text. The work grows with the length of the text.
struct TagScanner {
  enum Piece {
    /// Text between tags, its references not yet resolved.
    case text(ArraySlice<UInt8>)
    /// `<name …>`; the name is in lower case, `isEmpty` for `<name/>`.
    case open(String, attributes: ArraySlice<UInt8>, isEmpty: Bool)
    /// `</name>`.
    case close(String)
  }

  private let bytes: [UInt8]
  private var position = 0
  /// Elements whose content ends only at their own closing tag and is left out.
  private let skipped: Set<String>

  init(_ text: String, skipping skipped: Set<String> = []) {
    bytes = Array(text.utf8)
    self.skipped = skipped
  }

  /// The next piece; nil at the end.
  mutating func next() -> Piece? {
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "<"), position + 1 < bytes.count, startsMarkup(position + 1)
      else {
        return text()
      }
      switch bytes[position + 1] {
      case UInt8(ascii: "!"): if let data = declaration() { return data }
      case UInt8(ascii: "?"): position = end(of: [UInt8(ascii: ">")], from: position + 2)
      default:
        let piece = tag()
        if case .open(let name, _, false) = piece, skipped.contains(name) { skip(name) }
        return piece
      }
    }
    return nil
  }

  /// A "<" before a letter, a slash or a sign of declarations; otherwise it is text, as in "P < 0.05".
  private func startsMarkup(_ index: Int) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: "!"), UInt8(ascii: "?"): true
    case UInt8(ascii: "/"): index + 1 < bytes.count && Self.isLetter(bytes[index + 1])
    default: Self.isLetter(bytes[index])
    }
  }

  private mutating func text() -> Piece {
    let start = position
    position += 1
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "<"), position + 1 < bytes.count, startsMarkup(position + 1) {
        break
      }
      position += 1
    }
    return .text(bytes[start..<position])
  }

  /// Leaves out comments and document types; data sections are text.
  private mutating func declaration() -> Piece? {
    let start = position
    if bytes[start...].starts(with: "<!--".utf8) {
      position = end(of: Array("-->".utf8), from: start + 4)
    } else if bytes[start...].starts(with: "<![CDATA[".utf8) {
      position = end(of: Array("]]>".utf8), from: start + 9)
      return .text(bytes[min(start + 9, position)..<max(min(start + 9, position), position - 3)])
    } else {
      position = end(of: [UInt8(ascii: ">")], from: start + 2)
    }
    return nil
  }

  private mutating func tag() -> Piece {
    let isClosing = bytes[position + 1] == UInt8(ascii: "/")
    let start = position + (isClosing ? 2 : 1)
    var index = start
    while index < bytes.count, !Self.endsName(bytes[index]) { index += 1 }
    let name = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
    let attributes = index
    var quote: UInt8?
    while index < bytes.count, quote != nil || bytes[index] != UInt8(ascii: ">") {
      if let open = quote {
        if bytes[index] == open { quote = nil }
      } else if bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") {
        quote = bytes[index]
      }
      index += 1
    }
    position = min(index + 1, bytes.count)
    if isClosing { return .close(name) }
    let isEmpty = index > attributes && bytes[index - 1] == UInt8(ascii: "/")
    return .open(name, attributes: bytes[attributes..<index], isEmpty: isEmpty)
  }

  /// Goes to the closing tag of an element that holds no markup.
  private mutating func skip(_ name: String) {
    let closing = Array("</\(name)".utf8)
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "<"), position + closing.count <= bytes.count,
        zip(closing, bytes[position...]).allSatisfy({ $0 == Self.lower($1) })
      {
        return
      }
      position += 1
    }
  }

  /// Behind the next occurrence of a mark; the end where there is none.
  private func end(of mark: [UInt8], from start: Int) -> Int {
    var index = start
    while index + mark.count <= bytes.count {
      if bytes[index...].starts(with: mark) { return index + mark.count }
      index += 1
    }
    return bytes.count
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(lower(byte)) }

  private static func endsName(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
  }

  private static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 0x20 : byte }
}
