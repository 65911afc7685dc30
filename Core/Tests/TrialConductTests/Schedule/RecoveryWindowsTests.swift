// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

/// The rule of the published trial: marrow after recovery of the counts or within 14 days after treatment; day 1 is 2025-03-03.
@Suite struct RecoveryWindowsTests {
  private static let cav = "2025-03-23"
  private static let mec = "2025-03-07"

  /// Last dose, days with recovered counts, first and last day due (whichever comes first), the same (whichever later).
  private static let cases: [(String, [String], String, String, String, String?)] = [
    (cav, [], "2025-04-04", "2025-04-06", "2025-04-04", nil),
    (mec, [], "2025-03-19", "2025-03-21", "2025-03-19", nil),
    (cav, ["2025-04-01"], "2025-04-01", "2025-04-04", "2025-04-01", "2025-04-06"),
    (cav, ["2025-04-05"], "2025-04-05", "2025-04-06", "2025-04-05", "2025-04-08"),
    (cav, ["2025-04-06"], "2025-04-06", "2025-04-06", "2025-04-06", "2025-04-09"),
    (cav, ["2025-04-07"], "2025-04-04", "2025-04-06", "2025-04-07", "2025-04-10"),
    (cav, ["2025-04-20", "2025-04-02"], "2025-04-02", "2025-04-05", "2025-04-02", "2025-04-06"),
    // Counts that were never low are no recovery: only days after the last dose count.
    (mec, ["2025-03-07", "2025-03-03"], "2025-03-19", "2025-03-21", "2025-03-19", nil),
    (mec, ["2025-03-08"], "2025-03-08", "2025-03-11", "2025-03-08", "2025-03-21"),
  ]

  @Test("windows by both readings", arguments: cases)
  func windows(last: String, recovered: [String], _ a: String, _ b: String, _ c: String, _ d: String?) {
    let rule = RecoveryRule(counts: nil, limit: 14, reading: .first)
    let windows = RecoveryWindows(
      rule,
      lastDose: MarrowTrial.date(last),
      recovered: recovered.map { MarrowTrial.date($0) }
    )
    #expect(windows.first == MarrowTrial.window(a, b))
    #expect(windows.later == MarrowTrial.window(c, d))
    #expect(windows.done(.first) == DueWindow(first: windows.lastDose + 1, last: windows.limit))
  }

  @Test("the limit of the arms stands 16 days apart: day 35 and day 19")
  func limits() {
    let day1 = MarrowTrial.date("2025-03-03")
    #expect(MarrowTrial.date("2025-04-06") - day1 + 1 == 35)
    #expect(MarrowTrial.date("2025-03-21") - day1 + 1 == 19)
  }

  /// Whatever the day of recovery: the first reading never ends after the limit, the second never before it.
  @Test("windows lie after the last dose and on the right side of the limit", arguments: 1...40)
  func properties(day: Int) {
    let last = MarrowTrial.date("2024-02-20")
    let windows = RecoveryWindows(
      RecoveryRule(counts: nil, limit: 14, reading: .first),
      lastDose: last,
      recovered: [last + day]
    )
    #expect(windows.first.first > last)
    #expect(windows.first.last.map { $0 <= windows.limit } == true)
    #expect(windows.first.last.map { $0 >= windows.first.first } == true)
    #expect(windows.later.last.map { $0 >= windows.limit } == true)
  }
}
