// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Biostatistics

@Suite struct LogRankScoresTests {
  /// By hand: hazards 1/4 at 1, 1/3 at 2 (of three at risk, one of them censored then), 1/1 at 3.
  @Test("four subjects, unsorted and with a tie of event and censoring, in fractions")
  func byHand() {
    let times = SurvivalTimes(times: [2, 3, 1, 2], events: [false, true, true, true])
    let expected = [-7.0 / 12, 1 - 19.0 / 12, 3.0 / 4, 5.0 / 12]
    for (score, value) in zip(logRankScores(times), expected) { #expect(abs(score - value) <= 1e-15) }
  }

  @Test(
    "the scores of an arm are its observed less its expected events, those of all are 0",
    arguments: 1...20
  )
  func logRank(seed: Int) {
    var stream = RandomStream(seed: UInt64(seed), position: 0)
    let count = 5 + stream.integer(below: 60)
    let days = (0..<count).map { _ in Double(stream.integer(below: 30)) }
    let events = days.map { _ in stream.integer(below: 3) > 0 }
    let arms = days.indices.map { $0 < 2 ? $0 : stream.integer(below: 2) }
    let times = SurvivalTimes(times: days, events: events)
    let scores = logRankScores(times)
    let test = logRankTest(times, groups: arms, groupCount: 2)
    let sum = zip(scores, arms).reduce(0) { $1.1 == 0 ? $0 + $1.0 : $0 }
    #expect(abs(sum - (test.observed[0] - test.expected[0])) <= 1e-11)
    #expect(abs(scores.reduce(0, +)) <= 1e-11)
  }
}
