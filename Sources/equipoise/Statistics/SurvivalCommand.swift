// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biostatistics
import TrialReporting

/// `equipoise stats survival`: Kaplan–Meier curves and log-rank tests.
struct SurvivalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "survival",
    abstract: "Kaplan–Meier curves by arm, medians, survival at times, log-rank tests.",
    discussion: """
      strata() stratifies the tests; several columns form one curve a combination; ~ 1 is a single curve. With \
      Surv(entry, time, event) subjects count as at risk from their entry on.

      Examples:
        equipoise stats survival 'Surv(time, event) ~ arm + strata(site)' os.csv
        equipoise stats survival 'Surv(entry, time, event) ~ arm' registry.csv
        equipoise stats survival --table os.csv 'Surv(time, status == 2) ~ arm'
        equipoise stats survival 'Surv(t, e) ~ arm' os.csv --times 12,24 --transform log
        equipoise stats survival 'Surv(t, e) ~ arm' os.csv --weights 'fh(0,1)' --plot os.svg
      """
  )

  @OptionGroup var input: FormulaOptions

  @Option(help: ArgumentHelp("Times at which to tell survival, such as 12,24.", valueName: "list"))
  var times: NumberList?

  @Option(help: "The scale of the limits: log-log (SAS), log (R), plain, logit or arcsin.")
  var transform: ScaleWord = .logLog

  @Option(
    help: ArgumentHelp(
      "log-rank (the default), gehan, tarone-ware or fh(rho,gamma); may be repeated.",
      valueName: "weights"
    )
  )
  var weights: [LogRankWeights] = []

  @Option(help: ArgumentHelp("Draw the curves into this file (SVG).", valueName: "file"), completion: .file())
  var plot: String?

  @Flag(help: "Tell how long reading and computing took.")
  var timing = false

  @OptionGroup var options: StatsOptions

  func validate() throws {
    guard times?.numbers.allSatisfy({ $0 >= 0 }) ?? true else {
      throw ValidationError("--times: times are not below 0.")
    }
  }

  func run() throws {
    let settings = SurvivalSettings(
      level: options.level,
      transform: transform.transform,
      times: times?.numbers ?? [],
      weights: weights.isEmpty ? [.logRank] : weights
    )
    var watch = StopWatch()
    let answer = try StatsTable(input.file, options.language).calculate(input.formula) { table, formula in
      watch.lap()
      return try SurvivalCalculation(table, formula, reference: input.references, settings)
    }
    watch.lap()
    if let plot { try PlotFile(plot).write(answer.figure(in: options.language)) }
    options.say(answer, timing: timing ? watch.readAndCompute : nil)
  }
}
