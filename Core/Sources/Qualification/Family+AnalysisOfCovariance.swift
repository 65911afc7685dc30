// SPDX-License-Identifier: Apache-2.0

import Biostatistics

extension Family {
  /// lm, drop1 and sandwich::vcovHC in R, whose normal equations and residual sums hold about eleven digits.
  static func analysisOfCovariance(_ c: ReferenceCase, _ data: ReferenceData, _ judge: inout Judge) throws {
    let outcome = c.input["outcome"].text ?? ""
    let group = c.input["group"].text ?? ""
    let covariates = c.input["covariates"].list.compactMap(\.text)
    let strata = c.input["strata"].list.compactMap(\.text)
    let table = try data.table(of: c).complete([outcome, group] + covariates + strata)
    let analysis = try AnalysisOfCovariance(
      try table.column(outcome),
      groups: try table.groups(group).numbers,
      covariates: try covariates.map { .init($0, try table.column($0)) },
      strata: try strata.map { .init($0, try table.groups($0).numbers) }
    )
    judge.check(Double(table.rows), c.expect["n"], relative: 0)
    judge.check(analysis.degreesOfFreedom, c.expect["df"], relative: 0)
    judge.check(analysis.residualVariance, c.expect["residual_variance"], relative: 1e-12)
    let test = analysis.groupTest()
    judge.check(test.statistic, c.expect["drop1_f"], relative: 1e-9)
    judge.check(test.p, c.expect["drop1_p"], relative: 1e-9)
    for variance in LeastSquaresVariance.allCases {
      try compare(
        analysis,
        variance,
        level: try c.input["level"].required(),
        c.expect[variance.rawValue],
        &judge
      )
    }
  }

  private static func compare(
    _ analysis: AnalysisOfCovariance,
    _ variance: LeastSquaresVariance,
    level: Double,
    _ expected: ReferenceValue,
    _ judge: inout Judge
  ) throws {
    for group in 0..<analysis.groupCount {
      for weights in StratumWeights.allCases {
        let mean = analysis.adjustedMean(of: group, level: level, weights: weights, variance: variance)
        judge.check(mean, expected["means_\(weights.rawValue)"][group])
      }
      guard group > 0 else { continue }
      let difference = analysis.difference(of: group, versus: 0, level: level, variance: variance)
      judge.check(difference, expected["differences"][group - 1])
    }
    judge.check(analysis.groupTest(variance: variance), f: expected["groups"])
    for name in expected["slopes"].keys {
      guard let slope = analysis.slope(of: name, level: level, variance: variance) else { continue }
      judge.check(slope, expected["slopes"][name])
    }
    for name in expected["strata"].keys {
      guard let test = analysis.strataTest(of: name, variance: variance) else { continue }
      judge.check(test, f: expected["strata"][name])
    }
  }
}

extension Judge {
  fileprivate mutating func check(_ contrast: LinearContrast, _ expected: ReferenceValue) {
    // Differences near zero are differences of means of the size of a standard error.
    let absolute = contrast.standardError.isNaN ? 0 : 1e-11 * contrast.standardError
    check(contrast.estimate.value, expected["estimate"], relative: 1e-10, absolute: absolute)
    check(contrast.standardError, expected["se"], relative: 1e-10)
    check(contrast.estimate.interval, expected["ci"], relative: 1e-10, absolute: absolute)
    check(contrast.test.statistic, expected["t"], relative: 1e-10, absolute: 1e-11)
    check(contrast.test.p, expected["p"], relative: 1e-9)
  }

  fileprivate mutating func check(_ test: TestResult, f expected: ReferenceValue) {
    check(test.statistic, expected["f"], relative: 1e-9)
    if !expected["f"].isNull { check(test.degreesOfFreedom, expected["numerator"], relative: 0) }
    check(test.p, expected["p"], relative: 1e-9)
  }
}
