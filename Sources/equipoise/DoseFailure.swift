// SPDX-License-Identifier: Apache-2.0

import ProtocolLibrary
import TrialConduct
import TrialDesign

/// Why `equipoise dose` gives no calendar.
enum DoseFailure: Error {
  case unknownRegimen(String, known: [String], of: String)
  case regimenProblems(file: String, [ProtocolProblem])
  case unreadable(String, because: String)
  /// An option that cannot be read: its name, the text, and what to write.
  case option(String, String, remedy: String)
  case refused([DosingRefusal])
  case exposure(file: String, ExposureTable)
  /// What was not told, and how to tell it.
  case incomplete(String, remedy: String)
  /// Dates are needed, and the study has none.
  case relativeTime(String)
  /// The arm of the subject is not on file, with the reason.
  case noArm(String)
  case armWithoutRegimen(String, known: [String])
  /// A cycle has no day 1, with the reason.
  case notPlaced(cycle: Int, because: String)
  /// Measures that the record of a subject lacks, beside whatever else is wrong.
  case notOnFile([Missing], others: [DosingRefusal], subject: String)

  /// A measure that is not on file.
  struct Missing {
    let measure: DosingItems.Measure
    let because: String
    /// Whether the protocol says which item it is.
    let isNamed: Bool
  }
}

extension DoseFailure: CustomStringConvertible {
  var description: String {
    switch self {
    case .unknownRegimen(let name, let known, let place):
      "no regimen \"\(name)\" \(place).\n  \(advice(for: name, among: known))"
    case .regimenProblems(let file, let problems):
      problems.map { "\(StudyProblem($0, in: file))" }.joined(separator: "\n")
    case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)\n  Check the path."
    case .option(let option, let text, let remedy): "\(option): \"\(text)\" cannot be read.\n  \(remedy)"
    case .refused(let refusals): refusals.map(Self.words).joined(separator: "\n")
    case .exposure(let file, let table):
      (table.faults.map { "\(file):\($0.line):\($0.column): \($0.kind)" }
        + table.problems.map {
          "\(file): \($0.row == 0 ? "head" : "row \($0.row)"), \($0.column): \($0.problem)\n  \($0.remedy)"
        })
        .joined(separator: "\n")
    case .incomplete(let what, let remedy): "\(what) is missing.\n  \(remedy)"
    case .relativeTime(let path):
      "\(path): this study is in relative time: its record has no dates for a calendar.\n"
        + "  Leave --subject out, and write the regimen, --start, --height and --weight."
    case .noArm(let reason):
      "no regimen: \(reason).\n  Record the arm, or name a regimen of the study before --study."
    case .armWithoutRegimen(let arm, let known):
      "the arm \(arm) has no regimen.\n"
        + (known.isEmpty
          ? "  Add regimens: and arms[].regimen to the protocol."
          : "  Add arms[].regimen to the protocol, or name one before --study: \(known.joined(separator: ", ")).")
    case .notPlaced(let cycle, let reason):
      "cycle \(cycle) has no day 1: \(reason).\n  Record it, or add --start with the day."
    case .notOnFile(let missing, let others, let subject):
      (missing.map { Self.words($0, subject) } + others.map(Self.words)).joined(separator: "\n")
    }
  }

  private static func words(_ missing: Missing, _ subject: String) -> String {
    let name = missing.measure.rawValue
    let option = missing.measure == .height ? "--height 170" : "--weight 70"
    return "the regimen doses by body size, and the \(name) of \(subject) is missing: \(missing.because).\n"
      + (missing.isNamed
        ? "  Record it, or add \(option)."
        : "  Add dosing.items.\(name): form.item to the protocol, or \(option).")
  }

  private static func words(_ refusal: DosingRefusal) -> String {
    switch refusal {
    case .heightMissing:
      return "the regimen doses by body surface, and the height is missing.\n  Add --height 170."
    case .weightMissing:
      return "the regimen doses by body size, and the weight is missing.\n  Add --weight 70."
    case .impossible(let name, let value, let range, let unit):
      return "\(name): \(value) \(unit) is not possible.\n"
        + "  Values lie between \(range.lowerBound) and \(range.upperBound) \(unit); check the unit."
    case .unusualSize(let check):
      let (name, unit) =
        switch check.measure {
        case .height: ("height", "cm")
        case .weight: ("weight", "kg")
        case .area: ("body surface area", "m2")
        }
      let value = (check.value * 1000).rounded() / 1000
      return
        "\(name): \(value) \(unit) lies outside \(check.range.lowerBound) to \(check.range.upperBound) \(unit).\n"
        + "  If a second person has checked it, add --confirm."
    case .noSuchCycle(let cycle, let cycles):
      return "the regimen has no cycle \(cycle).\n"
        + (cycles.map { "  It has \($0)." } ?? "  Name a cycle for which it has doses.")
    case .unknownCoMedication(let name, let known):
      return "\"\(name)\" is not in the table of interactions: whether it matters is unknown.\n"
        + "  \(advice(for: name, among: known))\n"
        + "  If you know what it is, say so: --with \(name)=moderate-cyp3a-inhibitor."
    case .unknownClass(let name, let known):
      return "\"\(name)\" is no class of co-medications.\n  \(advice(for: name, among: known))"
    case .endsBeforeStart(let name, let from, let to):
      return "--with \(name): ends on \(to), before its start on \(from).\n  Write FROM..TO."
    }
  }
}
