// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Biostatistics

@Suite struct MaxComboTests {
  private static let four: [LogRankWeights] = [
    .logRank, .flemingHarrington(rho: 0, gamma: 1), .flemingHarrington(rho: 1, gamma: 1),
    .flemingHarrington(rho: 1, gamma: 0),
  ]

  @Test(
    "each z is that of its log-rank test, and the p-value that of the best one at least",
    arguments: try Oracle("survival_logrank").cases.filter { !$0.expect["gehan"]["z"].isAbsent }
  )
  func parts(reference: Oracle.Case) throws {
    let group = try #require(reference.input["group"].text)
    let stratum = reference.input["strata"].text
    let table = try ReferenceTable(try #require(reference.input["data"].text))
      .complete([group, stratum].compactMap { $0 })
    let data = try table.survivalTimes()
    let groups = try table.groups(group).numbers
    let strata = try stratum.map { try table.integers($0) }
    let result = maxComboTest(data, groups: groups, strata: strata)
    let keys = ["0_0", "0_1", "1_1", "1_0"].map { "fleming_harrington_\($0)" }
    for (place, key) in keys.enumerated() {
      expectClose(result.z[place], reference.expect[key]["z"], relative: 1e-11, absolute: 1e-13, key)
    }
    let defined = result.z.filter { !$0.isNaN }
    let largest = try #require(defined.max())
    let extreme = try #require(defined.map(abs).max())
    #expect(result.largest == largest)
    // Bonferroni above, the single best test below.
    let single = StandardNormal.survival(largest)
    #expect(result.oneSidedP >= single * (1 - 1e-12))
    #expect(result.oneSidedP <= min(1, Double(defined.count) * single))
    #expect(result.twoSidedP >= StandardNormal.twoSided(extreme) * (1 - 1e-12))
    #expect(result.twoSidedP <= min(1, Double(defined.count) * StandardNormal.twoSided(extreme)))
  }

  /// S + (1 − S) = 1, so that the first z is a mixture of the second and the last.
  @Test("the four usual weights have rank three")
  func dependence() throws {
    let table = try ReferenceTable("data/veteran.csv")
    let result = maxComboTest(try table.survivalTimes(), groups: try table.groups("trt").numbers)
    #expect(Cholesky(result.correlation, tolerance: 1e-12).rank == 3)
  }

  @Test("one weight is the log-rank test, and the same weight twice is that too")
  func single() throws {
    let table = try ReferenceTable("data/lung.csv")
    let data = try table.survivalTimes()
    let groups = try table.groups("sex").numbers
    let logRank = logRankTest(data, groups: groups, groupCount: 2)
    for weights in [[LogRankWeights.logRank], [.logRank, .logRank]] {
      let result = maxComboTest(data, groups: groups, weights: weights)
      expectClose(result.twoSidedP, logRank.p, relative: 1e-12)
      expectClose(result.oneSidedP, StandardNormal.survival(logRank.z ?? .nan), relative: 1e-12)
    }
  }

  /// The usual four weights, simulated: z of the log-rank test from those of S and 1 − S, as their dependence wants it.
  ///
  /// The standard error of a share p of 200,000 is √(p (1 − p)/200,000); four of them are allowed.
  @Test(
    "the p-value is the share of simulated maxima that reach the largest z",
    arguments: ["ovarian", "veteran"]
  )
  func simulated(name: String) throws {
    let group = name == "ovarian" ? "rx" : "trt"
    let table = try ReferenceTable("data/\(name).csv")
    let result = maxComboTest(try table.survivalTimes(), groups: try table.groups(group).numbers)
    let order = [1, 3, 2]
    let r = result.correlation
    // Cholesky factor of the three independent ones, by hand.
    let l21 = r[order[1]][order[0]]
    let l22 = (1 - l21 * l21).squareRoot()
    let l31 = r[order[2]][order[0]]
    let l32 = (r[order[2]][order[1]] - l31 * l21) / l22
    let l33 = (1 - l31 * l31 - l32 * l32).squareRoot()
    // The log-rank z is a Z₁ + b Z₂ with correlations r₀₁ and r₀₃ to them.
    let b = (r[0][3] - r[0][1] * l21) / (l22 * l22)
    let a = r[0][1] - b * l21
    var stream = RandomStream(seed: 9, position: 4)
    let largest = try #require(result.largest)
    let extreme = try #require(result.z.map(abs).max())
    let draws = 200_000
    var (oneSided, twoSided) = (0, 0)
    for _ in 0..<draws {
      let (e1, e2, e3) = (stream.normal(), stream.normal(), stream.normal())
      let z1 = e1
      let z2 = l21 * e1 + l22 * e2
      let z = [z1, z2, l31 * e1 + l32 * e2 + l33 * e3, a * z1 + b * z2]
      if (z.max() ?? 0) >= largest { oneSided += 1 }
      if (z.map(abs).max() ?? 0) >= extreme { twoSided += 1 }
    }
    for (count, p) in [(oneSided, result.oneSidedP), (twoSided, result.twoSidedP)] {
      let error = (p * (1 - p) / Double(draws)).squareRoot()
      #expect(abs(Double(count) / Double(draws) - p) < 4 * error)
    }
  }

  @Test("swapping the groups negates every z and keeps the two-sided p")
  func swapping() throws {
    let table = try ReferenceTable("data/ovarian.csv")
    let data = try table.survivalTimes()
    let groups = try table.groups("rx").numbers
    let result = maxComboTest(data, groups: groups)
    let swapped = maxComboTest(data, groups: groups.map { 1 - $0 })
    for (a, b) in zip(result.z, swapped.z) { expectClose(a, -b, relative: 1e-11) }
    expectClose(result.twoSidedP, swapped.twoSidedP, relative: 1e-11)
  }

  @Test("without events there is no test")
  func noEvents() {
    let data = SurvivalTimes(times: [1, 2, 3], events: [false, false, false])
    let result = maxComboTest(data, groups: [0, 1, 1])
    #expect(result.largest == nil)
    #expect(result.twoSidedP.isNaN)
  }
}

@Suite struct NormalMaximumTests {
  @Test(
    "agrees with equicorrelated probabilities",
    arguments: try Oracle.cases("mvn", method: "equicorrelated_normal_cdf").filter {
      try $0.input["dimension"].int <= 4
    }
  )
  func equicorrelated(reference: Oracle.Case) throws {
    let size = try reference.input["dimension"].int
    let rho = try reference.input["rho"].required
    let upper = try reference.input["upper"].required
    let joint = NormalMaximum((0..<size).map { i in (0..<size).map { i == $0 ? 1 : rho } })
    let exceedance = joint.exceedance(lower: -.infinity, upper: upper)
    expectClose(1 - exceedance, reference.expect["probability"], relative: 1e-12, absolute: 1e-14)
  }

  @Test(
    "agrees with orthant probabilities of three variables",
    arguments: try Oracle.cases("mvn", method: "trivariate_normal_orthant")
  )
  func orthant(reference: Oracle.Case) throws {
    let (a, b, c) = (
      try reference.input["r12"].required, try reference.input["r13"].required,
      try reference.input["r23"].required
    )
    let joint = NormalMaximum([[1, a, b], [a, 1, c], [b, c, 1]])
    let exceedance = joint.exceedance(lower: -.infinity, upper: 0)
    expectClose(1 - exceedance, reference.expect["probability"], relative: 1e-12, absolute: 1e-14)
  }

  @Test(
    "agrees with bivariate probabilities at equal limits",
    arguments: try Oracle.cases("mvn", method: "bivariate_normal_cdf").filter {
      try $0.input["h"].required == $0.input["k"].required
    }
  )
  func bivariate(reference: Oracle.Case) throws {
    let rho = try reference.input["rho"].required
    let h = try reference.input["h"].required
    let joint = NormalMaximum([[1, rho], [rho, 1]])
    // P(X ≤ h, Y ≤ h), small for h far below 0: the complement keeps its absolute accuracy.
    let exceedance = joint.exceedance(lower: -.infinity, upper: h)
    expectClose(1 - exceedance, reference.expect["lower_orthant"], relative: 1e-12, absolute: 1e-14)
  }

  /// Z₃ = (Z₁ + Z₂)/√2 of independent Z₁, Z₂, and the orthant formula holds for singular correlations too.
  ///
  ///     P(all ≤ 0) = 1/8 + (0 + 2 asin(1/√2))/(4π) = 1/4
  @Test("takes dependent variables, in any order, beside independent ones")
  func dependent() {
    let r = 0.5.squareRoot()
    let first = NormalMaximum([[1, 0, r], [0, 1, r], [r, r, 1]])
    expectClose(first.exceedance(lower: -.infinity, upper: 0), 0.75, relative: 1e-13)
    let second = NormalMaximum([[1, r, 0], [r, 1, r], [0, r, 1]])
    expectClose(second.exceedance(lower: -.infinity, upper: 0), 0.75, relative: 1e-13)
    let beside = NormalMaximum([[1, 0, 0, r], [0, 1, 0, 0], [0, 0, 1, r], [r, 0, r, 1]])
    expectClose(beside.exceedance(lower: -.infinity, upper: 0), 1 - 0.25 / 2, relative: 1e-13)
  }

  /// |Z₁|, |Z₂| and |Z₁ + Z₂|/√2 below m: eight times a triangle and a trapezoid of the plane, integrated by hand.
  ///
  ///     P = ∫ φ(y) [Φ(min(m, √2 m − y)) − Φ(max(−m, −√2 m − y))] dy over −m … m
  @Test("integrates across the kinks of a hexagon", arguments: [0.7, 2.0, 4.5])
  func hexagon(m: Double) {
    let r = 0.5.squareRoot()
    let joint = NormalMaximum([[1, 0, r], [0, 1, r], [r, r, 1]])
    let kink = (2.0.squareRoot() - 1) * m
    func outside(_ y: Double) -> Double {
      let upper = min(m, 2.0.squareRoot() * m - y)
      let lower = max(-m, -2.0.squareRoot() * m - y)
      return StandardNormal.density(y)
        * (StandardNormal.cumulative(-upper) + StandardNormal.cumulative(lower))
    }
    var sum = 2 * StandardNormal.survival(m)
    // Simpson's rule on each smooth piece.
    for (from, to) in [(-m, -kink), (-kink, kink), (kink, m)] {
      let count = 4000
      let h = (to - from) / Double(count)
      for i in 0...count {
        let factor = i == 0 || i == count ? 1.0 : i % 2 == 1 ? 4 : 2
        sum += factor * h / 3 * outside(from + Double(i) * h)
      }
    }
    expectClose(joint.exceedance(lower: -m, upper: m), sum, relative: 1e-11)
  }
}

@Suite struct TrendTests {
  @Test(
    "the trend test is the form of its scores in the covariance",
    arguments: try Oracle("survival_logrank").cases
  )
  func agreesWithCovariance(reference: Oracle.Case) throws {
    let group = try #require(reference.input["group"].text)
    let stratum = reference.input["strata"].text
    let table = try ReferenceTable(try #require(reference.input["data"].text))
      .complete([group, stratum].compactMap { $0 })
    let groups = try table.groups(group)
    let result = logRankTest(
      try table.survivalTimes(),
      groups: groups.numbers,
      groupCount: groups.levels.count,
      strata: try stratum.map { try table.integers($0) }
    )
    let expected = reference.expect["fleming_harrington_0_0"]
    let scores = groups.levels.indices.map { Double($0 * $0) }
    let u = scores.indices.reduce(0.0) { $0 + scores[$1] * (expected["U"][$1].number ?? .nan) }
    let v = scores.indices.reduce(0.0) { sum, j in
      scores.indices.reduce(sum) { $0 + scores[j] * (expected["V"][j][$1].number ?? .nan) * scores[$1] }
    }
    let trend = try #require(result.trendTest(scores: scores))
    expectClose(trend.z, -u / v.squareRoot(), relative: 1e-10, absolute: 1e-12)
    if scores.count == 2 {
      expectClose(trend.z, result.z ?? .nan, relative: 1e-12, absolute: 1e-14)
      expectClose(trend.test.statistic ?? .nan, result.statistic ?? .nan, relative: 1e-12, absolute: 1e-20)
    }
    let moved = try #require(result.trendTest(scores: scores.map { 7 + 3 * $0 }))
    expectClose(moved.z, trend.z, relative: 1e-12, absolute: 1e-13)
    #expect(result.trendTest(scores: scores.map { _ in 4 }) == nil)
  }
}
