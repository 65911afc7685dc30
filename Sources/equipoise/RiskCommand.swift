// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ProtocolLibrary
import TrialConduct
import TrialDesign
import TrialReporting

/// `equipoise risk`: the genetic risk of each subject of a table.
struct RiskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "risk",
    abstract: "Tells genetic risk from karyotypes, lesions and genes, with the deciding one and its source.",
    discussion: """
      One row for each subject: a column "karyotype" in the short form of ISCN, \
      columns for lesions (yes, no) that win over it, and columns for genes. Empty \
      is unknown; where that matters, every possible category is told, and what \
      would settle it. A row with an impossible value is refused, the others are \
      assessed, and the exit code is 2. \
      "equipoise schema risk" prints the columns and the shape of the JSON. \
      Of a study, the items that derivations.decisions of its protocol names are \
      read, as on file at the cut.

      Examples:
        equipoise risk Documentation/Examples/risk.csv
        equipoise risk subjects.csv --json
        equipoise risk subjects.csv --set nup98-adverse=yes --set tp53-vaf=5
        equipoise risk subjects.csv --language zh-Hans
        equipoise risk my-trial --cut 2025-07-31
      """
  )

  @Argument(help: "A table of subjects (CSV), a study folder or its protocol file.", completion: .file())
  var source: String

  @Option(help: ArgumentHelp("Of a study: the last day whose facts count.", valueName: "date"))
  var cut: String?

  @Option(
    help: ArgumentHelp(
      "The criteria: eln-2022 of the shelf, or a file of your own (YAML).",
      valueName: "name"
    )
  )
  var criteria = "eln-2022"

  @Option(help: ArgumentHelp("A parameter of the criteria; may be repeated.", valueName: "name=value"))
  var set: [String] = []

  @Flag(help: "Print JSON, one object a line, for programs.")
  var json = false

  @OptionGroup var looking: LookOptions

  @Option(help: "en or zh-Hans.")
  var language: Language = .english

  func run() throws {
    guard CaseSource(source).isStudy else { return try assess(source) }
    let derived = try DerivedStudy(source, cut: cut, looking: looking)
    guard !derived.study.derivations.decisions.isEmpty else {
      throw derived.lacks("decisions", in: source)
    }
    for derivation in derived.study.derivations.decisions {
      say(RiskListing(RiskCases(derivation, derived.record, derived.study), language: language))
    }
  }

  private func say(_ listing: RiskListing) {
    Terminal.say(
      json ? listing.json.map { $0.rendered(.compact) }.joined(separator: "\n") : listing.text
    )
  }

  /// Assesses the rows of a table.
  private func assess(_ file: String) throws {
    let published = try list()
    let assessment = RiskAssessment(try changed(published))
    let table = FindingTable(try CaseFile(file).bytes, for: assessment.maker)
    try refuse(table, of: file, for: published)
    let cases = RiskCases(table, by: assessment, published: published)
    Terminal.note(ignored: cases.ignored)
    say(RiskListing(cases, language: language))
    for problem in table.problems {
      Terminal.complain(
        "\(file): row \(problem.row), \(problem.column): \(problem.problem)\n  \(problem.remedy)"
      )
    }
    try Outcome.endWithRefusals(cases.refusals.count)
  }

  private func list() throws(CommandFailure) -> DecisionList {
    let isFile = criteria.hasSuffix(".yaml") || criteria.hasSuffix(".yml")
    let name = isFile ? criteria : "shelf/\(criteria).yaml"
    let root: ProtocolNode
    if isFile {
      let (found, problems) = ProtocolText.read(try CaseFile(criteria).bytes)
      guard let found, problems.isEmpty else { throw .unsound(problems.map { StudyProblem($0, in: name) }) }
      root = found
    } else {
      guard let entry = TrialDesign.Shelf.standard.entry(.risk, criteria) else {
        let known = TrialDesign.Shelf.standard.names(of: .risk).joined(separator: ", ")
        throw .usage(
          "--criteria: there are no criteria \"\(criteria)\" on the shelf.\n"
            + "  Write one of: \(known); or the path of a YAML file."
        )
      }
      root = entry
    }
    do {
      return try DecisionList.read(root)
    } catch {
      throw .unsound(error.problems.map { StudyProblem($0, in: name) })
    }
  }

  private func changed(_ list: DecisionList) throws(CommandFailure) -> DecisionList {
    let values = try ParameterSettings.read(set, example: "tp53-vaf=5")
    do {
      return try list.setting(values)
    } catch {
      throw .usage("--set: \(error)")
    }
  }

  /// Refuses a table that is damaged, or has nothing of these criteria.
  private func refuse(_ table: FindingTable, of file: String, for list: DecisionList) throws(CommandFailure) {
    guard table.faults.isEmpty else { throw .table(file, table.faults.map { .csv($0) }) }
    var lines: [String] = []
    if table.columns.isEmpty {
      lines.append("\(file): there is no table in it.\n  Write a head of columns and a row for each subject.")
    } else if !table.columns.contains(where: { $0 == "karyotype" || list.index(of: $0) != nil }) {
      lines.append(
        "\(file): no column of these criteria is in it.\n  \"equipoise schema risk\" prints the columns."
      )
    }
    if !lines.isEmpty { throw .usage(lines.joined(separator: "\n")) }
  }
}
