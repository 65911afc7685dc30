// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What a subject's co-medications do to one drug.
///
/// A start during the cycle changes the dose from the next day; a co-medication that is taken on day 1 counts from day
/// 1, because its dose is planned with it. A stop changes the dose from the next day too, or later where the rule says
/// so. Of several the strongest governs: what must be avoided, then the lowest dose.
struct InteractionTable {
  /// One co-medication that has a rule.
  struct Entry {
    let course: CoMedicationCourse
    let coMedication: CoMedication
    /// Index of the rule, the strongest first.
    let order: Int
    let rule: InteractionRule
  }

  /// What governs a day.
  struct Governing {
    let coMedication: CoMedication
    let rule: InteractionRule
    /// In the drug's unit; nil where the two are avoided together.
    let dose: Double?

    var isAvoided: Bool { dose == nil }
  }

  let entries: [Entry]
  private let start: CivilDate

  init(_ facts: DrugFacts?, _ courses: [CoMedicationCourse], start: CivilDate) {
    self.start = start
    entries = courses.compactMap { course in
      guard let facts else { return nil }
      let known = facts.coMedications.first { $0.id == course.id }
      // Named classes take the place of everything the table says, a rule of its own included.
      let names = course.classes ?? [course.id] + (known?.classes ?? [])
      let index = facts.interactions.firstIndex { rule in rule.with.contains { names.contains($0) } }
      guard let index else { return nil }
      return Entry(
        course: course,
        coMedication: known ?? CoMedication(id: course.id, classes: course.classes ?? []),
        order: index,
        rule: facts.interactions[index]
      )
    }
    .sorted { ($0.order, $0.coMedication.id) < ($1.order, $1.coMedication.id) }
  }

  /// The co-medication that governs the dose of a day.
  ///
  /// - Parameters:
  ///   - date: The day.
  ///   - planned: The dose without co-medication, in `unit`.
  ///   - rampDay: How many days of the ramp-up lie before it; nil for a plan without ramp-up.
  ///   - unit: The drug's unit.
  /// - Returns: nil where none changes the dose.
  func governing(on date: CivilDate, planned: Double, rampDay: Int?, _ unit: Unit) -> Governing? {
    let active = entries.filter { isActive($0, on: date) }.map { entry in
      Governing(
        coMedication: entry.coMedication,
        rule: entry.rule,
        dose: dose(under: entry.rule.effect, planned: planned, rampDay: rampDay, unit)
      )
    }
    if let avoided = active.first(where: \.isAvoided) { return avoided }
    return active.min { ($0.dose ?? 0) < ($1.dose ?? 0) }
  }

  private func isActive(_ entry: Entry, on date: CivilDate) -> Bool {
    if let from = entry.course.from, from > start, date <= from { return false }
    guard let to = entry.course.to else { return true }
    return date <= to + entry.rule.resumeAfter
  }

  private func dose(
    under effect: InteractionRule.Effect,
    planned: Double,
    rampDay: Int?,
    _ unit: Unit
  ) -> Double? {
    switch effect {
    case .avoid: return nil
    case .share(let share): return planned * share
    case .amounts(let ramp, let steady):
      let amount = rampDay.flatMap { ramp.indices.contains($0) ? ramp[$0] : nil } ?? steady
      // A co-medication never raises a dose.
      return amount.converted(to: unit).map { min(planned, $0.value) } ?? planned
    }
  }
}
