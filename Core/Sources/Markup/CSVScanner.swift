// SPDX-License-Identifier: Apache-2.0

/// Finds the ends of rows and fields in a buffer, one row at a time.
struct CSVScanner {
  /// What ails the row just read.
  enum Fault {
    case none
    case strayQuote
    case unclosedQuote
    case invalidUTF8(byte: UInt8)

    var problem: CSVProblem.Kind? {
      switch self {
      case .none: nil
      case .strayQuote: .strayQuote
      case .unclosedQuote: .unclosedQuote
      case .invalidUTF8(let byte): .invalidUTF8(byte: byte)
      }
    }

    static func == (left: Fault, right: Fault) -> Bool { left.problem == right.problem }
  }

  private let bytes: [UInt8]
  /// Known beforehand for the whole file, so that sound files pay for the check once and not row by row.
  private let isUTF8: Bool
  private var next: Int
  private var line = 1
  private(set) var faultPosition = 0

  init(bytes: [UInt8], isUTF8: Bool) {
    self.bytes = bytes
    self.isUTF8 = isUTF8
    next = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Reads one row into `row`, reusing its storage.
  ///
  /// - Parameter row: Where the bounds of the fields go; what was there is forgotten.
  /// - Returns: The first fault of the row; nil at the end of the file.
  mutating func scan(into row: inout CSVRow) -> Fault? {
    guard next < bytes.count else { return nil }
    row.bounds.removeAll(keepingCapacity: true)
    row.start = next
    row.line = line
    let (fault, place, end, breaks) = bytes.withUnsafeBufferPointer { buffer in
      Self.scan(buffer, from: next, into: &row.bounds)
    }
    faultPosition = place
    next = end
    line += breaks
    guard !isUTF8, let wrong = firstInvalidUTF8(bytes[row.start..<end]) else { return fault }
    faultPosition = wrong
    return .invalidUTF8(byte: bytes[wrong])
  }

  private static func scan(
    _ buffer: UnsafeBufferPointer<UInt8>,
    from start: Int,
    into bounds: inout [CSVField.Bounds]
  ) -> (fault: Fault, faultPosition: Int, end: Int, lineBreaks: Int) {
    var fault = Fault.none
    var faultPosition = start
    var index = start
    var lineBreaks = 0

    while true {
      var field = CSVField.Bounds(start: index, end: index)
      if index < buffer.count, buffer[index] == ASCII.quote {
        field.isQuoted = true
        let opening = index
        index += 1
        field.start = index
        while true {
          guard index < buffer.count else {
            field.end = index
            bounds.append(field)
            return (.unclosedQuote, opening, index, lineBreaks)
          }
          let byte = buffer[index]
          if byte == ASCII.quote {
            guard index + 1 < buffer.count, buffer[index + 1] == ASCII.quote else { break }
            field.hasDoubledQuotes = true
            index += 1
          } else if byte == ASCII.newline {
            lineBreaks += 1
          } else if byte == ASCII.carriageReturn, index + 1 < buffer.count, buffer[index + 1] != ASCII.newline
          {
            lineBreaks += 1
          }
          index += 1
        }
        field.end = index
        index += 1
        if index < buffer.count, !endsField(buffer[index]) {
          if fault == .none { (fault, faultPosition) = (.strayQuote, index) }
          while index < buffer.count, !endsField(buffer[index]) { index += 1 }
        }
      } else {
        while index < buffer.count, !endsField(buffer[index]) {
          if buffer[index] == ASCII.quote, fault == .none { (fault, faultPosition) = (.strayQuote, index) }
          index += 1
        }
        field.end = index
      }
      bounds.append(field)

      guard index < buffer.count else { return (fault, faultPosition, index, lineBreaks) }
      let end = buffer[index]
      index += 1
      if end == ASCII.comma { continue }
      if end == ASCII.carriageReturn, index < buffer.count, buffer[index] == ASCII.newline { index += 1 }
      return (fault, faultPosition, index, lineBreaks + 1)
    }
  }

  @inline(__always)
  private static func endsField(_ byte: UInt8) -> Bool {
    // All three signs lie below "0", which sends most bytes past with one comparison.
    byte <= ASCII.comma && (byte == ASCII.comma || byte == ASCII.newline || byte == ASCII.carriageReturn)
  }
}

enum ASCII {
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let quote = UInt8(ascii: "\"")
  static let comma = UInt8(ascii: ",")
}
