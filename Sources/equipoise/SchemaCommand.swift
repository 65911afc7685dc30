// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import EquipoiseWeb
import ProtocolLibrary
import TrialReporting

/// `equipoise schema`: the formats as JSON Schema.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of a file format.",
    discussion: """
      protocol is the protocol file; the others are what respond, grade, tumor-lysis, risk, dose, eligible and due read and \
      print as JSON; api is the OpenAPI 3.1 document of "equipoise serve".

      With it, editors complete and check a protocol while it is typed. For Visual Studio Code and others
      that use the YAML language server, save the schema and name it in the first line of the protocol:
        # yaml-language-server: $schema=protocol.schema.json

      Examples:
        equipoise schema > protocol.schema.json
        equipoise schema protocol
        equipoise schema respond
      """
  )

  /// The formats that have a schema.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case `protocol`
    case respond
    case grade
    case tumorLysis = "tumor-lysis"
    case risk
    case dose
    case eligible
    case due
    case api
  }

  @Argument(help: "protocol, respond, grade, tumor-lysis, risk, dose, eligible, due or api.")
  var format: Format = .protocol

  func run() {
    switch format {
    case .protocol: Terminal.say(ProtocolSchema.document.rendered(.pretty))
    case .respond: Terminal.say(ClinicalSchemas.respond.rendered(.pretty))
    case .grade: Terminal.say(ClinicalSchemas.grade.rendered(.pretty))
    case .tumorLysis: Terminal.say(ClinicalSchemas.tumorLysis.rendered(.pretty))
    case .risk: Terminal.say(ClinicalSchemas.risk.rendered(.pretty))
    case .dose: Terminal.say(ClinicalSchemas.dose.rendered(.pretty))
    case .eligible: Terminal.say(ClinicalSchemas.eligible.rendered(.pretty))
    case .api: Terminal.say(OpenAPIDocument.json.rendered(.pretty))
    case .due: Terminal.say(DueList.schema.rendered(.pretty))
    }
  }
}
