// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biostatistics
import Foundation
import Markup
import ProtocolLibrary
import TrialAnalysis
import TrialDesign
import TrialReporting
import TrialSimulation

/// `equipoise reconstruct`: subject-level data that meet published aggregates.
struct ReconstructCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reconstruct",
    abstract: "Makes subject-level data that meet every published figure of a trial at once.",
    discussion: """
      Draws one cohort and writes its tables into the study's data folder; says which published figures \
      contradict each other and which were followed. With --seeds many cohorts are drawn, nothing is \
      written, and what the figures leave open is printed as its range.

      The data are made, not observed: nothing in one cohort is a result of the trial.

      Examples:
        equipoise reconstruct my-trial
        equipoise reconstruct my-trial --seed 7 --out cohort-7
        equipoise reconstruct my-trial --seeds 200
      """
  )

  @OptionGroup var target: StudyArgument

  @Option(help: "The seed of the cohort that is written.")
  var seed: UInt64 = 1

  @Option(help: "Draw this many cohorts and print ranges instead of writing one.")
  var seeds: Int?

  @Option(help: "The folder for the tables. Default: data in the study folder.")
  var out: String?

  @Flag(help: "Replace tables that say something else.")
  var force = false

  @Flag(help: "Print what was done as JSON, for programs.")
  var json = false

  func validate() throws {
    if let seeds, seeds < 1 { throw ValidationError("--seeds needs a whole number from 1, such as 200.") }
  }

  func run() throws {
    let folder = try target.open()
    let reading = StudyReading(folder, readsData: false)
    guard let study = reading.study else { throw CommandFailure.unsound(reading.problems) }
    guard let plan = study.reconstruction else { throw CommandFailure.nothingToReconstruct(folder.path) }
    if let seeds {
      try explore(study, plan, folder: folder, cohorts: seeds)
    } else {
      try write(study, plan, folder: folder)
    }
  }

  // MARK: One cohort

  private func write(_ study: StudyProtocol, _ plan: Reconstruction, folder: StudyFolder) throws {
    var stream = RandomStream(seed: seed, position: 0)
    let record = try reconstructed(study, plan, drawing: &stream)
    let tables = study.forms.map { (name: "\($0.id).csv", text: record.csv(form: $0, study: study)) }
    let place = out ?? "\(folder.path)/data"
    let differing = tables.filter { table in
      guard let old = FileManager.default.contents(atPath: "\(place)/\(table.name)") else { return false }
      return old != Data(table.text.utf8)
    }
    if !force, let first = differing.first { throw CommandFailure.otherData("\(place)/\(first.name)") }
    try WholeFolder.makeFolder(place)
    for table in tables { try WholeFile.write(table.text, to: "\(place)/\(table.name)") }
    let missed = violations(of: record, study: study, plan: plan)
    let account = ReconstructionAccount(plan)
    if json {
      Terminal.say(account.json(["seed": .number(Double(seed)), "out": .string(place)]).rendered(.pretty))
    } else {
      Terminal.say(
        "\(record.subjects.count) subjects of seed \(seed) in \(place): "
          + "\(plan.followed.count) published figures and conditions met, \(missed.count) missed.\n\n"
          + account.text
      )
    }
  }

  // MARK: Many cohorts

  private func explore(
    _ study: StudyProtocol,
    _ plan: Reconstruction,
    folder: StudyFolder,
    cohorts: Int
  ) throws {
    let analysis = try StudyAnalysis(drawn: study, plan, from: folder)
    let ranges = try analysis.results(cohorts: cohorts)
    let open = ranges.results.flatMap { result in
      result.cells.filter { $0.provenance == .undetermined }.map {
        (address: "\(result.id)/\($0.path)", cell: $0)
      }
    }
    let account = ReconstructionAccount(plan)
    if json {
      let values = open.map { line in JSONValue.open(line.cell, at: line.address) }
      Terminal.say(
        account.json(["cohorts": .number(Double(cohorts)), "undetermined": .array(values)]).rendered(.pretty)
      )
      return
    }
    let shown = open.filter { $0.cell.isWorthALine }
    let width = shown.map(\.address.count).max() ?? 0
    let lines = shown.map { line in
      "  \(line.address)\(String(repeating: " ", count: width - line.address.count))  \(KeyResultsText.text(of: line.cell))"
    }
    Terminal.say(
      "\(cohorts) cohorts were drawn; each meets all \(plan.followed.count) figures and conditions that are "
        + "followed.\n\n\(account.text)\n\nWhat they leave open (range over the cohorts; all of it with --json):\n"
        + lines.joined(separator: "\n")
    )
  }
}

extension Cell {
  /// Events, rates and effects are printed; limits, tests and single categories are left to `--json`.
  fileprivate var isWorthALine: Bool {
    guard case .range = value else { return false }
    return ["/events", "/estimate"].contains { path.hasSuffix($0) }
      && ["arms/", "comparisons/"].contains { path.hasPrefix($0) }
  }
}

extension JSONValue {
  fileprivate static func open(_ cell: Cell, at address: String) -> JSONValue {
    guard case .range(let lower, let upper, _) = cell.value else {
      return ["address": .string(address), "range": .null]
    }
    return ["address": .string(address), "range": [.number(lower), .number(upper)]]
  }
}

/// Which published figures were followed, and which contradict them.
struct ReconstructionAccount {
  let plan: Reconstruction

  init(_ plan: Reconstruction) {
    self.plan = plan
  }

  var text: String {
    let others = plan.figures.filter { !$0.isFollowed }
    let followed = plan.followed.filter { $0.printed != nil }
    var lines = ["Followed (\(followed.count) printed figures):"]
    lines += followed.map { "  \($0.id): \($0.printed ?? "")" }
    if !others.isEmpty {
      lines += ["", "Not followed:"]
      for figure in others {
        let against =
          figure.contradicts.isEmpty ? "" : " (against \(figure.contradicts.joined(separator: ", ")))"
        lines.append("  \(figure.id): \(figure.printed ?? "")\(against)")
        if let note = figure.note { lines.append("    \(note.english)") }
      }
    }
    return lines.joined(separator: "\n")
  }

  func json(_ more: KeyValuePairs<String, JSONValue>) -> JSONValue {
    let figures = plan.figures.map { figure -> JSONValue in
      [
        "id": .string(figure.id), "printed": .optional(figure.printed),
        "followed": .bool(figure.isFollowed),
        "contradicts": .array(figure.contradicts.map { .string($0) }),
        "note": .optional(figure.note?.english),
      ]
    }
    return .object(more.map { .init($0.key, $0.value) } + [.init("figures", .array(figures))])
  }
}
