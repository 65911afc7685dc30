// SPDX-License-Identifier: Apache-2.0

import TrialDesign

extension TrialRecord {
  /// How every planned visit of every randomized subject stands on a day.
  ///
  /// - Parameters:
  ///   - study: A study in calendar time.
  ///   - day: The day looked at; what happened later is not known yet.
  ///   - ahead: How many days ahead a window that opens is "due soon".
  /// - Returns: By subject, then in the order of the schedule; empty in relative time.
  public func visits(of study: StudyProtocol, on day: CivilDate, ahead: Int = 14) -> [ScheduledVisit] {
    guard study.study.time == .calendar else { return [] }
    return VisitReview(study, happened(by: day), on: day, ahead: ahead).visits
  }
}

/// Works through subjects and visits.
private struct VisitReview {
  private let study: StudyProtocol
  private let record: TrialRecord
  private let day: CivilDate
  private let ahead: Int
  private let times: [SubjectTimes?]
  private let evidence: VisitEvidence
  /// By visit: who is exempt from it.
  private let exempt: [[Truth]?]

  init(_ study: StudyProtocol, _ record: TrialRecord, on day: CivilDate, ahead: Int) {
    self.study = study
    self.record = record
    self.day = day
    self.ahead = ahead
    times = record.subjectTimes(of: study, on: day)
    evidence = VisitEvidence(study, record, until: day)
    exempt = study.schedule.visits.map { visit in visit.unless.map { record.truths(of: $0, in: study) } }
  }

  var visits: [ScheduledVisit] {
    times.enumerated().flatMap { subject, times in times.map { visits(of: subject, $0) } ?? [] }
  }

  private func visits(of subject: Int, _ times: SubjectTimes) -> [ScheduledVisit] {
    let arm = study.arms[times.arm].id
    let planned = study.schedule.visits.enumerated()
      .filter { $0.element.arms.isEmpty || $0.element.arms.contains(arm) }
      .map { PlannedVisit($0.offset, $0.element, times, subject, study, evidence) }
    return planned.flatMap { visit -> [ScheduledVisit] in
      if visit.visit.every != nil { return [contact(visit, subject, times)] }
      let others = planned.filter { other in
        other.index != visit.index && other.visit.every == nil && exempt[other.index]?[subject] != .met
      }
      return [once(visit, subject, times, besides: others)] + repetition(of: visit, subject, times)
    }
  }

  // MARK: Visits that are made once

  private func once(
    _ planned: PlannedVisit,
    _ subject: Int,
    _ times: SubjectTimes,
    besides others: [PlannedVisit]
  ) -> ScheduledVisit {
    func visit(_ status: ScheduledVisit.Status) -> ScheduledVisit {
      ScheduledVisit(
        subject: subject,
        visit: planned.index,
        window: planned.due,
        otherReading: planned.otherReading,
        basis: planned.basis,
        status: status
      )
    }
    if exempt[planned.index]?[subject] == .met { return visit(.notApplicable(.notNeeded)) }
    guard evidence.isRecorded(planned.index) else { return visit(.undetermined(.noForm)) }
    guard let due = planned.due, let counts = planned.counts else {
      let gap: ScheduledVisit.Gap =
        planned.visit.window == nil && planned.visit.recovery == nil
        ? .noWindow : .noAnchor(planned.visit.anchor)
      return visit(
        exemption(from: nil, times, planned.visit).map { .notApplicable($0) } ?? .undetermined(gap)
      )
    }
    let dates = evidence.dates(of: subject, at: planned.index)
    if let date = dates.first(where: { counts.contains($0.date) }) { return visit(.done(date.date)) }
    if evidence.hasUndatedRow(of: subject, at: planned.index) { return visit(.done(nil)) }
    // A date outside every window belongs to the visit whose window is nearest.
    let own = dates.filter { date in
      guard isOnTheSameSide(counts, as: date.date, of: times.treated),
        planned.visit.anchor != .treatmentEnd || times.treated.map({ $0 <= date.date }) ?? false
      else { return false }
      return !others.contains { other in
        guard let window = other.counts, evidence.shows(date.form, at: other.index),
          isOnTheSameSide(window, as: date.date, of: times.treated)
        else { return false }
        return window.distance(to: date.date) < counts.distance(to: date.date)
      }
    }
    if let last = counts.last, let date = own.first(where: { $0.date > last }) {
      return visit(.late(date.date))
    }
    if let last = counts.last, last < day {
      if let date = own.last(where: { $0.date < counts.first }) { return visit(.early(date.date)) }
      if let end = exemption(from: last, times, planned.visit) { return visit(.notApplicable(end)) }
      return visit(.missing(canStillBeMade: exemption(from: nil, times, planned.visit) == nil))
    }
    if let end = exemption(from: nil, times, planned.visit) { return visit(.notApplicable(end)) }
    return visit(open(due))
  }

  /// Whether a window that ends before the first dose is asked about a date before it: afterwards nothing is screening.
  private func isOnTheSameSide(_ window: DueWindow, as date: CivilDate, of firstDose: CivilDate?) -> Bool {
    guard let firstDose, let last = window.last, last <= firstDose else { return true }
    return date <= firstDose
  }

  private func open(_ due: DueWindow) -> ScheduledVisit.Status {
    if due.first <= day { return .due }
    return due.first - day <= ahead ? .dueSoon : .notYetDue
  }

  /// What ended the subject's visits by a day (nil: by the day looked at); nil where nothing did.
  private func exemption(
    from last: CivilDate?,
    _ times: SubjectTimes,
    _ visit: Schedule.Visit
  ) -> ScheduledVisit.Exemption? {
    let limit = last ?? day
    if let death = times.death, death <= limit { return .dead(death) }
    if visit.endsAtNewTherapy, let start = times.newTherapy, start <= limit { return .newTherapy(start) }
    if times.isLost, times.lostSince.map({ $0 <= limit }) ?? true { return .lost(times.lostSince) }
    return nil
  }

  // MARK: Visits once more

  private func repetition(
    of planned: PlannedVisit,
    _ subject: Int,
    _ times: SubjectTimes
  ) -> [ScheduledVisit] {
    guard let again = planned.visit.again, let form = again.criterion.items.first?.form else { return [] }
    let table = record.table(form)
    let truths = evidence.again[planned.index] ?? []
    let dates = table.rows(of: subject).filter { table.happened[$0] != ItemColumn.noDay }
    // Only the last row that asks for it counts: an earlier one was answered by the rows after it.
    guard let row = dates.last(where: { truths[$0] == .met }) else { return [] }
    let after = CivilDate(day: table.happened[row])
    let window = DueWindow(first: after + again.days.lowerBound, last: after + again.days.upperBound)
    let later = dates.map { CivilDate(day: table.happened[$0]) }.filter { $0 > after }
    let status: ScheduledVisit.Status
    if let date = later.first(where: { window.contains($0) }) {
      status = .done(date)
    } else if let date = later.last {
      status = date < window.first ? .early(date) : .late(date)
    } else if let last = window.last, last < day {
      status =
        exemption(from: last, times, planned.visit).map { .notApplicable($0) }
        ?? .missing(canStillBeMade: exemption(from: nil, times, planned.visit) == nil)
    } else {
      status = exemption(from: nil, times, planned.visit).map { .notApplicable($0) } ?? open(window)
    }
    return [
      ScheduledVisit(
        subject: subject,
        visit: planned.index,
        window: window,
        otherReading: nil,
        basis: .again(again.days, after: after),
        status: status
      )
    ]
  }

  // MARK: Contacts at intervals

  /// The next contact: an interval after the last one, by the period in which that one lies.
  private func contact(_ planned: PlannedVisit, _ subject: Int, _ times: SubjectTimes) -> ScheduledVisit {
    var window: DueWindow?
    var basis: ScheduledVisit.Basis?
    let status: ScheduledVisit.Status
    if let end = exemption(from: nil, times, planned.visit) {
      status = .notApplicable(end)
    } else if exempt[planned.index]?[subject] == .met {
      status = .notApplicable(.notNeeded)
    } else if let every = planned.visit.every, let period = planned.period {
      let last = times.lastAlive
      let isFirst = planned.visit.follows == nil
      if last < period.first && !isFirst || period.last.map({ last > $0 }) ?? false {
        status = .notApplicable(.otherPeriod)
      } else {
        let next = max(last + every.days, period.first)
        let due = DueWindow(first: next + -every.tolerance, last: next + every.tolerance)
        window = due
        basis = .interval(every.days, since: last)
        status = due.last.map { $0 < day } ?? false ? .missing(canStillBeMade: true) : open(due)
      }
    } else {
      status = .undetermined(.noAnchor(planned.visit.anchor))
    }
    return ScheduledVisit(
      subject: subject,
      visit: planned.index,
      window: window,
      otherReading: nil,
      basis: basis,
      status: status
    )
  }
}
