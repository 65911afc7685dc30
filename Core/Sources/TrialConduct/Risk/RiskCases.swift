// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// A table of subjects and their genetic risk: the findings of the criteria as columns, and `karyotype`.
public struct RiskCases: Sendable {
  public struct Row: Sendable {
    /// Counted from 1, without the head.
    public let number: Int
    public let subject: String?
    public let verdict: RiskVerdict
  }

  /// A row with values that cannot be; nothing is said about its subject.
  public struct Refusal: Sendable {
    /// Counted from 1, without the head.
    public let number: Int
    public let subject: String?
    public let problems: [FindingTable.Problem]
  }

  public let list: DecisionList
  /// The rows that could be assessed.
  public let rows: [Row]
  /// The others, in the order of the table.
  public let refusals: [Refusal]
  /// Columns that nothing was read from.
  public let ignored: [String]
  /// Parameters with another value than the published one, as indices of inputs.
  public let changed: [Int]

  /// Assesses the rows of a table; those with a value that cannot be are refused.
  ///
  /// - Parameters:
  ///   - table: The table, read for `assessment.maker`.
  ///   - assessment: The criteria.
  ///   - published: The list before parameters were set.
  public init(_ table: FindingTable, by assessment: RiskAssessment, published: DecisionList) {
    let list = assessment.maker.list
    self.list = list
    let problems = Dictionary(grouping: table.problems, by: \.row)
    refusals = problems.sorted { $0.key < $1.key }.map { number, found in
      Refusal(number: number, subject: table.text("subject", row: number - 1), problems: found)
    }
    rows = table.cases.indices.filter { problems[$0 + 1] == nil }.map { row in
      var values = table.cases[row]
      var ambiguous: String?
      // 0.35 may be a fraction or percent; 35 can only be percent.
      if let vaf = list.index(of: "tp53_vaf"), values[vaf] > 0, values[vaf] <= 1,
        table.text("tp53_vaf_unit", row: row) == nil
      {
        ambiguous = table.text("tp53_vaf", row: row)
        values[vaf] = .nan
      }
      return Row(
        number: row + 1,
        subject: table.text("subject", row: row),
        verdict: assessment.assess(
          values,
          karyotype: table.text("karyotype", row: row),
          vafWithoutUnit: ambiguous
        )
      )
    }
    ignored = table.ignored(besides: ["subject", "karyotype"], of: list)
    changed = list.inputs.indices.filter { list.inputs[$0].value != published.inputs[$0].value }
  }

  /// Assesses the subjects of a study, by the items that its protocol names.
  public init(_ derivation: DecisionDerivation, _ record: TrialRecord, _ study: StudyProtocol) {
    let assessment = RiskAssessment(derivation.list)
    list = derivation.list
    rows = derivation.cases(for: assessment.maker, record, study).enumerated().map { index, one in
      Row(
        number: index + 1,
        subject: record.subjects[one.subject],
        verdict: assessment.assess(one.values, karyotype: one.karyotype)
      )
    }
    refusals = []
    ignored = []
    changed = []
  }
}
