// SPDX-License-Identifier: Apache-2.0

import Markup

/// The content of one field without the blanks around it; lives no longer than the buffer it looks into.
struct Cell {
  let bytes: UnsafeBufferPointer<UInt8>

  /// Hands `body` the content of a field of the file in `buffer`.
  static func with<Result>(
    _ field: CSVField,
    of buffer: UnsafeBufferPointer<UInt8>,
    _ body: (Cell) -> Result
  ) -> Result {
    let content = UnsafeBufferPointer(rebasing: buffer[field.range])
    guard field.isQuoted, content.contains(UInt8(ascii: "\"")) else { return body(Cell(content)) }
    // Doubled quotes have to become single ones first; rare enough to pay for a string.
    return Array(field.string.utf8).withUnsafeBufferPointer { body(Cell($0)) }
  }

  init(_ content: UnsafeBufferPointer<UInt8>) {
    var start = 0
    var end = content.count
    while start < end, Self.isBlank(content[start]) { start += 1 }
    while end > start, Self.isBlank(content[end - 1]) { end -= 1 }
    bytes = UnsafeBufferPointer(rebasing: content[start..<end])
  }

  /// Empty and `NA` are missing.
  var isMissing: Bool {
    bytes.isEmpty || (bytes.count == 2 && bytes[0] == UInt8(ascii: "N") && bytes[1] == UInt8(ascii: "A"))
  }

  var string: String { String(decoding: bytes, as: UTF8.self) }

  /// A finite decimal number; nil for anything else.
  var number: Double? {
    var whole = 0
    var digits = 0
    for byte in bytes {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), digits < 15 else { return decimal }
      whole = whole * 10 + Int(byte - UInt8(ascii: "0"))
      digits += 1
    }
    return digits > 0 ? Double(whole) : nil
  }

  /// The general case; words such as `nan` and `inf` are no numbers here.
  private var decimal: Double? {
    let isNumeral = bytes.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.eE".utf8.contains(byte)
    }
    guard isNumeral, let value = Double(string), value.isFinite else { return nil }
    return value
  }

  /// A finite decimal number in a text; nil for anything else.
  static func number(of text: String) -> Double? {
    var text = text
    return text.withUTF8 { Cell($0).number }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}
