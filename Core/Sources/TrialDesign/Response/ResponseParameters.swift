// SPDX-License-Identifier: Apache-2.0

/// What response over time needs beside the thresholds of one assessment (`course:` of a response file).
///
/// ELN 2022 fixes few of these; the others are assumptions, marked as such in the file that gives them, and a
/// protocol may write its own. All spans are whole days and both ends belong to them.
public struct ResponseParameters: Hashable, Sendable {
  /// Blood counts up to this many days before a marrow belong to it.
  public var pairedBefore: Int32 = 3
  /// Blood counts up to this many days after a marrow belong to it.
  public var pairedAfter: Int32 = 7
  /// What an undated count in the row of a dated marrow is.
  public var undatedCounts = UndatedCounts.sameDay
  /// A platelet count says nothing up to this many days after a platelet transfusion.
  public var transfusion: Int32 = 7
  /// A neutrophil count is flagged up to this many days after a growth factor.
  public var growthFactor: Int32 = 7
  /// Counts that recover up to this many days after a marrow lift its response to CR, CRh or CRi.
  public var recovery: Int32 = 28
  /// The day on which a response that later recovery lifted begins.
  public var liftedFrom = LiftedFrom.recovery
  /// Days after randomization at which response is settled, where the end of the second course is not earlier.
  public var landmark: Int32 = 84
  /// Whether the end of the second course, where it is known and earlier, is the landmark.
  public var landmarkAtSecondCourse = true
  /// The categories that count as the trial's response.
  public var responders: ResponseCategories = [.compositeRemission, ResponseCategories(.leukemiaFreeState)]
  /// Marrow blasts of this percentage or more after remission are a relapse.
  public var relapseBlasts = 5.0
  /// Days that two blood samples with blasts have to lie apart to be a relapse.
  public var relapseSamplesApart: Int32 = 7
  /// Days that a second sample has to follow to confirm that residual disease is below its threshold.
  public var residualDiseaseConfirmed: Int32 = 28
  /// How many times its level has to rise, between two samples with little residual disease, to be its relapse.
  public var residualDiseaseRise = 10.0
  /// What counts as a response assessment where censoring asks for the last one.
  public var assessment = Assessment.marrow
  /// Death before the landmark, after a marrow that showed no remission.
  public var deathWithoutRemission = FailureDay.randomization
  /// Death after the landmark of a subject whose marrow was never evaluable.
  public var deathNeverEvaluable = FailureDay.randomization
  /// Where the cumulative incidence of relapse is censored in subjects alive without relapse.
  public var incidenceCensored = IncidenceCensored.lastAssessment
  /// A marrow without cells should be repeated after this many days.
  public var repeatFrom: Int32 = 7
  /// A marrow without cells should be repeated before more than this many days have passed.
  public var repeatUntil: Int32 = 14

  public enum UndatedCounts: String, CaseIterable, Sendable {
    /// Taken on the day of the marrow in whose row they stand.
    case sameDay = "same-day"
    case missing
  }

  public enum LiftedFrom: String, CaseIterable, Sendable {
    /// The day on which the counts had recovered.
    case recovery
    /// The day of the marrow.
    case marrow
  }

  public enum Assessment: String, CaseIterable, Sendable {
    case marrow
    /// Blood films on which blasts were looked for count too.
    case marrowOrBlood = "marrow-or-blood"
  }

  public enum FailureDay: String, CaseIterable, Sendable {
    /// "Day 1": the day of randomization.
    case randomization
    case death
  }

  public enum IncidenceCensored: String, CaseIterable, Sendable {
    case lastAssessment = "last-assessment"
    case lastAlive = "last-alive"
  }

  public init() {}
}
