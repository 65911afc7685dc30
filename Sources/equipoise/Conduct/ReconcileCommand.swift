// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Coordination
import TrialConduct
import TrialDesign
import TrialReporting

/// `equipoise reconcile`: whether events, cases, deaths, the end of treatment and doses tell one story.
struct ReconcileCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reconcile",
    abstract:
      "Compares adverse events, serious cases, deaths, the end of treatment and doses; says what does not fit.",
    discussion: """
      What stands against what, with rows, cases and days, and what to do about it; of the subjects of the own sites only. What \
      is missing never makes a contradiction: where it matters, the line begins with "?" and says what would settle it. \
      safety.reconcile of the protocol says more of what belongs together. Exit code 1 where something contradicts itself.

      Examples:
        equipoise reconcile my-trial --as wang
        equipoise reconcile my-trial --as li --subject C-001
        equipoise reconcile my-trial --as wang --as-of 2025-06-30 --json
      """
  )

  @OptionGroup var options: ReaderOptions

  @Option(help: "Only this subject.")
  var subject: String?

  func run() async throws {
    let desk = try await options.desk()
    let (user, json, language) = (options.user, options.json, options.language)
    let sites = try await desk.sites(.read, for: user)
    let (now, conduct, study) = try await desk.view()
    let state = try await desk.state(at: options.asOf, now)
    if let subject {
      guard let found = state.subject(subject), sites?.contains(found.site) ?? true else {
        throw desk.refusal(.unknownSubject(subject), study)
      }
    }
    let today = WallClock.now().date
    let day = options.asOf == nil ? today : state.lastInstant?.date ?? today
    let found = Reconciliation(state, by: conduct, sites: sites, only: subject, coveredBy: now)
    if json {
      let document = ReconciliationDocument(ReconciliationWords(study, language: language))
      Terminal.say(document.json(found, on: day).rendered(.pretty))
    } else {
      Terminal.say(ReconciliationText(found, of: study, on: day, language: language).rendered)
    }
    if !found.contradictions.isEmpty { throw ExitCode(Outcome.finding.rawValue) }
  }
}

extension ConductDesk {
  /// The trial at an earlier moment, as `--as-of` names it; as it stands where it names none.
  func state(at text: String?, _ now: TrialState) async throws(CommandFailure) -> TrialState {
    guard let text else { return now }
    let moment = try Moment(typed: text)
    do {
      return try await folder.history().state(at: moment)
    } catch {
      throw .trial(error, language)
    }
  }
}
