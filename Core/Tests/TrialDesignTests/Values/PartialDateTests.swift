// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TrialDesign

@Suite struct PartialDateTests {
  @Test(
    "what is unknown stays unknown",
    arguments: [
      ("2025-03-14", "2025-03-14", true), ("2025-03", "2025-03", false), ("2025", "2025", false),
      ("2025-UN", "2025", false), ("2025-03-UN", "2025-03", false), ("2025-UNK-UNK", "2025", false),
      ("0987", "0987", false),
    ]
  )
  func reads(text: String, written: String, isWhole: Bool) throws {
    let date = try #require(PartialDate(iso: text))
    #expect(date.description == written)
    #expect((date.date != nil) == isWhole)
    #expect(PartialDate(iso: written) == date)
  }

  @Test(
    "a part that cannot be is refused, also where others are unknown",
    arguments: [
      "2025-13", "2025-00", "2025-02-29", "2025-UN-14", "25", "2025-3", "2025-03-4", "2025-03-14-01", "0000",
      "",
    ]
  )
  func refused(text: String) {
    #expect(PartialDate(iso: text) == nil)
  }

  @Test("a known day of a leap year needs its year to be one")
  func leapDay() {
    #expect(PartialDate(iso: "2024-02-29")?.date != nil)
    #expect(PartialDate(iso: "2023-02-29") == nil)
  }
}
