// SPDX-License-Identifier: Apache-2.0

import TrialDesign

extension ResponseDerivation {
  /// The derived form's table: one row for each response, in the order of subjects.
  func table(of responses: [SubjectResponse]) -> FormTable {
    let codes = categories
    let columns: [Column: ItemColumn] = [
      .date: .derived(days: responses.map { $0.bestDay ?? $0.lastAssessment }),
      .best: .codes(
        responses.map { response in
          response.best.flatMap { codes.firstIndex(of: $0) }.map { Int16($0) } ?? ItemColumn.noCode
        }
      ),
      .possible: .texts(
        responses.map { $0.possibleBest.members.map(\.rawValue).joined(separator: ", ") }
      ),
      .response: .codes(responses.map { $0.isResponder.yesOrNo }),
      .compositeRemission: .codes(responses.map { $0.isInCompositeRemission.yesOrNo }),
      .remission: .derived(days: responses.map(\.remission)),
      .relapse: .derived(days: responses.map { $0.relapse?.day }),
      .lastAssessment: .derived(days: responses.map(\.lastAssessment)),
    ]
    return FormTable(
      derived: responses.map { Int32($0.subject) },
      columns.map { ($0.key.rawValue, $0.value) }
    )
  }
}

extension SubjectResponse.Membership {
  /// The code of a derived yes-or-no item; unknown and pending are missing.
  fileprivate var yesOrNo: Int16 {
    switch self {
    case .met: 0
    case .notMet: 1
    case .unknown, .pending: ItemColumn.noCode
    }
  }
}

extension DecisionDerivation {
  /// The derived form's table: one row for each subject that has any of the findings on file.
  func table(by assessment: RiskAssessment, _ record: TrialRecord, _ study: StudyProtocol) -> FormTable {
    let maker = assessment.maker
    var memory = DecisionMemory()
    let cases = cases(for: maker, record, study)
    let sets = cases.map { one -> UInt64 in
      guard let text = one.karyotype else {
        return one.values.withUnsafeBufferPointer { maker.outcomes(of: $0, remembering: &memory) }
      }
      return assessment.assess(one.values, karyotype: text).possible.reduce(0) {
        $0 | 1 << UInt64($1)
      }
    }
    let outcomes = list.outcomes.indices
    return FormTable(
      derived: cases.map { Int32($0.subject) },
      [
        (
          Column.category.rawValue,
          .codes(
            sets.map { $0.nonzeroBitCount == 1 ? Int16($0.trailingZeroBitCount) : ItemColumn.noCode }
          )
        ),
        (
          Column.possible.rawValue,
          .texts(
            sets.map { set in
              outcomes.filter { set >> UInt64($0) & 1 == 1 }.map { list.outcomes[$0].id }
                .joined(separator: ", ")
            }
          )
        ),
      ]
    )
  }

  /// What is on file about one subject, as a decision maker takes it.
  struct Case {
    let subject: Int
    let values: [Double]
    /// As reported; nil where none is on file.
    let karyotype: String?
  }

  /// One case for each subject that has any of the findings on file.
  func cases(for maker: DecisionMaker, _ record: TrialRecord, _ study: StudyProtocol) -> [Case] {
    let karyotypes = ItemValues(karyotype, record, study)
    let readers = list.findings.indices.compactMap { index in
      findings[list.inputs[index].id].map { FindingReader($0, list.inputs[index], at: index, record, study) }
    }
    return record.subjects.indices.compactMap { subject in
      var values = maker.emptyCase
      for reader in readers { values[reader.input] = reader.value(of: subject, in: record) }
      let text = karyotype.flatMap { record.rows(of: subject, in: $0.form).first }
        .flatMap { karyotypes.code($0) }
      guard text != nil || readers.contains(where: { !values[$0.input].isNaN }) else { return nil }
      return Case(subject: subject, values: values, karyotype: text)
    }
  }
}

/// Reads one finding of a decision list from an item.
private struct FindingReader {
  let input: Int
  private let path: ItemPath
  private let values: ItemValues
  private let categories: [String]

  init(_ path: ItemPath, _ finding: Finding, at input: Int, _ record: TrialRecord, _ study: StudyProtocol) {
    self.path = path
    self.input = input
    values = ItemValues(path, record, study, in: finding.item.unit)
    categories = finding.item.categories.map(\.code)
  }

  /// From the subject's first row; NaN where missing.
  func value(of subject: Int, in record: TrialRecord) -> Double {
    guard let row = record.rows(of: subject, in: path.form).first else { return .nan }
    guard !categories.isEmpty else { return values.number(row) }
    return values.code(row).flatMap { categories.firstIndex(of: $0) }.map { Double($0) } ?? .nan
  }
}

extension FormTable {
  /// A table without days of its own: what it says is derived at the cut.
  init(derived subject: [Int32], _ columns: [(String, ItemColumn)]) {
    let none = [Int32](repeating: ItemColumn.noDay, count: subject.count)
    self.init(
      subject: subject,
      happened: none,
      recorded: none,
      columns: Dictionary(columns) { first, _ in first }
    )
  }
}

extension ItemColumn {
  fileprivate static func derived(days: [Int32?]) -> ItemColumn {
    .days(days.map { $0 ?? noDay }, partial: [:])
  }
}
