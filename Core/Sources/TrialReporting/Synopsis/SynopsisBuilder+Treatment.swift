// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Arms and their regimens, day by day.
extension SynopsisBuilder {
  /// Regimens longer than this are told in lines only: a grid of months of days is not read.
  private static let longestGrid = 42

  var arms: Synopsis.Section {
    var blocks: [Synopsis.Block] = []
    for (index, arm) in study.arms.enumerated() {
      let place = "arms[\(index)]"
      blocks.append(.heading(texts[arm.title], tag: texts[arm.role.message]))
      if let description = arm.description {
        blocks.append(.paragraph(phrase(texts[description], at: "\(place).description")))
      }
      guard let id = arm.regimen, let number = study.regimens.firstIndex(where: { $0.id == id }) else {
        if arm.description == nil { blocks.append(.paragraph(Synopsis.Phrase(say(.noStudyDrug)))) }
        continue
      }
      blocks += regimen(study.regimens[number], at: "regimens[\(number)]", chosenAt: "\(place).regimen")
    }
    return Synopsis.Section(id: "arms", title: say(.arms), blocks: blocks)
  }

  private func regimen(_ regimen: Regimen, at place: String, chosenAt arm: String) -> [Synopsis.Block] {
    var blocks = facts([
      fact(.regimen, texts[regimen.title], at: arm),
      fact(.cycle, regimen.cycle.map { say(.dayCount, String($0)) }, at: "\(place).cycle"),
      fact(.cycles, regimen.cycles.map { String($0) }, at: "\(place).cycles"),
    ])
    var rows: [[Synopsis.Phrase]] = []
    for (index, drug) in regimen.drugs.enumerated() {
      rows += lines(of: drug, at: "\(place).drugs[\(index)]")
    }
    blocks.append(
      .table(
        Synopsis.Table(
          columns: [say(.drug), say(.route), say(.dose), say(.timesADay), say(.days), say(.totalPerCourse)],
          numeric: [2, 3, 5],
          rows: rows
        )
      )
    )
    if let last = regimen.lastDay, last <= Self.longestGrid {
      blocks.append(.days(grid(of: regimen, at: place)))
    }
    return blocks + notes(regimen.notes, at: "\(place).notes")
  }

  /// A row for each dose of a drug; the total stands in the first.
  private func lines(of drug: Regimen.Drug, at place: String) -> [[Synopsis.Phrase]] {
    drug.doses.enumerated().map { index, course in
      // One dose may stand beside the drug itself; several stand in a list.
      let own = drug.doses.count == 1 ? place : "\(place).doses[\(index)]"
      return [
        index == 0 ? phrase(texts[drug.name], at: "\(place).drug") : Synopsis.Phrase(""),
        index == 0 ? phrase(drug.route ?? "", at: "\(place).route") : Synopsis.Phrase(""),
        phrase(words(for: course.dose.quantity), at: "\(own).dose"),
        phrase(String(course.perDay), at: "\(own).per-day"),
        phrase(days(of: course), at: "\(own).days"),
        Synopsis.Phrase(index == 0 ? total(of: drug).map(words(for:)) ?? "" : ""),
      ]
    }
  }

  private func days(of course: Regimen.Course) -> String {
    let days = course.days.description
    return course.cycles.map { say(.daysInCycles, days, $0.description) } ?? days
  }

  /// The amount of the first cycle, where every dose has the same basis.
  private func total(of drug: Regimen.Drug) -> Quantity? {
    guard let unit = drug.doses.first?.dose.quantity.unit else { return nil }
    var sum = 0.0
    for course in drug.doses where course.isGiven(inCycle: 1) {
      guard let dose = course.dose.quantity.converted(to: unit) else { return nil }
      sum += dose.value * Double(course.perDay) * Double(course.days.days.count)
    }
    return Quantity(sum, unit)
  }

  private func grid(of regimen: Regimen, at place: String) -> Synopsis.DayGrid {
    let first = min(1, regimen.drugs.flatMap(\.doses).flatMap(\.days.days).min() ?? 1)
    let days = Array(first...max(first, regimen.lastDay ?? first))
    return Synopsis.DayGrid(
      days: days,
      rows: regimen.drugs.enumerated().flatMap { index, drug in
        rows(of: drug, on: days, assumptions: assumptions(at: "\(place).drugs[\(index)]"))
      }
    )
  }

  /// One row for each unit the drug is dosed in; nearly always one.
  private func rows(of drug: Regimen.Drug, on days: [Int], assumptions: [Int]) -> [Synopsis.DayGrid.Row] {
    var units: [Unit] = []
    for course in drug.doses where !units.contains(course.dose.quantity.unit) {
      units.append(course.dose.quantity.unit)
    }
    return units.map { unit in
      let courses = drug.doses.filter { $0.dose.quantity.unit == unit && $0.isGiven(inCycle: 1) }
      let rhythms = Set(courses.map(\.perDay))
      let doses = days.map { day in
        let today = courses.filter { $0.days.days.contains(day) }
        return today.isEmpty
          ? nil : today.map { dose($0, sameRhythm: rhythms.count == 1) }.joined(separator: "+")
      }
      let rhythm = rhythms.count == 1 ? rhythms.first.flatMap { $0 > 1 ? "×\($0)" : nil } : nil
      let parts = [drug.route, UnitWords.symbol(of: unit, in: texts), rhythm]
      return Synopsis.DayGrid.Row(
        drug: texts[drug.name],
        detail: parts.compactMap(\.self).joined(separator: " "),
        doses: doses,
        assumptions: assumptions
      )
    }
  }

  private func dose(_ course: Regimen.Course, sameRhythm: Bool) -> String {
    let amount = UnitWords.digits(course.dose.quantity.value)
    return sameRhythm || course.perDay == 1 ? amount : "\(amount)×\(course.perDay)"
  }

  func words(for quantity: Quantity) -> String { UnitWords.words(for: quantity, in: texts) }
}
