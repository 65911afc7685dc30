// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Graded rows as text for a terminal, at most 100 columns wide.
public struct GradeListing: Sendable {
  private static let width = 100
  private let scheme: GradingScheme
  private let words: GradeWords
  private let texts: Texts

  public init(_ scheme: GradingScheme, _ dictionary: TermDictionary, language: Language) {
    self.scheme = scheme
    words = GradeWords(scheme, dictionary, language: language)
    texts = Texts(language: language)
  }

  /// Each row with its grade, and below it the reason.
  public func rows(_ rows: [GradedRow]) -> String {
    rows.flatMap { lines(of: $0) }.joined(separator: "\n")
  }

  private func lines(of graded: GradedRow) -> [String] {
    let row = graded.row
    let head = ["\(texts[GradeMessage.row]) \(row.number)", row.subject].compactMap(\.self).joined(
      separator: "  "
    )
    switch row.question {
    case .refused:
      let problems = graded.problems.flatMap { wrapped(RefusedRow.words(for: $0)) }
      return ["\(head)  \(texts[GradeMessage.refused])"] + problems
    case .clinical(let term):
      let grade = row.typedGrade.map { texts(GradeMessage.grade, "\($0)") } ?? texts[GradeMessage.ungraded]
      return ["\(head)  \(term.term): \(grade)"] + wrapped(words.because(term, typed: row.typedGrade))
    case .laboratory:
      let notes = row.note.map { wrapped(texts[$0]) } ?? []
      return graded.grades.flatMap { lines(of: $0, head: head, typed: row.typedGrade) } + notes
    }
  }

  private func lines(of grade: LaboratoryGrade, head: String, typed: Int?) -> [String] {
    let key = grade.possible.grade == nil ? GradeMessage.gradeRange : .grade
    let title = "\(head)  \(words.title(of: grade.term)): \(texts(key, words.grades(grade.possible)))"
    return [title] + wrapped(words.because(grade))
      + words.details(grade, typed: typed).flatMap { wrapped($0) }
  }

  private func wrapped(_ text: String) -> [String] {
    TextColumns.wrapped(text, to: Self.width - 4, indent: "  ").map { "    " + $0 }
  }

  /// How many subjects had each grade as their worst, by term.
  public func summary(_ summary: GradeSummary) -> String {
    let titles = summary.lines.map { $0.term }
    let termWidth = min(56, (titles + [texts[GradeMessage.term]]).map { TextColumns.width($0) }.max() ?? 0)
    let columns = [texts[GradeMessage.subjects]] + (0...5).map { "\($0)" } + [texts[GradeMessage.open]]
    let widths = columns.map { max(4, TextColumns.width($0)) }
    func line(_ term: String, _ cells: [String]) -> String {
      let padded = zip(cells, widths).map { TextColumns.padded($0, to: $1, right: true) }
      return ([TextColumns.padded(term, to: termWidth)] + padded).joined(separator: "  ")
    }
    let rows = summary.lines.map { found in
      line(
        found.term,
        ["\(found.subjects)"] + (0...5).map { found.counts[$0] == 0 ? "·" : "\(found.counts[$0])" } + [
          found.open == 0 ? "·" : "\(found.open)"
        ]
      )
    }
    return ([line(texts[GradeMessage.term], columns)] + rows).joined(separator: "\n")
  }

  /// Terms with the grades that each has; the printed criteria too where there are few.
  public func terms(_ terms: [TermDictionary.Term], search: String) -> String {
    guard !terms.isEmpty else { return texts(GradeMessage.noTerms, search) }
    let isDetailed = terms.count <= 12
    return terms.flatMap { term -> [String] in
      let grades = term.grades.map(String.init).joined(separator: texts[GradeMessage.separator])
      let title = texts(GradeMessage.termLine, term.term, term.systemOrganClass)
      let first = TextColumns.wrapped(
        "\(title): \(texts(GradeMessage.termGrades, grades))",
        to: Self.width,
        indent: "  "
      )
      guard isDetailed else { return first }
      let cells = term.grades.flatMap { grade in
        TextColumns.hanging("  \(grade)  ", term.cell(grade) ?? "", to: Self.width)
      }
      return first + cells
        + (term.note.isEmpty ? [] : TextColumns.hanging("     ", term.note, to: Self.width))
    }.joined(separator: "\n")
  }
}
