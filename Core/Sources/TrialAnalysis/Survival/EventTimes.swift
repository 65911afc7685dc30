// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

/// Each subject's time to one endpoint, at the cut.
struct EventTimes {
  /// Members that are analysed, ascending; the other columns have one value for each of these.
  let members: [Int]
  /// Whole days from the start of the clock; 0 is legal.
  let days: [Double]
  let isEvent: [Bool]
  let status: [SubjectStatus]

  /// Derives the endpoint for the members of a set.
  ///
  /// An event after the cut shows that the subject was without it until the cut. A subject without
  /// event is censored at the last day of observation that is on file, no later than the cut, and at
  /// the start where nothing is on file.
  init(_ derivation: TimeToEventDerivation, in data: AnalysisData, among included: [Bool]) {
    let start = derivation.from.map { data.earliestDays($0) } ?? data.randomized
    let among = derivation.among.map { data.truths(of: $0) }
    let event = Self.first(
      derivation.events.map { data.earliestDays($0.at, when: $0.when) },
      count: data.count
    )
    let observed = derivation.observedUntil.map { data.latestDays($0) }
    let failure = derivation.failureAtStart.map { FailureColumns($0, in: data) }
    let cut = data.cutDay ?? Int32.max

    var members: [Int] = []
    var days: [Double] = []
    var isEvent: [Bool] = []
    var status: [SubjectStatus] = []
    for member in 0..<data.count where included[member] {
      let origin = start[member]
      guard origin != ItemColumn.noDay, origin <= cut else { continue }
      if let among, among[member] != .met { continue }
      var outcome = Self.outcome(
        event: event[member],
        observed: observed.map { $0[member] },
        origin: origin,
        cut: cut
      )
      if let failure {
        outcome = failure.outcome(of: member, otherwise: outcome, origin: origin, cut: cut)
      }
      members.append(member)
      days.append(Double(max(0, outcome.day - origin)))
      isEvent.append(outcome.status == .event || outcome.status == .failureAtStart)
      status.append(outcome.status)
    }
    self.members = members
    self.days = days
    self.isEvent = isEvent
    self.status = status
  }

  private init(members: [Int], days: [Double], isEvent: [Bool], status: [SubjectStatus]) {
    self.members = members
    self.days = days
    self.isEvent = isEvent
    self.status = status
  }

  /// The same times for some of the subjects.
  func filtered(_ keep: (Int) -> Bool) -> EventTimes {
    let kept = members.indices.filter { keep(members[$0]) }
    return EventTimes(
      members: kept.map { members[$0] },
      days: kept.map { days[$0] },
      isEvent: kept.map { isEvent[$0] },
      status: kept.map { status[$0] }
    )
  }

  private static func first(_ columns: [[Int32]], count: Int) -> [Int32] {
    var earliest = [Int32](repeating: ItemColumn.noDay, count: count)
    for column in columns {
      for member in 0..<count where column[member] != ItemColumn.noDay {
        earliest[member] =
          earliest[member] == ItemColumn.noDay ? column[member] : min(earliest[member], column[member])
      }
    }
    return earliest
  }

  private static func outcome(event: Int32, observed: [Int32], origin: Int32, cut: Int32) -> Outcome {
    if event != ItemColumn.noDay {
      return event <= cut ? Outcome(day: event, status: .event) : Outcome(day: cut, status: .censoredAtCut)
    }
    // `noDay` is the smallest number, so that it loses against every day on file.
    let last = observed.max() ?? ItemColumn.noDay
    guard last != ItemColumn.noDay else { return Outcome(day: origin, status: .censored) }
    return last < cut
      ? Outcome(day: max(last, origin), status: .censored) : Outcome(day: cut, status: .censoredAtCut)
  }

  /// The day on which a subject's time ends, and why.
  fileprivate struct Outcome {
    let day: Int32
    let status: SubjectStatus
  }
}

/// What decides about failure at the start: remission by the landmark, or not.
private struct FailureColumns {
  let landmark: Int32
  let success: [Truth]
  let evaluable: [Truth]
  let assessed: [Int32]
  let death: [Int32]

  init(_ failure: TimeToEventDerivation.FailureAtStart, in data: AnalysisData) {
    landmark = Int32(failure.landmark)
    success = data.truths(of: failure.unless)
    evaluable =
      failure.evaluable.map { data.truths(of: $0) } ?? [Truth](repeating: .met, count: data.count)
    assessed = data.latestDays(failure.assessed)
    death = data.death
  }

  /// What ELN 2022 asks for.
  ///
  /// Without remission by the landmark the event is dated day 1; so is death before any remission; alive and
  /// never evaluable is censored at day 1 (Döhner et al., Blood 2022;140:1345, Table 9). Before the landmark is
  /// reached at the cut, the subject is censored at the last assessment.
  func outcome(of member: Int, otherwise: EventTimes.Outcome, origin: Int32, cut: Int32) -> EventTimes.Outcome
  {
    let day = assessed[member]
    let isAssessed = day != ItemColumn.noDay && day <= cut
    if success[member] == .met, isAssessed, day - origin <= landmark { return otherwise }
    let isDead = death[member] != ItemColumn.noDay && death[member] <= cut
    if isDead { return EventTimes.Outcome(day: origin, status: .failureAtStart) }
    if cut != Int32.max, cut - origin < landmark {
      return EventTimes.Outcome(day: isAssessed ? max(day, origin) : origin, status: .pending)
    }
    let isEvaluable = evaluable[member] == .met && success[member] != .unknown
    return EventTimes.Outcome(day: origin, status: isEvaluable ? .failureAtStart : .censored)
  }
}
