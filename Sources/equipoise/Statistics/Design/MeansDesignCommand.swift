// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biostatistics
import TrialReporting

/// Two means.
struct MeansDesignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "means",
    abstract: "Subjects for two means with a common standard deviation.",
    discussion: """
      Examples:
        equipoise stats design means --difference 5 --sd 12
        equipoise stats design means --difference 0 --margin=-2 --sd 6 --looks 2
        equipoise stats design means --difference 5 --sd 12 --subjects 200 --test normal
      """
  )

  /// How the standard deviation is taken.
  enum TestWord: String, CaseIterable, ExpressibleByArgument {
    case t
    case normal
  }

  @Option(
    help: ArgumentHelp("The difference to be found, experimental minus control.", valueName: "difference")
  )
  var difference: Double

  @Option(help: ArgumentHelp("The common standard deviation.", valueName: "sd"))
  var sd: Double

  @Option(help: ArgumentHelp("Difference under the null hypothesis.", valueName: "difference"))
  var margin = 0.0

  @Option(help: "Experimental subjects per control.")
  var ratio = 1.0

  @Option(help: "t: the standard deviation is estimated; normal: it is known.")
  var test: TestWord = .t

  @Option(help: ArgumentHelp("Subjects in all: tell the power instead.", valueName: "n"))
  var subjects: Double?

  @OptionGroup var design: DesignOptions
  @OptionGroup var options: PrintOptions

  func validate() throws {
    guard sd > 0, sd.isFinite else { throw ValidationError("--sd: a number above 0 is needed.") }
    guard ratio > 0, ratio.isFinite else { throw ValidationError("--ratio: a number above 0 is needed.") }
    // A millionth of a standard deviation needs more subjects than there are people.
    guard difference.isFinite, margin.isFinite, (difference - margin).magnitude > 1e-6 * sd else {
      throw ValidationError("The difference is that of the null hypothesis: no trial finds it.")
    }
    guard subjects.map({ $0 >= 3 && $0.isFinite }) ?? true else {
      throw ValidationError("--subjects: three at least are needed.")
    }
  }

  func run() throws {
    let comparison = MeansComparison(
      difference: difference,
      null: margin,
      standardDeviation: sd,
      ratio: ratio,
      test: test == .t ? .t : .normal
    )
    try design.say(.means(comparison, subjects: subjects), options)
  }
}
