// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Markup
import ProtocolLibrary
import TrialConduct
import TrialDesign
import TrialReporting

/// `equipoise eligible`: who may enter the trial, rule by rule, with reasons.
struct EligibleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eligible",
    abstract: "Says who is eligible, rule by rule, with the findings that decide.",
    discussion: """
      Each rule is met, not met or unknown. Eligible is only who meets every inclusion rule and no exclusion \
      rule; what is missing or has expired makes a rule unknown and never passes for normal. Days count from \
      randomization, or from --on for those who are not randomized yet.

      A table of candidates has one row each; its columns are named form.item, or by the item alone where only \
      one form has it, and "subject". Columns that no item reads are ignored with a note.

      Examples:
        equipoise eligible my-trial
        equipoise eligible my-trial --subject S-012 --on 2025-01-10
        equipoise eligible candidates.csv --study my-trial --on 2025-01-10 --json
      """
  )

  @Argument(help: "A study folder, its protocol file, or a table of candidates (.csv).", completion: .file())
  var source: String

  @Option(help: ArgumentHelp("The study whose rules a table of candidates is judged by.", valueName: "study"))
  var study: String?

  @Option(help: ArgumentHelp("Only this subject, with the whole checklist.", valueName: "id"))
  var subject: String?

  @Option(
    help: ArgumentHelp("The day asked about; the day of randomization where left out.", valueName: "date")
  )
  var on: String?

  @OptionGroup var looking: LookOptions

  @Flag(help: "Print the verdicts as JSON, for programs.")
  var json = false

  @Option(help: "en or zh-Hans.")
  var language: Language = .english

  func run() throws {
    let (study, record, rows) = try sourceOfFindings()
    guard !study.eligibility.inclusion.isEmpty || !study.eligibility.exclusion.isEmpty else {
      throw CommandFailure.usage(
        "\(self.study ?? source): the protocol has no eligibility rules.\n"
          + "  Add eligibility: with inclusion and exclusion."
      )
    }
    let subjects = try self.subjects(of: record, rows)
    let day = try on.map { try Self.date($0, option: "--on", in: study).day }
    // Rules may look at what is derived, such as genetic risk.
    let known = record.adding(Deriver(study).derive(record, cut: day))
    let verdicts = known.eligibility(in: study, on: day, subjects: subjects)
    guard !json else {
      let document = EligibilityDocument(study, record, language: language)
      Terminal.say(document.json(verdicts, hasRows: rows != nil && subject == nil).rendered(.pretty))
      return
    }
    Terminal.say(EligibilityText(study, record, language: language).rendered(verdicts))
  }

  /// Protocol and record; for a table also its subjects in the order of its rows.
  private func sourceOfFindings() throws(CommandFailure) -> (StudyProtocol, TrialRecord, [Int]?) {
    guard source.lowercased().hasSuffix(".csv") else {
      let opening = try StudyOpening(source, looking: looking)
      let reading = StudyReading(opening.folder)
      guard let study = reading.study, let record = reading.record, reading.isSound else {
        throw .unsound(reading.problems)
      }
      // A ledger was read as it stood then; tables say of each row when it was recorded.
      guard !opening.folder.isConducted else { return (study, record, nil) }
      let asOf = try looking.asOf.map { text throws(CommandFailure) in
        try Self.date(text, option: "--as-of", in: study)
      }
      return (study, record.recorded(by: asOf), nil)
    }
    guard let path = study else {
      throw .usage("\(source) is a table: which protocol has the rules?\n  Add --study STUDY.")
    }
    let reading = StudyReading(try StudyOpening(path).folder, readsData: false)
    guard let study = reading.study else { throw .unsound(reading.problems) }
    guard let bytes = FileManager.default.contents(atPath: source) else {
      throw .study(.nothingThere(source))
    }
    let table = CandidateTable(Array(bytes), file: source, study: study)
    let problems = table.problems.filter { $0.severity == .error }
    guard problems.isEmpty else {
      let list = problems.map { $0.description(in: "") }.joined(separator: "\n")
      throw .usage(list + "\n  Mend the table first; nothing was judged.")
    }
    if !table.ignored.isEmpty {
      Terminal.complain(
        "note: no item reads these columns of \(source): \(table.ignored.joined(separator: ", "))"
      )
    }
    return (study, table.record, table.order)
  }

  /// The subjects asked for.
  private func subjects(of record: TrialRecord, _ rows: [Int]?) throws(CommandFailure) -> [Int] {
    guard let subject else { return rows ?? Array(record.subjects.indices) }
    guard let index = record.subjects.firstIndex(of: subject) else {
      let known = record.subjects.prefix(12).joined(separator: ", ")
      throw .usage(
        "--subject: nobody is called \"\(subject)\" here.\n  "
          + (known.isEmpty ? "The tables hold no subject." : "Subjects: \(known).")
      )
    }
    return [index]
  }

  private static func date(
    _ text: String,
    option: String,
    in study: StudyProtocol
  ) throws(CommandFailure) -> CivilDate {
    guard study.study.time == .calendar else { throw .noCalendar(option: option) }
    guard let date = CivilDate(iso: text) else { throw .notADate(text, option: option) }
    return date
  }
}
