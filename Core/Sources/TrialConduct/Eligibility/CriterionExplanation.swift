// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// One comparison of a criterion and how it came out for a subject: a line of a *because* panel.
public struct CriterionPart: Hashable, Sendable {
  public let item: ItemPath
  public let comparison: Comparison
  /// Whether the part stands under an odd number of `not`: then it speaks for the criterion where it is not met.
  public let isNegated: Bool
  /// The recorded values as the protocol writes them, one for each row of a log; empty where nothing is on file.
  public let values: [String]
  /// What the comparison itself says, before any `not`.
  public let truth: Truth
}

extension TrialRecord {
  /// What a criterion rests on for one subject.
  ///
  /// - Parameters:
  ///   - criterion: The criterion.
  ///   - subject: The subject's index.
  ///   - study: The protocol.
  /// - Returns: Its comparisons in the order in which they are written.
  public func explanation(of criterion: Criterion, subject: Int, in study: StudyProtocol) -> [CriterionPart] {
    parts(of: criterion, subject, study, isNegated: false)
  }

  private func parts(
    of criterion: Criterion,
    _ subject: Int,
    _ study: StudyProtocol,
    isNegated: Bool
  ) -> [CriterionPart] {
    switch criterion {
    case .all(let parts), .any(let parts):
      return parts.flatMap { self.parts(of: $0, subject, study, isNegated: isNegated) }
    case .not(let part): return parts(of: part, subject, study, isNegated: !isNegated)
    case .compare(let path, let comparison):
      let rows = rows(of: subject, in: path.form)
      let values = study.item(path).map { ItemText(column(path), $0, study) }
      return [
        CriterionPart(
          item: path,
          comparison: comparison,
          isNegated: isNegated,
          values: rows.compactMap { values?.text($0) }.filter { !$0.isEmpty },
          truth: truth(of: comparison, path, rows, study)
        )
      ]
    }
  }

  private func truth(
    of comparison: Comparison,
    _ path: ItemPath,
    _ rows: Range<Int>,
    _ study: StudyProtocol
  ) -> Truth {
    if comparison == .known(false) { return !truth(of: .known(true), path, rows, study) }
    let test = ComparisonTest(comparison, of: path, in: self, study)
    return rows.map { test.truth(row: $0) }.max() ?? ComparisonTest.withoutRow(comparison)
  }
}
