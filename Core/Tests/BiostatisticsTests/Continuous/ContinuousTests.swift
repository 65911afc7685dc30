// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Testing

@Suite struct TwoSamples {
  /// wilcox.test, t.test and closed forms, about 1e-13 relative.
  static let relative = 1e-12

  @Test(
    "summaries and standardized differences",
    arguments: try Oracle.cases("continuous", method: "two_sample")
  )
  func summaries(_ c: Oracle.Case) throws {
    let (x, y) = (c.input["x"].numbers, c.input["y"].numbers)
    func check(_ actual: Double, _ key: String) {
      // Sums near zero keep absolute accuracy only.
      expectClose(actual, c.expect[key], relative: Self.relative, absolute: 1e-15, key)
    }
    check(mean(x), "mean_x")
    check(standardDeviation(x), "sd_x")
    check(median(x), "median_x")
    check(cohensD(x, y), "cohen_d")
    check(standardizedMeanDifference(x, y), "smd_mean_variance")
    let sorted = x.sorted()
    for (key, type) in [
      ("quantile2_x", QuantileType.averagedSteps), ("quantile6_x", .weibull), ("quantile7_x", .linear),
    ] {
      for (i, p) in [0.1, 0.25, 0.75, 0.9].enumerated() {
        let q = quantile(sorted, p, type: type)
        expectClose(q, c.expect[key][i], relative: Self.relative, absolute: 1e-15, key)
      }
    }
  }

  @Test("t tests", arguments: try Oracle.cases("continuous", method: "two_sample"))
  func tTests(_ c: Oracle.Case) throws {
    let (x, y) = (c.input["x"].numbers, c.input["y"].numbers)
    for (key, variance) in [("t_pooled", TTestVariance.pooled), ("t_welch", .separate)]
    where !c.expect[key].isAbsent {
      let result = tTest(x, y, variance: variance)
      expectClose(try #require(result.statistic), c.expect[key], relative: Self.relative, key)
      expectClose(try #require(result.degreesOfFreedom), c.expect["\(key)_df"], relative: Self.relative, key)
      expectClose(result.p, c.expect["\(key)_p"], relative: Self.relative, key)
      let interval = meanDifference(x, y, level: 0.95, variance: variance).interval
      expectClose(interval.lower, c.expect["\(key)_ci"][0], relative: Self.relative, absolute: 1e-15, key)
      expectClose(interval.upper, c.expect["\(key)_ci"][1], relative: Self.relative, absolute: 1e-15, key)
    }
    let greater = tTest(x, y, variance: .separate, .greater)
    expectClose(greater.p, c.expect["t_welch_p_greater"], relative: Self.relative, "greater")
  }

  @Test("rank sums", arguments: try Oracle.cases("continuous", method: "two_sample"))
  func rankSums(_ c: Oracle.Case) throws {
    let (x, y) = (c.input["x"].numbers, c.input["y"].numbers)
    func check(_ actual: Double, _ key: String) {
      expectClose(actual, c.expect[key], relative: Self.relative, key)
    }
    let corrected = wilcoxonRankSum(x, y, continuityCorrection: true)
    check(try #require(corrected.statistic), "W")
    check(corrected.p, "wilcoxon_asymptotic_cc_p")
    check(wilcoxonRankSum(x, y, continuityCorrection: false).p, "wilcoxon_asymptotic_p")
    if !c.expect["wilcoxon_asymptotic_cc_p"].isNull {
      // Where all values agree R divides by zero and says 1; here that is undefined.
      let greater = wilcoxonRankSum(x, y, continuityCorrection: true, .greater)
      check(greater.p, "wilcoxon_asymptotic_cc_p_greater")
      let less = wilcoxonRankSum(x, y, continuityCorrection: true, .less)
      check(less.p, "wilcoxon_asymptotic_cc_p_less")
    }
    guard x.count + y.count <= 120 else { return }
    let exact = wilcoxonRankSumExact(x, y)
    check(exact.p, "wilcoxon_exact_p")
    check(exact.p, "wilcoxon_exact_permutation_p_midranks")
    check(wilcoxonRankSumExact(x, y, .greater).p, "wilcoxon_exact_p_greater")
    check(wilcoxonRankSumExact(x, y, .less).p, "wilcoxon_exact_p_less")
  }

  @Test("shifts", arguments: try Oracle.cases("continuous", method: "two_sample"))
  func shifts(_ c: Oracle.Case) throws {
    // The reference has shifts of samples without ties only.
    guard !c.expect["hodges_lehmann"].isAbsent else { return }
    let (x, y) = (c.input["x"].numbers, c.input["y"].numbers)
    let shift = hodgesLehmann(x, y, level: 0.95, method: .exact)
    expectClose(shift.value, c.expect["hodges_lehmann"], relative: Self.relative)
    expectClose(shift.interval.lower, c.expect["hodges_lehmann_ci_exact"][0], relative: Self.relative)
    expectClose(shift.interval.upper, c.expect["hodges_lehmann_ci_exact"][1], relative: Self.relative)
    let swapped = hodgesLehmann(y, x, level: 0.95, method: .exact)
    #expect(swapped.value == -shift.value && swapped.interval.lower == -shift.interval.upper)
  }

  @Test("summaries test as their values do", arguments: try Oracle.cases("continuous", method: "two_sample"))
  func fromSummaries(_ c: Oracle.Case) throws {
    func printed(_ values: [Double]) -> SampleSummary {
      SampleSummary(n: values.count, mean: mean(values), standardDeviation: standardDeviation(values))
    }
    let (x, y) = (printed(c.input["x"].numbers), printed(c.input["y"].numbers))
    for (key, variance) in [("t_pooled", TTestVariance.pooled), ("t_welch", .separate)]
    where !c.expect[key].isAbsent {
      let result = tTest(x, y, variance: variance)
      expectClose(try #require(result.statistic), c.expect[key], relative: Self.relative, key)
      expectClose(result.p, c.expect["\(key)_p"], relative: Self.relative, key)
    }
  }

  @Test("several groups", arguments: try Oracle.cases("continuous", method: "k_sample"))
  func severalGroups(_ c: Oracle.Case) throws {
    let groups = c.input["groups"].list.map(\.numbers)
    let ranks = kruskalWallis(groups)
    expectClose(try #require(ranks.statistic), c.expect["kruskal"], relative: Self.relative)
    expectClose(try #require(ranks.degreesOfFreedom), c.expect["kruskal_df"], relative: 0)
    expectClose(ranks.p, c.expect["kruskal_p"], relative: Self.relative)
    let variance = analysisOfVariance(groups)
    expectClose(try #require(variance.statistic), c.expect["anova_F"], relative: Self.relative)
    expectClose(variance.p, c.expect["anova_p"], relative: Self.relative)
  }

  @Test("strata", arguments: try Oracle.cases("continuous", method: "van_elteren"))
  func strata(_ c: Oracle.Case) throws {
    let (y, arm) = (c.input["y"].numbers, c.input["arm"].numbers)
    let stratum = c.input["stratum"].numbers
    let strata = Set(stratum).sorted().map { s in
      let rows = y.indices.filter { stratum[$0] == s }
      return StratumOfValues(
        rows.filter { arm[$0] == 1 }.map { y[$0] },
        versus: rows.filter { arm[$0] == 2 }.map { y[$0] }
      )
    }
    let result = vanElteren(strata)
    expectClose(try #require(result.statistic), c.expect["z"], relative: Self.relative)
    expectClose(result.p, c.expect["p"], relative: Self.relative)
  }
}

@Suite struct CategoricalDifference {
  @Test("two categories give the binary difference", arguments: try Oracle("proportion_two").cases)
  func binary(_ c: Oracle.Case) throws {
    guard let expected = c.expect["smd_binary"].number else { return }
    let (t, r) = (try c.table.treatment, try c.table.reference)
    let actual = standardizedDifference([t.events, t.others], [r.events, r.others])
    expectClose(actual, expected.magnitude, relative: 1e-12)
  }

  @Test("three categories by the two-by-two matrix, worked out in fractions")
  func threeCategories() {
    // p = (1/2, 1/4, 1/4), q = (1/4, 1/4, 1/2); of the first two categories d = (1/4, 0),
    // S = [[7/32, -3/32], [-3/32, 6/32]], det S = 33/1024, so d' S⁻¹ d = 1/16 · (6/32) / (33/1024) = 4/11.
    let actual = standardizedDifference([2, 1, 1], [1, 1, 2])
    expectClose(actual, (4.0 / 11).squareRoot(), relative: 1e-14)
  }

  @Test("an unused category changes nothing, shared nothing is infinite, nobody is undefined")
  func edges() {
    #expect(
      standardizedDifference([2, 0, 1, 1], [1, 0, 1, 2]) == standardizedDifference([2, 1, 1], [1, 1, 2])
    )
    #expect(standardizedDifference([5, 0], [0, 7]) == .infinity)
    #expect(standardizedDifference([0, 0], [1, 7]).isNaN)
    #expect(standardizedDifference([2, 4], [3, 6]) == 0)
  }
}

@Suite struct SmallSamples {
  @Test("summaries without values are undefined")
  func empty() {
    #expect(mean([]).isNaN)
    #expect(median([]).isNaN)
    #expect(standardDeviation([3]).isNaN)
    #expect(quantile([], 0.5, type: .linear).isNaN)
    #expect(tTest([1], [2], variance: .pooled).p.isNaN)
  }

  @Test("the ends of a sample are its extremes", arguments: QuantileType.allCases)
  func extremes(_ type: QuantileType) {
    let sorted = [1.0, 4, 9, 16]
    #expect(quantile(sorted, 0, type: type) == 1)
    #expect(quantile(sorted, 1, type: type) == 16)
    #expect(quantile(sorted, 0.5, type: type) == 6.5)
  }

  @Test(
    "a shift by hand: the nine differences of {1, 2, 4} and {0, 3, 10}, and the wide limits of few values"
  )
  func shiftByHand() {
    // −9, −8, −6, −2, −1, 1, 1, 2, 4; with 3 against 3 the extremes cover with 18 in 20 only.
    let shift = hodgesLehmann([1, 2, 4], [0, 3, 10], level: 0.95, method: .exact)
    #expect(shift.value == -1 && shift.interval == Interval(-9, 4))
    // P(W ≤ 0) = 1/20, P(W ≤ 1) = 2/20, P(W ≤ 2) = 4/20.
    #expect(hodgesLehmann([1, 2, 4], [0, 3, 10], level: 0.8, method: .exact).interval == Interval(-9, 4))
    #expect(hodgesLehmann([1, 2, 4], [0, 3, 10], level: 0.7, method: .exact).interval == Interval(-8, 2))
    #expect(hodgesLehmann([], [1], level: 0.95, method: .asymptotic).value.isNaN)
    // 4.5 − 1.645 √5.25 = 0.73 of nine pairs: the extremes again.
    #expect(
      hodgesLehmann([1, 2, 4], [0, 3, 10], level: 0.9, method: .asymptotic).interval == Interval(-9, 4)
    )
  }

  @Test("the rank sum test by enumeration: 3 of 3 above the other 2")
  func byHand() {
    // One of the ten ways to choose three ranks of five is 3 + 4 + 5, one is 1 + 2 + 3.
    let result = wilcoxonRankSumExact([7, 8, 9], [1, 2])
    #expect(result.statistic == 6)
    expectClose(result.p, 0.2, relative: 1e-14)
  }
}
