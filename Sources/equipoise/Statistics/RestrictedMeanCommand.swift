// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biostatistics
import TrialReporting

/// `equipoise stats rmst`: restricted mean survival times.
struct RestrictedMeanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rmst",
    abstract: "Restricted mean survival time by arm, difference and ratios.",
    discussion: """
      The mean time without the event up to τ, the area under the Kaplan–Meier curve. Without --tau it is the smallest of the \
      arms' largest observed times, as in R survRM2. A τ beyond which the curve of an arm is not known is refused.

      Examples:
        equipoise stats rmst 'Surv(time, event) ~ arm' os.csv --tau 24
        equipoise stats rmst 'Surv(time, status == 2) ~ arm' os.csv --reference control
        equipoise stats rmst 'Surv(time, event) ~ arm' os.csv --tau 24 --plot rmst.svg
      """
  )

  @OptionGroup var input: FormulaOptions

  @Option(help: ArgumentHelp("τ, in the unit of the times.", valueName: "time"))
  var tau: Double?

  @Option(
    help: ArgumentHelp("Draw curves and areas into this file (SVG).", valueName: "file"),
    completion: .file()
  )
  var plot: String?

  @OptionGroup var options: StatsOptions

  func validate() throws {
    guard tau.map({ $0 > 0 && $0.isFinite }) ?? true else {
      throw ValidationError("--tau: a time above 0 is needed, such as --tau 24.")
    }
  }

  func run() throws {
    let answer = try StatsTable(input.file, options.language).calculate(input.formula) { table, formula in
      try RestrictedMeanCalculation(
        table,
        formula,
        reference: input.references,
        horizon: tau,
        level: options.level
      )
    }
    if let plot { try PlotFile(plot).write(answer.figure(in: options.language)) }
    options.say(answer)
  }
}
