// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
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
      FILE is a table with a head; columns that are not there are unknown, others are left aside with a note:
        subject, term, analyte        one of term and analyte is needed; an analyte is graded by all its terms
        value, unit, lln, uln, baseline
        symptomatic, intervention, hospitalization, life_threatening, transfusion_indicated, bleeding,
        on_anticoagulation, physiologic_consequences, seizure, arrhythmia, leukostasis, dialysis: yes or no
        infarction_limit, temperature (°C), duration_h
        grade                         a grade that someone assigned, to be checked
      Where facts are missing, the grade is a range with what would settle it. A value that cannot be is
      refused with row and column, and the exit code is 2; the other rows are graded.

      Examples:
        equipoise grade laboratory.csv
        equipoise grade laboratory.csv --json
        equipoise grade laboratory.csv --summary
        equipoise grade laboratory.csv --set inr-on-anticoagulation=either
        equipoise grade --terms infection
      """
  )

  @Argument(help: "A table of values; with --terms, words of a term.", completion: .file(extensions: ["csv"]))
  var file: String?

  @Flag(help: "List the terms that contain the words, with their grades and printed criteria.")
  var terms = false

  @Flag(help: "Count subjects by their worst grade of each term.")
  var summary = false

  @Flag(help: "Print JSON: one object for each row.")
  var json = false

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Another value of a parameter of the criteria; may be repeated.",
      valueName: "name=value"
    )
  )
  var settings: [String] = []

  @Option(help: "en or zh-Hans.")
  var language: Language = .english

  func validate() throws {
    guard terms || file != nil else {
      throw ValidationError("Name a table, or list the terms with --terms.")
    }
  }

  func run() throws {
    let criteria = try GradingCriteria.standard(settings)
    let listing = GradeListing(criteria.scheme, criteria.dictionary, language: language)
    guard !terms else {
      let found = criteria.dictionary.search(file ?? "")
      Terminal.say(
        json
          ? GradeJSON.terms(found).rendered(.pretty) : listing.terms(found, search: file ?? "")
      )
      return
    }
    let path = file ?? ""
    let table = try self.table(path, criteria)
    let rows = GradedRow.all(of: table, by: LaboratoryGrader(criteria.scheme))
    if summary {
      let counted = GradeSummary(rows, criteria.scheme)
      Terminal.say(json ? GradeJSON.summary(counted).rendered(.pretty) : listing.summary(counted))
    } else if json {
      let writer = GradeJSON(criteria.scheme, criteria.dictionary, language: language)
      Terminal.say(JSONValue.array(rows.map { writer.row($0) }).rendered(.pretty))
    } else {
      Terminal.say(listing.rows(rows))
    }
    guard table.problems.isEmpty else {
      throw GradeFailure.refused(table.problems, path: path)
    }
  }

  private func table(_ path: String, _ criteria: GradingCriteria) throws(GradeFailure) -> GradeTable {
    guard let data = FileManager.default.contents(atPath: path) else { throw .unreadable(path) }
    let table = GradeTable(Array(data), scheme: criteria.scheme, dictionary: criteria.dictionary)
    guard table.faults.isEmpty else { throw .damaged(table.faults, path: path) }
    if let problem = table.problems.first, problem.row == 0 { throw .refused([problem], path: path) }
    guard !table.rows.isEmpty else { throw .empty(path) }
    if !table.ignored.isEmpty {
      Terminal.complain("\(path): columns that are not read: \(table.ignored.joined(separator: ", "))")
    }
    return table
  }
}

/// The criteria and terms that the command works with.
struct GradingCriteria {
  let scheme: GradingScheme
  let dictionary: TermDictionary

  /// Those of the shelf.
  ///
  /// - Parameter settings: Parameters as `name=value`.
  static func standard(_ settings: [String]) throws -> GradingCriteria {
    guard let node = Shelf.standard.entry(.toxicity, "ctcae-5"),
      let bytes = ShelfFiles.all["toxicity/ctcae-5-terms.csv"]
    else { throw GradeFailure.noCriteria }
    var values: [String: String] = [:]
    for setting in settings {
      let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { throw ValidationError("--set \(setting): write name=value.") }
      values[parts[0]] = parts[1]
    }
    let scheme: GradingScheme
    do {
      scheme = try GradingScheme.read(node).setting(values)
    } catch let problem as ParameterProblem {
      throw ValidationError("--set: \(problem)")
    }
    guard let dictionary = TermDictionary.read(bytes, instead: scheme.instead) else {
      throw GradeFailure.noCriteria
    }
    return GradingCriteria(scheme: scheme, dictionary: dictionary)
  }
}

/// Why a table was not graded, or not all of it.
enum GradeFailure: Error {
  case unreadable(String)
  case damaged([CSVProblem], path: String)
  case empty(String)
  case refused([GradeTable.Problem], path: String)
  case noCriteria
}

extension GradeFailure: CustomStringConvertible {
  var description: String {
    switch self {
    case .unreadable(let path):
      "\(path): cannot be read.\n  Name a table that exists, such as laboratory.csv."
    case .damaged(let faults, let path):
      faults.prefix(20).map { "\(path):\($0.line):\($0.column): \($0.kind.words)" }.joined(separator: "\n")
        + "\n  Mend the table: nothing was graded, because rows could be read in the wrong columns."
    case .empty(let path): "\(path): no rows.\n  A table has a head and one row for each value."
    case .refused(let problems, let path):
      problems.prefix(50).map { problem in
        let place = problem.row == 0 ? "head" : "row \(problem.row), column \"\(problem.column)\""
        return "\(path): \(place): \(problem.problem)\n  \(problem.remedy)"
      }.joined(separator: "\n")
        + (problems.count > 50 ? "\nand \(problems.count - 50) more problems" : "")
    case .noCriteria: "the criteria that travel inside the program cannot be read.\n  Install it again."
    }
  }
}

extension CSVProblem.Kind {
  fileprivate var words: String {
    switch self {
    case .ragged(let fields, let expected): "\(fields) fields where the head has \(expected)"
    case .unclosedQuote: "a quote that is never closed"
    case .strayQuote: "a quote inside a field"
    case .invalidUTF8(let byte): "byte \(byte) is no UTF-8 text"
    }
  }
}
