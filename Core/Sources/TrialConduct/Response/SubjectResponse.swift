// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What is derived about one subject's response at a cut.
public struct SubjectResponse: Sendable {
  /// Whether a subject belongs to a group of responses.
  public enum Membership: String, CaseIterable, Sendable {
    case met
    case notMet = "not-met"
    /// Missing facts decide: non-response in the primary table, response in the best case, and a query.
    case unknown
    /// Not yet, and the landmark is not reached at the cut.
    case pending
  }

  /// What closed the window in which a best response counts.
  public enum WindowEnd: String, CaseIterable, Sendable {
    case landmark
    case newTherapy = "new-therapy"
    case conditioning
    case relapse
    case death
    /// The cut fell before any other end: the response may still change.
    case cut
  }

  /// The caller's index of the subject.
  public let subject: Int
  /// One for each marrow after randomization, up to the cut, by day.
  public let assessments: [AssessedMarrow]
  /// The best response as reported; nil where missing facts leave several.
  ///
  /// Not evaluable where every marrow is reported so and no response is possible; `possibleBest` may then hold NR too.
  public let best: ResponseCategory?
  /// Every best response that the missing facts allow.
  public let possibleBest: ResponseCategories
  /// The first day of the best response as the primary reading has it; nil without a marrow.
  public let bestDay: Int32?
  /// Whether the trial's response may still come: none yet, and the landmark not reached at the cut.
  public let isPending: Bool
  /// Whether the best response is one of the trial's (by default CR, CRh, CRi, MLFS).
  public let isResponder: Membership
  /// Whether the best response is CR, CRh or CRi.
  public let isInCompositeRemission: Membership
  /// First day of CR, CRh or CRi in the primary reading; nil without.
  public let remission: Int32?
  /// Relapse after `remission`; nil without.
  public let relapse: Relapse?
  /// No CR, CRh or CRi at the landmark of an evaluable subject.
  ///
  /// nil where the question does not arise: pending, dead by then, never evaluable.
  public let isRefractory: Truth?
  public let residualDisease: ResidualDiseaseCourse
  /// The last response assessment up to the cut; nil without.
  public let lastAssessment: Int32?
  /// Last day on which a best response counts.
  public let windowEnd: Int32
  public let windowEndedBy: WindowEnd
  /// Findings (as `respond` names them) that would settle the best response, by day of their marrow.
  public let settledBy: [OpenFinding]
  /// Times with what is unknown counted as non-response: the primary analysis.
  public let times: ResponseTimes
  /// Times with what is unknown counted as the best response possible: the sensitivity analysis.
  public let bestCaseTimes: ResponseTimes

  /// A missing finding of one marrow.
  public struct OpenFinding: Hashable, Sendable {
    public let day: Int32
    public let finding: String
  }
}

extension SubjectResponse {
  /// What is compared with the investigator's response: the best response as reported, else all that are possible.
  public var reported: ResponseCategories { best.map { ResponseCategories($0) } ?? possibleBest }
}

/// One marrow of a course, judged with the counts that belong to it.
public struct AssessedMarrow: Sendable {
  /// Index into the course's marrows.
  public let marrow: Int
  public let day: Int32
  /// Day of the neutrophil count that belongs to it; nil where none lies in the window.
  public let neutrophilsDay: Int32?
  /// Day of the platelet count that belongs to it; nil where none that counts lies in the window.
  public let plateletsDay: Int32?
  /// The verdict with those counts.
  public let verdict: AssessmentVerdict
  /// The steps by which later recovery of the counts lifted it; empty where they changed nothing.
  public let lifts: [Lifted]

  /// A response that later counts lifted.
  public struct Lifted: Hashable, Sendable {
    /// Day of the counts.
    public let day: Int32
    public let possible: ResponseCategories
  }

  /// What the marrow may be with everything that followed.
  public var possible: ResponseCategories { lifts.last?.possible ?? verdict.possible }
}

/// How a relapse showed, and when.
public struct Relapse: Hashable, Sendable {
  public enum Sign: String, CaseIterable, Sendable {
    case marrow
    /// Blasts in two blood samples; dated on the first.
    case blood
    case extramedullary
  }

  public let day: Int32
  public let sign: Sign

  public init(day: Int32, sign: Sign) {
    self.day = day
    self.sign = sign
  }
}
