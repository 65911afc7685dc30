// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import TrialDesign

/// What every look at a running trial is told: where, who looks, and how it is printed.
struct ReaderOptions: ParsableArguments {
  @Argument(help: "An activated study folder.", completion: .directory)
  var study: String

  @Option(name: .customLong("as"), help: ArgumentHelp("Who looks.", valueName: "user"))
  var user: String

  @Option(help: ArgumentHelp("At the end of a day, or after so many entries.", valueName: "moment"))
  var asOf: String?

  @Flag(help: "Print it as JSON, for programs.")
  var json = false

  @Option(help: "en or zh-Hans.")
  var language: Language = .english

  func desk() async throws(CommandFailure) -> ConductDesk {
    try await ConductDesk(study, keys: nil, json: json, language: language)
  }
}

/// Trials that are drawn on a computer: how many, and what names them.
struct DrawOptions: ParsableArguments {
  @Option(help: "How many trials are drawn.")
  var replicates = 10_000

  @Option(help: "Names the draws: the same seed gives the same ones.")
  var seed: UInt64 = 1

  func validate() throws {
    guard (100...10_000_000).contains(replicates) else {
      throw ValidationError(
        "--replicates: \(replicates) is no number of trials. Write 100 to 10000000, for example --replicates 10000."
      )
    }
  }
}
