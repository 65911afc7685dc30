// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Biostatistics

@Suite struct CoxTests {
  /// Three subjects, worked by hand: x = 1 dies at 1, x = 0 dies at 2, x = 1 dies at 3.
  ///
  ///     L(β) = θ/(2θ + 1) · 1/(1 + θ)        with θ = exp β
  ///     d log L / dβ = 0  ⇔  2θ² = 1        so β̂ = −½ log 2
  ///     I(β̂) = 2θ/(2θ + 1)² + θ/(1 + θ)² = 6√2 − 8 = 0.4852813742…
  @Test("matches three subjects worked by hand", arguments: CoxTies.allCases)
  func byHand(ties: CoxTies) throws {
    let fit = try coxRegression(
      SurvivalTimes(times: [3, 1, 2], events: [true, true, true]),
      covariates: [[1, 1, 0]],
      names: ["x"],
      ties: ties
    )
    expectClose(fit.coefficients[0], -0.34657359027997264, relative: 1e-12)
    expectClose(fit.covariance[0][0], 1 / (6 * 2.0.squareRoot() - 8), relative: 1e-11)
    #expect(fit.events == 3)
    #expect(!fit.isMonotone)
  }

  /// A quarter of 20,000 subjects in one arm, with many ties: the log likelihood is a sum of 36,000 terms.
  ///
  /// Expected: coxph of R survival 3.5-3, Efron ties, eps = 1e-12, of the same subjects.
  @Test("settles in few steps in a large sample")
  func largeSample() throws {
    var (times, events, arms) = ([Double](), [Bool](), [Double]())
    for subject in 0..<20_000 {
      let isTreated = subject.isMultiple(of: 4)
      let place = subject * 7919 % 50_021
      times.append(Double(1 + (isTreated ? 1300 : 1000) * place / (60_000 - place)))
      events.append(!subject.isMultiple(of: 11))
      arms.append(isTreated ? 1 : 0)
    }
    let fit = try coxRegression(
      SurvivalTimes(times: times, events: events),
      covariates: [arms],
      names: ["arm"],
      ties: .efron
    )
    expectClose(fit.coefficients[0], -0.306216757699673, relative: 1e-11)
    expectClose(fit.standardErrors[0], 0.0177035375508733, relative: 1e-11)
    expectClose(fit.logLikelihood.fitted, -161725.413452845, relative: 1e-12)
    #expect(fit.iterations <= 6)
  }

  @Test("agrees with coxph", arguments: try Oracle("survival_cox").cases)
  func agreesWithCoxph(reference: Oracle.Case) throws {
    let model = try CoxReference(reference).model
    let fit = try model.fit()
    let expected = reference.expect
    #expect(fit.subjects == (try expected["n"].int))
    #expect(fit.events == (try expected["events"].int))
    let size = fit.coefficients.count
    for j in 0..<size {
      // A coefficient near 0 is known to a fraction of its standard error, not of itself.
      let se = fit.standardErrors[j]
      expectClose(fit.coefficients[j], expected["coef"][j], relative: 1e-9, absolute: 1e-10 * se, "coef")
      expectClose(se, expected["se"][j], relative: 1e-9, "se")
      expectClose(
        fit.waldTest(of: j)?.p,
        expected["p"][j],
        relative: 1e-7,
        missing: "p"
      )
      let ratio = fit.hazardRatio(j, level: 0.95)
      expectClose(ratio.estimate, expected["hr"][j], relative: 1e-9, "hr")
      expectClose(ratio.interval.lower, expected["hr_lower"][j], relative: 1e-9, "hr lower")
      expectClose(ratio.interval.upper, expected["hr_upper"][j], relative: 1e-9, "hr upper")
      for k in 0..<size {
        expectClose(
          fit.covariance[j][k],
          expected["vcov"][j][k],
          relative: 1e-8,
          absolute: 1e-10 * se * fit.standardErrors[k],
          "vcov"
        )
      }
    }
    expectClose(fit.logLikelihood.null, expected["loglik_null"], relative: 1e-12, "null")
    expectClose(fit.logLikelihood.fitted, expected["loglik"], relative: 1e-12, "fitted")
    expectClose(
      fit.scoreTest.statistic,
      expected["score_test"][0],
      relative: 1e-9,
      absolute: 1e-14,
      missing: "score"
    )
    expectClose(fit.scoreTest.p, expected["score_test"][2], relative: 1e-7, "score p")
    // Twice the difference of two likelihoods keeps their absolute accuracy.
    let rounding = 1e-13 * abs(fit.logLikelihood.null)
    expectClose(
      fit.likelihoodRatioTest.statistic,
      expected["lr_test"][0],
      relative: 1e-9,
      absolute: rounding,
      missing: "lr"
    )
    expectClose(
      fit.waldTest?.statistic,
      expected["wald_test_unrounded"],
      relative: 1e-8,
      absolute: 1e-14,
      missing: "wald"
    )
  }

  @Test(
    "agrees with cox.zph",
    arguments: try Oracle("survival_cox").cases.filter { $0.input["ties"].text != "exact" }
  )
  func agreesWithZph(reference: Oracle.Case) throws {
    let (model, terms) = try {
      let reference = try CoxReference(reference)
      return (reference.model, reference.terms)
    }()
    let fit = try model.fit()
    let names: [(TimeTransform, String)] = [
      (.kaplanMeier, "zph_km"), (.identity, "zph_identity"), (.rank, "zph_rank"), (.log, "zph_log"),
    ]
    for (transform, key) in names where !reference.expect[key].isAbsent {
      let expected = reference.expect[key]
      let check = try proportionalHazards(of: fit, transform: transform, terms: terms)
      #expect(expected["chisq"].list.count == terms.count + 1)
      for (place, test) in (check.terms + [check.global]).enumerated() {
        expectClose(test.statistic, expected["chisq"][place], relative: 1e-8, absolute: 1e-12, missing: key)
        expectClose(test.degreesOfFreedom, expected["df"][place], relative: 0, missing: key)
        expectClose(test.p, expected["p"][place], relative: 1e-7, key)
      }
    }
  }

  @Test("the score test with exact ties is the log-rank test", arguments: ["aml", "veteran", "lung"])
  func scoreIsLogRank(name: String) throws {
    let table = try ReferenceTable("data/\(name).csv")
    let group = ["aml": "x", "veteran": "trt", "lung": "sex"][name] ?? ""
    let data = try table.survivalTimes()
    let fit = try coxRegression(data, covariates: [table.column(group)], names: [group], ties: .exact)
    let logRank = logRankTest(data, groups: try table.groups(group).numbers, groupCount: 2)
    expectClose(fit.scoreTest.statistic ?? .nan, logRank.statistic ?? .nan, relative: 1e-11)
  }

  @Test("permuting subjects changes no bit", arguments: CoxTies.allCases)
  func permuting(ties: CoxTies) throws {
    let table = try ReferenceTable("data/veteran.csv")
    let data = try table.survivalTimes()
    let names = ["trt", "karno", "age"]
    let columns = try names.map { try table.column($0) }
    let strata = try table.integers("celltype")
    let fit = try coxRegression(data, covariates: columns, names: names, strata: strata, ties: ties)
    for position in 1...3 {
      var rows = Array(0..<data.count)
      var stream = RandomStream(seed: 12, position: UInt64(position))
      stream.shuffle(&rows)
      let permuted = try coxRegression(
        data.subset(rows),
        covariates: columns.map { column in rows.map { column[$0] } },
        names: names,
        strata: rows.map { strata[$0] },
        ties: ties
      )
      #expect(permuted.coefficients == fit.coefficients)
      #expect(permuted.covariance == fit.covariance)
      #expect(permuted.logLikelihood == fit.logLikelihood)
      #expect(permuted.scoreTest == fit.scoreTest)
    }
  }

  @Test("swapping two groups negates the coefficient", arguments: CoxTies.allCases)
  func swapping(ties: CoxTies) throws {
    let table = try ReferenceTable("data/aml.csv")
    let data = try table.survivalTimes()
    let x = try table.column("x")
    let fit = try coxRegression(data, covariates: [x], names: ["x"], ties: ties)
    let swapped = try coxRegression(data, covariates: [x.map { 3 - $0 }], names: ["x"], ties: ties)
    expectClose(swapped.coefficients[0], -fit.coefficients[0], relative: 1e-12)
    expectClose(swapped.standardErrors[0], fit.standardErrors[0], relative: 1e-12)
  }

  @Test("units of a covariate scale its coefficient and nothing else")
  func units() throws {
    let table = try ReferenceTable("data/veteran.csv")
    let data = try table.survivalTimes()
    let karno = try table.column("karno")
    let fit = try coxRegression(data, covariates: [karno], names: ["karno"], ties: .efron)
    let scaled = try coxRegression(
      data,
      covariates: [karno.map { 1e6 + $0 * 1000 }],
      names: ["karno"],
      ties: .efron
    )
    expectClose(scaled.coefficients[0] * 1000, fit.coefficients[0], relative: 1e-10)
    expectClose(scaled.logLikelihood.fitted, fit.logLikelihood.fitted, relative: 1e-13)
  }

  /// The second group has no event, and as β → −∞ only the first group remains.
  ///
  /// Its events at 2, 3 and 7 happen among 4, 3 and 1 of its own subjects, so that ℓ → −log(4 · 3 · 1).
  @Test(
    "an arm without events is reported as infinite, with the limit of the likelihood",
    arguments: CoxTies.allCases
  )
  func monotone(ties: CoxTies) throws {
    let table = try ReferenceTable("data/tiny_noevents_arm.csv")
    let data = try table.survivalTimes()
    let fit = try coxRegression(data, covariates: [table.column("x")], names: ["x"], ties: ties)
    #expect(fit.coefficients == [-.infinity])
    #expect(fit.monotoneTerms == [0])
    #expect(fit.standardErrors == [.infinity])
    #expect(fit.waldTest == nil)
    #expect(fit.waldTest(of: 0) == nil)
    expectClose(fit.logLikelihood.fitted, -2.4849066497880004, relative: 1e-11)
    #expect(fit.hazardRatio(0, level: 0.95).estimate == 0)
    #expect(throws: CoxError.self) { try proportionalHazards(of: fit, transform: .rank) }
    let logRank = logRankTest(data, groups: try table.groups("x").numbers, groupCount: 2)
    expectClose(fit.scoreTest.statistic ?? .nan, logRank.statistic ?? .nan, relative: 1e-12)
  }

  /// As both coefficients fall, nobody but arm 0 is left in the risk sets: its own likelihood at β = 0 is the
  /// limit.
  @Test("two arms without events leave the likelihood of the third", arguments: CoxTies.allCases)
  func twoArmsWithoutEvents(ties: CoxTies) throws {
    let arms = (0..<60).map { $0 % 3 }
    let data = SurvivalTimes(
      times: (0..<60).map { Double($0 * 7 % 31) },
      events: (0..<60).map { $0 % 6 == 0 }
    )
    let fit = try coxRegression(
      data,
      covariates: [1, 2].map { arm in arms.map { $0 == arm ? 1 : 0 } },
      names: ["1", "2"],
      ties: ties
    )
    #expect(fit.monotoneTerms == [0, 1])
    let alone = arms.indices.filter { arms[$0] == 0 }
    let without = try coxRegression(
      data.subset(alone),
      covariates: [alone.map { Double($0 % 5) }],
      names: ["any"],
      ties: ties
    )
    expectClose(fit.logLikelihood.fitted, without.logLikelihood.null, relative: 1e-11)
  }

  @Test("a covariate in the order of the events is infinite, however finely graded", arguments: [8, 20, 60])
  func ordered(count: Int) throws {
    let times = (1...count).map(Double.init)
    let data = SurvivalTimes(times: times, events: times.map { _ in true })
    let fit = try coxRegression(data, covariates: [times], names: ["x"], ties: .efron)
    #expect(fit.coefficients == [-.infinity])
    expectClose(fit.logLikelihood.fitted, 0, relative: 0, absolute: 1e-9)
  }

  /// With β below 0 the outlier's weight underflows, and the fit is that of the others.
  @Test("an outlier a million times larger than the rest does no harm")
  func outlier() throws {
    let rows = Array(0..<60)
    let data = SurvivalTimes(times: rows.map { Double($0 * 7 % 31) }, events: rows.map { $0 % 2 == 0 })
    let x = rows.map { $0 == 17 ? 1e6 : Double($0 % 5) }
    let fit = try coxRegression(data, covariates: [x], names: ["x"], ties: .efron)
    let others = rows.filter { $0 != 17 }
    let without = try coxRegression(
      data.subset(others),
      covariates: [others.map { x[$0] }],
      names: ["x"],
      ties: .efron
    )
    #expect(!fit.isMonotone)
    expectClose(fit.coefficients[0], without.coefficients[0], relative: 1e-7)
    expectClose(fit.logLikelihood.fitted, without.logLikelihood.fitted, relative: 1e-11)
  }

  @Test("a monotone term leaves its companions their estimates")
  func monotoneBesideFinite() throws {
    let table = try ReferenceTable("data/veteran.csv")
    let data = try table.survivalTimes()
    // Nobody in this group has the event: all its members are followed to the end.
    let times = data.times + [2000, 2000, 2000]
    let events = data.events + [false, false, false]
    let immune = data.times.map { _ in 0.0 } + [1, 1, 1]
    let karno = try table.column("karno")
    let beside = try coxRegression(
      SurvivalTimes(times: times, events: events),
      covariates: [immune, karno + [40, 60, 80]],
      names: ["immune", "karno"],
      ties: .efron
    )
    let without = try coxRegression(data, covariates: [karno], names: ["karno"], ties: .efron)
    #expect(beside.monotoneTerms == [0])
    #expect(beside.coefficients[0] == -.infinity)
    expectClose(beside.coefficients[1], without.coefficients[0], relative: 1e-9)
    expectClose(beside.standardErrors[1], without.standardErrors[0], relative: 1e-9)
    expectClose(beside.logLikelihood.fitted, without.logLikelihood.fitted, relative: 1e-11)
  }

  @Test("a data set repeated in two thousand strata keeps its coefficient and divides its variance")
  func repeated() throws {
    let table = try ReferenceTable("data/lung.csv").complete(["sex"])
    let data = try table.survivalTimes()
    let sex = try table.column("sex")
    let once = try coxRegression(data, covariates: [sex], names: ["sex"], ties: .efron)
    let copies = 2000
    let many = try coxRegression(
      SurvivalTimes(
        times: (0..<copies).flatMap { _ in data.times },
        events: (0..<copies).flatMap { _ in data.events }
      ),
      covariates: [(0..<copies).flatMap { _ in sex }],
      names: ["sex"],
      strata: (0..<copies).flatMap { [Int](repeating: $0, count: data.count) },
      ties: .efron
    )
    // 456,000 subjects: the sum of their logarithms must not lose the digits that tell a step up from one down.
    expectClose(many.coefficients[0], once.coefficients[0], relative: 1e-9)
    expectClose(many.standardErrors[0] * Double(copies).squareRoot(), once.standardErrors[0], relative: 1e-9)
  }

  @Test("refuses what it cannot answer, by name")
  func refusals() throws {
    let data = SurvivalTimes(times: [1, 2, 3, 4], events: [true, true, false, true])
    #expect(throws: CoxError.undetermined(covariate: "same")) {
      try coxRegression(
        data,
        covariates: [[1, 0, 1, 0], [2, 2, 2, 2]],
        names: ["arm", "same"],
        ties: .efron
      )
    }
    #expect(throws: CoxError.undetermined(covariate: "twice")) {
      try coxRegression(
        data,
        covariates: [[1, 0, 1, 0], [3, 1, 3, 1]],
        names: ["arm", "twice"],
        ties: .efron
      )
    }
    #expect(throws: CoxError.notFinite(covariate: "age")) {
      try coxRegression(data, covariates: [[1, .nan, 2, 3]], names: ["age"], ties: .efron)
    }
    // Only subject 0 is left when the event happens: rounding must not pass for information.
    #expect(throws: CoxError.undetermined(covariate: "arm")) {
      try coxRegression(
        SurvivalTimes(times: [9, 2, 3, 4], events: [true, false, false, false]),
        covariates: [[0.1, 1, 1.7, 0]],
        names: ["arm"],
        ties: .efron
      )
    }
    let censored = SurvivalTimes(times: [1, 2], events: [false, false])
    #expect(throws: CoxError.noEvents) {
      try coxRegression(censored, covariates: [[0, 1]], names: ["arm"], ties: .efron)
    }
    let atZero = SurvivalTimes(times: [0, 2, 3, 4, 5], events: [true, true, true, true, false])
    let fit = try coxRegression(atZero, covariates: [[1, 0, 0, 1, 1]], names: ["arm"], ties: .efron)
    #expect(throws: CoxError.eventAtTimeZero) { try proportionalHazards(of: fit, transform: .log) }
    let exact = try coxRegression(atZero, covariates: [[1, 0, 0, 1, 1]], names: ["arm"], ties: .exact)
    #expect(throws: CoxError.exactTies) { try proportionalHazards(of: exact, transform: .rank) }
  }
}
