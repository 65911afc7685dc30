// SPDX-License-Identifier: Apache-2.0

import Biostatistics

extension ReferenceCase {
  /// The table of a case with columns x1, n1, x2, n2.
  func twoArms() throws(ReferenceFault) -> TwoProportions {
    TwoProportions(
      Proportion(events: try input["x1"].integer(), of: try input["n1"].integer()),
      versus: Proportion(events: try input["x2"].integer(), of: try input["n2"].integer())
    )
  }
}

extension Judge {
  /// Compares both limits of an interval.
  mutating func check(
    _ actual: Interval,
    _ expected: ReferenceValue,
    relative: Double,
    absolute: Double = 1e-15
  ) {
    check(actual.lower, expected[0], relative: relative, absolute: absolute)
    check(actual.upper, expected[1], relative: relative, absolute: absolute)
  }
}

extension Family {
  /// Closed forms, beta quantiles and binom.test in R.
  static func oneProportion(_ c: ReferenceCase, _ judge: inout Judge) throws {
    let proportion = Proportion(events: try c.input["x"].integer(), of: try c.input["n"].integer())
    let level = try c.input["conf_level"].required()
    judge.check(proportion.estimate, c.expect["estimate"], relative: 1e-15)
    let intervals: [(String, Interval)] = [
      ("clopper_pearson", proportion.clopperPearson(level: level)),
      ("wilson", proportion.wilson(level: level)),
      ("wilson_cc", proportion.wilsonContinuityCorrected(level: level)),
      ("agresti_coull", proportion.agrestiCoull(level: level)),
      ("jeffreys", proportion.jeffreys(level: level)), ("wald", proportion.wald(level: level)),
    ]
    // Limits near zero are differences of numbers near one half in the reference.
    for (name, interval) in intervals { judge.check(interval, c.expect[name], relative: 1e-12) }
    for key in c.expect.keys where key.hasPrefix("binom_test") {
      let parts = key.split(separator: "_")
      guard parts.count > 3, let against = parts.last.flatMap({ Double($0) }) else { continue }
      let alternative: Alternative =
        parts[2] == "two" ? .twoSided : parts[2] == "greater" ? .greater : .less
      // Near 1e-320 the reference adds up subnormal numbers, which have no digits left.
      judge.check(
        proportion.binomialTest(against: against, alternative).p,
        c.expect[key],
        relative: 1e-12,
        absolute: .leastNormalMagnitude / 1e12
      )
    }
  }

  /// chisq.test, fisher.test and closed forms in R.
  static func twoProportions(_ c: ReferenceCase, _ judge: inout Judge) throws {
    let t = try c.twoArms()
    let level = try c.input["conf_level"].required()
    // p-values of 1 minus a tail carry absolute noise only.
    let tests: [(Double?, String)] = [
      (t.pearson().statistic, "pearson_chisq"), (t.pearson().p, "pearson_p"),
      (t.yates().statistic, "yates_chisq"), (t.yates().p, "yates_p"),
      (t.nMinusOne().statistic, "n_minus_1_chisq"), (t.nMinusOne().p, "n_minus_1_p"),
      (t.likelihoodRatio().statistic, "likelihood_ratio_chisq"), (t.zPooled().statistic, "z_pooled"),
      (t.zPooled(.greater).p, "z_pooled_p_greater"), (t.zUnpooled().statistic, "z_unpooled"),
      (t.fisher().p, "fisher_two"), (t.fisher(.greater).p, "fisher_greater"),
      (t.fisher(.less).p, "fisher_less"), (t.fisherMidP().p, "fisher_midp_two_by_point_probability"),
      (t.fisherMidP(.greater).p, "fisher_midp_greater"), (t.fisherMidP(.less).p, "fisher_midp_less"),
      (t.fisherMidPDoubled().p, "fisher_midp_two_doubled"), (t.difference, "difference"),
      (t.riskRatio, "risk_ratio"), (t.oddsRatio, "odds_ratio"),
      (t.oddsRatioHaldane, "odds_ratio_haldane"), (t.standardizedDifference, "smd_binary"),
    ]
    for (actual, key) in tests { judge.check(actual, c.expect[key], relative: 1e-12, absolute: 1e-15) }
    for (cell, count) in t.expectedCounts.enumerated() {
      judge.check(count, c.expect["expected"][cell], relative: 1e-12)
    }
    let intervals: [(Interval, String)] = [
      (t.newcombe(level: level), "ci_newcombe"), (t.wald(level: level), "ci_wald"),
      (t.waldContinuityCorrected(level: level), "ci_wald_cc"),
      (t.agrestiCaffo(level: level), "ci_agresti_caffo"), (t.oddsRatioWoolf(level: level), "or_woolf_ci"),
      (t.oddsRatioHaldane(level: level), "or_haldane_ci"), (t.riskRatioKatz(level: level), "rr_katz_ci"),
    ]
    for (interval, key) in intervals { judge.check(interval, c.expect[key], relative: 1e-12) }
  }

  /// Score intervals by bisection at 50 digits, the conditional odds ratio, unconditional tests.
  static func exactProportions(_ c: ReferenceCase, _ judge: inout Judge) throws {
    let t = try c.twoArms()
    let level = try c.input["conf_level"].required()
    let intervals: [(Interval, String)] = [
      (t.miettinenNurminen(level: level), "ci_miettinen_nurminen"),
      (t.mee(level: level), "ci_farrington_manning_mee"),
      (t.riskRatioScore(level: level), "rr_score_ci_miettinen_nurminen"),
      (t.riskRatioKoopman(level: level), "rr_score_ci_koopman"),
    ]
    for (interval, key) in intervals { judge.check(interval, c.expect[key], relative: 1e-12) }
    judge.check(
      t.miettinenNurminenZ(margin: -0.1),
      c.expect["z_miettinen_nurminen_margin_minus_0_1"],
      relative: 1e-12
    )
    judge.check(
      t.farringtonManningZ(margin: -0.1),
      c.expect["z_farrington_manning_margin_minus_0_1"],
      relative: 1e-12
    )
    let conditional = c.expect["conditional_or"]
    if !conditional.isAbsent {
      judge.check(t.conditionalOddsRatio(), conditional["cmle"], relative: 1e-12)
      judge.check(t.conditionalOddsRatioExact(level: level), conditional["exact_ci"], relative: 1e-12)
      judge.check(t.conditionalOddsRatioMidP(level: level), conditional["midp_ci"], relative: 1e-12)
    }
    let unconditional = c.expect["unconditional"]
    guard !unconditional.isAbsent else { return }
    let tests: [(String, TestResult)] = [
      ("z_pooled_two_sided", t.barnard()), ("z_pooled_greater", t.barnard(.greater)),
      ("z_pooled_less", t.barnard(.less)), ("boschloo_two_sided_fisher_two", t.boschloo()),
      ("boschloo_greater", t.boschloo(.greater)), ("boschloo_less", t.boschloo(.less)),
    ]
    for (key, test) in tests { judge.check(test.p, unconditional[key]["p"], relative: 1e-11) }
  }

  /// Posterior probabilities with 25 to 50 digits; SciPy's quantiles hold about eleven.
  static func betaBinomial(_ c: ReferenceCase, _ judge: inout Judge) throws {
    let t = try c.twoArms()
    let prior = BetaDistribution(
      try c.input["prior"][0].required(),
      try c.input["prior"][1].required()
    )
    judge.check(t.probabilityOfSuperiority(prior: prior), c.expect["p_superior"], relative: 1e-12)
    judge.check(
      t.probabilityOfSuperiority(prior: prior, margin: 0.1),
      c.expect["p_superior_by_0_1"],
      relative: 1e-12
    )
    judge.check(
      t.probabilityOfSuperiority(prior: prior, margin: -0.1),
      c.expect["p_not_inferior_margin_0_1"],
      relative: 1e-12
    )
    let success = c.expect["predictive_probability_of_success"]
    if !success.isAbsent {
      let actual = t.predictiveProbability(
        of: .pooledZ(alpha: 0.025),
        treatmentSize: t.treatment.n + (try c.expect["predictive_future_n"][0].integer()),
        referenceSize: t.reference.n + (try c.expect["predictive_future_n"][1].integer()),
        priors: ArmPriors(prior)
      )
      judge.check(actual, success, relative: 1e-12)
    }
    for (arm, proportion) in [("1", t.treatment), ("2", t.reference)] {
      let posterior = proportion.posterior(prior: prior)
      judge.check(posterior.mean, c.expect["posterior_mean_\(arm)"], relative: 1e-12)
      judge.check(posterior.survival(0.3), c.expect["p_gt_0_3_\(arm)"], relative: 1e-12)
      judge.check(
        posterior.credibleInterval(level: 0.95),
        c.expect["credible_equal_tail_\(arm)"],
        relative: 1e-10
      )
    }
  }
}
