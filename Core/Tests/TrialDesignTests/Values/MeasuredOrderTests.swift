// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TrialDesign

@Suite struct MeasuredOrderTests {
  /// Every pair of systems that laboratories mix; the first is printed where the second is the threshold's.
  private static let systems = [
    ("g/dL", "g/L"), ("mg/dL", "g/L"), ("/uL", "10*9/L"), ("10*6/L", "10*9/L"), ("umol/L", "mmol/L"),
    ("ug/L", "mg/dL"), ("ms", "s"), ("ng/dL", "ug/L"), ("pg", "kg"),
  ]

  @Test("thresholds do not move within one system of units", arguments: systems)
  func thresholdsStay(from: String, to: String) throws {
    let (source, target) = (try Unit.named(from), try Unit.named(to))
    // 0.01, 0.02 … 99.99 as people write them, and their neighbours a hundredth lower and higher.
    for hundredths in 1..<10_000 {
      let threshold = try #require(Double("\(hundredths)e-2"))
      for (neighbour, order) in [(hundredths - 1, -1), (hundredths, 0), (hundredths + 1, 1)] {
        let value = try #require(Double("\(neighbour)e-2"))
        let there = try Quantity(value, target).converted(to: source, of: nil)
        // As a laboratory would print it, and as the chain of conversions leaves it.
        for printed in [there.value, there.value.roundedTo15Digits] {
          let back = try Quantity(printed, source).converted(to: target, of: nil)
          try #require(
            back.value.order(to: threshold) == order,
            "\(printed) \(from) against \(threshold) \(to)"
          )
        }
      }
    }
  }

  @Test("conversions keep the order of values", arguments: systems)
  func monotone(from: String, to: String) throws {
    let (source, target) = (try Unit.named(from), try Unit.named(to))
    var last = -Double.infinity
    for step in 0..<2000 {
      let value = try #require(source.convert(Double(step) * 0.37 + 0.001, to: target))
      #expect(value > last)
      last = value
    }
  }

  private static let decimals: [(Double, Double, Int)] = [
    (2.3 / 10, 0.23, 0), (0.1 + 0.2, 0.3, 0), (1.1 * 1.1, 1.21, 0), (0.5, 0.5, 0),
    (4.999_999_999_999_99, 5.0, -1),
    (5.000_000_000_000_01, 5.0, 1), (-0.1 - 0.2, -0.3, 0), (0, -0.0, 0), (0, 1e-300, -1),
    (.infinity, 1e308, 1), (-.infinity, .infinity, -1),
  ]

  @Test("values are the decimals they were written as", arguments: decimals)
  func ordered(a: Double, b: Double, expected: Int) {
    #expect(a.order(to: b) == expected)
    #expect(b.order(to: a) == -expected)
  }

  @Test("a missing value is in no order")
  func missing() {
    #expect(Double.nan.order(to: 1) == nil)
    for relation in Comparison.Relation.allCases { #expect(!relation.holds(.nan, 1)) }
  }

  private static let longNumbers: [(Double, Double)] = [
    (0.1 + 0.2, 0.3), (1.0 / 3, 0.333_333_333_333_333), (2.0 / 3, 0.666_666_666_666_667),
    (123_456_789_012_345_680, 123_456_789_012_346_000), (1e-7 / 3, 3.333_333_333_333_33e-8),
    (9.999_999_999_999_999, 10), (.leastNonzeroMagnitude, .leastNonzeroMagnitude),
    (-1.0 / 3, -0.333_333_333_333_333), (1500, 1500),
  ]

  @Test("rounds to 15 significant digits", arguments: longNumbers)
  func rounded(value: Double, expected: Double) {
    #expect(value.roundedTo15Digits == expected)
  }

  /// ELN 2022, Table 8: 5 % is not below 5 %, 1.0 is at least 1.0, in whatever unit it was printed.
  @Test(
    "a value on the threshold is met by at-least and at-most, never by above and below",
    arguments: [
      ("1000 /uL", "1.0 10*9/L"), ("0.5 K/uL", "0.5 10*9/L"), ("8.0 g/dL", "80 g/L"), ("5 %", "5 %"),
      ("0.05 1", "5 %"), ("50 10*3/uL", "50 10*9/L"), ("1.1 g/L", "110 mg/dL"),
    ]
  )
  func boundary(value: String, threshold: String) throws {
    let (value, threshold) = (try #require(Quantity(value)), try #require(Quantity(threshold)))
    #expect(try value.meets(.atLeast, threshold))
    #expect(try value.meets(.atMost, threshold))
    #expect(try !value.meets(.above, threshold))
    #expect(try !value.meets(.below, threshold))
  }
}
