// SPDX-License-Identifier: Apache-2.0

import TrialDesign

extension TrialRecord {
  /// What a criterion says about each subject, in Kleene's logic.
  ///
  /// A comparison looks at the subject's row of a form that is filled once. In a log it is met where any row meets it,
  /// else unknown where any row is, else not met. An `all` whose parts all look at one log asks for a single row that
  /// meets every part ("an infection of grade 3", not an infection and something of grade 3). `not` turns the
  /// subject's answer round. A subject without a row is unknown, except to `known`: an empty log does not say that
  /// nothing happened. A multiple of a limit of normal or of a baseline takes the limit of the same row, or the subject's
  /// only one; a date that is known in part is compared with all days it can be.
  ///
  /// - Parameters:
  ///   - criterion: The criterion.
  ///   - study: The protocol it stands in.
  /// - Returns: One truth for each subject.
  public func truths(of criterion: Criterion, in study: StudyProtocol) -> [Truth] {
    switch criterion {
    case .not(let part): return truths(of: part, in: study).map { !$0 }
    case .any(let parts): return combine(parts, in: study, else: .notMet) { $0 || $1 }
    case .all(let parts):
      if parts.count > 1, let log = study.singleLog(of: criterion) {
        return anyRow(criterion, of: log, in: study)
      }
      return combine(parts, in: study, else: .met) { $0 && $1 }
    // That nothing is on file is asked of the subject, not of a row.
    case .compare(let path, .known(false)): return truths(of: .not(.compare(path, .known(true))), in: study)
    case .compare(let path, _): return anyRow(criterion, of: path.form, in: study)
    }
  }

  /// What a criterion says about each row of a form.
  ///
  /// Comparisons with items of other forms count with the answer for the row's subject.
  ///
  /// - Parameters:
  ///   - criterion: The criterion.
  ///   - form: The form whose rows are asked.
  ///   - study: The protocol.
  /// - Returns: One truth for each row of the form's table.
  public func rowTruths(of criterion: Criterion, form: String, in study: StudyProtocol) -> [Truth] {
    let table = table(form)
    switch criterion {
    case .not(let part): return rowTruths(of: part, form: form, in: study).map { !$0 }
    case .all(let parts):
      return parts.reduce(Array(repeating: .met, count: table.count)) { truths, part in
        zip(truths, rowTruths(of: part, form: form, in: study)).map { $0 && $1 }
      }
    case .any(let parts):
      return parts.reduce(Array(repeating: .notMet, count: table.count)) { truths, part in
        zip(truths, rowTruths(of: part, form: form, in: study)).map { $0 || $1 }
      }
    case .compare(let path, let comparison):
      if path.form == form {
        let test = ComparisonTest(comparison, of: path, in: self, study)
        return (0..<table.count).map { test.truth(row: $0) }
      }
      let bySubject = truths(of: criterion, in: study)
      return table.subject.map { bySubject[Int($0)] }
    }
  }

  private func combine(
    _ parts: [Criterion],
    in study: StudyProtocol,
    else empty: Truth,
    _ join: (Truth, Truth) -> Truth
  ) -> [Truth] {
    parts.reduce(Array(repeating: empty, count: subjects.count)) { truths, part in
      zip(truths, self.truths(of: part, in: study)).map { join($0, $1) }
    }
  }

  /// Whether any of a subject's rows meets the criterion.
  private func anyRow(_ criterion: Criterion, of form: String, in study: StudyProtocol) -> [Truth] {
    var found = [Truth?](repeating: nil, count: subjects.count)
    let subject = table(form).subject
    for (row, truth) in rowTruths(of: criterion, form: form, in: study).enumerated() {
      let index = Int(subject[row])
      found[index] = (found[index] ?? .notMet) || truth
    }
    let withoutRow = criterion.truthWithoutRow
    return found.map { $0 ?? withoutRow }
  }
}

extension StudyProtocol {
  /// The log that all items of a criterion belong to; nil where there is no such one.
  func singleLog(of criterion: Criterion) -> String? {
    let forms = Set(criterion.items.map(\.form))
    guard forms.count == 1, let id = forms.first, form(id)?.repeats == .log else { return nil }
    return id
  }
}

extension Criterion {
  /// The answer for a subject of whom the forms have no row.
  var truthWithoutRow: Truth {
    switch self {
    case .all(let parts): parts.reduce(.met) { $0 && $1.truthWithoutRow }
    case .any(let parts): parts.reduce(.notMet) { $0 || $1.truthWithoutRow }
    case .not(let part): !part.truthWithoutRow
    case .compare(_, let comparison): ComparisonTest.withoutRow(comparison)
    }
  }
}
