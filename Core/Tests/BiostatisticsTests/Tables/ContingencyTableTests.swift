// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Testing

@Suite struct OtherTables {
  static let relative = 1e-12

  @Test("r × c tables", arguments: try Oracle.cases("tables", method: "r_by_c"))
  func rowsByColumns(_ c: Oracle.Case) throws {
    let table = ContingencyTable(try c.input["table"].list.map { try $0.list.map { try $0.int } })
    let result = table.pearson()
    expectClose(try #require(result.statistic), c.expect["chisq"], relative: Self.relative, "chi-square")
    expectClose(try #require(result.degreesOfFreedom), c.expect["df"], relative: 0, "degrees of freedom")
    expectClose(result.p, c.expect["p"], relative: Self.relative, "p")
    expectClose(table.cramersV, c.expect["cramers_v"], relative: Self.relative, "V")
    let fisher = try #require(table.fisher())
    // R's network algorithm works in single steps of about 1e-12.
    expectClose(fisher.p, c.expect["fisher_p"], relative: 1e-10, "Fisher")
  }

  @Test("empty rows and columns count for nothing; too many tables are refused")
  func empties() {
    let table = ContingencyTable([[9, 0, 5, 2], [1, 0, 5, 2], [0, 0, 0, 0]])
    let filled = ContingencyTable([[9, 5, 2], [1, 5, 2]])
    #expect(table.pearson() == filled.pearson())
    #expect(table.fisher() == filled.fisher())
    #expect(filled.fisher(limit: 5) == nil)
    #expect(ContingencyTable([[3, 4]]).pearson().p.isNaN)
  }

  @Test("two by two is Fisher's test")
  func twoByTwo() throws {
    let table = TwoProportions(Proportion(events: 9, of: 30), versus: Proportion(events: 1, of: 25))
    let exact = try #require(ContingencyTable([[9, 21], [1, 24]]).fisher())
    expectClose(exact.p, table.fisher().p, relative: 1e-11)
  }

  @Test("trends of proportions", arguments: try Oracle.cases("tables", method: "cochran_armitage"))
  func trend(_ c: Oracle.Case) throws {
    let groups = try zip(c.input["x"].list, c.input["n"].list).map {
      Proportion(events: try $0.int, of: try $1.int)
    }
    let result = cochranArmitage(groups, scores: c.input["score"].numbers)
    let z = try #require(result.statistic)
    // Equal proportions give a statistic of exactly zero but for rounding.
    expectClose(z, c.expect["z"], relative: Self.relative, absolute: 1e-14, "z")
    expectClose(z * z, c.expect["chisq"], relative: Self.relative, absolute: 1e-14, "chi-square")
    expectClose(result.p, c.expect["p"], relative: Self.relative, absolute: 1e-14, "p")
    let greater = cochranArmitage(groups, scores: c.input["score"].numbers, .greater)
    expectClose(greater.p, c.expect["p_greater"], relative: Self.relative, absolute: 1e-14, "greater")
  }

  @Test("matched pairs", arguments: try Oracle.cases("tables", method: "mcnemar"))
  func pairs(_ c: Oracle.Case) throws {
    let pairs = DiscordantPairs(
      onlyFirst: try c.input["table"][0][1].int,
      onlySecond: try c.input["table"][1][0].int
    )
    let plain = pairs.mcNemar(continuityCorrection: false)
    expectClose(try #require(plain.statistic), c.expect["chisq"], relative: Self.relative)
    expectClose(plain.p, c.expect["p"], relative: Self.relative)
    let corrected = pairs.mcNemar(continuityCorrection: true)
    expectClose(try #require(corrected.statistic), c.expect["cc_chisq"], relative: Self.relative)
    expectClose(corrected.p, c.expect["cc_p"], relative: Self.relative)
    expectClose(pairs.mcNemarExact().p, c.expect["exact_p"], relative: Self.relative)
  }
}
