// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Biostatistics

@Suite struct CoxResidualTests {
  @Test("residuals agree with coxph", arguments: try Oracle("survival_cox").cases)
  func residuals(reference: Oracle.Case) throws {
    let fit = try CoxReference(reference).model.fit()
    guard !fit.isMonotone else {
      #expect(throws: CoxError.monotone(covariate: fit.names[0])) { try CoxResiduals(fit) }
      return
    }
    let residuals = try CoxResiduals(fit)
    let expected = reference.expect
    for (place, value) in expected["martingale_head"].list.enumerated() {
      expectClose(residuals.martingale[place], value, relative: 1e-8, absolute: 1e-10, "martingale")
    }
    let squares = residuals.martingale.reduce(0) { $0 + $1 * $1 }
    expectClose(squares, expected["martingale_sumsq"], relative: 1e-9, "martingale")
    for (place, value) in expected["deviance_residual_head"].list.enumerated() {
      expectClose(residuals.deviance[place], value, relative: 1e-8, absolute: 1e-9, "deviance")
    }
    guard fit.model.ties != .exact else {
      #expect(residuals.score == nil)
      #expect(throws: CoxError.exactTies) { try residuals.schoenfeld(scaled: false) }
      return
    }
    #expect(abs(residuals.martingale.reduce(0, +)) < 1e-10 * Double(fit.subjects))
    let score = try #require(residuals.score)
    let schoenfeld = try residuals.schoenfeld(scaled: false)
    for j in score.indices {
      let size = (0..<score.count).map { k in expected["score_residual_crossprod"][k][k].number ?? 0 }
      expectClose(
        score[j][0],
        expected["score_residual_first"][j],
        relative: 1e-8,
        absolute: 1e-10 * size[j].squareRoot(),
        "score"
      )
      for k in score.indices {
        expectClose(
          zip(score[j], score[k]).reduce(0) { $0 + $1.0 * $1.1 },
          expected["score_residual_crossprod"][j][k],
          relative: 1e-8,
          absolute: 1e-10 * (size[j] * size[k]).squareRoot(),
          "score crossproduct"
        )
      }
      let sum = schoenfeld.reduce(0) { $0 + $1.values[j] * $1.values[j] }
      expectClose(sum, expected["schoenfeld_sumsq"][j], relative: 1e-9, "Schoenfeld")
    }
  }

  @Test(
    "robust variances agree with coxph",
    arguments: try Oracle("survival_cox").cases.filter { !$0.expect["robust_se"].isAbsent }
  )
  func robust(reference: Oracle.Case) throws {
    let model = try CoxReference(reference)
    let fit = try model.model.fit()
    guard !fit.isMonotone else {
      #expect(throws: CoxError.monotone(covariate: fit.names[0])) { try fit.robust() }
      return
    }
    let robust = try fit.robust(clusters: model.clusters)
    let expected = reference.expect
    for j in robust.covariance.indices {
      expectClose(robust.standardErrors[j], expected["robust_se"][j], relative: 1e-9, "se")
      for k in robust.covariance.indices {
        expectClose(
          robust.covariance[j][k],
          expected["robust_vcov"][j][k],
          relative: 1e-8,
          absolute: 1e-9 * robust.standardErrors[j] * robust.standardErrors[k],
          "vcov"
        )
      }
    }
    expectClose(
      robust.waldTest.statistic,
      expected["robust_wald"],
      relative: 1e-8,
      absolute: 1e-14,
      missing: "wald"
    )
    let score = expected["robust_score"]
    expectClose(
      robust.scoreTest.statistic,
      score.list.isEmpty ? score : score[0][0],
      relative: 1e-8,
      absolute: 1e-14,
      missing: "score"
    )
  }

  @Test("concordance and information criteria agree with coxph", arguments: try Oracle("survival_cox").cases)
  func concordance(reference: Oracle.Case) throws {
    let fit = try CoxReference(reference).model.fit()
    guard !fit.isMonotone else {
      #expect(throws: CoxError.monotone(covariate: fit.names[0])) { try fit.concordance() }
      return
    }
    let concordance = try fit.concordance()
    expectClose(concordance.value, reference.expect["concordance"], relative: 1e-12, "concordance")
    // In `cox-tiny_half-exact` the coefficient is 0, which R misses by 2e-18: that orders subjects who are all alike.
    let isNoise = fit.coefficients.allSatisfy { $0.magnitude < 1e-15 }
    let error = isNoise ? Oracle.Value.number(0) : reference.expect["concordance_se"]
    expectClose(concordance.standardError, error, relative: 1e-10, "se")
    expectClose(fit.akaike, reference.expect["aic"], relative: 1e-12, "AIC")
    expectClose(fit.bayesian, reference.expect["bic"], relative: 1e-12, "BIC")
  }

  @Test(
    "baseline hazards and predictions agree with coxph",
    arguments: try Oracle("survival_cox").cases.filter { $0.input["ties"].text != "exact" }
  )
  func prediction(reference: Oracle.Case) throws {
    let model = try CoxReference(reference)
    let fit = try model.model.fit()
    guard !fit.isMonotone else {
      #expect(throws: CoxError.monotone(covariate: fit.names[0])) { try CoxPrediction(fit) }
      return
    }
    let prediction = try CoxPrediction(fit)
    let baseline = reference.expect["baseline_cumhaz"]
    let zero = fit.coefficients.map { _ in 0.0 }
    for (place, time) in baseline["time"].numbers.enumerated() {
      let label = baseline["stratum"][place].text.flatMap { Int($0.split(separator: "=").last ?? "") } ?? 0
      let hazard = prediction.cumulativeHazard(at: time, covariates: zero, stratum: label)
      expectClose(hazard?.hazard, baseline["hazard"][place], relative: 1e-8, missing: "baseline \(time)")
    }
    let predicted = reference.expect["predicted"]
    let data = predicted["newdata"]
    let values = model.columns.map { column -> Double in
      let value = data[column.name].number ?? .nan
      return column.level.map { $0 == value ? 1 : 0 } ?? value
    }
    let stratum = reference.input["strata"].text.flatMap { data[$0].number }.map { Int($0) } ?? 0
    for (place, time) in predicted["time"].numbers.enumerated() {
      let (hazard, error) = try #require(
        prediction.cumulativeHazard(at: time, covariates: values, stratum: stratum)
      )
      expectClose(error, predicted["se_cumhaz"][place], relative: 1e-8, "se at \(time)")
      let survival = prediction.survival(
        at: time,
        covariates: values,
        stratum: stratum,
        transform: .log,
        level: 0.95
      )
      expectClose(survival?.estimate, predicted["surv"][place], relative: 1e-8, missing: "survival \(hazard)")
    }
  }

  @Test("scaled Schoenfeld residuals lie about the coefficients, and leaving-out sums to the robust variance")
  func scaled() throws {
    let cases = try Oracle("survival_cox").cases
    for id in ["cox-lung-3-efron", "cox-heart-strat-breslow"] {
      let fit = try CoxReference(try #require(cases.first { $0.id == id })).model.fit()
      let residuals = try CoxResiduals(fit)
      let plain = try residuals.schoenfeld(scaled: false)
      let scaled = try residuals.schoenfeld(scaled: true)
      #expect(plain.count == fit.events)
      let dfbeta = try #require(residuals.dfbeta)
      let robust = try fit.robust()
      for j in fit.coefficients.indices {
        let mean = scaled.reduce(0) { $0 + $1.values[j] } / Double(fit.events)
        expectClose(mean, fit.coefficients[j], relative: 1e-9, absolute: 1e-9 * fit.standardErrors[j])
        // By definition: events times the covariance times the residual, plus the coefficient.
        let row = zip(fit.covariance[j], plain[3].values).reduce(0) { $0 + $1.0 * $1.1 }
        expectClose(scaled[3].values[j], fit.coefficients[j] + Double(fit.events) * row, relative: 1e-12)
        let sum = dfbeta[j].reduce(0) { $0 + $1 * $1 }
        expectClose(sum, robust.covariance[j][j], relative: 1e-11)
      }
      #expect(plain.allSatisfy { fit.model.data.events[$0.row] && fit.model.data.times[$0.row] == $0.time })
    }
  }
}
