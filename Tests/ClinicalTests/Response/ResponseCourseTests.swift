// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

/// Response over time; days count from randomization on day 0, and the landmark is day 84 unless said otherwise.
@Suite struct ResponseCourseTests {
  private static func derive(
    _ course: SubjectCourse,
    cut: Int32? = nil,
    _ values: [String: String] = [:]
  ) throws -> SubjectResponse {
    let scheme = try ResponseFixtures.scheme("eln-2022", values)
    return try #require(responses(of: [course], by: scheme, at: cut).first)
  }

  // MARK: Counts and marrows

  @Test("the nearest count of the window belongs to the marrow, the ends of the window included")
  func pairing() throws {
    var course = Course.begun([Course.marrow(30)])
    course.counts = [Course.count(27, 1.4, 150), Course.count(38, 0.1, 5)]
    #expect(try Self.derive(course).best == .completeRemission)
    #expect(try Self.derive(course).assessments[0].neutrophilsDay == 27)
    course.counts = [Course.count(26, 1.4, 150)]
    #expect(try Self.derive(course).best == nil)
    course.counts = [Course.count(37, 1.4, 150)]
    #expect(try Self.derive(course).best == .completeRemission)
    // Two as near: the later.
    course.counts = [Course.count(29, 0.4, 150), Course.count(31, 1.4, 150)]
    #expect(try Self.derive(course).assessments[0].neutrophilsDay == 31)
  }

  @Test("platelets after a transfusion do not count; the next count that does is taken")
  func transfusion() throws {
    var course = Course.begun([Course.marrow(30)])
    course.counts = [Course.count(30, 1.4, 150), Course.count(36, 1.4, 60)]
    course.plateletTransfusions = [28]
    let response = try Self.derive(course)
    #expect(response.assessments[0].plateletsDay == 36)
    #expect(response.best == .partialHematologicRecovery)
    course.counts = [Course.count(30, 1.4, 150)]
    let open = try Self.derive(course)
    #expect(open.best == nil)
    #expect(open.isResponder == .met)
    #expect(open.isInCompositeRemission == .met)
    #expect(open.assessments[0].verdict.flags == [.transfused])
    #expect(open.settledBy.map(\.finding) == ["plt"])
  }

  @Test("recovery up to 28 days after the marrow lifts the response, from the day of recovery")
  func recovery() throws {
    var course = Course.begun([Course.marrow(20)])
    course.counts = [Course.count(20, 0.2, 15), Course.count(40, 1.2, 120)]
    let lifted = try Self.derive(course)
    #expect(lifted.best == .completeRemission)
    #expect(lifted.remission == 40)
    #expect(lifted.assessments[0].verdict.category == .leukemiaFreeState)
    #expect(lifted.assessments[0].lifts.map(\.day) == [40])
    #expect(try Self.derive(course, ["recovery-dated": "marrow"]).remission == 20)
    course.counts[1].day = 48
    #expect(try Self.derive(course).best == .completeRemission)
    course.counts[1].day = 49
    #expect(try Self.derive(course).best == .leukemiaFreeState)
    #expect(try Self.derive(course, ["recovery-within": "30 d"]).best == .completeRemission)
  }

  @Test("neither blasts, nor another treatment, nor a transfused count, nor an unseen film lifts a response")
  func noRecovery() throws {
    var course = Course.begun([Course.marrow(20)])
    course.counts = [Course.count(20, 0.2, 15), Course.count(40, 1.2, 120)]
    var blasts = course
    blasts.counts.append(Course.count(35, 0.9, 80, blasts: .yes))
    #expect(try Self.derive(blasts).best == .leukemiaFreeState)
    var treated = course
    treated.newTherapy = 39
    #expect(try Self.derive(treated).best == .leukemiaFreeState)
    treated.newTherapy = 40
    #expect(try Self.derive(treated).best == .completeRemission)
    var transfused = course
    transfused.counts[1] = Course.count(40, 0.2, 120)
    transfused.plateletTransfusions = [38]
    #expect(try Self.derive(transfused).best == .leukemiaFreeState)
    var unseen = course
    unseen.counts[1].circulatingBlasts = .notRecorded
    let open = try Self.derive(unseen)
    #expect(open.possibleBest.members == [.completeRemission, .leukemiaFreeState])
    #expect(open.isResponder == .met)
    #expect(open.isInCompositeRemission == .unknown)
    var marrow = course
    marrow.marrows.append(Course.marrow(38, blasts: 9))
    #expect(try Self.derive(marrow).best == .leukemiaFreeState)
  }

  // MARK: Best response and its window

  @Test("the best of several marrows counts, whatever their order")
  func best() throws {
    var course = Course.begun([Course.marrow(60), Course.marrow(30, blasts: 40)])
    course.counts = [Course.count(60, 1.4, 150), Course.count(30, 1.4, 150)]
    let response = try Self.derive(course)
    #expect(response.best == .completeRemission)
    #expect(response.bestDay == 60)
    #expect(response.assessments.map(\.day) == [30, 60])
    course.marrows.reverse()
    course.counts.reverse()
    #expect(try Self.derive(course).best == .completeRemission)
  }

  @Test("the landmark is the earlier of day 84 and the end of the second course, that day included")
  func landmark() throws {
    var course = Course.begun([Course.marrow(84)])
    course.counts = [Course.count(84, 1.4, 150)]
    #expect(try Self.derive(course).best == .completeRemission)
    course.marrows[0].day = 85
    course.counts[0].day = 85
    #expect(try Self.derive(course).best == .notEvaluable)
    course.marrows[0].day = 60
    course.counts[0].day = 60
    course.secondCourseEnd = 59
    let late = try Self.derive(course)
    #expect(late.best == .notEvaluable)
    #expect(late.windowEnd == 59)
    #expect(try Self.derive(course, ["landmark-at-second-course": "false"]).best == .completeRemission)
  }

  @Test("a marrow of the day of randomization shows the disease before treatment")
  func baselineMarrow() throws {
    var course = Course.begun([Course.marrow(0)])
    course.counts = [Course.count(0, 1.4, 150)]
    #expect(try Self.derive(course).assessments.isEmpty)
  }

  @Test("new treatment or conditioning closes the window; the marrow of that day still counts")
  func window() throws {
    var course = Course.begun([Course.marrow(40)])
    course.counts = [Course.count(40, 1.4, 150)]
    course.newTherapy = 40
    #expect(try Self.derive(course).best == .completeRemission)
    course.newTherapy = nil
    course.conditioning = 39
    let response = try Self.derive(course)
    #expect(response.best == .notEvaluable)
    #expect(response.windowEndedBy == .conditioning)
    #expect(response.assessments[0].verdict.category == .excluded)
  }

  // MARK: Cuts

  @Test(
    "pending until the landmark is reached at the cut, unless a response, death or another treatment came first"
  )
  func pending() throws {
    let course = Course.begun([])
    #expect(try Self.derive(course, cut: 83).isResponder == .pending)
    #expect(try Self.derive(course, cut: 83).isPending)
    #expect(try Self.derive(course, cut: 84).isResponder == .notMet)
    #expect(try Self.derive(course).isResponder == .notMet)
    var dead = course
    dead.death = 20
    #expect(try Self.derive(dead, cut: 30).isResponder == .notMet)
    var treated = course
    treated.newTherapy = 20
    #expect(try Self.derive(treated, cut: 30).isResponder == .notMet)
    var free = Course.begun([Course.marrow(20)])
    free.counts = [Course.count(20, 0.2, 15)]
    let response = try Self.derive(free, cut: 30)
    #expect(response.isResponder == .met)
    #expect(response.isInCompositeRemission == .pending)
    #expect(response.times.eventFree == EventTime(start: 0, day: 20, outcome: .censored, reason: .pending))
  }

  @Test("facts after the cut do not count")
  func cut() throws {
    var course = Course.begun([Course.marrow(60)])
    course.counts = [Course.count(60, 1.4, 150)]
    course.death = 90
    let response = try Self.derive(course, cut: 59)
    #expect(response.assessments.isEmpty)
    #expect(response.times.eventFree == EventTime(start: 0, day: 0, outcome: .censored, reason: .pending))
  }

  // MARK: Relapse

  @Test("relapse shows in the marrow, in two blood samples a week apart, or outside the marrow")
  func relapse() throws {
    var course = Course.remission(30)
    #expect(try Self.derive(course).relapse == nil)
    course.marrows.append(Course.marrow(200, blasts: 5))
    #expect(try Self.derive(course).relapse == Relapse(day: 200, sign: .marrow))
    course.marrows[1].blasts = 4.9
    #expect(try Self.derive(course).relapse == nil)
    course.counts += [Course.count(150, 2, 100, blasts: .yes), Course.count(156, 2, 100, blasts: .yes)]
    #expect(try Self.derive(course).relapse == nil)
    course.counts.append(Course.count(157, 2, 100, blasts: .yes))
    #expect(try Self.derive(course).relapse == Relapse(day: 150, sign: .blood))
    course.newExtramedullary = [120]
    #expect(try Self.derive(course).relapse == Relapse(day: 120, sign: .extramedullary))
  }

  @Test("a response after relapse does not count; relapse is not asked of an MLFS")
  func afterRelapse() throws {
    var course = Course.begun([Course.marrow(30), Course.marrow(50, blasts: 20), Course.marrow(70)])
    course.counts = [Course.count(30, 1.4, 60), Course.count(50, 1.4, 60), Course.count(70, 1.4, 150)]
    let response = try Self.derive(course)
    #expect(response.best == .partialHematologicRecovery)
    #expect(response.windowEndedBy == .relapse)
    #expect(response.windowEnd == 50)
    course.counts[0] = Course.count(30, 0.2, 15)
    let free = try Self.derive(course)
    #expect(free.best == .completeRemission)
    #expect(free.relapse == nil)
  }

  // MARK: Missing facts

  @Test("unknown membership counts as no response in the primary times, as the best case in the sensitivity")
  func unknown() throws {
    var course = Course.begun([Course.marrow(30)])
    course.marrows[0].circulatingBlasts = .notRecorded
    course.counts = [BloodCount(day: 30, neutrophils: 1.4, platelets: 150)]
    let response = try Self.derive(course)
    #expect(response.best == nil)
    #expect(response.possibleBest.members == [.completeRemission, .noResponse])
    #expect(response.isResponder == .unknown)
    #expect(response.isRefractory == .unknown)
    #expect(
      response.times.eventFree == EventTime(start: 0, day: 0, outcome: .event, reason: .treatmentFailure)
    )
    #expect(response.times.relapseFree == nil)
    #expect(response.bestCaseTimes.eventFree.outcome == .censored)
    #expect(response.bestCaseTimes.relapseFree?.start == 30)
    #expect(response.settledBy.map(\.finding) == ["circulating_blasts"])
  }

  @Test("taking any fact of a definite course away never gives another definite response")
  func oneFactLess() throws {
    var course = Course.begun([Course.marrow(30), Course.marrow(60)])
    course.counts = [Course.count(30, 0.2, 15), Course.count(60, 1.4, 60)]
    let full = try Self.derive(course)
    #expect(full.best == .partialHematologicRecovery)
    let removals: [@Sendable (inout SubjectCourse) -> Void] = [
      { $0.marrows[1].blasts = .nan }, { $0.marrows[1].isAdequate = .notRecorded },
      {
        $0.counts[1].circulatingBlasts = .notRecorded; $0.marrows[1].circulatingBlasts = .notRecorded
      },
      { $0.counts[1].neutrophils = .nan }, { $0.counts[1].platelets = .nan },
      { $0.marrows[1].extramedullary = .notRecorded },
    ]
    for remove in removals {
      var less = course
      remove(&less)
      let response = try Self.derive(less)
      #expect(response.possibleBest.contains(ResponseCategories(.partialHematologicRecovery)))
      #expect(response.isResponder == .met, "the first marrow is an MLFS whatever the second")
    }
  }

  @Test("refractory: evaluable, alive at the landmark, without CR, CRh or CRi")
  func refractory() throws {
    var course = Course.begun([Course.marrow(40, blasts: 30)])
    #expect(try Self.derive(course).isRefractory == .met)
    #expect(try Self.derive(course, cut: 60).isRefractory == nil)
    course.death = 60
    #expect(try Self.derive(course).isRefractory == nil)
    #expect(try Self.derive(Course.begun([])).isRefractory == nil)
    #expect(try Self.derive(Course.remission(30)).isRefractory == .notMet)
  }

  @Test("a parameter that is not there, or a value it cannot take, is refused with advice")
  func parameters() throws {
    #expect(throws: ParameterProblem.self) { try ResponseFixtures.scheme("eln-2022", ["recovery": "7 d"]) }
    #expect(throws: ParameterProblem.self) { try ResponseFixtures.scheme("eln-2022", ["landmark": "-3 d"]) }
    #expect(throws: ParameterProblem.self) { try ResponseFixtures.scheme("eln-2022", ["cri-mode": "both"]) }
    let scheme = try ResponseFixtures.scheme("eln-2022", ["responders": "CR, CRh, CRi"])
    #expect(scheme.parameters.responders == .compositeRemission)
  }

  @Test("the shelf gives the defaults that stand in the code, each assumption with its reason")
  func defaults() throws {
    for name in ["eln-2022", "eln-2017"] {
      let scheme = try ResponseFixtures.scheme(name)
      #expect(scheme.parameters == ResponseParameters())
      #expect(scheme.assumptions.allSatisfy { $0.source.simplifiedChinese != nil })
      #expect(scheme.assumptions.count == 16)
      for rule in scheme.decisions.rules + [scheme.decisions.otherwise] {
        #expect(rule.because?.simplifiedChinese != nil)
        #expect(rule.source != nil)
      }
      for finding in scheme.decisions.inputs { #expect(finding.item.title.simplifiedChinese != nil) }
    }
  }
}

/// Small courses.
enum Course {
  /// A subject randomized on day 0 with 60 % blasts and no disease outside the marrow.
  static func begun(_ marrows: [MarrowAssessment]) -> SubjectCourse {
    SubjectCourse(subject: 0, randomized: 0, baselineBlasts: 60, priorExtramedullary: .no, marrows: marrows)
  }

  /// A subject in CR from a day on.
  static func remission(_ day: Int32) -> SubjectCourse {
    var course = begun([marrow(day)])
    course.counts = [count(day, 1.4, 150)]
    return course
  }

  /// A good marrow with blasts of this percentage.
  static func marrow(_ day: Int32, blasts: Double = 2) -> MarrowAssessment {
    MarrowAssessment(
      day: day,
      blasts: blasts,
      cellsCounted: 500,
      spicules: .yes,
      cellularity: 30,
      isAdequate: .yes,
      circulatingBlasts: .no,
      extramedullary: .absent
    )
  }

  static func count(_ day: Int32, _ anc: Double, _ plt: Double, blasts: Answer = .no) -> BloodCount {
    BloodCount(day: day, neutrophils: anc, platelets: plt, circulatingBlasts: blasts)
  }
}
