// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

/// A table of results and events to grade: one row each, the facts as columns.
///
/// Empty and `NA` are unknown. Columns that nothing here reads are ignored, and `ignored` names them. A row with a
/// value that cannot be is refused as a whole: `problems` says which and why.
public struct GradeTable: Sendable {
  /// What a row is graded by.
  public enum Question: Hashable, Sendable {
    /// Laboratory terms, as indices into the scheme: those of the analyte, or the one that is named.
    case laboratory([Int])
    /// A term whose grades people assign.
    case clinical(TermDictionary.Term)
    /// Nothing: the row has a problem.
    case refused
  }

  /// One row.
  public struct Row: Sendable {
    /// Counted from 1, without the head.
    public let number: Int
    public let subject: String?
    public let question: Question
    public let result: LaboratoryResult
    public let unit: Unit?
    /// The grade that someone assigned; nil where the table has none.
    public let typedGrade: Int?
    /// Something the reader should know about how the row was read.
    public let note: LocalizedText?
  }

  public private(set) var rows: [Row] = []
  public private(set) var problems: [RowProblem] = []
  /// What is wrong with the table as a whole.
  public private(set) var faults: [TableFault] = []
  /// Columns that are not read.
  public private(set) var ignored: [String] = []

  /// The columns that are read beside the scheme's flags.
  public static let columns = [
    "subject", "term", "analyte", "value", "unit", "lln", "uln", "baseline", "infarction_limit",
    "temperature",
    "duration_h", "grade",
  ]

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - bytes: The file: CSV with a head.
  ///   - scheme: The laboratory criteria.
  ///   - dictionary: The terms with the grades that each has.
  public init(_ bytes: [UInt8], scheme: GradingScheme, dictionary: TermDictionary) {
    let reader = GradeRowReader(scheme: scheme, dictionary: dictionary)
    var head = TableHead()
    let found = CSVReader(bytes).forEachRow { (row: CSVRow) in
      guard head.isRead else {
        head = TableHead(row)
        return
      }
      var fields = RowFields(row, number: rows.count + 1, head.position)
      rows.append(reader.row(&fields))
      problems += fields.problems
    }
    ignored = head.names(besides: Self.columns + scheme.flags.map(\.id))
    faults = head.faults
    if head.isRead, head.position["term"] == nil, head.position["analyte"] == nil {
      faults.append(.noFindings)
    }
    faults += found.listed.map { .csv($0) }
    if !head.isRead { faults.append(.empty) }
  }
}
