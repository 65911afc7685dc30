// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// The schedule of activities, as SPIRIT 2025 (figure 1) and ICH M11 §1.3 ask for it.
extension SynopsisBuilder {
  var schedule: Synopsis.Section {
    let schedule = study.schedule
    guard !schedule.visits.isEmpty else {
      return Synopsis.Section(
        id: "schedule",
        title: say(.schedule),
        blocks: notes(schedule.notes, at: "schedule.notes")
      )
    }
    let matrix = Synopsis.Matrix(
      visits: schedule.visits.enumerated().map { visit($0.element, at: "schedule.visits[\($0.offset)]") },
      activities: schedule.activities.enumerated().map { index, activity in
        Synopsis.Matrix.Activity(
          title: phrase(texts[activity.title], at: "schedule.activities[\(index)]"),
          isDone: schedule.visits.map { activity.visits.contains($0.id) }
        )
      }
    )
    return Synopsis.Section(
      id: "schedule",
      title: say(.schedule),
      blocks: [.matrix(matrix)] + notes(schedule.notes, at: "schedule.notes")
    )
  }

  private func visit(_ visit: Schedule.Visit, at place: String) -> Synopsis.Matrix.Visit {
    var when: [Synopsis.Phrase] = []
    if let window = visit.window {
      when.append(phrase(words(for: window, from: visit.anchor), at: "\(place).window", "\(place).from"))
    }
    if let repeats = visit.repeats { when.append(phrase(texts[repeats], at: "\(place).repeats")) }
    if !visit.arms.isEmpty {
      when.append(phrase(say(.onlyArms, list(visit.arms.map(armTitle))), at: "\(place).arms"))
    }
    return Synopsis.Matrix.Visit(
      title: phrase(texts[visit.title], at: "\(place).title"),
      when: when,
      note: visit.note.map { texts[$0] }
    )
  }

  private func words(for window: ClosedRange<Int>, from anchor: Schedule.Visit.Anchor) -> String {
    let first = UnitWords.digits(window.lowerBound)
    let last = UnitWords.digits(window.upperBound)
    let isOneDay = window.count == 1
    switch anchor {
    case .randomization: return isOneDay ? say(.dayOfTrial, first) : say(.daysOfTrial, first, last)
    case .treatmentStart: return isOneDay ? say(.dayOfTreatment, first) : say(.daysOfTreatment, first, last)
    case .treatmentEnd:
      return isOneDay ? say(.dayAfterTreatment, first) : say(.daysAfterTreatment, first, last)
    }
  }
}
