// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biostatistics
import TrialReporting

/// `equipoise stats means`: summaries, differences and tests of measured values.
struct MeansCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "means",
    abstract: "Values of arms: t, Welch, Wilcoxon, Hodges–Lehmann; Kruskal–Wallis for more arms.",
    discussion: """
      From a table with a formula, or from published summaries, the reference last. strata() adds van Elteren's test.

      Examples:
        equipoise stats means 'hb ~ arm' labs.csv
        equipoise stats means 'hb ~ arm + strata(site)' labs.csv --reference control
        equipoise stats means --summary n=9,mean=5,sd=1 --summary n=8,mean=4,sd=2
      """
  )

  @Argument(
    help: ArgumentHelp("value ~ arm; the table behind it, unless --table names it.", valueName: "formula")
  )
  var words: [String] = []

  @Option(help: ArgumentHelp("The table (CSV).", valueName: "file"), completion: .file())
  var table: String?

  @Option(
    help: ArgumentHelp("The reference level of the arms; else the first in the table.", valueName: "level")
  )
  var reference: String?

  @Option(
    help: ArgumentHelp("An arm's summary; may be repeated, the reference last.", valueName: "n=N,mean=M,sd=S")
  )
  var summary: [String] = []

  @OptionGroup var direction: DirectionOption

  @OptionGroup var options: StatsOptions

  func validate() throws {
    if summary.isEmpty {
      guard words.count == (table == nil ? 2 : 1) else {
        throw ValidationError(
          "A formula and a table are needed, 'value ~ arm' FILE.csv, or summaries with --summary."
        )
      }
    } else {
      guard words.isEmpty, table == nil, reference == nil else {
        throw ValidationError("Summaries stand alone: leave out the formula, --table and --reference.")
      }
    }
  }

  func run() throws {
    let alternative = direction.alternative
    guard summary.isEmpty else {
      let arms = try summary.enumerated().map { index, text in
        guard let summary = SampleSummary(typed: text) else {
          throw CommandFailure.usage(
            "--summary: \"\(text)\" is not a summary.\n  Write, for example, --summary n=10,mean=5.2,sd=1.1."
          )
        }
        return MeansCalculation.Arm("\(index + 1)", summary)
      }
      return options.say(MeansCalculation(arms, level: options.level, alternative: alternative))
    }
    let table = try StatsTable(self.table ?? words.last ?? "", options.language)
    let answer = try table.calculate(words.first ?? "") { table, formula in
      try MeansCalculation(
        table,
        formula,
        reference: ReferenceLevels(reference.map { [$0] } ?? []),
        level: options.level,
        alternative: alternative
      )
    }
    options.say(answer)
  }
}

extension SampleSummary {
  /// Reads `n=10,mean=5.2,sd=1.1`, each once and in any order; nil for anything else.
  init?(typed text: String) {
    var values: [String: Double] = [:]
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let pair = part.split(separator: "=", omittingEmptySubsequences: false)
      guard pair.count == 2, let value = Double(pair[1].filter { !$0.isWhitespace }), value.isFinite else {
        return nil
      }
      guard values.updateValue(value, forKey: pair[0].filter { !$0.isWhitespace }) == nil else { return nil }
    }
    guard values.count == 3, let n = values["n"], let mean = values["mean"], let sd = values["sd"],
      let count = Int(exactly: n), count > 0, count <= 1_000_000_000, sd >= 0
    else { return nil }
    self.init(n: count, mean: mean, standardDeviation: sd)
  }
}
