// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Coordination
import Foundation
import Markup
import ProtocolLibrary
import TrialAnalysis
import TrialConduct
import TrialDesign
import TrialReporting

/// `equipoise rerandomize`: a test that rests on the randomization alone.
struct RerandomizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rerandomize",
    abstract: "Tests an endpoint by drawing the arms anew by the stored rules.",
    discussion: """
      Subjects, their order, strata and outcomes stay as they are; the arms are drawn --replicates times by the protocol's \
      rules, and p is the share of trials at least as extreme as the real one. A binary endpoint is compared by the difference
      of proportions, a time to event by the log-rank statistic. It needs a role that may see results by arm, and a ledger:
      tables do not say in which order subjects were allocated.

      Allocations made elsewhere keep their arms beside those drawn here. Where all were made elsewhere they are drawn anew as \
      if by the rules of this protocol, which the result says; rules that are not published cannot be drawn from.

      Examples:
        equipoise rerandomize my-trial --cut interim-1 --endpoint orr --as stat
        equipoise rerandomize my-trial --cut 2025-07-31 --endpoint os --as stat --replicates 100000 --seed 7 --json
      """
  )

  @Argument(help: "An activated study folder.", completion: .directory)
  var study: String

  @Option(help: "A data cut of the ledger, or the last day whose facts count, as YYYY-MM-DD.")
  var cut: String

  @Option(help: ArgumentHelp("The endpoint.", valueName: "id"))
  var endpoint: String

  @Option(
    help: ArgumentHelp(
      "The arm to compare with the reference of the analyses; the first other one where left out.",
      valueName: "id"
    )
  )
  var arm: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("Who asks; the role must permit results by arm.", valueName: "user")
  )
  var user: String

  @OptionGroup var draws: DrawOptions

  @Flag(help: "Print it as JSON, for programs.")
  var json = false

  @Option(help: "en or zh-Hans.")
  var language: Language = .english

  func run() throws {
    let opening = try StudyOpening(study, cut: cut, reader: ResultsReader(user: user))
    let state = try allocations()
    let analysis = try StudyAnalysis(opening.folder, cut: opening.cut, asOf: nil)
    let progress = Progress(of: draws.replicates)
    do throws(RerandomizationAnalysis.Obstacle) {
      let test = try RerandomizationAnalysis(
        analysis.study,
        analysis.record,
        allocated: state,
        settings: AnalysisSettings(cut: analysis.cut),
        endpoint: endpoint,
        arm: arm,
        draws: draws.replicates,
        seed: draws.seed
      ) { progress.reached($0) }
      progress.end()
      let report = RerandomizationReport(
        analysis.study,
        test,
        cut: cut,
        seed: draws.seed,
        language: language
      )
      Terminal.say(json ? report.json.rendered(.pretty) : report.rendered)
    } catch {
      throw CommandFailure.usage(
        RerandomizationObstacleWords(analysis.study, language: language).text(error)
      )
    }
  }

  /// Who was allocated by the cut, in which order.
  private func allocations() throws(CommandFailure) -> TrialState {
    do {
      let place = try TrialFolder(study)
      guard place.hasLedger else {
        throw CommandFailure.usage(
          """
          \(study) has no ledger: its tables do not say in which order, and from which lists, subjects were allocated.
            Activate it (equipoise init) and bring the tables in (equipoise import).
          """
        )
      }
      return try place.stateNow(at: CivilDate(iso: cut) == nil ? .cut(cut) : .now)
    } catch let failure as CommandFailure {
      throw failure
    } catch let failure as TrialFailure {
      throw .trial(failure, language)
    } catch let failure as StudyFolderError {
      throw .study(failure)
    } catch {
      throw .usage("\(error)")
    }
  }
}

/// How far a long run has come, on a terminal alone: one line that is written over.
private final class Progress {
  private let count: Int
  private let isShown = isatty(STDERR_FILENO) == 1
  private var shown = -1

  init(of count: Int) { self.count = count }

  func reached(_ done: Int) {
    let percent = 100 * done / count
    guard isShown, percent > shown else { return }
    shown = percent
    write("\r\(percent)% of \(count) trials drawn")
  }

  /// Clears the line.
  func end() {
    if isShown, shown >= 0 { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
}
