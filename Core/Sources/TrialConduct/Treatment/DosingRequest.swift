// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What a calendar is made from.
public struct DosingRequest: Sendable {
  public var regimen: Regimen
  public var rules: DosingRules
  /// Day 1.
  public var start: CivilDate
  /// Counted from 1.
  public var cycle: Int
  public var subject: DosingSubject
  public var coMedications: [CoMedicationCourse]
  /// Co-medications on file that no table of interactions has: the calendar says that nothing is known of them.
  public var unclassed: [CoMedicationCourse] = []
  /// Earlier amounts in mg/m² by drug; nil where nobody was asked.
  public var prior: [String: Double]?
  /// Whether someone has confirmed measures outside the usual range.
  public var isConfirmed: Bool

  public init(
    regimen: Regimen,
    rules: DosingRules,
    start: CivilDate,
    cycle: Int = 1,
    subject: DosingSubject,
    coMedications: [CoMedicationCourse] = [],
    prior: [String: Double]? = nil,
    isConfirmed: Bool = false
  ) {
    self.regimen = regimen
    self.rules = rules
    self.start = start
    self.cycle = cycle
    self.subject = subject
    self.coMedications = coMedications
    self.prior = prior
    self.isConfirmed = isConfirmed
  }

  /// Body surface area with the protocol's formula and cap; nil where height or weight is missing.
  public var area: DoseCalendar.Area? {
    guard let height = subject.height, let weight = subject.weight, height > 0, weight > 0 else { return nil }
    return DoseCalendar.Area(
      formula: rules.formula,
      exact: BodySurfaceArea.estimate(height: height, weight: weight, formula: rules.formula),
      cap: rules.areaCap
    )
  }

  /// Measures outside the range that needs no second confirmation.
  var unusualSizes: [SizeCheck] {
    let measures: [(SizeCheck.Measure, Double?, ClosedRange<Double>)] = [
      (.height, subject.height, rules.heights), (.weight, subject.weight, rules.weights),
      (.area, area?.exact, rules.areas),
    ]
    return measures.compactMap { measure, value, range in
      guard let value, !range.contains(value) else { return nil }
      return SizeCheck(measure: measure, value: value, range: range)
    }
  }

  /// Everything that stands in the way of a calendar; empty where there is nothing.
  public var refusals: [DosingRefusal] {
    var refusals = impossibleValues
    let bases = Set(regimen.drugs.flatMap(\.doses).map(\.dose.basis))
    if subject.height == nil, bases.contains(.bodySurfaceArea) { refusals.append(.heightMissing) }
    if subject.weight == nil, bases.contains(.bodySurfaceArea) || bases.contains(.bodyWeight) {
      refusals.append(.weightMissing)
    }
    // Beyond what a person can be, a measure is impossible already.
    if refusals.isEmpty, !isConfirmed { refusals += unusualSizes.map { .unusualSize($0) } }
    if cycle < 1 || regimen.cycles.map({ cycle > $0 }) ?? false {
      refusals.append(.noSuchCycle(cycle, of: regimen.cycles))
    } else if !regimen.drugs.flatMap(\.doses).contains(where: { $0.isGiven(inCycle: cycle) }) {
      refusals.append(.noSuchCycle(cycle, of: regimen.cycles))
    }
    return refusals + coMedicationRefusals
  }

  private var impossibleValues: [DosingRefusal] {
    let possible: [(String, Double?, ClosedRange<Double>, String)] = [
      ("height", subject.height, 20...280, "cm"), ("weight", subject.weight, 0.3...650, "kg"),
      ("earlier weight", subject.earlierWeight, 0.3...650, "kg"), ("age", subject.age, 0...125, "years"),
      ("creatinine", subject.creatinine, 0.05...50, "mg/dL"),
      ("bilirubin", subject.bilirubin, 0...100, "mg/dL"),
    ]
    return possible.compactMap { name, value, range, unit in
      guard let value, !range.contains(value) else { return nil }
      return .impossible(name, value, range, unit: unit)
    }
  }

  private var coMedicationRefusals: [DosingRefusal] {
    let facts = regimen.drugs.compactMap(\.facts)
    let known = facts.flatMap(\.coMedications)
    let classes = facts.flatMap(\.classes).map(\.id)
    return coMedications.flatMap { course -> [DosingRefusal] in
      var found: [DosingRefusal] = []
      if course.classes == nil, !known.contains(where: { $0.id == course.id }) {
        found.append(.unknownCoMedication(course.id, known: Self.unique(known.map(\.id))))
      }
      for name in course.classes ?? [] where !classes.contains(name) {
        found.append(.unknownClass(name, known: Self.unique(classes)))
      }
      if let from = course.from, let to = course.to, to < from {
        found.append(.endsBeforeStart(course.id, from: from, to: to))
      }
      return found
    }
  }

  private static func unique(_ names: [String]) -> [String] { Set(names).sorted() }
}

/// Why there is no calendar.
public enum DosingRefusal: Error, Hashable, Sendable {
  case heightMissing
  case weightMissing
  /// A value that nobody can have.
  case impossible(String, Double, ClosedRange<Double>, unit: String)
  /// A value that someone has to look at twice.
  case unusualSize(SizeCheck)
  case noSuchCycle(Int, of: Int?)
  /// What is not in the table may interact or not: unknown, not harmless.
  case unknownCoMedication(String, known: [String])
  case unknownClass(String, known: [String])
  case endsBeforeStart(String, from: CivilDate, to: CivilDate)
}

/// Every reason why there is no calendar, at once.
public struct DosingRefusals: Error, Sendable {
  public let refusals: [DosingRefusal]
}
