// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Testing

@testable import equipoise

/// `equipoise risk` refuses what it cannot use, before it says anything.
@Suite struct RiskCommandTests {
  /// A table that is removed with the test.
  private static func run(_ table: String, _ options: String...) throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("risk-\(UUID().uuidString).csv")
    try Data(table.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    try RiskCommand.parse([file.path] + options).run()
  }

  @Test("refuses tables without a column of the criteria", arguments: ["name,age\nA,40", ""])
  func refusedTable(table: String) {
    #expect(throws: CommandFailure.self) { try Self.run(table) }
  }

  @Test(
    "a row with an impossible value, an unknown answer or unit ends the command with 2",
    arguments: [
      "tp53,tp53_vaf\nyes,140", "tp53,tp53_vaf\nyes,-1", "npm1\nmaybe", "cebpa\nbzip",
      "tp53,tp53_vaf,tp53_vaf_unit\nyes,40,kg",
    ]
  )
  func refusedRow(table: String) throws {
    let code = #expect(throws: ExitCode.self) { try Self.run(table) }
    #expect(code?.rawValue == 2)
  }

  @Test(
    "refuses parameters and criteria that are not there",
    arguments: [
      ["--set", "tp53-vaf"], ["--set", "vaf=5"], ["--set", "tp53-vaf=200"], ["--criteria", "eln-2030"],
    ]
  )
  func usage(options: [String]) {
    #expect(throws: CommandFailure.self) {
      try Self.run("npm1\nyes", options[0], options[1])
    }
  }

  @Test("refuses a file that is not there")
  func missing() {
    #expect(throws: CommandFailure.self) { try RiskCommand.parse(["/no/such/file.csv"]).run() }
  }
}
