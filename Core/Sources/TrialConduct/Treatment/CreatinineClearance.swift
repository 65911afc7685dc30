// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// How fast the kidneys clear creatinine.
public enum CreatinineClearance {
  /// Clearance in mL/min after Cockcroft and Gault.
  ///
  ///     (140 − age) · W / (72 · SCr)     · 0.85 in women
  ///
  /// - Parameters:
  ///   - age: In years.
  ///   - weight: In kg.
  ///   - creatinine: In serum, mg/dL (1 mg/dL = 88.4 µmol/L), more than 0.
  ///   - sex: Of the subject.
  /// - Returns: nil below 18 years, where the formula is not defined.
  /// - SeeAlso: Cockcroft DW, Gault MH (1976). Nephron 16:31–41.
  public static func cockcroftGault(age: Double, weight: Double, creatinine: Double, sex: Sex) -> Double? {
    precondition(creatinine > 0, "creatinine must be more than 0, got \(creatinine)")
    guard age >= 18 else { return nil }
    return max(0, 140 - age) * weight / (72 * creatinine) * (sex == .female ? 0.85 : 1)
  }
}

/// As formulas ask for it.
public enum Sex: String, CaseIterable, Sendable {
  case female
  case male
}
