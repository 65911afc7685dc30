// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Markup

@Suite struct CSVColumnsTests {
  /// A second way to the same cells: every row as strings.
  private func plainly(_ text: String, _ name: String) -> [String] {
    var rows: [[String]] = []
    _ = CSVReader([UInt8](text.utf8)).forEachRow { rows.append($0.strings) }
    let place = rows[0].firstIndex(of: name) ?? 0
    return rows.dropFirst().map { $0[place] == "NA" ? "" : $0[place] }
  }

  private func columns(_ text: String, _ names: Set<String>) throws -> CSVColumns {
    try CSVColumns([UInt8](text.utf8), reading: names)
  }

  @Test(
    "cells are those of the row reader, with and without quotes",
    arguments: [
      "a,b,c\n1,x,2.5\n,NA,-3\n0.1,y,1e3\n",
      "a,b,c\r\n1,x,2.5\r\n\r\n,NA,-3\r\n0.1,y,",
      "a,b,c\n1,\"x, y\",2.5\n\"\",NA,-3\n0.1,\"say \"\"so\"\"\",NA",
      "\u{FEFF}a,b,c\n12345678901234567890,数,0.1234567890123456789\n+1,N,.5\n-,NAN,5.\n1.2.3,,--1\n",
      "c,b,a\n1,2,3",
      "a,b,c\r1,2,3\r4,5,6\r",
    ]
  )
  func cells(text: String) throws {
    let table = try columns(text, ["a", "c", "b"])
    #expect(table.columns.map(\.name) == ["a", "b", "c"])
    for column in table.columns {
      let expected = plainly(text, column.name)
      let rows = Array(0..<table.rowCount)
      #expect(rows.map { column.text($0) } == expected)
      #expect(rows.map { column.isMissing($0) } == expected.map(\.isEmpty))
      #expect(column.missing == expected.filter(\.isEmpty).count)
      let levels = column.levels(in: rows)
      #expect(levels.codes.map { levels.texts[$0] } == expected)
      #expect(Set(levels.texts).count == levels.texts.count)
      for row in rows {
        let isNumber = !expected[row].isEmpty && expected[row].allSatisfy { "0123456789.+-e".contains($0) }
        let number = isNumber ? Double(expected[row]) : nil
        #expect(column.number(row) == number || (number == nil && column.number(row).isNaN))
      }
    }
  }

  @Test("a column of one cell a line counts empty lines")
  func oneColumn() throws {
    let table = try columns("a\n1\n\n3\n", ["a"])
    #expect(table.rowCount == 3)
    #expect((0..<3).map { table.columns[0].text($0) } == ["1", "", "3"])
  }

  @Test("numbers may begin late, and are exact to the last bit")
  func numbers() throws {
    let values = ["x", "", "0.1", "123456789.012345", "1234567.8901234567", "9007199254740993", "1e-7", "y"]
    let table = try columns("a,b\n" + values.map { "\($0),z\n" }.joined(), ["a", "b"])
    let column = table.columns[0]
    for (row, value) in values.enumerated() {
      let number = Double(value)
      #expect(column.number(row) == number || (number == nil && column.number(row).isNaN), "\(value)")
    }
    #expect(table.columns[1].number(0).isNaN)
  }

  @Test(
    "damage is told as the row reader tells it",
    arguments: ["a,b\n1\n2,3\n", "a,b\n1,\"2\n", "a,b\n1,2\"3\n"]
  )
  func damage(text: String) throws {
    let problems = CSVReader([UInt8](text.utf8)).forEachRow { _ in }
    do {
      _ = try columns(text, ["a"])
      Issue.record("read damaged rows")
    } catch CSVColumns.Fault.damaged(let found) {
      #expect(found.listed == problems.listed)
    }
  }

  @Test("nothing, a head alone, and bytes that are no text", arguments: ["", "a,b", "a,b\n", "\n\n"])
  func empty(text: String) {
    do {
      _ = try columns(text, ["a"])
      Issue.record("read a table without rows")
    } catch {
      guard case CSVColumns.Fault.empty = error else {
        Issue.record("another fault: \(error)")
        return
      }
    }
    #expect(throws: CSVColumns.Fault.self) { try CSVColumns([0x61, 0x0A, 0xFF, 0x0A], reading: ["a"]) }
  }
}
