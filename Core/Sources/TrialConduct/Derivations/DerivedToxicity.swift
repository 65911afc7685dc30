// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// One line of the derived log of adverse events.
public struct DerivedEvent: Sendable {
  /// Index of the subject.
  public let subject: Int
  /// nil where unknown.
  public let day: Int32?
  public let term: String
  /// Empty where neither the report nor the dictionary has one.
  public let systemOrganClass: String
  /// As reported, or the lowest grade that what is known of a laboratory value allows; nil where none is on file.
  public let grade: Int?
  /// The highest grade that what is known allows.
  public let highest: Int?
  /// The grade before treatment; nil where no baseline is on file.
  public let baseline: Int?
  /// Whether it is worse than before treatment.
  public let emergent: Truth
  public let origin: ToxicityDerivation.Origin
  /// nil for what was reported.
  public let measured: Measured?

  /// The laboratory value that showed the worst grade first.
  public struct Measured: Sendable {
    public let result: LaboratoryResult
    public let unit: Unit?
    /// Index into the scheme's terms.
    public let term: Int
  }
}

/// The log of adverse events of a study: those reported, and those that laboratory values show.
struct DerivedToxicity {
  private let derivation: ToxicityDerivation
  private let grader: LaboratoryGrader
  private let record: TrialRecord
  private let study: StudyProtocol
  /// By subject, then by day.
  private(set) var rows: [DerivedEvent] = []
  /// Laboratory values that may have a grade or none.
  private(set) var undecided: [DerivedEvent] = []

  init(
    _ derivation: ToxicityDerivation,
    _ grader: LaboratoryGrader,
    _ record: TrialRecord,
    _ study: StudyProtocol
  ) {
    self.grader = grader
    self.derivation = derivation
    self.record = record
    self.study = study
    let laboratory = laboratory
    rows = Self.sorted(reported + laboratory.filter { ($0.grade ?? 0) > 0 })
    undecided = Self.sorted(laboratory.filter { $0.grade == 0 })
  }

  /// A subject's rows stand together; within it by day, then as they came.
  private static func sorted(_ events: [DerivedEvent]) -> [DerivedEvent] {
    events.enumerated().sorted { a, b in
      (a.element.subject, a.element.day ?? .max, a.offset) < (
        b.element.subject, b.element.day ?? .max, b.offset
      )
    }.map(\.element)
  }

  var table: FormTable {
    func numbers(_ values: [Int?]) -> ItemColumn { .numbers(values.map { $0.map { Double($0) } ?? .nan }) }
    let origins = ToxicityDerivation.Origin.allCases
    let columns: [(ToxicityDerivation.Column, ItemColumn)] = [
      (.at, .days(rows.map { $0.day ?? ItemColumn.noDay }, partial: [:])),
      (.term, .texts(rows.map(\.term))), (.soc, .texts(rows.map(\.systemOrganClass))),
      (.grade, numbers(rows.map(\.grade))), (.highest, numbers(rows.map(\.highest))),
      (.baselineGrade, numbers(rows.map(\.baseline))),
      (.emergent, .codes(rows.map { $0.emergent.yesOrNo })),
      (.origin, .codes(rows.map { Int16(origins.firstIndex(of: $0.origin) ?? 0) })),
    ]
    return FormTable(derived: rows.map { Int32($0.subject) }, columns.map { ($0.0.rawValue, $0.1) })
  }

  // MARK: Reported

  private var reported: [DerivedEvent] {
    guard let items = derivation.reported else { return [] }
    let at = ItemValues(items.at, record, study)
    let term = ItemValues(items.term, record, study)
    let soc = ItemValues(items.systemOrganClass, record, study)
    let grade = ItemValues(items.grade, record, study)
    return record.table(items.term.form).subject.enumerated().compactMap { row, subject in
      guard let word = term.code(row) else { return nil }
      let known = try? derivation.dictionary.term(word)
      let number = grade.number(row)
      let value = number.isNaN ? nil : Int(number)
      return DerivedEvent(
        subject: Int(subject),
        day: at.day(row),
        term: known?.term ?? word,
        systemOrganClass: soc.code(row) ?? known?.systemOrganClass ?? "",
        grade: value,
        highest: value,
        baseline: nil,
        emergent: .unknown,
        origin: .reported,
        measured: nil
      )
    }
  }

  // MARK: Laboratory

  /// The worst grade of each subject and term on treatment, where it is above 0 or may be.
  private var laboratory: [DerivedEvent] {
    guard !derivation.laboratory.isEmpty else { return [] }
    let log = LaboratoryLog(
      entries: derivation.laboratory.flatMap { entries(of: $0) },
      firstDoses: firstDoses
    )
    // Reading the protocol made sure that every unit is one of its analyte's.
    let events = (try? log.events(by: grader, derivation.dictionary)) ?? []
    return events.map { event in
      DerivedEvent(
        subject: event.subject,
        day: Int32(event.day),
        term: event.term,
        systemOrganClass: event.systemOrganClass,
        grade: event.grade.atLeast,
        highest: event.grade.atMost,
        baseline: event.baseline?.grade,
        emergent: event.isTreatmentEmergent,
        origin: .laboratory,
        measured: measured(event, log)
      )
    }
  }

  /// The value behind an event, and the term it was graded by.
  private func measured(_ event: LaboratoryEvent, _ log: LaboratoryLog) -> DerivedEvent.Measured? {
    let entry = log.entries[event.entry]
    let term = grader.scheme.terms.indices.first { index in
      grader.scheme.terms[index].analyte == entry.analyte && grader.scheme.terms[index].term == event.term
    }
    return term.map { DerivedEvent.Measured(result: entry.result, unit: entry.unit, term: $0) }
  }

  private var firstDoses: [LaboratoryLog.Moment?] {
    guard let path = derivation.firstDose ?? study.record.treated else {
      return record.subjects.map { _ in nil }
    }
    return record.earliestDay(path).map { day in
      day == ItemColumn.noDay ? nil : LaboratoryLog.Moment(day: Int(day))
    }
  }

  private func entries(of line: ToxicityDerivation.Laboratory) -> [LaboratoryLog.Entry] {
    let unit = study.item(line.value)?.unit
    let at = ItemValues(line.at, record, study)
    let value = ItemValues(line.value, record, study)
    let lower = LimitValues(line.lower, unit, record, study)
    let upper = LimitValues(line.upper, unit, record, study)
    let needsLocal = line.lower == nil || line.upper == nil
    let local = needsLocal ? LocalLimits(record, study) : nil
    let analyte = study.limitsAnalyte(of: line.value)
    return record.table(line.value.form).subject.enumerated().compactMap { row, subject in
      guard let day = at.day(row), !value.number(row).isNaN else { return nil }
      let printed = unit.flatMap { unit in
        analyte.flatMap { local?.of(subject: Int(subject), $0, in: unit, on: day) }
      }
      return LaboratoryLog.Entry(
        subject: Int(subject),
        when: LaboratoryLog.Moment(day: Int(day)),
        analyte: line.analyte,
        result: LaboratoryResult(
          value: value.number(row),
          lln: line.lower == nil ? printed?.lower ?? .nan : lower.number(row),
          uln: line.upper == nil ? printed?.upper ?? .nan : upper.number(row)
        ),
        unit: unit
      )
    }
  }
}

/// A limit of normal for each row, in the unit of the values.
private struct LimitValues {
  private let items: ItemValues?
  private let constant: Double

  init(_ limit: ToxicityDerivation.Limit?, _ unit: Unit?, _ record: TrialRecord, _ study: StudyProtocol) {
    switch limit {
    case .item(let path)?:
      items = ItemValues(path, record, study, in: unit)
      constant = .nan
    case .quantity(let quantity)?:
      items = nil
      constant = unit.flatMap { quantity.converted(to: $0)?.value } ?? .nan
    case nil:
      items = nil
      constant = .nan
    }
  }

  func number(_ row: Int) -> Double { items?.number(row) ?? constant }
}

extension Truth {
  /// The code of a derived yes-or-no item; unknown is missing.
  fileprivate var yesOrNo: Int16 {
    switch self {
    case .met: 0
    case .notMet: 1
    case .unknown: ItemColumn.noCode
    }
  }
}
