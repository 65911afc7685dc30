// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

/// The criteria beside the numbers that stand in the printed cells.
@Suite struct PrintedCellTests {
  @Test("every band of a cell is graded as printed")
  func bands() throws {
    let grader = try Ctcae.grader()
    let dictionary = try Ctcae.dictionary()
    var checked = 0
    for (index, term) in grader.scheme.terms.enumerated() where !Self.isReadOtherwise.contains(term.term) {
      let isIonized = grader.scheme.analytes[term.analyte].id == "ionized-calcium"
      let printed = try dictionary.term(term.term)
      for grade in printed.grades where grade < 5 {
        for band in PrintedBand.all(in: try #require(printed.cell(grade)), isIonized: isIonized) {
          let unit = try #require(band.unit.map { Unit($0) } ?? term.systems[0].unit, "\(band)")
          var lane = try grader.lane(term: index, unit: unit)
          for value in band.values {
            var result = band.circumstances
            result.value = value
            // A baseline at the value keeps the criteria of change out; it is normal for values that rise.
            result.baseline = band.isFall ? value : min(value, result.uln)
            for bit in grader.scheme.flags.indices { result.flags[bit] = false }
            let found = lane.grades(of: result)
            #expect(
              found.grade == grade,
              "\(term.term), grade \(grade): \(band), \(value) is \(found.grades)"
            )
          }
          checked += 1
        }
      }
    }
    // As many clauses as a search of the cells for "<" or ">" before a number or a limit finds, without "pH >normal".
    #expect(checked == 167)
  }

  /// Terms whose cells hang on symptoms or are no bands of limits; they have worked cases of their own.
  static let isReadOtherwise: Set = [
    "Hyponatremia", "Hypokalemia", "Lipase increased", "Serum amylase increased", "INR increased",
    "Hyperuricemia",
    "Ejection fraction decreased", "Electrocardiogram QT corrected interval prolonged", "Febrile neutropenia",
    "Fever", "Chronic kidney disease", "Proteinuria", "Hemoglobin increased", "Eosinophilia",
    "Methemoglobinemia",
    "Pancreatic enzymes decreased",
  ]
}

/// One clause of a cell: `<100 - 80 g/L`, `>2.5 - 5.0 x ULN`, `<LLN - 1500/mm3`.
struct PrintedBand: CustomStringConvertible {
  let description: String
  let isFall: Bool
  /// The mild end; nil for the limit of normal.
  let outer: Double?
  /// The severe end, which belongs to the band; nil for an open one.
  let inner: Double?
  /// nil for multiples of the limit of normal.
  let unit: String?

  /// The clauses of a cell that are bands; clauses in words and of baseline are left out.
  static func all(in cell: String, isIonized: Bool) -> [PrintedBand] {
    // Calcium has both its forms in one cell; the form goes with the clause that names it and the next ones.
    var speaksOfIonized = false
    return cell.split(separator: ";").compactMap { clause in
      if clause.contains("Ionized") { speaksOfIonized = true }
      if clause.contains("orrected") { speaksOfIonized = false }
      return speaksOfIonized == isIonized ? PrintedBand(String(clause)) : nil
    }
  }

  init?(_ clause: String) {
    guard !clause.contains("x baseline"), !clause.contains("from baseline") else { return nil }
    // A slip of the print: "<0.2 x 0.05 - 10e9 /L".
    var text = clause.replacing("0.2 x 0.05 - 10e9", with: "0.2 - 0.05 x 10e9").replacing(",", with: "")
    guard let sign = text.firstIndex(where: { $0 == "<" || $0 == ">" }) else { return nil }
    description = clause
    isFall = text[sign] == "<"
    text = String(text[text.index(after: sign)...])
    if let condition = text.range(of: " if ") { text = String(text[..<condition.lowerBound]) }
    if let words = text.range(of: " and ") { text = String(text[..<words.lowerBound]) }
    let isMultiple = text.contains("x ULN") || text.contains("x LLN")
    var unit: String?
    for (written, code) in [
      ("x 10e9 /L", "10*9/L"), ("x 10e9/L", "10*9/L"), ("/mm3", "/mm3"), ("mmol/L", "mmol/L"),
      ("mg/dL", "mg/dL"),
      ("g/dL", "g/dL"), ("g/L", "g/L"), ("x ULN", ""), ("x LLN", ""),
    ] where text.contains(written) {
      unit = unit ?? (code.isEmpty ? nil : code)
      text = text.replacing(written, with: "")
    }
    let ends = text.split(separator: "-").map { $0.filter { $0 != " " } }
    guard let first = ends.first else { return nil }
    let isLimit = first == "LLN" || first == "ULN"
    outer = Double(first)
    inner = ends.count > 1 ? Double(ends[1]) : nil
    guard isLimit || outer != nil else { return nil }
    // Acidity has no unit, and its numbers are no multiples.
    self.unit = isMultiple ? nil : clause.contains("pH") ? "1" : unit
  }

  /// Limits on the mild side of the band.
  var circumstances: LaboratoryResult {
    guard unit != nil || (outer == nil && inner == nil), let end = outer ?? inner else {
      return LaboratoryResult(lln: 100, uln: 100)
    }
    return LaboratoryResult(lln: isFall ? end * 1.2 : end * 0.1, uln: isFall ? end * 2 : end * 0.8)
  }

  /// A value just beyond the mild end, and the severe end.
  var values: [Double] {
    let limit = isFall ? circumstances.lln : circumstances.uln
    let factor = unit == nil ? limit : 1
    let mild = outer.map { $0 * factor } ?? limit
    return [mild * (isFall ? 1 - 1e-6 : 1 + 1e-6)] + (inner.map { [$0 * factor] } ?? [])
  }
}
