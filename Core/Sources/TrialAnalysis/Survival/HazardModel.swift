// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

/// One Cox model of all arms against the reference arm (Efron ties), with its proportional-hazards check.
///
/// Arms are indicators in one model, as `coxph(Surv(time, event) ~ arm)` has them, so that all comparisons
/// share their risk sets. Subjects with a missing covariate or stratum are left out.
struct HazardModel {
  private let fit: CoxFit
  private let checks: [TestResult]
  private let isFull: Bool
  /// The model's column of each arm; nil for the reference arm and for arms without subjects.
  private let columns: [Int?]

  /// - Returns: nil where there are no two arms with subjects, no events, or no maximum was found.
  init?(times: EventTimes, data: AnalysisData, adjustment: [ItemPath] = [], strata: Strata? = nil) {
    let covariates = adjustment.flatMap { Self.indicators(of: $0, in: data) }
    let known = times.filtered { member in
      covariates.allSatisfy { !$0[member].isNaN } && strata.map { $0.index[member] >= 0 } ?? true
    }
    guard let reference = data.comparisons.first?.reference, known.isEvent.contains(true) else { return nil }
    let arms = known.members.map { Int(data.arm[$0]) }
    guard arms.contains(reference) else { return nil }
    var columns = [Int?](repeating: nil, count: data.study.arms.count)
    var values: [[Double]] = []
    var names: [String] = []
    for comparison in data.comparisons where arms.contains(comparison.treatment) {
      columns[comparison.treatment] = values.count
      values.append(arms.map { $0 == comparison.treatment ? 1 : 0 })
      names.append(data.study.arms[comparison.treatment].id)
    }
    guard !values.isEmpty else { return nil }
    for (index, covariate) in covariates.enumerated() {
      values.append(known.members.map { covariate[$0] })
      names.append("covariate \(index + 1)")
    }
    let model = CoxModel(
      data: SurvivalTimes(times: known.days, events: known.isEvent),
      covariates: values,
      names: names,
      strata: strata.map { strata in known.members.map { strata.index[$0] } },
      ties: .efron
    )
    guard let fit = try? model.fit() else { return nil }
    self.fit = fit
    isFull = data.settings.isFull
    self.columns = columns
    checks =
      data.settings.isFull ? (try? proportionalHazards(of: fit, transform: .kaplanMeier).terms) ?? [] : []
  }

  /// Whether the likelihood rises for ever in one of the arms, as it does for an arm without events.
  var isMonotone: Bool { columns.contains { $0.map { fit.monotoneTerms.contains($0) } ?? false } }

  /// Grambsch and Therneau's test on the Kaplan–Meier time scale; nil where it has no value.
  func proportionality(of comparison: ArmComparison) -> TestResult? {
    columns[comparison.treatment].flatMap { checks.indices.contains($0) ? checks[$0] : nil }
  }

  func entry(_ path: String, of comparison: ArmComparison, level: Double) -> ResultTable.Entry? {
    guard let column = columns[comparison.treatment] else { return nil }
    // Over cohorts the limit of the likelihood, 0 or infinity, is an end of the range.
    guard !fit.monotoneTerms.contains(column) || !isFull else {
      return .estimate(path, .notEstimable(.monotoneLikelihood), nil, named: .hazardRatio, .ratio)
    }
    let ratio = fit.hazardRatio(column, level: level)
    return .estimate(path, CellValue(ratio.estimate), ratio.interval, named: .hazardRatio, .ratio)
  }

  /// The log hazard ratio and its standard error; nil for a monotone likelihood.
  func coefficient(of comparison: ArmComparison) -> (estimate: Double, standardError: Double)? {
    guard let column = columns[comparison.treatment], !fit.monotoneTerms.contains(column) else { return nil }
    return (fit.coefficients[column], fit.standardErrors[column])
  }

  /// One column for a number; for a category one indicator for each but the first.
  ///
  /// NaN is missing.
  private static func indicators(of path: ItemPath, in data: AnalysisData) -> [[Double]] {
    guard let item = data.study.item(path), item.kind == .category else { return [data.numbers(path)] }
    let codes = data.codes(path)
    return item.categories.indices.dropFirst().map { category in
      codes.map { $0 == ItemColumn.noCode ? .nan : Int($0) == category ? 1 : 0 }
    }
  }
}
