// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Reads one row of a table of assessments, and everything that is impossible in it.
struct AssessmentRowReader {
  private let texts: [String]
  private let head: [String: Int]
  private let row: Int
  private let list: DecisionList
  private var problems: [FindingTable.Problem] = []

  init(_ texts: [String], _ head: [String: Int], row: Int, _ list: DecisionList) {
    self.texts = texts
    self.head = head
    self.row = row
    self.list = list
  }

  mutating func read() -> AssessmentTable.Row {
    var facts = AssessmentFacts()
    facts.blasts = number("blast_pct")
    facts.baselineBlasts = number("baseline_blast_pct")
    facts.cellsCounted = number("cells_counted")
    facts.cellularity = number("biopsy_cellularity_pct")
    facts.spicules = answer("spicules")
    facts.isAdequate = answer("technically_adequate")
    facts.circulatingBlasts = answer("circulating_blasts")
    facts.extramedullary = extramedullary()
    facts.priorExtramedullary = answer("prior_extramedullary_disease")
    facts.auerRods = answer("auer_rods")
    let day = days("date")
    let record = AssessmentRecord(
      day: day.flatMap { $0.count == 1 ? $0.lowerBound : nil },
      facts: facts,
      neutrophils: count("anc"),
      platelets: count("plt"),
      growthFactor: days("gcsf_date"),
      plateletTransfusion: days("platelet_transfusion_date"),
      newTherapy: days("new_therapy_date"),
      residualDisease: residualDisease(day?.lowerBound ?? 0)
    )
    return AssessmentTable.Row(
      subject: text("subject") ?? "",
      date: text("date") ?? "",
      record: record,
      problems: problems
    )
  }

  private func text(_ column: String) -> String? {
    guard let index = head[column], !FindingTable.isMissing(texts[index]) else { return nil }
    return texts[index]
  }

  private mutating func report(_ column: String, _ problem: String, _ remedy: String) {
    problems.append(FindingTable.Problem(row: row, column: column, problem: problem, remedy: remedy))
  }

  // MARK: Values

  /// NaN where missing or impossible.
  private mutating func number(_ column: String, in unit: Unit? = nil, isBounded: Bool = true) -> Double {
    guard let text = text(column) else { return .nan }
    guard let written = Cell.number(of: text) else {
      report(column, "\"\(text)\" is not a number", "Write digits with a decimal point, or leave it empty.")
      return .nan
    }
    guard isBounded, let item = list.index(of: column).map({ list.inputs[$0].item }) else { return written }
    var value = written
    if let unit, let own = item.unit {
      guard let converted = unit.convert(written, to: own) else {
        report("\(column)_unit", "\(unit.code) does not convert to \(own.code)", "Give it in \(own.code).")
        return .nan
      }
      value = converted
    }
    if let range = item.range, !range.contains(value) {
      let unit = item.unit.flatMap { $0.code == "1" ? nil : " \($0.code)" } ?? ""
      let ends = "\(Self.digits(range.lowerBound)) and \(Self.digits(range.upperBound))\(unit)"
      report(column, "\(text) is not possible", "Values lie between \(ends).")
      return .nan
    }
    return value
  }

  private mutating func count(_ column: String) -> AssessmentRecord.Count {
    let day = days("\(column)_date")
    let dated: AssessmentRecord.Count.Dated =
      day.map { $0.count == 1 ? .day($0.lowerBound) : .partial } ?? .undated
    guard let written = text("\(column)_unit") else {
      // Without a unit the value cannot be used, but it can still be impossible in every unit.
      let value = amount(column, isZeroPossible: true)
      return AssessmentRecord.Count(value, dated: dated, lacksUnit: !value.isNaN)
    }
    guard let unit = Unit(written) else {
      report("\(column)_unit", "unknown unit \"\(written)\"", Unit.advice(for: written))
      return AssessmentRecord.Count()
    }
    return AssessmentRecord.Count(number(column, in: unit), dated: dated)
  }

  private mutating func answer(_ column: String) -> Answer {
    guard let text = text(column) else { return .notRecorded }
    switch text.lowercased() {
    case "yes": return .yes
    case "no": return .no
    default:
      report(column, "\"\(text)\" is not one of its answers", "Write yes or no, or leave it empty.")
      return .notRecorded
    }
  }

  private mutating func extramedullary() -> ExtramedullaryDisease {
    guard let text = text("extramedullary_disease") else { return .notRecorded }
    switch text.lowercased().replacing("-", with: " ").replacing("_", with: " ") {
    case "yes": return .present
    case "no": return .absent
    case "not assessed": return .notAssessed
    default:
      report(
        "extramedullary_disease",
        "\"\(text)\" is not one of its answers",
        "Write yes, no or \"not assessed\", or leave it empty."
      )
      return .notRecorded
    }
  }

  /// The days a date may mean: one, or those of a month or year; nil where missing or impossible.
  private mutating func days(_ column: String) -> ClosedRange<Int32>? {
    guard let text = text(column) else { return nil }
    do throws(DateFault) {
      let days = try PartialDate(ofCase: text).days
      return days.lowerBound.day...days.upperBound.day
    } catch {
      report(column, error.problem, error.remedy)
      return nil
    }
  }

  private mutating func residualDisease(_ day: Int32) -> ResidualDiseaseSample? {
    let value = amount("mrd_value", isZeroPossible: true)
    let threshold = amount("mrd_threshold", isZeroPossible: false)
    let method = text("mrd_method")
    let tissue = self.tissue()
    guard method != nil || !value.isNaN else { return nil }
    return ResidualDiseaseSample(
      day: day,
      method: method.map { ResidualDiseaseSample.Method(written: $0) } ?? .notRecorded,
      value: value,
      threshold: threshold,
      tissue: tissue
    )
  }

  /// A number that is not negative, whatever its unit.
  private mutating func amount(_ column: String, isZeroPossible: Bool) -> Double {
    let value = number(column, isBounded: false)
    guard value < 0 || (value == 0 && !isZeroPossible) else { return value }
    report(column, "\(Self.digits(value)) is not possible", "Write a number that is not negative.")
    return .nan
  }

  private mutating func tissue() -> ResidualDiseaseSample.Tissue {
    guard let text = text("mrd_tissue") else { return .notRecorded }
    switch text.lowercased() {
    case "marrow", "bone marrow", "bm": return .marrow
    case "blood", "peripheral blood", "pb": return .blood
    default:
      report("mrd_tissue", "\"\(text)\" is not a tissue", "Write marrow or blood, or leave it empty.")
      return .notRecorded
    }
  }

  private static func digits(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e15 ? String(Int(value)) : String(value)
  }
}

extension ResidualDiseaseSample.Method {
  /// The method behind what laboratories write.
  init(written: String) {
    let words = written.lowercased().filter { $0.isLetter || $0.isNumber }
    switch words {
    case "qpcr", "rtqpcr", "rqpcr", "qrtpcr", "ddpcr", "dpcr", "pcr": self = .quantitativePCR
    case "flow", "mfc", "mpfc", "fcm", "flowcytometry", "multiparameterflowcytometry": self = .flowCytometry
    default: self = .other
    }
  }
}
