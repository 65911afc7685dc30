// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// One recorded administration (SDTM `EX`).
public struct ExposureRow: Hashable, Sendable {
  /// The drug, by its key in the calendar.
  public let drug: String
  public let date: CivilDate
  /// What was given; 0 mg where a dose was left out on purpose.
  public let amount: Quantity
  /// The coded reason for giving something else than planned; nil for none.
  public let reason: String?

  public init(drug: String, date: CivilDate, amount: Quantity, reason: String? = nil) {
    self.drug = drug
    self.date = date
    self.amount = amount
    self.reason = reason
  }
}

/// What was given beside what was planned, for one drug and cycle (ADaM `ADEX`).
///
///     dose proportion          given / planned
///     relative dose intensity  (given / time taken) / (planned / planned time)
///
/// The planned time is the cycle's length, or where none is published the span from the first to the last planned day.
/// The time taken is the same, or longer by the days by which the last administration came late: a course that was
/// stopped early has not been given faster.
///
/// - SeeAlso: Hryniuk W, Bush H (1984). J Clin Oncol 2:1281–1288.
public struct DoseIntensity: Hashable, Sendable {
  /// In the drug's unit.
  public let planned: Double
  public let given: Double
  /// Whole days.
  public let plannedDays: Int
  public let takenDays: Int

  public var doseProportion: Double { given / planned }

  public var relativeDoseIntensity: Double {
    doseProportion * Double(plannedDays) / Double(takenDays)
  }

  /// Compares a drug's calendar with what was recorded; nil where no planned amount is known or it is 0.
  ///
  /// - Parameters:
  ///   - calendar: The drug's days.
  ///   - cycleLength: In days; nil where none is published.
  ///   - rows: Recorded administrations; those of other drugs are left out.
  public init?(of calendar: DrugCalendar, cycleLength: Int?, rows: [ExposureRow]) {
    guard let planned = calendar.cumulative, planned > 0, let first = calendar.days.first?.date,
      let last = calendar.days.last?.date
    else { return nil }
    let own = rows.filter { $0.drug == calendar.key }
    self.planned = planned
    given = own.reduce(0) { $0 + ($1.amount.converted(to: calendar.unit)?.value ?? 0) }
    plannedDays = cycleLength ?? last - first + 1
    let latest = own.filter { $0.amount.value > 0 }.map(\.date).max() ?? last
    takenDays = plannedDays + max(0, latest - last)
  }
}
