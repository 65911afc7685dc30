// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Laboratory values of many subjects over time, graded with the baseline that each subject brought.
///
/// Baseline is the last value before the first dose; a value of the same day counts where its time is unknown, or
/// earlier than the dose, or that of the dose is unknown. Values up to baseline are graded as their own baseline:
/// their raw grade stays, so that a cytopenia of the disease is seen and not counted as caused by treatment.
public struct LaboratoryLog: Sendable {
  /// One measured value.
  public struct Entry: Sendable {
    /// Index of the subject; entries of one subject need not stand together.
    public let subject: Int
    public let when: Moment
    /// Index into the scheme's analytes.
    public let analyte: Int
    /// Value and limits; a baseline in it is not looked at.
    public let result: LaboratoryResult
    /// nil where nobody wrote it.
    public let unit: Unit?

    public init(subject: Int, when: Moment, analyte: Int, result: LaboratoryResult, unit: Unit?) {
      self.subject = subject
      self.when = when
      self.analyte = analyte
      self.result = result
      self.unit = unit
    }
  }

  /// A day, and the time of day where it is known.
  public struct Moment: Hashable, Sendable {
    /// On any scale of whole days: study days or days of the calendar.
    public let day: Int
    /// After midnight; nil where unknown.
    public let minute: Int?

    public init(day: Int, minute: Int? = nil) {
      self.day = day
      self.minute = minute
    }

    /// Whether a value of this moment may serve as baseline for a first dose at `dose`.
    public func isBaseline(for dose: Moment) -> Bool {
      guard day == dose.day else { return day < dose.day }
      guard let minute, let given = dose.minute else { return true }
      return minute < given
    }

    /// Order in time; on one day, an unknown time comes first.
    static func isEarlier(_ a: Moment, _ b: Moment) -> Bool {
      (a.day, a.minute ?? -1) < (b.day, b.minute ?? -1)
    }
  }

  /// One grade of one entry.
  public struct Graded: Sendable {
    /// Index of the entry.
    public let entry: Int
    /// Index into the scheme's terms.
    public let term: Int
    /// The raw grade.
    public let grade: GradeSet
    /// The baseline's grade by the same term; nil where there is no baseline.
    public let baseline: GradeSet?
    /// Whether the entry lies after the first dose.
    public let isOnTreatment: Bool
    /// Whether the grade is higher than at baseline; not met before the first dose.
    public let isTreatmentEmergent: Truth
  }

  public let entries: [Entry]
  /// By subject; nil where no dose was given or none is on file.
  public let firstDoses: [Moment?]

  public init(entries: [Entry], firstDoses: [Moment?]) {
    self.entries = entries
    self.firstDoses = firstDoses
  }

  /// The entry that is a subject's baseline of an analyte, for each entry; nil where there is none.
  public var baselines: [Int?] {
    struct Key: Hashable {
      let subject: Int
      let analyte: Int
    }
    var last: [Key: Int] = [:]
    for (index, entry) in entries.enumerated() where !entry.result.value.isNaN {
      guard let dose = firstDose(of: entry.subject), entry.when.isBaseline(for: dose) else { continue }
      let key = Key(subject: entry.subject, analyte: entry.analyte)
      if let before = last[key], Moment.isEarlier(entry.when, entries[before].when) { continue }
      last[key] = index
    }
    return entries.map { last[Key(subject: $0.subject, analyte: $0.analyte)] }
  }

  /// Grades every entry by every term of its analyte, in the order of the entries.
  ///
  /// - Parameter grader: The criteria.
  /// - Returns: One grade for each entry and term of its analyte.
  /// - Throws: The first unit that measures something else than the entry's analyte.
  public func grades(by grader: LaboratoryGrader) throws(UnitFailure) -> [Graded] {
    var lanes = Lanes(grader)
    let baselines = baselines
    // A baseline's grade is asked for at each later value.
    var atBaseline: [Lanes.Key: GradeSet] = [:]
    var graded: [Graded] = []
    graded.reserveCapacity(entries.count)
    for (index, entry) in entries.enumerated() {
      let dose = firstDose(of: entry.subject)
      let isOnTreatment = dose.map { !entry.when.isBaseline(for: $0) } ?? false
      for term in grader.scheme.terms(of: entry.analyte) {
        var result = entry.result
        var before: GradeSet?
        if let baseline = baselines[index] {
          let key = Lanes.Key(term: term, number: baseline)
          if let known = atBaseline[key] {
            before = known
          } else {
            before = try grade(ofBaseline: baseline, term, &lanes)
            atBaseline[key] = before
          }
          result.baseline = isOnTreatment ? value(of: baseline, in: entry.unit, grader) : entry.result.value
        } else {
          result.baseline = isOnTreatment ? .nan : entry.result.value
        }
        let grade = try lanes.grade(result, entry.unit, term)
        graded.append(
          Graded(
            entry: index,
            term: term,
            grade: grade,
            baseline: before,
            isOnTreatment: isOnTreatment,
            isTreatmentEmergent: isOnTreatment ? emergence(of: grade, from: before) : .notMet
          )
        )
      }
    }
    return graded
  }

  private func firstDose(of subject: Int) -> Moment? {
    firstDoses.indices.contains(subject) ? firstDoses[subject] : nil
  }

  private func grade(ofBaseline index: Int, _ term: Int, _ lanes: inout Lanes) throws(UnitFailure) -> GradeSet
  {
    var result = entries[index].result
    result.baseline = result.value
    return try lanes.grade(result, entries[index].unit, term)
  }

  /// A baseline in the unit of a later value; NaN where the two do not convert.
  private func value(of index: Int, in unit: Unit?, _ grader: LaboratoryGrader) -> Double {
    let entry = entries[index]
    guard let unit, let own = entry.unit, unit != own else { return entry.result.value }
    return grader.scheme.analytes[entry.analyte].scale(from: own, to: unit).map { $0(entry.result.value) }
      ?? .nan
  }

  /// Grade 0 is no event, whatever the baseline was.
  func emergence(of grade: GradeSet, from baseline: GradeSet?) -> Truth {
    guard grade.atMost > 0 else { return .notMet }
    guard let baseline else { return .unknown }
    if grade.atLeast > baseline.atMost { return .met }
    return grade.atMost > baseline.atLeast ? .unknown : .notMet
  }
}

/// The lanes that a log needs, made when first asked for.
private struct Lanes {
  struct Key: Hashable {
    let term: Int
    /// Of an entry, or of a unit in the order met.
    let number: Int
  }

  private let grader: LaboratoryGrader
  private var units: [Unit?: Int] = [:]
  private var lanes: [GradingLane] = []
  private var byKey: [Key: Int] = [:]

  init(_ grader: LaboratoryGrader) {
    self.grader = grader
  }

  mutating func grade(_ result: LaboratoryResult, _ unit: Unit?, _ term: Int) throws(UnitFailure) -> GradeSet
  {
    let number = units[unit] ?? units.count
    units[unit] = number
    let key = Key(term: term, number: number)
    if let lane = byKey[key] { return lanes[lane].grades(of: result) }
    byKey[key] = lanes.count
    lanes.append(try grader.lane(term: term, unit: unit))
    return lanes[lanes.count - 1].grades(of: result)
  }
}
