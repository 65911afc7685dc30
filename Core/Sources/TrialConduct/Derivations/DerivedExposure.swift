// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What was given beside the plan, for every treated subject and drug of its regimen.
///
///     proportion  given / planned
///     intensity   (given / time taken) / (planned / planned time)
///
/// Planned is one cycle, from the first to the last planned day of the drug. The time taken is the same, or longer by
/// the days by which the last administration came late: a course that was stopped early has not been given faster.
///
/// - SeeAlso: Hryniuk W, Bush H (1984). J Clin Oncol 2:1281–1288; `DoseIntensity` for a calendar in mg.
struct DerivedExposure {
  private let derivation: ExposureDerivation
  private let record: TrialRecord
  private let study: StudyProtocol
  private var rows: [Row] = []

  private struct Row {
    let subject: Int
    let drug: String
    let planned: Double
    let unit: Unit
    /// NaN where the recorded amounts do not convert to the plan's unit.
    let given: Double
    let intensity: Double
  }

  init(_ derivation: ExposureDerivation, _ record: TrialRecord, _ study: StudyProtocol) {
    self.derivation = derivation
    self.record = record
    self.study = study
    let arms = record.codes(study.record.arm)
    let starts = study.record.treated.map { record.earliestDay($0) } ?? []
    let administrations = Administrations(derivation, record, study)
    for subject in record.subjects.indices {
      guard arms[subject] != ItemColumn.noCode, starts.indices.contains(subject),
        starts[subject] != ItemColumn.noDay, let id = study.arms[Int(arms[subject])].regimen,
        let regimen = study.regimens.first(where: { $0.id == id })
      else { continue }
      let given = administrations.of(subject)
      // Treated, and nothing of what was given is on file: nothing can be said.
      guard !given.isEmpty else { continue }
      let body = Body(derivation, subject, record, study)
      rows += regimen.drugs.compactMap { row($0, subject, start: starts[subject], given, body) }
    }
  }

  var table: FormTable {
    let columns: [(ExposureDerivation.Column, ItemColumn)] = [
      (.drug, .texts(rows.map(\.drug))), (.planned, .numbers(rows.map(\.planned))),
      (.given, .numbers(rows.map(\.given))), (.unit, .texts(rows.map(\.unit.code))),
      (.proportion, .numbers(rows.map { 100 * $0.given / $0.planned })),
      (.intensity, .numbers(rows.map { 100 * $0.intensity })),
    ]
    return FormTable(derived: rows.map { Int32($0.subject) }, columns.map { ($0.0.rawValue, $0.1) })
  }

  private func row(
    _ drug: Regimen.Drug,
    _ subject: Int,
    start: Int32,
    _ administrations: [Administration],
    _ body: Body
  ) -> Row? {
    let courses = drug.doses.filter { $0.cycles?.days.contains(1) ?? true }
    let days = courses.flatMap(\.days.days)
    guard let unit = courses.first?.dose.quantity.unit, let first = days.min(), let last = days.max() else {
      return nil
    }
    let planned = courses.reduce(0.0) { sum, course in
      let amount = course.dose.quantity.converted(to: unit)?.value ?? .nan
      return sum + amount * Double(course.perDay * course.days.days.count)
    }
    let own = administrations.filter { $0.drug == drug.name.english }
    let given = own.reduce(0.0) { sum, administration in
      sum + body.amount(administration.dose, in: unit) * administration.times
    }
    // Day 1 is the day of the first dose.
    let plannedEnd = start + Int32(last - 1)
    let plannedTime = Double(last - first + 1)
    let late = own.map(\.last).max().map { max(0, $0 - plannedEnd) } ?? 0
    return Row(
      subject: subject,
      drug: drug.name.english,
      planned: planned,
      unit: unit,
      given: given,
      intensity: given / planned * plannedTime / (plannedTime + Double(late))
    )
  }
}

/// A run of equal administrations.
private struct Administration {
  let drug: String
  let last: Int32
  let dose: Quantity
  /// How often the dose was given.
  let times: Double
}

/// The recorded administrations, read once.
private struct Administrations {
  private let record: TrialRecord
  private let form: String
  private let byRow: [Administration?]

  init(_ derivation: ExposureDerivation, _ record: TrialRecord, _ study: StudyProtocol) {
    let drug = ItemValues(derivation.drug, record, study)
    let first = ItemValues(derivation.first, record, study)
    let last = ItemValues(derivation.last, record, study)
    let dose = ItemValues(derivation.dose, record, study)
    let units = ItemValues(derivation.unit, record, study)
    let perDay = ItemValues(derivation.perDay, record, study)
    let ownUnit = study.item(derivation.dose)?.unit
    self.record = record
    form = derivation.drug.form
    byRow = (0..<record.table(derivation.drug.form).count).map { row in
      guard let name = drug.code(row), let from = first.day(row), !dose.number(row).isNaN,
        let unit = units.code(row).flatMap({ Unit($0) }) ?? ownUnit
      else { return nil }
      let until = max(from, derivation.last == nil ? from : last.day(row) ?? from)
      let daily = derivation.perDay == nil ? 1 : perDay.number(row)
      return Administration(
        drug: name,
        last: until,
        dose: Quantity(dose.number(row), unit),
        times: Double(until - from + 1) * daily
      )
    }
  }

  func of(_ subject: Int) -> [Administration] {
    record.rows(of: subject, in: form).compactMap { byRow[$0] }
  }
}

/// A subject's size, for doses that are planned by it.
private struct Body {
  /// m²; NaN where height or weight is not on file.
  private let area: Double
  /// kg.
  private let weight: Double

  init(_ derivation: ExposureDerivation, _ subject: Int, _ record: TrialRecord, _ study: StudyProtocol) {
    func positive(_ path: ItemPath?, _ unit: String) -> Double {
      guard let path, let row = record.rows(of: subject, in: path.form).first else { return .nan }
      let value = ItemValues(path, record, study, in: Unit(unit)).number(row)
      return value > 0 ? value : .nan
    }
    let height = positive(derivation.height, "cm")
    weight = positive(derivation.weight, "kg")
    area =
      height > 0 && weight > 0
      ? BodySurfaceArea.estimate(height: height, weight: weight, formula: study.dosing.formula) : .nan
  }

  /// A recorded amount in the plan's unit; NaN where it cannot be told.
  func amount(_ dose: Quantity, in unit: Unit) -> Double {
    if let same = dose.converted(to: unit) { return same.value }
    for (size, per) in [(area, "m2"), (weight, "kg")] {
      guard let perSize = Unit("mg/\(per)"), let factor = perSize.factor(to: unit), let mg = Unit("mg"),
        let amount = dose.converted(to: mg)
      else { continue }
      return amount.value / size * factor
    }
    return .nan
  }
}
