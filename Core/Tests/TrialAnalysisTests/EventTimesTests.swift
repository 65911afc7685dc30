// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialDesign

@testable import TrialAnalysis

@Suite("Times to event")
struct EventTimesTests {
  /// One line of what is expected, worked out by hand from the dates of `LeukemiaTrial`.
  private struct Expected {
    let subject: String
    let days: Double
    let status: SubjectStatus
  }

  private func check(_ endpoint: String, _ expected: [Expected]) throws {
    let data = try LeukemiaTrial.data()
    guard case .timeToEvent(let derivation) = try #require(data.study.endpoint(endpoint)).derivation else {
      Issue.record("\(endpoint) is not a time to event")
      return
    }
    let times = EventTimes(derivation, in: data, among: data.isMember(of: "full"))
    let subjects = times.members.map { data.record.subjects[data.members[$0]] }
    #expect(subjects == expected.map(\.subject))
    #expect(times.days == expected.map(\.days))
    #expect(times.status == expected.map(\.status))
  }

  @Test("overall survival: deaths by the cut are events, later ones show that the subject was alive at it")
  func overallSurvival() throws {
    // 2024 is a leap year: 10 January to 1 October are 265 days, to 31 December 356 days.
    try check(
      "os",
      [
        Expected(subject: "S1", days: 265, status: .censored),
        Expected(subject: "S2", days: 265, status: .censored),
        Expected(subject: "S3", days: 20, status: .event),
        Expected(subject: "S4", days: 265, status: .censored),
        Expected(subject: "S5", days: 265, status: .censored),
        Expected(subject: "S6", days: 10, status: .censored),
        Expected(subject: "S7", days: 356, status: .censoredAtCut),
        Expected(subject: "S8", days: 356, status: .censoredAtCut),
        Expected(subject: "S9", days: 265, status: .censored),
      ]
    )
  }

  @Test("event-free survival follows ELN 2022, Table 9: failure is dated at the start")
  func eventFreeSurvival() throws {
    try check(
      "efs",
      [
        // CR on day 30, relapse on 19 April: 100 days.
        Expected(subject: "S1", days: 100, status: .event),
        // No remission by the landmark.
        Expected(subject: "S2", days: 0, status: .failureAtStart),
        // Died on day 20 without assessment.
        Expected(subject: "S3", days: 0, status: .failureAtStart),
        // Alive and not evaluable: censored, not failed.
        Expected(subject: "S4", days: 0, status: .censored),
        // MLFS is a response of the trial and no remission.
        Expected(subject: "S5", days: 0, status: .failureAtStart),
        // Randomized 11 days before the cut: the landmark is not reached.
        Expected(subject: "S6", days: 0, status: .pending),
        // In remission, last assessed on day 30.
        Expected(subject: "S7", days: 30, status: .censored),
        // No remission; the death after the cut does not matter.
        Expected(subject: "S8", days: 0, status: .failureAtStart),
        // Remission on day 100, after the landmark of 84 days, is none.
        Expected(subject: "S9", days: 0, status: .failureAtStart),
      ]
    )
  }

  @Test("subjects randomized after the cut do not exist in the analysis")
  func laterSubjects() throws {
    let results = try LeukemiaTrial.results()
    #expect(!results.subjects.contains("S10"))
    #expect(results.result("flow")?.cell("total/randomized")?.value == .number(9))
  }
}
