// SPDX-License-Identifier: Apache-2.0

/// A head as one line for a mail, a letter or a notebook.
///
/// Check digits find a slip of typing:
///
///     anchor/1 1234 8b5e9cd5 9b4cf695 5760b19f d9cab37e a2cf35a2 3ad845f5 4239b2d7 3426cecc 069c
///
/// Kept where nobody who can write the ledger can reach it, it proves every entry up to that head.
public struct Anchor: Hashable, Sendable {
  public let head: Head

  public init(_ head: Head) { self.head = head }

  /// The line.
  public var text: String {
    let hash = head.hash.hex
    var groups = [Self.mark, String(head.count)]
    for start in stride(from: 0, to: 64, by: 8) { groups.append(String(hash.dropFirst(start).prefix(8))) }
    groups.append(Self.checkDigits(of: head))
    return groups.joined(separator: " ")
  }

  /// Reads the line as it came back: capitals, other spaces, line breaks, hyphens and marks of quotation do not matter.
  public init(parsing text: String) throws(AnchorProblem) {
    let parts = text.lowercased().split { $0.isWhitespace || $0 == "-" || $0 == ">" }.map { String($0) }
    guard parts.first == Self.mark, parts.count > 1 else { throw .notAnAnchor }
    guard let count = Int(parts[1]), count >= 0, String(count) == parts[1] else { throw .count(parts[1]) }
    let digits = parts.dropFirst(2).joined()
    if let odd = digits.first(where: { !$0.isASCII || !$0.isHexDigit }) { throw .notADigit(odd) }
    guard digits.count == 68 else { throw .length(digits.count) }
    guard let hash = EntryHash(hex: digits.prefix(64)) else { throw .length(digits.count) }
    let head = Head(count: count, hash: hash)
    guard Self.checkDigits(of: head) == digits.suffix(4) else { throw .slip }
    self.head = head
  }

  private static let mark = "anchor/1"

  /// CRC-16/IBM-3740 over "count hash": it changes with every single wrong character and every two that are swapped.
  private static func checkDigits(of head: Head) -> String {
    let remainder = crc16(Array("\(head.count) \(head.hash.hex)".utf8))
    let digits = String(remainder, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// The remainder by x¹⁶ + x¹² + x⁵ + 1, beginning with all ones.
  static func crc16(_ bytes: [UInt8]) -> UInt16 {
    var remainder: UInt16 = 0xFFFF
    for byte in bytes {
      remainder ^= UInt16(byte) << 8
      for _ in 0..<8 {
        remainder = remainder & 0x8000 == 0 ? remainder << 1 : remainder << 1 ^ 0x1021
      }
    }
    return remainder
  }
}

extension Anchor: CustomStringConvertible {
  public var description: String { text }
}

/// Why a line is not an anchor.
public enum AnchorProblem: Error, Hashable, Sendable {
  case notAnAnchor
  case count(String)
  case notADigit(Character)
  case length(Int)
  case slip
}

extension AnchorProblem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notAnAnchor:
      "this is not an anchor.\n  Copy the whole line, from \"anchor/1\" on."
    case .count(let text):
      "\"\(text)\" is not a number of entries.\n  It stands behind \"anchor/1\"; compare it with the original."
    case .notADigit(let character):
      "\"\(character)\" is not a digit of an anchor.\n  There are 0 to 9 and a to f only; o and l are never letters."
    case .length(let count):
      "the anchor has \(count) digits behind the number of entries, not 68.\n  Copy the whole line."
    case .slip:
      "the check digits do not fit: there is a slip somewhere in the line.\n  Compare it with the original, group by group."
    }
  }
}
