// SPDX-License-Identifier: Apache-2.0

/// A day of the Gregorian calendar, without time or zone.
///
/// Kept as the number of days since 1970-01-01, so that differences are whole days and columns of
/// dates are columns of integers. Range: 0001-01-01 to 9999-12-31.
public struct CivilDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01; earlier days are negative.
  public let day: Int32

  public init(day: Int32) {
    self.day = day
  }

  /// The date with this year, month and day, or nil where the calendar has none (2024-02-30).
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    guard day <= Self.days(in: month, of: year) else { return nil }
    // Howard Hinnant's civil-from-days arithmetic: the year begins in March, so that the leap
    // day is its last (chrono-Compatible Low-Level Date Algorithms, 2013).
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.day = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Reads `YYYY-MM-DD` (ISO 8601), and nothing else.
  public init?(iso text: some StringProtocol) {
    guard let partial = PartialDate(iso: text), let date = partial.date else { return nil }
    self = date
  }

  /// Year, month (1–12) and day (1–31).
  public var components: (year: Int, month: Int, day: Int) {
    let shifted = Int(day) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1
    )
  }

  public static func < (a: Self, b: Self) -> Bool { a.day < b.day }

  /// The date `days` later (earlier where negative).
  public static func + (date: Self, days: Int) -> Self { CivilDate(day: date.day + Int32(days)) }

  /// Whole days from `b` to `a`.
  public static func - (a: Self, b: Self) -> Int { Int(a.day) - Int(b.day) }

  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension CivilDate: CustomStringConvertible {
  /// `YYYY-MM-DD`.
  public var description: String {
    let (year, month, day) = components
    return PartialDate(year: year, month: month, day: day).description
  }
}
