// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// One subject's cycle, day by day: what is given when, and why it is that much.
public struct DoseCalendar: Sendable {
  public let regimen: Regimen
  public let rules: DosingRules
  /// Day 1: the day of the first cytotoxic dose.
  public let start: CivilDate
  /// Counted from 1.
  public let cycle: Int
  public let subject: DosingSubject
  /// nil where height or weight is missing and no dose needs it.
  public let area: Area?
  public let coMedications: [CoMedicationCourse]
  /// In the order of the regimen.
  public let drugs: [DrugCalendar]
  /// What whoever uses the calendar has to know, the gravest first.
  public let notes: [DoseNote]

  /// Body surface area.
  public struct Area: Hashable, Sendable {
    public let formula: BodySurfaceArea.Formula
    /// As the formula gives it, in m².
    public let exact: Double
    /// The protocol's cap, in m²; nil for none.
    public let cap: Double?

    /// What doses are calculated with.
    public var used: Double { cap.map { min($0, exact) } ?? exact }

    public var isCapped: Bool { used < exact }
  }

  /// The last day on which any drug is planned; nil for a regimen without drugs.
  public var lastDay: Int? { drugs.compactMap(\.lastDay).max() }

  /// The first day on which any drug is planned, 0 for a growth factor before day 1.
  public var firstDay: Int? { drugs.compactMap(\.days.first?.day).min() }

  /// The date of a day of the cycle.
  public func date(ofDay day: Int) -> CivilDate { start + (day - 1) }

  /// Whether something stands in the way of giving the calendar as it is.
  public var hasStops: Bool { notes.contains { $0.severity == .stop } }
}

/// One drug's days in a cycle.
public struct DrugCalendar: Sendable {
  public let drug: Regimen.Drug
  /// The drug's English name; with a number where a regimen has it twice.
  public let key: String
  /// Of all amounts: mg or ug.
  public let unit: Unit
  /// Ascending; no day stands twice.
  public let days: [DayDose]
  /// This cycle beside the amount of a lifetime; nil for drugs without a limit.
  public let lifetime: LifetimeDose?

  public var lastDay: Int? { days.last?.day }

  /// The sum of all administrations as given, in `unit`; nil where some day has no amount.
  public var cumulative: Double? {
    days.reduce(0.0 as Double?) { sum, day in
      guard let sum, let amount = day.given else { return nil }
      return sum + amount * Double(day.perDay)
    }
  }

  /// The sum before rounding, in `unit`; nil where some day has no amount.
  public var exactCumulative: Double? {
    days.reduce(0.0 as Double?) { sum, day in
      guard let sum, day.status == .given || day.status == .withheld else { return nil }
      return sum + (day.dose?.exact ?? 0) * Double(day.perDay)
    }
  }

  /// The sum in mg/m² (or ug/m²); nil where a dose has another basis, or some day has no amount.
  public var cumulativePerArea: Double? {
    days.reduce(0.0 as Double?) { sum, day in
      guard let sum, let planned = day.plannedPerArea, day.status == .given || day.status == .withheld else {
        return nil
      }
      let share = day.planned > 0 ? (day.dose?.exact ?? 0) / day.planned : 0
      return sum + planned * share * Double(day.perDay)
    }
  }
}

/// One drug on one day.
public struct DayDose: Sendable {
  /// Day of the cycle; day 1 is the start.
  public let day: Int
  public let date: CivilDate
  /// The protocol's dose of one administration, as written.
  public let written: Dose
  /// The protocol's dose for this subject, before any change, in the drug's unit.
  public let planned: Double
  /// The protocol's dose in mg/m² or ug/m²; nil for another basis.
  public let plannedPerArea: Double?
  /// One administration; nil where none is given or none can be said.
  public let dose: RoundedDose?
  public let status: Status
  /// Administrations on this day.
  public let perDay: Int
  /// When they begin, in minutes after midnight of the day; a night's may lie beyond 1440.
  public let times: [Int]
  /// Hours over which one administration runs; nil for what is not infused or not said.
  public let infusion: Double?
  /// Hours by which an administration may come early or late.
  public let window: Double
  /// Whether the dose is still rising to the planned one.
  public let isRamp: Bool
  /// Tablets of one administration, the strongest first; empty for other forms.
  public let tablets: [TabletCount]
  /// The co-medication that governs the dose; nil where none does.
  public let coMedication: String?

  public enum Status: Hashable, Sendable {
    case given
    /// A rule says that the drug is not given.
    case withheld
    /// No source says what to give, or rounding is refused: someone has to decide.
    case undecided
  }

  /// The amount of one administration; 0 where the drug is withheld, nil where someone has to decide.
  public var given: Double? {
    switch status {
    case .given: dose?.rounded
    case .withheld: 0
    case .undecided: nil
    }
  }
}

/// How many tablets of one strength.
public struct TabletCount: Hashable, Sendable {
  public let count: Int
  public let strength: Quantity
}

/// A co-medication and when it is taken.
public struct CoMedicationCourse: Hashable, Sendable {
  public let id: String
  /// Classes in the place of those of the table; nil for the table's.
  public let classes: [String]?
  /// First day; nil for before the cycle.
  public let from: CivilDate?
  /// Last day; nil for beyond the cycle.
  public let to: CivilDate?

  public init(id: String, classes: [String]? = nil, from: CivilDate? = nil, to: CivilDate? = nil) {
    self.id = id
    self.classes = classes
    self.from = from
    self.to = to
  }
}
