// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialDesign

/// The Cox model of one arm against the reference arm (Efron ties), with its proportional-hazards check.
struct HazardComparison {
  private let fit: CoxFit
  /// Grambsch and Therneau's test on the Kaplan–Meier time scale; nil for a monotone likelihood.
  let proportionality: TestResult?

  /// nil where the two arms have no subjects or no events to compare.
  init?(_ comparison: ArmComparison, times: EventTimes, data: AnalysisData) {
    let pair = times.filtered { member in
      let arm = Int(data.arm[member])
      return arm == comparison.treatment || arm == comparison.reference
    }
    let isTreated = pair.members.map { Int(data.arm[$0]) == comparison.treatment ? 1.0 : 0.0 }
    guard pair.isEvent.contains(true), isTreated.contains(1), isTreated.contains(0) else { return nil }
    let model = CoxModel(
      data: SurvivalTimes(times: pair.days, events: pair.isEvent),
      covariates: [isTreated],
      names: [data.study.arms[comparison.treatment].id],
      ties: .efron
    )
    guard let fit = try? model.fit() else { return nil }
    self.fit = fit
    proportionality = try? proportionalHazards(of: fit, transform: .kaplanMeier).global
  }

  var isMonotone: Bool { fit.isMonotone }

  func entry(_ path: String, level: Double) -> ResultTable.Entry {
    if fit.isMonotone {
      return .estimate(path, .notEstimable(.monotoneLikelihood), nil, named: .hazardRatio, .ratio)
    }
    let ratio = fit.hazardRatio(0, level: level)
    return .estimate(path, CellValue(ratio.estimate), ratio.interval, named: .hazardRatio, .ratio)
  }

  /// The hazard ratio and its interval, where the likelihood has a maximum.
  func ratio(level: Double) -> (estimate: Double, interval: Interval)? {
    fit.isMonotone ? nil : fit.hazardRatio(0, level: level)
  }

  /// The standard error of the log hazard ratio; nil for a monotone likelihood.
  var standardError: Double? { fit.isMonotone ? nil : fit.standardErrors.first }

  /// The log hazard ratio; nil for a monotone likelihood.
  var coefficient: Double? { fit.isMonotone ? nil : fit.coefficients.first }
}
