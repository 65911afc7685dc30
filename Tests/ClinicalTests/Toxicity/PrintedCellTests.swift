// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

/// The criteria beside the numbers that stand in the printed cells.
@Suite struct PrintedCellTests {
  /// A band of a cell: `<100 - 80 g/L` or `>2.5 - 5.0 x ULN`.
  struct Band {
    let isFall: Bool
    let outer: Double
    let inner: Double?
    /// `uln`, `lln` or a unit.
    let scale: String
  }

  @Test("every absolute band of a cell is graded as printed")
  func bands() throws {
    let grader = try Ctcae.grader()
    let dictionary = try Ctcae.dictionary()
    var checked = 0
    for (index, term) in grader.scheme.terms.enumerated() where !Self.isReadOtherwise.contains(term.term) {
      let analyte = grader.scheme.analytes[term.analyte].id
      for grade in try dictionary.term(term.term).grades where grade < 5 {
        for band in Self.bands(of: try #require(try dictionary.term(term.term).cell(grade)), analyte: analyte)
        {
          let system = term.systems[0]
          let unit = try #require(band.scale.hasSuffix("ln") ? system.unit : Unit(band.scale), "\(band)")
          var lane = try grader.lane(term: index, unit: unit)
          let factor: Double = band.scale.hasSuffix("ln") ? 100 : 1
          var result = LaboratoryResult(
            lln: band.isFall ? 1e5 : 1,
            uln: band.isFall ? 1e6 : 1e-3,
            baseline: .nan
          )
          if band.scale.hasSuffix("ln") { (result.lln, result.uln) = (100, 100) }
          result.baseline = band.isFall ? result.lln : result.uln
          for bit in grader.scheme.flags.indices { result.flags[bit] = false }
          let nudge = band.isFall ? 1 - 1e-6 : 1 + 1e-6
          result.value = band.outer * factor * nudge
          // Falls of fibrinogen from baseline are graded too: a baseline at the value keeps them out.
          if term.term == "Fibrinogen decreased" { result.baseline = result.value }
          #expect(lane.grades(of: result).grade == grade, "\(term.term) \(grade): \(band) at \(result.value)")
          if let inner = band.inner {
            result.value = inner * factor
            if term.term == "Fibrinogen decreased" { result.baseline = result.value }
            #expect(
              lane.grades(of: result).grade == grade,
              "\(term.term) \(grade): \(band) at \(result.value)"
            )
          }
          checked += 1
        }
      }
    }
    // So many bands were counted by hand to be readable in the cells of the terms that are graded.
    #expect(checked >= 150, "\(checked)")
  }

  /// Terms whose cells are not bands, or whose bands hang on symptoms: they have worked cases of their own.
  static let isReadOtherwise: Set = [
    "Hyponatremia", "Hypokalemia", "Lipase increased", "Serum amylase increased", "INR increased",
    "Hyperuricemia",
    "Ejection fraction decreased", "Electrocardiogram QT corrected interval prolonged", "Febrile neutropenia",
    "Fever",
    "Chronic kidney disease", "Proteinuria", "Hemoglobin increased", "Eosinophilia", "Methemoglobinemia",
  ]

  /// The bands that a cell prints for an analyte; clauses in words and multiples of baseline are left out.
  static func bands(of cell: String, analyte: String) -> [Band] {
    var isIonized = false
    return cell.split(separator: ";").compactMap { clause in
      if clause.contains("Ionized") { isIonized = true }
      if clause.contains("orrected") { isIonized = false }
      guard isIonized == (analyte == "ionized-calcium") else { return nil }
      return band(String(clause))
    }
  }

  private static func band(_ clause: String) -> Band? {
    guard !clause.contains("baseline") || clause.contains("x ULN"), !clause.contains("x baseline") else {
      return nil
    }
    let text = clause.replacing(",", with: "")
    guard let sign = text.firstMatch(of: #/([<>])=?/#) else { return nil }
    let isFall = sign.output.1 == "<"
    let rest = text[sign.range.upperBound...]
    // The printed slip "0.2 x 0.05 - 10e9 /L" is read as "0.2 - 0.05 x 10e9 /L".
    let mended = rest.replacing("0.2 x 0.05 - 10e9", with: "0.2 - 0.05 x 10e9")
    guard
      let match = mended.firstMatch(
        of:
          #/^ *(LLN|ULN|[0-9.]+)(?: x ULN| x LLN)? *(?:mg\/dL|mmol\/L)?(?: - *([0-9.]+))? *(x ULN|x LLN|g\/dL|mg\/dL|mmol\/L|g\/L|\/mm3|x 10e9 ?\/L)?/#
      )
    else { return nil }
    let inner = match.output.2.flatMap { Double($0) }
    let unit = match.output.3.map(String.init)
    let isMultiple = text.contains("x ULN") || text.contains("x LLN") || (unit == nil && inner == nil)
    switch match.output.1 {
    case "ULN", "LLN":
      guard let inner, isMultiple else { return nil }
      return Band(isFall: isFall, outer: 1, inner: inner, scale: isFall ? "lln" : "uln")
    default:
      guard let outer = Double(match.output.1) else { return nil }
      if isMultiple {
        guard text.contains("x ULN") || text.contains("x LLN") else { return nil }
        return Band(isFall: isFall, outer: outer, inner: inner, scale: isFall ? "lln" : "uln")
      }
      guard let unit else { return nil }
      let code = unit.hasPrefix("x 10e9") ? "10*9/L" : unit
      return Band(isFall: isFall, outer: outer, inner: inner, scale: code)
    }
  }
}
