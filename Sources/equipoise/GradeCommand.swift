// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Markup
import ProtocolLibrary
import TrialConduct
import TrialDesign
import TrialReporting

/// `equipoise grade`: CTCAE grades of laboratory values, and the terms.
struct GradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade",
    abstract: "Grades laboratory values by CTCAE 5.0, with the deciding criterion; lists its terms.",
    discussion: """
      Of a study, the adverse events that its protocol derives (derivations.toxicity): reported ones, and the
      worst grade on treatment of each laboratory term. Else SOURCE is a table with a head; columns that are not there are unknown, others are left aside with a note:
        subject, term, analyte        one of term and analyte is needed; an analyte is graded by all its terms
        value, unit, lln, uln, baseline
        symptomatic, intervention, hospitalization, life_threatening, transfusion_indicated, bleeding,
        on_anticoagulation, physiologic_consequences, seizure, arrhythmia, leukostasis, dialysis: yes or no
        infarction_limit, temperature (°C), duration_h
        grade                         a grade that someone assigned, to be checked
      Where facts are missing, the grade is a range with what would settle it. A row with a value that \
      cannot be is refused with row and column; the others are graded, and the exit code is 2. \
      JSON is one object a line.

      Examples:
        equipoise grade Documentation/Examples/grade.csv
        equipoise grade laboratory.csv --json
        equipoise grade laboratory.csv --summary
        equipoise grade laboratory.csv --set inr-on-anticoagulation=either
        equipoise grade --terms infection
        equipoise grade my-trial --cut 2025-07-31
      """
  )

  @Argument(help: "A table of values (CSV), or a study; with --terms, words of a term.", completion: .file())
  var source: String?

  @Option(help: ArgumentHelp("Of a study: the last day whose facts count.", valueName: "date"))
  var cut: String?

  @Flag(help: "List the terms that contain the words, with their grades and printed criteria.")
  var terms = false

  @Flag(help: "Count subjects by their worst grade of each term.")
  var summary = false

  @Flag(help: "Print JSON, one object a line, for programs.")
  var json = false

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Another value of a parameter of the criteria; may be repeated.",
      valueName: "name=value"
    )
  )
  var settings: [String] = []

  @OptionGroup var looking: LookOptions

  @Option(help: "en or zh-Hans.")
  var language: Language = .english

  func validate() throws {
    guard terms || source != nil else {
      throw ValidationError("Name a table or a study, or list the terms with --terms.")
    }
  }

  func run() throws {
    let criteria = try GradingCriteria(setting: settings)
    let listing = GradeListing(criteria.scheme, criteria.dictionary, language: language)
    guard !terms else {
      let found = criteria.dictionary.search(source ?? "")
      Terminal.say(json ? Self.lines(GradeJSON.terms(found)) : listing.terms(found, search: source ?? ""))
      return
    }
    let path = source ?? ""
    guard !CaseSource(path).isStudy else { return try list(path) }
    let table = GradeTable(try CaseFile(path).bytes, scheme: criteria.scheme, dictionary: criteria.dictionary)
    guard table.faults.isEmpty else { throw CommandFailure.table(path, table.faults) }
    Terminal.note(ignored: table.ignored)
    Terminal.complain(table.problems, of: path)
    let rows = GradedRow.all(of: table, by: LaboratoryGrader(criteria.scheme))
    if summary {
      let counted = GradeSummary(rows, criteria.scheme)
      Terminal.say(json ? Self.lines(GradeJSON.summary(counted)) : listing.summary(counted))
    } else if json {
      let writer = GradeJSON(criteria.scheme, criteria.dictionary, language: language)
      Terminal.say(Self.lines(rows.map { writer.row($0) }))
    } else {
      Terminal.say(listing.rows(rows))
    }
    try Outcome.endWithRefusals(Set(table.problems.map(\.row)).count)
  }

  /// The adverse events of a study.
  private func list(_ path: String) throws {
    guard settings.isEmpty, !summary else {
      throw CommandFailure.usage(
        "--set and --summary: a study names its criteria in its protocol.\n"
          + "  Change derivations.toxicity.grading there; \"equipoise report\" counts subjects by grade."
      )
    }
    let derived = try DerivedStudy(path, cut: cut, looking: looking)
    let listing = StudyEventListing(derived.study, derived.record, derived.derived, language: language)
    guard let listing else { throw derived.lacks("toxicity", in: path) }
    Terminal.say(json ? Self.lines(listing.json) : listing.text)
  }

  private static func lines(_ values: [JSONValue]) -> String {
    values.map { $0.rendered(.compact) }.joined(separator: "\n")
  }
}

/// The criteria and terms that the command works with.
struct GradingCriteria {
  let scheme: GradingScheme
  let dictionary: TermDictionary

  /// Those of the shelf.
  ///
  /// - Parameter settings: Parameters as typed, `name=value`.
  /// - Throws: `CommandFailure` where there is no such parameter or value.
  init(setting settings: [String]) throws(CommandFailure) {
    let values = try ParameterSettings.read(settings, example: "inr-on-anticoagulation=either")
    let read = try ToxicityShelf.entry("ctcae-5") { node throws(ProtocolProblems) in
      try GradingScheme.read(node)
    }
    do {
      scheme = try read.setting(values)
    } catch {
      throw .usage("--set: \(error)")
    }
    guard let bytes = ShelfFiles.all["toxicity/ctcae-5-terms.csv"],
      let dictionary = TermDictionary.read(bytes, instead: scheme.instead)
    else {
      throw .usage("the terms on the shelf cannot be read.\n  Install the program again.")
    }
    self.dictionary = dictionary
  }
}
