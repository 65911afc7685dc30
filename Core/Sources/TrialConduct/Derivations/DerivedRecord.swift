// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What the protocol derives from a record at a cut: tables of the derived forms, and the verdicts behind them.
public struct DerivedRecord: Sendable {
  /// The derived tables, by form.
  public internal(set) var tables: [String: FormTable] = [:]
  /// One for each subject that was randomized by the cut; empty where the protocol derives no response.
  public internal(set) var responses: [SubjectResponse] = []
  /// Adverse events, reported and from laboratory values; empty where the protocol derives none.
  public internal(set) var events: [DerivedEvent] = []
  /// Laboratory values on treatment that may have a grade or none, because a limit, a baseline or a unit is missing.
  ///
  /// They are no events, and no table counts them.
  public internal(set) var undecided: [DerivedEvent] = []
}

/// Derives what a protocol asks for; its criteria are made ready once, for any number of records and cuts.
public struct Deriver: Sendable {
  private let study: StudyProtocol
  private let assessor: ResponseAssessor?
  private let grader: LaboratoryGrader?
  private let assessments: [RiskAssessment]

  public init(_ study: StudyProtocol) {
    self.study = study
    assessor = study.derivations.response.map { ResponseAssessor($0.scheme) }
    grader = study.derivations.toxicity.map { LaboratoryGrader($0.scheme) }
    assessments = study.derivations.decisions.map { RiskAssessment($0.list) }
  }

  /// Derives everything that `study.derivations` asks for.
  ///
  /// - Parameters:
  ///   - record: What had happened by the cut.
  ///   - cut: The last day whose facts count, in the time of the study; nil for all.
  /// - Returns: The derived tables, and the verdicts behind them.
  public func derive(_ record: TrialRecord, cut: Int32?) -> DerivedRecord {
    var derived = DerivedRecord()
    if let derivation = study.derivations.response, let assessor {
      let courses = ResponseCourses(derivation, record, study).courses
      derived.responses = responses(of: courses, by: assessor, at: cut)
      derived.tables[derivation.form.id] = derivation.table(of: derived.responses)
    }
    if let derivation = study.derivations.toxicity, let grader {
      let toxicity = DerivedToxicity(derivation, grader, record, study)
      derived.events = toxicity.rows
      derived.undecided = toxicity.undecided
      derived.tables[derivation.form.id] = toxicity.table
    }
    if let derivation = study.derivations.exposure {
      derived.tables[derivation.form.id] = DerivedExposure(derivation, record, study).table
    }
    for (derivation, assessment) in zip(study.derivations.decisions, assessments) {
      derived.tables[derivation.form.id] = derivation.table(by: assessment, record, study)
    }
    return derived
  }
}

extension TrialRecord {
  /// The record with the tables of derived forms beside its own.
  public func adding(_ derived: DerivedRecord) -> TrialRecord {
    TrialRecord(
      subjects: subjects,
      tables: tables.merging(derived.tables) { _, derived in derived },
      limits: limits
    )
  }
}

/// The values of one item by row, as a derivation reads them.
struct ItemValues {
  private let column: ItemColumn?
  /// What a number in the item's unit is multiplied with.
  private let factor: Double
  private let codes: [String]

  /// Numbers come in `unit`; nil for the item's own.
  init(_ path: ItemPath?, _ record: TrialRecord, _ study: StudyProtocol, in unit: Unit? = nil) {
    let item = path.flatMap { study.item($0) }
    column = path.flatMap { record.column($0) }
    codes = item.map { study.codes(of: $0) } ?? []
    factor = unit.flatMap { unit in item?.unit?.factor(to: unit) } ?? 1
  }

  /// NaN where missing.
  func number(_ row: Int) -> Double {
    guard case .numbers(let numbers)? = column else { return .nan }
    return numbers[row] * factor
  }

  /// nil where missing or known in part only.
  func day(_ row: Int) -> Int32? {
    guard case .days(let days, _)? = column, days[row] != ItemColumn.noDay else { return nil }
    return days[row]
  }

  /// nil where missing.
  func code(_ row: Int) -> String? {
    switch column {
    case .codes(let values)?: values[row] == ItemColumn.noCode ? nil : codes[Int(values[row])]
    case .texts(let texts)?: texts[row].isEmpty ? nil : texts[row]
    case .numbers, .days, nil: nil
    }
  }

  func answer(_ row: Int) -> Answer {
    switch code(row) {
    case "yes": .yes
    case "no": .no
    default: .notRecorded
    }
  }

  func extramedullary(_ row: Int) -> ExtramedullaryDisease {
    switch code(row) {
    case "yes": .present
    case "no": .absent
    case "not assessed": .notAssessed
    default: .notRecorded
    }
  }
}
