// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Coordination
import Markup
import TrialConduct
import TrialDesign

/// `equipoise user`: who holds which role.
struct UserCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user",
    abstract: "Gives a person a role of the protocol, takes it away, or sets a password.",
    discussion: """
      A password signs (sign, confirm). Who has one changes it with the one before: two lines in the file, the old \
      one first. Who may give roles may set one for somebody else; it signs nothing until that person has changed it.

      Examples:
        equipoise user my-trial password li --as li
        equipoise user my-trial password li --as chen --password-file -
        equipoise user my-trial grant li --gives investigator --site "Site 1" --as chen
        equipoise user my-trial revoke li --gives investigator --site "Site 1" --as chen --reason "left the site"
      """
  )

  enum Step: String, CaseIterable, ExpressibleByArgument {
    case grant
    case revoke
    case password
  }

  @OptionGroup var options: ConductOptions

  @Argument(help: "grant, revoke or password.")
  var step: Step

  @Argument(help: "The person.")
  var person: String

  @Option(
    name: .customLong("gives"),
    help: ArgumentHelp("The role; not for a password.", valueName: "role")
  )
  var given: String?

  @Option(help: "The site; roles that reach all sites have none.")
  var site: String?

  @OptionGroup var source: PasswordSource

  func run() async throws {
    if step == .password {
      try await setPassword()
      return
    }
    guard let given else { throw CommandFailure.usage("which role?\n  Add --gives ROLE.") }
    let grant = Grant(user: person, role: given, site: site)
    try await options.carryOut(step == .grant ? .grant(grant) : .revoke(grant))
  }

  private func setPassword() async throws {
    let desk = try await options.desk()
    let (user, person) = (options.user, person)
    let (mayGrant, isKnown) = await desk.trial.reading { state, conduct, _ in
      let study = try? conduct.rules(state.version, in: state).study
      let mayGrant = study.map { Access($0, state).allows(.grant, user: user, at: nil) } ?? false
      return (mayGrant, !(state.grants[person] ?? []).isEmpty)
    }
    guard isKnown else { throw CommandFailure.trial(.refused(.noRole(user: person)), options.language) }
    guard user == person || mayGrant else {
      throw CommandFailure.trial(.refused(.notPermitted(user: user, .grant)), options.language)
    }
    let store = desk.folder.credentials()
    do {
      let hasPassword = try await store.hasPassword(person)
      let isChange = user == person && hasPassword
      let typed = try source.passwords(
        isChange ? ["the password before", "the new password"] : ["the new password"]
      )
      if isChange { try await store.check(typed[0], of: person, acceptsTemporary: true) }
      try await store.setPassword(typed[typed.count - 1], of: person, isTemporary: user != person)
    } catch let fault as CredentialFault {
      throw CommandFailure.credentials(fault)
    }
    Terminal.say(
      options.json
        ? (["done": true, "temporary": .bool(user != person)] as JSONValue).rendered(.pretty)
        : "\(person) has a new password." + (user == person ? "" : " It signs nothing until it is changed.")
    )
  }
}
