// SPDX-License-Identifier: Apache-2.0

/// Reads bytes from left to right; what does not fit leaves it where it stood.
struct ByteScanner {
  private let bytes: ArraySlice<UInt8>
  private(set) var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  var isAtEnd: Bool { position == bytes.endIndex }

  var next: UInt8? { isAtEnd ? nil : bytes[position] }

  /// Passes over `character` if it is next.
  mutating func skip(_ character: Character) -> Bool {
    guard let next, next == character.asciiValue else { return false }
    position += 1
    return true
  }

  /// One or more digits; at most four, since nothing in a karyotype is longer.
  mutating func integer() -> Int? {
    let digits = take { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return digits.count <= 4 ? Int(digits) : nil
  }

  /// `12`, `12~15` or `12-15`.
  mutating func range() -> ClosedRange<Int>? {
    guard let lower = integer() else { return nil }
    let before = position
    guard skip("~") || skip("-"), let upper = integer(), upper >= lower else {
      position = before
      return lower...lower
    }
    return lower...upper
  }

  /// Lower-case letters, possibly none.
  mutating func word() -> String {
    take { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
  }

  /// Everything up to the closing parenthesis, which is passed over; nil where no parenthesis opens or none closes.
  mutating func parenthesis() -> ArraySlice<UInt8>? {
    guard next == UInt8(ascii: "("), let end = bytes[position...].firstIndex(of: UInt8(ascii: ")")) else {
      return nil
    }
    defer { position = end + 1 }
    return bytes[(position + 1)..<end]
  }

  private mutating func take(while isWanted: (UInt8) -> Bool) -> String {
    let start = position
    while let next, isWanted(next) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }
}
