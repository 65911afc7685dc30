// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Derives the response of each subject, over time, as far as it is on file at the cut.
///
/// Goals, in order: what is missing never makes a response and never hides one; every step can be shown (which
/// marrow, which counts, which rule); the order of the facts does not matter.
///
/// - Parameters:
///   - courses: One for each subject.
///   - scheme: The criteria and the parameters of response over time.
///   - cut: Last day whose facts count, in the time of the courses; nil for all.
/// - Returns: One for each course, in the same order.
public func responses(
  of courses: [SubjectCourse],
  by scheme: ResponseScheme,
  at cut: Int32?
) -> [SubjectResponse] {
  responses(of: courses, by: ResponseAssessor(scheme), at: cut)
}

/// As above, with criteria that were made ready before.
func responses(of courses: [SubjectCourse], by assessor: ResponseAssessor, at cut: Int32?)
  -> [SubjectResponse]
{
  var memory = DecisionMemory()
  return courses.map { SubjectResponse($0, by: assessor, at: cut, remembering: &memory) }
}

extension SubjectResponse {
  init(
    _ course: SubjectCourse,
    by assessor: ResponseAssessor,
    at cut: Int32?,
    remembering memory: inout DecisionMemory
  ) {
    let rules = assessor.scheme.parameters
    let timeline = CourseTimeline(course, rules, cut: cut)
    let assessed = timeline.assessed(by: assessor, remembering: &memory)
    let cautious = ResponseReading(.cautious, assessed, in: timeline)
    let bestCase = ResponseReading(.bestCase, assessed, in: timeline)

    subject = course.subject
    assessments = assessed
    possibleBest = Self.possible(cautious, bestCase)
    best = possibleBest.only ?? Self.notEvaluable(assessed, possibleBest)
    bestDay = cautious.bestDay
    windowEnd = cautious.windowEnd
    windowEndedBy = cautious.windowEndedBy
    let isOpen = timeline.window.by == .cut
    isResponder = Self.membership(possibleBest, in: rules.responders, isOpen: isOpen)
    isInCompositeRemission = Self.membership(possibleBest, in: .compositeRemission, isOpen: isOpen)
    isPending = isResponder == .pending
    remission = cautious.remission?.day
    relapse = cautious.relapse
    isRefractory = Self.isRefractory(cautious, bestCase, timeline)
    let last = cautious.relapse?.day ?? cut ?? Int32.max
    residualDisease = ResidualDiseaseCourse(
      course.residualDisease,
      in: cautious.remission.map { $0.marrowDay...max($0.marrowDay, last) },
      rules
    )
    lastAssessment = timeline.lastAssessment
    let isSettled = possibleBest.only != nil
    settledBy =
      isSettled
      ? []
      : assessed.filter { $0.day <= bestCase.windowEnd }.flatMap { marrow in
        marrow.verdict.settledBy.map { OpenFinding(day: marrow.day, finding: $0) }
      }
    times = CourseTimes(timeline, cautious).times
    bestCaseTimes = CourseTimes(timeline, bestCase).times
  }

  /// Not evaluable where every marrow is reported so and nothing better than no response is possible: whether it was
  /// one, nobody can tell of an inadequate sample, and no endpoint asks.
  private static func notEvaluable(
    _ assessed: [AssessedMarrow],
    _ possible: ResponseCategories
  ) -> ResponseCategory? {
    guard let best = possible.best, best.rank >= ResponseCategory.noResponse.rank else { return nil }
    let isNever = assessed.allSatisfy { $0.verdict.category == .notEvaluable && $0.lifts.isEmpty }
    return !assessed.isEmpty && isNever ? .notEvaluable : nil
  }

  /// The best responses between the two readings that some marrow may show.
  private static func possible(_ cautious: ResponseReading, _ bestCase: ResponseReading) -> ResponseCategories
  {
    let ranks = [cautious.best.rank, bestCase.best.rank]
    var found = [cautious, bestCase].reduce(into: ResponseCategories()) {
      $0.insert(ResponseCategories($1.best))
    }
    for state in cautious.states + bestCase.states {
      for category in state.possible.members
      where (ranks.min() ?? 0)...(ranks.max() ?? 0) ~= category.rank {
        found.insert(ResponseCategories(category))
      }
    }
    return found
  }

  private static func membership(
    _ possible: ResponseCategories,
    in group: ResponseCategories,
    isOpen: Bool
  ) -> Membership {
    switch possible.membership(in: group) {
    case .met: .met
    case .notMet: isOpen ? .pending : .notMet
    case .unknown: isOpen ? .pending : .unknown
    }
  }

  private static func isRefractory(
    _ cautious: ResponseReading,
    _ bestCase: ResponseReading,
    _ timeline: CourseTimeline
  ) -> Truth? {
    guard cautious.remission == nil else { return .notMet }
    if cautious.windowEndedBy == .cut || !cautious.isEvaluable { return nil }
    if let death = timeline.death, death <= timeline.landmark { return nil }
    return bestCase.remission == nil ? .met : .unknown
  }
}
