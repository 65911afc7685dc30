// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Coordination
import Foundation
import Markup
import TrialConduct
import TrialDesign

/// `equipoise token`: keys with which programs act for a person.
struct TokenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token",
    abstract: "Makes, lists and takes back the tokens of the API.",
    discussion: """
      A token acts for one person and does what both its scopes and a role of the person allow. It is shown once; only its \
      hash is kept, in sealed/access.json, outside the ledger. Only who may give roles makes tokens for others. Scopes are \
      the permissions of the protocol, such as read or enter; "all" stands for every one.

      Examples:
        equipoise token my-trial create --as zhou --scope read --scope enter --days 30
        equipoise token my-trial list --as chen
        equipoise token my-trial revoke 4f09a1b2c3d4 --as chen
      """
  )

  enum Step: String, CaseIterable, ExpressibleByArgument {
    case create
    case list
    case revoke
  }

  @Argument(help: "A study folder that was activated.", completion: .directory)
  var study: String

  @Argument(help: "create, list or revoke.")
  var step: Step

  @Argument(help: "The token's id, to revoke it.")
  var id: String?

  @Option(name: .customLong("as"), help: ArgumentHelp("Who asks for it.", valueName: "user"))
  var user: String

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("For whom it acts; yourself where left out.", valueName: "user")
  )
  var owner: String?

  @Option(help: "A permission, or all; may be given several times.")
  var scope: [String] = []

  @Option(help: "After how many days it opens nothing any more.")
  var days = 90

  @Flag(help: "Print JSON, for programs.")
  var json = false

  func run() async throws {
    let desk = try await ConductDesk(study, keys: nil)
    let mayGrant = await desk.trial.reading { state, conduct, _ in
      (try? conduct.rules(state.version, in: state).study).map {
        Access($0, state).allows(.grant, user: user, at: nil)
      } ?? false
    }
    do {
      switch step {
      case .create: try await create(desk, mayGrant)
      case .list: try await list(desk, mayGrant)
      case .revoke: try await revoke(desk, mayGrant)
      }
    } catch let fault as CredentialFault {
      throw CommandFailure.credentials(fault)
    }
  }

  private func create(_ desk: ConductDesk, _ mayGrant: Bool) async throws {
    let owner = owner ?? user
    guard owner == user || mayGrant else { throw CommandFailure.usage(Self.notYours) }
    guard (1...3660).contains(days) else {
      throw CommandFailure.usage("--days: \(days) days is not possible.\n  Write 1 to 3660.")
    }
    let (token, secret) = try await desk.folder.credentials()
      .createToken(for: owner, scopes: try scopes(), days: days)
    if json {
      let document = JSONValue.object([.init("token", .string(secret))] + (Self.json(token).members ?? []))
      Terminal.say(document.rendered(.pretty))
    } else {
      Terminal.say(secret)
      Terminal.complain("Token \(token.id) of \(owner), for \(days) days. It is not shown again.")
    }
  }

  private func list(_ desk: ConductDesk, _ mayGrant: Bool) async throws {
    let tokens = try await desk.folder.credentials().tokens().filter { mayGrant || $0.user == user }
    if json {
      Terminal.say(JSONValue.array(tokens.map { Self.json($0) }).rendered(.pretty))
      return
    }
    for token in tokens {
      let end = token.revoked.map { "revoked \(Self.time($0))" } ?? "expires \(Self.time(token.expires))"
      let scopes = token.scopes.map(\.rawValue).sorted().joined(separator: ",")
      Terminal.say([token.id, token.user, end, scopes].joined(separator: "  "))
    }
  }

  private func revoke(_ desk: ConductDesk, _ mayGrant: Bool) async throws {
    guard let id else {
      throw CommandFailure.usage("which token?\n  equipoise token STUDY list shows their ids.")
    }
    let store = desk.folder.credentials()
    guard let token = try await store.tokens().first(where: { $0.id == id }), mayGrant || token.user == user
    else { throw CredentialFault.unknownToken(id) }
    try await store.revokeToken(id)
    Terminal.say(
      json ? (["revoked": .string(id)] as JSONValue).rendered(.pretty) : "\(id) opens nothing now."
    )
  }

  private func scopes() throws(CommandFailure) -> Set<Permission> {
    var scopes: Set<Permission> = []
    for text in scope {
      if text == "all" {
        scopes.formUnion(Permission.allCases)
      } else if let permission = Permission(rawValue: text) {
        scopes.insert(permission)
      } else {
        throw .unknown(text, option: "--scope", known: ["all"] + Permission.allCases.map(\.rawValue))
      }
    }
    return scopes
  }

  private static let notYours = "only who may give roles makes tokens for others.\n  Leave --for out."

  private static func json(_ token: AccessToken) -> JSONValue {
    [
      "id": .string(token.id), "user": .string(token.user),
      "scopes": .array(token.scopes.map(\.rawValue).sorted().map { .string($0) }),
      "created": .string(time(token.created)), "expires": .string(time(token.expires)),
      "revoked": .optional(token.revoked.map { time($0) }),
    ]
  }

  private static func time(_ seconds: Int64) -> String {
    Timestamp(seconds: seconds, offset: .utc).instantText
  }
}
