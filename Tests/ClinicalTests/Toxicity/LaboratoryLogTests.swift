// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

/// Grades over time: baseline, what is treatment-emergent, the worst of each subject.
@Suite struct LaboratoryLogTests {
  typealias Moment = LaboratoryLog.Moment

  static func entry(
    _ analyte: String,
    _ when: Moment,
    _ value: Double,
    _ unit: String,
    subject: Int = 0,
    lln: Double = .nan,
    uln: Double = .nan
  ) throws -> LaboratoryLog.Entry {
    LaboratoryLog.Entry(
      subject: subject,
      when: when,
      analyte: try #require(try Ctcae.scheme.get().analyte(named: analyte)),
      result: LaboratoryResult(value: value, lln: lln, uln: uln),
      unit: try #require(Unit(unit))
    )
  }

  @Test(
    "baseline is the last value before the first dose; of the same day where its time is unknown or earlier"
  )
  func baseline() throws {
    let dose = Moment(day: 1, minute: 600)
    let days = [
      Moment(day: -3), Moment(day: 1, minute: 540), Moment(day: 1, minute: 660), Moment(day: 4),
    ]
    let log = LaboratoryLog(
      entries: try days.map { try Self.entry("alt", $0, 50, "U/L", uln: 40) },
      firstDoses: [dose]
    )
    #expect(log.baselines == [1, 1, 1, 1])
    #expect(Moment(day: 1).isBaseline(for: dose))
    #expect(Moment(day: 1, minute: 599).isBaseline(for: dose))
    #expect(!Moment(day: 1, minute: 600).isBaseline(for: dose))
    #expect(Moment(day: 1, minute: 700).isBaseline(for: Moment(day: 1)))
    #expect(!Moment(day: 2).isBaseline(for: dose))
  }

  @Test("a cytopenia that was there before keeps its raw grade and is not treatment-emergent")
  func cytopenia() throws {
    let values: [(Int, Double)] = [(0, 0.8), (8, 0.7), (15, 0.3)]
    let log = LaboratoryLog(
      entries: try values.map { try Self.entry("anc", Moment(day: $0.0), $0.1, "10*9/L", lln: 1.8) },
      firstDoses: [Moment(day: 1)]
    )
    let graded = try log.grades(by: try Ctcae.grader())
    #expect(graded.map { $0.grade.grade } == [3, 3, 4])
    #expect(graded.map { $0.baseline?.grade } == [3, 3, 3])
    #expect(graded.map(\.isOnTreatment) == [false, true, true])
    #expect(graded.map(\.isTreatmentEmergent) == [.notMet, .notMet, .met])
  }

  @Test("a baseline in another unit is converted, and a missing one leaves the verdict open")
  func units() throws {
    // 1.0 mg/dL of creatinine is 88.4 umol/L, so 140 umol/L is more than 1.5 times baseline.
    let log = LaboratoryLog(
      entries: [
        try Self.entry("creatinine", Moment(day: 0), 1.0, "mg/dL", uln: 1.2),
        try Self.entry("creatinine", Moment(day: 5), 140, "umol/L", uln: 150),
        try Self.entry("creatinine", Moment(day: 5), 140, "umol/L", subject: 1, uln: 150),
      ],
      firstDoses: [Moment(day: 1), Moment(day: 1)]
    )
    let graded = try log.grades(by: try Ctcae.grader())
    #expect(graded.map(\.grade.grades) == [[0], [2], [0, 2, 3]])
    #expect(graded.map(\.isTreatmentEmergent) == [.notMet, .met, .unknown])
    #expect(graded[2].baseline == nil)
  }

  @Test("values of a subject without a first dose are graded, and none is on treatment")
  func undosed() throws {
    let log = LaboratoryLog(
      entries: [try Self.entry("platelets", Moment(day: 3), 40, "10*9/L", lln: 125)],
      firstDoses: [nil]
    )
    let graded = try log.grades(by: try Ctcae.grader())
    #expect(graded.map { $0.grade.grade } == [3])
    #expect(graded.map(\.isOnTreatment) == [false])
    #expect(try log.events(by: try Ctcae.grader(), try Ctcae.dictionary()).isEmpty)
  }

  @Test("events are the worst grade of each subject and term on treatment, with class, day and baseline")
  func events() throws {
    let log = LaboratoryLog(
      entries: [
        try Self.entry("platelets", Moment(day: 0), 90, "10*9/L", lln: 125),
        try Self.entry("platelets", Moment(day: 7), 30, "10*9/L", lln: 125),
        try Self.entry("platelets", Moment(day: 9), 20, "10*9/L", lln: 125),
        try Self.entry("platelets", Moment(day: 11), 10, "10*9/L", lln: 125),
        try Self.entry("platelets", Moment(day: 20), 150, "10*9/L", lln: 125),
        try Self.entry("potassium", Moment(day: 0), 4.0, "mmol/L", lln: 3.5, uln: 5.1),
        try Self.entry("potassium", Moment(day: 8), 3.2, "mmol/L", lln: 3.5, uln: 5.1),
        try Self.entry("potassium", Moment(day: 12), 6.2, "mmol/L", lln: 3.5, uln: 5.1),
        try Self.entry("hb", Moment(day: 8), 130, "g/L", lln: 120, uln: 160),
      ],
      firstDoses: [Moment(day: 1)]
    )
    let events = try log.events(by: try Ctcae.grader(), try Ctcae.dictionary())
    #expect(events.map(\.term) == ["Platelet count decreased", "Hypokalemia", "Hyperkalemia"])
    #expect(events.map(\.grade.grades) == [[4], [1, 2], [3]])
    #expect(events.map(\.day) == [9, 8, 12])
    #expect(events.map(\.baseline?.grade) == [1, 0, 0])
    #expect(events.map(\.isTreatmentEmergent) == [.met, .met, .met])
    #expect(
      events.map(\.systemOrganClass)
        == ["Investigations", "Metabolism and nutrition disorders", "Metabolism and nutrition disorders"]
    )
  }

  @Test("permuting the entries of a log changes no event")
  func order() throws {
    let forward = try [(0, 90.0), (7, 30.0), (9, 20.0), (30, 70.0)].map {
      try Self.entry("platelets", Moment(day: $0.0), $0.1, "10*9/L", lln: 125)
    }
    func events(_ entries: [LaboratoryLog.Entry]) throws -> [[Int]] {
      let log = LaboratoryLog(entries: entries, firstDoses: [Moment(day: 1)])
      return try log.events(by: try Ctcae.grader(), try Ctcae.dictionary()).map { $0.grade.grades + [$0.day] }
    }
    #expect(try events(forward) == [[4, 9]])
    #expect(try events(forward.reversed()) == events(forward))
  }

  @Test("a unit of something else is refused")
  func wrongUnit() throws {
    let log = LaboratoryLog(
      entries: [try Self.entry("platelets", Moment(day: 0), 90, "g/L")],
      firstDoses: [Moment(day: 1)]
    )
    #expect(throws: UnitFailure.self) { try log.grades(by: try Ctcae.grader()) }
  }
}
