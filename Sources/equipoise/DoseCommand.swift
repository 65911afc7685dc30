// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import ProtocolLibrary
import TrialConduct
import TrialDesign
import TrialReporting

/// `equipoise dose`: the dated doses of one subject's cycle.
struct DoseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dose",
    abstract: "Calculates the dated doses of one cycle, with reasons.",
    discussion: """
      REGIMEN is an entry of the shelf, with --study a regimen of that protocol, or a YAML file. With --study and \
      --subject the arm's regimen, day 1, height, weight, organ function and co-medications are read from the \
      record (dosing.items of the protocol); what is written here wins, and the calendar says so. Doses by body \
      surface name their formula; every change by a co-medication, by kidneys or liver, and every rounding is \
      said with its source. What is missing is not assessed, and the calendar says so. Research conduct; it \
      does not replace clinical judgement.

      Examples:
        equipoise dose ven-aza --height 170 --weight 70 --start 2025-01-06
        equipoise dose ven-aza --height 170 --weight 70 --start 2025-01-06 --with posaconazole@2025-01-10..
        equipoise dose flag-ida --height 170 --weight 70 --start 2025-01-06 --age 50 --sex male \\
          --creatinine "1.8 mg/dL" --bilirubin "12 umol/L" --html calendar.html
        equipoise dose my-regimen.yaml --height 170 --weight 70 --start 2025-01-06 --json
        equipoise dose --study Studies/dosing --subject D-01
        equipoise dose --study Studies/dosing --subject D-01 --cycles 3 --weight 68 --html calendar.html
      """
  )

  @Argument(help: "A regimen: its name on the shelf, its id in --study, or a YAML file.")
  var regimen: String?

  @Option(
    help: ArgumentHelp(
      "Day 1: the day of the first cytotoxic dose; with --subject the record's where left out.",
      valueName: "date"
    )
  )
  var start: String?

  @OptionGroup(title: "Subject") var measures: SubjectArguments

  @Option(
    name: .customLong("with"),
    help: ArgumentHelp(
      "A co-medication: NAME, NAME@FROM..TO, or NAME=CLASS to class it yourself; none sets the record's aside.",
      valueName: "name"
    )
  )
  var with: [String] = []

  @Option(
    help: ArgumentHelp(
      "Earlier amounts that count for a lifetime: DRUG=\"80 mg/m2\", or none.",
      valueName: "amount"
    )
  )
  var prior: [String] = []

  @Option(
    help: ArgumentHelp("\(BodySurfaceArea.Formula.allCases.map(\.rawValue).joined(separator: ", ")).")
  )
  var formula: BodySurfaceArea.Formula?

  @Option(help: ArgumentHelp("Cap of body surface area; shown beside the uncapped.", valueName: "m2"))
  var cap: String?

  @Option(help: "The cycle, counted from 1.")
  var cycle: Int?

  @Option(help: "All cycles up to this one; days 1 from the record, else by the regimen's length of a cycle.")
  var cycles: Int?

  @Option(help: ArgumentHelp("When the day's first drug begins.", valueName: "08:00"))
  var at: String?

  @Flag(help: "A second person has checked unusual height, weight or surface.")
  var confirm = false

  @Option(help: ArgumentHelp("A study folder; its regimens and its rules of dosing.", valueName: "study"))
  var study: String?

  @Option(help: ArgumentHelp("A subject of --study, whose record is read.", valueName: "id"))
  var subject: String?

  @OptionGroup var looking: LookOptions

  @Option(
    help: ArgumentHelp(
      "What was given (CSV: drug, date, dose, unit, reason): intensity and deviations.",
      valueName: "file"
    )
  )
  var given: String?

  @Option(help: ArgumentHelp("With --given: the last day that is on file.", valueName: "date"))
  var until: String?

  @Flag(help: "Print JSON.")
  var json = false

  @Option(help: ArgumentHelp("Write a calendar to pin to the wall.", valueName: "file"))
  var html: String?

  @Option(help: "en or zh-Hans.")
  var language: Language = .english

  func run() throws {
    do {
      let series = try series()
      try write(series)
      guard series.notPlaced.isEmpty else { throw ExitCode(Outcome.unusable.rawValue) }
    } catch let failure as DoseFailure {
      throw CommandFailure.dose(failure)
    }
  }

  private func write(_ series: CalendarSeries) throws {
    if let html {
      try WholeFile.write(series.page.rendered() + "\n", to: html)
      if !json { Terminal.say("Calendar written to \(html)") }
    }
    if json {
      Terminal.say(series.json.rendered(.pretty))
    } else if html == nil {
      Terminal.say(series.text)
    }
  }

  static func proposals(for calendar: DoseCalendar) -> [DoseProposal] {
    calendar.drugs.compactMap { drug in
      drug.drug.modifications.map { DoseProposal($0, drug: drug.key, for: calendar.subject) }
    }
  }

  /// A finding that no rule knows, or a value it cannot have, is a slip of the pen.
  func checkFindings(of calendar: DoseCalendar) throws(DoseFailure) {
    let lists = calendar.drugs.flatMap { drug in
      (drug.drug.facts?.adjustments ?? []).map(\.list) + (drug.drug.modifications.map { [$0.list] } ?? [])
    }
    let known = Set(lists.flatMap { $0.inputs.map(\.id) }).sorted()
    for (name, value) in calendar.subject.findings.sorted(by: { $0.key < $1.key }) {
      guard known.contains(name) else {
        throw .option("--finding", name, remedy: "No rule asks for it. \(advice(for: name, among: known))")
      }
      guard lists.contains(where: { $0.accepts(value, for: name) }) else {
        throw .option("--finding", "\(name)=\(value)", remedy: "Write a value that \(name) can have.")
      }
    }
  }

  /// Administrations on file beside the plan; a proposal counts from the day after its findings.
  func exposure(
    _ path: String,
    _ calendar: DoseCalendar,
    _ proposals: [DoseProposal]
  ) throws -> CalendarInput.Exposure {
    let table = ExposureTable(try DoseRegimen.bytes(of: path), for: calendar)
    guard table.problems.isEmpty, table.faults.isEmpty else {
      throw DoseFailure.exposure(file: path, table)
    }
    let last = calendar.lastDay.map { calendar.date(ofDay: $0) } ?? calendar.start
    let cut = try until.map { try SubjectArguments.date($0, "--until") }
    let from = try measures.lastFinding().map { $0 + 1 } ?? calendar.start
    let effective = proposals.compactMap { proposal in
      proposal.proposal.flatMap { $0.action == .proceed ? nil : $0 }
        .map { EffectiveProposal(drug: proposal.drug, from: from, proposal: $0) }
    }
    let latest = table.rows.map(\.date).max() ?? last
    let intensities = calendar.drugs.compactMap { drug in
      DoseIntensity(of: drug, cycleLength: calendar.regimen.cycle, rows: table.rows).map { (drug.key, $0) }
    }
    return CalendarInput.Exposure(
      review: ExposureReview(
        calendar,
        proposals: effective,
        rows: table.rows,
        until: cut ?? max(last, latest)
      ),
      intensities: Dictionary(intensities) { first, _ in first }
    )
  }
}
