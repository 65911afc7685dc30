// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialDesign

@testable import TrialConduct

/// Values of the six formulas, calculated independently to six decimals from the published expressions.
@Suite struct BodySurfaceAreaTests {
  private static let table: [(height: Double, weight: Double, areas: [Double])] = [
    (170, 70, [1.818119, 1.809708, 1.825677, 1.831289, 1.834670, 1.829525]),
    (160, 55, [1.563472, 1.563174, 1.565527, 1.576672, 1.578460, 1.565368]),
    (180, 95, [2.179449, 2.147689, 2.200848, 2.195269, 2.203591, 2.228918]),
    (150, 45, [1.369306, 1.369770, 1.369874, 1.383746, 1.385884, 1.374881]),
    (175, 130, [2.513851, 2.404334, 2.576317, 2.549250, 2.587335, 2.730070]),
  ]

  @Test("agrees with all printed digits", arguments: table.indices)
  func printed(row: Int) {
    let (height, weight, areas) = Self.table[row]
    for (formula, expected) in zip(BodySurfaceArea.Formula.allCases, areas) {
      let area = BodySurfaceArea.estimate(height: height, weight: weight, formula: formula)
      // Half of the last printed digit.
      #expect((area - expected).magnitude <= 0.5e-6 * (1 + 1e-6), "\(formula) \(height) \(weight)")
    }
  }

  @Test("grows with weight, and never shrinks with height", arguments: BodySurfaceArea.Formula.allCases)
  func monotone(formula: BodySurfaceArea.Formula) {
    for height in stride(from: 120.0, through: 220, by: 10) {
      for weight in stride(from: 30.0, through: 195, by: 5) {
        let area = BodySurfaceArea.estimate(height: height, weight: weight, formula: formula)
        #expect(area < BodySurfaceArea.estimate(height: height, weight: weight + 5, formula: formula))
        #expect(area <= BodySurfaceArea.estimate(height: height + 10, weight: weight, formula: formula))
      }
    }
  }
}

@Suite struct CreatinineClearanceTests {
  @Test("the formula's own values: 50 years, 70 kg, 1.0 mg/dL")
  func worked() {
    #expect(CreatinineClearance.cockcroftGault(age: 50, weight: 70, creatinine: 1, sex: .male) == 87.5)
    let woman = CreatinineClearance.cockcroftGault(age: 50, weight: 70, creatinine: 1, sex: .female)
    #expect((woman ?? 0) == 74.375)
  }

  @Test("is not defined below 18 years, and unknown where something is missing")
  func undefined() {
    #expect(CreatinineClearance.cockcroftGault(age: 17.9, weight: 50, creatinine: 1, sex: .male) == nil)
    #expect(CreatinineClearance.cockcroftGault(age: 18, weight: 50, creatinine: 1, sex: .male) != nil)
    #expect(DosingSubject(weight: 70, age: 50, creatinine: 1).creatinineClearance == nil)
  }
}
