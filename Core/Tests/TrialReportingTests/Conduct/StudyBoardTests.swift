// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

@testable import TrialReporting

@Suite struct StudyBoardTests {
  private func board(_ trial: ConductTrial, on day: String = "2025-04-01", sites: Set<String>? = nil)
    -> StudyBoard
  {
    StudyBoard(
      trial.study,
      trial.state,
      on: ConductTrial.date(day),
      sites: sites,
      reconciliation: Reconciliation(trial.state, by: trial.conduct)
    )
  }

  @Test("the board counts each site and all together")
  func text() throws {
    #expect(
      StudyBoardText(try board(SubjectSummaryTests.course()), language: .english).rendered == """
        A trial of acts · 2025-04-01
          Site  Screened  Failed  Consent  Randomized  ≤7 d  ≤28 d  >28 d  Rows  Unsigned  Frozen  Locked
          ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
          01           2       1        1           1     0      1      0     2         2       2       0
          02           0       0        0           0     0      0      0     0         0       0       0
          All          2       1        1           1     0      1      0     2         2       2       0

          Notices open: 1

          ≤ and >: queries that are not closed, by days since they were asked or opened again. Unsigned:
          rows without a valid signature.

        """
    )
  }

  /// Asked on 12 March.
  @Test(
    "queries grow older by the day",
    arguments: [
      ("2025-03-12", [1, 0, 0]), ("2025-03-19", [1, 0, 0]), ("2025-03-20", [0, 1, 0]),
      ("2025-04-09", [0, 1, 0]), ("2025-04-10", [0, 0, 1]),
    ]
  )
  func ages(day: String, expected: [Int]) throws {
    #expect(try board(SubjectSummaryTests.course(), on: day).total.openQueries == expected)
  }

  @Test("a site that the reader may not see is neither listed nor counted")
  func onlyOwnSites() throws {
    let board = try board(SubjectSummaryTests.course(), sites: ["02"])
    #expect(board.sites.map(\.id) == ["02"])
    #expect(board.total.screened == 0 && board.total.rows == 0)
  }

  @Test("rows are held by themselves, their subject, their site or the study")
  func custody() throws {
    var trial = try SubjectSummaryTests.course()
    try trial.act(.lock(.row(RowReference("C-001", "ae"))), by: "wu", on: "2025-04-01")
    #expect(board(trial).total.lockedRows == 1)
    try trial.act(.closeQuery("Q1"), by: "wu", on: "2025-04-01")
    try trial.act(.lock(.site("01")), by: "wu", on: "2025-04-01")
    #expect(board(trial).total.lockedRows == 2)
    #expect(board(trial).total.openQueries == [0, 0, 0])
  }

  @Test("a notice counts until somebody else has heard, and only where the reader may see the site")
  func notices() throws {
    var trial = try SubjectSummaryTests.course()
    let entry = try #require(trial.state.notices.first?.entry)
    #expect(board(trial).total.openNotices == 1 && board(trial, sites: ["02"]).total.openNotices == 0)
    #expect(board(trial).json["sites"]?.array?.map { $0["openNotices"] } == [1, 0])
    try trial.take(.acknowledged(entry: entry), by: ConductTrial.manager)
    #expect(board(trial).total.openNotices == 0)
  }

  @Test("JSON has the classes of age with their ends")
  func json() throws {
    let site = try board(SubjectSummaryTests.course()).json["sites"]?.array?.first
    #expect(site?["site"] == "01")
    #expect(
      site?["openQueries"]
        == [
          ["fromDays": 0, "toDays": 7, "count": 0], ["fromDays": 8, "toDays": 28, "count": 1],
          ["fromDays": 29, "toDays": nil, "count": 0],
        ]
    )
    #expect(site?["unsignedRows"] == 2)
  }
}
