// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biostatistics
import TrialReporting

/// `equipoise stats bayes`: posteriors of one proportion or two.
struct BayesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bayes",
    abstract: "Posterior of proportions: credible intervals and the probability of superiority.",
    discussion: """
      Each proportion has the same beta prior; 1,1 is uniform, 0.5,0.5 Jeffreys'. The reference is typed last.

      Examples:
        equipoise stats bayes 16/30 8/25 --prior 1,1
        equipoise stats bayes 16/30 8/25 --prior 0.5,0.5 --margin 0.1
        equipoise stats bayes 16/30 --above 0.3
      """
  )

  @Argument(
    help: ArgumentHelp("Events and subjects of one arm or two, the reference last.", valueName: "events/n")
  )
  var counts: [String]

  @Option(help: ArgumentHelp("Both parameters of the beta prior.", valueName: "alpha,beta"))
  var prior = NumberList([1, 1])

  @Option(
    help: ArgumentHelp("The probability too that the difference exceeds this one.", valueName: "difference")
  )
  var margin: Double?

  @Option(
    help: ArgumentHelp("The probability too that each proportion exceeds this one.", valueName: "proportion")
  )
  var above: Double?

  @OptionGroup var options: StatsOptions

  func validate() throws {
    guard (1...2).contains(counts.count) else {
      throw ValidationError("One arm or two, such as 16/30 8/25.")
    }
    // Beyond a million pseudo-counts a prior says that nothing can be learned.
    guard prior.numbers.count == 2, prior.numbers.allSatisfy({ $0 > 0 && $0 <= 1e6 }) else {
      throw ValidationError("--prior: two numbers above 0 are needed, such as --prior 1,1.")
    }
    guard margin == nil || counts.count == 2 else { throw ValidationError("--margin needs two arms.") }
    guard margin.map({ $0 > -1 && $0 < 1 }) ?? true else {
      throw ValidationError("--margin: a difference of proportions lies between −1 and 1.")
    }
    guard above.map({ $0 >= 0 && $0 <= 1 }) ?? true else {
      throw ValidationError("--above: a proportion lies between 0 and 1.")
    }
  }

  func run() throws {
    options.say(
      BayesCalculation(
        try NamedProportion.typed(counts),
        prior: BetaDistribution(prior.numbers[0], prior.numbers[1]),
        level: options.level,
        margin: margin,
        threshold: above
      )
    )
  }
}
