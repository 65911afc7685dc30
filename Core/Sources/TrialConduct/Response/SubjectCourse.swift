// SPDX-License-Identifier: Apache-2.0

/// Everything about one subject that response, relapse and the times to them are derived from.
///
/// All days are in one time: since 1970-01-01, or since randomization. Lists may be in any order. Facts dated after
/// the cut are ignored, so the caller need not remove them. An event without a day did not happen, as far as is known.
public struct SubjectCourse: Sendable {
  /// The caller's index of the subject; comes back in `SubjectResponse.subject`.
  public var subject: Int
  public var randomized: Int32
  /// Last day of the second course of treatment; nil where it is not known (yet).
  public var secondCourseEnd: Int32?
  /// Marrow blasts before treatment in percent; NaN is missing.
  public var baselineBlasts: Double
  /// Whether disease outside the marrow was ever known before.
  public var priorExtramedullary: Answer
  public var marrows: [MarrowAssessment]
  public var counts: [BloodCount]
  /// Days on which disease outside the marrow was newly found, apart from what the marrows' rows say.
  public var newExtramedullary: [Int32]
  public var growthFactors: [Int32]
  public var plateletTransfusions: [Int32]
  public var residualDisease: [ResidualDiseaseSample]
  /// First day of another treatment of the leukemia.
  public var newTherapy: Int32?
  /// First day of conditioning for a transplantation.
  public var conditioning: Int32?
  public var death: Int32?
  /// Last day on which the subject was known to be alive.
  public var lastAlive: Int32?
  /// What the investigator called the best response; nil where nothing was recorded.
  public var investigatorBest: String?

  public init(
    subject: Int,
    randomized: Int32,
    secondCourseEnd: Int32? = nil,
    baselineBlasts: Double = .nan,
    priorExtramedullary: Answer = .notRecorded,
    marrows: [MarrowAssessment] = [],
    counts: [BloodCount] = [],
    newExtramedullary: [Int32] = [],
    growthFactors: [Int32] = [],
    plateletTransfusions: [Int32] = [],
    residualDisease: [ResidualDiseaseSample] = [],
    newTherapy: Int32? = nil,
    conditioning: Int32? = nil,
    death: Int32? = nil,
    lastAlive: Int32? = nil,
    investigatorBest: String? = nil
  ) {
    self.subject = subject
    self.randomized = randomized
    self.secondCourseEnd = secondCourseEnd
    self.baselineBlasts = baselineBlasts
    self.priorExtramedullary = priorExtramedullary
    self.marrows = marrows
    self.counts = counts
    self.newExtramedullary = newExtramedullary
    self.growthFactors = growthFactors
    self.plateletTransfusions = plateletTransfusions
    self.residualDisease = residualDisease
    self.newTherapy = newTherapy
    self.conditioning = conditioning
    self.death = death
    self.lastAlive = lastAlive
    self.investigatorBest = investigatorBest
  }
}
