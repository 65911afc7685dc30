// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What is to be said about one drug's days.
extension DrugPlanner {
  func notes(on calendar: DrugCalendar) -> [DoseNote] {
    guard let facts = drug.facts else {
      return [DoseNote(.caution, .noFacts, drug: key)] + rounding(calendar)
    }
    return interactionNotes(calendar, facts) + adjustmentNotes + combination(calendar) + rounding(calendar)
      + lifetime(calendar)
  }

  private func interactionNotes(_ calendar: DrugCalendar, _ facts: DrugFacts) -> [DoseNote] {
    var notes: [DoseNote] = []
    for entry in interactions.entries {
      let days = calendar.days.filter { $0.coMedication == entry.coMedication.id }.map(\.day)
      let used = entry.course.classes ?? entry.coMedication.classes
      let named = facts.classes.filter { used.contains($0.id) }
      if !days.isEmpty, !notes.contains(where: { $0.isInteraction(with: entry.coMedication.id) }) {
        notes.append(
          DoseNote(
            entry.rule.effect == .avoid ? .stop : .caution,
            .interaction(entry.coMedication, classes: named, entry.rule, days: DaySet(days)),
            drug: key,
            because: entry.rule.because,
            source: entry.rule.source
          )
        )
      }
      // The label's word about the days after a stop matters where the calendar has such days.
      if let to = entry.course.to, let words = entry.rule.resumption, !days.isEmpty,
        let last = calendar.days.last?.date, last > to
      {
        notes.append(DoseNote(.caution, .resumption(entry.coMedication, words), drug: key))
      }
      for reading in entry.coMedication.otherwise {
        let classes = facts.classes.filter { reading.classes.contains($0.id) }
        notes.append(
          DoseNote(
            .caution,
            .otherwiseClassed(entry.coMedication, used: named, reading, classes: classes),
            drug: key,
            source: reading.source
          )
        )
      }
    }
    return notes
  }

  private var adjustmentNotes: [DoseNote] {
    verdicts.compactMap { verdict in
      guard let give = verdict.give else {
        return DoseNote(
          .caution,
          .notAssessed(verdict.rules, possible: verdict.possible, missing: verdict.missing),
          drug: key
        )
      }
      guard give.amount != .share(1) || give.isCaution else { return nil }
      let severity: DoseNote.Severity = give.amount == .nothing || give.amount == .noData ? .stop : .caution
      return DoseNote(
        severity,
        .adjustment(verdict.rules, give, clearance: request.subject.creatinineClearance),
        drug: key,
        because: verdict.rule?.because,
        source: verdict.rule?.source
      )
    }
  }

  private func combination(_ calendar: DrugCalendar) -> [DoseNote] {
    let reduced = verdicts.filter { ($0.share ?? 1) < 1 }.count
    let governed = calendar.days.contains { $0.coMedication != nil }
    return reduced + (governed ? 1 : 0) > 1 ? [DoseNote(.caution, .severalRules, drug: key)] : []
  }

  private func rounding(_ calendar: DrugCalendar) -> [DoseNote] {
    // Days with the same dose are one note.
    var groups: [(dose: RoundedDose, days: [Int])] = []
    for day in calendar.days {
      guard let dose = day.dose, dose.verdict != .within else { continue }
      if let index = groups.firstIndex(where: { $0.dose == dose }) {
        groups[index].days.append(day.day)
      } else {
        groups.append((dose, [day.day]))
      }
    }
    return groups.map { dose, days in
      dose.verdict == .refused
        ? DoseNote(
          .stop,
          .roundingRefused(exact: dose.exact, nearest: dose.nearest, days: DaySet(days)),
          drug: key
        )
        : DoseNote(.caution, .roundingFar(share: dose.relativeError, days: DaySet(days)), drug: key)
    }
  }

  private func lifetime(_ calendar: DrugCalendar) -> [DoseNote] {
    guard let lifetime = calendar.lifetime else { return [] }
    let severity: DoseNote.Severity
    switch lifetime.isExceeded {
    case true?: severity = .stop
    case false?: severity = .information
    case nil: severity = .caution
    }
    return [DoseNote(severity, .lifetime(lifetime), drug: key, source: lifetime.limit.source)]
  }
}

extension DoseNote {
  fileprivate func isInteraction(with id: String) -> Bool {
    if case .interaction(let drug, _, _, _) = matter { return drug.id == id }
    return false
  }
}
