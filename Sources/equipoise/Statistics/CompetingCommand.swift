// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biostatistics
import TrialReporting

/// `equipoise stats competing`: cumulative incidences of competing events.
struct CompetingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "competing",
    abstract: "Competing risks: cumulative incidences by arm, Gray's tests, Fine–Gray models.",
    discussion: """
      The cause is a column that says what ended each time: 0 for censored and 1, 2, … for kinds of event. Any other coding \
      needs --censored. strata() stratifies Gray's tests; --fine-gray fits a model of each cause to its own covariates.

      Examples:
        equipoise stats competing 'Surv(time, cause) ~ arm' t.csv --times 12,24
        equipoise stats competing 'Surv(time, cause) ~ arm + strata(site)' t.csv --cause relapse --censored alive
        equipoise stats competing 'Surv(time, cause) ~ arm' t.csv --fine-gray 'arm + age' --cause 1
        equipoise stats competing 'Surv(time, cause) ~ arm' t.csv --plot cif.svg --stacked
      """
  )

  @OptionGroup var input: FormulaOptions

  @Option(help: ArgumentHelp("Times at which to tell incidences, such as 12,24.", valueName: "list"))
  var times: NumberList?

  @Option(help: ArgumentHelp("The value that means censored; none where nobody is.", valueName: "value"))
  var censored: String?

  @Option(help: ArgumentHelp("Tell only this cause; may be repeated.", valueName: "value"))
  var cause: [String] = []

  @Option(help: ArgumentHelp("Covariates of a Fine–Gray model, such as 'arm + age'.", valueName: "terms"))
  var fineGray: String?

  @Option(
    help: "Ties of events and censorings in Fine–Gray weights: crr (R cmprsk) or finegray (R survival)."
  )
  var weights: FineGrayCensoring = .withEvents

  @Option(help: "Variance of incidences: aalen (R cmprsk) or jackknife (R survival).")
  var variance: IncidenceVariance = .aalen

  @Option(help: "The scale of the limits: log-log (SAS), log (R), plain, logit or arcsin.")
  var transform: ScaleWord = .logLog

  @Option(help: ArgumentHelp("Draw the curves into this file (SVG).", valueName: "file"), completion: .file())
  var plot: String?

  @Flag(help: "Draw the causes of each arm one above the other.")
  var stacked = false

  @OptionGroup var options: StatsOptions

  func validate() throws {
    guard times?.numbers.allSatisfy({ $0 >= 0 }) ?? true else {
      throw ValidationError("--times: times are not below 0.")
    }
    guard !stacked || plot != nil else { throw ValidationError("--stacked belongs to --plot.") }
  }

  func run() throws {
    let settings = CompetingSettings(
      level: options.level,
      transform: transform.transform,
      variance: variance,
      times: times?.numbers ?? [],
      censored: censored,
      causes: cause,
      weights: weights
    )
    let answer = try StatsTable(input.file, options.language).calculate(
      input.formula,
      covariates: fineGray
    ) { table, formula, covariates in
      try CompetingCalculation(
        table,
        formula,
        fineGray: covariates,
        reference: input.references,
        settings
      )
    }
    if let plot { try PlotFile(plot).write(answer.figure(in: options.language, stacked: stacked)) }
    options.say(answer)
  }
}

extension IncidenceVariance: @retroactive ExpressibleByArgument {}

extension FineGrayCensoring: @retroactive ExpressibleByArgument {
  public init?(argument: String) {
    guard let found = Self.allCases.first(where: { $0.word == argument }) else { return nil }
    self = found
  }

  public var defaultValueDescription: String { word }
  public static var allValueStrings: [String] { allCases.map(\.word) }
}
