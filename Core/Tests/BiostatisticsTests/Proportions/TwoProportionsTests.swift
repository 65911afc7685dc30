// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Testing

extension Oracle.Case {
  /// The table of a case with columns x1, n1, x2, n2.
  var table: TwoProportions {
    get throws {
      let treatment = Proportion(events: try input["x1"].int, of: try input["n1"].int)
      let reference = Proportion(events: try input["x2"].int, of: try input["n2"].int)
      return TwoProportions(treatment, versus: reference)
    }
  }
}

@Suite struct TwoProportionsAgainstR {
  /// chisq.test, fisher.test and closed forms, about 1e-13 relative.
  static let relative = 1e-12

  @Test("tests agree with R", arguments: try Oracle("proportion_two").cases)
  func tests(_ c: Oracle.Case) throws {
    let t = try c.table
    func check(_ actual: Double?, _ key: String) {
      // fisher.test leaves up to 5e-13; p-values of 1 minus a tail carry absolute noise only.
      expectClose(actual ?? .nan, c.expect[key], relative: Self.relative, absolute: 1e-15, key)
    }
    check(t.pearson().statistic, "pearson_chisq")
    check(t.pearson().p, "pearson_p")
    check(t.yates().statistic, "yates_chisq")
    check(t.yates().p, "yates_p")
    check(t.nMinusOne().statistic, "n_minus_1_chisq")
    check(t.nMinusOne().p, "n_minus_1_p")
    check(t.likelihoodRatio().statistic, "likelihood_ratio_chisq")
    check(t.zPooled().statistic, "z_pooled")
    check(t.zPooled(.greater).p, "z_pooled_p_greater")
    check(t.zUnpooled().statistic, "z_unpooled")
    check(t.fisher().p, "fisher_two")
    check(t.fisher(.greater).p, "fisher_greater")
    check(t.fisher(.less).p, "fisher_less")
    check(t.fisherMidP().p, "fisher_midp_two_by_point_probability")
    check(t.fisherMidP(.greater).p, "fisher_midp_greater")
    check(t.fisherMidP(.less).p, "fisher_midp_less")
    check(t.fisherMidPDoubled().p, "fisher_midp_two_doubled")
    for (cell, count) in t.expectedCounts.enumerated() {
      expectClose(count, c.expect["expected"][cell], relative: Self.relative, "expected")
    }
  }

  @Test("estimates and intervals agree with R", arguments: try Oracle("proportion_two").cases)
  func intervals(_ c: Oracle.Case) throws {
    let t = try c.table
    let level = try c.input["conf_level"].required
    func check(_ actual: Double, _ key: String) {
      expectClose(actual, c.expect[key], relative: Self.relative, absolute: 1e-16, key)
    }
    func check(_ actual: Interval, _ key: String) {
      expectClose(actual.lower, c.expect[key][0], relative: Self.relative, absolute: 1e-15, key)
      expectClose(actual.upper, c.expect[key][1], relative: Self.relative, absolute: 1e-15, key)
    }
    check(t.difference, "difference")
    check(t.riskRatio, "risk_ratio")
    check(t.oddsRatio, "odds_ratio")
    check(t.oddsRatioHaldane, "odds_ratio_haldane")
    check(t.standardizedDifference, "smd_binary")
    check(t.newcombe(level: level), "ci_newcombe")
    check(t.wald(level: level), "ci_wald")
    check(t.waldContinuityCorrected(level: level), "ci_wald_cc")
    check(t.agrestiCaffo(level: level), "ci_agresti_caffo")
    check(t.oddsRatioWoolf(level: level), "or_woolf_ci")
    check(t.oddsRatioHaldane(level: level), "or_haldane_ci")
    check(t.riskRatioKatz(level: level), "rr_katz_ci")
  }
}

@Suite struct TwoProportionsExact {
  /// Bisection at 50 digits.
  static let relative = 1e-12

  @Test("score intervals and statistics", arguments: try Oracle("proportion_exact").cases)
  func score(_ c: Oracle.Case) throws {
    let t = try c.table
    let level = try c.input["conf_level"].required
    func check(_ actual: Interval, _ key: String) {
      expectClose(actual.lower, c.expect[key][0], relative: Self.relative, absolute: 1e-15, key)
      expectClose(actual.upper, c.expect[key][1], relative: Self.relative, absolute: 1e-15, key)
    }
    check(t.miettinenNurminen(level: level), "ci_miettinen_nurminen")
    check(t.mee(level: level), "ci_farrington_manning_mee")
    check(t.riskRatioScore(level: level), "rr_score_ci_miettinen_nurminen")
    check(t.riskRatioKoopman(level: level), "rr_score_ci_koopman")
    let z = t.miettinenNurminenZ(margin: -0.1)
    expectClose(z, c.expect["z_miettinen_nurminen_margin_minus_0_1"], relative: Self.relative)
    let zMee = t.farringtonManningZ(margin: -0.1)
    expectClose(zMee, c.expect["z_farrington_manning_margin_minus_0_1"], relative: Self.relative)
  }

  @Test("Newcombe's published example, 56/70 v 48/80")
  func published() {
    // Newcombe (1998), Statistics in Medicine 17:873–890, table II, methods 5 and 6; four digits printed.
    let t = TwoProportions(Proportion(events: 56, of: 70), versus: Proportion(events: 48, of: 80))
    let (mee, miettinen) = (t.mee(level: 0.95), t.miettinenNurminen(level: 0.95))
    expectClose(mee.lower, 0.0533, relative: 0, absolute: 5e-5)
    expectClose(mee.upper, 0.3377, relative: 0, absolute: 5e-5)
    expectClose(miettinen.lower, 0.0528, relative: 0, absolute: 5e-5)
    expectClose(miettinen.upper, 0.3382, relative: 0, absolute: 5e-5)
  }

  @Test("the conditional odds ratio", arguments: try Oracle("proportion_exact").cases)
  func conditional(_ c: Oracle.Case) throws {
    let expected = c.expect["conditional_or"]
    guard !expected.isAbsent else { return }
    let t = try c.table
    let level = try c.input["conf_level"].required
    expectClose(t.conditionalOddsRatio(), expected["cmle"], relative: Self.relative, "estimate")
    let exact = t.conditionalOddsRatioExact(level: level)
    expectClose(exact.lower, expected["exact_ci"][0], relative: Self.relative, "exact lower")
    expectClose(exact.upper, expected["exact_ci"][1], relative: Self.relative, "exact upper")
    let midP = t.conditionalOddsRatioMidP(level: level)
    expectClose(midP.lower, expected["midp_ci"][0], relative: Self.relative, "mid-p lower")
    expectClose(midP.upper, expected["midp_ci"][1], relative: Self.relative, "mid-p upper")
  }

  @Test("Barnard and Boschloo reach the supremum", arguments: try Oracle("proportion_exact").cases)
  func unconditional(_ c: Oracle.Case) throws {
    let expected = c.expect["unconditional"]
    guard !expected.isAbsent else { return }
    let t = try c.table
    let results: [(String, TestResult)] = [
      ("z_pooled_two_sided", t.barnard()), ("z_pooled_greater", t.barnard(.greater)),
      ("z_pooled_less", t.barnard(.less)), ("boschloo_two_sided_fisher_two", t.boschloo()),
      ("boschloo_greater", t.boschloo(.greater)), ("boschloo_less", t.boschloo(.less)),
    ]
    for (key, result) in results {
      expectClose(result.p, expected[key]["p"], relative: 1e-11, key)
    }
    let doubled = c.expect["scipy_boschloo_two_sided"]["p"]
    // SciPy's optimizer may stop early: its value is a lower bound, usually met.
    if let number = doubled.number { #expect(t.boschlooDoubled().p >= number * (1 - 1e-9)) }
  }
}

@Suite struct TwoProportionsProperties {
  static let tables = [(16, 30, 8, 25), (0, 10, 5, 10), (10, 10, 5, 10), (1, 500, 6, 510), (3, 7, 2, 9)]
    .map { TwoProportions(Proportion(events: $0.0, of: $0.1), versus: Proportion(events: $0.2, of: $0.3)) }

  @Test("swapping arms negates differences", arguments: tables)
  func swapDifference(_ t: TwoProportions) {
    let intervals: [(TwoProportions) -> Interval] = [
      { $0.miettinenNurminen(level: 0.95) }, { $0.mee(level: 0.95) }, { $0.newcombe(level: 0.95) },
      { $0.wald(level: 0.95) }, { $0.agrestiCaffo(level: 0.95) },
    ]
    expectClose(t.difference, -t.swapped.difference, relative: 1e-15)
    for interval in intervals {
      expectClose(interval(t).lower, -interval(t.swapped).upper, relative: 1e-12, absolute: 1e-15)
      expectClose(interval(t).upper, -interval(t.swapped).lower, relative: 1e-12, absolute: 1e-15)
    }
  }

  @Test("swapping arms inverts ratios", arguments: tables)
  func swapRatio(_ t: TwoProportions) {
    let intervals: [(TwoProportions) -> Interval] = [
      { $0.riskRatioScore(level: 0.95) }, { $0.riskRatioKoopman(level: 0.95) },
      { $0.conditionalOddsRatioExact(level: 0.95) }, { $0.oddsRatioHaldane(level: 0.95) },
    ]
    for interval in intervals {
      expectClose(interval(t).lower, 1 / interval(t.swapped).upper, relative: 1e-12)
      expectClose(interval(t).upper, 1 / interval(t.swapped).lower, relative: 1e-12)
    }
  }

  @Test("swapping arms changes no two-sided p-value", arguments: tables)
  func swapTests(_ t: TwoProportions) {
    let tests: [(TwoProportions) -> TestResult] = [
      { $0.pearson() }, { $0.yates() }, { $0.likelihoodRatio() }, { $0.fisher() }, { $0.fisherMidP() },
    ]
    for test in tests { expectClose(test(t).p, test(t.swapped).p, relative: 1e-12) }
    guard t.n <= 100 else { return }
    expectClose(t.barnard().p, t.swapped.barnard().p, relative: 1e-12)
    expectClose(t.boschloo().p, t.swapped.boschloo().p, relative: 1e-12)
    expectClose(t.barnard(.greater).p, t.swapped.barnard(.less).p, relative: 1e-12)
  }

  @Test("Boschloo never exceeds Fisher", arguments: tables)
  func boschlooIsUniformlyMorePowerful(_ t: TwoProportions) {
    guard t.n <= 100 else { return }
    for alternative in Alternative.allCases {
      #expect(t.boschloo(alternative).p <= t.fisher(alternative).p * (1 + 1e-12))
    }
  }

  @Test("the score interval and its test agree", arguments: tables)
  func duality(_ t: TwoProportions) {
    let interval = t.miettinenNurminen(level: 0.95)
    if interval.lower > -1 {
      expectClose(t.miettinenNurminenZ(margin: interval.lower), 1.959963984540054, relative: 1e-9)
    }
    if interval.upper < 1 {
      expectClose(t.miettinenNurminenZ(margin: interval.upper), -1.959963984540054, relative: 1e-9)
    }
  }

  @Test("an empty arm leaves everything open")
  func emptyArm() {
    let t = TwoProportions(Proportion(events: 2, of: 5), versus: Proportion(events: 0, of: 0))
    #expect(t.miettinenNurminen(level: 0.95) == Interval(-1, 1))
    #expect(t.newcombe(level: 0.95) == Interval(-1, 1))
    #expect(t.riskRatioScore(level: 0.95) == Interval(0, .infinity))
    #expect(t.conditionalOddsRatioExact(level: 0.95) == Interval(0, .infinity))
    #expect(t.fisher().p == 1)
    #expect(t.barnard().p == 1)
    #expect(t.boschloo().p == 1)
    #expect(t.pearson().p.isNaN)
    #expect(t.pearson().statistic == nil)
  }

  /// Barnard's p-value by the definition: every table, every probability in full, a fine grid.
  private func barnardByDefinition(_ t: TwoProportions) -> Double {
    let (n1, n2) = (t.treatment.n, t.reference.n)
    func z(_ x1: Int, _ x2: Int) -> Double {
      let table = TwoProportions(Proportion(events: x1, of: n1), versus: Proportion(events: x2, of: n2))
      return abs(table.zPooled().statistic ?? 0)
    }
    let observed = z(t.treatment.events, t.reference.events)
    let extreme = (0...n1).flatMap { x1 in (0...n2).map { (x1, $0) } }.filter {
      z($0.0, $0.1) >= observed - 1e-9
    }
    return (1..<500).map { i in
      let (first, second) = (Binomial(n1, Double(i) / 500), Binomial(n2, Double(i) / 500))
      let (p1, p2) = ((0...n1).map(first.probability), (0...n2).map(second.probability))
      return extreme.reduce(0) { $0 + p1[$1.0] * p2[$1.1] }
    }.max() ?? 0
  }

  @Test("Barnard's supremum is that of the definition", arguments: [(3, 9), (8, 14), (17, 6)])
  func secondImplementation(_ n1: Int, _ n2: Int) {
    for x1 in 0...n1 {
      for x2 in stride(from: x1 % 3, through: n2, by: 3) where x1 + x2 > 0 && x1 + x2 < n1 + n2 {
        let t = TwoProportions(Proportion(events: x1, of: n1), versus: Proportion(events: x2, of: n2))
        let (fast, plain) = (t.barnard().p, barnardByDefinition(t))
        // The plain grid may miss the peak by the square of its step over the width of a bump.
        #expect(fast >= plain * (1 - 1e-12))
        #expect(fast <= plain * (1 + 1e-3))
      }
    }
  }
}
