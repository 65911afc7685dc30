// SPDX-License-Identifier: Apache-2.0

import TrialDesign

extension DoseCalendar {
  /// Calculates a subject's cycle.
  ///
  /// - Parameter request: Regimen, rules, day 1, and what is known of the subject.
  /// - Returns: The calendar. The order of co-medications does not matter.
  /// - Throws: Every reason why there is none.
  public static func plan(_ request: DosingRequest) throws(DosingRefusals) -> DoseCalendar {
    let refusals = request.refusals
    guard refusals.isEmpty else { throw DosingRefusals(refusals: refusals) }
    let clocks = AdministrationClock(request)
    var keys: Set<String> = []
    var drugs: [DrugCalendar] = []
    var notes = Self.notes(on: request)
    for drug in request.regimen.drugs {
      var key = drug.name.english
      var number = 2
      while !keys.insert(key).inserted {
        key = "\(drug.name.english)-\(number)"
        number += 1
      }
      let planner = DrugPlanner(drug, key: key, request, clocks)
      guard let calendar = planner.calendar else { continue }
      drugs.append(calendar)
      notes += planner.notes(on: calendar)
    }
    if drugs.contains(where: { $0.days.contains { $0.times.count > 0 } }) {
      notes.append(DoseNote(.information, .firstHour(request.rules.firstHour)))
    }
    return DoseCalendar(
      regimen: request.regimen,
      rules: request.rules,
      start: request.start,
      cycle: request.cycle,
      subject: request.subject,
      area: request.area,
      coMedications: request.coMedications.sorted {
        ($0.id, $0.from?.day ?? .min) < ($1.id, $1.from?.day ?? .min)
      },
      drugs: drugs,
      notes: notes.enumerated().sorted { ($0.element.severity, $0.offset) < ($1.element.severity, $1.offset) }
        .map(\.element)
    )
  }

  /// What is to be said whatever the drug.
  private static func notes(on request: DosingRequest) -> [DoseNote] {
    var notes = request.unusualSizes.map { DoseNote(.caution, .unusualSize($0)) }
    let usesArea = request.regimen.drugs.flatMap(\.doses).contains { $0.dose.basis == .bodySurfaceArea }
    if let area = request.area, usesArea {
      if request.rules.namedFormula == nil {
        notes.append(DoseNote(.information, .formulaChosen(area.formula)))
      }
      if area.isCapped, let cap = area.cap {
        notes.append(DoseNote(.caution, .areaCapped(exact: area.exact, cap: cap)))
      }
    }
    if let share = request.weightChange {
      let recalculate = share.magnitude >= request.rules.weightChange * (1 - 1e-9)
      notes.append(
        DoseNote(
          recalculate ? .caution : .information,
          .weightChanged(share: share, recalculate: recalculate)
        )
      )
    }
    if !request.unclassed.isEmpty { notes.append(DoseNote(.caution, .unclassed(request.unclassed))) }
    if let age = request.subject.age, age < 18, request.subject.creatinine != nil {
      notes.append(DoseNote(.caution, .clearanceUndefined))
    }
    return notes
  }
}

extension DosingRequest {
  /// (weight − earlier weight) / earlier weight; nil where one of them is missing.
  public var weightChange: Double? {
    guard let weight = subject.weight, let earlier = subject.earlierWeight, earlier > 0 else { return nil }
    return (weight - earlier) / earlier
  }
}

/// When each drug's first administration of a day begins.
struct AdministrationClock {
  private let request: DosingRequest

  init(_ request: DosingRequest) {
    self.request = request
  }

  /// Minutes after midnight of every administration of a course on a day.
  ///
  /// A drug that follows another counts from that drug's start on the same day; on days without the other drug it
  /// begins with the day.
  func times(of course: Regimen.Course, on day: Int) -> [Int] {
    let first = start(of: course, on: day, depth: 0)
    let gap = course.interval ?? 24 / Double(course.perDay)
    return (0..<course.perDay).map { first + Int((Double($0) * gap * 60).rounded()) }
  }

  private func start(of course: Regimen.Course, on day: Int, depth: Int) -> Int {
    // A circle of drugs that wait for each other would never begin; it is broken at its length.
    guard let follows = course.after, depth < request.regimen.drugs.count else {
      return request.rules.firstHour
    }
    let first = request.regimen.drugs.first { $0.name.english == follows.drug }?.doses
      .first { $0.isGiven(inCycle: request.cycle) && $0.days.days.contains(day) }
    guard let first else { return request.rules.firstHour }
    return start(of: first, on: day, depth: depth + 1) + Int((follows.hours * 60).rounded())
  }
}
