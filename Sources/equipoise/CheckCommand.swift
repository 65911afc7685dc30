// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Markup
import ProtocolLibrary

/// `equipoise check`: everything that is wrong with a study, at once.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Reports every problem of a study's protocol and data.",
    discussion: """
      Each problem has its file, line and column, what is wrong, and how to mend it. The exit code is 1 \
      where there are problems; warnings alone do not count. Every endpoint, safety figure, baseline line, \
      stratum and eligibility rule has to rest on a form that a visit fills. Items that are recorded and used \
      by nothing stand under "unusedItems" of --json.

      Examples:
        equipoise check my-trial
        equipoise check my-trial/protocol.yaml
        equipoise check my-trial --json
      """
  )

  @OptionGroup var target: StudyArgument

  @Flag(help: "Print the problems as JSON, for programs.")
  var json = false

  func run() throws {
    let reading = StudyReading(try target.open())
    Terminal.say(json ? Self.json(of: reading).rendered(.pretty) : Self.text(of: reading))
    if !reading.isSound { throw ExitCode(Outcome.finding.rawValue) }
  }

  static func json(of reading: StudyReading) -> JSONValue {
    [
      "problems": ProblemList(reading.problems).json,
      "passed": .bool(reading.isSound),
      "unusedItems": .array((reading.study?.unusedItems ?? []).map { .string($0.description) }),
    ]
  }

  static func text(of reading: StudyReading) -> String {
    let problems = ProblemList(reading.problems)
    guard let study = reading.study, let record = reading.record else {
      return reading.readData
        ? problems.text : problems.text + "\nThe data were not read: the protocol says what they mean."
    }
    guard reading.isSound else { return problems.text }
    let rows = record.tables.values.reduce(0) { $0 + $1.count }
    let counts = [
      ProblemList.count(record.subjects.count, "subject"), ProblemList.count(study.arms.count, "arm"),
      ProblemList.count(study.forms.count, "form"), ProblemList.count(rows, "row"),
      ProblemList.count(study.endpoints.count, "endpoint"),
    ].joined(separator: ", ")
    let warnings = reading.problems.map { "\($0)\n" } + (reading.problems.isEmpty ? [] : [""])
    return warnings.joined() + problems.summary + ": " + counts
  }
}
