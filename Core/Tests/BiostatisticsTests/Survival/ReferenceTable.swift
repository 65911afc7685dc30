// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Biostatistics

/// A data set of the reference results: columns of numbers, missing values nil.
struct ReferenceTable {
  private var columns: [String: [Double?]] = [:]
  private(set) var rows = 0

  /// Reads `path`, which the cases give relative to the folder of the references.
  init(_ path: String) throws {
    let text = try String(contentsOf: Oracle.folder.appendingPathComponent(path), encoding: .utf8)
    let lines = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let header = try #require(lines.first).map(String.init)
    rows = lines.count - 1
    for (place, name) in header.enumerated() {
      columns[name] = lines.dropFirst().map { Double($0[place]) }
    }
  }

  /// The table without the rows in which one of `names` is missing.
  func complete(_ names: [String]) throws -> ReferenceTable {
    let used = try names.map { try #require(columns[$0]) }
    let kept = (0..<rows).filter { row in used.allSatisfy { $0[row] != nil } }
    var table = self
    table.columns = columns.mapValues { column in kept.map { column[$0] } }
    table.rows = kept.count
    return table
  }

  func column(_ name: String) throws -> [Double] {
    try #require(columns[name]).map { try #require($0) }
  }

  func integers(_ name: String) throws -> [Int] {
    try column(name).map { Int($0) }
  }

  /// The columns `time` and `status`, or `start`, `stop` and `status`.
  func survivalTimes() throws -> SurvivalTimes {
    let events = try column("status").map { $0 == 1 }
    guard columns["start"] != nil else { return SurvivalTimes(times: try column("time"), events: events) }
    return SurvivalTimes(entries: try column("start"), times: try column("stop"), events: events)
  }

  /// Numbers 0..<k for the sorted values of a column.
  func groups(_ name: String) throws -> (numbers: [Int], levels: [Double]) {
    let values = try column(name)
    let levels = Set(values).sorted()
    return (try values.map { try #require(levels.firstIndex(of: $0)) }, levels)
  }
}

/// Checks that `actual` is nil where the reference defines nothing and close to it elsewhere.
func expectClose(
  _ actual: Double?,
  _ expected: Oracle.Value,
  relative: Double,
  absolute: Double = 0,
  missing: String
) {
  expectClose(actual ?? .nan, expected, relative: relative, absolute: absolute, missing)
}
