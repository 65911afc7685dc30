// SPDX-License-Identifier: Apache-2.0

/// Reads comma-separated tables as RFC 4180 describes them, row by row.
///
/// Goals, in order: never read a damaged table as if it were whole; say every fault at once with its line; a
/// million rows in about a second. So fields are not copied: a row knows where its fields lie in the buffer,
/// and a field becomes a string or a number only when asked.
///
/// The text is UTF-8, with or without a byte order mark. Rows end with LF, CRLF or CR. Lines with nothing on
/// them are skipped, except in a table of one column, where they are an empty field. The first row says how
/// many columns there are.
public struct CSVReader: Sendable {
  public let bytes: [UInt8]

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Hands every sound row to `visit`, the head first, and returns what was wrong with the others.
  ///
  /// A row with a fault is not visited, so its fields can't be taken for those of another column. An unclosed
  /// quote takes the rest of the file with it, because nothing more can be told apart.
  ///
  /// - Parameters:
  ///   - cap: How many problems to keep in full; the others are counted.
  ///   - visit: Called once a row. Keeping the row beyond the call is legal and costs one copy of its field
  ///     bounds.
  /// - Returns: The problems, in the order of the file.
  /// - Throws: What `visit` throws; reading ends there.
  public func forEachRow<Failure: Error>(
    keeping cap: Int = 100,
    _ visit: (CSVRow) throws(Failure) -> Void
  ) throws(Failure) -> CSVProblems {
    var problems = CSVProblems(cap: cap)
    var scanner = CSVScanner(bytes: bytes, isUTF8: isValidUTF8(bytes[...]))
    var columns: Int?
    var row = CSVRow(bytes: bytes)
    while let fault = scanner.scan(into: &row) {
      let isBlank = row.bounds.count == 1 && row.bounds[0].isEmpty && !row.bounds[0].isQuoted
      if fault == .none && isBlank && columns != 1 { continue }
      if let fault = fault.problem {
        problems.add(fault, at: scanner.faultPosition, in: row)
        columns = columns ?? row.count
        continue
      }
      let expected = columns ?? row.count
      columns = expected
      guard row.count == expected else {
        problems.add(.ragged(fields: row.count, expected: expected), at: row.start, in: row)
        continue
      }
      try visit(row)
    }
    return problems
  }
}

/// One row of a table and the place of its fields.
public struct CSVRow: Sendable {
  let bytes: [UInt8]
  var bounds: [CSVField.Bounds] = []
  /// Offset of the row's first byte.
  var start = 0

  /// The line of the file on which the row begins, counted from 1.
  ///
  /// Rows with line breaks inside quotes span several.
  public internal(set) var line = 1

  init(bytes: [UInt8]) {
    self.bytes = bytes
    bounds.reserveCapacity(32)
  }

  public var count: Int { bounds.count }

  public subscript(index: Int) -> CSVField {
    CSVField(bytes: bytes, bounds: bounds[index], rowStart: start, rowLine: line)
  }

  /// The fields as text, for heads and small tables.
  public var strings: [String] {
    bounds.indices.map { self[$0].string }
  }

  /// Line and column of a byte of this row; the column counts characters (Unicode scalars) from 1.
  func place(of offset: Int) -> (line: Int, column: Int) {
    var line = self.line
    var column = 1
    var index = start
    while index < min(offset, bytes.count) {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      if byte == ASCII.newline || (byte == ASCII.carriageReturn && next != ASCII.newline) {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
      index += 1
    }
    return (line, column)
  }
}

/// Something wrong in a table, and where.
public struct CSVProblem: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// A row that has more or fewer fields than the first row.
    case ragged(fields: Int, expected: Int)
    /// A quote that is opened here and never closed.
    case unclosedQuote
    /// A quote inside a field that does not begin with one, or text after a closing quote.
    case strayQuote
    /// A byte that is no part of UTF-8 text.
    case invalidUTF8(byte: UInt8)
  }

  public let kind: Kind
  /// Counted from 1.
  public let line: Int
  /// In characters of the line, counted from 1.
  public let column: Int
}

/// All problems of a table.
public struct CSVProblems: Sendable {
  private let cap: Int
  /// The first ones, in the order of the file.
  public private(set) var listed: [CSVProblem] = []
  /// How many there are, listed or not.
  public private(set) var count = 0

  init(cap: Int) {
    self.cap = cap
  }

  public var isEmpty: Bool { count == 0 }

  mutating func add(_ kind: CSVProblem.Kind, at offset: Int, in row: CSVRow) {
    count += 1
    guard listed.count < cap else { return }
    let (line, column) = row.place(of: offset)
    listed.append(CSVProblem(kind: kind, line: line, column: column))
  }
}
