// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign
import TrialReporting

/// Grades as JSON: the keys are a public contract.
struct GradeJSON {
  private let scheme: GradingScheme
  private let dictionary: TermDictionary
  private let words: GradeWords
  private let texts: Texts

  init(_ scheme: GradingScheme, _ dictionary: TermDictionary, language: Language) {
    self.scheme = scheme
    self.dictionary = dictionary
    words = GradeWords(scheme, dictionary, language: language)
    texts = Texts(language: language)
  }

  func row(_ graded: GradedRow) -> JSONValue {
    let row = graded.row
    var members = [JSONValue.Member("row", .integer(row.number))]
    if let subject = row.subject { members.append(.init("subject", .string(subject))) }
    switch row.question {
    case .refused: members += refused(graded.problems)
    case .clinical(let term): members += clinical(term, typed: row.typedGrade)
    case .laboratory:
      guard let worst = graded.worst else { return .object(members) }
      members += self.members(of: worst, typed: row.typedGrade)
      if graded.grades.count > 1 {
        let terms = graded.grades.map { JSONValue.object(self.members(of: $0, typed: nil)) }
        members.append(.init("terms", .array(terms)))
      }
      if let note = row.note { members.append(.init("note", .string(texts[note]))) }
    }
    return .object(members)
  }

  private func members(of grade: LaboratoryGrade, typed: Int?) -> [JSONValue.Member] {
    let term = scheme.terms[grade.term]
    var members = [JSONValue.Member("term", .string(term.term))]
    members += self.members(of: grade.possible)
    members.append(.init("because", .string(words.because(grade))))
    members.append(.init("possible", .array(grade.possible.grades.map { .integer($0) })))
    if let cell = words.printed(grade) { members.append(.init("printed", .string(cell))) }
    members.append(.init("soc", .optional((try? dictionary.term(term.term))?.systemOrganClass)))
    members.append(.init("unit", .string(term.systems[grade.system].unit.code)))
    if grade.isConverted { members.append(.init("converted", true)) }
    if !grade.settledBy.isEmpty {
      members.append(.init("settledBy", .array(grade.settledBy.map { .string($0) })))
    }
    if !grade.raisedBy.isEmpty {
      members.append(.init("raisedBy", .array(grade.raisedBy.map { .string(scheme.flags[$0].id) })))
    }
    if !grade.others.isEmpty {
      let others = grade.others.map { other in
        JSONValue.object(
          [.init("unit", .string(term.systems[other.system].unit.code))] + self.members(of: other.possible)
        )
      }
      members.append(.init("others", .array(others)))
      members.append(.init("disputed", .bool(grade.isDisputed)))
    }
    if let typed {
      members.append(.init("typedGrade", .integer(typed)))
      let agrees: JSONValue =
        grade.possible.grade == nil && grade.possible.contains(typed)
        ? .null : .bool(grade.possible.grade == typed)
      members.append(.init("agrees", agrees))
    }
    return members
  }

  private func members(of set: GradeSet) -> [JSONValue.Member] {
    [
      .init("grade", .optional(set.grade)), .init("atLeast", .integer(set.atLeast)),
      .init("atMost", .integer(set.atMost)),
    ]
  }

  private func clinical(_ term: TermDictionary.Term, typed: Int?) -> [JSONValue.Member] {
    [
      .init("term", .string(term.term)), .init("grade", .optional(typed)),
      .init("atLeast", .optional(typed ?? 0)), .init("atMost", .optional(typed ?? term.grades.last)),
      .init("because", .string(words.because(term, typed: typed))),
      .init("soc", .string(term.systemOrganClass)),
      .init("defined", .array(term.grades.map { .integer($0) })),
    ]
  }

  private func refused(_ problems: [RowProblem]) -> [JSONValue.Member] {
    [.init("term", .null), .init("grade", .null), .init("atLeast", .null), .init("atMost", .null)]
      + RefusedRow.members(problems)
  }

  static func summary(_ summary: GradeSummary) -> [JSONValue] {
    summary.lines.map { line in
      [
        "term": .string(line.term), "subjects": .integer(line.subjects),
        "grades": .object(line.counts.enumerated().map { .init("\($0.offset)", .integer($0.element)) }),
        "open": .integer(line.open),
      ]
    }
  }

  static func terms(_ terms: [TermDictionary.Term]) -> [JSONValue] {
    terms.map { term in
      [
        "term": .string(term.term), "soc": .string(term.systemOrganClass),
        "grades": .object(term.grades.map { .init("\($0)", .string(term.cell($0) ?? "")) }),
        "definition": .string(term.definition), "note": .string(term.note),
      ]
    }
  }
}
