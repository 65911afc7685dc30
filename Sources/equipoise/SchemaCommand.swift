// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ProtocolLibrary

/// `equipoise schema`: the formats as JSON Schema.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of a file format.",
    discussion: """
      With it, editors complete and check a protocol while it is typed. For Visual Studio Code and others
      that use the YAML language server, save the schema and name it in the first line of the protocol:
        # yaml-language-server: $schema=protocol.schema.json

      Examples:
        equipoise schema > protocol.schema.json
        equipoise schema protocol
      """
  )

  /// The formats that have a schema.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case `protocol`
  }

  @Argument(help: "protocol: the protocol file.")
  var format: Format = .protocol

  func run() {
    switch format {
    case .protocol: Terminal.say(ProtocolSchema.document.rendered(.pretty))
    }
  }
}
