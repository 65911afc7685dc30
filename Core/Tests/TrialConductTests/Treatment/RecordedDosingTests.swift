// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialDesign

@testable import TrialConduct

/// What doses of a recorded subject rest on: which value of several, on which day, and what is said where there is none.
@Suite struct RecordedDosingTests {
  private static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(iso: text)) }

  private static func recorded(_ id: String) throws -> RecordedDosing {
    try #require(DosingTrial.subject(id, of: DosingTrial.study()))
  }

  // MARK: Values

  @Test(
    "the latest weight up to the day counts, and no later one",
    arguments: [
      ("2025-01-03", 60.0), ("2025-01-05", 60), ("2025-01-06", 61), ("2025-01-25", 90), ("2025-02-01", 66),
    ]
  )
  func latest(day: String, weight: Double) throws {
    let value = try Self.recorded("S-1").value(of: .weight, by: Self.day(day))
    let kilogram = try #require(Unit("kg"))
    #expect(value.value == .quantity(Quantity(weight, kilogram)))
  }

  @Test("what is not there is told: nothing yet, no day, different values of a day, no item")
  func absences() throws {
    let weight = ItemPath(form: "size", item: "weight")
    let day = try Self.day("2025-01-06")
    let early = try Self.day("2025-01-02")
    #expect(throws: DosingAbsence.notRecorded(weight, by: early)) {
      try Self.recorded("S-1").value(of: .weight, by: early)
    }
    #expect(throws: DosingAbsence.notRecorded(weight, by: day)) {
      try Self.recorded("S-2").value(of: .weight, by: day)
    }
    #expect(throws: DosingAbsence.contradictory(weight, on: try Self.day("2025-01-03"))) {
      try Self.recorded("S-4").value(of: .weight, by: day)
    }
    #expect(throws: DosingAbsence.notNamed(key: "dosing.items.bilirubin")) {
      try Self.recorded("S-1").value(of: .bilirubin, by: day)
    }
  }

  @Test("a first dose that is known in part only begins no cycle")
  func partialStart() throws {
    let subject = try Self.recorded("S-2")
    let known = try #require(PartialDate(iso: "2025-01"))
    let path = ItemPath(form: "base", item: "first")
    #expect(subject.absenceOfStart == .partial(path, known))
    #expect(try Self.recorded("S-3").absenceOfStart == .notRecorded(path, by: nil))
  }

  // MARK: Cycles

  @Test("a cycle begins with its first drug of day 1, not with a growth factor or a row without a cycle")
  func starts() throws {
    let study = try DosingTrial.study()
    let starts = try #require(DosingTrial.subject("S-1", of: study)).starts(of: study.regimens[0])
    #expect(
      try starts.mapValues(\.value) == [1: .day(Self.day("2025-01-06")), 2: .day(Self.day("2025-01-29"))]
    )
    // Nothing of S-4 says in which cycle it was given: the first dose begins the first.
    let other = try #require(DosingTrial.subject("S-4", of: study)).starts(of: study.regimens[0])
    #expect(
      other == [1: .init(.day(try Self.day("2025-01-06")), item: ItemPath(form: "base", item: "first"))]
    )
  }

  @Test("a cycle that is not on file is planned from the last one before it")
  func planned() throws {
    let first = try Self.day("2025-01-06")
    let second = try Self.day("2025-01-29")
    let item = ItemPath(form: "given", item: "date")
    let plan = CyclePlan(
      onFile: [1: .init(.day(first), item: item), 2: .init(.day(second), item: item)],
      length: 21
    )
    #expect(try plan.start(of: 2).day == second)
    // 29 January + 2 × 21 days = 12 March 2025.
    #expect(try plan.start(of: 4).day == Self.day("2025-03-12"))
    #expect(try plan.start(of: 4).evidence.origin == .planned(after: 2, on: second, length: 21))
    #expect(throws: DosingAbsence.cycleUnknown(0)) { try plan.start(of: 0) }
  }

  @Test("without a length of a cycle no date is invented")
  func noLength() throws {
    let first = try Self.day("2025-01-06")
    let plan = CyclePlan(from: first, ofCycle: 1, length: nil)
    #expect(try plan.start(of: 1).day == first)
    #expect(throws: DosingAbsence.lengthUnknown(cycle: 2, after: 1, on: first)) { try plan.start(of: 2) }
  }

  // MARK: Requests

  private static func request(
    _ id: String = "S-1",
    cycle: Int,
    setsAside: Bool = false,
    _ change: (inout DosingRequest) -> Void = { _ in }
  ) throws -> RecordedRequest {
    let study = try DosingTrial.study()
    let record = try #require(DosingTrial.subject(id, of: study))
    var named = DosingRequest(
      regimen: study.regimens[0],
      rules: study.dosing,
      start: CivilDate(day: 0),
      subject: DosingSubject()
    )
    change(&named)
    let plan = CyclePlan(onFile: record.starts(of: study.regimens[0]), length: study.regimens[0].cycle)
    return try RecordedRequest(named, setsAside: setsAside, cycle: cycle, plan: plan, record: record)
  }

  @Test("the record completes a request, in the units of calculations")
  func completes() throws {
    let request = try Self.request(cycle: 2).request
    #expect(try request.start == Self.day("2025-01-29"))
    #expect(request.subject.height == 160)
    #expect(request.subject.weight == 66)
    // 61 kg were on file on day 1 of the first cycle; the 90 kg of the day after were not.
    #expect(request.subject.earlierWeight == 61)
    #expect(request.subject.age == 60 && request.subject.sex == .female)
    // 88.4 umol/L are 1 mg/dL.
    #expect(((request.subject.creatinine ?? 0) - 1).magnitude < 1e-12)
  }

  @Test("an answer that is neither female nor male is no sex")
  func unknownSex() throws {
    var day = CivilDate(day: 0)
    day = try Self.day("2025-01-06")
    let study = try DosingTrial.study()
    let record = try #require(DosingTrial.subject("S-2", of: study))
    let named = DosingRequest(
      regimen: study.regimens[0],
      rules: study.dosing,
      start: day,
      subject: DosingSubject()
    )
    let plan = CyclePlan(from: day, ofCycle: 1, length: nil)
    let request = try RecordedRequest(named, cycle: 1, plan: plan, record: record)
    #expect(request.request.subject.sex == nil)
  }

  @Test("what was named wins over the record, and the record's value stands beside it")
  func named() throws {
    let request = try Self.request(cycle: 1) { $0.subject.weight = 58 }
    #expect(request.request.subject.weight == 58)
    let weight = try #require(request.evidence.first { $0.fact == .weight })
    let kilogram = try #require(Unit("kg"))
    let onFile = DosingEvidence.OnFile(
      .quantity(Quantity(61, kilogram)),
      item: ItemPath(form: "size", item: "weight"),
      day: try Self.day("2025-01-06")
    )
    #expect(weight.origin == .option(inPlaceOf: onFile))
  }

  @Test(
    "a co-medication is known by its title, one in no table stays unknown, one that ended before is left out"
  )
  func coMedications() throws {
    let first = try Self.request(cycle: 1).request
    #expect(
      try first.coMedications
        == [CoMedicationCourse(id: "azole", from: Self.day("2025-01-10"), to: Self.day("2025-01-26"))]
    )
    #expect(first.unclassed == [CoMedicationCourse(id: "tea")])
    // G of cycle 2 comes on 28 January; three days back is the 25th, so that the azole still matters.
    #expect(try Self.request(cycle: 2).request.coMedications.map(\.id) == ["azole"])
    #expect(try Self.request(cycle: 3).request.coMedications.isEmpty)
    let aside = try Self.request(cycle: 1, setsAside: true).request
    #expect(aside.coMedications.isEmpty && aside.unclassed.isEmpty)
    let named = try Self.request(cycle: 1) { $0.coMedications = [CoMedicationCourse(id: "azole")] }.request
    #expect(named.coMedications == [CoMedicationCourse(id: "azole")])
  }
}
