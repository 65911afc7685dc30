// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// One count for each subject and term at the worst grade, as incidence tables count.
///
/// Rows without a subject count each for itself. A worst grade that missing facts leave open is counted as open and not
/// under a grade.
public struct GradeSummary: Sendable {
  public struct Line: Sendable {
    /// As published.
    public let term: String
    public let subjects: Int
    /// By grade, 0 to 5.
    public let counts: [Int]
    public let open: Int
  }

  /// In the order in which the terms were met.
  public let lines: [Line]

  public init(_ rows: [GradedRow], _ scheme: GradingScheme) {
    var order: [String] = []
    var worst: [String: [String: GradeSet]] = [:]
    for graded in rows {
      let subject = graded.row.subject ?? "#\(graded.row.number)"
      for (term, grade) in Self.grades(of: graded, scheme) {
        if worst[term] == nil { order.append(term) }
        let before = worst[term]?[subject]
        worst[term, default: [:]][subject] = before.map { $0.worst(grade) } ?? grade
      }
    }
    lines = order.map { term in
      let sets = worst[term].map { Array($0.values) } ?? []
      var counts = [Int](repeating: 0, count: 6)
      for set in sets {
        if let grade = set.grade { counts[grade] += 1 }
      }
      return Line(term: term, subjects: sets.count, counts: counts, open: sets.count { $0.grade == nil })
    }
  }

  private static func grades(of graded: GradedRow, _ scheme: GradingScheme) -> [(String, GradeSet)] {
    switch graded.row.question {
    case .refused: []
    case .laboratory: graded.grades.map { (scheme.terms[$0.term].term, $0.possible) }
    case .clinical(let term):
      [(term.term, GradeSet(graded.row.typedGrade.map { [$0] } ?? [0] + term.grades))]
    }
  }
}
