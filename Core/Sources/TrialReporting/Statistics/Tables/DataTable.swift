// SPDX-License-Identifier: Apache-2.0

import Markup

/// The columns of a CSV table that a calculation names.
///
/// An empty cell and `NA` are missing. Nothing is guessed: a column is numbers or levels as the calculation asks.
public struct DataTable: Sendable {
  typealias Column = CSVColumns.Column

  private let table: CSVColumns
  private let bytes: [UInt8]

  public var rowCount: Int { table.rowCount }

  /// The names in the first row of a table.
  ///
  /// - Throws: Where nothing stands in the table.
  public static func head(of bytes: [UInt8]) throws(DataFault) -> [String] {
    guard let head = CSVColumns.head(of: bytes) else { throw .empty }
    return head
  }

  /// Reads the columns with these names, of which each must be in the head once.
  ///
  /// - Throws: Every damaged row; a table without rows.
  public init(_ bytes: [UInt8], reading names: [String]) throws(DataFault) {
    do throws(CSVColumns.Fault) {
      table = try CSVColumns(bytes, reading: Set(names))
    } catch {
      switch error {
      case .empty: throw .empty
      case .damaged(let problems): throw .damaged(problems.listed)
      case .tooLarge: throw .tooLarge
      }
    }
    self.bytes = bytes
  }

  /// The column with a name, which the caller has checked and asked for.
  func column(_ name: String) -> Column {
    guard let column = table.columns.first(where: { $0.name == name }) else {
      preconditionFailure("column \(name) was not read")
    }
    return column
  }

  /// Line and character of a cell, found by reading the table once more.
  func place(row wanted: Int, column name: String) -> DataFault.Place {
    struct Found: Error { let place: DataFault.Place }
    var row = -1
    var index: Int?
    do throws(Found) {
      _ = try CSVReader(bytes).forEachRow { fields throws(Found) in
        if row < 0 { index = fields.strings.firstIndex(of: name) }
        if row == wanted, let index {
          let place = fields[index].place
          throw Found(place: DataFault.Place(line: place.line, character: place.column, row: row + 1))
        }
        row += 1
      }
    } catch {
      return error.place
    }
    return DataFault.Place(line: 1, character: 1, row: wanted + 1)
  }
}
