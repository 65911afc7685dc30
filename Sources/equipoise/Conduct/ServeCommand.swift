// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Coordination
import EquipoiseWeb
import Foundation
import Ledger
import ProtocolLibrary
import TrialConduct
import TrialDesign

#if Web
  import Logging
#endif

/// `equipoise serve`: a trial over the network.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serves a trial: every act and every look as a JSON API.",
    discussion: """
      The API lies under /api/v1 and describes itself at /api/v1/openapi.json; Documentation/API.md has examples. It speaks \
      HTTP: on other addresses than this machine's own, put a proxy with TLS before it. It ends on SIGTERM or Ctrl-C, after \
      it has answered what was asked.

      This needs a program that was built with the web server: swift build -c release --traits Web.

      Examples:
        equipoise serve my-trial --api-only
        equipoise serve my-trial --api-only --port 9000 --keys /safe/keys
      """
  )

  @Argument(help: "A study folder that was activated with \"equipoise init\".", completion: .directory)
  var study: String

  @Flag(help: "Only the JSON API; there are no pages yet.")
  var apiOnly = false

  @Option(help: "The port.")
  var port = 8080

  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"

  @Option(help: ArgumentHelp("The folder of keys that open sealed seeds.", valueName: "folder"))
  var keys: String?

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port: write 0 to 65535.") }
  }

  func run() async throws {
    #if Web
      let desk = try await ConductDesk(study, keys: keys, allocates: true)
      let store: any LedgerStore
      do {
        store = try await desk.folder.ledger()
      } catch {
        throw CommandFailure.trial(error, .english)
      }
      let logger = Logger(label: "equipoise") { StreamLogHandler.standardError(label: $0) }
      let api = APIDesk(
        desk.trial,
        store: store,
        credentials: desk.folder.credentials(),
        folder: desk.folder,
        now: { WallClock.now() }
      )
      let host = host
      let server = APIServer(api, host: host, port: port, logger: logger)
      do {
        try await server.run { port in Terminal.say("http://\(host):\(port)/api/v1") }
      } catch {
        throw CommandFailure.usage(
          "\(host):\(port) cannot be listened on: \(error)\n  Name another address with --host and --port."
        )
      }
    #else
      throw CommandFailure.usage(
        "this program was built without its web server.\n  swift build -c release --traits Web --product equipoise"
      )
    #endif
  }
}
