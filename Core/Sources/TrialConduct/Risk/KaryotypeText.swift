// SPDX-License-Identifier: Apache-2.0

/// The report's text as ASCII without blanks, every byte with its place in the original.
///
/// Reports come from word processors: minus signs, dashes, multiplication signs and the full-width marks of Chinese
/// keyboards are turned into the signs of ISCN.
struct KaryotypeText {
  let bytes: [UInt8]
  /// For each byte the column in the original, counted from 1.
  private let columns: [Int]
  private let original: [Character]

  init(_ text: String) {
    original = Array(text)
    var bytes: [UInt8] = []
    var columns: [Int] = []
    for (index, character) in original.enumerated() where !character.isWhitespace {
      bytes.append(Self.ascii[character] ?? character.asciiValue ?? Self.unreadable)
      columns.append(index + 1)
    }
    self.bytes = bytes
    self.columns = columns
  }

  /// The original text of a stretch of bytes, with the column at which it begins.
  func original(_ range: Range<Int>) -> (text: String, column: Int) {
    guard let first = range.first, let last = range.last else {
      return ("", columns.last.map { $0 + 1 } ?? 1)
    }
    return (String(original[(columns[first] - 1)..<columns[last]]), columns[first])
  }

  /// The stretches between a separator, outside parentheses where `nested` is false.
  func split(_ range: Range<Int>, at separator: UInt8, evenInParentheses: Bool) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    var depth = 0
    for index in range {
      switch bytes[index] {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case separator where depth == 0 || evenInParentheses:
        parts.append(start..<index)
        start = index + 1
      default: break
      }
    }
    parts.append(start..<range.upperBound)
    return parts
  }

  private static let unreadable: UInt8 = 1

  private static let ascii: [Character: UInt8] = [
    "−": UInt8(ascii: "-"), "–": UInt8(ascii: "-"), "—": UInt8(ascii: "-"), "‐": UInt8(ascii: "-"),
    "－": UInt8(ascii: "-"), "＋": UInt8(ascii: "+"), "×": UInt8(ascii: "x"), "，": UInt8(ascii: ","),
    "；": UInt8(ascii: ";"), "（": UInt8(ascii: "("), "）": UInt8(ascii: ")"), "［": UInt8(ascii: "["),
    "］": UInt8(ascii: "]"), "～": UInt8(ascii: "~"), "∼": UInt8(ascii: "~"), "？": UInt8(ascii: "?"),
    "／": UInt8(ascii: "/"),
  ]
}
