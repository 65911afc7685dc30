// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Coordination
import TrialConduct
import TrialDesign

/// `equipoise prescribe`: a dose as it is decided, beside what the rules propose.
struct PrescribeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prescribe",
    abstract: "Records the dose that was decided for a drug and a cycle: as proposed, or otherwise and why.",
    discussion: """
      The proposal is calculated at this moment from what is on file: regimen of the arm, body size, organ function, \
      co-medications, and what the protocol's dose modifications make of recorded findings (dosing.items.findings). \
      Whoever departs from it says why; beyond the protocol's limit (dosing.departure-limit, 10 %) a deviation is \
      noted beside it. --explain shows the proposal and writes nothing. In a blinded trial only who may read arms \
      can do it. Research conduct; it does not replace clinical judgement.

      Examples:
        equipoise prescribe my-trial C-001 --cycle 2 --drug "Drug A" --accept --explain --as li
        equipoise prescribe my-trial C-001 --cycle 2 --drug "Drug A" --accept --as li
        equipoise prescribe my-trial C-001 --cycle 2 --drug "Drug A" --dose "75 mg" --because "neuropathy" --as li
        equipoise prescribe my-trial C-001 --cycle 2 --drug "Drug A" --hold --because "sepsis" --as li
      """
  )

  @OptionGroup var options: ConductOptions

  @Argument(help: "The subject.")
  var subject: String

  @Option(help: "The cycle, counted from 1.")
  var cycle: Int

  @Option(help: "The drug, as the calendar of \"equipoise dose\" calls it.")
  var drug: String

  @Flag(help: "As proposed.")
  var accept = false

  @Option(help: ArgumentHelp("One administration, with its unit.", valueName: "\"75 mg\""))
  var dose: String?

  @Flag(help: "Nothing is given for now.")
  var hold = false

  @Option(
    help: ArgumentHelp("Why something else than the proposal; the same as --reason.", valueName: "text")
  )
  var because: String?

  @Flag(help: "Measures outside the usual range have been checked by a second person.")
  var confirm = false

  func run() async throws {
    let act = Act.decideDose(subject: subject, cycle: cycle, drug: drug, try choice(), confirms: confirm)
    let order = Order(
      act,
      by: options.user,
      as: options.role,
      reason: because ?? options.reason,
      key: options.key
    )
    try await options.desk().carryOut(order, explain: options.explain)
  }

  private func choice() throws(CommandFailure) -> DoseChoice {
    switch (accept, dose, hold) {
    case (true, nil, false): return .accept
    case (false, nil, true): return .hold
    case (false, let text?, false):
      guard let quantity = Quantity(text) else {
        throw .usage("--dose: \"\(text)\" is no amount.\n  Write a number and a unit: --dose \"75 mg\".")
      }
      return .dose(quantity)
    default:
      throw .usage("what was decided?\n  Write one of --accept, --dose \"75 mg\" and --hold.")
    }
  }
}
