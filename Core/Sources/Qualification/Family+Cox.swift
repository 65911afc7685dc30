// SPDX-License-Identifier: Apache-2.0

import Biostatistics

extension Family {
  /// coxph and cox.zph of R's survival with eps = 1e-14.
  static func cox(_ c: ReferenceCase, _ data: ReferenceData, _ judge: inout Judge) throws {
    let reference = try CoxCase(c, data)
    let fit = try reference.model.fit()
    let expected = c.expect
    judge.check(fit.subjects, expected["n"])
    judge.check(fit.events, expected["events"])
    for j in fit.coefficients.indices {
      // A coefficient near 0 is known to a fraction of its standard error, not of itself.
      let se = fit.standardErrors[j]
      judge.check(fit.coefficients[j], expected["coef"][j], relative: 1e-9, absolute: 1e-10 * se)
      judge.check(se, expected["se"][j], relative: 1e-9)
      let z = fit.waldTest(of: j)?.statistic.map { $0.squareRoot() * (fit.coefficients[j] < 0 ? -1 : 1) }
      judge.check(z, expected["z"][j], relative: 1e-9, absolute: 1e-10)
      judge.check(fit.waldTest(of: j)?.p, expected["p"][j], relative: 1e-7)
      let ratio = fit.hazardRatio(j, level: 0.95)
      judge.check(ratio.estimate, expected["hr"][j], relative: 1e-9)
      judge.check(ratio.interval.lower, expected["hr_lower"][j], relative: 1e-9)
      judge.check(ratio.interval.upper, expected["hr_upper"][j], relative: 1e-9)
      for k in fit.coefficients.indices {
        let rounding = 1e-10 * se * fit.standardErrors[k]
        judge.check(fit.covariance[j][k], expected["vcov"][j][k], relative: 1e-8, absolute: rounding)
      }
    }
    judge.check(fit.logLikelihood.null, expected["loglik_null"], relative: 1e-12)
    judge.check(fit.logLikelihood.fitted, expected["loglik"], relative: 1e-12)
    coxTests(fit, expected, &judge)
    try coxDetails(reference, fit, c, &judge)
    // No score residuals, and so no check of proportional hazards, with exact ties.
    guard reference.model.ties != .exact else { return }
    let transforms: [(TimeTransform, String)] = [
      (.kaplanMeier, "zph_km"), (.identity, "zph_identity"), (.rank, "zph_rank"), (.log, "zph_log"),
    ]
    for (transform, key) in transforms where !expected[key].isAbsent {
      let check = try proportionalHazards(of: fit, transform: transform, terms: reference.terms)
      for (place, test) in (check.terms + [check.global]).enumerated() {
        judge.check(test.statistic, expected[key]["chisq"][place], relative: 1e-8, absolute: 1e-12)
        judge.check(test.degreesOfFreedom, expected[key]["df"][place], relative: 0)
        judge.check(test.p, expected[key]["p"][place], relative: 1e-7)
      }
    }
  }

  /// The three tests of all coefficients.
  ///
  /// Not compared: `wald_test[0]`, which is rounded to two decimals; `wald_test_unrounded` is it in full.
  private static func coxTests(_ fit: CoxFit, _ expected: ReferenceValue, _ judge: inout Judge) {
    let (score, ratio) = (expected["score_test"], expected["lr_test"])
    judge.check(fit.scoreTest.statistic, score[0], relative: 1e-9, absolute: 1e-14)
    judge.check(fit.scoreTest.degreesOfFreedom, score[1], relative: 0)
    judge.check(fit.scoreTest.p, score[2], relative: 1e-7)
    // Twice the difference of two likelihoods keeps their absolute accuracy.
    let rounding = 1e-13 * abs(fit.logLikelihood.null)
    judge.check(fit.likelihoodRatioTest.statistic, ratio[0], relative: 1e-9, absolute: rounding)
    judge.check(fit.likelihoodRatioTest.degreesOfFreedom, ratio[1], relative: 0)
    // Near a statistic of 0 the p-value has the accuracy of its root.
    judge.check(fit.likelihoodRatioTest.p, ratio[2], relative: 1e-7, absolute: rounding.squareRoot())
    judge.check(fit.waldTest?.statistic, expected["wald_test_unrounded"], relative: 1e-8, absolute: 1e-14)
    judge.check(fit.waldTest?.degreesOfFreedom, expected["wald_test"][1], relative: 0)
    judge.check(fit.waldTest?.p, expected["wald_test"][2], relative: 1e-7)
  }
}

/// The model of a case: its columns, the indicators of its factor, its strata, complete rows only.
struct CoxCase {
  let model: CoxModel
  /// The columns of each term: one of a number, several of a factor.
  let terms: [[Int]]
  /// Labels of the clusters, where the case has any.
  let clusters: [Int]?
  /// The name of each covariate, with the level for an indicator of a factor.
  let columns: [(name: String, level: Double?)]

  init(_ c: ReferenceCase, _ data: ReferenceData) throws {
    var names = c.input["x"].list.compactMap(\.text)
    let factor = c.input["factor"].text
    let stratum = c.input["strata"].text
    let cluster = c.input["cluster"].text
    let used = names + [factor, stratum, cluster].compactMap(\.self)
    let table = try data.table(of: c).complete(used)
    var columns = try names.map { try table.column($0) }
    var labels = names.map { (name: $0, level: Double?.none) }
    var terms = names.indices.map { [$0] }
    if let factor {
      let values = try table.groups(factor)
      let levels = Set(try table.column(factor)).sorted()
      terms.append((1..<values.count).map { columns.count + $0 - 1 })
      for level in 1..<values.count {
        names.append("\(factor) \(level)")
        labels.append((factor, levels[level]))
        columns.append(values.numbers.map { $0 == level ? 1 : 0 })
      }
    }
    let ties: [String: CoxTies] = ["efron": .efron, "breslow": .breslow, "exact": .exact]
    guard let handling = ties[c.input["ties"].text ?? ""] else { throw ReferenceFault.missing("input.ties") }
    model = CoxModel(
      data: try table.survivalTimes(),
      covariates: columns,
      names: names,
      strata: try stratum.map { try table.integers($0) },
      ties: handling
    )
    self.terms = terms
    clusters = try cluster.map { try table.integers($0) }
    self.columns = labels
  }
}
