// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup

/// The data sets that reference cases name.
struct ReferenceData {
  private let files: [String: [UInt8]]

  init(_ files: [String: [UInt8]]) { self.files = files }

  /// The table that a case names under `data`.
  func table(of reference: ReferenceCase) throws(ReferenceFault) -> ReferenceTable {
    guard let path = reference.input["data"].text else { throw .missing("input.data") }
    guard let bytes = files[path], let table = ReferenceTable(bytes) else { throw .noData(path) }
    return table
  }
}

/// A data set: columns of numbers, missing values nil.
struct ReferenceTable {
  private var columns: [String: [Double?]] = [:]
  private(set) var rows = 0

  /// nil where the bytes are no table.
  init?(_ bytes: [UInt8]) {
    var names: [String] = []
    var values: [[Double?]] = []
    let faults = CSVReader(bytes).forEachRow { (row: CSVRow) in
      let fields = row.strings
      if names.isEmpty {
        names = fields
        values = Array(repeating: [], count: fields.count)
      } else {
        for place in names.indices where place < fields.count { values[place].append(Double(fields[place])) }
      }
    }
    guard faults.listed.isEmpty, !names.isEmpty else { return nil }
    rows = values.first?.count ?? 0
    guard values.allSatisfy({ $0.count == rows }) else { return nil }
    for (name, column) in zip(names, values) { columns[name] = column }
  }

  /// The table without the rows in which one of `names` is missing.
  func complete(_ names: [String]) throws(ReferenceFault) -> ReferenceTable {
    var used: [[Double?]] = []
    for name in names {
      guard let column = columns[name] else { throw .noData(name) }
      used.append(column)
    }
    let kept = (0..<rows).filter { row in used.allSatisfy { $0[row] != nil } }
    var table = self
    table.columns = columns.mapValues { column in kept.map { column[$0] } }
    table.rows = kept.count
    return table
  }

  func column(_ name: String) throws(ReferenceFault) -> [Double] {
    guard let column = columns[name], !column.contains(where: { $0 == nil }) else { throw .noData(name) }
    return column.compactMap(\.self)
  }

  /// A column of whole numbers.
  func integers(_ name: String) throws(ReferenceFault) -> [Int] {
    var numbers: [Int] = []
    for value in try column(name) {
      guard let number = Int(exactly: value) else { throw .noData(name) }
      numbers.append(number)
    }
    return numbers
  }

  /// A column of times, finite and at least 0.
  func times(_ name: String) throws(ReferenceFault) -> [Double] {
    let times = try column(name)
    guard times.allSatisfy({ $0 >= 0 && $0.isFinite }) else { throw .noData(name) }
    return times
  }

  /// The columns `time` and `status`, or `start`, `stop` and `status`.
  func survivalTimes() throws(ReferenceFault) -> SurvivalTimes {
    let events = try column("status").map { $0 == 1 }
    guard columns["start"] != nil else { return SurvivalTimes(times: try times("time"), events: events) }
    let (entries, times) = (try times("start"), try times("stop"))
    guard zip(entries, times).allSatisfy({ $0 < $1 }) else { throw .noData("stop") }
    return SurvivalTimes(entries: entries, times: times, events: events)
  }

  /// Numbers from 0 for the sorted values of a column.
  func groups(_ name: String) throws(ReferenceFault) -> (numbers: [Int], count: Int) {
    let values = try column(name)
    let levels = Set(values).sorted()
    return (values.map { levels.firstIndex(of: $0) ?? 0 }, levels.count)
  }
}
