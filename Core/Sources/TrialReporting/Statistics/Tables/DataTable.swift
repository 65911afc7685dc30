// SPDX-License-Identifier: Apache-2.0

import Markup

/// The columns of a CSV table that a calculation names.
///
/// An empty cell and `NA` are missing. Nothing is guessed: a column is numbers or levels as the calculation asks.
public struct DataTable: Sendable {
  /// One cell a row, in the order of the table.
  struct Column: Sendable {
    let name: String
    /// As written; empty where missing.
    var texts: [String] = []
    /// NaN where missing or not a number.
    var numbers: [Double] = []

    func isMissing(_ row: Int) -> Bool { texts[row].isEmpty }
  }

  public let rowCount: Int
  private let columns: [String: Column]
  private let bytes: [UInt8]

  /// The names in the first row of a table.
  ///
  /// - Throws: Where nothing stands in the table.
  public static func head(of bytes: [UInt8]) throws(DataFault) -> [String] {
    struct Found: Error { let names: [String] }
    do throws(Found) {
      _ = try CSVReader(bytes).forEachRow { row throws(Found) in throw Found(names: row.strings) }
    } catch {
      return error.names
    }
    throw .empty
  }

  /// Reads the columns with these names, of which each must be in the head once.
  ///
  /// - Throws: Every damaged row; a table without rows.
  public init(_ bytes: [UInt8], reading names: [String]) throws(DataFault) {
    var columns: [Column] = []
    var places: [Int] = []
    var rows = -1
    let problems = CSVReader(bytes).forEachRow { row in
      rows += 1
      guard rows > 0 else {
        let head = row.strings
        for name in Set(names).sorted() {
          guard let place = head.firstIndex(of: name) else { continue }
          places.append(place)
          columns.append(Column(name: name))
        }
        return
      }
      for (index, place) in places.enumerated() {
        let field = row[place]
        let isMissing = field.isEmpty || field.equals("NA")
        columns[index].texts.append(isMissing ? "" : field.string)
        columns[index].numbers.append(isMissing ? .nan : field.double ?? .nan)
      }
    }
    guard problems.isEmpty else { throw .damaged(problems.listed) }
    guard rows > 0 else { throw .empty }
    rowCount = rows
    self.bytes = bytes
    self.columns = Dictionary(uniqueKeysWithValues: columns.map { ($0.name, $0) })
  }

  /// The column with a name, whose presence the caller has checked.
  func column(_ name: String) -> Column { columns[name] ?? Column(name: name) }

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
