// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import PaperAudit
import Testing

@Suite struct DateTests {
  private func date(_ year: Int, _ month: Int? = nil, _ day: Int? = nil) throws -> PrintedDate {
    try #require(PrintedDate(year: year, month: month, day: day))
  }

  @Test("knows which days there are")
  func validity() {
    #expect(PrintedDate(year: 2024, month: 2, day: 29) != nil)
    #expect(PrintedDate(year: 2023, month: 2, day: 29) == nil)
    #expect(PrintedDate(year: 1900, month: 2, day: 29) == nil)
    #expect(PrintedDate(year: 2000, month: 2, day: 29) != nil)
    #expect(PrintedDate(year: 2023, month: 4, day: 31) == nil)
    #expect(PrintedDate(year: 2023, month: 13) == nil)
    #expect(PrintedDate(year: 2023, month: 0) == nil)
    #expect(PrintedDate(year: 2023, month: nil, day: 3) == nil)
    #expect(PrintedDate(year: .max) == nil)
    #expect(PrintedDate(year: 2023, month: .min, day: .max) == nil)
  }

  /// `date.toordinal()` of Python 3, whose day 1 is 1 January of the year 1 too.
  @Test("numbers days as Python does")
  func ordinals() throws {
    let expected = [
      (7154, 3, 2, 2_612_640), (2934, 6, 8, 1_071_415), (8519, 5, 26, 3_111_281), (1, 1, 1, 1),
      (9999, 12, 31, 3_652_059),
    ]
    for (year, month, day, number) in expected {
      #expect(try date(year, month, day).days == number...number)
    }
    // Every month of every year follows the one before.
    var next = 1
    var gaps = 0
    for year in 1...9999 {
      for month in 1...12 {
        let days = try date(year, month).days
        if days.lowerBound != next { gaps += 1 }
        next = days.upperBound + 1
      }
    }
    #expect(gaps == 0)
  }

  /// October 2022 to July 2025: 33 calendar months, 34 with both ends.
  @Test("measures spans with what their precision leaves open")
  func spans() throws {
    let span = DateSpan(from: try date(2022, 10), to: try date(2025, 7))
    #expect(span.days == 974...1035)
    #expect(span.consistency(of: number("34"), in: .months) == .consistent)
    #expect(span.consistency(of: number("33"), in: .months) == .consistent)
    #expect(span.consistency(of: number("30"), in: .months) == .inconsistent)
    #expect(span.consistency(of: number("38"), in: .months) == .inconsistent)
    #expect(span.consistency(of: number("2.8"), in: .years) == .consistent)
    #expect(span.canHold(number("33.5"), in: .months))
    #expect(!span.canHold(number("48"), in: .months))
    // 55 subjects in 34 months: 1.62 a month.
    #expect(span.accrualRate(55, per: .months)?.contains(1.62) == true)
    #expect(span.accrualRate(55, per: .months)?.contains(2) == false)
    #expect(DateSpan(from: try date(2025), to: try date(2022)).isReversed)
    #expect(DateSpan(from: try date(2025), to: try date(2022)).length(in: .days) == nil)
    #expect(DateSpan(from: try date(2025), to: try date(2022)).completedYears == nil)
  }

  @Test("counts completed years, also from dates without day or month")
  func ages() throws {
    #expect(DateSpan(from: try date(1960, 2, 29), to: try date(2023, 2, 28)).completedYears == 62...62)
    #expect(DateSpan(from: try date(1960, 2, 29), to: try date(2023, 3, 1)).completedYears == 63...63)
    #expect(DateSpan(from: try date(1960), to: try date(2023, 6, 15)).completedYears == 62...63)
    #expect(DateSpan(from: try date(1960, 6), to: try date(2023, 6)).completedYears == 62...63)
  }

  @Test("accuses no span, whatever was rounded or left out")
  func property() throws {
    var stream = RandomStream(seed: 75, position: 1)
    var accused = [String: Int]()
    func any() -> (year: Int, month: Int, day: Int) {
      let (year, month) = (stream.integer(in: 1990...2030), stream.integer(in: 1...12))
      return (year, month, stream.integer(in: 1...PrintedDate.days(inMonth: month, of: year)))
    }
    func shown(_ d: (year: Int, month: Int, day: Int)) throws -> PrintedDate {
      switch stream.integer(below: 3) {
      case 0: try date(d.year)
      case 1: try date(d.year, d.month)
      default: try date(d.year, d.month, d.day)
      }
    }
    for _ in 0..<100_000 {
      var (a, b) = (any(), any())
      if (b.year, b.month, b.day) < (a.year, a.month, a.day) { (a, b) = (b, a) }
      let (first, last) = (try date(a.year, a.month, a.day).days, try date(b.year, b.month, b.day).days)
      let days = Double(last.lowerBound - first.lowerBound)
      let span = DateSpan(from: try shown(a), to: try shown(b))
      let unit = stream.pick(DateSpan.Unit.allCases)
      let exact = stream.pick([days, days + 1]) / unit.days
      let printed = stream.printed(exact, decimals: 0...1)
      if span.consistency(of: printed, in: unit) != .consistent { accused["\(unit)", default: 0] += 1 }
      if !span.canHold(stream.printed(exact * stream.uniform()), in: unit) {
        accused["hold", default: 0] += 1
      }
      let months = (b.year - a.year) * 12 + b.month - a.month
      let whole = PrintedNumber(Double(stream.pick([months, months + 1])), decimals: 0)
      if span.consistency(of: whole, in: .months) != .consistent { accused["calendar", default: 0] += 1 }
      let age = b.year - a.year - ((b.month, b.day) < (a.month, a.day) ? 1 : 0)
      if span.completedYears?.contains(age) != true { accused["age", default: 0] += 1 }
    }
    #expect(accused.isEmpty)
  }
}
