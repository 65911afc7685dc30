// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ProtocolLibrary
import TrialConduct
import TrialDesign
import TrialReporting

/// `equipoise tumor-lysis`: laboratory and clinical tumor lysis of the subjects of a table.
struct TumorLysisCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tumor-lysis",
    abstract: "Tells laboratory and clinical tumor lysis by Cairo and Bishop, with the deciding values.",
    discussion: """
      A command of its own beside "grade", because a grade judges one value and \
      tumor lysis several samples of a subject around the start of therapy. Each
      row of the table is a sample, each verdict a subject. Columns:
        subject, therapy_start  once for each subject is enough for the start
        date, time              hh:mm; two values count together within 24 hours,
                                and without times what decides may be open
        analyte, value, unit    potassium, phosphate, urate, calcium (corrected
                                for albumin), ionized-calcium, creatinine; others
                                are left aside with a note
        baseline, lln, uln      in the unit of the value; for creatinine, and the
                                baseline of the others with --set version=2004
        oliguria, dysrhythmia, sudden_death, seizure, symptomatic_hypocalcemia
                                yes or no; as defined in 2011, the last four where
                                potassium or calcium probably caused them
      Days -3 to +7 count, for the findings too; a finding in a row with neither \
      date nor analyte counts for all of them. The limits are those of adults. \
      Empty is unknown: what was not measured leaves open what it could have \
      shown, with what would settle it. A row with a value that cannot be is \
      refused with line and column, what it was to tell stays unknown, and the \
      exit code is 2. JSON is one object for each subject, then one for each \
      refused row, a line each.

      Examples:
        equipoise tumor-lysis Documentation/Examples/tumor-lysis.csv
        equipoise tumor-lysis samples.csv --json
        equipoise tumor-lysis samples.csv --set version=2004
        equipoise tumor-lysis samples.csv --language zh-Hans
        equipoise schema tumor-lysis
      """
  )

  @Argument(help: "A table of samples (CSV).", completion: .file())
  var table: String

  @Flag(help: "Print JSON, one object a line, for programs.")
  var json = false

  @Option(help: ArgumentHelp("A parameter of the criteria; may be repeated.", valueName: "name=value"))
  var set: [String] = []

  @Option(help: "en or zh-Hans.")
  var language: Language = .english

  func run() throws {
    guard !CaseSource(table).isStudy else {
      throw CommandFailure.usage(
        "\(table): no protocol derives tumor lysis yet.\n  Name a table of samples (CSV)."
      )
    }
    let assessor = try assessor()
    let samples = TumorLysisTable(
      try CaseFile(table).bytes,
      criteria: assessor.criteria,
      scheme: assessor.scheme
    )
    guard samples.faults.isEmpty else { throw CommandFailure.table(table, samples.faults) }
    Terminal.note(ignored: samples.ignored)
    if !samples.others.isEmpty {
      Terminal.complain("note: these criteria do not look at \(samples.others.joined(separator: ", "))")
    }
    Terminal.complain(samples.problems, of: table)
    let listing: TumorLysisListing
    do {
      listing = try TumorLysisListing(samples, by: assessor, language: language)
    } catch {
      throw CommandFailure.usage("\(table): \(error)")
    }
    Terminal.say(
      json ? listing.json.map { $0.rendered(.compact) }.joined(separator: "\n") : listing.text
    )
    try Outcome.endWithRefusals(Set(samples.problems.map(\.row)).count)
  }

  /// The criteria of the shelf, and what it knows of laboratory values.
  private func assessor() throws(CommandFailure) -> TumorLysisAssessor {
    let values = try ParameterSettings.read(set, example: "version=2004")
    let criteria = try ToxicityShelf.entry("cairo-bishop") { node throws(ProtocolProblems) in
      try TumorLysisCriteria.read(node)
    }
    let scheme = try ToxicityShelf.entry("ctcae-5") { node throws(ProtocolProblems) in
      try GradingScheme.read(node)
    }
    do {
      return TumorLysisAssessor(try criteria.setting(values), scheme)
    } catch {
      throw .usage("--set: \(error)")
    }
  }
}
