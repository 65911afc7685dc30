// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialDesign

@testable import TrialConduct

@Suite struct RoundedDoseTests {
  private static func mg(_ value: Double) -> Quantity { Quantity(value, .milligram) }

  private static func rounded(_ exact: Double, _ steps: [RoundingStep]) -> RoundedDose {
    RoundedDose(exact, .milligram, steps: steps, rules: .standard)
  }

  @Test(
    "to the nearest step, half away from zero on the written number",
    arguments: [
      (9.0906, 0.1, 9.1), (14.5450, 0.5, 14.5), (181.8119, 5, 180), (1818.119, 10, 1820), (0.15, 0.1, 0.2),
      (2.25, 0.5, 2.5), (14.75, 0.5, 15), (182.5, 5, 185), (1815, 10, 1820), (9.05, 0.1, 9.1),
      (9.1, 0.1, 9.1),
    ]
  )
  func nearest(exact: Double, step: Double, expected: Double) {
    #expect(Self.rounded(exact, [RoundingStep(step: Self.mg(step))]).nearest == expected)
  }

  @Test("the step below 100 mg is another than from 100 mg on")
  func bySize() {
    let steps = [RoundingStep(below: Self.mg(100), step: Self.mg(1)), RoundingStep(step: Self.mg(10))]
    #expect(Self.rounded(99.6, steps).rounded == 100)
    #expect(Self.rounded(36.36, steps).rounded == 36)
    #expect(Self.rounded(100, steps).rounded == 100)
    #expect(Self.rounded(1818.119, steps).rounded == 1820)
  }

  @Test("warns above 5 % and refuses above 10 %, both ends inclusive")
  func limits() {
    func verdict(_ exact: Double, _ step: Double) -> RoundedDose.Verdict {
      Self.rounded(exact, [RoundingStep(step: Self.mg(step))]).verdict
    }
    #expect(verdict(100, 105) == .within)
    #expect(verdict(100, 106) == .far)
    #expect(verdict(100, 110) == .far)
    #expect(verdict(100, 111) == .refused)
    let refused = Self.rounded(100, [RoundingStep(step: Self.mg(111))])
    #expect(refused.rounded == nil)
    #expect((refused.relativeError - 0.11).magnitude < 1e-12)
  }

  @Test("bands: the nearest of the amounts that are ready, the larger of two as near")
  func bands() {
    let bands = [RoundingStep(bands: [Self.mg(8), Self.mg(9), Self.mg(10)])]
    #expect(Self.rounded(9.4, bands).rounded == 9)
    #expect(Self.rounded(9.5, bands).rounded == 10)
    #expect(Self.rounded(6, bands).rounded == nil)
  }

  @Test("without steps a dose stays as calculated")
  func none() { #expect(Self.rounded(9.0906, []).rounded == 9.0906) }

  @Test("is never further away than half a step")
  func halfStep() {
    for step in [0.1, 0.5, 1, 5, 10] {
      for count in 1...400 {
        let exact = Double(count) * 1.2345
        let dose = Self.rounded(exact, [RoundingStep(step: Self.mg(step))])
        #expect((dose.nearest - exact).magnitude <= step / 2 * (1 + 1e-9))
      }
    }
  }
}
