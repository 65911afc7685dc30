// SPDX-License-Identifier: Apache-2.0

import ProtocolLibrary
import Testing
import TrialConduct
import TrialDesign

/// Sizes, caps, weights, and what is refused.
@Suite struct DosingRequestTests {
  private static func request(_ subject: DosingSubject, _ regimen: String = "mec") throws -> DosingRequest {
    DosingRequest(
      regimen: try ShelfRegimenTests.regimen(regimen),
      rules: .standard,
      start: try #require(CivilDate(iso: "2025-01-06")),
      subject: subject
    )
  }

  @Test("height and weight are needed where a dose asks for them, and only there")
  func needed() throws {
    #expect(try Self.request(DosingSubject()).refusals == [.heightMissing, .weightMissing])
    var flat = try Self.request(DosingSubject(), "cav")
    flat.regimen = try Regimen.read(
      try #require(
        ProtocolText.read(Array("{id: x, title: X, drugs: [{drug: X, dose: 1 mg, days: 1}]}".utf8)).root
      ),
      shelf: .empty
    ).regimen
    #expect(flat.refusals.isEmpty)
  }

  @Test(
    "outside the usual range a second confirmation is asked for; impossible stays impossible",
    arguments: [
      (119.9, 70.0, 1), (220.1, 70, 1), (170, 29.9, 1), (170, 200.1, 1), (170, 70, 0), (120, 30, 0),
      (220, 200, 1),
      (1.7, 70, 1), (170, 0, 1), (-170, 70, 1),
    ]
  )
  func sizes(height: Double, weight: Double, refused: Int) throws {
    var request = try Self.request(DosingSubject(height: height, weight: weight))
    #expect(min(1, request.refusals.count) == refused)
    request.isConfirmed = true
    #expect(request.refusals.isEmpty == (20...280 ~= height && 0.3...650 ~= weight))
  }

  @Test("a cap counts, and both areas are kept")
  func cap() throws {
    let subject = DosingSubject(height: 180, weight: 120)
    let calendar = try ShelfRegimenTests.calendar("mec", subject) { $0.areaCap = 2.2 }
    let area = try #require(calendar.area)
    #expect(area.used == 2.2)
    #expect((area.exact - 2.449490).magnitude < 1e-6)
    let dose = try #require(try ShelfRegimenTests.drug("mitoxantrone", in: calendar).days.first?.dose)
    #expect((dose.exact - 17.6).magnitude < 1e-9)
  }

  @Test(
    "a change of weight by 10 % or more asks for new doses",
    arguments: [(63.1, false), (63, true), (77, true), (76, false)]
  )
  func weight(now: Double, recalculate: Bool) throws {
    let calendar = try ShelfRegimenTests.calendar(
      "mec",
      DosingSubject(height: 170, weight: now, earlierWeight: 70)
    )
    let found = calendar.notes.compactMap { note -> Bool? in
      if case .weightChanged(_, let recalculate) = note.matter { return recalculate }
      return nil
    }
    #expect(found == [recalculate])
  }

  @Test("a co-medication that nobody knows is refused, not taken for harmless")
  func unknown() throws {
    var request = try Self.request(ShelfRegimenTests.size, "cav")
    request.coMedications = [CoMedicationCourse(id: "posaconazol")]
    guard case .unknownCoMedication(let name, let known)? = request.refusals.first else {
      Issue.record("not refused")
      return
    }
    #expect(name == "posaconazol")
    #expect(known.contains("posaconazole"))
    request.coMedications = [CoMedicationCourse(id: "novel", classes: ["moderate-cyp3a-inhibitor"])]
    #expect(request.refusals.isEmpty)
    request.coMedications = [
      CoMedicationCourse(
        id: "posaconazole",
        from: CivilDate(iso: "2025-02-01"),
        to: CivilDate(iso: "2025-01-01")
      )
    ]
    #expect(request.refusals.count == 1)
  }

  @Test("no cycle 0, none beyond the last, none beyond the planned number")
  func cycles() throws {
    for cycle in [0, -1, 100] {
      var request = try Self.request(ShelfRegimenTests.size, "ven-aza")
      request.cycle = cycle
      #expect(!request.refusals.isEmpty || cycle == 100)
    }
  }
}
