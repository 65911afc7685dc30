// SPDX-License-Identifier: Apache-2.0

/// The time between two printed dates, with all that their precision leaves open.
public struct DateSpan: Hashable, Sendable {
  public enum Unit: String, CaseIterable, Hashable, Sendable {
    case days, weeks, months, years

    /// Mean length in the Gregorian calendar, in days.
    public var days: Double {
      switch self {
      case .days: 1
      case .weeks: 7
      case .months: 30.436875
      case .years: 365.2425
      }
    }
  }

  public let start: PrintedDate
  public let end: PrintedDate

  /// Joins two dates, in whatever order.
  public init(from start: PrintedDate, to end: PrintedDate) {
    (self.start, self.end) = (start, end)
  }

  /// Whether the end surely lies before the start.
  public var isReversed: Bool { end.isSurelyBefore(start) }

  /// Days from start to end, from none to both ends counted; nil if the dates are reversed.
  public var days: ClosedRange<Int>? {
    guard !isReversed else { return nil }
    return max(0, end.days.lowerBound - start.days.upperBound)...end.days.upperBound - start.days.lowerBound
      + 1
  }

  /// The length in a unit.
  ///
  /// Months and years may be counted by the calendar, both ends included.
  public func length(in unit: Unit) -> ClosedRange<Double>? {
    guard let days else { return nil }
    // February is the shortest month, and people divide by 28, 30, 30.4 or 31.
    let (short, long): (Double, Double) =
      switch unit {
      case .days: (1, 1)
      case .weeks: (7, 7)
      case .months: (30, 31)
      case .years: (365, 366)
      }
    var low = Double(days.lowerBound) / long
    var high = Double(days.upperBound) / short
    let months = (
      end.months.lowerBound - start.months.upperBound, end.months.upperBound - start.months.lowerBound
    )
    if unit == .months {
      low = min(low, Double(max(0, months.0)))
      high = max(high, Double(months.1 + 1))
    } else if unit == .years {
      low = min(low, Double(max(0, months.0)) / 12)
      high = max(high, Double(months.1 + 1) / 12)
    }
    return low...high
  }

  /// How a printed duration was rounded; nil if it cannot be the time between the dates.
  public func rounding(of duration: PrintedNumber, in unit: Unit) -> PrintedNumber.Rounding? {
    length(in: unit).flatMap(duration.rounding(ofSomeIn:))
  }

  /// Whether a printed duration can be the time between the dates.
  public func consistency(of duration: PrintedNumber, in unit: Unit) -> Consistency {
    rounding(of: duration, in: unit) == nil ? .inconsistent : .consistent
  }

  /// Whether a time that somebody was followed, such as a median follow-up, fits between the dates.
  public func canHold(_ duration: PrintedNumber, in unit: Unit) -> Bool {
    length(in: unit).map { duration.possible.lowerBound <= $0.upperBound } ?? false
  }

  /// Subjects per unit of time, if `n` entered between the dates; nil if that may have been no time.
  public func accrualRate(_ n: Int, per unit: Unit) -> ClosedRange<Double>? {
    guard n >= 0, let length = length(in: unit), length.lowerBound > 0 else { return nil }
    return ClosedRange(uncheckedBounds: (Double(n) / length.upperBound, Double(n) / length.lowerBound))
  }

  /// Completed years between a birth and a later date, such as an age; nil if the dates are reversed.
  public var completedYears: ClosedRange<Int>? {
    guard !isReversed else { return nil }
    return max(
      0,
      Self.years(start, end, latestStart: true)
    )...max(0, Self.years(start, end, latestStart: false))
  }

  /// Completed years with the start as late and the end as early as can be, or the other way round.
  private static func years(_ start: PrintedDate, _ end: PrintedDate, latestStart: Bool) -> Int {
    func parts(_ date: PrintedDate, late: Bool) -> (year: Int, month: Int, day: Int) {
      let month = date.month ?? (late ? 12 : 1)
      return (date.year, month, date.day ?? (late ? PrintedDate.days(inMonth: month, of: date.year) : 1))
    }
    let (a, b) = (parts(start, late: latestStart), parts(end, late: !latestStart))
    return b.year - a.year - ((b.month, b.day) < (a.month, a.day) ? 1 : 0)
  }
}
