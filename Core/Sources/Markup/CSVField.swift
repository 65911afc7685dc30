// SPDX-License-Identifier: Apache-2.0

/// One field of a table: a window into the file, read only when asked.
public struct CSVField: Sendable {
  struct Bounds: Sendable {
    var start: Int
    var end: Int
    var isQuoted = false
    var hasDoubledQuotes = false

    init(start: Int, end: Int) {
      self.start = start
      self.end = end
    }

    var isEmpty: Bool { start == end }
  }

  private let bytes: [UInt8]
  private let bounds: Bounds
  private let rowStart: Int
  private let rowLine: Int

  init(bytes: [UInt8], bounds: Bounds, rowStart: Int, rowLine: Int) {
    self.bytes = bytes
    self.bounds = bounds
    self.rowStart = rowStart
    self.rowLine = rowLine
  }

  /// The bytes of the file that are the field's content, without the quotes around it.
  public var range: Range<Int> { bounds.start..<bounds.end }

  /// Whether nothing stands between the commas or the quotes.
  public var isEmpty: Bool { bounds.isEmpty }

  /// Whether the field stood in quotes; `""` is an empty text, where nothing at all is a missing value.
  public var isQuoted: Bool { bounds.isQuoted }

  /// Line and column at which the field begins, its quote included; counted from 1, the column in characters.
  public var place: (line: Int, column: Int) {
    var row = CSVRow(bytes: bytes)
    row.start = rowStart
    row.line = rowLine
    return row.place(of: bounds.isQuoted ? bounds.start - 1 : bounds.start)
  }

  /// The content as text, doubled quotes made single.
  public var string: String {
    let content = bytes[range]
    guard bounds.hasDoubledQuotes else { return String(decoding: content, as: UTF8.self) }
    var single: [UInt8] = []
    single.reserveCapacity(content.count)
    var index = content.startIndex
    while index < content.endIndex {
      single.append(content[index])
      index += content[index] == ASCII.quote ? 2 : 1
    }
    return String(decoding: single, as: UTF8.self)
  }

  /// Whether the content is exactly `text`, without making a string of it.
  public func equals(_ text: StaticString) -> Bool {
    guard !bounds.hasDoubledQuotes else { return string == "\(text)" }
    guard bounds.end - bounds.start == text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { bytes[range].elementsEqual($0) }
  }

  /// A whole number in decimal digits with an optional sign; nil for anything else, blanks and overflow
  /// included.
  public var integer: Int? {
    var index = bounds.start
    guard index < bounds.end else { return nil }
    let isNegative = bytes[index] == UInt8(ascii: "-")
    if isNegative || bytes[index] == UInt8(ascii: "+") { index += 1 }
    guard index < bounds.end else { return nil }
    var value = 0
    while index < bounds.end {
      guard let digit = Self.digit(bytes[index]) else { return nil }
      let (tens, overTens) = value.multipliedReportingOverflow(by: 10)
      let (sum, overSum) = tens.subtractingReportingOverflow(digit)
      guard !overTens, !overSum else { return nil }
      value = sum
      index += 1
    }
    // Summed downwards, because the least integer has no positive twin.
    guard !isNegative else { return value }
    return value == .min ? nil : -value
  }

  /// A decimal number such as `-12.5` or `1e-3`, correctly rounded; nil for anything else.
  ///
  /// `NaN`, `inf`, hexadecimal forms, thousands separators and blanks are no numbers here, whatever C makes
  /// of them.
  public var double: Double? {
    var index = bounds.start
    guard index < bounds.end else { return nil }
    let isNegative = bytes[index] == UInt8(ascii: "-")
    if isNegative || bytes[index] == UInt8(ascii: "+") { index += 1 }

    var mantissa: UInt64 = 0
    var digits = 0
    var decimals = 0
    var seenPoint = false
    var exponentMark: Int?
    scan: while index < bounds.end {
      switch bytes[index] {
      case UInt8(ascii: "."):
        guard !seenPoint else { return nil }
        seenPoint = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        exponentMark = index
        break scan
      default:
        guard let digit = Self.digit(bytes[index]) else { return nil }
        mantissa = mantissa &* 10 &+ UInt64(digit)
        digits += 1
        if seenPoint { decimals += 1 }
      }
      index += 1
    }
    guard digits > 0 else { return nil }

    if let exponentMark {
      var tail = bounds
      tail.start = exponentMark + 1
      let exponent = CSVField(bytes: bytes, bounds: tail, rowStart: rowStart, rowLine: rowLine)
      guard exponent.integer != nil else { return nil }
    } else if digits <= 15, decimals <= 22 {
      // Both numbers are exact doubles, so one division rounds once and correctly (Clinger 1990).
      let value = Double(mantissa) / Self.powersOfTen[decimals]
      return isNegative ? -value : value
    }
    return Double(string)
  }

  private static func digit(_ byte: UInt8) -> Int? {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") ? Int(byte - UInt8(ascii: "0")) : nil
  }

  static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20,
    1e21, 1e22,
  ]
}
