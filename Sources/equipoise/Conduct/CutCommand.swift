// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Coordination
import Markup
import ProtocolLibrary
import TrialConduct
import TrialDesign

/// `equipoise cut`: a named data cut.
struct CutCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cut",
    abstract:
      "Names a data cut: the entries that belong to it, the last day whose facts count, the hash of the record.",
    discussion: """
      "equipoise report STUDY --cut ID" then gives the same report whatever is entered later.

      Example:
        equipoise cut my-trial interim-1 --date 2025-07-31 --as wang
      """
  )

  @OptionGroup var options: ConductOptions

  @Argument(help: "The name of the cut.")
  var id: String

  @Option(help: ArgumentHelp("The last day whose facts count; today where left out.", valueName: "date"))
  var date: String?

  func run() async throws {
    let day = try date.map { text throws(CommandFailure) in
      guard let day = CivilDate(iso: text) else { throw .notADate(text, option: "--date") }
      return day
    }
    let desk = try await options.desk()
    let reading = try await StudyReading(desk.study())
    guard let study = reading.study, reading.isSound, let data = reading.dataFingerprint else {
      throw CommandFailure.unsound(reading.problems)
    }
    let cut: CivilDate? = study.study.time == .calendar ? day ?? WallClock.now().date : nil
    try await desk.carryOut(
      options.order(.cut(id: id, date: cut, data: data.hexadecimal)),
      explain: options.explain
    )
  }
}
