// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Biostatistics

@Suite struct CoxProfileTests {
  /// As in `CoxTests.byHand`: ℓ(β) = β − log(2θ + 1) − log(1 + θ) with θ = exp β, worked out at the limits.
  @Test("the likelihood at both ends lies half a chi-square quantile below its maximum")
  func byHand() throws {
    let fit = try coxRegression(
      SurvivalTimes(times: [3, 1, 2], events: [true, true, true]),
      covariates: [[1, 1, 0]],
      names: ["x"],
      ties: .efron
    )
    func logLikelihood(_ beta: Double) -> Double {
      beta - log(2 * exp(beta) + 1) - log(1 + exp(beta))
    }
    let interval = try fit.profileInterval(0, level: 0.95)
    for end in [interval.lower, interval.upper] {
      let fall = 2 * (fit.logLikelihood.fitted - logLikelihood(end))
      // The 0.95 quantile of chi-square with one degree of freedom.
      expectClose(fall, 3.841458820694124, relative: 1e-12)
    }
    #expect(interval.contains(fit.coefficients[0]))
  }

  /// Roots of 2 (ℓ̂ − ℓ(b)) = χ² by `uniroot` in R 4.2.2, with `coxph(… + offset(b * x), eps = 1e-14)` of survival 3.5-3.
  @Test(
    "agrees with a search over coxph with an offset",
    arguments: [
      ("veteran", "trt,karno,age", 0, CoxTies.efron, -0.175107335737317, 0.553810162106617),
      ("veteran", "trt,karno,age", 1, .efron, -0.0447288642122614, -0.0241903416038208),
      ("veteran", "trt,karno,age", 2, .efron, -0.0215483967996835, 0.0145231619360239),
      ("ovarian", "age,rx,resid_ds", 0, .breslow, 0.0481570067752249, 0.238119215539073),
      ("ovarian", "age,rx,resid_ds", 1, .breslow, -2.14958660128198, 0.428882244429949),
      ("ovarian", "age,rx,resid_ds", 2, .breslow, -0.743879008201571, 2.33144346326613),
      ("heart", "age,surgery,transplant", 0, .efron, 0.00447443037425926, 0.0589872444086597),
      ("heart", "age,surgery,transplant", 1, .efron, -1.54745919763496, -0.120954943052372),
      ("heart", "age,surgery,transplant", 2, .efron, -0.579683455186943, 0.632670835620046),
    ]
  )
  func agreesWithOffset(
    data: String,
    covariates: String,
    term: Int,
    ties: CoxTies,
    lower: Double,
    upper: Double
  ) throws {
    let table = try ReferenceTable("data/\(data).csv")
    let names = covariates.split(separator: ",").map(String.init)
    let fit = try coxRegression(
      table.survivalTimes(),
      covariates: names.map { try table.column($0) },
      names: names,
      ties: ties
    )
    let interval = try fit.profileInterval(term, level: 0.95)
    let se = fit.standardErrors[term]
    expectClose(interval.lower, lower, relative: 1e-9, absolute: 1e-10 * se)
    expectClose(interval.upper, upper, relative: 1e-9, absolute: 1e-10 * se)
  }

  @Test("a monotone coefficient still has one end", arguments: CoxTies.allCases)
  func monotone(ties: CoxTies) throws {
    let table = try ReferenceTable("data/tiny_noevents_arm.csv")
    let data = try table.survivalTimes()
    let x = try table.column("x")
    let fit = try coxRegression(data, covariates: [x], names: ["x"], ties: ties)
    let interval = try fit.profileInterval(0, level: 0.95)
    #expect(interval.lower == -.infinity)
    #expect(interval.upper.isFinite)
    var likelihood = CoxLikelihood(fit.model)
    let scale = likelihood.scales[0]
    let end = likelihood.evaluate(at: [interval.upper * scale]).logLikelihood
    expectClose(2 * (fit.logLikelihood.fitted - end), 3.841458820694124, relative: 1e-9)
    let turned = try coxRegression(data, covariates: [x.map { -$0 }], names: ["x"], ties: ties)
    let other = try turned.profileInterval(0, level: 0.95)
    #expect(other.upper == .infinity)
    expectClose(other.lower, -interval.upper, relative: 1e-11)
  }
}

@Suite struct FirthTests {
  /// One dies at 1 with x = 1, one is censored later with x = 0.
  ///
  ///     ℓ + ½ log I = (3/2) β − 2 log(1 + θ), θ = exp β        maximum at θ = 3
  ///     I = θ/(1 + θ)² = 3/16
  @Test("matches two subjects worked by hand", arguments: [CoxTies.efron, .breslow])
  func byHand(ties: CoxTies) throws {
    let model = CoxModel(
      data: SurvivalTimes(times: [2, 1], events: [false, true]),
      covariates: [[0, 10]],
      names: ["x"],
      ties: ties
    )
    let fit = try model.firthFit()
    expectClose(fit.coefficients[0], log(3.0) / 10, relative: 1e-12)
    expectClose(fit.covariance[0][0], 16.0 / 300, relative: 1e-11)
    // The information in units of x is 100 times that per 10 units.
    expectClose(fit.penalizedLogLikelihood.fitted, 1.5 * log(3.0) - 2 * log(4.0) + log(10.0), relative: 1e-12)
    let fall = 2 * ((1.5 * log(3.0) - 2 * log(4.0)) - (-2 * log(2.0)))
    expectClose(fit.likelihoodRatioTest.statistic ?? .nan, fall, relative: 1e-12)
    expectClose(try fit.likelihoodRatioTest(of: 0).statistic ?? .nan, fall, relative: 1e-12)
    let interval = try fit.profileInterval(0, level: 0.95)
    for end in [interval.lower, interval.upper] {
      let value = 15 * end - 2 * log(1 + exp(10 * end))
      expectClose(2 * ((1.5 * log(3.0) - 2 * log(4.0)) - value), 3.841458820694124, relative: 1e-11)
    }
  }

  /// The information comes from the likelihood without a penalty, whose derivatives are other code.
  @Test(
    "stands where the penalized likelihood is flat",
    arguments: ["tiny_noevents_arm", "ovarian", "veteran", "heart"],
    [CoxTies.efron, .breslow]
  )
  func isFlat(name: String, ties: CoxTies) throws {
    let names =
      [
        "tiny_noevents_arm": ["x"], "ovarian": ["age", "rx", "resid_ds"],
        "veteran": ["trt", "karno", "prior"], "heart": ["age", "surgery", "transplant"],
      ][name] ?? []
    let table = try ReferenceTable("data/\(name).csv")
    let model = CoxModel(
      data: try table.survivalTimes(),
      covariates: try names.map { try table.column($0) },
      names: names,
      ties: ties
    )
    let fit = try model.firthFit()
    var likelihood = CoxLikelihood(model)
    let scales = likelihood.scales
    func penalized(_ beta: [Double]) -> Double {
      let value = likelihood.evaluate(at: zip(beta, scales).map { $0 * $1 })
      return value.logLikelihood + Cholesky(value.information, tolerance: 0).logDeterminant / 2
    }
    let top = penalized(fit.coefficients)
    for term in names.indices {
      let step = 1e-3 * fit.standardErrors[term]
      var (up, down) = (fit.coefficients, fit.coefficients)
      up[term] += step
      down[term] -= step
      // The slope in standard errors, of which the second difference is about −1.
      let slope = (penalized(up) - penalized(down)) / 2e-3
      #expect(abs(slope) < 1e-6)
      #expect(penalized(up) < top && penalized(down) < top)
      let interval = try fit.profileInterval(term, level: 0.95)
      #expect(interval.lower < fit.coefficients[term] && fit.coefficients[term] < interval.upper)
      #expect(interval.lower.isFinite && interval.upper.isFinite)
    }
  }

  @Test("many subjects make the penalty negligible")
  func large() throws {
    let table = try ReferenceTable("data/rotterdam.csv")
    let names = ["age", "nodes"]
    let model = CoxModel(
      data: try table.survivalTimes(),
      covariates: try names.map { try table.column($0) },
      names: names,
      ties: .efron
    )
    let (plain, firth) = (try model.fit(), try model.firthFit())
    for term in names.indices {
      let shift = abs(plain.coefficients[term] - firth.coefficients[term])
      #expect(shift < 0.05 * plain.standardErrors[term])
      expectClose(firth.standardErrors[term], plain.standardErrors[term], relative: 1e-3)
    }
  }

  @Test("refuses exact ties and what nothing can be learned of")
  func refusals() {
    let data = SurvivalTimes(times: [1, 2, 3, 4], events: [true, true, false, true])
    func refusal(_ covariate: [Double], _ ties: CoxTies) -> CoxError? {
      do throws(CoxError) {
        _ = try CoxModel(data: data, covariates: [covariate], names: ["x"], ties: ties).firthFit()
        return nil
      } catch {
        return error
      }
    }
    #expect(refusal([1, 0, 1, 0], .exact) == .exactTies)
    #expect(refusal([2, 2, 2, 2], .efron) == .undetermined(covariate: "x"))
    #expect(refusal([2, .infinity, 2, 2], .efron) == .notFinite(covariate: "x"))
  }
}
