// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What is known of a subject when doses are calculated; nil is missing, and missing is never taken for normal.
public struct DosingSubject: Sendable {
  /// In cm.
  public var height: Double?
  /// In kg.
  public var weight: Double?
  /// When height and weight were measured.
  public var measured: CivilDate?
  /// The weight in kg that the doses before were calculated with.
  public var earlierWeight: Double?
  /// In years.
  public var age: Double?
  public var sex: Sex?
  /// In serum, mg/dL.
  public var creatinine: Double?
  /// Total, in serum, mg/dL.
  public var bilirubin: Double?
  /// `A`, `B` or `C`.
  public var childPugh: String?
  /// Further findings that rules ask for, by id, as they would stand in a table.
  public var findings: [String: String]

  public init(
    height: Double? = nil,
    weight: Double? = nil,
    measured: CivilDate? = nil,
    earlierWeight: Double? = nil,
    age: Double? = nil,
    sex: Sex? = nil,
    creatinine: Double? = nil,
    bilirubin: Double? = nil,
    childPugh: String? = nil,
    findings: [String: String] = [:]
  ) {
    self.height = height
    self.weight = weight
    self.measured = measured
    self.earlierWeight = earlierWeight
    self.age = age
    self.sex = sex
    self.creatinine = creatinine
    self.bilirubin = bilirubin
    self.childPugh = childPugh
    self.findings = findings
  }

  /// Clearance in mL/min (Cockcroft and Gault); nil where something is missing, and below 18 years.
  public var creatinineClearance: Double? {
    guard let age, let sex, let weight, let creatinine else { return nil }
    return CreatinineClearance.cockcroftGault(age: age, weight: weight, creatinine: creatinine, sex: sex)
  }

  /// The subject as a row of a decision list's inputs; NaN where missing.
  ///
  /// - Parameters:
  ///   - list: The list.
  ///   - dosePerArea: Of the drug that is decided about, in mg/m² of one administration; nil for other bases.
  /// - Returns: One number for each input.
  func values(for list: DecisionList, dosePerArea: Double?) -> [Double] {
    list.inputs.indices.map { index in
      let input = list.inputs[index]
      if let parameter = input.value { return parameter }
      if let written = findings[input.id] { return list.value(of: written, for: index) ?? .nan }
      guard let measure = DoseAdjustmentRules.Measure(rawValue: input.id) else { return .nan }
      func converted(_ value: Double?, from code: String) -> Double {
        guard let value, let own = Unit(code) else { return .nan }
        guard let unit = input.item.unit else { return value }
        return own.factor(to: unit).map { value * $0 } ?? .nan
      }
      switch measure {
      case .age: return converted(age, from: "a")
      case .weight: return converted(weight, from: "kg")
      case .creatinine: return converted(creatinine, from: "mg/dL")
      case .bilirubin: return converted(bilirubin, from: "mg/dL")
      case .creatinineClearance: return converted(creatinineClearance, from: "mL/min")
      case .dosePerArea: return converted(dosePerArea, from: "mg/m2")
      case .sex: return sex.flatMap { list.value(of: $0.rawValue, for: index) } ?? .nan
      case .childPugh: return childPugh.flatMap { list.value(of: $0, for: index) } ?? .nan
      }
    }
  }
}
