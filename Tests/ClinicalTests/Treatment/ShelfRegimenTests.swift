// SPDX-License-Identifier: Apache-2.0

import ProtocolLibrary
import Testing
import TrialConduct
import TrialDesign

/// The shelf's regimens and drug facts, against the printed numbers.
@Suite struct ShelfRegimenTests {
  static let size = DosingSubject(height: 170, weight: 70)

  static func regimen(_ name: String) throws -> Regimen {
    let node = try #require(Shelf.standard.entry(.regimens, name))
    return try Regimen.read(node, shelf: .standard).regimen
  }

  static func calendar(
    _ name: String,
    _ subject: DosingSubject = size,
    start: String = "2025-01-06",
    with coMedications: [CoMedicationCourse] = [],
    cycle: Int = 1,
    prior: [String: Double]? = nil,
    change: (inout DosingRules) -> Void = { _ in }
  ) throws -> DoseCalendar {
    var rules = DosingRules.standard
    change(&rules)
    return try DoseCalendar.plan(
      DosingRequest(
        regimen: try regimen(name),
        rules: rules,
        start: try #require(CivilDate(iso: start)),
        cycle: cycle,
        subject: subject,
        coMedications: coMedications,
        prior: prior
      )
    )
  }

  static func drug(_ name: String, in calendar: DoseCalendar) throws -> DrugCalendar {
    try #require(calendar.drugs.first { $0.key == name })
  }

  @Test("the shelf has nine regimens, every drug of them with facts that read without a problem")
  func shelf() throws {
    let names = Shelf.standard.names(of: .regimens)
    #expect(
      names == [
        "cav", "clag", "clag-m", "flag-ida", "mec", "mec-classic", "ven-aza", "ven-dec", "ven-ldac",
      ]
    )
    for name in names {
      let regimen = try Self.regimen(name)
      #expect(regimen.id == name)
      #expect(regimen.source != nil)
      for drug in regimen.drugs {
        #expect(drug.facts?.id == drug.name.english)
        _ = try Shelf.standard.drugFacts(drug.name.english)
      }
    }
  }

  @Test("example of 1.818119 m²: four drugs, exact and rounded")
  func example() throws {
    let cav = try Self.calendar("cav")
    let mec = try Self.calendar("mec")
    for (name, calendar, exact, rounded) in [
      ("cladribine", cav, 9.0906, 9.1), ("mitoxantrone", mec, 14.5450, 14.5),
      ("etoposide", mec, 181.8119, 180),
      ("cytarabine", mec, 1818.119, 1820),
    ] {
      let dose = try #require(try Self.drug(name, in: calendar).days.first?.dose)
      #expect((dose.exact - exact).magnitude < 0.5e-3, "\(name)")
      #expect(dose.rounded == rounded, "\(name)")
    }
  }

  @Test("invariants: 7900 mg, 400 mg, 40 and 500 mg/m² and 5 g/m²; last days 21 and 5")
  func invariants() throws {
    let cav = try Self.calendar("cav")
    let mec = try Self.calendar("mec")
    #expect(try Self.drug("venetoclax", in: cav).cumulative == 7900)
    #expect(try Self.drug("cytarabine", in: cav).cumulative == 400)
    #expect(cav.lastDay == 21)
    #expect(mec.lastDay == 5)
    for (name, expected) in [("mitoxantrone", 40.0), ("etoposide", 500), ("cytarabine", 5000)] {
      let sum = try #require(try Self.drug(name, in: mec).cumulativePerArea)
      #expect((sum - expected).magnitude < 1e-9, "\(name)")
    }
  }

  /// Doses of days 1 to 4 and of the last day, by co-medication (US label and prescriber page of the manufacturer).
  @Test(
    "venetoclax by day of the ramp-up and co-medication",
    arguments: [
      (nil, [100.0, 200, 400, 400, 400]), ("posaconazole", [10, 20, 50, 70, 70]),
      ("voriconazole", [10, 20, 50, 100, 100]), ("clarithromycin", [10, 20, 50, 100, 100]),
      ("fluconazole", [50, 100, 200, 200, 200]), ("ciclosporin", [50, 100, 200, 200, 200]),
      ("diltiazem", [50, 100, 200, 200, 200]),
    ] as [(String?, [Double])]
  )
  func ramp(coMedication: String?, expected: [Double]) throws {
    let with = coMedication.map { [CoMedicationCourse(id: $0)] } ?? []
    let days = try Self.drug("venetoclax", in: Self.calendar("cav", with: with)).days
    #expect((days.prefix(4) + days.suffix(1)).map { $0.given } == expected.map { $0 })
  }

  @Test("with low-dose cytarabine the plan is 600 mg from day 4: half is 300, posaconazole stays 70")
  func lowDose() throws {
    func steady(_ name: String) throws -> [Double?] {
      let calendar = try Self.calendar("ven-ldac", with: [CoMedicationCourse(id: name)])
      return try Self.drug("venetoclax", in: calendar).days.prefix(4).map(\.given)
    }
    #expect(try steady("fluconazole") == [50, 100, 200, 300])
    #expect(try steady("posaconazole") == [10, 20, 50, 70])
    #expect(
      try Self.drug("venetoclax", in: Self.calendar("ven-ldac")).days.prefix(5).map(\.given) == [
        100, 200, 400, 600, 600,
      ]
    )
  }

  @Test("the ramp-up is not repeated: cycle 2 begins with the full dose, and with 70 mg under posaconazole")
  func secondCycle() throws {
    let plain = try Self.calendar("ven-aza", cycle: 2)
    #expect(try Self.drug("venetoclax", in: plain).days.map(\.given) == Array(repeating: 400, count: 28))
    let azole = try Self.calendar("ven-aza", with: [CoMedicationCourse(id: "posaconazole")], cycle: 2)
    #expect(try Self.drug("venetoclax", in: azole).days.first?.given == 70)
  }

  @Test("a start and a stop during the cycle change the dose from the next day")
  func dates() throws {
    let course = CoMedicationCourse(
      id: "posaconazole",
      from: CivilDate(iso: "2025-01-10"),
      to: CivilDate(iso: "2025-01-15")
    )
    let days = try Self.drug("venetoclax", in: Self.calendar("cav", with: [course])).days
    #expect(days.filter { $0.given == 70 }.map(\.day) == [6, 7, 8, 9, 10])
    #expect(days.filter { $0.given == 400 }.map(\.day) == [3, 4, 5] + Array(11...21))
  }

  @Test("the strongest governs, in whatever order co-medications are named")
  func strongest() throws {
    let names = ["fluconazole", "posaconazole", "voriconazole", "amiodarone"]
    let reference = try Self.calendar("cav", with: names.map { CoMedicationCourse(id: $0) })
    let expected = try Self.drug("venetoclax", in: reference).days.map(\.given)
    #expect(expected.prefix(4) == [10, 20, 50, 70])
    for shift in 1..<names.count {
      let order = (names[shift...] + names[..<shift]).map { CoMedicationCourse(id: $0) }
      let calendar = try Self.calendar("cav", with: Array(order.reversed()))
      #expect(try Self.drug("venetoclax", in: calendar).days.map(\.given) == expected)
      #expect(calendar.notes.map { $0.severity } == reference.notes.map { $0.severity })
    }
  }

  @Test("an inducer is a stop: no dose is stated on its days")
  func inducer() throws {
    let calendar = try Self.calendar("cav", with: [CoMedicationCourse(id: "rifampicin")])
    #expect(calendar.hasStops)
    #expect(
      try Self.drug("venetoclax", in: calendar).days.allSatisfy { $0.status == .withheld && $0.dose == nil }
    )
  }

  @Test("diltiazem as another source has it: a strong inhibitor")
  func classed() throws {
    let course = CoMedicationCourse(id: "diltiazem", classes: ["strong-cyp3a-inhibitor"])
    let calendar = try Self.calendar("cav", with: [course])
    #expect(try Self.drug("venetoclax", in: calendar).days.prefix(4).map(\.given) == [10, 20, 50, 100])
  }

  @Test("growth factor on day 0, cladribine from day 1, cytarabine two hours later")
  func dayZero() throws {
    let calendar = try Self.calendar("clag-m", start: "2024-03-01")
    let factor = try Self.drug("filgrastim", in: calendar)
    #expect(factor.unit.code == "ug")
    #expect(factor.days.map(\.day) == [0, 1, 2, 3, 4, 5])
    // 2024 is a leap year.
    #expect(factor.days.first?.date.description == "2024-02-29")
    #expect(try Self.drug("cladribine", in: calendar).days.first?.times == [480])
    #expect(try Self.drug("cytarabine", in: calendar).days.first?.times == [600])
    #expect(try Self.drug("mitoxantrone", in: calendar).days.map(\.day) == [1, 2, 3])
  }

  @Test("5 µg/kg of 70 kg, and cytarabine four hours after fludarabine")
  func flag() throws {
    let calendar = try Self.calendar("flag-ida")
    #expect(try Self.drug("filgrastim", in: calendar).days.first?.given == 350)
    #expect(try Self.drug("cytarabine", in: calendar).days.first?.times == [12 * 60])
    #expect(try Self.drug("filgrastim", in: calendar).drug.until != nil)
  }

  @Test(
    "calendars have no gap and no double day, dates follow days over month, year and leap day",
    arguments: Shelf.standard.names(of: .regimens),
    ["2025-01-06", "2024-02-20", "2025-12-20", "2023-02-27"]
  )
  func dates(name: String, start: String) throws {
    let calendar = try Self.calendar(name, start: start)
    for drug in calendar.drugs {
      let days = drug.days.map(\.day)
      #expect(days == Array((days.first ?? 0)...(days.last ?? 0)))
      for day in drug.days {
        #expect(day.date - calendar.start == day.day - 1)
        #expect(day.times.count == day.perDay)
      }
      let sum = drug.days.reduce(0) { $0 + ($1.given ?? .nan) * Double($1.perDay) }
      #expect(drug.cumulative == sum)
    }
  }

  @Test("twice a day is twelve hours apart, with two hours of grace")
  func twice() throws {
    let day = try #require(try Self.drug("cytarabine", in: Self.calendar("cav")).days.first)
    #expect(day.times == [8 * 60, 20 * 60])
    #expect(day.window == 2)
    #expect(day.perDay == 2)
  }
}
