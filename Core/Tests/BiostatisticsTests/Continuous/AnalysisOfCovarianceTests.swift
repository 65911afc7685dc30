// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Biostatistics

/// The data sets of R are compared value by value in `QualificationTests`; here are hand work, certified values and
/// what cannot be fitted.
@Suite struct AnalysisOfCovarianceTests {
  /// Two parallel lines of slope 1, one apart by 2, and residuals ± 1 that are orthogonal to everything.
  private static func byHand() throws -> AnalysisOfCovariance {
    let x: [Double] = [0, 1, 2, 3, 2, 3, 4, 5]
    let residuals: [Double] = [1, -1, -1, 1, -1, 1, 1, -1]
    let groups = [0, 0, 0, 0, 1, 1, 1, 1]
    let y = x.indices.map { 10 + x[$0] + 2 * Double(groups[$0]) + residuals[$0] }
    return try AnalysisOfCovariance(y, groups: groups, covariates: [.init("x", x)])
  }

  @Test("two parallel lines by hand")
  func hand() throws {
    let analysis = try Self.byHand()
    // Eight squared residuals of 1 over 8 − 3.
    expectClose(analysis.residualVariance, 8.0 / 5, relative: 1e-14)
    #expect(analysis.degreesOfFreedom == 5)
    let difference = analysis.difference(of: 1, versus: 0, level: 0.95)
    expectClose(difference.estimate.value, 2, relative: 1e-14)
    // σ² (1/4 + 1/4 + 2² / Sxx) with Sxx = 5 + 5 within groups and means of x two apart.
    expectClose(difference.standardError, (1.6 * 0.9).squareRoot(), relative: 1e-14)
    // At the average 2.5 of x: 10 + 2.5 and 2 more.
    for (group, expected) in [12.5, 14.5].enumerated() {
      let mean = analysis.adjustedMean(of: group, level: 0.95, weights: .equal)
      expectClose(mean.estimate.value, expected, relative: 1e-14)
    }
    let test = analysis.groupTest()
    expectClose(test.statistic ?? .nan, 4 / 1.44, relative: 1e-13)
    expectClose(test.p, difference.test.p, relative: 1e-12)
    let slope = try #require(analysis.slope(of: "x", level: 0.95))
    expectClose(slope.estimate.value, 1, relative: 1e-14)
    expectClose(slope.standardError, 0.4, relative: 1e-14)
    #expect(analysis.slope(of: "z", level: 0.95) == nil && analysis.strataTest(of: "x") == nil)
    // e² = 1 for all: HC0 is the sum of squared weights, 0.9.
    let robust = analysis.difference(of: 1, versus: 0, level: 0.95, variance: .hc0)
    expectClose(robust.standardError, 0.9.squareRoot(), relative: 1e-14)
  }

  @Test("without covariates it is the pooled t test and the one-way analysis of variance")
  func withoutCovariates() throws {
    let values: [[Double]] = [[4.2, 5.1, 3.3, 6.0], [5.9, 7.2, 6.6], [2.0, 4.4, 3.1, 3.8, 5.0]]
    let groups = values.indices.flatMap { group in values[group].map { _ in group } }
    let analysis = try AnalysisOfCovariance(values.flatMap(\.self), groups: groups)
    let variance = analysisOfVariance(values)
    expectClose(analysis.groupTest().statistic ?? .nan, variance.statistic ?? .nan, relative: 1e-12)
    expectClose(analysis.groupTest().p, variance.p, relative: 1e-12)
    let two = try AnalysisOfCovariance(values[0] + values[1], groups: [0, 0, 0, 0, 1, 1, 1])
    let t = tTest(values[1], values[0], variance: .pooled)
    let difference = two.difference(of: 1, versus: 0, level: 0.95)
    expectClose(difference.test.p, t.p, relative: 1e-12)
    let interval = meanDifference(values[1], values[0], level: 0.95, variance: .pooled).interval
    expectClose(difference.estimate.interval.lower, interval.lower, relative: 1e-12)
  }

  @Test("exchanging groups negates the difference; shifting and scaling a covariate changes nothing")
  func invariance() throws {
    let y: [Double] = [3, 5, 4, 8, 9, 7, 6, 2]
    let x: [Double] = [1, 4, 2, 6, 7, 3, 5, 0.5]
    let groups = [0, 1, 0, 1, 1, 0, 0, 1]
    func difference(_ y: [Double], _ x: [Double], _ groups: [Int], _ a: Int, _ b: Int) throws
      -> LinearContrast
    {
      try AnalysisOfCovariance(y, groups: groups, covariates: [.init("x", x)])
        .difference(of: a, versus: b, level: 0.95)
    }
    let plain = try difference(y, x, groups, 1, 0)
    let turned = try difference(y, x, groups, 0, 1)
    expectClose(turned.estimate.value, -plain.estimate.value, relative: 1e-13)
    expectClose(turned.test.p, plain.test.p, relative: 1e-13)
    let far = try difference(y, x.map { 1e6 + 1e-3 * $0 }, groups, 1, 0)
    expectClose(far.estimate.value, plain.estimate.value, relative: 1e-6)
    let reversed = try difference(y.reversed(), x.reversed(), groups.reversed(), 1, 0)
    expectClose(reversed.test.p, plain.test.p, relative: 1e-12)
  }

  @Test("Longley's data: the certified values of NIST, to ten digits of them")
  func longley() throws {
    // NIST Statistical Reference Datasets, Longley (1967): certified coefficients and residual standard deviation.
    let certified = [
      -3482258.63459582, 15.0618722713733, -0.0358191792925910, -2.02022980381683, -1.03322686717359,
      -0.0511041056535807, 1829.15146461355,
    ]
    let columns = Self.longleyColumns
    let rows = columns[0].map { _ in 1.0 }
    let fit = try LeastSquares(columns[0], columns: [rows] + columns.dropFirst())
    for (place, expected) in certified.enumerated() {
      var contrast = [Double](repeating: 0, count: 7)
      contrast[place] = 1
      expectClose(fit.weights(of: contrast).dot(columns[0]), expected, relative: 1e-9)
    }
    expectClose((fit.residuals.dot(fit.residuals) / 9).squareRoot(), 304.854073561965, relative: 1e-11)
  }

  @Test("what cannot be fitted is named")
  func faults() {
    typealias Fault = AnalysisOfCovarianceError
    let y: [Double] = [1, 4, 2, 8, 5, 7]
    let groups = [0, 0, 0, 1, 1, 1]
    let x: [Double] = [1, 2, 3, 4, 5, 7]
    func fault(
      _ y: [Double],
      _ groups: [Int],
      _ covariates: [AnalysisOfCovariance.Covariate] = [],
      _ strata: [AnalysisOfCovariance.Factor] = []
    ) -> Fault? {
      do {
        _ = try AnalysisOfCovariance(y, groups: groups, covariates: covariates, strata: strata)
        return nil
      } catch {
        return error
      }
    }
    #expect(fault(y, groups, [.init("age", x)]) == nil)
    #expect(
      fault(y, groups, [.init("age", x), .init("older", x.map { 3 * $0 + 1 })]) == .collinear(column: "older")
    )
    #expect(fault(y, groups, [.init("arm", groups.map(Double.init))]) == .collinear(column: "arm"))
    #expect(fault(y, groups, [.init("constant", x.map { _ in 0.1 })]) == .collinear(column: "constant"))
    #expect(fault(y, groups, [], [.init("site", [7, 7, 7, 7, 7, 7])]) == .collinear(column: "site"))
    #expect(fault(y, groups, [], [.init("site", [7, 7, 7, 2, 2, 2])]) == .collinear(column: "site"))
    #expect(fault(y, groups, [.init("age", [1, 2])]) == .differentLengths(column: "age"))
    #expect(fault(y, groups, [.init("age", [1, 2, .nan, 4, 5, 6])]) == .notFinite(column: "age"))
    #expect(fault(y, [0, 0, 0, 0, 0, 0]) == .fewerThanTwoGroups)
    #expect(fault([], []) == .fewerThanTwoGroups)
    #expect(fault(y, [0, 0, 0, 2, 2, 2]) == .emptyGroup(1))
    #expect(fault([1, 2, 4], [0, 0, 1], [.init("age", [1, 2, 5])]) == .noResidualDegreesOfFreedom)
    #expect(fault([2, 2, 2, 5, 5, 5], groups) == .perfectFit)
    let errors: [Fault] = [
      .differentLengths(column: "age"), .notFinite(column: "age"), .fewerThanTwoGroups, .emptyGroup(1),
      .collinear(column: "age"), .noResidualDegreesOfFreedom, .perfectFit,
    ]
    #expect(Set(errors.map(\.description)).count == errors.count)
  }

  @Test("HC2 and HC3 are undefined where one subject alone decides a coefficient")
  func leverage() throws {
    let analysis = try AnalysisOfCovariance([1, 4, 2, 8], groups: [0, 0, 0, 1])
    #expect(analysis.difference(of: 1, versus: 0, level: 0.95, variance: .hc3).standardError.isNaN)
    #expect(analysis.groupTest(variance: .hc2).p.isNaN)
    #expect(analysis.difference(of: 1, versus: 0, level: 0.95, variance: .hc0).standardError > 0)
  }

  // Employed; deflator, GNP, unemployed, armed forces, population, year. Longley (1967), JASA 62:819–841.
  private static let longleyColumns: [[Double]] = [
    [
      60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761, 66019, 67857, 68169, 66513, 68655, 69564, 69331,
      70551,
    ],
    [83, 88.5, 88.2, 89.5, 96.2, 98.1, 99, 100, 101.2, 104.6, 108.4, 110.8, 112.6, 114.2, 115.7, 116.9],
    [
      234289, 259426, 258054, 284599, 328975, 346999, 365385, 363112, 397469, 419180, 442769, 444546, 482704,
      502601, 518173, 554894,
    ],
    [2356, 2325, 3682, 3351, 2099, 1932, 1870, 3578, 2904, 2822, 2936, 4681, 3813, 3931, 4806, 4007],
    [1590, 1456, 1616, 1650, 3099, 3594, 3547, 3350, 3048, 2857, 2798, 2637, 2552, 2514, 2572, 2827],
    [
      107608, 108632, 109773, 110929, 112075, 113270, 115094, 116219, 117388, 118734, 120445, 121950, 123366,
      125368, 127852, 130081,
    ],
    (1947...1962).map(Double.init),
  ]
}
