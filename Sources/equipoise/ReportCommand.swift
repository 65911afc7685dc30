// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Markup
import ProtocolLibrary
import TrialDesign
import TrialReporting

/// `equipoise report`: the interim report of a study at a cut.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes the interim report of a study: a page, its figures, tables and results.",
    discussion: """
      The folder gets index.html (opens alone, prints on A4), results.json, tables/*.csv and \
      figures/*.svg. The same protocol, data and program give the same bytes. A folder that holds an \
      older report is replaced as a whole, or left as it was where something goes wrong.

      Examples:
        equipoise report my-trial --cut 2025-07-31 --out interim
        equipoise report my-trial --cut 2025-07-31 --as-of 2025-08-15 --out interim
        equipoise report my-trial --out interim-zh --language zh-Hans
        equipoise report my-trial --cut interim-1 --as stat --out interim
      """
  )

  @OptionGroup var target: StudyArgument

  @Option(
    help:
      "The last day whose facts count, as YYYY-MM-DD, or a data cut of the ledger. Default: the cut that the protocol names."
  )
  var cut: String?

  @Option(help: "The last day on which a fact could have been recorded. Default: everything on file.")
  var asOf: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Who asks; a study with a ledger shows results by arm only to roles that may see them.",
      valueName: "user"
    )
  )
  var user: String?

  @Option(help: "The folder to write. Default: reports/<cut> in the study folder.")
  var out: String?

  @Option(help: "The report's language: en or zh-Hans.")
  var language: Language = .english

  @Flag(help: "Print what was written as JSON, for programs.")
  var json = false

  func run() throws {
    let opening = try StudyOpening(
      target.study,
      cut: cut,
      asOf: asOf,
      reader: ResultsReader(user: user)
    )
    let analysis = try StudyAnalysis(opening.folder, cut: opening.cut, asOf: asOf)
    if let assumption = analysis.assumedCut(asked: cut), let cut = analysis.cut {
      Terminal.complain("The cut is the protocol's own, \(cut), assumed: \(assumption.source.english)")
    }
    let written = try WrittenReport(analysis, language: language, out: out)
    if json {
      Terminal.say(written.json.rendered(.pretty))
    } else {
      Terminal.say("\(written.path)/index.html")
    }
  }
}

extension Language: @retroactive ExpressibleByArgument {}

/// A report on disk.
struct WrittenReport {
  /// The folder.
  let path: String
  let files: [String]
  /// The key results in words, for the terminal.
  let summary: String
  private let fingerprints: ReportInput.Fingerprints

  /// Analyses the study and writes the report, all of it or nothing.
  init(_ analysis: StudyAnalysis, language: Language, out: String?) throws(CommandFailure) {
    let input = ReportInput(
      study: analysis.study,
      results: try analysis.results(),
      fingerprints: analysis.fingerprints,
      language: language
    )
    fingerprints = analysis.fingerprints
    let report = Report(input)
    path = out ?? "\(analysis.folder.path)/reports/\(analysis.cut.map { "\($0)" } ?? "all")"
    files = report.files.keys.sorted()
    summary = KeyResultsText(input).text
    try WholeFolder.write(
      files.map { WholeFolder.File($0, bytes: report.files[$0] ?? []) },
      to: path,
      replacing: ["index.html", "results.json"]
    )
  }

  var json: JSONValue {
    [
      "out": .string(path),
      "files": .array(files.map { .string($0) }),
      "hashes": [
        "protocol": .string(fingerprints.protocolFile), "data": .string(fingerprints.data),
        "engine": .string(fingerprints.engine),
      ],
    ]
  }
}
