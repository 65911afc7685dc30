// SPDX-License-Identifier: Apache-2.0

/// Yes, no, or not on file.
public enum Answer: UInt8, CaseIterable, Sendable {
  case no
  case yes
  case notRecorded
}

/// What is on file about disease outside the marrow at one assessment.
public enum ExtramedullaryDisease: UInt8, CaseIterable, Sendable {
  case absent
  case present
  /// It was written down that nobody looked.
  case notAssessed
  /// Nothing is written down.
  case notRecorded
}

/// One marrow and what was recorded with it; NaN and nil are missing.
public struct MarrowAssessment: Hashable, Sendable {
  /// Day of the sample, in the time of the course (since 1970-01-01 or since randomization).
  public var day: Int32
  /// Percent of nucleated cells, 0–100.
  public var blasts: Double
  /// Nucleated cells that were counted in the aspirate.
  public var cellsCounted: Double
  public var spicules: Answer
  /// Cellularity of the biopsy in percent, 0–100.
  public var cellularity: Double
  public var isAdequate: Answer
  /// Blasts in the blood, as recorded with this marrow; a blood count of the window may say it instead.
  public var circulatingBlasts: Answer
  public var extramedullary: ExtramedullaryDisease
  /// Blasts with Auer rods; asked for by ELN 2017 only.
  public var auerRods: Answer
  /// What the investigator called it; nil where nothing was recorded.
  public var investigator: String?

  public init(
    day: Int32,
    blasts: Double = .nan,
    cellsCounted: Double = .nan,
    spicules: Answer = .notRecorded,
    cellularity: Double = .nan,
    isAdequate: Answer = .notRecorded,
    circulatingBlasts: Answer = .notRecorded,
    extramedullary: ExtramedullaryDisease = .notRecorded,
    auerRods: Answer = .notRecorded,
    investigator: String? = nil
  ) {
    self.day = day
    self.blasts = blasts
    self.cellsCounted = cellsCounted
    self.spicules = spicules
    self.cellularity = cellularity
    self.isAdequate = isAdequate
    self.circulatingBlasts = circulatingBlasts
    self.extramedullary = extramedullary
    self.auerRods = auerRods
    self.investigator = investigator
  }
}

/// One blood count; NaN is missing.
public struct BloodCount: Hashable, Sendable {
  public var day: Int32
  /// Absolute neutrophil count in 10*9/L.
  public var neutrophils: Double
  /// In 10*9/L.
  public var platelets: Double
  public var circulatingBlasts: Answer

  public init(
    day: Int32,
    neutrophils: Double = .nan,
    platelets: Double = .nan,
    circulatingBlasts: Answer = .notRecorded
  ) {
    self.day = day
    self.neutrophils = neutrophils
    self.platelets = platelets
    self.circulatingBlasts = circulatingBlasts
  }
}
