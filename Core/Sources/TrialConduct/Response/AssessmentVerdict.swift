// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What one assessment shows.
public struct AssessmentVerdict: Sendable {
  /// The category as reported; nil where missing facts leave several and no rule calls that not evaluable.
  ///
  /// Not evaluable may be reported while `possible` has several members: then something was not assessed, and
  /// `possible` says what it may have been.
  public let category: ResponseCategory?
  /// Every category that the missing facts allow; one where nothing is open.
  public let possible: ResponseCategories
  public let flags: [ResponseFlag]
  /// Missing findings that would settle it, by the names of `respond`'s columns.
  public let settledBy: [String]
  /// What the rules say, with the parts they rest on.
  public let decision: Decision
}

/// Something a reader should know beside the category.
public enum ResponseFlag: String, CaseIterable, Sendable {
  /// The neutrophils lie outside the window of the marrow, or a date that would tell is missing: not used.
  case neutrophilsUnpaired = "anc-not-paired"
  case plateletsUnpaired = "plt-not-paired"
  /// No date: taken as of the day of the marrow.
  case neutrophilsUndated = "anc-undated"
  case plateletsUndated = "plt-undated"
  /// A value without a unit, which was not used.
  case neutrophilsWithoutUnit = "anc-without-unit"
  case plateletsWithoutUnit = "plt-without-unit"
  /// Neutrophils soon after a growth factor; they count.
  case growthFactor = "anc-after-growth-factor"
  /// Platelets soon after a transfusion; they do not count.
  case transfused = "plt-after-transfusion"
  /// Nobody looked for disease outside the marrow; there was none before, so none is assumed.
  case extramedullaryAssumedAbsent = "extramedullary-assumed-absent"
  /// Nothing is recorded about Auer rods, which these criteria ask for.
  case auerRodsNotRecorded = "auer-rods-not-recorded"
  /// A marrow without cells should be repeated.
  case repeatMarrow = "repeat-marrow"
  /// What was not documented cannot be told from an empty marrow.
  case notDocumented = "marrow-not-documented"
}
