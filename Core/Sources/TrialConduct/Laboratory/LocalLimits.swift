// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// The limits of normal that a subject's own laboratory prints, as the study's table has them.
struct LocalLimits {
  private let limits: LaboratoryLimits
  /// One for each subject; nil and NaN where missing.
  private let sites: [String?]
  private let sexes: [String?]
  private let ages: [Double]
  private let isDated: Bool

  /// nil where the study has no table of limits.
  init?(_ record: TrialRecord, _ study: StudyProtocol) {
    guard let limits = record.limits, let table = study.laboratoryLimits else { return nil }
    func codes(_ path: ItemPath?) -> [String?] {
      guard let path, let item = study.item(path) else { return record.subjects.map { _ in nil } }
      let codes = study.codes(of: item)
      return record.codes(path).map { $0 == ItemColumn.noCode ? nil : codes[Int($0)] }
    }
    self.limits = limits
    sites = codes(study.record.site)
    sexes = codes(table.sex)
    let toYears = table.age.flatMap { study.item($0)?.unit }.flatMap { unit in
      Unit("a").flatMap { unit.factor(to: $0) }
    }
    ages =
      table.age.map { record.numbers($0).map { $0 * (toYears ?? 1) } } ?? record.subjects.map { _ in .nan }
    isDated = study.study.time == .calendar
  }

  /// The limits for a value of one subject on one day, in the value's unit.
  ///
  /// - Parameters:
  ///   - subject: Index of the subject.
  ///   - analyte: What was measured, as the table calls it.
  ///   - unit: The unit of the value.
  ///   - day: When it was measured; nil where not known.
  /// - Returns: NaN where the table has no limit, or where it depends on what is missing.
  func of(
    subject: Int,
    _ analyte: LimitsAnalyte,
    in unit: Unit,
    on day: Int32?
  ) -> (lower: Double, upper: Double) {
    let unknown = (lower: Double.nan, upper: Double.nan)
    guard let site = sites[subject] else { return unknown }
    let age = ages[subject]
    let row = try? limits.limits(
      site: site,
      analyte: analyte.id,
      sex: sexes[subject],
      age: age.isNaN ? nil : age,
      date: isDated ? day.map { CivilDate(day: $0) } : nil
    )
    guard let row else { return unknown }
    func number(_ limit: Quantity?) -> Double {
      guard let limit, let scale = analyte.scale(from: limit.unit, to: unit) else { return .nan }
      // A limit that stands in the value's unit stays what the laboratory printed.
      return limit.unit == unit ? limit.value : scale(limit.value).roundedTo15Digits
    }
    return (number(row.lower), number(row.upper))
  }

  /// One of the two limits; NaN where the table has none, and for scales that are no limits of normal.
  func of(
    subject: Int,
    _ analyte: LimitsAnalyte,
    _ scale: Comparison.Scale,
    in unit: Unit,
    on day: Int32?
  ) -> Double {
    switch scale {
    case .upperLimit: of(subject: subject, analyte, in: unit, on: day).upper
    case .lowerLimit: of(subject: subject, analyte, in: unit, on: day).lower
    case .baseline, .unit, .finding: .nan
    }
  }
}
