// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Something that whoever uses a calendar has to know.
///
/// The words are made by TrialReporting.
public struct DoseNote: Sendable {
  public let severity: Severity
  public let matter: Matter
  /// The drug it is about, by its key in the calendar; nil for the calendar as a whole.
  public let drug: String?
  /// The reason, in the words of the rule.
  public let because: LocalizedText?
  public let source: LocalizedText?

  init(
    _ severity: Severity,
    _ matter: Matter,
    drug: String? = nil,
    because: LocalizedText? = nil,
    source: LocalizedText? = nil
  ) {
    self.severity = severity
    self.matter = matter
    self.drug = drug
    self.because = because
    self.source = source
  }

  /// How grave a note is.
  public enum Severity: Int, Comparable, Sendable {
    /// The calendar cannot be given as it is.
    case stop
    case caution
    case information

    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  public enum Matter: Sendable {
    /// The protocol names no formula of body surface area.
    case formulaChosen(BodySurfaceArea.Formula)
    /// Doses count with the cap in place of the calculated area.
    case areaCapped(exact: Double, cap: Double)
    /// Height, weight or area is outside what is usual, and was confirmed.
    case unusualSize(SizeCheck)
    /// The weight changed by this share since the doses before.
    case weightChanged(share: Double, recalculate: Bool)
    /// Rounding moves the dose by this share on these days.
    case roundingFar(share: Double, days: DaySet)
    case roundingRefused(exact: Double, nearest: Double, days: DaySet)
    /// A co-medication changes the dose on these days.
    case interaction(CoMedication, classes: [InteractionClass], InteractionRule, days: DaySet)
    /// The dose goes back to the plan after a co-medication ends; what the label says about it.
    case resumption(CoMedication, LocalizedText)
    /// Sources class the co-medication differently.
    case otherwiseClassed(
      CoMedication,
      used: [InteractionClass],
      CoMedication.Reading,
      classes: [InteractionClass]
    )
    /// Recorded co-medications that are in no table: whether they matter is unknown.
    case unclassed([CoMedicationCourse])
    /// Organ function changes the dose, or forbids it, or no source says what to do.
    case adjustment(DoseAdjustmentRules, DoseAdjustmentRules.Give, clearance: Double?)
    /// Organ function could change the dose, and findings are missing.
    case notAssessed(DoseAdjustmentRules, possible: [DoseAdjustmentRules.Give], missing: [Finding])
    /// Clearance is not defined below 18 years.
    case clearanceUndefined
    /// Several rules change the dose, and no source is about both: the lowest dose is taken.
    case severalRules
    /// Nothing is known of the drug: no steps of rounding, no interactions, no rules for organs.
    case noFacts
    case lifetime(LifetimeDose)
    /// Times count from this minute after midnight; the protocol names none.
    case firstHour(Int)
  }
}

/// A measure outside the range that needs no second confirmation.
public struct SizeCheck: Hashable, Sendable {
  public enum Measure: Sendable {
    case height
    case weight
    case area
  }

  public let measure: Measure
  /// In cm, kg or m².
  public let value: Double
  public let range: ClosedRange<Double>
}
