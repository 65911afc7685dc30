// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// A row of a table with its grades: of one term, or of all terms of its analyte, the worst first.
public struct GradedRow: Sendable {
  public let row: GradeTable.Row
  /// By laboratory terms, in the order of the scheme; empty for other rows.
  public let grades: [LaboratoryGrade]
  /// Why the row was refused; empty for others.
  public let problems: [RowProblem]

  /// Grades every row of a table.
  ///
  /// A unit that measures something else than the row's analyte was found when the table was read.
  public static func all(of table: GradeTable, by grader: LaboratoryGrader) -> [GradedRow] {
    let problems = Dictionary(grouping: table.problems) { $0.row }
    return table.rows.map { row in
      var grades: [LaboratoryGrade] = []
      if case .laboratory(let terms) = row.question {
        grades = terms.compactMap { try? grader.grade(row.result, unit: row.unit, term: $0) }
      }
      return GradedRow(row: row, grades: grades, problems: problems[row.number] ?? [])
    }
  }

  /// The worst of the row's grades: that with the highest that is certain, then the highest that is possible.
  public var worst: LaboratoryGrade? {
    grades.max { a, b in
      // `max` keeps the last of equals; the first is wanted, as the scheme orders its terms.
      (a.possible.atLeast, a.possible.atMost) <= (b.possible.atLeast, b.possible.atMost)
        && (a.possible != b.possible)
    }
  }
}
