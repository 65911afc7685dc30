// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What is on file for every subject, in columns.
///
/// The order is canonical and does not depend on the order of rows in any file: subjects by id
/// (runs of digits compare as numbers), rows by subject, then by when they happened, then by content.
public struct TrialRecord: Sendable {
  /// Subject identifiers (CDISC `USUBJID`), in canonical order; rows name subjects by their index here.
  public let subjects: [String]
  /// One table for each form of the protocol, also where it has no rows.
  public let tables: [String: FormTable]
  /// The limits of normal of the trial's laboratories; nil where the study has no table of them.
  public let limits: LaboratoryLimits?

  /// A record as it stands; `inCanonicalOrder(of:)` sorts one that was put together in another order.
  public init(subjects: [String], tables: [String: FormTable], limits: LaboratoryLimits? = nil) {
    self.subjects = subjects
    self.tables = tables
    self.limits = limits
  }

  public func table(_ form: String) -> FormTable { tables[form] ?? FormTable(rows: 0) }

  /// The column of an item; nil where the form has no such column.
  public func column(_ path: ItemPath) -> ItemColumn? { tables[path.form]?.columns[path.item] }
}

/// The rows of one form.
public struct FormTable: Sendable {
  /// The index of each row's subject, ascending.
  public let subject: [Int32]
  /// When each row's facts happened: days since 1970-01-01, or since randomization in relative time;
  /// `ItemColumn.noDay` where unknown or where the form has no such item.
  public let happened: [Int32]
  /// When each row was recorded, as `happened` counts; `ItemColumn.noDay` where the data do not say.
  public let recorded: [Int32]
  /// By item id; every column has one value for each row.
  public let columns: [String: ItemColumn]
  /// Why values are missing, where a code says so in their place: by item id and row.
  public let missingReasons: [String: [Int: String]]

  public var count: Int { subject.count }

  public init(
    subject: [Int32],
    happened: [Int32],
    recorded: [Int32],
    columns: [String: ItemColumn],
    missingReasons: [String: [Int: String]] = [:]
  ) {
    self.subject = subject
    self.happened = happened
    self.recorded = recorded
    self.columns = columns
    self.missingReasons = missingReasons
  }

  init(rows: Int) {
    self.init(subject: [], happened: [], recorded: [], columns: [:])
  }

  /// The rows with these indices, in this order.
  public func rows(_ indices: [Int]) -> FormTable {
    FormTable(
      subject: indices.map { subject[$0] },
      happened: indices.map { happened[$0] },
      recorded: indices.map { recorded[$0] },
      columns: columns.mapValues { $0.rows(indices) },
      missingReasons: missingReasons.mapValues { reasons in
        let kept = indices.enumerated().compactMap { new, old in reasons[old].map { (new, $0) } }
        return Dictionary(uniqueKeysWithValues: kept)
      }
    )
  }
}

/// The values of one item, one for each row of its form.
public enum ItemColumn: Sendable {
  /// Indices into `StudyProtocol.codes(of:)`; `noCode` is missing. For category, arm and site items.
  case codes([Int16])
  /// In the item's own unit; NaN is missing. For integer and decimal items.
  case numbers([Double])
  /// Days since 1970-01-01 (date items) or since randomization (days items); `noDay` is missing.
  /// `partial` has the dates of which only a part is known, by row; their day is `noDay`.
  case days([Int32], partial: [Int: PartialDate])
  /// Empty is missing.
  case texts([String])

  public static let noCode: Int16 = -1
  public static let noDay = Int32.min

  /// Whether a value, be it a partial date, is on file in a row.
  public func isKnown(_ row: Int) -> Bool {
    switch self {
    case .codes(let codes): codes[row] != Self.noCode
    case .numbers(let numbers): !numbers[row].isNaN
    case .days(let days, let partial): days[row] != Self.noDay || partial[row] != nil
    case .texts(let texts): !texts[row].isEmpty
    }
  }

  func rows(_ indices: [Int]) -> ItemColumn {
    switch self {
    case .codes(let codes): return .codes(indices.map { codes[$0] })
    case .numbers(let numbers): return .numbers(indices.map { numbers[$0] })
    case .texts(let texts): return .texts(indices.map { texts[$0] })
    case .days(let days, let partial):
      guard !partial.isEmpty else { return .days(indices.map { days[$0] }, partial: [:]) }
      let kept = indices.enumerated().compactMap { new, old in partial[old].map { (new, $0) } }
      return .days(indices.map { days[$0] }, partial: Dictionary(uniqueKeysWithValues: kept))
    }
  }
}
