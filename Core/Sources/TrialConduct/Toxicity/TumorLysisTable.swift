// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

/// A long table for tumor lysis: one row a sample, with the clinical findings of its day.
///
/// Empty and `NA` are unknown. Columns that nothing here reads are ignored, and `ignored` names them. A row with a
/// value that cannot be is refused as a whole, and what it was to tell is unknown: `problems` says which and why.
public struct TumorLysisTable: Sendable {
  /// What a row measures.
  public enum Question: Hashable, Sendable {
    /// A substance of the criteria, as they name it.
    case substance(String)
    case creatinine
    /// Something that these criteria do not look at, by its id.
    case other(String)
    /// Nothing: the row tells clinical findings, or when therapy began.
    case nothing
    /// It cannot be read what.
    case unreadable
  }

  /// One row.
  public struct Row: Sendable {
    /// Counted from 1, without the head.
    public let number: Int
    /// nil where missing; then the row is refused.
    public let subject: String?
    public let measured: Question
    public let date: PartialDate?
    /// After midnight; nil where unknown.
    public let minute: Int?
    public let result: LaboratoryResult
    public let unit: Unit?
    public let therapyStart: PartialDate?
    /// By column, the clinical findings of which something is written; nil where that is neither yes nor no.
    public let findings: [String: Bool?]
    /// Whether something in it cannot be; then only what it is about may be believed.
    public let isRefused: Bool

    /// When it was, as far as that may be believed.
    public var when: TumorLysis.Time {
      TumorLysis.Time(days: date.map { TumorLysis.days(of: $0) }, minute: minute)
    }
  }

  public private(set) var rows: [Row] = []
  public private(set) var problems: [RowProblem] = []
  /// What is wrong with the table as a whole.
  public private(set) var faults: [TableFault] = []
  /// Columns that are not read.
  public private(set) var ignored: [String] = []

  /// The columns that are read beside the clinical findings.
  public static let columns = [
    "subject", "date", "time", "analyte", "value", "unit", "lln", "uln", "baseline", "therapy_start",
  ]

  /// What was measured and these criteria do not look at, once each.
  public var others: [String] {
    var told: Set<String> = []
    return rows.compactMap { row in
      guard case .other(let id) = row.measured, told.insert(id).inserted else { return nil }
      return id
    }
  }

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - bytes: The file: CSV with a head.
  ///   - criteria: The substances and clinical findings that are looked at.
  ///   - scheme: The names, units and possible values of what laboratories measure.
  public init(_ bytes: [UInt8], criteria: TumorLysisCriteria, scheme: GradingScheme) {
    var reader = TumorLysisRowReader(criteria, scheme)
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
    ignored = head.names(besides: Self.columns + criteria.findingColumns)
    faults = head.faults
    if head.isRead {
      faults += ["subject", "analyte"].filter { head.position[$0] == nil }.map { .columnMissing($0) }
    }
    faults += found.listed.map { .csv($0) }
    if !head.isRead { faults.append(.empty) }
  }
}

extension TumorLysisCriteria {
  /// The clinical findings that are answered yes or no in a table: all categories but laboratory tumor lysis itself.
  public var findingColumns: [String] {
    clinical.findings.filter { $0.item.kind == .category && $0.id != "laboratory_tls" }.map(\.id)
  }
}

extension TumorLysis {
  /// The days a date may be, since 1970-01-01.
  static func days(of date: PartialDate) -> ClosedRange<Int> {
    let days = date.days
    return Int(days.lowerBound.day)...Int(days.upperBound.day)
  }
}
