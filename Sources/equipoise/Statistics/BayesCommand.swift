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
      Each proportion has the same beta prior; 1,1 is uniform, 0.5,0.5 Jeffreys'. The reference is typed last. With the sizes \
      planned for the end, the probability that the final analysis will succeed is told: its posterior probability of \
      superiority (or, of one arm, of exceeding --above) beyond --success, or z(0.025), fisher(0.025), binomial(0.05).

      Examples:
        equipoise stats bayes 16/30 8/25 --prior 1,1
        equipoise stats bayes 16/30 8/25 --prior 0.5,0.5 --margin 0.1
        equipoise stats bayes 16/30 --above 0.3
        equipoise stats bayes 16/30 8/25 --planned 60,60 --success 0.975
        equipoise stats bayes 16/23 --prior 0.6,0.4 --above 0.6 --planned 40 --success 0.9
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

  @Option(help: ArgumentHelp("Subjects of each arm at the final analysis.", valueName: "n1,n2"))
  var planned: NumberList?

  @Option(help: ArgumentHelp("What the final analysis has to show.", valueName: "rule"))
  var success: String?

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
    try validatePlan()
  }

  private func validatePlan() throws {
    guard (planned == nil) == (success == nil) else {
      throw ValidationError("--planned and --success go together, such as --planned 60,60 --success 0.975.")
    }
    guard let planned, let success else { return }
    guard planned.numbers.count == counts.count, sizes?.count == counts.count else {
      throw ValidationError("--planned: one whole number for each arm, up to 10000.")
    }
    guard let rule = SuccessRule(word: success) else {
      throw ValidationError("--success: known are \(SuccessRule.words.joined(separator: ", ")).")
    }
    switch rule {
    case .binomial where counts.count == 2:
      throw ValidationError("--success binomial(…) is about one arm; z(…) and fisher(…) compare two.")
    case .pooledZ where counts.count == 1, .fisher where counts.count == 1:
      throw ValidationError("--success z(…) and fisher(…) compare two arms; binomial(…) is about one.")
    default: break
    }
    guard counts.count == 2 || above.map({ $0 > 0 && $0 < 1 }) == true else {
      throw ValidationError("--planned: with one arm, --above says which rate has to be exceeded.")
    }
  }

  /// The planned sizes as whole numbers; nil where one is none.
  private var sizes: [Int]? {
    planned?.numbers.compactMap { Int(exactly: $0) }.filter { (0...10_000).contains($0) }
  }

  func run() throws {
    let arms = try NamedProportion.typed(counts)
    let final = success.flatMap { SuccessRule(word: $0) }.map { (planned: sizes ?? [], rule: $0) }
    if let final, zip(final.planned, arms).contains(where: { $0 < $1.proportion.n }) {
      throw CommandFailure.usage(
        "--planned: an arm cannot be smaller at the end than now.\n  Give the sizes of the final analysis, now included."
      )
    }
    options.say(
      BayesCalculation(
        arms,
        prior: BetaDistribution(prior.numbers[0], prior.numbers[1]),
        level: options.level,
        margin: margin,
        threshold: above,
        final: final
      )
    )
  }
}
