// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Coordination
import Markup
import TrialConduct
import TrialDesign
import TrialReporting

/// `equipoise notices`: what others must hear of.
struct NoticesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notices",
    abstract: "Lists what others must hear of and nobody has acknowledged.",
    discussion: """
      A broken blind, a randomization in error, a correction that makes a criterion unmet after randomization, and each \
      report of a serious event wait here until somebody who did not do it, and may audit, acknowledges them. No arm is told.

      Examples:
        equipoise notices my-trial --as wang
        equipoise notices my-trial --as wang --all --json
      """
  )

  @OptionGroup var options: ReaderOptions

  @Flag(help: "Also those that were acknowledged, with who has heard.")
  var all = false

  func run() async throws {
    let desk = try await options.desk()
    let sites = try await desk.sites(.audit, for: options.user)
    let (now, _, study) = try await desk.view()
    let state = try await desk.state(at: options.asOf, now)
    let list = NoticeList(study, state, sites: sites, onlyOpen: !all, language: options.language)
    Terminal.say(options.json ? JSONValue.array(list.json).rendered(.pretty) : list.rendered)
  }
}

/// `equipoise acknowledge`: a notice that was heard.
struct AcknowledgeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "acknowledge",
    abstract: "Records that you have heard of what an entry tells; who did it cannot.",
    discussion: """
      ENTRY is the number that "equipoise notices" shows. One person other than who did it settles a notice; others may still \
      say that they have heard.

      Example:
        equipoise acknowledge my-trial 905 --as wang
      """
  )

  @OptionGroup var options: ConductOptions

  @Argument(help: "The entry of the notice.")
  var entry: Int

  func run() async throws { try await options.carryOut(.acknowledge(entry: entry)) }
}
