// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TrialDesign

@Suite struct DaySetTests {
  @Test(
    "runs and single days, in any order, each day once",
    arguments: [
      ("1-5", [1, 2, 3, 4, 5], "1–5"), ("1, 8, 15", [1, 8, 15], "1, 8, 15"),
      ("3-21,1,2", Array(1...21), "1–21"),
      ("1-3, 2-4, 8", [1, 2, 3, 4, 8], "1–4, 8"), ("7", [7], "7"), ("1 - 3", [1, 2, 3], "1–3"),
      ("0", [0], "0"),
    ]
  )
  func reads(text: String, days: [Int], written: String) throws {
    let set = try #require(DaySet(text))
    #expect(set.days == days)
    #expect(set.last == days.last)
    #expect(set.description == written)
  }

  @Test("no set of days", arguments: ["", ",", "5-1", "1-2-3", "one", "1-1000", "1.5", "1;8"])
  func refused(text: String) {
    #expect(DaySet(text) == nil)
  }

  @Test("a run without one of its ends is no set of days", arguments: ["1-", "-3"])
  func openRun(text: String) {
    #expect(DaySet(text) == nil)
  }
}
