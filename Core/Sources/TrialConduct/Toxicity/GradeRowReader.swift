// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Turns the fields of one row into what is graded, with everything that cannot be.
struct GradeRowReader {
  private let scheme: GradingScheme
  private let dictionary: TermDictionary

  init(scheme: GradingScheme, dictionary: TermDictionary) {
    self.scheme = scheme
    self.dictionary = dictionary
  }

  func row(_ fields: inout RowFields) -> GradeTable.Row {
    var note: LocalizedText?
    var question = self.question(&fields, &note)
    let unit = fields.unit()
    var result = LaboratoryResult()
    result.value = fields.number("value")
    result.lln = fields.number("lln")
    result.uln = fields.number("uln")
    result.baseline = fields.number("baseline")
    result.infarctionLimit = fields.number("infarction_limit")
    result.temperature = fields.number("temperature", within: 20...45)
    result.duration = fields.number("duration_h", within: 0...100_000)
    for (bit, flag) in scheme.flags.enumerated() { result.flags[bit] = fields.answer(flag.id) }
    fields.checkLimits(lln: result.lln, uln: result.uln)
    if case .laboratory(let terms) = question {
      let term = scheme.terms[terms[0]]
      fields.check(result, unit, of: scheme.analytes[term.analyte], wanted: term.systems.map(\.unit))
    }
    let typed = typedGrade(&fields, question)
    if !fields.problems.isEmpty { question = .refused }
    return GradeTable.Row(
      number: fields.number,
      subject: fields.text("subject"),
      question: question,
      result: result,
      unit: unit,
      typedGrade: typed,
      note: note
    )
  }
}

// MARK: - What is graded

extension GradeRowReader {
  private func question(_ fields: inout RowFields, _ note: inout LocalizedText?) -> GradeTable.Question {
    let analyte = fields.analyte(of: scheme)
    if analyte == nil, fields.text("analyte") != nil { return .refused }
    guard let written = fields.text("term") else {
      guard let analyte else {
        fields.report(
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
    guard !named.isEmpty else { return clinical(written, &fields) }
    let fitting = analyte.map { analyte in named.filter { scheme.terms[$0].analyte == analyte } } ?? named
    guard let term = fitting.first else {
      fields.report(
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

  private func clinical(_ written: String, _ fields: inout RowFields) -> GradeTable.Question {
    do throws(TermProblem) {
      return .clinical(try dictionary.term(written))
    } catch {
      fields.report("term", error.problem, error.remedy)
      return .refused
    }
  }

  private func typedGrade(_ fields: inout RowFields, _ question: GradeTable.Question) -> Int? {
    guard let written = fields.text("grade") else { return nil }
    guard let grade = Int(written), (0...5).contains(grade) else {
      fields.report(
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
      fields.report("grade", error.problem, error.remedy)
    }
    return grade
  }
}
