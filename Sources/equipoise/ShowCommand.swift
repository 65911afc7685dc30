// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ProtocolLibrary
import TrialDesign
import TrialReporting

/// `equipoise show`: the synopsis of a trial.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Prints the synopsis of a trial, or writes it as a page.",
    discussion: """
      Arms and day-by-day regimens, eligibility, schedule of activities, endpoints with their estimands, \
      planned analyses and monitoring. Values that no source states are marked with ◊ and their reason.

      Examples:
        equipoise show my-trial
        equipoise show my-trial --html synopsis.html
        equipoise show my-trial --language zh-Hans
      """
  )

  @OptionGroup var target: StudyArgument

  @Option(help: ArgumentHelp("Write a page that opens in any browser and prints on A4.", valueName: "file"))
  var html: String?

  @Option(help: "en or zh-Hans.")
  var language: Language = .english

  func run() throws {
    let reading = StudyReading(try target.open())
    guard let study = reading.study else { throw CommandFailure.unsound(reading.problems) }
    let synopsis = Synopsis(of: study, language: language)
    guard let html else {
      Terminal.say(SynopsisText(synopsis).rendered)
      return
    }
    try WholeFile.write(SynopsisPage(synopsis).markup.rendered() + "\n", to: html)
    Terminal.say("Synopsis written to \(html)")
  }
}
