// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Biostatistics

@Suite struct LogRankTests {
  /// Two against two, worked by hand: group 0 dies at 1 and 3, group 1 dies at 2 and is censored at 3.
  ///
  ///     t = 1: E₁ = 2/4, V = 1/4        t = 2: E₁ = 2/3, V = 2/9        t = 3: E₁ = 1/2, V = 1/4
  ///     O₁ − E₁ = 1 − 5/3 = −2/3        V = 13/18        χ² = (4/9)/(13/18) = 8/13
  @Test("matches four subjects worked by hand")
  func byHand() {
    let result = logRankTest(
      times: [3, 1, 2, 3],
      events: [false, true, true, true],
      groups: [1, 0, 1, 0],
      groupCount: 2
    )
    #expect(result.observed == [2, 1])
    expectClose(result.expected[0], 4.0 / 3, relative: 1e-15)
    expectClose(result.expected[1], 5.0 / 3, relative: 1e-15)
    expectClose(result.variance[1][1], 13.0 / 18, relative: 1e-15)
    expectClose(result.variance[0][1], -13.0 / 18, relative: 1e-15)
    expectClose(result.statistic ?? .nan, 8.0 / 13, relative: 1e-14)
    #expect(result.degreesOfFreedom == 1)
    expectClose(result.z ?? .nan, (8.0 / 13).squareRoot(), relative: 1e-14)
  }

  @Test("agrees with survdiff and the closed forms", arguments: try Oracle("survival_logrank").cases)
  func agreesWithReference(reference: Oracle.Case) throws {
    let group = try #require(reference.input["group"].text)
    let stratum = reference.input["strata"].text
    let table = try ReferenceTable(try #require(reference.input["data"].text))
      .complete([group] + (stratum.map { [$0] } ?? []))
    let data = try table.survivalTimes()
    let groups = try table.groups(group)
    let strata = try stratum.map { try table.integers($0) }
    func test(_ weights: LogRankWeights) -> LogRankResult {
      logRankTest(
        data,
        groups: groups.numbers,
        groupCount: groups.levels.count,
        strata: strata,
        weights: weights
      )
    }

    for key in reference.expect.keys {
      let expected = reference.expect[key]
      let parts = key.split(separator: "_")
      var weights = LogRankWeights.logRank
      if key.hasPrefix("survdiff_rho_") {
        let rho = try #require(Double(parts[2]))
        weights = rho == 0 ? .logRank : .flemingHarrington(rho: rho, gamma: 0)
      } else if key.hasPrefix("fleming_harrington_") {
        let (rho, gamma) = (try #require(Double(parts[2])), try #require(Double(parts[3])))
        weights = .flemingHarrington(rho: rho, gamma: gamma)
      } else if key == "gehan" {
        weights = .gehan
      } else if key == "tarone_ware" {
        weights = .taroneWare
      } else {
        continue
      }
      compare(test(weights), with: expected, key)
    }
    let plain = test(.logRank)
    expectClose(
      plain.petoLogHazardRatio?.estimate,
      reference.expect["peto_log_hr"],
      relative: 1e-11,
      absolute: 1e-13,
      missing: "Peto"
    )
    expectClose(
      plain.petoLogHazardRatio?.standardError,
      reference.expect["peto_log_hr_se"],
      relative: 1e-12,
      missing: "Peto"
    )
    expectClose(plain.pikeHazardRatio, reference.expect["pike_hr"], relative: 1e-12, missing: "Pike")
  }

  private func compare(_ result: LogRankResult, with expected: Oracle.Value, _ key: String) {
    let size = result.observed.count
    // Differences of sums of this size keep their absolute accuracy only.
    let scale = result.expected.reduce(0, +)
    for j in 0..<size {
      expectClose(result.observed[j], expected["observed"][j], relative: 1e-12, key)
      expectClose(result.expected[j], expected["expected"][j], relative: 1e-12, key)
      expectClose(
        result.observed[j] - result.expected[j],
        expected["U"][j],
        relative: 1e-12,
        absolute: 1e-13 * scale,
        key
      )
      for k in 0..<size {
        let sign = expected["variance"].isAbsent ? expected["V"][j][k] : expected["variance"][j][k]
        let variance = result.variance[j][j]
        expectClose(result.variance[j][k], sign, relative: 1e-11, absolute: 1e-13 * variance, key)
      }
    }
    expectClose(result.statistic, expected["chisq"], relative: 1e-11, absolute: 1e-20, missing: key)
    expectClose(result.p, expected["p"], relative: 1e-10, key)
    if size == 2 {
      expectClose(result.z, expected["z"], relative: 1e-11, absolute: 1e-13, missing: key)
    }
    // Where every weight is 0 the reference keeps its nominal degrees of freedom, but has no statistic.
    if let df = expected["df"].number, expected["chisq"].number != nil {
      #expect(Double(result.degreesOfFreedom) == df)
    }
  }

  @Test("leaves out an empty group and groups that meet no other")
  func emptyGroups() {
    let times: [Double] = [3, 1, 2, 3, 5, 6]
    let events = [false, true, true, true, true, true]
    let two = logRankTest(
      times: Array(times.prefix(4)),
      events: Array(events.prefix(4)),
      groups: [2, 0, 2, 0],
      groupCount: 3
    )
    #expect(two.degreesOfFreedom == 1)
    expectClose(two.statistic ?? .nan, 8.0 / 13, relative: 1e-14)
    #expect(two.subjects == [2, 0, 2])
    #expect(two.variance[1] == [0, 0, 0])

    let apart = logRankTest(
      times: times,
      events: events,
      groups: [1, 0, 1, 0, 2, 2],
      groupCount: 3,
      strata: [7, 7, 7, 7, 9, 9]
    )
    #expect(apart.degreesOfFreedom == 1)
    expectClose(apart.statistic ?? .nan, 8.0 / 13, relative: 1e-14)
    #expect(apart.observed == [2, 1, 2])

    let alone = logRankTest(times: times, events: events, groups: [0, 0, 0, 0, 0, 0], groupCount: 2)
    #expect(alone.degreesOfFreedom == 0)
    #expect(alone.statistic == nil)
    #expect(alone.p.isNaN)
    #expect(alone.z == nil)
  }

  @Test("swapping the groups negates z and keeps everything else")
  func swapping() throws {
    let table = try ReferenceTable("data/veteran.csv")
    let data = try table.survivalTimes()
    let groups = try table.groups("trt").numbers
    let weights = LogRankWeights.flemingHarrington(rho: 0.5, gamma: 0.5)
    let result = logRankTest(data, groups: groups, groupCount: 2, weights: weights)
    let swapped = logRankTest(data, groups: groups.map { 1 - $0 }, groupCount: 2, weights: weights)
    expectClose(swapped.z ?? .nan, -(result.z ?? .nan), relative: 1e-12)
    expectClose(swapped.statistic ?? .nan, result.statistic ?? .nan, relative: 1e-12)
    #expect(swapped.observed == result.observed.reversed())
  }

  @Test("permuting subjects changes no bit", arguments: [UInt64(1), 2, 3])
  func permuting(position: UInt64) throws {
    let table = try ReferenceTable("data/colon_death.csv").complete(["differ"])
    let data = try table.survivalTimes()
    let groups = try table.groups("rx").numbers
    let strata = try table.integers("differ")
    var rows = Array(0..<data.count)
    var stream = RandomStream(seed: 11, position: position)
    stream.shuffle(&rows)
    #expect(rows != Array(0..<data.count))
    let result = logRankTest(data, groups: groups, groupCount: 3, strata: strata, weights: .taroneWare)
    let permuted = logRankTest(
      data.subset(rows),
      groups: rows.map { groups[$0] },
      groupCount: 3,
      strata: rows.map { strata[$0] },
      weights: .taroneWare
    )
    #expect(permuted == result)
    #expect(KaplanMeier(data.subset(rows)).steps == KaplanMeier(data).steps)
  }
}
