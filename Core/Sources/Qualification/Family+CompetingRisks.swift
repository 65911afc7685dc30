// SPDX-License-Identifier: Apache-2.0

import Biostatistics

extension Family {
  /// cuminc and crr of R's cmprsk; survfit, finegray and coxph of its survival.
  static func competingRisks(_ c: ReferenceCase, _ data: ReferenceData, _ judge: inout Judge) throws {
    let model = try CompetingModel(c, data)
    incidences(model, c.expect, &judge)
    for expected in c.expect["gray"].list {
      let cause = try model.cause(expected["cause"])
      let test = grayTest(model.data, groups: model.groups, groupCount: model.groupCount, cause: cause).test
      judge.check(test.statistic, expected["chisq"], relative: 1e-11)
      judge.check(test.degreesOfFreedom, expected["df"], relative: 0)
      judge.check(test.p, expected["p"], relative: 1e-11)
    }
    for cause in 1...CompetingModel.causeCount {
      try fineGray(model, cause, c.expect, &judge)
      try causeSpecific(model, cause, c.expect["cause_specific_cox_cause_\(cause)"], &judge)
    }
  }

  /// Cumulative incidence with the variances of both packages.
  private static func incidences(_ model: CompetingModel, _ expect: ReferenceValue, _ judge: inout Judge) {
    let curves = model.data.split(by: model.groups, groupCount: model.groupCount)
      .map { CumulativeIncidence($0) }
    let (aalen, states) = (expect["aalen_johansen"].list, expect["survfit_multistate"].list)
    guard aalen.count == CompetingModel.causeCount * curves.count, states.count == curves.count else {
      return judge.fail("aalen_johansen, survfit_multistate: not one curve per group and cause")
    }
    // Curves stand by cause, groups within.
    for (number, expected) in aalen.enumerated() {
      let curve = curves[number % curves.count]
      let cause = number / curves.count + 1
      for (place, time) in expected["times"].numbers.enumerated() {
        // cuminc says nothing beyond the last time; here the last value is carried on there.
        let isKnown = time <= curve.lastTime ?? 0
        let error = curve.standardError(of: cause, at: time, variance: .aalen)
        judge.check(
          isKnown ? curve.incidence(of: cause, at: time) : nil,
          expected["est"][place],
          relative: 1e-12
        )
        judge.check(isKnown ? error * error : nil, expected["var"][place], relative: 1e-12)
      }
    }
    for (curve, expected) in zip(curves, states) {
      for (place, time) in expected["times"].numbers.enumerated() {
        judge.check(curve.atRisk(at: time), expected["n_risk"][place])
        for cause in 1...CompetingModel.causeCount {
          let state = expected["pstate"][place][cause - 1]
          judge.check(curve.incidence(of: cause, at: time), state, relative: 1e-12)
          let error = curve.standardError(of: cause, at: time, variance: .jackknife)
          let jackknife = expected["se_infinitesimal_jackknife"][place][cause - 1]
          judge.check(error, jackknife, relative: 1e-11)
        }
      }
    }
  }

  /// Fine–Gray regression as crr weights it, with the variance, and as finegray does.
  ///
  /// Not compared: `naive_se` of finegray. It is no model-based error but a sandwich over the rows into which finegray
  /// cuts the subjects, each row taken for a subject.
  private static func fineGray(
    _ model: CompetingModel,
    _ cause: Int,
    _ expect: ReferenceValue,
    _ judge: inout Judge
  ) throws {
    func fit(_ censoring: FineGrayCensoring) throws -> FineGrayFit {
      try fineGrayRegression(
        model.data,
        cause: cause,
        covariates: model.covariates,
        names: model.names,
        censoring: censoring
      )
    }
    let expected = expect["fine_gray_cause_\(cause)"]
    // The two weigh differently where events and censorings are tied.
    let (together, events) = (try fit(.withEvents), try fit(.afterEvents))
    judge.check(together.logLikelihood.fitted, expected["loglik"], relative: 1e-12)
    judge.check(together.logLikelihood.null, expected["loglik_null"], relative: 1e-12)
    for j in together.coefficients.indices {
      let se = together.standardErrors[j]
      judge.check(together.coefficients[j], expected["coef"][j], relative: 1e-9)
      judge.check(se, expected["se"][j], relative: 1e-9)
      for k in together.coefficients.indices {
        let rounding = 1e-10 * se * together.standardErrors[k]
        judge.check(together.covariance[j][k], expected["var"][j][k], relative: 1e-8, absolute: rounding)
      }
      let finegray = expect["finegray_coxph_breslow_cause_\(cause)"]["coef"][j]
      judge.check(events.coefficients[j], finegray, relative: 1e-9)
    }
  }

  private static func causeSpecific(
    _ model: CompetingModel,
    _ cause: Int,
    _ expected: ReferenceValue,
    _ judge: inout Judge
  ) throws {
    let fit = try coxRegression(
      model.data.causeSpecific(cause),
      covariates: model.covariates,
      names: model.names,
      ties: .efron
    )
    for j in fit.coefficients.indices {
      judge.check(fit.coefficients[j], expected["coef"][j], relative: 1e-9)
      judge.check(fit.standardErrors[j], expected["se"][j], relative: 1e-9)
    }
  }
}

/// The data of a case: complete rows of the columns it uses.
private struct CompetingModel {
  static let causeCount = 2

  let data: CompetingTimes
  let groups: [Int]
  let groupCount: Int
  let names: [String]
  let covariates: [[Double]]

  init(_ c: ReferenceCase, _ files: ReferenceData) throws {
    guard let time = c.input["time"].text, let event = c.input["event"].text else {
      throw ReferenceFault.missing("input.time, input.event")
    }
    let group = c.input["group"].text
    names = c.input["x"].list.compactMap(\.text)
    let table = try files.table(of: c).complete(names + [group].compactMap(\.self))
    let causes = try table.integers(event)
    guard causes.allSatisfy({ (0...Self.causeCount).contains($0) }) else {
      throw ReferenceFault.noData(event)
    }
    data = CompetingTimes(
      times: try table.times(time),
      causes: causes,
      causeCount: Self.causeCount
    )
    let values = try group.map { try table.groups($0) }
    groups = values?.numbers ?? [Int](repeating: 0, count: data.count)
    groupCount = values?.count ?? 1
    covariates = try names.map { try table.column($0) }
  }

  func cause(_ value: ReferenceValue) throws -> Int {
    let cause = try value.integer()
    guard (1...Self.causeCount).contains(cause) else { throw ReferenceFault.missing(value.path) }
    return cause
  }
}
