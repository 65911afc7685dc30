// SPDX-License-Identifier: Apache-2.0

/// What a unit measures; units convert into each other only within one of these.
///
/// The borders are those of use, not of physics: a dose per body weight is no proportion of masses, a
/// filtration rate per body surface is no flow, and an interval of the heart is no stretch of the calendar.
enum Dimension: String, Sendable {
  case number
  /// Stretches of the calendar and the clock; base unit: a minute.
  case time
  /// Clotting times and intervals of the electrocardiogram; base unit: a second.
  case interval
  case mass
  case length
  case area
  case volume
  case countPerVolume
  case massPerVolume
  case substancePerVolume
  case equivalentsPerVolume
  /// Enzymes and hormones by their effect; the international unit of an enzyme is its U.
  case activityPerVolume
  case pressure
  case frequency
  case temperature
  /// Clearance and output; base unit: a millilitre per minute.
  case flow
  case flowPerSurface
  case massPerTime
  case massPerArea
  case massPerBodyMass
  /// Grams per gram, as of albumin to creatinine in urine.
  case massPerMass
  case activity
  case activityPerArea
  case osmolality
}
