// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import ProtocolLibrary
import TrialConduct
import TrialDesign
import TrialReporting

/// `equipoise due`: what has to be done, for whom, until when, and why.
struct DueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "due",
    abstract: "Lists visits and safety reports that are overdue, due, or due soon.",
    discussion: """
      Each line has the window, the rule it comes from and the day it counts from. Facts after the day looked \
      at do not count. The list is no finding: the exit code is 0 also where something is overdue.

      Examples:
        equipoise due my-trial
        equipoise due my-trial --on 2025-07-31 --site "Site 3"
        equipoise due my-trial --subject S-017 --json
      """
  )

  @OptionGroup var target: StudyArgument

  @Option(
    help:
      "The day looked at, as YYYY-MM-DD. Default: today; in studies of others, the cut the protocol names."
  )
  var on: String?

  @Option(help: "How many days ahead a window that opens is due soon.")
  var ahead = 14

  @Option(help: "Only this subject.")
  var subject: String?

  @Option(help: "Only this site, by its id.")
  var site: String?

  @OptionGroup var looking: LookOptions

  @Option(help: "The language of the list: en or zh-Hans.")
  var language: Language = .english

  @Flag(help: "Print the list as JSON, for programs.")
  var json = false

  func validate() throws {
    guard (0...3660).contains(ahead) else {
      throw ValidationError("--ahead: \(ahead) is no number of days. Write, for example, --ahead 14.")
    }
  }

  func run() throws {
    let reading = StudyReading(try StudyOpening(target.study, looking: looking).folder)
    guard let study = reading.study, let record = reading.record, reading.isSound else {
      throw CommandFailure.unsound(reading.problems)
    }
    guard study.study.time == .calendar else { throw CommandFailure.noCalendar(option: "--on") }
    if let subject, !record.subjects.contains(subject) {
      throw CommandFailure.unknown(subject, option: "--subject", known: record.subjects)
    }
    if let site, !study.sites.contains(where: { $0.id == site }) {
      throw CommandFailure.unknown(site, option: "--site", known: study.sites.map(\.id))
    }
    let list = DueList(study, record, on: try day(of: study), ahead: ahead, subject: subject, site: site)
    Terminal.say(json ? list.json.rendered(.pretty) : DueText(list, language: language).text)
  }

  /// Today, in the computer's own time zone, is a matter of the door; below it no one asks the clock.
  private func day(of study: StudyProtocol) throws(CommandFailure) -> CivilDate {
    if let on {
      guard let date = CivilDate(iso: on) else { throw .notADate(on, option: "--on") }
      return date
    }
    if study.data.kind != .trial, let cut = study.data.defaultCut { return cut }
    let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
    guard let year = parts.year, let month = parts.month, let day = parts.day,
      let today = CivilDate(year: year, month: month, day: day)
    else { throw .noCut }
    return today
  }
}
