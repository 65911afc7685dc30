// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// The course of every randomized subject, as response is derived from it, read off a record.
struct ResponseCourses {
  let courses: [SubjectCourse]

  init(_ derivation: ResponseDerivation, _ record: TrialRecord, _ study: StudyProtocol) {
    let reading = CourseReading(derivation, record, study)
    let days = study.record.randomized.map { record.earliestDay($0) }
    let arms = record.codes(study.record.arm)
    courses = record.subjects.indices.compactMap { subject in
      let day = study.study.time == .relative ? 0 : days?[subject] ?? ItemColumn.noDay
      guard arms[subject] != ItemColumn.noCode, day != ItemColumn.noDay else { return nil }
      return reading.course(of: subject, randomized: day)
    }
  }
}

/// The columns a course is read from.
private struct CourseReading {
  private let derivation: ResponseDerivation
  private let record: TrialRecord
  private let study: StudyProtocol
  private let marrows: [MarrowAssessment?]
  private let counts: [BloodCount?]

  init(_ derivation: ResponseDerivation, _ record: TrialRecord, _ study: StudyProtocol) {
    self.derivation = derivation
    self.record = record
    self.study = study
    marrows = Self.marrows(derivation.marrow, record, study)
    counts = derivation.counts.map { Self.counts($0, record, study) } ?? []
  }

  func course(of subject: Int, randomized: Int32) -> SubjectCourse {
    var course = SubjectCourse(subject: subject, randomized: randomized)
    course.marrows = record.rows(of: subject, in: derivation.marrow.at.form).compactMap { marrows[$0] }
    if let form = derivation.counts?.at.form {
      course.counts = record.rows(of: subject, in: form).compactMap { counts[$0] }
    }
    course.baselineBlasts = values(derivation.baselineBlasts, of: subject) { $0.number($1) } ?? .nan
    course.priorExtramedullary =
      values(derivation.priorExtramedullary, of: subject) { $0.answer($1) } ?? .notRecorded
    course.growthFactors = days(derivation.growthFactors, of: subject)
    course.plateletTransfusions = days(derivation.plateletTransfusions, of: subject)
    course.newTherapy = days(derivation.newTherapy, of: subject).min()
    course.conditioning = days(derivation.conditioning, of: subject).min()
    course.secondCourseEnd = days([derivation.secondCourseEnd].compactMap(\.self), of: subject).min()
    course.death = days([derivation.death].compactMap(\.self), of: subject).min()
    course.lastAlive = days([derivation.lastAlive].compactMap(\.self), of: subject).max()
    course.investigatorBest = values(derivation.investigator, of: subject) { $0.code($1) } ?? nil
    return course
  }

  /// The value in a subject's first row; nil where there is no row.
  private func values<Value>(_ path: ItemPath?, of subject: Int, _ read: (ItemValues, Int) -> Value) -> Value?
  {
    guard let path, let row = record.rows(of: subject, in: path.form).first else { return nil }
    return read(ItemValues(path, record, study), row)
  }

  private func days(_ paths: [ItemPath], of subject: Int) -> [Int32] {
    paths.flatMap { path in
      let values = ItemValues(path, record, study)
      return record.rows(of: subject, in: path.form).compactMap { values.day($0) }
    }
  }

  /// One for each row of the form; nil where a row has no day.
  private static func marrows(
    _ items: ResponseDerivation.Marrow,
    _ record: TrialRecord,
    _ study: StudyProtocol
  ) -> [MarrowAssessment?] {
    let percent = Unit("%")
    let at = ItemValues(items.at, record, study)
    let blasts = ItemValues(items.blasts, record, study, in: percent)
    let cells = ItemValues(items.cellsCounted, record, study)
    let spicules = ItemValues(items.spicules, record, study)
    let cellularity = ItemValues(items.cellularity, record, study, in: percent)
    let adequate = ItemValues(items.adequate, record, study)
    let circulating = ItemValues(items.circulatingBlasts, record, study)
    let extramedullary = ItemValues(items.extramedullary, record, study)
    let auer = ItemValues(items.auerRods, record, study)
    return (0..<record.table(items.at.form).count).map { row in
      at.day(row).map { day in
        MarrowAssessment(
          day: day,
          blasts: blasts.number(row),
          cellsCounted: cells.number(row),
          spicules: spicules.answer(row),
          cellularity: cellularity.number(row),
          isAdequate: adequate.answer(row),
          circulatingBlasts: circulating.answer(row),
          extramedullary: extramedullary.extramedullary(row),
          auerRods: auer.answer(row)
        )
      }
    }
  }

  private static func counts(
    _ items: ResponseDerivation.Counts,
    _ record: TrialRecord,
    _ study: StudyProtocol
  ) -> [BloodCount?] {
    let perLitre = Unit("10*9/L")
    let at = ItemValues(items.at, record, study)
    let neutrophils = ItemValues(items.neutrophils, record, study, in: perLitre)
    let platelets = ItemValues(items.platelets, record, study, in: perLitre)
    let circulating = ItemValues(items.circulatingBlasts, record, study)
    return (0..<record.table(items.at.form).count).map { row in
      at.day(row).map { day in
        BloodCount(
          day: day,
          neutrophils: neutrophils.number(row),
          platelets: platelets.number(row),
          circulatingBlasts: circulating.answer(row)
        )
      }
    }
  }
}
