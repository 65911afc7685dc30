// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Turns the fields of one row into what is graded, with everything that cannot be.
struct GradeRowReader {
  private let position: [String: Int]
  private let scheme: GradingScheme
  private let dictionary: TermDictionary

  init(columns: [String], scheme: GradingScheme, dictionary: TermDictionary) {
    position = Dictionary(columns.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
    self.scheme = scheme
    self.dictionary = dictionary
  }

  func row(_ fields: [String], number: Int) -> (GradeTable.Row, [GradeTable.Problem]) {
    var problems = RowProblems(row: number)
    var note: LocalizedText?
    var question = self.question(fields, &problems, &note)
    let unit = self.unit(fields, &problems)
    var result = LaboratoryResult()
    result.value = self.number("value", fields, &problems)
    result.lln = self.number("lln", fields, &problems)
    result.uln = self.number("uln", fields, &problems)
    result.baseline = self.number("baseline", fields, &problems)
    result.infarctionLimit = self.number("infarction_limit", fields, &problems)
    result.temperature = self.number("temperature", fields, &problems, within: 20...45)
    result.duration = self.number("duration_h", fields, &problems, within: 0...100_000)
    for (bit, flag) in scheme.flags.enumerated() { result.flags[bit] = answer(flag.id, fields, &problems) }
    if result.uln <= 0 {
      problems.add("uln", "an upper limit of normal is above 0", "Leave it empty where it is not known.")
    }
    if result.lln > result.uln {
      problems.add(
        "lln",
        "the lower limit of normal lies above the upper one",
        "Correct one of the two limits."
      )
    }
    if case .laboratory(let terms) = question {
      check(result, unit, analyte: scheme.terms[terms[0]].analyte, terms, &problems)
    }
    let typed = typedGrade(fields, question, &problems)
    if !problems.all.isEmpty { question = .refused }
    let row = GradeTable.Row(
      number: number,
      subject: text("subject", fields),
      question: question,
      result: result,
      unit: unit,
      typedGrade: typed,
      note: note
    )
    return (row, problems.all)
  }

  private func text(_ column: String, _ fields: [String]) -> String? {
    guard let index = position[column], !fields[index].isEmpty, fields[index] != "NA" else { return nil }
    return fields[index]
  }
}

// MARK: - What is graded

extension GradeRowReader {
  private func question(
    _ fields: [String],
    _ problems: inout RowProblems,
    _ note: inout LocalizedText?
  ) -> GradeTable.Question {
    var analyte: Int?
    if let written = text("analyte", fields) {
      analyte = scheme.analyte(named: written)
      if analyte == nil {
        problems.add(
          "analyte",
          "\"\(written)\" is no analyte of these criteria",
          advice(for: written, among: scheme.analyteNames)
        )
        return .refused
      }
    }
    guard let written = text("term", fields) else {
      guard let analyte else {
        problems.add(
          "term",
          "neither a term nor an analyte",
          "Say what the row is about in one of the two columns."
        )
        return .refused
      }
      note = reading(of: analyte)
      return .laboratory(scheme.terms(of: analyte))
    }
    let named = scheme.terms(named: written)
    guard !named.isEmpty else { return clinical(written, analyte, &problems) }
    let fitting = analyte.map { analyte in named.filter { scheme.terms[$0].analyte == analyte } } ?? named
    guard let term = fitting.first else {
      problems.add(
        "term",
        "\(scheme.terms[named[0]].term) is not graded by \(analyte.map { scheme.analytes[$0].id } ?? "this analyte")",
        "It is graded by \(named.map { scheme.analytes[scheme.terms[$0].analyte].id }.joined(separator: " or "))."
      )
      return .refused
    }
    note = reading(of: scheme.terms[term].analyte)
    return .laboratory([term])
  }

  /// Calcium is printed in two forms; which one a row means has to be seen.
  private func reading(of analyte: Int) -> LocalizedText? { scheme.analytes[analyte].note }

  private func clinical(_ written: String, _ analyte: Int?, _ problems: inout RowProblems)
    -> GradeTable.Question
  {
    do throws(TermProblem) {
      return .clinical(try dictionary.term(written))
    } catch {
      problems.add("term", error.problem, error.remedy)
      return .refused
    }
  }

  private func typedGrade(
    _ fields: [String],
    _ question: GradeTable.Question,
    _ problems: inout RowProblems
  ) -> Int? {
    guard let written = text("grade", fields) else { return nil }
    guard let grade = Int(written), (0...5).contains(grade) else {
      problems.add(
        "grade",
        "\"\(written)\" is not a grade",
        "Write a whole number from 0 to 5, or leave it empty."
      )
      return nil
    }
    let terms: [String] =
      switch question {
      case .laboratory(let indices): indices.map { scheme.terms[$0].term }
      case .clinical(let term): [term.term]
      case .refused: []
      }
    // Grade 0 says that there is no event. With an analyte of two terms it is enough that one of them has the grade.
    guard grade > 0, let first = terms.first else { return grade }
    do throws(TermProblem) {
      for term in terms where (try? dictionary.check(term, grade: grade)) != nil { return grade }
      try dictionary.check(first, grade: grade)
    } catch {
      problems.add("grade", error.problem, error.remedy)
    }
    return grade
  }
}

// MARK: - Values

extension GradeRowReader {
  private func unit(_ fields: [String], _ problems: inout RowProblems) -> Unit? {
    guard let written = text("unit", fields) else { return nil }
    guard let unit = Unit(written) else {
      problems.add("unit", "\"\(written)\" is not a unit that Equipoise knows", Unit.advice(for: written))
      return nil
    }
    return unit
  }

  private func number(
    _ column: String,
    _ fields: [String],
    _ problems: inout RowProblems,
    within range: ClosedRange<Double> = 0...1e12
  ) -> Double {
    guard let written = text(column, fields) else { return .nan }
    guard let value = Double(written), value.isFinite, !written.lowercased().hasPrefix("0x") else {
      problems.add(
        column,
        "\"\(written)\" is not a number",
        "Write digits with a decimal point, or leave it empty."
      )
      return .nan
    }
    if !range.contains(value) {
      problems.add(column, "\(written) is not possible", possible(range, ""))
    }
    return value
  }

  private func answer(_ column: String, _ fields: [String], _ problems: inout RowProblems) -> Bool? {
    guard let written = text(column, fields) else { return nil }
    switch written.lowercased() {
    case "yes": return true
    case "no": return false
    default:
      problems.add(column, "\"\(written)\" is neither yes nor no", "Write yes or no, or leave it empty.")
      return nil
    }
  }

  /// Whether the unit is one of the analyte's, and the value and limits can occur.
  private func check(
    _ result: LaboratoryResult,
    _ unit: Unit?,
    analyte index: Int,
    _ terms: [Int],
    _ problems: inout RowProblems
  ) {
    let analyte = scheme.analytes[index]
    guard let unit = unit ?? (analyte.unit.code == "1" ? analyte.unit : nil) else { return }
    guard let range = analyte.range(in: unit) else {
      let failure = UnitFailure(
        unit: unit,
        analyte: analyte.id,
        wanted: scheme.terms[terms[0]].systems.map(\.unit)
      )
      problems.add("unit", failure.problem, failure.remedy)
      return
    }
    let values = [
      ("value", result.value), ("lln", result.lln), ("uln", result.uln), ("baseline", result.baseline),
    ]
    for (column, value) in values where value < range.lowerBound || value > range.upperBound {
      // A negative number was refused when it was read.
      guard value >= 0 else { continue }
      problems.add(
        column,
        "\(shortest(value)) \(unit.code) of \(analyte.id) is not possible",
        possible(range, unit.code)
      )
    }
  }

  private func possible(_ range: ClosedRange<Double>, _ unit: String) -> String {
    let end = unit.isEmpty || unit == "1" ? "" : " \(unit)"
    return
      "Possible values lie between \(shortest(range.lowerBound)) and \(shortest(range.upperBound))\(end)."
  }

  private func shortest(_ value: Double) -> String {
    // Converted ends are shown with the digits that matter.
    let rounded = (value * 1e6).rounded() / 1e6
    return rounded == rounded.rounded() && rounded.magnitude < 1e15 ? String(Int(rounded)) : String(rounded)
  }
}

/// The problems of one row.
private struct RowProblems {
  let row: Int
  var all: [GradeTable.Problem] = []

  mutating func add(_ column: String, _ problem: String, _ remedy: String) {
    all.append(GradeTable.Problem(row: row, column: column, problem: problem, remedy: remedy))
  }
}
