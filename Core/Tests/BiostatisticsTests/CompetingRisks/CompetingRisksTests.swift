// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Biostatistics

/// The data of a reference case: complete cases on the columns it uses.
struct CompetingReference {
  let data: CompetingTimes
  let groups: [Int]
  let groupCount: Int
  let names: [String]
  let covariates: [[Double]]

  init(_ reference: Oracle.Case) throws {
    let input = reference.input
    let group = input["group"].text
    names = input["x"].list.compactMap(\.text)
    let table = try ReferenceTable(try #require(input["data"].text))
      .complete(names + [group].compactMap { $0 })
    data = CompetingTimes(
      times: try table.column(try #require(input["time"].text)),
      causes: try table.integers(try #require(input["event"].text)),
      causeCount: 2
    )
    let values = try group.map { try table.groups($0) }
    groups = values?.numbers ?? [Int](repeating: 0, count: data.count)
    groupCount = values?.levels.count ?? 1
    covariates = try names.map { try table.column($0) }
  }

  static func cases() throws -> [Oracle.Case] { try Oracle("survival_competing").cases }
}

@Suite struct CumulativeIncidenceTests {
  /// Four subjects, by hand: cause 1 at 1, cause 2 at 2, censored at 2, cause 1 at 3.
  ///
  ///     F₁(1) = 1/4    S(1) = 3/4    F₂(2) = 3/4 · 1/3 = 1/4    S(2) = 1/2    F₁(3) = 1/4 + 1/2 = 3/4
  ///     Aalen, F₁(1): 1²·1/16. F₁(3): u of t = 1 is 1 + (1/4 − 3/4)/(3/4) = 1/3, of t = 2 (1/4 − 3/4)/(1/2) = −1,
  ///     of t = 3 it is 1, with weights 1/16, (3/4)²/9 = 1/16 and (1/2)²: 1/144 + 1/16 + 1/4 = 23/72
  @Test("matches four subjects worked by hand")
  func byHand() {
    let data = CompetingTimes(times: [3, 2, 1, 2], causes: [1, 0, 1, 2], causeCount: 2)
    let curve = CumulativeIncidence(data)
    #expect(curve.steps.map(\.atRisk) == [4, 3, 1])
    #expect(curve.steps.map(\.censored) == [0, 1, 0])
    for (step, survival) in zip(curve.steps, [3.0 / 4, 1.0 / 2, 0]) {
      expectClose(step.survival, survival, relative: 1e-15)
    }
    for (step, value) in zip(curve.incidences[0], [1.0 / 4, 1.0 / 4, 3.0 / 4]) {
      expectClose(step.value, value, relative: 1e-15)
    }
    for (step, variance) in zip(curve.incidences[0], [1.0 / 16, 1.0 / 16, 23.0 / 72]) {
      expectClose(step.aalenVariance, variance, relative: 1e-14)
    }
    expectClose(curve.incidence(of: 2, at: 2.5), 1.0 / 4, relative: 1e-15)
    #expect(curve.incidence(of: 1, at: 0.5) == 0)
    #expect(curve.interval(of: 2, at: 1, variance: .aalen, transform: .log, level: 0.95) == nil)
    #expect(curve.atRisk(at: 1.5) == 3)
  }

  @Test("agrees with cuminc and with survfit", arguments: try CompetingReference.cases())
  func agreesWithReference(reference: Oracle.Case) throws {
    let model = try CompetingReference(reference)
    let curves = model.data.split(by: model.groups, groupCount: model.groupCount).map(
      CumulativeIncidence.init
    )
    // Curves stand by cause, groups within.
    let expected = reference.expect["aalen_johansen"].list
    #expect(expected.count == 2 * curves.count)
    for (number, expected) in expected.enumerated() {
      let curve = curves[number % curves.count]
      let cause = number / curves.count + 1
      for (place, time) in expected["times"].numbers.enumerated() {
        guard !expected["est"][place].isNull else {
          #expect(time > (curve.lastTime ?? 0), "cuminc has nothing beyond the last time")
          continue
        }
        expectClose(curve.incidence(of: cause, at: time), expected["est"][place], relative: 1e-12, "F")
        let error = curve.standardError(of: cause, at: time, variance: .aalen)
        expectClose(error * error, expected["var"][place], relative: 1e-12, "variance")
      }
    }
    let states = reference.expect["survfit_multistate"].list
    #expect(states.count == curves.count)
    for (curve, expected) in zip(curves, states) {
      for (place, time) in expected["times"].numbers.enumerated() {
        #expect(curve.atRisk(at: time) == (try expected["n_risk"][place].int))
        for cause in 1...2 {
          expectClose(
            curve.incidence(of: cause, at: time),
            expected["pstate"][place][cause - 1],
            relative: 1e-12,
            "state"
          )
          expectClose(
            curve.standardError(of: cause, at: time, variance: .jackknife),
            expected["se_infinitesimal_jackknife"][place][cause - 1],
            relative: 1e-11,
            "jackknife"
          )
        }
      }
    }
  }

  @Test("one kind of event is one minus Kaplan–Meier, and the kinds add up", arguments: ["veteran", "lung"])
  func oneKind(name: String) throws {
    let data = try ReferenceTable("data/\(name).csv").survivalTimes()
    let single = CumulativeIncidence(
      CompetingTimes(times: data.times, causes: data.events.map { $0 ? 1 : 0 }, causeCount: 1)
    )
    let curve = KaplanMeier(data)
    for (place, step) in curve.steps.enumerated() {
      expectClose(single.incidences[0][place].value, 1 - step.survival, relative: 1e-12)
    }
    let kinds = data.events.indices.map { data.events[$0] ? 1 + $0 % 3 : 0 }
    let three = CumulativeIncidence(CompetingTimes(times: data.times, causes: kinds, causeCount: 3))
    for place in three.steps.indices {
      let sum = three.incidences.reduce(three.steps[place].survival) { $0 + $1[place].value }
      expectClose(sum, 1, relative: 1e-13)
    }
  }

  /// By definition: the derivative of F in the weight of each subject, by finite differences of replicated data.
  @Test("the jackknife variance is the sum of squared influences")
  func jackknife() {
    let times: [Double] = [1, 2, 2, 3, 3, 4, 5, 6, 6, 7]
    let causes = [1, 2, 0, 1, 1, 0, 2, 1, 2, 0]
    let copies = 4000
    func incidence(_ extra: Int?) -> Double {
      // The weight of one subject rises by 1 in `copies`.
      var (t, c) = ([Double](), [Int]())
      for row in times.indices {
        let count = copies + (row == extra ? 1 : 0)
        t += [Double](repeating: times[row], count: count)
        c += [Int](repeating: causes[row], count: count)
      }
      return CumulativeIncidence(CompetingTimes(times: t, causes: c, causeCount: 2)).incidence(of: 1, at: 6)
    }
    let plain = incidence(nil)
    let sum = times.indices.reduce(0.0) { sum, row in
      let slope = (incidence(row) - plain) * Double(copies)
      return sum + slope * slope
    }
    let curve = CumulativeIncidence(CompetingTimes(times: times, causes: causes, causeCount: 2))
    let error = curve.standardError(of: 1, at: 6, variance: .jackknife)
    expectClose(error * error, sum, relative: 1e-3)
  }

  @Test("intervals are the transforms of F and its standard error", arguments: IntervalTransform.allCases)
  func intervals(transform: IntervalTransform) throws {
    let table = try ReferenceTable("data/mgus2.csv")
    let data = CompetingTimes(
      times: try table.column("etime"),
      causes: try table.integers("event"),
      causeCount: 2
    )
    let curve = CumulativeIncidence(data)
    for variance in IncidenceVariance.allCases {
      let (value, error) = (
        curve.incidence(of: 2, at: 60), curve.standardError(of: 2, at: 60, variance: variance)
      )
      let interval = try #require(
        curve.interval(of: 2, at: 60, variance: variance, transform: transform, level: 0.95)
      )
      // The scales whose slope in F is elementary.
      let slope: Double
      let scale: (Double) -> Double
      switch transform {
      case .plain: (slope, scale) = (1, { $0 })
      case .log: (slope, scale) = (1 / value, { log($0) })
      case .logLog: (slope, scale) = (-1 / (value * log(value)), { -log(-log($0)) })
      case .logit: (slope, scale) = (1 / (value * (1 - value)), { log($0 / (1 - $0)) })
      case .arcsin: (slope, scale) = (0.5 / (value * (1 - value)).squareRoot(), { asin($0.squareRoot()) })
      }
      let margin = 1.959963984540054 * error * abs(slope)
      expectClose(scale(interval.upper), scale(value) + margin, relative: 1e-12)
      expectClose(scale(interval.lower), scale(value) - margin, relative: 1e-12)
    }
  }

  @Test("has nothing to say without subjects")
  func empty() {
    let none = CumulativeIncidence(CompetingTimes(times: [], causes: [], causeCount: 2))
    #expect(none.steps.isEmpty)
    #expect(none.incidence(of: 2, at: 3) == 0)
    #expect(none.lastTime == nil)
  }
}

@Suite struct GrayTests {
  @Test(
    "agrees with cuminc",
    arguments: try CompetingReference.cases().filter { !$0.expect["gray"].isAbsent }
  )
  func agreesWithReference(reference: Oracle.Case) throws {
    let model = try CompetingReference(reference)
    for expected in reference.expect["gray"].list {
      let result = grayTest(
        model.data,
        groups: model.groups,
        groupCount: model.groupCount,
        cause: try expected["cause"].int
      )
      expectClose(result.test.statistic, expected["chisq"], relative: 1e-11, missing: "chi-square")
      expectClose(result.test.p, expected["p"], relative: 1e-11, "p")
      expectClose(result.test.degreesOfFreedom, expected["df"], relative: 0, missing: "df")
    }
  }

  /// R cmprsk 2.2-11 on the same rows: `cuminc(etime, event, group, strata = sex, rho = …)` of the mgus2 data, with the
  /// row number modulo 3 as group; chi-square for causes 1 and 2.
  @Test(
    "agrees with cuminc for three groups, strata and weights",
    arguments: Self.threeGroups
  )
  func strata(rho: Double, isStratified: Bool, expected: [Double]) throws {
    let table = try ReferenceTable("data/mgus2.csv")
    let data = CompetingTimes(
      times: try table.column("etime"),
      causes: try table.integers("event"),
      causeCount: 2
    )
    for cause in 1...2 {
      let result = grayTest(
        data,
        groups: (1...data.count).map { $0 % 3 },
        groupCount: 3,
        cause: cause,
        strata: isStratified ? try table.integers("sex") : nil,
        rho: rho
      )
      expectClose(result.test.statistic ?? .nan, expected[cause - 1], relative: 1e-11)
      #expect(result.test.degreesOfFreedom == 2)
    }
  }

  private static let threeGroups: [(rho: Double, isStratified: Bool, expected: [Double])] = [
    (0, false, [2.795773803506246, 0.6642496909391548]),
    (0, true, [2.747587218463217, 0.5041817647861392]),
    (1, false, [2.838618270960272, 0.6031954612813138]),
    (1, true, [2.783077153415366, 0.3139177635607521]),
  ]

  @Test("swapping groups and permuting subjects change nothing but the order of the scores")
  func symmetry() throws {
    let model = try CompetingReference(try #require(CompetingReference.cases().first { $0.id == "cr-pbc" }))
    let result = grayTest(model.data, groups: model.groups, groupCount: 2, cause: 2)
    let swapped = grayTest(model.data, groups: model.groups.map { 1 - $0 }, groupCount: 2, cause: 2)
    expectClose(swapped.test.statistic ?? .nan, result.test.statistic ?? 0, relative: 1e-12)
    var rows = Array(0..<model.data.count)
    var stream = RandomStream(seed: 5, position: 1)
    stream.shuffle(&rows)
    let permuted = grayTest(
      model.data.subset(rows),
      groups: rows.map { model.groups[$0] },
      groupCount: 2,
      cause: 2
    )
    #expect(permuted == result)
  }

  @Test("leaves out an empty group, and has no test for one group or no event")
  func degenerate() throws {
    let model = try CompetingReference(try #require(CompetingReference.cases().first { $0.id == "cr-pbc" }))
    let two = grayTest(model.data, groups: model.groups, groupCount: 2, cause: 1)
    let three = grayTest(model.data, groups: model.groups.map { 2 * $0 }, groupCount: 3, cause: 1)
    #expect(three.test == two.test)
    let one = grayTest(model.data, groups: model.groups.map { _ in 0 }, groupCount: 1, cause: 1)
    #expect(one.test.statistic == nil)
    #expect(one.test.p.isNaN)
    let none = CompetingTimes(times: [1, 2, 3], causes: [2, 0, 2], causeCount: 2)
    #expect(grayTest(none, groups: [0, 1, 1], groupCount: 2, cause: 1).test.statistic == nil)
  }
}
