// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TrialDesign

@Suite struct DateImputationTests {
  private static func date(_ text: String) -> CivilDate? { CivilDate(iso: text) }

  /// Partial date, rule, bounds, expected day (nil: stays partial); counted on a calendar.
  private static let cases: [(String, DateImputationRule, String?, String?, String?)] = [
    ("2025-02", .earliest, nil, nil, "2025-02-01"), ("2025-02", .latest, nil, nil, "2025-02-28"),
    ("2024-02", .latest, nil, nil, "2024-02-29"), ("2024-02", .midpoint, nil, nil, "2024-02-15"),
    ("2025-02", .midpoint, nil, nil, "2025-02-14"), ("2025-04", .midpoint, nil, nil, "2025-04-15"),
    ("2025", .earliest, nil, nil, "2025-01-01"), ("2025", .latest, nil, nil, "2025-12-31"),
    ("2025", .midpoint, nil, nil, "2025-07-02"), ("2024", .midpoint, nil, nil, "2024-07-01"),
    ("2025-UN-UN", .latest, nil, nil, "2025-12-31"), ("2025-03-UN", .firstOfMonth, nil, nil, "2025-03-01"),
    ("2025", .firstOfMonth, nil, nil, nil),
    // Not before randomization, not after death.
    ("2025-03", .earliest, "2025-03-10", nil, "2025-03-10"),
    ("2025-03", .firstOfMonth, "2025-03-10", nil, "2025-03-10"),
    ("2025-03", .latest, nil, "2025-03-20", "2025-03-20"),
    ("2025-03", .midpoint, "2025-03-10", "2025-03-20", "2025-03-15"),
    ("2025-03", .latest, "2024-01-01", "2026-01-01", "2025-03-31"),
    ("2025-03", .latest, nil, "2025-02-20", nil),
    ("2025-03", .earliest, "2025-04-01", nil, nil), ("2025-03", .earliest, "2025-03-20", "2025-03-19", nil),
    // A whole date is left alone, whatever the bounds.
    ("2025-03-05", .latest, "2025-04-01", nil, "2025-03-05"),
  ]

  @Test("the day by rule and bounds", arguments: cases)
  func imputes(text: String, rule: DateImputationRule, from: String?, to: String?, expected: String?) throws {
    let partial = try #require(PartialDate(iso: text))
    let result = partial.imputed(
      by: rule,
      notBefore: from.flatMap { Self.date($0) },
      notAfter: to.flatMap { Self.date($0) }
    )
    #expect(result?.date == expected.flatMap { Self.date($0) })
  }

  @Test(
    "says which parts were put in",
    arguments: [("2025", ["month", "day"]), ("2025-03", ["day"]), ("2025-03-05", [])]
  )
  func parts(text: String, parts: [String]) throws {
    let result = try #require(PartialDate(iso: text)?.imputed(by: .latest))
    #expect(Set(result.imputed.map(\.rawValue)) == Set(parts))
  }

  @Test("every rule takes a possible day, the earliest first and the latest last")
  func property() throws {
    for year in 2023...2025 {
      for month in 1...12 {
        let partial = try #require(PartialDate(iso: "\(year)-\(month < 10 ? "0" : "")\(month)"))
        let days = partial.possibleDays
        let chosen = try DateImputationRule.allCases.map { try #require(partial.imputed(by: $0)).date }
        #expect(chosen.allSatisfy { days.contains($0) })
        #expect(chosen[0] == days.lowerBound && chosen[1] == days.upperBound)
        #expect(chosen[0] <= chosen[2] && chosen[2] <= chosen[1])
      }
    }
  }

  @Test(
    "what the calendar does not have is no date",
    arguments: ["2025-02-30", "2025-13", "2025-00", "2025-04-31", "25-03"]
  )
  func impossible(text: String) {
    #expect(PartialDate(iso: text) == nil)
  }
}
