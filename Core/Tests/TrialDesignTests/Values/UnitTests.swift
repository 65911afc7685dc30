// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TrialDesign

@Suite struct UnitTests {
  /// UCUM 2.1: prefixes, arbitrary units, §22 (Celsius, Fahrenheit), metre of mercury 133.3220 kPa; SI: 1 kat = 60 MU.
  private static let conversions: [(String, String, Double)] = [
    ("1.5 10*9/L", "/uL", 1500.0), ("1500 /mm3", "10*9/L", 1.5), ("4.2 10*6/uL", "10*12/L", 4.2),
    ("0.9 K/uL", "10*9/L", 0.9), ("200 10*6/L", "/uL", 200), ("29 pg", "g", 2.9e-11),
    ("9.1 g/dL", "g/L", 91), ("250 mg/dL", "g/L", 2.5), ("80 ug/dL", "ug/L", 800),
    ("5 ng/mL", "ug/L", 5), ("1 pg/mL", "ng/L", 1), ("340 umol/L", "mmol/L", 0.34),
    ("40 IU/L", "U/L", 40), ("1 ukat/L", "U/L", 60), ("2 mIU/L", "mIU/mL", 0.002),
    ("760 mm[Hg]", "kPa", 101.32472), ("37 Cel", "[degF]", 98.6), ("101.3 [degF]", "Cel", 38.5),
    ("310.15 K", "Cel", 37), ("0.45 s", "ms", 450), ("1 mL/s", "mL/min", 60), ("1 L/min", "mL/min", 1000),
    ("3.5 g/24h", "mg/d", 3500), ("0.3 g/g", "mg/g", 300), ("25 %", "ratio", 0.25),
  ]

  @Test("converts laboratory units within one kind", arguments: conversions)
  func converts(text: String, unit: String, expected: Double) throws {
    let quantity = try #require(Quantity(text))
    let converted = try quantity.converted(to: .named(unit), of: nil)
    #expect(abs(converted.value - expected) <= 2e-15 * abs(expected) + 1e-13 * (unit.contains("F") ? 1 : 0))
    let back = try converted.converted(to: quantity.unit, of: nil)
    #expect(abs(back.value - quantity.value) <= 1e-12 * abs(quantity.value))
  }

  @Test(
    "spellings that laboratories print become UCUM codes",
    arguments: [
      ("K/uL", "10*3/uL"), ("K/µL", "10*3/uL"), ("K/μL", "10*3/uL"), ("×10⁹/L", "10*9/L"),
      ("10^9/L", "10*9/L"), ("Gpt/L", "10*9/L"), ("cells/mm³", "/mm3"), ("x10^3/µL", "10*3/uL"),
      ("μmol/L", "umol/L"), ("µmol/l", "umol/L"), ("mcg/dL", "ug/dL"), ("mEq/L", "meq/L"),
      ("IU/L", "[IU]/L"), ("mmHg", "mm[Hg]"), ("℃", "Cel"), ("mL/min/1.73m²", "mL/min/{1.73_m2}"),
      ("mL/min/1.73 m2", "mL/min/{1.73_m2}"),
    ]
  )
  func spelled(written: String, code: String) {
    #expect(Unit(written)?.code == code)
  }

  @Test(
    "looks up by exact list: capitals count, and nothing is guessed",
    arguments: ["G/l ", "MMOL/L", "10*9", "K", "x", "", "mg/dL/", " g/L", "µ", "10**9/L"]
  )
  func exact(written: String) {
    // "K" is the kelvin, never thousands per microlitre.
    #expect(Unit(written).map(\.code) == (written == "K" ? "K" : nil))
  }

  @Test(
    "an unknown unit is a problem with what was probably meant",
    arguments: [
      ("mmoll/L", "mmol/L"), ("umool/L", "umol/L"), ("10*9L", "10*9/L"), ("mg/dLL", "mg/dL"),
    ]
  )
  func nearMisses(written: String, meant: String) {
    #expect(throws: ConversionFailure.unknownUnit(written)) { try Unit.named(written) }
    #expect(Unit.advice(for: written).hasPrefix("Did you mean \"\(meant)\"? "))
  }

  @Test(
    "a rate per body surface is no flow, a heart interval no calendar time, a count no mass",
    arguments: [
      ("mL/min/{1.73_m2}", "mL/min"), ("s", "min"), ("10*9/L", "g/L"), ("Cel", "1"), ("mg/kg", "mg/g"),
      ("U", "U/L"),
    ]
  )
  func refuses(from: String, to: String) throws {
    let (source, target) = (try Unit.named(from), try Unit.named(to))
    #expect(throws: ConversionFailure.differentKinds(from: source, to: target)) {
      try Quantity(1, source).converted(to: target, of: Analyte("creatinine"))
    }
  }

  @Test("every spelling leads to a unit, and is no code itself")
  func table() {
    for word in UnitTable.words { #expect(Unit(word) != nil, "\(word)") }
    #expect(Set(UnitTable.words).count == UnitTable.words.count)
  }
}
