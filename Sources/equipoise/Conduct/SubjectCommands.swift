// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Coordination
import Foundation
import TrialConduct
import TrialDesign

/// `equipoise screen`: the screening log.
struct ScreenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen",
    abstract: "Notes a candidate in the screening log, or that a candidate will not enter.",
    discussion: """
      With --identity-file the person is recognized at other sites without telling anybody who it is: the ledger \
      keeps a hash that needs the trial's key. The file holds what identifies the person in one line, the same way at \
      every site, such as a national number; "-" reads it from standard input.

      Examples:
        equipoise screen my-trial C-001 --site "Site 1" --as li
        equipoise screen my-trial C-001 --site "Site 1" --as li --identity-file -
        equipoise screen my-trial C-001 --fail --reason "ejection fraction 40 %" --as li
      """
  )

  @OptionGroup var options: ConductOptions
  @OptionGroup var when: DayOption

  @Argument(help: "The subject's identifier in the trial.")
  var subject: String

  @Option(help: "The site.")
  var site: String?

  @Flag(help: "The candidate will not enter the trial; --reason says why.")
  var fail = false

  @Option(
    help: ArgumentHelp(
      "What identifies the person, in one line; \"-\" for standard input.",
      valueName: "file"
    )
  )
  var identityFile: String?

  func run() async throws {
    let day = try when.day()
    if fail {
      try await options.carryOut(.failScreening(subject: subject, on: day))
      return
    }
    guard let site else { throw CommandFailure.usage("--site: at which site?\n  Add --site SITE.") }
    let identity = try await identity()
    try await options.carryOut(.screen(Screening(subject: subject, site: site, on: day, identity: identity)))
  }

  private func identity() async throws(CommandFailure) -> String? {
    guard let identityFile else { return nil }
    let data =
      identityFile == "-"
      ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: identityFile)
    guard let data else { throw .noFile(identityFile) }
    let desk = try await options.desk()
    let state = await desk.state()
    do {
      return try desk.folder.identityHash(of: String(decoding: data, as: UTF8.self), in: state)
    } catch {
      throw .trial(.vault(error), options.language)
    }
  }
}

/// `equipoise consent`: consent, its new versions and its withdrawal.
struct ConsentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consent",
    abstract: "Records that a subject consented, or withdrew; corrects the day.",
    discussion: """
      The text must be one of the protocol's and in force on the day. Consent binds the subject to the protocol version in \
      force. After a withdrawal nothing more is collected; what is on file stays.

      Examples:
        equipoise consent my-trial C-001 --text 2.1 --on 2025-03-10 --as li
        equipoise consent my-trial C-001 --text 2.1 --on 2025-03-09 --correct --reason "typed wrongly" --as li
        equipoise consent my-trial C-001 --withdraw --as li
      """
  )

  @OptionGroup var options: ConductOptions
  @OptionGroup var when: DayOption

  @Argument(help: "The subject.")
  var subject: String

  @Option(help: ArgumentHelp("The version of the text that was signed.", valueName: "version"))
  var text: String?

  @Flag(help: "Correct the day of the consent to this version; --reason says why.")
  var correct = false

  @Flag(help: "The subject withdrew consent.")
  var withdraw = false

  func validate() throws {
    if correct, withdraw { throw ValidationError("--correct and --withdraw cannot go together.") }
  }

  func run() async throws {
    let day = try when.day()
    if withdraw {
      try await options.carryOut(.withdrawConsent(subject: subject, on: day))
      return
    }
    guard let text else {
      throw CommandFailure.usage("--text: which version was signed?\n  Add --text VERSION.")
    }
    try await options.carryOut(
      correct
        ? .correctConsent(subject: subject, version: text, on: day)
        : .consent(subject: subject, version: text, on: day)
    )
  }
}

/// `equipoise confirm`: an investigator's signature under the eligibility of a subject.
struct ConfirmCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "confirm",
    abstract: "Confirms by signature that a subject meets every criterion, by the values on file.",
    discussion: """
      Refused while a criterion is unmet or unknown; a later change of any value it rests on voids it. An electronic \
      signature: it needs your password at the time of signing (equipoise user STUDY password).

      Examples:
        equipoise confirm my-trial C-001 --as li
        equipoise confirm my-trial C-001 --as li --password-file -
        equipoise confirm my-trial C-001 --as li --explain
      """
  )

  @OptionGroup var options: ConductOptions

  @Argument(help: "The subject.")
  var subject: String

  @OptionGroup var source: PasswordSource

  func run() async throws { try await options.sign(.confirmEligibility(subject: subject), source) }
}

/// `equipoise randomize`: the arm of a subject.
struct RandomizeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "randomize",
    abstract: "Allocates a subject, once and for all.",
    discussion: """
      Allocates only who consented, meets every criterion by values on file, and was confirmed by an investigator for \
      these very values. --key makes a repeated request harmless. A subject who should not have been randomized keeps \
      the allocation and is analysed with it (--in-error).

      Examples:
        equipoise randomize my-trial C-001 --as li --key 2025-03-10-C-001
        equipoise randomize my-trial C-001 --as li --explain
        equipoise randomize my-trial C-001 --in-error --reason "APL found later" --as li
      """
  )

  @OptionGroup var options: ConductOptions

  @Argument(help: "The subject.")
  var subject: String

  @Flag(help: "Note that the subject was randomized in error; --reason says why.")
  var inError = false

  func run() async throws {
    if inError {
      try await options.carryOut(.noteRandomizedInError(subject: subject))
    } else {
      try await options.carryOut(.randomize(subject: subject))
    }
  }
}

/// `equipoise unblind`: the arm of one subject, in an emergency.
struct UnblindCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unblind",
    abstract: "Breaks the blind of one subject, with a reason; others have to take note of it.",
    discussion: """
      Somebody else who may audit has to acknowledge it (equipoise notices).

      Example:
        equipoise unblind my-trial C-001 --reason "overdose, treating physician asks" --as wang
      """
  )

  @OptionGroup var options: ConductOptions

  @Argument(help: "The subject.")
  var subject: String

  func run() async throws {
    try await options.carryOut(.unblind(subject: subject))
    guard !options.explain else { return }
    let state = try await options.desk().state()
    if let allocation = state.subject(subject)?.allocation { Terminal.say("\(subject): \(allocation.arm)") }
  }
}

/// `equipoise deviate`: a departure from the protocol.
struct DeviateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deviate",
    abstract: "Notes a departure from the protocol.",
    discussion: """
      Example:
        equipoise deviate my-trial C-001 --kind treatment --about "study drug" --text "day 4 missed" --as li
      """
  )

  @OptionGroup var options: ConductOptions

  @Argument(help: "The subject.")
  var subject: String

  @Option(help: "eligibility, consent, treatment, visit or other.")
  var kind: Deviation.Kind

  @Option(help: "What it is about: a criterion, a drug, a visit.")
  var about: [String] = []

  @Option(help: "What happened.")
  var text: String

  func run() async throws {
    try await options.carryOut(
      .noteDeviation(Deviation(subject: subject, kind: kind, about: about, text: text))
    )
  }
}

extension Deviation.Kind: @retroactive ExpressibleByArgument {}
