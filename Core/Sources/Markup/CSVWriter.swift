// SPDX-License-Identifier: Apache-2.0

/// Writes comma-separated tables (RFC 4180): UTF-8, rows ended by LF, quotes only where a field needs them.
///
/// LF and not the CRLF of the RFC, because diffs, `git` and R prefer it and every reader takes both.
public struct CSVWriter: Sendable {
  public private(set) var text = ""

  public init() {}

  /// Appends one row.
  public mutating func append(_ row: [String]) {
    for (index, field) in row.enumerated() {
      if index > 0 { text += "," }
      append(field)
    }
    // An empty line would be skipped by readers; quotes say that a row with one empty field is meant.
    if row == [""] { text += "\"\"" }
    text += "\n"
  }

  private mutating func append(_ field: String) {
    let needsQuotes = field.utf8.contains {
      $0 == ASCII.comma || $0 == ASCII.quote || $0 == ASCII.newline || $0 == ASCII.carriageReturn
    }
    guard needsQuotes else {
      text += field
      return
    }
    text += "\""
    for part in field.unicodeScalars {
      if part == "\"" { text += "\"" }
      text.unicodeScalars.append(part)
    }
    text += "\""
  }
}
