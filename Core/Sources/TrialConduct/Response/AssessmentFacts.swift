// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// One assessment after its dates are dealt with: what the rules are asked about.
///
/// Blood counts are here only where they belong to the marrow and count. NaN is missing.
public struct AssessmentFacts: Hashable, Sendable {
  /// Whether another treatment of the leukemia had begun before; unknown where a day is missing.
  public var afterNewTherapy = Answer.no
  /// Percent.
  public var blasts = Double.nan
  public var baselineBlasts = Double.nan
  public var cellsCounted = Double.nan
  public var cellularity = Double.nan
  public var spicules = Answer.notRecorded
  public var isAdequate = Answer.notRecorded
  public var circulatingBlasts = Answer.notRecorded
  public var extramedullary = ExtramedullaryDisease.notRecorded
  public var priorExtramedullary = Answer.notRecorded
  public var auerRods = Answer.notRecorded
  /// 10*9/L.
  public var neutrophils = Double.nan
  /// 10*9/L.
  public var platelets = Double.nan

  public init() {}

  init(_ marrow: MarrowAssessment) {
    blasts = marrow.blasts
    cellsCounted = marrow.cellsCounted
    cellularity = marrow.cellularity
    spicules = marrow.spicules
    isAdequate = marrow.isAdequate
    circulatingBlasts = marrow.circulatingBlasts
    extramedullary = marrow.extramedullary
    auerRods = marrow.auerRods
  }

  /// Whether anything at all is on file about a marrow; a record without says that none was taken.
  public var hasMarrow: Bool {
    !blasts.isNaN || !cellsCounted.isNaN || !cellularity.isNaN || spicules != .notRecorded
      || isAdequate != .notRecorded
  }
}
