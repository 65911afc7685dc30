// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
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
      Reads a CSV table with one row for each subject: a column "karyotype" in the short form of ISCN,
      columns for lesions (yes, no) that win over it, and columns for genes. Empty is unknown; where
      something unknown matters, all categories that are possible are told, and what would settle them.
      "equipoise schema risk" prints the columns and the shape of the JSON.

      Examples:
        equipoise risk Documentation/Examples/risk.csv
        equipoise risk subjects.csv --json
        equipoise risk subjects.csv --set nup98-adverse=yes --set tp53-vaf=5
        equipoise risk subjects.csv --language zh-Hans
      """
  )

  @Argument(help: "A CSV table.", completion: .file(extensions: ["csv"]))
  var file: String

  @Option(help: "The criteria on the shelf.")
  var criteria = "eln-2022"

  @Option(help: ArgumentHelp("A parameter of the criteria; may be repeated.", valueName: "name=value"))
  var set: [String] = []

  @Flag(help: "Prints the verdicts as JSON.")
  var json = false

  @Option(help: "en or zh-Hans.")
  var language: Language = .english

  func run() throws {
    let published = try list()
    let assessment = RiskAssessment(try changed(published))
    guard let data = FileManager.default.contents(atPath: file) else {
      throw ValidationError("\(file): cannot be read.\n  Name a CSV table that is there.")
    }
    let table = FindingTable(Array(data), for: assessment.maker)
    try refuse(table, for: published)
    let listing = RiskListing(RiskCases(table, by: assessment, published: published), language: language)
    Terminal.say(json ? listing.json.rendered(.pretty) : listing.text)
  }

  private func list() throws -> DecisionList {
    guard let root = TrialDesign.Shelf.standard.entry(.risk, criteria) else {
      let known = TrialDesign.Shelf.standard.names(of: .risk).joined(separator: ", ")
      throw ValidationError("--criteria: no \"\(criteria)\" on the shelf.\n  There are: \(known).")
    }
    return try DecisionList.read(root)
  }

  private func changed(_ list: DecisionList) throws -> DecisionList {
    var values: [String: String] = [:]
    for text in set {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2 else {
        throw ValidationError("--set: \"\(text)\" has no value.\n  Write, for example, --set tp53-vaf=5.")
      }
      values[parts[0]] = parts[1]
    }
    do {
      return try list.setting(values)
    } catch {
      throw ValidationError("--set: \(error)")
    }
  }

  /// Refuses a table that says something impossible, with every such place.
  private func refuse(_ table: FindingTable, for list: DecisionList) throws {
    var lines = table.faults.map { "\(file): \($0)" }
    lines += table.problems.map { "\(file): row \($0.row), \($0.column): \($0.problem)\n  \($0.remedy)" }
    if table.columns.isEmpty {
      lines.append("\(file): there is no table in it.\n  Write a head of columns and a row for each subject.")
    } else if !table.columns.contains(where: { $0 == "karyotype" || list.index(of: $0) != nil }) {
      lines.append(
        "\(file): no column of these criteria is in it.\n  \"equipoise schema risk\" prints the columns."
      )
    }
    guard !lines.isEmpty else { return }
    Terminal.complain(lines.joined(separator: "\n"))
    throw ExitCode(Outcome.unusable.rawValue)
  }
}
