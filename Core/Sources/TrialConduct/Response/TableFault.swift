// SPDX-License-Identifier: Apache-2.0

import Markup

/// Something wrong with a table of cases as a whole: then no row of it can be trusted.
public enum TableFault: Error, Hashable, Sendable {
  case csv(CSVProblem)
  case columnTwice(String)
  /// A column without which no row can be read.
  case columnMissing(String)
  case empty
  /// None of its columns is known.
  case noFindings

  /// Two lines: where and what, then how to mend it.
  ///
  /// - Parameter path: The file as its user named it.
  /// - Returns: The text for its user.
  public func description(in path: String) -> String {
    switch self {
    case .csv(let problem): "\(path):\(problem.line):\(problem.column): \(Self.words(for: problem.kind))"
    case .columnTwice(let name):
      "\(path): the column \"\(name)\" stands twice\n  Give each column a name of its own."
    case .columnMissing(let name):
      "\(path): the column \"\(name)\" is missing\n  Add it, or name the column so; \"equipoise schema\" prints the columns."
    case .empty:
      "\(path): the table is empty\n  The first line names the columns, each further line is a case."
    case .noFindings:
      "\(path): none of its columns is known\n  The first line names the columns; \"equipoise schema\" prints them."
    }
  }

  private static func words(for kind: CSVProblem.Kind) -> String {
    switch kind {
    case .ragged(let fields, let expected):
      "\(fields) fields, but the table has \(expected) columns\n"
        + "  Add or remove commas; a field with a comma inside needs quotes around it."
    case .unclosedQuote:
      "a quote is opened and never closed\n  Close it, or write two quotes for one inside a field."
    case .strayQuote:
      "a quote in the middle of a field\n  Put the whole field in quotes and write two quotes for one."
    case .invalidUTF8(let byte):
      "the byte 0x\(String(byte, radix: 16, uppercase: true)) is not UTF-8\n  Save the table as \"CSV UTF-8\"."
    }
  }
}
