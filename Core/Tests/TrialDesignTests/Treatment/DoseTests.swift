// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TrialDesign

@Suite struct DoseTests {
  @Test(
    "the unit says what the amount is multiplied with",
    arguments: [
      ("5 mg/m2", Dose.Basis.bodySurfaceArea), ("1 g/m2", .bodySurfaceArea), ("30 ug/m2", .bodySurfaceArea),
      ("5 ug/kg", .bodyWeight), ("1.5 mg/kg", .bodyWeight), ("400 mg", .flat), ("1 g", .flat),
      ("300 µg", .flat),
    ]
  )
  func basis(text: String, basis: Dose.Basis) {
    #expect(Dose(text)?.basis == basis)
  }

  @Test(
    "no dose: without unit, of nothing, or in a unit that measures something else",
    arguments: ["200", "5 mg/m", "0 mg", "-5 mg", "5 mL", "5 mg/m3", "5 mg/L", "5 d", "mg", ""]
  )
  func refused(text: String) {
    #expect(Dose(text) == nil)
  }
}
