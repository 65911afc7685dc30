// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// A subject's course read in one way where facts are missing: every open verdict as its worst category, or its best.
///
/// The first is the primary analysis (what is unknown is no response), the second its sensitivity.
struct ResponseReading {
  enum Way {
    case cautious
    case bestCase
  }

  /// What was reached on a day.
  struct State {
    let day: Int32
    /// Day of the marrow it rests on.
    let marrowDay: Int32
    let category: ResponseCategory
    let possible: ResponseCategories
  }

  /// In the window of the best response, by day.
  let states: [State]
  let windowEnd: Int32
  let windowEndedBy: SubjectResponse.WindowEnd
  let best: ResponseCategory
  let bestDay: Int32?
  /// The first state that is CR, CRh or CRi.
  let remission: State?
  let relapse: Relapse?
  /// Whether any marrow before another treatment, be it after the landmark, could be judged.
  let isEvaluable: Bool

  init(_ way: Way, _ assessed: [AssessedMarrow], in timeline: CourseTimeline) {
    let all = assessed.flatMap { Self.states(of: $0, way, timeline.rules) }
      .filter { $0.category != .excluded }
      .sorted { ($0.day, $0.category.rank) < ($1.day, $1.category.rank) }
    let unread = ResponseCategories([
      ResponseCategories(.notEvaluable), ResponseCategories(.aplastic), ResponseCategories(.excluded),
    ])
    isEvaluable = all.contains { !$0.possible.isSubset(of: unread) }

    let (end, ending) = timeline.window
    let remission = all.first {
      $0.day <= end && ResponseCategories.compositeRemission.contains(ResponseCategories($0.category))
    }
    let relapse = remission.flatMap { timeline.relapse(after: $0) }
    self.remission = remission
    self.relapse = relapse
    if let relapse, relapse.day <= end {
      windowEnd = relapse.day
      windowEndedBy = .relapse
      states = all.filter { $0.day < relapse.day }
    } else {
      windowEnd = end
      windowEndedBy = ending
      states = all.filter { $0.day <= end }
    }
    let first = states.min { ($0.category.rank, $0.day) < ($1.category.rank, $1.day) }
    best = first?.category ?? .notEvaluable
    bestDay = first?.day
  }

  private static func states(
    of assessed: AssessedMarrow,
    _ way: Way,
    _ rules: ResponseParameters
  ) -> [State] {
    let marrow = State(
      day: assessed.day,
      marrowDay: assessed.day,
      category: read(assessed.verdict.possible, way),
      possible: assessed.verdict.possible
    )
    let lifts = assessed.lifts.map { lift in
      State(
        day: rules.liftedFrom == .recovery ? lift.day : assessed.day,
        marrowDay: assessed.day,
        category: read(lift.possible, way),
        possible: lift.possible
      )
    }
    return [marrow] + lifts
  }

  private static func read(_ possible: ResponseCategories, _ way: Way) -> ResponseCategory {
    (way == .cautious ? possible.worst : possible.best) ?? .notEvaluable
  }
}

extension CourseTimeline {
  /// Last day on which a best response counts, and what ends it there; relapse is not looked at.
  ///
  /// On the day on which another treatment begins, a marrow still shows what this one did.
  var window: (end: Int32, by: SubjectResponse.WindowEnd) {
    var ends: [(Int32, SubjectResponse.WindowEnd)] = [(landmark, .landmark)]
    if let newTherapy { ends.append((newTherapy, .newTherapy)) }
    if let conditioning { ends.append((conditioning, .conditioning)) }
    if let death { ends.append((death, .death)) }
    let first = ends.min { $0.0 < $1.0 } ?? (landmark, .landmark)
    guard let cut, cut < first.0 else { return (first.0, first.1) }
    return (cut, .cut)
  }

  /// The first sign of the leukemia's return after a remission.
  func relapse(after remission: ResponseReading.State) -> Relapse? {
    let later = marrows.map { course.marrows[$0] }.filter { $0.day > remission.day }
    var signs: [Relapse] = []
    if let marrow = later.first(where: { $0.blasts >= rules.relapseBlasts }) {
      signs.append(Relapse(day: marrow.day, sign: .marrow))
    }
    let samples =
      counts.filter { $0.day > remission.day && $0.circulatingBlasts == .yes }.map(\.day)
      + later.filter { $0.circulatingBlasts == .yes }.map(\.day)
    if let first = samples.min(), let last = samples.max(), last - first >= rules.relapseSamplesApart {
      signs.append(Relapse(day: first, sign: .blood))
    }
    let elsewhere =
      course.newExtramedullary.filter { $0 > remission.day && $0 <= cut ?? Int32.max }
      + later.filter { $0.extramedullary == .present }.map(\.day)
    if let first = elsewhere.min() { signs.append(Relapse(day: first, sign: .extramedullary)) }
    return signs.min { $0.day < $1.day }
  }
}
