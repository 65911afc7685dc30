// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Coordination
import Ledger
import Markup
import ProtocolLibrary
import TrialConduct
import TrialDesign
import TrialReporting

/// `equipoise log`: who did what, when and why.
struct LogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Prints the entries of the ledger: who, in which role, what, when and why.",
    discussion: """
      Only who may audit sees it, and of subjects only those of the own sites. Arms stay hidden from who may not see all of \
      them; a value that was covered is not printed again.

      Examples:
        equipoise log my-trial --as wang
        equipoise log my-trial --as wang --subject C-001 --kind corrected
        equipoise log my-trial --as wang --from 900 --json
      """
  )

  @Argument(help: "An activated study folder.", completion: .directory)
  var study: String

  @Option(name: .customLong("as"), help: ArgumentHelp("Who looks.", valueName: "user"))
  var user: String

  @Option(help: "Only entries about this subject.")
  var subject: String?

  @Option(help: ArgumentHelp("Only entries of this kind, such as corrected.", valueName: "kind"))
  var kind: [String] = []

  @Option(help: "The first entry.")
  var from: Int = 1

  @Option(help: "The last entry.")
  var to: Int?

  @Flag(help: "Print the entries as JSON, for programs.")
  var json = false

  @Option(help: "en or zh-Hans.")
  var language: Language = .english

  func run() async throws {
    let desk = try await ConductDesk(study, keys: nil, json: json, language: language)
    let sites = try await desk.sites(.audit, for: user)
    let (state, _, study) = try await desk.view()
    let seesArms = Access(study, state).sites(for: .readArms, user: user) == nil
    let words = EventWords(study, state, language: language, hidesArms: !seesArms)
    let document = EventDocument(words)
    let history: TrialHistory
    do {
      history = try await desk.folder.history()
    } catch {
      throw CommandFailure.trial(error, language)
    }
    var list: [JSONValue] = []
    for entry in history.entries where entry.index >= from && entry.index <= to ?? .max {
      let event = try TrialEvent(bytes: entry.payload)
      guard kind.isEmpty || kind.contains(event.fact.kind), isWanted(event, words, sites, state) else {
        continue
      }
      if json {
        list.append(document.json(event, entry: entry.index, hash: entry.hash.hex))
      } else {
        Terminal.say("\(entry.index)  \(words.line(event, entry: entry.index))")
      }
    }
    if json { Terminal.say(JSONValue.array(list).rendered(.pretty)) }
  }

  private func isWanted(_ event: TrialEvent, _ words: EventWords, _ sites: Set<String>?, _ state: TrialState)
    -> Bool
  {
    let about = words.subject(of: event)
    if let subject, about != subject { return false }
    guard let sites, let about else { return true }
    return state.subject(about).map { sites.contains($0.site) } ?? false
  }
}

/// `equipoise status`: where the trial or a subject stands.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract:
      "Shows where the trial stands by site, or everything about one subject; now or at an earlier moment.",
    discussion: """
      Examples:
        equipoise status my-trial --as wang
        equipoise status my-trial --as li --subject C-001
        equipoise status my-trial --as wang --as-of 2025-06-30
        equipoise status my-trial --as wang --as-of 900
      """
  )

  @OptionGroup var options: ReaderOptions

  @Option(help: "Only this subject, with everything that is known.")
  var subject: String?

  func run() async throws {
    let desk = try await options.desk()
    let (user, json, language) = (options.user, options.json, options.language)
    let sites = try await desk.sites(.read, for: user)
    let (now, conduct, study) = try await desk.view()
    let state = try await desk.state(at: options.asOf, now)
    let day =
      state.lastInstant.map { options.asOf == nil ? WallClock.now().date : $0.date } ?? WallClock.now().date
    guard let subject else {
      let found = Reconciliation(state, by: conduct, sites: sites)
      let board = StudyBoard(study, state, on: day, sites: sites, reconciliation: found)
      Terminal.say(
        json ? board.json.rendered(.pretty) : StudyBoardText(board, language: language).rendered
      )
      return
    }
    guard let found = state.subject(subject), sites?.contains(found.site) ?? true else {
      throw desk.refusal(.unknownSubject(subject), study)
    }
    let access = Access(study, now)
    let seesArm = access.allows(.readArms, user: user, at: found.site)
    let seesEveryArm = access.allows(.readArms, user: user, at: nil)
    do {
      let summary = try SubjectSummary(
        found,
        in: state,
        by: conduct,
        on: day,
        hidesArms: !seesArm,
        explains: seesEveryArm
      )
      Terminal.say(
        json ? summary.json.rendered(.pretty) : SubjectSummaryText(summary, language: language).rendered
      )
    } catch {
      throw desk.refusal(error, study)
    }
  }
}
