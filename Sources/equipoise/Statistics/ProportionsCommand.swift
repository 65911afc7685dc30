// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biostatistics
import TrialReporting

/// `equipoise stats proportions`: intervals, contrasts and tests of proportions.
struct ProportionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "proportions",
    abstract: "Proportions with their intervals, difference, ratios and tests.",
    discussion: """
      Counts are typed as EVENTS/N, the reference last; or they are counted from a table. An outcome is coded 0 and 1, yes and no, \
      or says which values are events. With --strata, two arms are compared within strata too.

      Examples:
        equipoise stats proportions 16/30 8/25
        equipoise stats proportions 16/30 8/25 --method barnard --alternative less
        equipoise stats proportions 16/30
        equipoise stats proportions --table r.csv --outcome 'bor == "CR"' --arm arm
      """
  )

  @Argument(help: ArgumentHelp("Events and subjects of each arm, the reference last.", valueName: "events/n"))
  var counts: [String] = []

  @Option(help: ArgumentHelp("Count from a table (CSV).", valueName: "file"), completion: .file())
  var table: String?

  @Option(
    help: ArgumentHelp("Its outcome: a column, perhaps with the values that are events.", valueName: "column")
  )
  var outcome: String?

  @Option(help: ArgumentHelp("Its column of arms.", valueName: "column"))
  var arm: String?

  @Option(help: ArgumentHelp("A column of strata; may be repeated.", valueName: "column"))
  var strata: [String] = []

  @Option(help: ArgumentHelp("The reference arm; else the first in the table.", valueName: "level"))
  var reference: String?

  @Option(help: ArgumentHelp("Print this method only; a wrong name lists them all.", valueName: "name"))
  var method: String?

  @OptionGroup var direction: DirectionOption

  @OptionGroup var options: StatsOptions

  func validate() throws {
    if table == nil {
      guard !counts.isEmpty else {
        throw ValidationError("Type counts, such as 16/30 8/25, or name a table with --table.")
      }
      guard outcome == nil, arm == nil, strata.isEmpty, reference == nil else {
        throw ValidationError("--outcome, --arm, --strata and --reference belong to --table.")
      }
    } else {
      guard counts.isEmpty else { throw ValidationError("Type counts or name a table, not both.") }
      guard outcome != nil, arm != nil else {
        throw ValidationError("--table needs --outcome and --arm, the names of two of its columns.")
      }
      let names = strata + [arm ?? ""]
      guard Set(names).count == names.count else {
        throw ValidationError("--arm and --strata name the same column twice.")
      }
    }
  }

  func run() throws {
    guard
      let settings = ProportionSettings(
        level: options.level,
        alternative: direction.alternative,
        method: method
      )
    else {
      throw CommandFailure.unknownMethod(method ?? "", known: ProportionSettings.methods)
    }
    guard let table, let outcome, let arm else {
      return options.say(ProportionsCalculation(try NamedProportion.typed(counts), settings))
    }
    let answer = try StatsTable(table, options.language).calculate(
      outcome: outcome,
      columns: [arm] + strata
    ) { table, rule in
      try ProportionsCalculation(
        table,
        outcome: rule,
        arm: arm,
        strata: strata,
        reference: ReferenceLevels(reference.map { ["\(arm)=\($0)"] } ?? []),
        settings
      )
    }
    options.say(answer)
  }
}

extension NamedProportion {
  /// Counts as typed, numbered from 1.
  static func typed(_ words: [String]) throws -> [NamedProportion] {
    try words.enumerated().map { index, word in
      guard let proportion = counts(word) else {
        throw CommandFailure.usage(
          "\"\(word)\" is not a count of events among subjects.\n"
            + "  Write events/subjects in whole numbers, the events at most the subjects, for example 16/30."
        )
      }
      return NamedProportion("\(index + 1)", proportion)
    }
  }
}

extension CommandFailure {
  /// A name that `--method` does not know.
  static func unknownMethod(_ name: String, known: [String]) -> CommandFailure {
    .usage("--method: there is no \"\(name)\" here.\n  Known: " + known.joined(separator: ", ") + ".")
  }
}
