// SPDX-License-Identifier: Apache-2.0

import TrialDesign

extension RecordReader {
  /// Reads the table of laboratory limits; its sites, sexes and analytes have to be those of the protocol.
  mutating func readLimits(_ bytes: [UInt8], of file: String) -> LaboratoryLimits {
    let (limits, faults) = LaboratoryLimits.read(bytes)
    for fault in faults {
      report(fault.problem, fault.remedy, line: fault.line, fault.column, in: file)
    }
    if bytes.isEmpty {
      report(
        "the file is empty",
        "The first line has to name the columns: \(LaboratoryLimits.columns.joined(separator: ", ")).",
        line: nil,
        nil,
        in: file
      )
    }
    let sexes = study.laboratoryLimits?.sex.flatMap { study.item($0) }.map { study.codes(of: $0) } ?? []
    for row in limits.rows {
      reportUnknown(row.site, among: study.sites.map(\.id), "site", row.line, in: file)
      if let sex = row.sex {
        reportUnknown(sex, among: sexes, "sex", row.line, in: file)
      }
      if study.laboratoryLimits?.age == nil, row.ages.from != nil || row.ages.to != nil {
        report(
          "the limits depend on age, and the protocol does not say where it is recorded",
          "Add laboratory-limits.age: form.item.",
          line: row.line,
          "age_from",
          in: file
        )
      }
      guard let scheme = study.derivations.toxicity?.scheme else { continue }
      reportUnknown(row.analyte, among: scheme.analytes.map(\.id), "analyte", row.line, in: file)
      guard let analyte = scheme.analytes.first(where: { $0.id == row.analyte }),
        let unit = (row.upper ?? row.lower)?.unit, analyte.scale(from: unit, to: analyte.unit) == nil
      else { continue }
      report(
        "\(unit.code) is no unit of \(analyte.id)",
        "Write the limits in \(analyte.unit.code), or in a unit that converts to it.",
        line: row.line,
        "unit",
        in: file
      )
    }
    return limits
  }

  mutating func reportMissingLimits(_ file: String, near others: [String]) {
    let near = nearMiss(of: file, among: others).map { "Did you mean \"\($0)\"? " } ?? ""
    report(
      "the file is missing",
      near + "Put the table of laboratory limits into data/, or take laboratory-limits out of the protocol.",
      line: nil,
      nil,
      in: file
    )
  }

  private mutating func reportUnknown(
    _ word: String,
    among words: [String],
    _ column: String,
    _ line: Int,
    in file: String
  ) {
    guard !words.contains(word) else { return }
    report("unknown \(column) \"\(word)\"", advice(for: word, among: words), line: line, column, in: file)
  }

  private mutating func report(
    _ problem: String,
    _ remedy: String,
    line: Int?,
    _ column: String?,
    in file: String
  ) {
    problems.add(in: file) { DataProblem(file: file, line: line, place: column, problem, remedy: remedy) }
  }
}
