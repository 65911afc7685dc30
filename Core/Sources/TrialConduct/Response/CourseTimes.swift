// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Event-free and relapse-free survival and the incidence of relapse, for one reading of a course.
///
/// - SeeAlso: ELN 2022, Table 9. What it leaves open is a parameter (`ResponseParameters`).
struct CourseTimes {
  private let timeline: CourseTimeline
  private let reading: ResponseReading

  init(_ timeline: CourseTimeline, _ reading: ResponseReading) {
    self.timeline = timeline
    self.reading = reading
  }

  var times: ResponseTimes {
    ResponseTimes(eventFree: eventFree, relapseFree: relapseFree, relapseIncidence: relapseIncidence)
  }

  /// Failure to reach CR, CRh or CRi by the landmark is an event on day 1, however late it is known; so an MLFS, which
  /// is a response of the trial, is an event here, and a response after the landmark changes nothing.
  private var eventFree: EventTime {
    let start = timeline.course.randomized
    func end(_ day: Int32, _ outcome: EventTime.Outcome, _ reason: EventTime.Reason) -> EventTime {
      EventTime(start: start, day: max(start, day), outcome: outcome, reason: reason)
    }
    if let remission = reading.remission {
      if let first = firstEvent { return end(first.day, .event, first.reason) }
      return end(max(remission.day, timeline.lastAssessment ?? remission.day), .censored, .lastAssessment)
    }
    if let death = timeline.death, death <= timeline.landmark {
      let day = reading.isEvaluable && timeline.rules.deathWithoutRemission == .death ? death : start
      return end(day, .event, .earlyDeath)
    }
    if reading.windowEndedBy == .cut {
      return end(timeline.lastAssessment ?? start, .censored, .pending)
    }
    if reading.isEvaluable { return end(start, .event, .treatmentFailure) }
    if let death = timeline.death {
      return end(
        timeline.rules.deathNeverEvaluable == .death ? death : start,
        .event,
        .deathNeverEvaluable
      )
    }
    return end(start, .censored, .neverEvaluable)
  }

  private var relapseFree: EventTime? {
    guard let remission = reading.remission else { return nil }
    if let first = firstEvent {
      return EventTime(start: remission.day, day: first.day, outcome: .event, reason: first.reason)
    }
    return EventTime(
      start: remission.day,
      day: max(remission.day, timeline.lastAlive ?? remission.day),
      outcome: .censored,
      reason: .lastAlive
    )
  }

  private var relapseIncidence: EventTime? {
    guard let remission = reading.remission else { return nil }
    if let first = firstEvent {
      return EventTime(
        start: remission.day,
        day: first.day,
        outcome: first.reason == .relapse ? .event : .competing,
        reason: first.reason
      )
    }
    let isAlive = timeline.rules.incidenceCensored == .lastAlive
    let last = isAlive ? timeline.lastAlive : timeline.lastAssessment
    return EventTime(
      start: remission.day,
      day: max(remission.day, last ?? remission.day),
      outcome: .censored,
      reason: isAlive ? .lastAlive : .lastAssessment
    )
  }

  /// Relapse or death after remission, whichever is first; on the same day it is the relapse.
  private var firstEvent: (day: Int32, reason: EventTime.Reason)? {
    switch (reading.relapse?.day, timeline.death) {
    case (let relapse?, let death?): relapse <= death ? (relapse, .relapse) : (death, .death)
    case (let relapse?, nil): (relapse, .relapse)
    case (nil, let death?): (death, .death)
    case (nil, nil): nil
    }
  }
}

extension CourseTimeline {
  /// The last response assessment after randomization, up to the cut; nil without.
  var lastAssessment: Int32? {
    let samples = marrows.filter { AssessmentFacts(course.marrows[$0]).hasMarrow }.map {
      course.marrows[$0].day
    }
    guard rules.assessment == .marrowOrBlood else { return samples.max() }
    let films = counts.filter { $0.circulatingBlasts != .notRecorded && $0.day > course.randomized }
    return (samples + films.map(\.day)).max()
  }

  /// Last day up to the cut on which the subject was certainly alive: as recorded, or seen by a marrow or a count.
  var lastAlive: Int32? {
    let recorded = course.lastAlive.map { min($0, cut ?? $0) }
    return ([recorded, counts.last?.day] + marrows.map { course.marrows[$0].day }).compactMap(\.self).max()
  }
}
