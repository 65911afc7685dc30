// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialDesign

@testable import TrialReporting

@Suite struct UnitWordsTests {
  @Test(
    "quantities read as people write them",
    arguments: [
      ("18 a", "18 years", "18 年"), ("1 a", "1 year", "1 年"), ("28 d", "28 days", "28 天"),
      ("5 mg/m2", "5 mg/m²", "5 mg/m²"), ("1.0 10*9/L", "1 ×10⁹/L", "1 ×10⁹/L"), ("20 %", "20%", "20%"),
      ("2 1", "2", "2"), ("37.5 Cel", "37.5 °C", "37.5 °C"),
    ]
  )
  func words(written: String, english: String, chinese: String) throws {
    let quantity = try #require(Quantity(written))
    #expect(UnitWords.words(for: quantity, in: Texts(language: .english)) == english)
    #expect(UnitWords.words(for: quantity, in: Texts(language: .simplifiedChinese)) == chinese)
  }

  @Test(
    "numbers have at most three decimals and a real minus sign",
    arguments: [
      (0, "0"), (1.5, "1.5"), (0.1 + 0.2, "0.3"), (-2.25, "−2.25"), (0.0004, "0"), (1234.0625, "1234.063"),
    ]
  )
  func digits(value: Double, text: String) {
    #expect(UnitWords.digits(value) == text)
  }
}
