// SPDX-License-Identifier: Apache-2.0

/// A date as a text prints it: a year, a month of a year, or a day.
public struct PrintedDate: Hashable, Sendable {
  public let year: Int
  public let month: Int?
  public let day: Int?

  /// Nil for a date that no calendar has, such as 31 April or 29 February 2023.
  ///
  /// The calendar is the proleptic Gregorian one, the years 1 to 9999. A day needs its month.
  public init?(year: Int, month: Int? = nil, day: Int? = nil) {
    guard (1...9999).contains(year), month != nil || day == nil else { return nil }
    if let month {
      guard (1...12).contains(month) else { return nil }
      if let day { guard day >= 1, day <= Self.days(inMonth: month, of: year) else { return nil } }
    }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Whether a year has 29 February.
  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// The days of a month, 28 to 31; 0 for a month that is none.
  public static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    case 1...12: 31
    default: 0
    }
  }

  /// All days that the date may be, counted from 1 January of the year 1 as day 1.
  public var days: ClosedRange<Int> {
    let first = Self.number(year, month ?? 1, day ?? 1)
    let lastMonth = month ?? 12
    let last = Self.number(year, lastMonth, day ?? Self.days(inMonth: lastMonth, of: year))
    return first...last
  }

  /// The number of a day; whole years and their leap days, then months, then days.
  private static func number(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let past = year - 1
    let years = past * 365 + past / 4 - past / 100 + past / 400
    return years + (1..<month).reduce(0) { $0 + days(inMonth: $1, of: year) } + day
  }

  /// The number of the month, counted over all years; of all months without one.
  var months: ClosedRange<Int> { year * 12 + (month ?? 1) - 1...year * 12 + (month ?? 12) - 1 }

  /// Whether this date surely lies before another.
  public func isSurelyBefore(_ other: PrintedDate) -> Bool { days.upperBound < other.days.lowerBound }
}
