// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// A visit of the schedule with its dates for one subject.
struct PlannedVisit {
  /// Index into `Schedule.visits`.
  let index: Int
  let visit: Schedule.Visit
  /// When it is due; nil where that cannot be said.
  private(set) var due: DueWindow?
  /// When it counts as done: wider than `due` where a rule waits for recovery.
  private(set) var counts: DueWindow?
  private(set) var otherReading: DueWindow?
  private(set) var basis: ScheduledVisit.Basis?
  /// The days over which contacts are asked for at intervals; open at the end where nothing ends them.
  let period: DueWindow?

  init(
    _ index: Int,
    _ visit: Schedule.Visit,
    _ times: SubjectTimes,
    _ subject: Int,
    _ study: StudyProtocol,
    _ evidence: VisitEvidence
  ) {
    self.index = index
    self.visit = visit
    period = Self.period(of: visit, times, study)
    guard let anchor = times.day(of: visit.anchor, in: study) else { return }
    if let rule = visit.recovery {
      let recovered = evidence.recovered(of: subject, at: index)
      let windows = RecoveryWindows(rule, lastDose: anchor.day, recovered: recovered)
      let other: RecoveryRule.Reading = rule.reading == .first ? .later : .first
      due = windows.due(rule.reading)
      counts = windows.done(rule.reading)
      otherReading = windows.due(other)
      if let recovery = windows.recovery, rule.reading == .later || recovery <= windows.limit {
        basis = .recovery(on: recovery, lastDose: anchor.day)
      } else {
        basis = .limit(rule.limit, lastDose: anchor.day, isPlanned: anchor.isPlanned)
      }
    } else if let days = visit.window {
      let window = DueWindow(first: anchor.day + days.lowerBound, last: anchor.day + days.upperBound)
      due = window
      counts = window
      basis = .offset(days, from: visit.anchor, on: anchor.day, isPlanned: anchor.isPlanned)
    }
  }

  private static func period(
    of visit: Schedule.Visit,
    _ times: SubjectTimes,
    _ study: StudyProtocol
  ) -> DueWindow? {
    let own = visit.window.flatMap { days in
      times.day(of: visit.anchor, in: study).map { anchor in
        DueWindow(first: anchor.day + days.lowerBound, last: anchor.day + days.upperBound)
      }
    }
    if let own { return own }
    guard let id = visit.follows, let before = study.schedule.visits.first(where: { $0.id == id }),
      let days = before.window, let anchor = times.day(of: before.anchor, in: study)
    else { return nil }
    return DueWindow(first: anchor.day + (days.upperBound + 1), last: nil)
  }
}
