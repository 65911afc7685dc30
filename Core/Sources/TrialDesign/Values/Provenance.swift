// SPDX-License-Identifier: Apache-2.0

/// Where a value comes from; it travels with the value into every table and file.
public enum Provenance: String, CaseIterable, Sendable {
  /// Recorded for a subject.
  case entered
  /// Computed from recorded values.
  case derived
  /// Put in the place of a missing value by a stated rule.
  case imputed
  /// Reconstructed data only: printed in the source that was reconstructed.
  case published
  /// Reconstructed data only: follows from the printed figures by arithmetic.
  case implied
  /// Reconstructed data only: the printed figures leave it open; only a range may be shown.
  case undetermined
}

/// Who may see a result while the trial is running.
public enum AccessClass: String, CaseIterable, Sendable {
  /// Everyone on the trial: nothing in it tells arms apart.
  case open
  /// The monitoring committee and, in an open-label trial, whomever the protocol names: results by arm.
  case closed
}
