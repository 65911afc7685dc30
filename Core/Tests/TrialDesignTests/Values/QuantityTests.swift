// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TrialDesign

@Suite struct QuantityTests {
  /// Factors of the SI prefixes, and the mean Julian year of 365.25 days (UCUM 2.1, table of customary units).
  @Test(
    "converts by powers of ten and by days",
    arguments: [
      ("9.1 g/dL", "g/L", 91.0), ("88 g/L", "g/dL", 8.8), ("1.5 10*9/L", "/uL", 1500),
      ("500 /uL", "10*9/L", 0.5),
      ("2 10*3/uL", "10*9/L", 2), ("1 g/m2", "mg/m2", 1000), ("0.1 mg/kg", "ug/kg", 100), ("1 kg", "g", 1000),
      ("250 mL", "L", 0.25), ("170 cm", "m", 1.7), ("12 mg/L", "ug/L", 12_000), ("3 ng/mL", "ug/L", 3),
      ("100 umol/L", "mmol/L", 0.1), ("4 wk", "d", 28), ("2 a", "d", 730.5), ("36 h", "d", 1.5),
      ("12 mo", "a", 1),
      ("50 %", "1", 0.5),
    ]
  )
  func converts(text: String, unit: String, expected: Double) throws {
    let quantity = try #require(Quantity(text))
    let target = try #require(Unit(unit))
    let converted = try #require(quantity.converted(to: target))
    #expect(abs(converted.value - expected) <= 1e-12 * abs(expected))
    #expect(converted.unit == target)
    let back = try #require(converted.converted(to: quantity.unit))
    #expect(abs(back.value - quantity.value) <= 1e-12 * abs(quantity.value))
  }

  @Test(
    "what measures another thing does not convert: the factor belongs to the analyte, or does not exist",
    arguments: [
      ("mg/dL", "mmol/L"), ("mg", "mg/m2"), ("mg/m2", "mg/kg"), ("d", "mg"), ("L", "g"), ("ms", "d"),
    ]
  )
  func doesNotConvert(from: String, to: String) throws {
    let quantity = Quantity(1, try #require(Unit(from)))
    #expect(quantity.converted(to: try #require(Unit(to))) == nil)
  }

  @Test(
    "a quantity is a number, a space and a unit",
    arguments: ["5", "mg", "5mg", "5 mg m2", "five mg", "nan mg", "inf mg", "5 MG", "5 mg/m3", ""]
  )
  func refused(text: String) {
    #expect(Quantity(text) == nil)
  }

  @Test(
    "usual spellings become UCUM codes",
    arguments: [
      ("18 years", "18 a"), ("1.0 10^9/L", "1 10*9/L"), ("5 mg/m²", "5 mg/m2"), ("7.5 µg", "7.5 ug"),
    ]
  )
  func spellings(text: String, written: String) {
    #expect(Quantity(text)?.description == written)
  }

  @Test(
    "a time is whole days, rounded to the nearest; nothing else is a time",
    arguments: [
      ("84 d", 84), ("12 mo", 365), ("6 mo", 183), ("1 a", 365), ("3 wk", 21), ("10 mg", nil), ("12 h", 1),
      ("11 h", 0),
    ]
  )
  func days(text: String, days: Int?) throws {
    #expect(try #require(Quantity(text)).days == days)
  }

  @Test("every unit converts to itself unchanged, and every listed code reads back")
  func everyUnit() throws {
    for code in Unit.codes {
      let unit = try #require(Unit(code), "\(code)")
      #expect(unit.code == code)
      #expect(unit.factor(to: unit) == 1)
    }
    #expect(Unit.codes == Unit.codes.sorted())
  }
}
