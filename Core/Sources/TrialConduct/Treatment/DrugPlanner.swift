// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Calculates one drug's days.
///
/// In this order: the protocol's dose for this subject; co-medications, of which the strongest governs; organ
/// function. Where several change the dose, no source is about both, and the lowest dose is taken, with a note.
struct DrugPlanner {
  let drug: Regimen.Drug
  let key: String
  let request: DosingRequest
  let clocks: AdministrationClock
  let unit: Unit
  /// What organ function does, by list of rules.
  let verdicts: [AdjustmentVerdict]
  let interactions: InteractionTable

  init(_ drug: Regimen.Drug, key: String, _ request: DosingRequest, _ clocks: AdministrationClock) {
    self.drug = drug
    self.key = key
    self.request = request
    self.clocks = clocks
    let codes = drug.doses.map(\.dose.quantity.unit.code)
    // One unit for all amounts of a drug: micrograms only where every dose is in micrograms.
    unit = !codes.isEmpty && codes.allSatisfy { $0.hasPrefix("ug") } ? .microgram : .milligram
    verdicts = (drug.facts?.adjustments ?? []).map {
      AdjustmentVerdict($0, request.subject, dosePerArea: Self.dosePerArea(of: drug, in: request.cycle))
    }
    interactions = InteractionTable(drug.facts, request.coMedications, start: request.start)
  }

  /// The largest dose of one administration in mg/m²; nil for another basis.
  private static func dosePerArea(of drug: Regimen.Drug, in cycle: Int) -> Double? {
    let unit = Unit("mg/m2")
    return drug.doses.filter { $0.isGiven(inCycle: cycle) }
      .compactMap { course in unit.flatMap { course.dose.quantity.converted(to: $0)?.value } }.max()
  }

  /// The drug's days in this cycle; nil where it has none.
  var calendar: DrugCalendar? {
    let courses = drug.doses.filter { $0.isGiven(inCycle: request.cycle) }
    let planned = courses.flatMap { course in course.days.days.map { (day: $0, course: course) } }
      .sorted { $0.day < $1.day }
    guard !planned.isEmpty else { return nil }
    let amounts = planned.map { amount(of: $0.course.dose) }
    let full = amounts.max() ?? 0
    let isRamping = amounts.first.map { $0 < full } ?? false
    let reached = amounts.firstIndex(of: full) ?? 0
    let days = planned.indices.map { index in
      let (day, course) = planned[index]
      return self.day(
        day,
        course,
        planned: amounts[index],
        rampDay: isRamping ? index : nil,
        isRamp: isRamping && index < reached
      )
    }
    let open = DrugCalendar(drug: drug, key: key, unit: unit, days: days, lifetime: nil)
    guard let limit = drug.facts?.lifetimeLimit else { return open }
    let lifetime = LifetimeDose(
      of: drug.facts?.id ?? key,
      limit: limit,
      prior: request.prior,
      thisCycle: open.cumulativePerArea
    )
    return DrugCalendar(drug: drug, key: key, unit: unit, days: days, lifetime: lifetime)
  }

  /// One administration of a dose for this subject, in `unit`.
  private func amount(of dose: Dose) -> Double {
    let quantity = dose.quantity
    switch dose.basis {
    case .flat: return quantity.converted(to: unit)?.value ?? 0
    case .bodySurfaceArea: return perUnit(quantity, unit.code + "/m2") * (request.area?.used ?? 0)
    case .bodyWeight: return perUnit(quantity, unit.code + "/kg") * (request.subject.weight ?? 0)
    }
  }

  private func perUnit(_ quantity: Quantity, _ code: String) -> Double {
    Unit(code).flatMap { quantity.converted(to: $0)?.value } ?? 0
  }

  private func day(
    _ day: Int,
    _ course: Regimen.Course,
    planned: Double,
    rampDay: Int?,
    isRamp: Bool
  ) -> DayDose {
    let date = request.start + (day - 1)
    let interaction = interactions.governing(on: date, planned: planned, rampDay: rampDay, unit)
    let shares = verdicts.map { $0.share ?? 1 }.filter { $0 < 1 }
    let changed = ([planned, interaction?.dose ?? planned] + shares.map { planned * $0 }).min() ?? planned
    let isWithheld = interaction?.isAvoided ?? false || verdicts.contains { $0.amount == .nothing }
    let hasNoData = verdicts.contains { $0.amount == .noData }
    let rounded = RoundedDose(changed, unit, steps: drug.roundingSteps, rules: request.rules)
    let status: DayDose.Status =
      isWithheld ? .withheld : hasNoData || rounded.verdict == .refused ? .undecided : .given
    let shown = status == .given || (status == .undecided && !hasNoData)
    return DayDose(
      day: day,
      date: date,
      written: course.dose,
      planned: planned,
      plannedPerArea: course.dose.basis == .bodySurfaceArea
        ? perUnit(course.dose.quantity, unit.code + "/m2") : nil,
      dose: shown ? rounded : nil,
      status: status,
      perDay: course.perDay,
      times: clocks.times(of: course, on: day),
      infusion: course.infusion,
      window: course.window ?? request.rules.window,
      isRamp: isRamp,
      tablets: status == .given ? tablets(for: rounded.rounded ?? 0) : [],
      coMedication: interaction?.coMedication.id
    )
  }

  /// As few tablets as make the amount, the strongest first; empty where they do not make it.
  private func tablets(for amount: Double) -> [TabletCount] {
    var rest = amount
    var counts: [TabletCount] = []
    for strength in drug.facts?.strengths ?? [] {
      guard drug.route.map({ $0.uppercased() == "PO" }) ?? false,
        let size = strength.converted(to: unit)?.value, size > 0
      else { continue }
      let count = Int((rest / size + 1e-9).rounded(.down))
      if count > 0 { counts.append(TabletCount(count: count, strength: strength)) }
      rest -= Double(count) * size
    }
    return rest.magnitude < 1e-9 ? counts : []
  }
}
