// SPDX-License-Identifier: Apache-2.0

import Foundation
import Markup
import ProtocolLibrary
import Testing
import TrialConduct
import TrialDesign

/// What the suites of response share: the shelf's criteria and the tables beside the tests.
enum ResponseFixtures {
  /// The criteria of the shelf, with parameters set.
  static func scheme(_ name: String = "eln-2022", _ values: [String: String] = [:]) throws -> ResponseScheme {
    let root = try #require(Shelf.standard.entry(.response, name))
    return try ResponseScheme.read(root).setting(values)
  }

  static func assessor(_ values: [String: String] = [:]) throws -> ResponseAssessor {
    ResponseAssessor(try scheme("eln-2022", values))
  }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Fixtures/Response")

  /// A fixture without the lines that say where it comes from.
  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("# ") }
      .joined(separator: "\n")
  }

  /// One worked assessment: its fields by column.
  struct Vector: CustomTestStringConvertible, Sendable {
    let head: [String]
    let fields: [String]

    subscript(_ column: String) -> String { head.firstIndex(of: column).map { fields[$0] } ?? "" }
    var testDescription: String { self["name"] }
    var table: [UInt8] { Array("\(head.joined(separator: ","))\n\(fields.joined(separator: ","))\n".utf8) }
  }

  static func vectors() throws -> [Vector] {
    var rows: [[String]] = []
    _ = CSVReader(Array(try text("assessment-vectors.csv").utf8)).forEachRow { (row: CSVRow) in
      rows.append(row.strings)
    }
    return rows.dropFirst().map { Vector(head: rows[0], fields: $0) }
  }
}
