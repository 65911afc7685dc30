// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biostatistics
import TrialReporting

/// `equipoise stats cox`: proportional hazards models.
struct CoxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cox",
    abstract: "Hazard ratios of a proportional hazards model, with Wald, score and likelihood-ratio tests.",
    discussion: """
      A column of numbers is one covariate; a column of texts, or one in factor(), has a covariate for each level but the \
      reference. strata() gives each stratum a baseline hazard of its own. Surv(start, stop, event) reads rows (start, stop], of \
      subjects who enter late or whose covariates change; cluster(id), or --cluster id, gives the robust (sandwich) variance \
      with the rows of one subject or site together.

      Examples:
        equipoise stats cox 'Surv(t, e) ~ arm + age + strata(site)' os.csv
        equipoise stats cox 'Surv(t, s == 2) ~ factor(arm)' os.csv --reference arm=2
        equipoise stats cox 'Surv(t, e) ~ arm' os.csv --ties breslow --proportional-hazards
        equipoise stats cox 'Surv(start, stop, e) ~ arm + transplant + cluster(id)' rows.csv
      """
  )

  @OptionGroup var input: FormulaOptions

  @Option(help: "Events at the same time: efron (R), breslow (SAS, Stata) or exact (discrete time).")
  var ties: CoxTies = .efron

  @Flag(
    help: "Test proportional hazards, with time as 1 − Kaplan–Meier (Grambsch–Therneau, as cox.zph of R)."
  )
  var proportionalHazards = false

  @Option(
    help: ArgumentHelp(
      "Robust variance with the rows of each value together, as cluster().",
      valueName: "column"
    )
  )
  var cluster: String?

  @Flag(help: "Robust (sandwich) variance, every row for itself.")
  var robust = false

  @Option(
    help: ArgumentHelp("Draw the hazard ratios into this file (SVG).", valueName: "file"),
    completion: .file()
  )
  var plot: String?

  @Flag(help: "Tell how long reading and computing took.")
  var timing = false

  @OptionGroup var options: StatsOptions

  func run() throws {
    var watch = StopWatch()
    let answer = try StatsTable(input.file, options.language).calculate(
      input.formula,
      cluster: cluster
    ) { table, formula in
      watch.lap()
      return try CoxCalculation(
        table,
        formula,
        reference: input.references,
        ties: ties,
        level: options.level,
        robust: robust,
        checking: proportionalHazards ? .kaplanMeier : nil
      )
    }
    watch.lap()
    if let plot { try PlotFile(plot).write(answer.figure(in: options.language)) }
    options.say(answer, timing: timing ? watch.readAndCompute : nil)
  }
}
