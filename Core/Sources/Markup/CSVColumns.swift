// SPDX-License-Identifier: Apache-2.0

/// Some columns of a table, read in one pass as numbers and as places.
///
/// A cell costs four bytes, and eight more in a column with numbers; its text is read from the table when it is asked
/// for. An empty cell and `NA` are missing.
public struct CSVColumns: Sendable {
  /// One column.
  public struct Column: Sendable {
    public let name: String
    /// How many cells are missing.
    public let missing: Int
    private let cells: Cells
    private let offset: Int
    private let hasNumbers: Bool

    fileprivate init(_ name: String, _ filled: Filling.Column, in cells: Cells, at offset: Int) {
      self.name = name
      self.cells = cells
      self.offset = offset
      missing = filled.missing
      hasNumbers = filled.hasNumbers
    }

    /// Whether an empty cell or `NA` stands in a row.
    public func isMissing(_ row: Int) -> Bool { missing > 0 && cell(row).isMissing }

    /// The number in a row; NaN where missing or not a number.
    public func number(_ row: Int) -> Double { hasNumbers ? cells.numbers[offset + row] : .nan }

    /// The cell as written; empty where missing.
    public func text(_ row: Int) -> String {
      let cell = cell(row)
      return cell.isMissing ? "" : cell.text
    }

    /// The different texts in some rows, in the order in which these have them, and which of them each row has.
    ///
    /// Missing cells are a text of their own, the empty one.
    public func levels(in rows: [Int]) -> (texts: [String], codes: [Int]) {
      var coder = LevelCoder()
      let codes = rows.map { coder.code(cell($0)) }
      return (coder.texts, codes)
    }

    private func cell(_ row: Int) -> CSVCell { CSVCell(cells.bytes, Int(cells.starts[offset + row])) }
  }

  /// Why there are no columns.
  public enum Fault: Error {
    /// No row but the head, or not even that.
    case empty
    case damaged(CSVProblems)
    /// A table of four gigabytes or more.
    case tooLarge
  }

  /// Rows below the head.
  public let rowCount: Int
  /// Those asked for that the head has, in the order of their names.
  public let columns: [Column]

  /// Reads columns, of which the first with each name counts.
  ///
  /// - Throws: Every damaged row; a table without rows.
  public init(_ bytes: [UInt8], reading names: Set<String>) throws(Fault) {
    guard bytes.count < Int(UInt32.max) else { throw .tooLarge }
    guard let head = CSVColumns.head(of: bytes) else { throw .empty }
    let wanted = names.sorted().compactMap { name in head.firstIndex(of: name).map { (name, $0) } }
    let places = wanted.map(\.1)
    // A row has an end at least.
    let most = bytes.reduce(0) { $0 + (CSVCell.isBreak($1) ? 1 : 0) } + 1
    var starts: [UInt32] = []
    var filled: [Filling.Column] = []
    var rows: Int?
    var problems: CSVProblems?
    let numbers = [Double](unsafeUninitializedCapacity: most * wanted.count) { numbers, numberCount in
      starts = [UInt32](unsafeUninitializedCapacity: most * wanted.count) { starts, startCount in
        var filling = Filling(numbers: numbers, starts: starts, rows: most, columns: wanted.count)
        rows = CSVColumns.readPlain(bytes, width: head.count, places: places, into: &filling)
        if rows == nil {
          filling = Filling(numbers: numbers, starts: starts, rows: most, columns: wanted.count)
          (rows, problems) = CSVColumns.read(bytes, places: places, into: &filling)
        }
        filled = filling.columns
        startCount = most * wanted.count
      }
      // Numbers of which a column has none, and rows that the table has not, are never read.
      numberCount = most * wanted.count
    }
    if let problems, !problems.isEmpty { throw .damaged(problems) }
    guard let rows, rows > 0 else { throw .empty }
    rowCount = rows
    let cells = Cells(bytes: bytes, numbers: numbers, starts: starts)
    columns = wanted.enumerated().map { index, column in
      Column(column.0, filled[index], in: cells, at: index * most)
    }
  }

  /// The names in the first row; nil if there is none.
  public static func head(of bytes: [UInt8]) -> [String]? {
    struct Found: Error { let names: [String] }
    do throws(Found) {
      _ = try CSVReader(bytes).forEachRow { row throws(Found) in throw Found(names: row.strings) }
    } catch {
      return error.names
    }
    return nil
  }

  /// Reads any table, or says what is wrong with it.
  private static func read(
    _ bytes: [UInt8],
    places: [Int],
    into filling: inout Filling
  ) -> (rows: Int, problems: CSVProblems) {
    var rows = -1
    let problems = CSVReader(bytes).forEachRow { row in
      rows += 1
      guard rows > 0 else { return }
      for (index, place) in places.enumerated() {
        let field = row[place]
        let isMissing = field.isEmpty || field.equals("NA")
        filling.set(
          rows - 1,
          index,
          start: field.range.lowerBound,
          isMissing ? nil : field.double,
          isMissing: isMissing
        )
      }
    }
    return (rows, problems)
  }

  /// Reads a table without quotes whose rows all have `width` fields; nil for any other.
  private static func readPlain(
    _ bytes: [UInt8],
    width: Int,
    places: [Int],
    into filling: inout Filling
  ) -> Int? {
    // Quotes, and bytes that may be no text, are for the reader that knows all about them.
    guard isPlainASCII(bytes) || isValidUTF8(bytes[...]) else { return nil }
    var wanted = [Int](repeating: -1, count: width)
    for (index, place) in places.enumerated() { wanted[place] = index }
    var rows = -1
    var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return bytes.withUnsafeBufferPointer { buffer in
      while at < buffer.count {
        if CSVCell.isBreak(buffer[at]), width > 1 {
          // A line with nothing on it.
          at += 1
          continue
        }
        for field in 0..<width {
          let start = at
          if rows < 0 || wanted[field] < 0 {
            while at < buffer.count, !CSVCell.ends(buffer[at]) {
              if buffer[at] == ASCII.quote { return nil }
              at += 1
            }
          } else {
            guard let number = PlainNumber(buffer, &at) else { return nil }
            let cell = CSVCell(bytes, start, end: at)
            let value = number.value ?? (number.mayBeLong ? cell.double : nil)
            filling.set(rows, wanted[field], start: start, value, isMissing: value == nil && cell.isMissing)
          }
          let isLast = field == width - 1
          guard at < buffer.count else {
            if isLast { break }
            return nil
          }
          guard (buffer[at] == ASCII.comma) != isLast else { return nil }
          if buffer[at] == ASCII.carriageReturn, at + 1 < buffer.count, buffer[at + 1] == ASCII.newline {
            at += 1
          }
          at += 1
        }
        rows += 1
      }
      return rows
    }
  }

  private static func isPlainASCII(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var all: UInt64 = 0
      var at = 0
      while at + 8 <= buffer.count {
        all |= buffer.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        at += 8
      }
      while at < buffer.count {
        all |= UInt64(buffer[at])
        at += 1
      }
      return all & 0x8080_8080_8080_8080 == 0
    }
  }
}

/// The cells of all columns, one column after the other.
private struct Cells: Sendable {
  let bytes: [UInt8]
  let numbers: [Double]
  /// Where each cell's content begins.
  let starts: [UInt32]
}

/// Cells while they are read.
private struct Filling {
  /// What is known of a column so far.
  struct Column {
    var hasNumbers = false
    var missing = 0
  }

  let numbers: UnsafeMutableBufferPointer<Double>
  let starts: UnsafeMutableBufferPointer<UInt32>
  /// Room for rows in each column.
  let rows: Int
  var columns: [Column]

  init(
    numbers: UnsafeMutableBufferPointer<Double>,
    starts: UnsafeMutableBufferPointer<UInt32>,
    rows: Int,
    columns: Int
  ) {
    self.numbers = numbers
    self.starts = starts
    self.rows = rows
    self.columns = [Column](repeating: Column(), count: columns)
  }

  @inline(__always)
  mutating func set(_ row: Int, _ column: Int, start: Int, _ number: Double?, isMissing: Bool) {
    let place = column * rows + row
    starts.initializeElement(at: place, to: UInt32(truncatingIfNeeded: start))
    if let number {
      if !columns[column].hasNumbers {
        // The memory of a column without numbers is never touched.
        numbers[column * rows..<place].initialize(repeating: .nan)
        columns[column].hasNumbers = true
      }
      numbers.initializeElement(at: place, to: number)
    } else {
      if columns[column].hasNumbers { numbers.initializeElement(at: place, to: .nan) }
      columns[column].missing += isMissing ? 1 : 0
    }
  }
}

/// A number in digits, read while its end is sought.
private struct PlainNumber {
  /// Nil unless the cell is digits, with a sign and a point at most, few enough to be exact.
  let value: Double?
  /// Whether the cell may still be a number: with an exponent, or more digits.
  let mayBeLong: Bool

  /// Reads up to the end of a cell; nil if a quote stands in it.
  @inline(__always)
  init?(_ buffer: UnsafeBufferPointer<UInt8>, _ at: inout Int) {
    let start = at
    let isNegative = at < buffer.count && buffer[at] == UInt8(ascii: "-")
    if isNegative { at += 1 }
    var mantissa: UInt64 = 0
    var digits = 0
    var decimals = 0
    var point = 0
    while at < buffer.count {
      let byte = buffer[at]
      let digit = byte &- UInt8(ascii: "0")
      if digit <= 9 {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        digits += 1
        decimals += point
      } else if byte == UInt8(ascii: "."), point == 0 {
        point = 1
      } else {
        break
      }
      at += 1
    }
    if at == buffer.count || CSVCell.ends(buffer[at]) {
      // Both numbers are exact doubles, so one division rounds once and correctly (Clinger 1990).
      let isExact = digits > 0 && digits <= 15
      let size = isExact ? Double(mantissa) / CSVField.powersOfTen[decimals] : 0
      value = isExact ? (isNegative ? -size : size) : nil
      mayBeLong = digits > 15
      return
    }
    value = nil
    mayBeLong = at > start || buffer[at] == UInt8(ascii: "+")
    while at < buffer.count, !CSVCell.ends(buffer[at]) {
      if buffer[at] == ASCII.quote { return nil }
      at += 1
    }
  }
}

/// One cell of a table, from where its content begins.
struct CSVCell {
  private let bytes: [UInt8]
  let range: Range<Int>
  private let isQuoted: Bool

  /// The cell whose content begins at `start`.
  init(_ bytes: [UInt8], _ start: Int) {
    var end = start
    isQuoted = start > 0 && bytes[start - 1] == ASCII.quote
    if isQuoted {
      while end < bytes.count {
        if bytes[end] == ASCII.quote {
          guard end + 1 < bytes.count, bytes[end + 1] == ASCII.quote else { break }
          end += 1
        }
        end += 1
      }
    } else {
      while end < bytes.count, !CSVCell.ends(bytes[end]) { end += 1 }
    }
    self.bytes = bytes
    range = start..<end
  }

  /// A cell without quotes whose end is known.
  init(_ bytes: [UInt8], _ start: Int, end: Int) {
    self.bytes = bytes
    range = start..<end
    isQuoted = false
  }

  var isMissing: Bool {
    range.isEmpty
      || (range.count == 2 && bytes[range.lowerBound] == UInt8(ascii: "N")
        && bytes[range.lowerBound + 1] == UInt8(ascii: "A"))
  }

  /// The content, doubled quotes made single.
  var text: String { field.string }

  var double: Double? { field.double }

  /// The content of at most seven bytes with its length, in one word; nil for longer ones.
  var key: UInt64? {
    guard range.count < 8 else { return nil }
    var key = UInt64(range.count)
    for byte in bytes[range] { key = key << 8 | UInt64(byte) }
    return key
  }

  private var field: CSVField {
    var bounds = CSVField.Bounds(start: range.lowerBound, end: range.upperBound)
    bounds.isQuoted = isQuoted
    bounds.hasDoubledQuotes = isQuoted && bytes[range].contains(ASCII.quote)
    return CSVField(bytes: bytes, bounds: bounds, rowStart: range.lowerBound, rowLine: 1)
  }

  @inline(__always)
  static func ends(_ byte: UInt8) -> Bool { byte <= ASCII.comma && (byte == ASCII.comma || isBreak(byte)) }

  @inline(__always)
  static func isBreak(_ byte: UInt8) -> Bool { byte == ASCII.newline || byte == ASCII.carriageReturn }
}

/// Numbers texts in the order in which they come.
private struct LevelCoder {
  private(set) var texts: [String] = []
  /// Short texts as words: a column has few, and looking through them is faster than hashing.
  private var keys: [(key: UInt64, code: Int)] = []
  private var codes: [String: Int] = [:]

  mutating func code(_ cell: CSVCell) -> Int {
    guard let key = cell.key else { return code(cell.text) }
    for known in keys where known.key == key { return known.code }
    let code = code(cell.isMissing ? "" : cell.text)
    if keys.count < 16 { keys.append((key, code)) }
    return code
  }

  private mutating func code(_ text: String) -> Int {
    if let code = codes[text] { return code }
    codes[text] = texts.count
    texts.append(text)
    return texts.count - 1
  }
}
