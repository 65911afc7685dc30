// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Turns the fields of one row into a sample and the findings beside it, with everything that cannot be.
///
/// What is one fact of a subject, the start of therapy and each baseline, must not be told in two ways: the second row
/// that tells it otherwise is refused.
struct TumorLysisRowReader {
  private let criteria: TumorLysisCriteria
  private let scheme: GradingScheme
  /// Of the scheme's analytes, what these criteria call them.
  private let questions: [Int: TumorLysisTable.Question]
  private var starts: [String: (date: PartialDate, row: Int)] = [:]
  private var baselines: [BaselineKey: (quantity: Quantity, row: Int)] = [:]

  private struct BaselineKey: Hashable {
    let subject: String
    let analyte: Int
  }

  init(_ criteria: TumorLysisCriteria, _ scheme: GradingScheme) {
    self.criteria = criteria
    self.scheme = scheme
    var questions: [Int: TumorLysisTable.Question] = [:]
    for abnormality in criteria.abnormalities {
      if let index = scheme.analyte(named: abnormality.analyte) {
        questions[index] = .substance(abnormality.analyte)
      }
    }
    if let index = scheme.analyte(named: "creatinine") { questions[index] = .creatinine }
    self.questions = questions
  }

  mutating func row(_ fields: inout RowFields) -> TumorLysisTable.Row {
    let subject = fields.text("subject")
    if subject == nil {
      fields.report("subject", "a row without a subject", "Write whose sample it is.")
    }
    let date = fields.date("date")
    let minute = fields.minute("time")
    let analyte = fields.analyte(of: scheme)
    var result = LaboratoryResult()
    let unit = fields.unit()
    result.value = fields.number("value")
    result.lln = fields.number("lln")
    result.uln = fields.number("uln")
    result.baseline = fields.number("baseline")
    fields.checkLimits(lln: result.lln, uln: result.uln)
    let start = fields.date("therapy_start")
    var findings: [String: Bool?] = [:]
    for column in criteria.findingColumns where fields.text(column) != nil {
      findings.updateValue(fields.answer(column), forKey: column)
    }
    if let analyte {
      let own = scheme.analytes[analyte]
      fields.check(result, unit, of: own, wanted: [own.unit])
    } else if fields.text("analyte") == nil, fields.text("value") != nil {
      fields.report("analyte", "a value of nothing", "Say in this column what was measured.")
    }
    if let subject {
      checkStart(start, of: subject, &fields)
      if let analyte, let unit, !result.baseline.isNaN, fields.problems.isEmpty {
        checkBaseline(
          Quantity(result.baseline, unit),
          BaselineKey(subject: subject, analyte: analyte),
          &fields
        )
      }
    }
    return TumorLysisTable.Row(
      number: fields.number,
      subject: subject,
      measured: measured(analyte, fields),
      date: date,
      minute: minute,
      result: result,
      unit: unit,
      therapyStart: start,
      findings: findings,
      isRefused: !fields.problems.isEmpty
    )
  }

  private func measured(_ analyte: Int?, _ fields: RowFields) -> TumorLysisTable.Question {
    guard let analyte else {
      return fields.text("analyte") == nil && fields.text("value") == nil ? .nothing : .unreadable
    }
    return questions[analyte] ?? .other(scheme.analytes[analyte].id)
  }

  // MARK: Facts of the subject

  private mutating func checkStart(_ start: PartialDate?, of subject: String, _ fields: inout RowFields) {
    guard let start else { return }
    guard let known = starts[subject] else {
      starts[subject] = (start, fields.number)
      return
    }
    guard known.date != start else { return }
    fields.report(
      "therapy_start",
      "\(start) is not the start of therapy that row \(known.row) has, \(known.date)",
      "Correct one of the two; a subject has one start of therapy."
    )
  }

  private mutating func checkBaseline(_ baseline: Quantity, _ key: BaselineKey, _ fields: inout RowFields) {
    guard let known = baselines[key] else {
      baselines[key] = (baseline, fields.number)
      return
    }
    let scale = scheme.analytes[key.analyte].scale(from: baseline.unit, to: known.quantity.unit)
    // Another unit is a rounded copy of the same number.
    let tolerance = baseline.unit == known.quantity.unit ? 0 : 0.01 * known.quantity.value
    guard let scale, abs(scale(baseline.value) - known.quantity.value) > tolerance else { return }
    fields.report(
      "baseline",
      "\(baseline) is not the baseline that row \(known.row) has, \(known.quantity)",
      "Correct one of the two; a subject has one value before therapy."
    )
  }
}

extension RowFields {
  /// A time of day, `hh:mm`, as minutes after midnight; nil where nothing is written or it is none.
  fileprivate mutating func minute(_ column: String) -> Int? {
    guard let written = text(column) else { return nil }
    let parts = written.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      (1...2).contains(part.utf8.count) && part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil
    }
    guard parts.count == 2, numbers.count == 2, numbers[0] < 24, numbers[1] < 60, parts[1].utf8.count == 2
    else {
      report(
        column,
        "\"\(written)\" is not a time of day",
        "Write hours and minutes, such as 08:30, or leave it empty."
      )
      return nil
    }
    return numbers[0] * 60 + numbers[1]
  }
}
