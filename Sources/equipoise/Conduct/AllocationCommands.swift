// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Coordination
import Markup
import TrialConduct
import TrialDesign
import TrialReporting

/// `equipoise balance`: how even the allocations came out.
struct BalanceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "balance",
    abstract: "Shows how many were allocated by level, and how far apart the arms are.",
    discussion: """
      Who may see the arms of all sites gets counts by arm beside what the ratio planned. Everybody else who may read gets \
      counts without arms, and the imbalance of the whole trial late and in rounds of ten subjects, so that nobody can tell \
      the arm of a single subject, or of the next.

      Examples:
        equipoise balance my-trial --as li
        equipoise balance my-trial --as chen --json
      """
  )

  @OptionGroup var options: ReaderOptions

  func run() async throws {
    let desk = try await options.desk()
    let sites = try await desk.sites(.read, for: options.user)
    let (now, _, study) = try await desk.view()
    let state = try await desk.state(at: options.asOf, now)
    let armSites = Access(study, now).sites(for: .readArms, user: options.user)
    do throws(AllocationRefusal) {
      let report = try BalanceReport(
        study,
        state,
        for: BalanceReport.Reader(sites: sites, armSites: armSites),
        language: options.language
      )
      Terminal.say(options.json ? report.json.rendered(.pretty) : report.rendered)
    } catch {
      throw desk.refusal(.allocation(error), study)
    }
  }
}

/// `equipoise predictability`: how well the next arm can be guessed.
struct PredictabilityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predictability",
    abstract: "Says how well the next arm can be guessed under the protocol's rules.",
    discussion: """
      For the subjects who were allocated, in their order and strata: the share of right guesses of somebody who always \
      guesses the arm that is behind (Blackwell & Hodges 1957), beside complete randomization. Exact where that is feasible, \
      else from --replicates simulated trials with their error. It needs a role that reads all sites; how many of the recorded \
      arms would have been guessed is told only to who may see all of them.

      Examples:
        equipoise predictability my-trial --as chen
        equipoise predictability my-trial --as chen --replicates 2000 --seed 7 --json
      """
  )

  @OptionGroup var options: ReaderOptions
  @OptionGroup var draws: DrawOptions

  func run() async throws {
    let desk = try await options.desk()
    let (now, _, study) = try await desk.view()
    let state = try await desk.state(at: options.asOf, now)
    let access = Access(study, now)
    do throws(Refusal) {
      _ = try access.role(for: .read, user: options.user, at: nil)
    } catch {
      throw desk.refusal(error, study)
    }
    do throws(AllocationRefusal) {
      let report = try PredictabilityReport(
        study,
        state,
        showsRecord: access.sites(for: .readArms, user: options.user) == nil,
        replicates: draws.replicates,
        seed: draws.seed,
        language: options.language
      )
      Terminal.say(options.json ? report.json.rendered(.pretty) : report.rendered)
    } catch {
      throw desk.refusal(.allocation(error), study)
    }
  }
}
