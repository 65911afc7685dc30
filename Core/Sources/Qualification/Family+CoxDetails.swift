// SPDX-License-Identifier: Apache-2.0

import Biostatistics

extension Family {
  /// residuals(coxph), robust = TRUE and cluster, concordance, basehaz and survfit(coxph) of R's survival.
  static func coxDetails(
    _ reference: CoxCase,
    _ fit: CoxFit,
    _ c: ReferenceCase,
    _ judge: inout Judge
  ) throws {
    judge.check(fit.akaike, c.expect["aic"], relative: 1e-12)
    judge.check(fit.bayesian, c.expect["bic"], relative: 1e-12)
    // Where the likelihood is monotone only its limit means something: R stops at a large coefficient, and nothing that
    // depends on it is computed here.
    guard !fit.isMonotone else { return }
    try concordance(fit, c.expect, &judge)
    try residuals(fit, c.expect, &judge)
    if !c.expect["robust_se"].isAbsent { try robust(fit, reference.clusters, c.expect, &judge) }
    // Baseline hazards have no references with exact ties.
    if fit.model.ties != .exact { try prediction(reference, fit, c, &judge) }
  }

  private static func concordance(_ fit: CoxFit, _ expected: ReferenceValue, _ judge: inout Judge) throws {
    let concordance = try fit.concordance()
    judge.check(concordance.value, expected["concordance"], relative: 1e-12)
    judge.check(concordance.standardError, expected["concordance_se"], relative: 1e-10)
  }

  private static func residuals(_ fit: CoxFit, _ expected: ReferenceValue, _ judge: inout Judge) throws {
    let residuals = try CoxResiduals(fit)
    let (martingale, deviance) = (residuals.martingale, residuals.deviance)
    for (place, value) in expected["martingale_head"].list.enumerated() {
      judge.check(element(martingale, place), value, relative: 1e-8, absolute: 1e-10)
    }
    let squares = martingale.reduce(0) { $0 + $1 * $1 }
    judge.check(squares, expected["martingale_sumsq"], relative: 1e-9)
    for (place, value) in expected["deviance_residual_head"].list.enumerated() {
      judge.check(element(deviance, place), value, relative: 1e-8, absolute: 1e-9)
    }
    // With exact ties there are no score residuals, here and in R.
    guard let score = residuals.score, fit.model.ties != .exact else { return }
    let schoenfeld = try residuals.schoenfeld(scaled: false)
    let products = expected["score_residual_crossprod"]
    // A residual near 0 is known to a fraction of the size of its column.
    let size = score.indices.map { (products[$0][$0].number ?? 0).squareRoot() }
    for j in score.indices {
      let first = expected["score_residual_first"][j]
      judge.check(score[j].first, first, relative: 1e-8, absolute: 1e-10 * size[j])
      for k in score.indices {
        let product = zip(score[j], score[k]).reduce(0) { $0 + $1.0 * $1.1 }
        judge.check(product, products[j][k], relative: 1e-8, absolute: 1e-10 * size[j] * size[k])
      }
      let sum = schoenfeld.reduce(0) { $0 + $1.values[j] * $1.values[j] }
      judge.check(sum, expected["schoenfeld_sumsq"][j], relative: 1e-9)
    }
  }

  private static func robust(
    _ fit: CoxFit,
    _ clusters: [Int]?,
    _ expected: ReferenceValue,
    _ judge: inout Judge
  ) throws {
    let robust = try fit.robust(clusters: clusters)
    let errors = robust.standardErrors
    for j in errors.indices {
      judge.check(errors[j], expected["robust_se"][j], relative: 1e-9)
      for k in errors.indices {
        let rounding = 1e-9 * errors[j] * errors[k]
        let value = expected["robust_vcov"][j][k]
        judge.check(robust.covariance[j][k], value, relative: 1e-8, absolute: rounding)
      }
    }
    judge.check(robust.waldTest.statistic, expected["robust_wald"], relative: 1e-8, absolute: 1e-14)
    // R gives the statistic of a single covariate as a matrix.
    let score = expected["robust_score"]
    let value = score.list.isEmpty ? score : score[0][0]
    judge.check(robust.scoreTest.statistic, value, relative: 1e-8, absolute: 1e-14)
  }

  private static func prediction(
    _ reference: CoxCase,
    _ fit: CoxFit,
    _ c: ReferenceCase,
    _ judge: inout Judge
  ) throws {
    let prediction = try CoxPrediction(fit)
    let baseline = c.expect["baseline_cumhaz"]
    let zero = fit.coefficients.map { _ in 0.0 }
    for (place, time) in baseline["time"].numbers.enumerated() {
      // Strata are named as in "sex=1"; without strata there is one, 0.
      let label = baseline["stratum"][place].text.flatMap { Int($0.split(separator: "=").last ?? "") } ?? 0
      let hazard = prediction.cumulativeHazard(at: time, covariates: zero, stratum: label)?.hazard
      judge.check(hazard, baseline["hazard"][place], relative: 1e-8)
    }
    let predicted = c.expect["predicted"]
    guard !predicted.isAbsent else { return }
    let subject = predicted["newdata"]
    let values = try reference.columns.map { column -> Double in
      let value = try subject[column.name].required()
      return column.level.map { $0 == value ? 1 : 0 } ?? value
    }
    let stratum = try c.input["strata"].text.map { try subject[$0].integer() } ?? 0
    for (place, time) in predicted["time"].numbers.enumerated() {
      let error = prediction.cumulativeHazard(at: time, covariates: values, stratum: stratum)?.standardError
      judge.check(error, predicted["se_cumhaz"][place], relative: 1e-8)
      let survival = prediction.survival(
        at: time,
        covariates: values,
        stratum: stratum,
        transform: .log,
        level: 0.95
      )
      judge.check(survival?.estimate, predicted["surv"][place], relative: 1e-8)
    }
  }

  private static func element(_ values: [Double], _ place: Int) -> Double? {
    values.indices.contains(place) ? values[place] : nil
  }
}
