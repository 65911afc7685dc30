// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// The limits of normal that the trial's laboratories print, by site, analyte, sex, age and date.
///
/// A multiple of a limit means the limit of the laboratory that measured: limits are never taken from another site.
public struct LaboratoryLimits: Sendable {
  /// One line of the table.
  public struct Row: Hashable, Sendable {
    /// The line of the table, counted from 1 with its head.
    public let line: Int
    public let site: String
    public let analyte: String
    /// nil for both.
    public let sex: String?
    /// In years, both ends included; a missing end is open.
    public let ages: (from: Double?, to: Double?)
    /// Both ends included; a missing end is open.
    public let dates: (from: CivilDate?, to: CivilDate?)
    /// nil where the laboratory prints none.
    public let lower: Quantity?
    public let upper: Quantity?

    public static func == (a: Row, b: Row) -> Bool { a.line == b.line }

    public func hash(into hasher: inout Hasher) { hasher.combine(line) }
  }

  /// Why there are no limits.
  public enum Gap: Error, Hashable, Sendable {
    case noSite(String, analyte: String)
    /// The site has limits of the analyte, but none for this sex, age and date.
    case noRow(String, analyte: String)
    /// Sex, age or date is missing, and the limits depend on it.
    case dependsOn([String])
  }

  public let rows: [Row]
  private let bySiteAndAnalyte: [[String]: [Row]]

  public init(_ rows: [Row]) {
    self.rows = rows
    bySiteAndAnalyte = Dictionary(grouping: rows) { [$0.site, $0.analyte] }
  }

  /// The limits for one measurement.
  ///
  /// - Parameters:
  ///   - site: Where it was measured.
  ///   - analyte: What was measured, as the table calls it.
  ///   - sex: The code of the subject's sex; nil where not known.
  ///   - age: In years; nil where not known.
  ///   - date: When it was measured; nil where not known.
  /// - Returns: The row that applies. Where something is missing, the row that applies whatever it is.
  /// - Throws: Why none is known; a limit that depends on what is missing is never guessed.
  public func limits(
    site: String,
    analyte: String,
    sex: String?,
    age: Double?,
    date: CivilDate?
  ) throws(Gap) -> Row {
    guard let rows = bySiteAndAnalyte[[site, analyte]] else { throw .noSite(site, analyte: analyte) }
    let possible = rows.filter { row in
      sex.map { row.sex == nil || row.sex == $0 } ?? true && age.map { row.contains(age: $0) } ?? true
        && date.map { row.contains($0) } ?? true
    }
    guard let first = possible.first else { throw .noRow(site, analyte: analyte) }
    let missing = [
      sex == nil && possible.contains { $0.sex != nil } ? "sex" : nil,
      age == nil && possible.contains { $0.ages.from != nil || $0.ages.to != nil } ? "age" : nil,
      date == nil && possible.contains { $0.dates.from != nil || $0.dates.to != nil } ? "date" : nil,
    ].compactMap(\.self)
    guard missing.isEmpty else { throw .dependsOn(missing) }
    return first
  }
}

extension LaboratoryLimits.Row {
  /// The row in the order of `LaboratoryLimits.columns`; empty is missing.
  var fields: [String] {
    let unit = (upper ?? lower)?.unit.code ?? ""
    func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
    return [
      site, analyte, sex ?? "", text(ages.from), text(ages.to), dates.from?.description ?? "",
      dates.to?.description ?? "", unit, text(lower?.value), text(upper?.value),
    ]
  }

  func contains(age: Double) -> Bool {
    ages.from.map { $0 <= age } ?? true && ages.to.map { age <= $0 } ?? true
  }

  func contains(_ date: CivilDate) -> Bool {
    dates.from.map { $0 <= date } ?? true && dates.to.map { date <= $0 } ?? true
  }

  /// Whether one measurement could fall under both rows.
  func overlaps(_ other: Self) -> Bool {
    func meet<Value: Comparable>(_ a: (from: Value?, to: Value?), _ b: (from: Value?, to: Value?)) -> Bool {
      let startsInTime = a.from.flatMap { from in b.to.map { from <= $0 } } ?? true
      return startsInTime && b.from.flatMap { from in a.to.map { from <= $0 } } ?? true
    }
    return site == other.site && analyte == other.analyte
      && (sex == nil || other.sex == nil || sex == other.sex) && meet(ages, other.ages)
      && meet(dates, other.dates)
  }
}

extension LaboratoryLimits.Gap: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noSite(let site, let analyte):
      "no limits of \(analyte) are on file for site \(site). Add a row to the table of laboratory limits."
    case .noRow(let site, let analyte):
      "site \(site) has limits of \(analyte), but none for this sex, age and date. Add the row that is missing."
    case .dependsOn(let missing):
      "the limits depend on \(missing.joined(separator: " and ")), which is not on file. Record it."
    }
  }
}
