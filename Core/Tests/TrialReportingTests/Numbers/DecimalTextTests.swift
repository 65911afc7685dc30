// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TrialReporting

@Suite struct DecimalTextTests {
  // evidence: by hand, rounding the decimal number as written half away from zero
  @Test(
    "rounds the decimal number that a person reads",
    arguments: [
      (0.0, 0, "0"), (0.0, 2, "0.00"), (-0.0, 1, "0.0"), (16, 0, "16"), (16, 1, "16.0"),
      // Halves go away from zero, also where the binary number lies a little below (2.675, 1.005).
      (0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (2.675, 2, "2.68"), (1.005, 2, "1.01"), (0.125, 2, "0.13"),
      (-0.5, 0, "−1"), (-2.5, 0, "−3"), (-2.675, 2, "−2.68"),
      // A number that rounds to zero has no sign.
      (-0.04, 1, "0.0"), (-0.05, 1, "−0.1"), (0.0004, 3, "0.000"), (0.0005, 3, "0.001"),
      // Carries run through nines.
      (9.99, 1, "10.0"), (99.95, 1, "100.0"), (0.9996, 3, "1.000"), (0.999, 0, "1"),
      (1234567.891, 1, "1234567.9"), (1e16, 0, "10000000000000000"), (1.5e-7, 3, "0.000"),
      (1.5e-7, 7, "0.0000002"),
      (.infinity, 2, "∞"), (-.infinity, 2, "−∞"), (.nan, 2, "–"),
    ]
  )
  func roundsDecimals(value: Double, decimals: Int, expected: String) {
    #expect(DecimalText.fixed(value, decimals: decimals) == expected)
  }

  // evidence: by hand; 0.575 × 100 is 57.49999999999999 in binary, so a product would give 57.5 only by luck
  @Test(
    "moves the point for percentages without a product",
    arguments: [
      (0.5333333333333333, "53.3"), (0.32, "32.0"), (0.0125, "1.3"), (0.5725, "57.3"), (1, "100.0"),
      (0, "0.0"),
      (-0.0515, "−5.2"), (0.0004, "0.0"), (0.00045, "0.0"), (0.0005, "0.1"), (0.9995, "100.0"),
    ]
  )
  func percentages(value: Double, expected: String) {
    #expect(DecimalText.fixed(value, decimals: 1, shift: 2) == expected)
  }
}
