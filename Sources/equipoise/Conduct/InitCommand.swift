// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Coordination
import Ledger
import LedgerSQLite
import Markup
import ProtocolLibrary
import TrialConduct
import TrialDesign
import TrialReporting

/// `equipoise init`: a trial begins.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Activates a trial: makes its ledger, seals the seed of its allocations, enters the protocol.",
    discussion: """
      The protocol has to be without problems. The seed is drawn by the system's cryptographic source and sealed \
      with a key that is kept in another folder (--keys, or EQUIPOISE_KEYS, else ~/.equipoise/keys), both for their \
      owner alone; the ledger publishes only its hash. Whoever activates holds the first role that may give \
      roles to others.

      Examples:
        equipoise init my-trial --as chen --explain
        equipoise init my-trial --as chen
        equipoise user my-trial grant li --gives investigator --site "Site 1" --as chen
      """
  )

  @Argument(help: "A study folder.", completion: .directory)
  var study: String

  @Option(name: .customLong("as"), help: ArgumentHelp("Who activates.", valueName: "user"))
  var user: String

  @Option(help: ArgumentHelp("The folder of keys that open sealed seeds.", valueName: "folder"))
  var keys: String?

  @Flag(help: "Only say what would happen; nothing is written.")
  var explain = false

  @Flag(help: "Print what happened as JSON, for programs.")
  var json = false

  @Option(help: "en or zh-Hans.")
  var language: Language = .english

  func run() async throws {
    let folder: TrialFolder
    do {
      folder = try TrialFolder(study, keys: keys)
    } catch {
      throw CommandFailure.study(error)
    }
    guard !folder.hasLedger else {
      throw CommandFailure.usage(
        "\(study): was activated before.\n  Its ledger was not touched."
      )
    }
    let reading = StudyReading(folder.folder, readsData: false)
    guard let protocolOfStudy = reading.study, reading.isSound else {
      throw CommandFailure.unsound(reading.problems)
    }
    do {
      guard !explain else { return try await foretell(folder, protocolOfStudy) }
      let receipt = try await folder.activate(protocolOfStudy, by: user, now: { WallClock.now() })
      let desk = try await ConductDesk(study, keys: keys, json: json, language: language)
      try await desk.tell(receipt)
    } catch let failure as TrialFailure {
      throw CommandFailure.trial(failure, language)
    }
  }

  private func foretell(_ folder: TrialFolder, _ study: StudyProtocol) async throws {
    let events = try await folder.foreseeActivation(of: study, by: user, now: { WallClock.now() }).events
    guard json else {
      return Terminal.say(ExplanationText.activation(events, of: study, language: language))
    }
    let document = EventDocument(EventWords(study, TrialState(), language: language, hidesArms: true))
    let list = events.enumerated().map { document.json($1, entry: $0 + 1, hash: nil) }
    Terminal.say((["done": false, "events": .array(list)] as JSONValue).rendered(.pretty))
  }
}
