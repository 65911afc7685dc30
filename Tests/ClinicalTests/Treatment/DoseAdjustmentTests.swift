// SPDX-License-Identifier: Apache-2.0

import ProtocolLibrary
import Testing
import TrialConduct
import TrialDesign

/// Kidneys, liver and heart: labels as cited on the shelf.
@Suite struct DoseAdjustmentTests {
  /// A man of 60 years and 72 kg: 80 × 72 / (72 × SCr) = 80 / SCr mL/min.
  static func subject(clearance: Double) -> DosingSubject {
    DosingSubject(height: 175, weight: 72, age: 60, sex: .male, creatinine: 80 / clearance)
  }

  @Test(
    "share of the planned dose by clearance; 0 is not given, nil is to be decided",
    arguments: [
      ("mec", "etoposide", 51, 1), ("mec", "etoposide", 50, 0.75), ("mec", "etoposide", 15, 0.75),
      ("mec", "etoposide", 14.9, nil), ("flag-ida", "fludarabine", 80, 1),
      ("flag-ida", "fludarabine", 79.9, 0.8),
      ("flag-ida", "fludarabine", 50, 0.8), ("flag-ida", "fludarabine", 49.9, 0.6),
      ("flag-ida", "fludarabine", 30, 0.6), ("flag-ida", "fludarabine", 29.9, 0),
      ("cav", "cladribine", 30, 1),
      ("cav", "cladribine", 29.9, 0), ("cav", "venetoclax", 30, 1), ("cav", "venetoclax", 29.9, nil),
      ("flag-ida", "idarubicin", 51, 1), ("flag-ida", "idarubicin", 50, 0.75),
      ("flag-ida", "idarubicin", 10, 0.75),
      ("flag-ida", "idarubicin", 9.9, 0.5), ("cav", "cytarabine", 5, 1),
    ] as [(String, String, Double, Double?)]
  )
  func kidneys(regimen: String, drug: String, clearance: Double, share: Double?) throws {
    let calendar = try ShelfRegimenTests.calendar(regimen, Self.subject(clearance: clearance))
    let day = try #require(try ShelfRegimenTests.drug(drug, in: calendar).days.last)
    try expect(day, share)
  }

  @Test(
    "share of the planned dose by bilirubin and Child-Pugh class",
    arguments: [
      ("flag-ida", "idarubicin", 2.5, nil, 1), ("flag-ida", "idarubicin", 2.6, nil, 0.5),
      ("flag-ida", "idarubicin", 5, nil, 0.5), ("flag-ida", "idarubicin", 5.1, nil, 0),
      ("cav", "venetoclax", 1, "C", 0.5), ("cav", "venetoclax", 1, "B", 1),
      ("mec", "mitoxantrone", 1, "B", nil),
      ("mec", "mitoxantrone", 1, "A", 1), ("cav", "cladribine", 1, "C", nil),
    ] as [(String, String, Double, String?, Double?)]
  )
  func liver(regimen: String, drug: String, bilirubin: Double, child: String?, share: Double?) throws {
    var subject = Self.subject(clearance: 100)
    subject.bilirubin = bilirubin
    subject.childPugh = child
    let calendar = try ShelfRegimenTests.calendar(regimen, subject)
    try expect(try #require(try ShelfRegimenTests.drug(drug, in: calendar).days.last), share)
  }

  private func expect(_ day: DayDose, _ share: Double?) throws {
    switch share {
    case nil: #expect(day.status == .undecided && day.given == nil)
    case 0?: #expect(day.status == .withheld && day.given == 0)
    case let share?:
      let dose = try #require(day.dose)
      #expect((dose.exact / day.planned - share).magnitude < 1e-9)
    }
  }

  @Test("what is missing is not assessed, and said; it is never taken for normal")
  func missing() throws {
    let calendar = try ShelfRegimenTests.calendar("flag-ida")
    let open = calendar.notes.filter {
      if case .notAssessed = $0.matter { return true }
      return false
    }
    #expect(Set(open.compactMap(\.drug)) == ["fludarabine", "cytarabine", "idarubicin"])
    // A child's clearance is not defined, so it stays open too.
    var child = Self.subject(clearance: 20)
    child.age = 15
    let day = try ShelfRegimenTests.drug("fludarabine", in: ShelfRegimenTests.calendar("flag-ida", child))
      .days.first
    #expect(day?.status == .given)
    #expect(day.map { $0.dose?.exact == $0.planned } == true)
  }

  @Test("two rules on one drug: the lowest dose, and a note")
  func combined() throws {
    var subject = Self.subject(clearance: 100)
    subject.childPugh = "C"
    let calendar = try ShelfRegimenTests.calendar(
      "cav",
      subject,
      with: [CoMedicationCourse(id: "fluconazole")]
    )
    let days = try ShelfRegimenTests.drug("venetoclax", in: calendar).days
    #expect(days.last?.given == 200)
    #expect(
      calendar.notes.contains {
        if case .severalRules = $0.matter { return true }
        return false
      }
    )
  }

  @Test("neurotoxicity: two of creatinine, age and phosphatase, only from 1 g/m² on")
  func neurotoxicity() throws {
    func caution(_ regimen: String, creatinine: Double, age: Double, phosphatase: String) throws -> Bool {
      let subject = DosingSubject(
        height: 170,
        weight: 70,
        age: age,
        sex: .male,
        creatinine: creatinine,
        findings: ["alp_times_uln": phosphatase]
      )
      return try ShelfRegimenTests.calendar(regimen, subject).notes.contains {
        if case .adjustment(let rules, let give, _) = $0.matter {
          return rules.id == "neurotoxicity" && give.isCaution
        }
        return false
      }
    }
    #expect(try caution("mec", creatinine: 1.2, age: 40, phosphatase: "1"))
    #expect(try caution("mec", creatinine: 1.2, age: 39, phosphatase: "3"))
    #expect(try caution("mec", creatinine: 1.1, age: 40, phosphatase: "3"))
    #expect(try !caution("mec", creatinine: 1.1, age: 40, phosphatase: "2.9"))
    #expect(try !caution("cav", creatinine: 1.2, age: 40, phosphatase: "3"))
  }

  @Test("lifetime of mitoxantrone: 140 mg/m², a course adds 40; anthracyclines count by a factor or are open")
  func lifetime() throws {
    func lifetime(_ prior: [String: Double]?) throws -> LifetimeDose {
      let calendar = try ShelfRegimenTests.calendar("mec", prior: prior)
      return try #require(try ShelfRegimenTests.drug("mitoxantrone", in: calendar).lifetime)
    }
    #expect(try lifetime(nil).isExceeded == nil)
    #expect(try lifetime([:]).isExceeded == false)
    #expect(try lifetime(["mitoxantrone": 100]).isExceeded == false)
    #expect(try lifetime(["mitoxantrone": 100.1]).isExceeded == true)
    #expect(try lifetime(["idarubicin": 36]).isExceeded == nil)
    #expect(try lifetime(["idarubicin": 36, "mitoxantrone": 120]).isExceeded == true)
    // 180 mg/m² of daunorubicin by 0.6 / 10.5.
    let total = try #require(try lifetime(["daunorubicin": 180]).total)
    #expect((total - 40 - 180 * 0.0571).magnitude < 1e-9)
  }
}
