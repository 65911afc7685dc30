// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biostatistics
import TrialReporting

/// `equipoise stats simon`: two-stage designs of phase II trials.
struct SimonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simon",
    abstract: "Simon's optimal and minimax two-stage designs for a response rate.",
    discussion: """
      Every design of up to --largest subjects is searched, with exact binomial errors.

      Examples:
        equipoise stats simon --p0 0.2 --p1 0.4
        equipoise stats simon --p0 0.05 --p1 0.25 --alpha 0.05 --power 0.9 --json
        equipoise stats simon --p0 0.6 --p1 0.7 --largest 250
      """
  )

  @Option(help: ArgumentHelp("A response rate of no interest.", valueName: "rate"))
  var p0: Double

  @Option(help: ArgumentHelp("A response rate worth pursuing.", valueName: "rate"))
  var p1: Double

  @Option(help: "At most this probability of pursuing a treatment with rate p0.")
  var alpha = 0.05

  @Option(help: "At least this probability of pursuing a treatment with rate p1.")
  var power = 0.8

  @Option(help: ArgumentHelp("The largest trial considered, up to 500.", valueName: "n"))
  var largest = 100

  @OptionGroup var options: PrintOptions

  func validate() throws {
    guard 0 < p0, p0 < p1, p1 < 1 else {
      throw ValidationError("--p0 and --p1: rates between 0 and 1, p0 below p1, such as --p0 0.2 --p1 0.4.")
    }
    guard alpha > 0, alpha < 1, power > 0, power < 1 else {
      throw ValidationError("--alpha and --power: probabilities between 0 and 1.")
    }
    guard (2...500).contains(largest) else { throw ValidationError("--largest: from 2 to 500 subjects.") }
  }

  func run() throws {
    guard
      let answer = SimonCalculation(
        nullRate: p0,
        targetRate: p1,
        alpha: alpha,
        power: power,
        largest: largest
      )
    else {
      throw CommandFailure.usage(
        SimonFaultText(language: options.language).text(largest: largest)
      )
    }
    options.say(answer)
  }
}
