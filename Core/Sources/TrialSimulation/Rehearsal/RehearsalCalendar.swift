// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// The days of a rehearsal: subjects arrive over some time, and the last is followed as long as the schedule says.
struct RehearsalCalendar: Sendable {
  /// The first day on which anybody may be randomized.
  let start: CivilDate
  /// Over how many days subjects arrive.
  let accrual: Int
  /// The last day on which anything happens.
  let end: CivilDate

  /// Where the protocol names no start.
  private static let anyStart = CivilDate(year: 2025, month: 1, day: 6) ?? CivilDate(day: 20_094)
  /// A rehearsal need not see the tenth year of follow-up: how long the last subject is followed at most, and at least.
  private static let followUp = 90...400

  init(_ study: StudyProtocol, subjects: Int) {
    // Nobody can consent before the first text is in force.
    let versions = study.consent.versions
    let texts = versions.contains { $0.from == nil } ? nil : versions.compactMap(\.from).min()
    start = [study.study.start ?? Self.anyStart, texts].compactMap(\.self).max() ?? Self.anyStart
    accrual = min(365, max(30, 2 * subjects))
    let last = study.schedule.visits.compactMap(\.window?.upperBound).max() ?? 0
    end = start + accrual + min(Self.followUp.upperBound, max(Self.followUp.lowerBound, last))
  }

  /// A moment of a day, in seconds since 1970-01-01T00:00Z.
  static func second(_ day: CivilDate, hour: Int, minute: Int = 0) -> Int64 {
    Int64(day.day) * 86_400 + Int64(hour * 3600 + minute * 60)
  }
}
