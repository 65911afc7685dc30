// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Coordination
import TrialConduct
import TrialDesign

/// `equipoise user`: who holds which role.
struct UserCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user",
    abstract: "Gives a person a role of the protocol, or takes it away.",
    discussion: """
      Examples:
        equipoise user my-trial grant li --gives investigator --site "Site 1" --as chen
        equipoise user my-trial revoke li --gives investigator --site "Site 1" --as chen --reason "left the site"
      """
  )

  enum Step: String, CaseIterable, ExpressibleByArgument {
    case grant
    case revoke
  }

  @OptionGroup var options: ConductOptions

  @Argument(help: "grant or revoke.")
  var step: Step

  @Argument(help: "The person.")
  var person: String

  @Option(name: .customLong("gives"), help: ArgumentHelp("The role.", valueName: "role"))
  var given: String

  @Option(help: "The site; roles that reach all sites have none.")
  var site: String?

  func run() async throws {
    let grant = Grant(user: person, role: given, site: site)
    try await options.carryOut(step == .grant ? .grant(grant) : .revoke(grant))
  }
}
