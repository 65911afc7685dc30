// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Testing

@Suite struct StratifiedTables {
  /// mantelhaen.test and closed forms, about 1e-13 relative.
  static let relative = 1e-12

  @Test(
    "Cochran–Mantel–Haenszel and its estimates",
    arguments: try Oracle.cases("tables", method: "stratified_2x2")
  )
  func agreesWithR(_ c: Oracle.Case) throws {
    let strata = try c.input["strata"].list.map { row in
      TwoProportions(
        Proportion(events: try row[0].int, of: try row[1].int),
        versus: Proportion(events: try row[2].int, of: try row[3].int)
      )
    }
    func check(_ actual: Double?, _ expected: Oracle.Value, _ what: String) {
      // A statistic that is exactly zero leaves rounding noise on either side.
      expectClose(actual ?? .nan, expected, relative: Self.relative, absolute: 1e-15, what)
    }
    let plain = cochranMantelHaenszel(strata, continuityCorrection: false)
    check(plain.statistic, c.expect["cmh_chisq"], "CMH")
    check(plain.p, c.expect["cmh_p"], "CMH p")
    let corrected = cochranMantelHaenszel(strata, continuityCorrection: true)
    check(corrected.statistic, c.expect["cmh_cc_chisq"], "corrected CMH")
    check(corrected.p, c.expect["cmh_cc_p"], "corrected CMH p")
    check(exactConditionalTest(strata).p, c.expect["exact_or_p_two"], "exact")
    check(exactConditionalTest(strata, .greater).p, c.expect["exact_or_p_greater"], "exact greater")

    let oddsRatio = mantelHaenszelOddsRatio(strata, level: 0.95)
    check(oddsRatio.value, c.expect["mh_odds_ratio"], "odds ratio")
    check(oddsRatio.interval.lower, c.expect["mh_or_ci_rbg"][0], "odds ratio lower")
    check(oddsRatio.interval.upper, c.expect["mh_or_ci_rbg"][1], "odds ratio upper")
    let riskRatio = mantelHaenszelRiskRatio(strata, level: 0.95)
    check(riskRatio.value, c.expect["mh_risk_ratio"], "risk ratio")
    check(riskRatio.interval.lower, c.expect["mh_rr_ci"][0], "risk ratio lower")
    check(riskRatio.interval.upper, c.expect["mh_rr_ci"][1], "risk ratio upper")
    let sato = mantelHaenszelRiskDifference(strata, level: 0.95, variance: .sato)
    check(sato.value, c.expect["mh_risk_difference"], "risk difference")
    check(sato.interval.lower, c.expect["mh_rd_ci_sato"][0], "Sato lower")
    check(sato.interval.upper, c.expect["mh_rd_ci_sato"][1], "Sato upper")
    let robins = mantelHaenszelRiskDifference(strata, level: 0.95, variance: .greenlandRobins).interval
    let error = (robins.upper - robins.lower) / (2 * 1.959963984540054)
    check(error, c.expect["mh_rd_se_greenland_robins"], "Greenland–Robins error")

    // The reference has no value where a stratum without events stands in; ours leaves such strata out.
    guard !c.expect["breslow_day"].isNull else { return }
    let homogeneity = breslowDay(strata, tarone: false)
    check(homogeneity.statistic, c.expect["breslow_day"], "Breslow–Day")
    check(homogeneity.degreesOfFreedom, c.expect["breslow_day_df"], "degrees of freedom")
    check(homogeneity.p, c.expect["breslow_day_p"], "Breslow–Day p")
    check(breslowDay(strata, tarone: true).statistic, c.expect["breslow_day_tarone"], "Tarone")
    check(breslowDay(strata, tarone: true).p, c.expect["breslow_day_tarone_p"], "Tarone p")
  }

  static let strata = [(10, 15, 4, 12), (6, 15, 4, 13), (3, 9, 5, 8)].map {
    TwoProportions(Proportion(events: $0.0, of: $0.1), versus: Proportion(events: $0.2, of: $0.3))
  }

  @Test("strata that tell nothing change nothing")
  func uninformativeStrata() {
    let noEvents = TwoProportions(Proportion(events: 0, of: 3), versus: Proportion(events: 0, of: 2))
    let noReference = TwoProportions(Proportion(events: 1, of: 3), versus: Proportion(events: 0, of: 0))
    let nobody = TwoProportions(Proportion(events: 0, of: 0), versus: Proportion(events: 0, of: 0))
    let strata = Self.strata
    let more = strata + [noEvents, noReference, nobody]
    #expect(breslowDay(more, tarone: true) == breslowDay(strata, tarone: true))
    #expect(
      cochranMantelHaenszel(more, continuityCorrection: false)
        == cochranMantelHaenszel(strata, continuityCorrection: false)
    )
    #expect(mantelHaenszelOddsRatio(more, level: 0.95) == mantelHaenszelOddsRatio(strata, level: 0.95))
    #expect(exactConditionalTest(more).p == exactConditionalTest(strata).p)
    // A stratum without events still weighs on the risk difference: it says the difference there is 0.
    let withReference = strata + [noReference, nobody]
    #expect(
      mantelHaenszelRiskDifference(withReference, level: 0.95, variance: .sato)
        == mantelHaenszelRiskDifference(strata, level: 0.95, variance: .sato)
    )
  }

  @Test("one stratum is the plain table")
  func oneStratum() {
    let table = TwoProportions(Proportion(events: 16, of: 30), versus: Proportion(events: 8, of: 25))
    let cmh = cochranMantelHaenszel([table], continuityCorrection: false)
    expectClose(cmh.p, table.nMinusOne().p, relative: 1e-12)
    expectClose(exactConditionalTest([table]).p, table.fisher().p, relative: 1e-12)
    expectClose(mantelHaenszelOddsRatio([table], level: 0.95).value, table.oddsRatio, relative: 1e-12)
    let woolf = table.oddsRatioWoolf(level: 0.95)
    let robins = mantelHaenszelOddsRatio([table], level: 0.95).interval
    expectClose(robins.lower, woolf.lower, relative: 1e-12)
    #expect(breslowDay([table], tarone: true).statistic == nil)
    #expect(breslowDay([table], tarone: true).p.isNaN)
  }

  @Test("swapping arms and permuting strata change no test")
  func symmetries() {
    let swapped = Self.strata.reversed().map(\.swapped)
    expectClose(
      breslowDay(swapped, tarone: true).p,
      breslowDay(Self.strata, tarone: true).p,
      relative: 1e-12
    )
    let one = mantelHaenszelOddsRatio(swapped, level: 0.9).interval
    let other = mantelHaenszelOddsRatio(Self.strata, level: 0.9).interval
    expectClose(one.lower, 1 / other.upper, relative: 1e-12)
  }
}
