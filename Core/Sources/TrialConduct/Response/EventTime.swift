// SPDX-License-Identifier: Apache-2.0

/// When a subject's time to an endpoint ends, and why.
public struct EventTime: Hashable, Sendable {
  public enum Outcome: String, CaseIterable, Sendable {
    case event
    /// Death without relapse, where relapse is what is counted.
    case competing
    case censored
  }

  /// What ended the time; shown beside the subject.
  public enum Reason: String, CaseIterable, Sendable {
    case relapse
    case death
    /// No CR, CRh or CRi by the landmark.
    case treatmentFailure = "treatment-failure"
    /// Died before the landmark, without a remission.
    case earlyDeath = "early-death"
    /// Died after the landmark, never evaluable.
    case deathNeverEvaluable = "death-never-evaluable"
    /// Censored at the last response assessment.
    case lastAssessment = "last-assessment"
    /// Alive and never evaluable: censored on day 1.
    case neverEvaluable = "never-evaluable"
    /// The landmark is not reached at the cut.
    case pending
    /// Censored at the last day known alive.
    case lastAlive = "last-alive"
  }

  /// The day the clock starts: randomization, or remission.
  public let start: Int32
  /// The day it ends; never before `start`.
  public let day: Int32
  public let outcome: Outcome
  public let reason: Reason

  public init(start: Int32, day: Int32, outcome: Outcome, reason: Reason) {
    self.start = start
    self.day = day
    self.outcome = outcome
    self.reason = reason
  }

  /// Whole days; 0 is legal.
  public var time: Int32 { day - start }
}

/// A subject's times to the endpoints of ELN 2022, Table 9.
public struct ResponseTimes: Hashable, Sendable {
  /// Event-free survival, from randomization.
  public let eventFree: EventTime
  /// Relapse-free survival, from remission; nil without CR, CRh or CRi.
  public let relapseFree: EventTime?
  /// Cumulative incidence of relapse, from remission, with death as the competing event; nil without remission.
  public let relapseIncidence: EventTime?
}
