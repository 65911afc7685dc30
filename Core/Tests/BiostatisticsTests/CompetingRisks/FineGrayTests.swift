// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Biostatistics

@Suite struct FineGrayTests {
  /// Not compared: the standard errors the references call naive, which are no model-based ones.
  ///
  /// They are a sandwich over the rows into which `finegray` cuts the subjects, each row taken for a subject.
  @Test("agrees with crr, and with finegray", arguments: try CompetingReference.cases())
  func agreesWithReference(reference: Oracle.Case) throws {
    let model = try CompetingReference(reference)
    var compared = 0
    for cause in 1...2 {
      func fit(_ censoring: FineGrayCensoring) throws -> FineGrayFit {
        try fineGrayRegression(
          model.data,
          cause: cause,
          covariates: model.covariates,
          names: model.names,
          censoring: censoring
        )
      }
      let expected = reference.expect["fine_gray_cause_\(cause)"]
      guard !expected.isAbsent else { continue }
      compared += 1
      let together = try fit(.withEvents)
      let events = try fit(.afterEvents)
      expectClose(together.logLikelihood.fitted, expected["loglik"], relative: 1e-12, "fitted")
      expectClose(together.logLikelihood.null, expected["loglik_null"], relative: 1e-12, "null")
      for j in together.coefficients.indices {
        let se = together.standardErrors[j]
        expectClose(together.coefficients[j], expected["coef"][j], relative: 1e-9, "coef")
        expectClose(se, expected["se"][j], relative: 1e-9, "se")
        for k in together.coefficients.indices {
          expectClose(
            together.covariance[j][k],
            expected["var"][j][k],
            relative: 1e-8,
            absolute: 1e-10 * se * together.standardErrors[k],
            "var"
          )
        }
        expectClose(
          events.coefficients[j],
          reference.expect["finegray_coxph_breslow_cause_\(cause)"]["coef"][j],
          relative: 1e-9,
          "finegray"
        )
      }
    }
    #expect(compared == 2)
  }

  /// R 4.2.2 on the pbc data: square roots of `crr(…)$invinf` of cmprsk 2.2-11 and of `naive.var` of `coxph` on
  /// `finegray` rows (survival 3.5-3); `predict(crr)` for treatment 1, age 50, bilirubin 2 at 1000 and 3000 days.
  @Test(
    "errors that take the weights for known, and predictions, agree with crr and finegray",
    arguments: [
      (
        cause: 1, together: [0.463094701194086, 0.0268127974719156, 0.0554530784476933],
        apart: [0.463094702566582, 0.026812804892335, 0.0554529704641104],
        predicted: [0.0130700444568448, 0.0508538535429579]
      ),
      (
        cause: 2, together: [0.186855499449545, 0.00904413273273413, 0.0131518393943595],
        apart: [0.186855538516627, 0.00904414005712611, 0.0131518319581792],
        predicted: [0.108644333720124, 0.356045040990306]
      ),
    ]
  )
  func modelErrors(cause: Int, together: [Double], apart: [Double], predicted: [Double]) throws {
    let model = try CompetingReference(try #require(CompetingReference.cases().first { $0.id == "cr-pbc" }))
    for (censoring, expected) in [(FineGrayCensoring.withEvents, together), (.afterEvents, apart)] {
      let fit = try fineGrayRegression(
        model.data,
        cause: cause,
        covariates: model.covariates,
        names: model.names,
        censoring: censoring
      )
      for j in expected.indices {
        expectClose(fit.modelCovariance[j][j].squareRoot(), expected[j], relative: 1e-9)
      }
      guard censoring == .withEvents else { continue }
      for (time, value) in zip([1000.0, 3000], predicted) {
        expectClose(fit.incidence(at: time, covariates: [1, 50, 2]), value, relative: 1e-10)
      }
    }
  }

  @Test("cause-specific hazards agree with coxph", arguments: try CompetingReference.cases())
  func causeSpecific(reference: Oracle.Case) throws {
    let model = try CompetingReference(reference)
    for cause in 1...2 {
      let fit = try coxRegression(
        model.data.causeSpecific(cause),
        covariates: model.covariates,
        names: model.names,
        ties: .efron
      )
      let expected = reference.expect["cause_specific_cox_cause_\(cause)"]
      for j in fit.coefficients.indices {
        expectClose(fit.coefficients[j], expected["coef"][j], relative: 1e-9, "coef")
        expectClose(fit.standardErrors[j], expected["se"][j], relative: 1e-9, "se")
      }
    }
  }

  @Test("without other events it is Cox regression, and its sandwich variance the robust one")
  func withoutOthers() throws {
    let table = try ReferenceTable("data/veteran.csv")
    let data = try table.survivalTimes()
    let columns = try ["trt", "karno"].map { try table.column($0) }
    let competing = CompetingTimes(
      times: data.times,
      causes: data.events.map { $0 ? 1 : 0 },
      causeCount: 2
    )
    let cox = try coxRegression(data, covariates: columns, names: ["trt", "karno"], ties: .breslow)
    let robust = try cox.robust()
    for censoring in FineGrayCensoring.allCases {
      let fit = try fineGrayRegression(
        competing,
        cause: 1,
        covariates: columns,
        names: ["trt", "karno"],
        censoring: censoring
      )
      for j in 0..<2 {
        expectClose(fit.coefficients[j], cox.coefficients[j], relative: 1e-12)
        expectClose(fit.modelCovariance[j][j], cox.covariance[j][j], relative: 1e-11)
        expectClose(fit.covariance[j][j], robust.covariance[j][j], relative: 1e-11)
      }
      expectClose(
        fit.incidence(at: 100, covariates: [1, 60]),
        1
          - (try #require(
            try CoxPrediction(cox).survival(
              at: 100,
              covariates: [1, 60],
              transform: .log,
              level: 0.95
            )
          ).estimate),
        relative: 1e-11
      )
    }
  }

  @Test("permuting subjects changes no bit, and units scale a coefficient only")
  func permuting() throws {
    let model = try CompetingReference(try #require(CompetingReference.cases().first { $0.id == "cr-mgus2" }))
    func fit(_ rows: [Int], scale: Double = 1) throws -> FineGrayFit {
      try fineGrayRegression(
        model.data.subset(rows),
        cause: 1,
        covariates: model.covariates.map { column in rows.map { column[$0] * scale } },
        names: model.names,
        censoring: .withEvents
      )
    }
    var rows = Array(0..<model.data.count)
    let plain = try fit(rows)
    var stream = RandomStream(seed: 3, position: 0)
    stream.shuffle(&rows)
    let permuted = try fit(rows)
    #expect(permuted.coefficients == plain.coefficients)
    #expect(permuted.covariance == plain.covariance)
    let scaled = try fit(rows, scale: 1024)
    expectClose(scaled.coefficients[0] * 1024, plain.coefficients[0], relative: 1e-11)
  }

  @Test("refuses what it cannot answer, by name")
  func refusals() {
    let data = CompetingTimes(times: [1, 2, 3, 4, 5], causes: [1, 2, 0, 1, 0], causeCount: 3)
    func refusal(_ covariate: [Double], cause: Int = 1) -> CoxError? {
      do throws(CoxError) {
        _ = try fineGrayRegression(
          data,
          cause: cause,
          covariates: [covariate],
          names: ["x"],
          censoring: .withEvents
        )
        return nil
      } catch {
        return error
      }
    }
    #expect(refusal([0, 1, 0, 1, 0], cause: 3) == .noEvents)
    #expect(refusal([0, 1, 0, .nan, 0]) == .notFinite(covariate: "x"))
    #expect(refusal([2, 2, 2, 2, 2]) == .undetermined(covariate: "x"))
    #expect(refusal([1, 0, 0, 1, 0]) == .monotone(covariate: "x"))
  }
}
