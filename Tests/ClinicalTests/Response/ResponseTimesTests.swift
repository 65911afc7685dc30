// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

/// Event-free and relapse-free survival and the incidence of relapse, line by line of ELN 2022, Table 9, and its traps.
@Suite struct ResponseTimesTests {
  private static func times(
    _ course: SubjectCourse,
    cut: Int32? = nil,
    _ values: [String: String] = [:]
  ) throws -> ResponseTimes {
    let scheme = try ResponseFixtures.scheme("eln-2022", values)
    return try #require(responses(of: [course], by: scheme, at: cut).first).times
  }

  private static func end(
    _ start: Int32,
    _ day: Int32,
    _ outcome: EventTime.Outcome,
    _ reason: EventTime.Reason
  ) -> EventTime {
    EventTime(start: start, day: day, outcome: outcome, reason: reason)
  }

  @Test("an MLFS is a response of the trial and an event of EFS on day 1")
  func leukemiaFreeState() throws {
    var course = Course.begun([Course.marrow(30)])
    course.counts = [Course.count(30, 0.2, 15)]
    let response = try #require(responses(of: [course], by: try ResponseFixtures.scheme(), at: nil).first)
    #expect(response.isResponder == .met)
    #expect(response.times.eventFree == Self.end(0, 0, .event, .treatmentFailure))
    #expect(response.times.eventFree.time == 0)
    #expect(response.times.relapseFree == nil)
    #expect(response.times.relapseIncidence == nil)
  }

  @Test("no remission by the landmark is an event on day 1, a remission after it changes nothing")
  func failure() throws {
    var course = Course.begun([Course.marrow(40, blasts: 30)])
    #expect(try Self.times(course).eventFree == Self.end(0, 0, .event, .treatmentFailure))
    course.marrows.append(Course.marrow(100))
    course.counts = [Course.count(100, 1.4, 150)]
    #expect(try Self.times(course).eventFree == Self.end(0, 0, .event, .treatmentFailure))
    course.marrows.removeFirst()
    #expect(try Self.times(course).eventFree == Self.end(0, 0, .event, .treatmentFailure))
  }

  @Test("a remission under another treatment or after conditioning does not count")
  func otherTreatment() throws {
    var course = Course.begun([Course.marrow(30, blasts: 30), Course.marrow(60)])
    course.counts = [Course.count(60, 1.4, 150)]
    course.newTherapy = 40
    #expect(try Self.times(course).eventFree == Self.end(0, 0, .event, .treatmentFailure))
    course.newTherapy = nil
    course.conditioning = 40
    #expect(try Self.times(course).eventFree == Self.end(0, 0, .event, .treatmentFailure))
  }

  @Test("death before the landmark is an event on day 1, with or without a marrow; the former is a parameter")
  func earlyDeath() throws {
    var course = Course.begun([])
    course.death = 20
    #expect(try Self.times(course).eventFree == Self.end(0, 0, .event, .earlyDeath))
    course.marrows = [Course.marrow(15, blasts: 30)]
    #expect(try Self.times(course).eventFree == Self.end(0, 0, .event, .earlyDeath))
    let onDay = ["death-without-remission": "death"]
    #expect(try Self.times(course, onDay).eventFree == Self.end(0, 20, .event, .earlyDeath))
    course.marrows = []
    #expect(try Self.times(course, onDay).eventFree == Self.end(0, 0, .event, .earlyDeath))
  }

  @Test("alive and never evaluable is censored on day 1; death after the landmark is then an event on day 1")
  func neverEvaluable() throws {
    var course = Course.begun([Course.marrow(30)])
    course.marrows[0].isAdequate = .no
    course.lastAlive = 300
    #expect(try Self.times(course).eventFree == Self.end(0, 0, .censored, .neverEvaluable))
    course.death = 200
    #expect(try Self.times(course).eventFree == Self.end(0, 0, .event, .deathNeverEvaluable))
    #expect(
      try Self.times(course, ["death-never-evaluable": "death"]).eventFree
        == Self.end(0, 200, .event, .deathNeverEvaluable)
    )
  }

  @Test("in remission: relapse, else death, else censored at the last response assessment")
  func remission() throws {
    var course = Course.remission(30)
    course.lastAlive = 400
    course.marrows.append(Course.marrow(180))
    let alive = try Self.times(course)
    #expect(alive.eventFree == Self.end(0, 180, .censored, .lastAssessment))
    #expect(alive.relapseFree == Self.end(30, 400, .censored, .lastAlive))
    #expect(alive.relapseIncidence == Self.end(30, 180, .censored, .lastAssessment))
    #expect(
      try Self.times(course, ["relapse-incidence-censored": "last-alive"]).relapseIncidence
        == Self.end(30, 400, .censored, .lastAlive)
    )
    course.death = 500
    let dead = try Self.times(course)
    #expect(dead.eventFree == Self.end(0, 500, .event, .death))
    #expect(dead.relapseFree == Self.end(30, 500, .event, .death))
    #expect(dead.relapseIncidence == Self.end(30, 500, .competing, .death))
    course.marrows.append(Course.marrow(300, blasts: 40))
    let relapsed = try Self.times(course)
    #expect(relapsed.eventFree == Self.end(0, 300, .event, .relapse))
    #expect(relapsed.relapseFree == Self.end(30, 300, .event, .relapse))
    #expect(relapsed.relapseIncidence == Self.end(30, 300, .event, .relapse))
    #expect(relapsed.relapseFree?.time == 270)
  }

  @Test("transplantation in remission censors nothing")
  func transplantation() throws {
    var course = Course.remission(30)
    course.conditioning = 60
    course.death = 200
    #expect(try Self.times(course).eventFree == Self.end(0, 200, .event, .death))
  }

  @Test("at a cut a subject in remission is known alive no longer than the cut")
  func cut() throws {
    var course = Course.remission(30)
    course.lastAlive = 400
    course.death = 500
    let times = try Self.times(course, cut: 200)
    #expect(times.relapseFree == Self.end(30, 200, .censored, .lastAlive))
    #expect(times.eventFree == Self.end(0, 30, .censored, .lastAssessment))
  }

  @Test("return of residual disease is no event")
  func residualDisease() throws {
    var course = Course.remission(30)
    course.lastAlive = 300
    course.residualDisease = [(30, 0.02), (60, 0.03), (120, 0.5)].map { day, value in
      ResidualDiseaseSample(day: day, method: .flowCytometry, value: value, threshold: 0.1, tissue: .marrow)
    }
    let response = try #require(responses(of: [course], by: try ResponseFixtures.scheme(), at: nil).first)
    #expect(response.residualDisease.status == .absent)
    #expect(response.residualDisease.absentSince == 30)
    #expect(response.residualDisease.relapse == 120)
    #expect(response.times.relapseFree?.outcome == .censored)
  }

  @Test("blood films are response assessments where the protocol says so")
  func bloodFilms() throws {
    var course = Course.remission(30)
    course.counts.append(Course.count(150, 3, 200))
    #expect(try Self.times(course).eventFree.day == 30)
    #expect(try Self.times(course, ["last-assessment": "marrow-or-blood"]).eventFree.day == 150)
  }
}
