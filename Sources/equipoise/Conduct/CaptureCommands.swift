// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Coordination
import Foundation
import TrialConduct
import TrialDesign

/// `equipoise enter`: values of a form.
struct EnterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enter",
    abstract: "Fills items of a form that are still empty.",
    discussion: """
      Values are checked as they are entered: type, unit's range, codes, branches, and the form's own checks. A check that \
      only asks raises a query. A log gets a new row; --row fills up one that is there. --seen is the revision that was \
      looked at: where somebody changed the row meanwhile, nothing is written.

      Examples:
        equipoise enter my-trial C-001 baseline age=58 sex=male --as zhou
        equipoise enter my-trial C-001 counts date=2025-03-12 neutrophils=400 platelets=18 --as zhou
      """
  )

  @OptionGroup var options: ConductOptions

  @Argument(help: "The subject.")
  var subject: String

  @Argument(help: "The form.")
  var form: String

  @Argument(help: "Values, as item=value.")
  var values: [String]

  @Option(help: "Which row of a log to fill up; a new one where left out.")
  var row: Int?

  @Option(help: ArgumentHelp("The revision of the row that was looked at.", valueName: "revision"))
  var seen: Int?

  func run() async throws {
    let values = try ValueArguments.read(values)
    try await options.carryOut(
      .enter(subject: subject, form: form, row: row, values: values, expecting: seen)
    )
  }
}

/// `equipoise correct`: other values, with a reason.
struct CorrectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct",
    abstract: "Changes what was entered, with a reason; what stood there stays in the ledger.",
    discussion: """
      A change voids signatures and source verification of what it touches. item= takes a value away.

      Examples:
        equipoise correct my-trial C-001 baseline age=59 --reason "typing slip" --as zhou
        equipoise correct my-trial C-001 counts --row 2 --remove --reason "entered twice" --as zhou
      """
  )

  @OptionGroup var options: ConductOptions
  @OptionGroup var place: RowArguments

  @Argument(help: "Values, as item=value.")
  var values: [String] = []

  @Flag(help: "Take the whole row out: it was made by mistake.")
  var remove = false

  @Option(help: ArgumentHelp("The revision of the row that was looked at.", valueName: "revision"))
  var seen: Int?

  func run() async throws {
    let values = try ValueArguments.read(values)
    let row = try place.reference(of: await options.desk().state())
    try await options.carryOut(remove ? .removeRow(row) : .correct(row, values: values, expecting: seen))
  }
}

/// `equipoise redact`: covers what identifies a person.
struct RedactCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "Covers a value that identifies a person, with a reason.",
    discussion: """
      Everything that Equipoise shows has █ in its place from then on; the ledger's entry keeps its bytes, because nothing in \
      a ledger is overwritten.

      Example:
        equipoise redact my-trial C-001 adverse-events comment --row 2 --reason "names the patient" --as chen
      """
  )

  @OptionGroup var options: ConductOptions
  @OptionGroup var place: RowArguments

  @Argument(help: "The item.")
  var item: String

  func run() async throws {
    let row = try place.reference(of: await options.desk().state())
    try await options.carryOut(.redact(row, item: item))
  }
}

/// `equipoise attach`: a file beside a row.
struct AttachCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach",
    abstract: "Puts a file beside a row; the ledger keeps its hash.",
    discussion: """
      The bytes are copied into attachments/ of the study folder, under their hash.

      Example:
        equipoise attach my-trial C-001 marrow report.pdf --row 1 --as zhou
      """
  )

  @OptionGroup var options: ConductOptions
  @OptionGroup var place: RowArguments

  @Argument(help: "The file.", completion: .file())
  var file: String

  func run() async throws {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw CommandFailure.noFile(file)
    }
    let desk = try await options.desk()
    let row = try place.reference(of: await desk.state())
    let name = URL(fileURLWithPath: file).lastPathComponent
    let attachment = desk.folder.attachment(named: name, Array(data), to: row)
    if !options.explain {
      // The bytes first: an entry without its file would be a promise that nobody keeps.
      do {
        try desk.folder.keep(attachment, Array(data))
      } catch {
        throw CommandFailure.unwritable(desk.folder.folder.path, because: "\(error)")
      }
    }
    try await desk.carryOut(options.order(.attach(attachment)), explain: options.explain)
  }
}

/// `equipoise ae`: an adverse event.
struct AdverseEventCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ae",
    abstract: "Enters an adverse event: a new row of the protocol's adverse event form.",
    discussion: """
      Example:
        equipoise ae my-trial C-001 onset=2025-03-14 "term=Febrile neutropenia" grade=3 --as zhou
      """
  )

  @OptionGroup var options: ConductOptions

  @Argument(help: "The subject.")
  var subject: String

  @Argument(help: "Values, as item=value.")
  var values: [String]

  func run() async throws {
    let values = try ValueArguments.read(values)
    let desk = try await options.desk()
    let form = await desk.trial.reading { state, conduct, _ in
      (try? conduct.rules(state.version, in: state))?.study.adverseEventForm
    }
    guard let form else {
      throw CommandFailure.usage(
        "the protocol names no form of adverse events.\n  Add safety.adverse-events to it."
      )
    }
    try await desk.carryOut(
      options.order(.enter(subject: subject, form: form, row: nil, values: values, expecting: nil)),
      explain: options.explain
    )
  }
}
