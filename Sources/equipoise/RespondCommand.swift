// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Markup
import ProtocolLibrary
import TrialConduct
import TrialDesign
import TrialReporting

/// `equipoise respond`: the response that each assessment of a table shows.
struct RespondCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "respond",
    abstract: "Derives the response of AML from raw findings, and says because of what.",
    discussion: """
      SOURCE is a CSV table with one assessment in each row ("equipoise schema respond" prints its columns), \
      or a study whose protocol derives response: then best responses at the cut stand beside the \
      investigator's, and every difference is explained. \
      Empty is unknown: where a missing finding could change the response, every response that is \
      possible is named, and what would settle it. A row with an impossible value is refused (INVALID), \
      the others are judged, and the exit code is 2. \
      With --json one object is printed for each row, a row a line.

      Examples:
        equipoise respond Documentation/Examples/respond.csv
        equipoise respond assessments.csv --set cri-mode=inclusive
        equipoise respond assessments.csv --criteria eln-2017 --language zh-Hans
        equipoise respond assessments.csv --criteria our-criteria.yaml --json
        equipoise respond my-trial --cut 2025-07-31
        equipoise respond my-trial --subject S-012
      """
  )

  @Argument(help: "A table of assessments (CSV), a study folder or its protocol file.", completion: .file())
  var source: String

  @Option(help: ArgumentHelp("Of a study: the last day whose facts count.", valueName: "date"))
  var cut: String?

  @Option(
    help: ArgumentHelp("Of a study: only this subject, every assessment with its reasons.", valueName: "id")
  )
  var subject: String?

  @Option(
    help: ArgumentHelp(
      "The criteria: eln-2022 or eln-2017 of the shelf, or a file of your own (YAML).",
      valueName: "name"
    )
  )
  var criteria = "eln-2022"

  @Option(
    help: ArgumentHelp("A parameter of the criteria, such as cri-mode=inclusive.", valueName: "name=value")
  )
  var set: [String] = []

  @Flag(help: "Print JSON, one object a line, for programs.")
  var json = false

  @OptionGroup var looking: LookOptions

  @Option(help: "en or zh-Hans.")
  var language: Language = .english

  func run() throws {
    guard CaseSource(source).isStudy else { return try judge(source) }
    guard set.isEmpty, criteria == "eln-2022" else {
      throw CommandFailure.usage(
        "--criteria and --set: a study names its criteria in its protocol.\n  Change derivations.response.criteria there."
      )
    }
    let derived = try DerivedStudy(source, cut: cut, looking: looking)
    let listing = StudyResponseListing(
      derived.study,
      derived.record,
      derived.derived,
      subject: subject,
      language: language
    )
    guard let listing else { throw derived.lacks("response", in: source) }
    if listing.isEmpty, let subject { throw derived.unknown(subject) }
    Terminal.say(
      json ? listing.json.map { $0.rendered(.compact) }.joined(separator: "\n") : listing.text
    )
  }

  /// Judges the rows of a table.
  private func judge(_ file: String) throws {
    let assessor = ResponseAssessor(try ResponseCriteria(criteria, setting: set).scheme)
    let table = AssessmentTable(try CaseFile(file).bytes, for: assessor.scheme.decisions)
    guard table.faults.isEmpty else { throw CommandFailure.table(file, table.faults) }
    Terminal.note(ignored: table.ignored)
    let listing = ResponseListing(table, by: assessor, language: language)
    Terminal.say(
      json ? listing.json.map { $0.rendered(.compact) }.joined(separator: "\n") : listing.text
    )
    try Outcome.endWithRefusals(table.rows.count { !$0.problems.isEmpty })
  }
}

/// Response criteria named on the command line.
struct ResponseCriteria {
  let scheme: ResponseScheme

  /// Reads criteria and sets their parameters.
  ///
  /// - Parameters:
  ///   - name: An entry of the shelf, or the path of a YAML file.
  ///   - settings: Parameters as typed, `name=value`.
  /// - Throws: `CommandFailure` where there is no such entry, file, parameter or value.
  init(_ name: String, setting settings: [String]) throws(CommandFailure) {
    let scheme = try Self.scheme(name)
    let values = try ParameterSettings.read(settings, example: "cri-mode=inclusive")
    do {
      self.scheme = try scheme.setting(values)
    } catch {
      throw .usage("--set: \(error)")
    }
  }

  private static func scheme(_ name: String) throws(CommandFailure) -> ResponseScheme {
    let isFile = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
    let root: ProtocolNode
    if isFile {
      let (found, problems) = ProtocolText.read(try CaseFile(name).bytes)
      guard let found, problems.isEmpty else {
        throw .unsound(problems.map { StudyProblem($0, in: name) })
      }
      root = found
    } else {
      let shelf = Shelf.standard
      guard let entry = shelf.entry(.response, name) else {
        let known = shelf.names(of: .response).joined(separator: ", ")
        throw .usage(
          "--criteria: there are no criteria \"\(name)\" on the shelf.\n"
            + "  Write one of: \(known); or the path of a YAML file."
        )
      }
      root = entry
    }
    do {
      return try ResponseScheme.read(root)
    } catch {
      throw .unsound(error.problems.map { StudyProblem($0, in: isFile ? name : "shelf/\(name).yaml") })
    }
  }
}

/// A file named on the command line, whole.
struct CaseFile {
  let bytes: [UInt8]

  init(_ path: String) throws(CommandFailure) {
    do {
      bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw .usage(
        "\(path): cannot be read: \(error.localizedDescription)\n  Name a file that is there and that you may read."
      )
    }
  }
}
