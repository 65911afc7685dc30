// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation

/// `equipoise limits`: the laboratories' limits of normal.
struct LimitsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "limits",
    abstract: "Puts the table of the laboratories' limits of normal into force, as a whole.",
    discussion: """
      The table has the columns site, analyte, sex, age_from, age_to, from, to, unit, lln and uln; "equipoise schema" and \
      Documentation/ProtocolFormat.md say what they mean. A new table takes the place of the one before; reports of earlier \
      cuts keep theirs. "equipoise import" brings in the table of data/ on its own.

      Example:
        equipoise limits my-trial data/laboratory-limits.csv --as chen
      """
  )

  @OptionGroup var options: ConductOptions

  @Argument(help: "The table (CSV).", completion: .file())
  var table: String

  func run() async throws {
    guard let data = FileManager.default.contents(atPath: table) else {
      throw CommandFailure.noFile(table)
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw CommandFailure.usage("\(table): the table is not UTF-8.\n  Save it as UTF-8.")
    }
    try await options.carryOut(.publishLimits(table: text))
  }
}
