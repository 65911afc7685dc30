// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TrialDesign

@Suite struct CivilDateTests {
  /// Day numbers counted by hand from 1970-01-01 (365 days a year, 366 in leap years) and, for the ends of the
  /// calendar, as Python 3.11 `date.toordinal()` − 719163 has them.
  @Test(
    "a date is its number of days since 1970-01-01",
    arguments: [
      (1970, 1, 1, 0), (1970, 1, 2, 1), (1969, 12, 31, -1), (1970, 12, 31, 364), (1971, 1, 1, 365),
      (1972, 2, 29, 789), (1972, 3, 1, 790), (2000, 1, 1, 10_957), (2000, 2, 29, 11_016),
      (2000, 3, 1, 11_017), (2022, 10, 1, 19_266), (2025, 7, 31, 20_300), (1900, 3, 1, -25_508),
      (1900, 2, 28, -25_509), (1, 1, 1, -719_162), (9999, 12, 31, 2_932_896),
    ]
  )
  func dayNumbers(year: Int, month: Int, day: Int, number: Int) throws {
    let date = try #require(CivilDate(year: year, month: month, day: day))
    #expect(Int(date.day) == number)
    let (y, m, d) = CivilDate(day: Int32(number)).components
    #expect([y, m, d] == [year, month, day])
  }

  @Test(
    "the calendar has no such day",
    arguments: [
      (2023, 2, 29), (1900, 2, 29), (2100, 2, 29), (2024, 2, 30), (2024, 4, 31), (2024, 0, 1), (2024, 13, 1),
      (2024, 1, 0), (2024, 1, 32), (0, 1, 1), (10_000, 1, 1),
    ]
  )
  func impossible(year: Int, month: Int, day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }

  @Test("years divisible by 4 are leap years, of the centuries only those divisible by 400")
  func leapYears() {
    for year in 1...9999 {
      let isLeap = year.isMultiple(of: 400) || (year.isMultiple(of: 4) && !year.isMultiple(of: 100))
      #expect((CivilDate(year: year, month: 2, day: 29) != nil) == isLeap, "\(year)")
    }
  }

  /// Walks through the 146 097 days of 400 years, counting on by hand, and comes back to every one.
  @Test("every day of 400 years follows the one before and reads back")
  func fourHundredYears() throws {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var (year, month, day) = (1800, 1, 1)
    let first = try #require(CivilDate(year: year, month: month, day: day))
    var wrong = 0
    for number in 0..<146_097 {
      let date = CivilDate(day: first.day + Int32(number))
      let components = date.components
      if components.year != year || components.month != month || components.day != day { wrong += 1 }
      if CivilDate(year: year, month: month, day: day) != date { wrong += 1 }
      let isLeap = year.isMultiple(of: 400) || (year.isMultiple(of: 4) && !year.isMultiple(of: 100))
      day += 1
      if day > (month == 2 && isLeap ? 29 : lengths[month - 1]) { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    #expect(wrong == 0)
    #expect([year, month, day] == [2200, 1, 1])
  }

  @Test("the text of a date reads back, with four digits for the year")
  func text() throws {
    for number in stride(from: -719_162, through: 2_932_896, by: 997) {
      let date = CivilDate(day: Int32(number))
      #expect(CivilDate(iso: date.description) == date)
    }
    #expect(CivilDate(day: -719_162).description == "0001-01-01")
  }

  @Test(
    "only whole dates in the form YYYY-MM-DD are read",
    arguments: [
      "2024-2-30", "2024-02-30", "2024-02", "2024", "24-02-01", "2024/02/01", "2024-02-01 ", " 2024-02-01",
      "",
      "2024-UN-01", "2024-02-UN", "-024-02-01", "2024-02-01T00:00", "２０２４-02-01",
    ]
  )
  func refused(text: String) {
    #expect(CivilDate(iso: text) == nil)
  }

  @Test("differences are whole days, across leap days and years")
  func differences() throws {
    let before = try #require(CivilDate(iso: "2023-12-31"))
    let after = try #require(CivilDate(iso: "2024-12-31"))
    #expect(after - before == 366)
    #expect(before + 366 == after)
    #expect(after + -366 == before)
    #expect(before < after)
  }
}
