// SPDX-License-Identifier: Apache-2.0

/// How the tables of the study folder stand to the protocol's forms (`mapping:`).
///
/// Data that come from elsewhere keep their files, columns, codes and date format.
public struct Mapping: Sendable {
  /// The order in which a table writes day, month and year.
  public enum DateFormat: String, CaseIterable, Sendable {
    case yearMonthDay = "YYYY-MM-DD"
    case dayMonthYearDots = "DD.MM.YYYY"
    case dayMonthYearSlashes = "DD/MM/YYYY"
    case monthDayYearSlashes = "MM/DD/YYYY"
    case yearMonthDaySlashes = "YYYY/MM/DD"
    case compact = "YYYYMMDD"
  }

  /// One use of one file: a file may feed several forms, each with rows of its own.
  public struct Table: Sendable {
    /// The file's name inside `data/`.
    public let file: String
    public let form: String
    /// The column of the subject's identifier.
    public let subject: String
    /// The column that says when a row was recorded; nil where the file has none.
    public let recorded: String?
    /// Own column by item; items that are not named stand under their own id.
    public let columns: [String: String]
    /// Category by code, for each item whose file codes differ from the protocol's.
    public let codes: [String: [String: String]]
    public let dates: DateFormat
    /// Only rows with this text in this column belong to the form.
    public let rows: [(column: String, equals: String)]
  }

  public let tables: [Table]

  static let none = Mapping(tables: [])

  private init(tables: [Table]) {
    self.tables = tables
  }

  init(_ block: inout BlockReader) {
    tables = block.list("tables") { reader in reader.block { Table(&$0) } }
  }
}

extension Mapping.Table {
  /// The table of a form that the mapping does not name: `<form>.csv` with the items' own ids.
  init(form: String) {
    file = "\(form).csv"
    self.form = form
    subject = "subject"
    recorded = "recorded"
    columns = [:]
    codes = [:]
    dates = .yearMonthDay
    rows = []
  }

  fileprivate init(_ block: inout BlockReader) {
    file = block.text("file")
    form = block.text("form")
    subject = block.optional("subject") { $0.text() } ?? "subject"
    recorded = block.optional("recorded") { $0.text() }
    dates = block.optional("dates") { $0.choice(Mapping.DateFormat.self) } ?? .yearMonthDay
    columns = block.columns()
    let codes = block.optional("codes") { reader in
      reader.entries().map { item, codes in
        (item, Dictionary(codes.entries().map { ($0.key, $0.value.text()) }) { first, _ in first })
      }
    }
    self.codes = Dictionary(codes ?? []) { first, _ in first }
    rows =
      block.optional("rows") { reader in
        reader.entries().map { (column: $0.key, equals: $0.value.text()) }
      } ?? []
  }
}

extension BlockReader {
  /// `own column: item` lines, turned round: one item is read from one column.
  fileprivate mutating func columns() -> [String: String] {
    var columns: [String: String] = [:]
    let entries = optional("columns") { reader in
      reader.entries().map { ($0.key, $0.value, $0.value.list { $0.text() }) }
    }
    for (column, reader, items) in entries ?? [] {
      for item in items {
        if let other = columns[item] {
          reader.report(
            "\(item) is already read from the column \"\(other)\"",
            remedy: "Give each item one column."
          )
        }
        columns[item] = column
      }
    }
    return columns
  }
}
