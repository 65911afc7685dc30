// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialDesign

@testable import TrialConduct

@Suite struct DateReadingTests {
  private func read(_ text: String, _ format: Mapping.DateFormat) -> DateReading {
    Array(text.utf8).withUnsafeBufferPointer { DateReading($0, as: format) }
  }

  @Test(
    "14 March 2025 in every format",
    arguments: zip(
      Mapping.DateFormat.allCases,
      ["2025-03-14", "14.03.2025", "14/03/2025", "03/14/2025", "2025/03/14", "20250314"]
    )
  )
  func formats(format: Mapping.DateFormat, text: String) throws {
    // date -u -d 2025-03-14 +%s gives 1741910400, which is 20161 days of 86400 s.
    #expect(read(text, format) == .day(20_161))
    #expect(format.example == text)
  }

  @Test(
    "a date without its day, or without month and day, stays partial",
    arguments: [
      ("2025-03", Mapping.DateFormat.yearMonthDay, "2025-03"), ("2025", .yearMonthDay, "2025"),
      ("2025-03-UN", .yearMonthDay, "2025-03"), ("2025-UNK-UN", .yearMonthDay, "2025"),
      ("03.2025", .dayMonthYearDots, "2025-03"), ("UN.03.2025", .dayMonthYearDots, "2025-03"),
      ("2025", .dayMonthYearSlashes, "2025"), ("3/2025", .monthDayYearSlashes, "2025-03"),
      ("2025/03", .yearMonthDaySlashes, "2025-03"), ("202503", .compact, "2025-03"),
      ("2025", .compact, "2025"),
    ]
  )
  func partial(text: String, format: Mapping.DateFormat, iso: String) throws {
    #expect(read(text, format) == .partial(try #require(PartialDate(iso: iso))))
  }

  @Test(
    "what the calendar does not have is impossible",
    arguments: [
      ("2023-02-29", Mapping.DateFormat.yearMonthDay), ("2024-13-01", .yearMonthDay),
      ("2024-00", .yearMonthDay),
      ("31.04.2024", .dayMonthYearDots), ("13/14/2024", .monthDayYearSlashes), ("0000", .yearMonthDay),
      ("20240230", .compact),
    ]
  )
  func impossible(text: String, format: Mapping.DateFormat) {
    #expect(read(text, format) == .impossible)
  }

  @Test(
    "what is not in the table's format is malformed",
    arguments: [
      ("", Mapping.DateFormat.yearMonthDay), ("2024-3-5", .yearMonthDay), ("24-03-05", .yearMonthDay),
      ("2024-03-05T12:00", .yearMonthDay), ("2024-03-", .yearMonthDay), ("2024-UN-05", .yearMonthDay),
      ("2024-03-05-01", .yearMonthDay), ("05.03.24", .dayMonthYearDots), ("2024-03-05", .dayMonthYearDots),
      ("March 2024", .yearMonthDay), ("2024035", .compact), ("202403055", .compact), ("-", .yearMonthDay),
    ]
  )
  func malformed(text: String, format: Mapping.DateFormat) {
    #expect(read(text, format) == .malformed)
  }

  @Test("separated formats other than ISO take single digits")
  func singleDigits() {
    #expect(read("1.2.2024", .dayMonthYearDots) == read("2024-02-01", .yearMonthDay))
    #expect(read("1/2/2024", .monthDayYearSlashes) == read("2024-01-02", .yearMonthDay))
  }
}
