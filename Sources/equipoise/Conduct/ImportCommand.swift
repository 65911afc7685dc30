// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Coordination
import Markup
import ProtocolLibrary
import TrialConduct
import TrialReporting

/// `equipoise import`: data that were recorded elsewhere become events.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Brings the tables of the study folder into its ledger.",
    discussion: """
      The tables in data/ are read by the protocol's mapping and must be without errors. Subjects, rows and allocations \
      become events that say that they come from elsewhere: allocations count for balance and are never derived \
      again. From then on the ledger is the record, and data/ is only its source.

      Example:
        equipoise import my-trial --as chen
      """
  )

  @OptionGroup var options: ConductOptions

  func run() async throws {
    let desk = try await options.desk()
    let reading = StudyReading(desk.folder.folder)
    guard let study = reading.study, let record = reading.record, reading.isSound else {
      throw CommandFailure.unsound(reading.problems)
    }
    guard study.study.time == .calendar else {
      throw CommandFailure.usage(
        "\(options.study): the tables are in relative time, and a ledger keeps dates.\n  Nothing was written."
      )
    }
    let plan = TrialImport(study, record, from: desk.folder.folder)
    let orders = plan.acts().map { options.order($0) }
    guard !options.explain else {
      Terminal.say(
        "Nothing was written. \(record.subjects.count) subjects and \(plan.rowCount) rows would be brought in."
      )
      return
    }
    do {
      try await desk.trial.performAll(orders) { done in
        if orders.count > 2000 { Terminal.complain("\(done) of \(orders.count)") }
      }
    } catch {
      throw CommandFailure.trial(error, options.language)
    }
    let summary: JSONValue = [
      "subjects": .integer(record.subjects.count), "rows": .integer(plan.rowCount),
      "entries": .integer(orders.count),
    ]
    Terminal.say(
      options.json
        ? summary.rendered(.pretty)
        : "Brought in \(record.subjects.count) subjects and \(plan.rowCount) rows as \(orders.count) entries."
    )
  }
}
