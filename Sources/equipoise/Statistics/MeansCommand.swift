// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biostatistics
import TrialReporting

/// `equipoise stats means`: summaries, differences and tests of measured values.
struct MeansCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "means",
    abstract: "Values of arms: t, Welch, Wilcoxon, Hodges–Lehmann; analysis of covariance.",
    discussion: """
      From a table with a formula, or from published summaries, the reference last. strata() adds van Elteren's test; three arms \
      or more have Kruskal–Wallis's.

      Columns behind the arm, or --robust, make it an analysis of covariance: adjusted means, differences, slopes and F tests. \
      A column of numbers is a covariate; one of texts, in factor() or in strata() is a factor of the model.

      Examples:
        equipoise stats means 'hb ~ arm' labs.csv
        equipoise stats means 'hb ~ arm + strata(site)' labs.csv --reference control
        equipoise stats means 'hb ~ arm + baseline + strata(site)' labs.csv
        equipoise stats means 'hb ~ arm + baseline + factor(stage)' labs.csv --robust HC3 --weights observed
        equipoise stats means --summary n=9,mean=5,sd=1 --summary n=8,mean=4,sd=2
      """
  )

  @Argument(
    help: ArgumentHelp(
      "value ~ arm + covariates; the table behind it, unless --table names it.",
      valueName: "formula"
    )
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

  @Option(
    help: ArgumentHelp(
      "Robust standard errors of an analysis of covariance: HC0, HC1, HC2 or HC3.",
      valueName: "kind"
    )
  )
  var robust: LeastSquaresVariance?

  @Option(
    help: ArgumentHelp(
      "Levels of factors in adjusted means: equal (LSMEANS, emmeans) or observed, by their subjects.",
      valueName: "weights"
    )
  )
  var weights: StratumWeights?

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
      guard words.isEmpty, table == nil, reference == nil, robust == nil, weights == nil else {
        throw ValidationError("Summaries stand alone: leave out the formula and the options of tables.")
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
    let reference = ReferenceLevels(reference.map { [$0] } ?? [])
    let answer: any Calculation = try table.calculate(words.first ?? "") { table, formula in
      guard formula.hasCovariates || robust != nil || weights != nil else {
        return try MeansCalculation(
          table,
          formula,
          reference: reference,
          level: options.level,
          alternative: alternative
        )
      }
      let settings = AdjustmentSettings(
        level: options.level,
        alternative: alternative,
        variance: robust ?? .equal,
        weights: weights ?? .equal
      )
      return try AdjustedMeansCalculation(table, formula, reference: reference, settings)
    }
    options.say(answer)
  }
}

extension LeastSquaresVariance: @retroactive ExpressibleByArgument {
  /// Reads HC0 … HC3; one variance for all is what is not asked for.
  public init?(argument: String) {
    self.init(rawValue: argument.lowercased())
    guard self != .equal else { return nil }
  }

  public static var allValueStrings: [String] { allCases.dropFirst().map { $0.rawValue.uppercased() } }
}

extension StratumWeights: @retroactive ExpressibleByArgument {}

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
