// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What a study's record says about one subject when doses are calculated.
///
/// Of a measure that was taken several times the latest up to day 1 counts; a later one was not known when the doses
/// were written. A value without a day counts only where its form has none. Different values of one day are no value.
public struct RecordedDosing: Sendable {
  public let subject: String
  let index: Int
  let record: TrialRecord
  let study: StudyProtocol

  /// - Returns: nil where nobody in the record has this id.
  public init?(_ subject: String, in record: TrialRecord, of study: StudyProtocol) {
    guard let index = record.subjects.firstIndex(of: subject) else { return nil }
    self.subject = subject
    self.index = index
    self.record = record
    self.study = study
  }

  /// The arm the subject was randomized to.
  public func arm() throws(DosingAbsence) -> Arm {
    let code = record.codes(study.record.arm)[index]
    guard code != ItemColumn.noCode else { throw .notRecorded(study.record.arm, by: nil) }
    return study.arms[Int(code)]
  }

  // MARK: Days

  /// When cycles began by what is on file: those whose administrations say so, and the first also by the first dose.
  ///
  /// Of drugs, only what the regimen gives on day 1 tells when a cycle began: a growth factor may come the day before.
  public func starts(of regimen: Regimen) -> [Int: DosingEvidence.OnFile] {
    var starts: [Int: DosingEvidence.OnFile] = [:]
    if let path = study.record.treated, let day = try? day(of: path) {
      starts[1] = DosingEvidence.OnFile(.day(day), item: path)
    }
    guard let items = study.dosing.items?.cycle else { return starts }
    let numbers = ItemValues(items.number, record, study)
    let days = ItemValues(items.start, record, study)
    let drugs = ItemValues(items.drug, record, study)
    var earliest: [Int: Int32] = [:]
    for row in record.rows(of: index, in: items.number.form) {
      let number = numbers.number(row)
      guard let day = days.day(row), number >= 1, let cycle = Int(exactly: number) else { continue }
      if items.drug != nil {
        guard let name = drugs.code(row), regimen.gives(name, onDay: 1, ofCycle: cycle) else { continue }
      }
      earliest[cycle] = min(earliest[cycle] ?? day, day)
    }
    for (cycle, day) in earliest {
      starts[cycle] = DosingEvidence.OnFile(.day(CivilDate(day: day)), item: items.start)
    }
    return starts
  }

  /// Why there is no day 1 of the first cycle on file.
  public var absenceOfStart: DosingAbsence {
    guard let path = study.record.treated else { return .notNamed(key: "record.treated") }
    do {
      _ = try day(of: path)
      return .notRecorded(path, by: nil)
    } catch {
      return error
    }
  }

  /// The earliest day of an item.
  private func day(of path: ItemPath) throws(DosingAbsence) -> CivilDate {
    let day = record.earliestDay(path)[index]
    guard day == ItemColumn.noDay else { return CivilDate(day: day) }
    guard case .days(_, let partial)? = record.column(path) else { throw .notRecorded(path, by: nil) }
    for row in record.rows(of: index, in: path.form) {
      if let known = partial[row] { throw .partial(path, known) }
    }
    throw .notRecorded(path, by: nil)
  }

  // MARK: Measures

  /// A measure as it was known on a day, in the unit it was recorded in.
  ///
  /// - Parameters:
  ///   - measure: What was measured.
  ///   - day: Values found later do not count.
  /// - Returns: The value, its item, and the day it was found.
  /// - Throws: Why there is none.
  public func value(
    of measure: DosingItems.Measure,
    by day: CivilDate
  ) throws(DosingAbsence) -> DosingEvidence.OnFile {
    guard let path = study.dosing.items?[measure], let form = study.form(path.form),
      let item = study.item(path)
    else { throw .notNamed(key: "dosing.items.\(measure.rawValue)") }
    let values = ItemValues(path, record, study)
    let dates = ItemValues(form.happened(of: item), record, study)
    var latest: Int32?
    var found: Set<DosingEvidence.Value> = []
    for row in record.rows(of: index, in: path.form) {
      guard let value = Self.value(values, row, item) else { continue }
      let when = dates.day(row)
      guard let when else {
        // Where the form has a day and this row has none, nobody knows whether it was before.
        if form.happened(of: item) == nil { found.insert(value) }
        continue
      }
      guard when <= day.day, when >= latest ?? when else { continue }
      if when > latest ?? .min { found = [] }
      latest = when
      found.insert(value)
    }
    guard let value = found.first else { throw .notRecorded(path, by: day) }
    let known = latest.map { CivilDate(day: $0) }
    guard found.count == 1 else { throw .contradictory(path, on: known) }
    return DosingEvidence.OnFile(value, item: path, day: known)
  }

  private static func value(_ values: ItemValues, _ row: Int, _ item: Item) -> DosingEvidence.Value? {
    if item.kind == .category { return values.code(row).map { .word($0) } }
    let number = values.number(row)
    guard !number.isNaN, let unit = item.unit ?? Unit("a") else { return nil }
    return .quantity(Quantity(number, unit))
  }

  // MARK: Co-medications

  /// Co-medications that may matter to a cycle, each once with the span of its rows, in the order of their names.
  ///
  /// A first day that is not known lies before the cycle, a last day that is not known beyond it: what may be taken is
  /// never left out. Left out are those that begin after the cycle, and those that ended before it by more than any
  /// rule of the regimen's drugs looks back.
  public func coMedications(
    with regimen: Regimen,
    from first: CivilDate,
    to last: CivilDate
  ) -> [(course: CoMedicationCourse, item: ItemPath)] {
    guard let items = study.dosing.items?.coMedication else { return [] }
    let rules = regimen.drugs.compactMap(\.facts).flatMap(\.interactions)
    let lookBack = rules.map(\.resumeAfter).max() ?? 0
    let names = ItemValues(items.name, record, study)
    let starts = ItemValues(items.first, record, study)
    let ends = ItemValues(items.last, record, study)
    let courses = record.rows(of: index, in: items.name.form).compactMap { row -> CoMedicationCourse? in
      guard let name = names.code(row) else { return nil }
      let from = starts.day(row).map { CivilDate(day: $0) }
      let to = ends.day(row).map { CivilDate(day: $0) }
      if let to, to + lookBack < first { return nil }
      if let from, from > last { return nil }
      return CoMedicationCourse(id: regimen.coMedication(named: name)?.id ?? name, from: from, to: to)
    }
    return courses.sorted { ($0.id, $0.from?.day ?? .min) < ($1.id, $1.from?.day ?? .min) }
      .map { ($0, items.name) }
  }
}

extension Regimen {
  /// The co-medication of a name or title, in whatever letters it was recorded; nil where no drug's table has it.
  func coMedication(named name: String) -> CoMedication? {
    let wanted = name.lowercased()
    return drugs.compactMap(\.facts).flatMap(\.coMedications).first { known in
      known.id == wanted || Language.allCases.contains { known.title.text(in: $0).lowercased() == wanted }
    }
  }

  /// Whether a drug is planned on a day of a cycle.
  func gives(_ drug: String, onDay day: Int, ofCycle cycle: Int) -> Bool {
    drugs.contains { own in
      own.name.english == drug
        && own.doses.contains { $0.isGiven(inCycle: cycle) && $0.days.days.contains(day) }
    }
  }
}
