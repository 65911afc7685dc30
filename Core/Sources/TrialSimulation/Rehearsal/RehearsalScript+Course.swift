// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

/// The course of a randomized subject: visits as the schedule says, treatment, events, and how it ends.
extension RehearsalScript {
  mutating func follow(_ allocation: SubjectAllocation) {
    guard var subject = subjects[allocation.subject], subject.fate == nil else { return }
    let fate = Fate(
      randomized: allocation.on,
      treatment: stage.treatmentDays(ofArm: allocation.arm),
      until: stage.calendar.end,
      drawing: &subject.stream
    )
    subject.fate = fate
    let seen = fate.lastDay(of: stage.calendar.end)
    for visit in stage.study.schedule.visits where visit.arms.isEmpty || visit.arms.contains(allocation.arm) {
      visits(visit, &subject, fate, until: seen)
    }
    life(&subject, fate, until: seen)
    exposure(&subject, allocation.arm, fate)
    adverseEvents(&subject, fate, until: seen)
    if let withdrawn = fate.withdrawn { plan(.withdraw(subject.id), in: withdrawn - today, hour: 9) }
    subjects[subject.id] = subject
  }

  /// Plans a page some days after it happened, but not after consent was withdrawn.
  private mutating func plan(_ record: Record, _ subject: inout VirtualSubject, _ fate: Fate) {
    var typed = record.day + subject.stream.integer(below: 5)
    if let withdrawn = fate.withdrawn { typed = max(record.day, min(typed, withdrawn + -1)) }
    plan(.record(subject.id, record), in: max(0, typed - today), hour: 10 + subject.stream.integer(below: 7))
  }

  // MARK: Visits

  private mutating func visits(
    _ visit: Schedule.Visit,
    _ subject: inout VirtualSubject,
    _ fate: Fate,
    until seen: CivilDate
  ) {
    let forms = stage.study.schedule.activities.filter { $0.visits.contains(visit.id) }.compactMap(\.form)
      .compactMap { id in stage.study.forms.first { $0.id == id } }.filter { isFilledAtVisits($0) }
    let days = days(of: visit, &subject, fate)
    guard let days else {
      observations.unplaced[visit.id, default: 0] += 1
      return
    }
    for day in days where day <= seen && day >= fate.randomized {
      // Some visits are missed.
      guard subject.stream.uniform() < 0.97 else { continue }
      observations.visits[visit.id, default: 0] += 1
      for form in forms {
        let part: Record.Part = form.repeats == .log ? .log : .visit
        plan(Record(form: form, day: day, part: part, unless: visit.unless), &subject, fate)
      }
    }
  }

  /// The days on which a visit is made; nil where nothing says when, empty before randomization and where its start never comes.
  private mutating func days(
    of visit: Schedule.Visit,
    _ subject: inout VirtualSubject,
    _ fate: Fate
  ) -> [CivilDate]? {
    if visit.anchor == .randomization, let window = visit.window, window.lowerBound < 0 { return [] }
    let anchor: CivilDate? =
      switch visit.anchor {
      case .randomization: fate.randomized
      case .treatmentStart: fate.firstDose
      case .treatmentEnd: fate.lastDose
      }
    let before = visit.follows.flatMap { id in stage.study.schedule.visits.first { $0.id == id } }
    let window = visit.window ?? before?.window.map { ($0.upperBound + 1)...($0.upperBound + 730) }
    if let rule = visit.recovery {
      return anchor.map { [$0 + max(1, rule.limit - subject.stream.integer(below: min(7, rule.limit)))] }
        ?? []
    }
    guard let window else { return nil }
    guard let anchor else { return [] }
    let span = window.upperBound - window.lowerBound
    if let every = visit.every {
      return stride(from: window.lowerBound, through: window.upperBound, by: every.days).prefix(12).map {
        day in
        anchor + day + subject.stream.integer(below: max(1, min(every.tolerance, every.days / 2)))
      }
    }
    let isRepeated = visit.repeats != nil && span >= 28
    let count = isRepeated ? min(4, max(2, span / 90 + 1)) : span >= 14 ? 2 : 1
    return (0..<count).map { number in
      // One in twenty comes too late.
      let late = subject.stream.uniform() < 0.05 && count == 1 ? span + 2 : 0
      if late > 0 {
        plan(.deviate(subject.id, visit.id), in: max(0, anchor + window.upperBound + 3 - today), hour: 18)
      }
      let part = span / count
      return anchor + window.lowerBound + number * part + late + subject.stream.integer(below: max(1, part))
    }
  }

  /// Forms that visits fill: not those that an event fills, wherever they are looked at.
  private func isFilledAtVisits(_ form: Form) -> Bool {
    guard stage.isTyped(form), form.id != stage.meanings.events?.term.form,
      form.id != stage.study.derivations.exposure?.drug.form
    else { return false }
    guard form.repeats == .once, let happened = form.happened else { return true }
    switch stage.meanings.meaning(of: ItemPath(form: form.id, item: happened)) {
    case .ordinary, .alive, .lost, .ofAct: return true
    case .firstDose, .lastDose, .stopReason, .death, .causeOfDeath, .event: return false
    }
  }

  // MARK: What happens once

  private mutating func life(_ subject: inout VirtualSubject, _ fate: Fate, until seen: CivilDate) {
    for form in stage.study.forms where form.repeats == .once {
      let meanings = Set(form.items.map { stage.meanings.meaning(of: $0, in: form) })
      if meanings.contains(.firstDose), let day = fate.firstDose {
        plan(Record(form: form, day: day, part: .firstDose), &subject, fate)
      }
      if meanings.contains(.lastDose) || meanings.contains(.stopReason), let day = fate.lastDose {
        plan(Record(form: form, day: day + 1 > seen ? seen : day + 1, part: .lastDose), &subject, fate)
      }
      if meanings.contains(.event), seen - fate.randomized > 14, subject.stream.uniform() < 0.3 {
        let day = fate.randomized + 10 + subject.stream.integer(below: seen - fate.randomized - 10)
        plan(Record(form: form, day: day, part: .event), &subject, fate)
      }
      if meanings.contains(.lost), let day = fate.lost {
        plan(Record(form: form, day: day, part: .lost), &subject, fate)
      }
      if meanings.contains(.death), let day = fate.death {
        plan(Record(form: form, day: day, part: .death), &subject, fate)
      }
    }
  }

  /// Doses as the arm's regimen plans them, up to the last that was given.
  private mutating func exposure(_ subject: inout VirtualSubject, _ arm: String, _ fate: Fate) {
    guard let derivation = stage.study.derivations.exposure, let start = fate.firstDose,
      let end = fate.lastDose,
      let form = stage.study.forms.first(where: { $0.id == derivation.drug.form }),
      let regimen = stage.study.arm(arm)?.regimen.flatMap({ id in stage.study.regimens.first { $0.id == id } }
      )
    else { return }
    for drug in regimen.drugs {
      for course in drug.doses {
        guard let first = course.days.days.first, let last = course.days.last, start + (first - 1) <= end
        else {
          continue
        }
        var given: [String: String] = [:]
        func give(_ path: ItemPath?, _ text: String) {
          guard let path, let item = form.item(path.item) else { return }
          if item.kind == .category, !item.categories.contains(where: { $0.code == text }) { return }
          given[path.item] = text
        }
        give(derivation.drug, drug.name.english)
        give(derivation.first, "\(start + (first - 1))")
        give(derivation.last, "\(min(end, start + (last - 1)))")
        let dose = derivation.dose
        if let item = form.item(dose.item) {
          let unit = derivation.unit.flatMap { form.item($0.item) }
          let wanted = unit?.categories.first {
            Unit($0.code) != nil && amount(course.dose, in: Unit($0.code)) != nil
          }
          let written = wanted.flatMap { Unit($0.code) } ?? item.unit
          let value = amount(course.dose, in: written) ?? course.dose.quantity.value
          if let wanted { give(derivation.unit, wanted.code) }
          give(dose, ValueDrawing.text(value, of: item))
        }
        give(derivation.perDay, "\(course.perDay)")
        plan(Record(form: form, day: start + (first - 1), part: .log, given: given), &subject, fate)
      }
    }
  }

  private func amount(_ dose: Dose, in unit: Unit?) -> Double? {
    unit.flatMap { dose.quantity.converted(to: $0) }?.value
  }

  private mutating func adverseEvents(_ subject: inout VirtualSubject, _ fate: Fate, until seen: CivilDate) {
    guard let events = stage.meanings.events, let start = fate.firstDose, seen > start,
      let form = stage.study.forms.first(where: { $0.id == events.term.form })
    else { return }
    let terms = stage.study.derivations.toxicity?.dictionary.terms.filter { $0.grades.count > 1 } ?? []
    for _ in 0..<subject.stream.integer(below: 5) {
      let day = start + subject.stream.integer(below: min(60, seen - start))
      var given: [String: String] = [:]
      var grades = [1, 2, 3, 4]
      func give(_ path: ItemPath?, _ text: String) {
        guard let path, form.item(path.item)?.kind == .text || form.item(path.item)?.kind == .date else {
          return
        }
        given[path.item] = text
      }
      if terms.isEmpty {
        give(events.term, "Virtual event \(1 + subject.stream.integer(below: 6))")
        give(events.systemOrganClass, "Virtual class")
      } else {
        let term = terms[subject.stream.integer(below: terms.count)]
        give(events.term, term.term)
        give(events.systemOrganClass, term.systemOrganClass)
        grades = term.grades.filter { $0 < 5 }
      }
      give(events.at, "\(day)")
      if !grades.isEmpty {
        given[events.grade.item] = "\(grades[subject.stream.integer(below: grades.count)])"
      }
      plan(Record(form: form, day: day, part: .log, given: given), &subject, fate)
    }
  }
}
