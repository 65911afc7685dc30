// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Testing

/// Densities, both tails and quantiles against mpmath with 50 digits.
@Suite struct Distributions {
  /// Arguments reach 38 standard deviations, where one rounding of x already costs 1e-13.
  static let relative = 1e-12

  @Test(
    "the normal distribution, far tails included",
    arguments: try Oracle.cases("distributions", method: "normal")
  )
  func normal(_ c: Oracle.Case) throws {
    let x = try c.input["x"].required
    expectClose(StandardNormal.density(x), c.expect["pdf"], relative: Self.relative, "pdf")
    expectClose(StandardNormal.cumulative(x), c.expect["cdf"], relative: Self.relative, "cdf")
    expectClose(StandardNormal.survival(x), c.expect["sf"], relative: Self.relative, "sf")
    // Far above zero the reference itself is log(1 - 1e-51) in 50 digits: good to 1e-49.
    let log = StandardNormal.logCumulative(x)
    expectClose(log, c.expect["log_cdf"], relative: Self.relative, absolute: 1e-49, "log cdf")
  }

  @Test("normal quantiles", arguments: try Oracle.cases("distributions", method: "normal_quantile"))
  func normalQuantile(_ c: Oracle.Case) throws {
    let p = try c.input["p"].required
    let x = StandardNormal.quantile(p)
    // The decimal p and its binary64 differ by up to half an ulp; near 1 that shows in x.
    let rounding = p.ulp / 2 / StandardNormal.density(x)
    expectClose(x, c.expect["quantile"], relative: Self.relative, absolute: rounding, "quantile")
    expectClose(StandardNormal.quantile(upperTail: p), -x, relative: 0, "mirrored")
  }

  @Test("Student's t", arguments: try Oracle.cases("distributions", method: "t"))
  func studentT(_ c: Oracle.Case) throws {
    let (n, t) = (try c.input["df"].required, try c.input["x"].required)
    expectClose(
      StudentT.density(t, degreesOfFreedom: n),
      c.expect["pdf"],
      relative: Self.relative,
      "pdf"
    )
    expectClose(
      StudentT.cumulative(t, degreesOfFreedom: n),
      c.expect["cdf"],
      relative: Self.relative,
      "cdf"
    )
    expectClose(StudentT.survival(t, degreesOfFreedom: n), c.expect["sf"], relative: Self.relative, "sf")
  }

  @Test("quantiles of t", arguments: try Oracle.cases("distributions", method: "t_quantile"))
  func studentTQuantile(_ c: Oracle.Case) throws {
    let (n, p) = (try c.input["df"].required, try c.input["p"].required)
    let t = StudentT.quantile(p, degreesOfFreedom: n)
    let rounding = p.ulp / 2 / StudentT.density(t, degreesOfFreedom: n)
    expectClose(t, c.expect["quantile"], relative: Self.relative, absolute: rounding)
  }

  @Test("chi-square", arguments: try Oracle.cases("distributions", method: "chi2"))
  func chiSquare(_ c: Oracle.Case) throws {
    let (n, x) = (try c.input["df"].required, try c.input["x"].required)
    expectClose(
      ChiSquare.density(x, degreesOfFreedom: n),
      c.expect["pdf"],
      relative: Self.relative,
      "pdf"
    )
    expectClose(
      ChiSquare.cumulative(x, degreesOfFreedom: n),
      c.expect["cdf"],
      relative: Self.relative,
      "cdf"
    )
    expectClose(ChiSquare.survival(x, degreesOfFreedom: n), c.expect["sf"], relative: Self.relative, "sf")
  }

  @Test("quantiles of chi-square", arguments: try Oracle.cases("distributions", method: "chi2_quantile"))
  func chiSquareQuantile(_ c: Oracle.Case) throws {
    let (n, p) = (try c.input["df"].required, try c.input["p"].required)
    let x = ChiSquare.quantile(p, degreesOfFreedom: n)
    let rounding = p.ulp / 2 / ChiSquare.density(x, degreesOfFreedom: n)
    expectClose(x, c.expect["quantile"], relative: Self.relative, absolute: rounding)
  }

  @Test("F", arguments: try Oracle.cases("distributions", method: "f"))
  func fisherF(_ c: Oracle.Case) throws {
    let (m, n) = (try c.input["df1"].required, try c.input["df2"].required)
    let x = try c.input["x"].required
    let cumulative = FisherF.cumulative(x, numerator: m, denominator: n)
    expectClose(cumulative, c.expect["cdf"], relative: Self.relative, "cdf")
    let survival = FisherF.survival(x, numerator: m, denominator: n)
    expectClose(survival, c.expect["sf"], relative: Self.relative, "sf")
  }

  @Test("quantiles of F", arguments: try Oracle.cases("distributions", method: "f_quantile"))
  func fisherFQuantile(_ c: Oracle.Case) throws {
    let (m, n) = (try c.input["df1"].required, try c.input["df2"].required)
    let x = FisherF.quantile(try c.input["p"].required, numerator: m, denominator: n)
    // At p = 0.9999 half an ulp of p is 6e-13 of the tail.
    expectClose(x, c.expect["quantile"], relative: 2e-12)
  }

  @Test("beta", arguments: try Oracle.cases("distributions", method: "beta"))
  func beta(_ c: Oracle.Case) throws {
    let distribution = BetaDistribution(try c.input["a"].required, try c.input["b"].required)
    let x = try c.input["x"].required
    // Half an ulp of the decimal x: the reference used the decimal, 1 - x loses what x lost.
    let slope = x.ulp / 2 * distribution.density(x)
    let steepness = (distribution.alpha / x + distribution.beta / (1 - x)) * x.ulp / 2
    expectClose(
      distribution.density(x),
      c.expect["pdf"],
      relative: Self.relative + steepness,
      "pdf"
    )
    expectClose(
      distribution.cumulative(x),
      c.expect["cdf"],
      relative: Self.relative,
      absolute: slope,
      "cdf"
    )
    expectClose(distribution.survival(x), c.expect["sf"], relative: Self.relative, absolute: slope, "sf")
  }

  @Test("quantiles of beta", arguments: try Oracle.cases("distributions", method: "beta_quantile"))
  func betaQuantile(_ c: Oracle.Case) throws {
    let distribution = BetaDistribution(try c.input["a"].required, try c.input["b"].required)
    let p = try c.input["p"].required
    let x = distribution.quantile(p)
    let rounding = p.ulp / 2 / distribution.density(x)
    expectClose(x, c.expect["quantile"], relative: Self.relative, absolute: rounding)
  }

  @Test("gamma", arguments: try Oracle.cases("distributions", method: "gamma"))
  func gamma(_ c: Oracle.Case) throws {
    let distribution = GammaDistribution(
      shape: try c.input["shape"].required,
      rate: try c.input["rate"].required
    )
    let x = try c.input["x"].required
    expectClose(distribution.density(x), c.expect["pdf"], relative: Self.relative, "pdf")
    expectClose(distribution.cumulative(x), c.expect["cdf"], relative: Self.relative, "cdf")
    expectClose(distribution.survival(x), c.expect["sf"], relative: Self.relative, "sf")
  }

  @Test("binomial", arguments: try Oracle.cases("distributions", method: "binomial"))
  func binomial(_ c: Oracle.Case) throws {
    let distribution = Binomial(try c.input["n"].int, try c.input["p"].required)
    let k = try c.input["x"].int
    expectClose(distribution.probability(k), c.expect["pmf"], relative: Self.relative, "pmf")
    expectClose(distribution.cumulative(k), c.expect["cdf"], relative: Self.relative, "cdf")
    expectClose(distribution.survival(k), c.expect["sf"], relative: Self.relative, "sf")
  }

  @Test("Poisson", arguments: try Oracle.cases("distributions", method: "poisson"))
  func poisson(_ c: Oracle.Case) throws {
    let distribution = Poisson(mean: try c.input["lam"].required)
    let k = try c.input["x"].int
    expectClose(distribution.probability(k), c.expect["pmf"], relative: Self.relative, "pmf")
    expectClose(distribution.cumulative(k), c.expect["cdf"], relative: Self.relative, "cdf")
    expectClose(distribution.survival(k), c.expect["sf"], relative: Self.relative, "sf")
  }

  @Test("hypergeometric", arguments: try Oracle.cases("distributions", method: "hypergeometric"))
  func hypergeometric(_ c: Oracle.Case) throws {
    let distribution = Hypergeometric(
      population: try c.input["population"].int,
      successes: try c.input["successes"].int,
      draws: try c.input["draws"].int
    )
    let k = try c.input["x"].int
    expectClose(distribution.probability(k), c.expect["pmf"], relative: Self.relative, "pmf")
    expectClose(distribution.cumulative(k), c.expect["cdf"], relative: Self.relative, "cdf")
    expectClose(distribution.survival(k), c.expect["sf"], relative: Self.relative, "sf")
    if distribution.support.contains(k) {
      let listed = distribution.probabilities[k - distribution.support.lowerBound]
      expectClose(listed, c.expect["pmf"], relative: Self.relative, "pmf in the list")
    }
  }

  @Test("quantiles undo tails", arguments: [0.001, 0.2, 0.5, 0.8, 0.999])
  func quantilesUndoTails(_ p: Double) {
    expectClose(StandardNormal.cumulative(StandardNormal.quantile(p)), p, relative: 1e-12)
    let gamma = GammaDistribution(shape: 3.5, rate: 0.2)
    expectClose(gamma.cumulative(gamma.quantile(p)), p, relative: 1e-12)
    expectClose(gamma.survival(gamma.quantile(upperTail: p)), p, relative: 1e-12)
    let beta = BetaDistribution(0.7, 12)
    expectClose(beta.survival(beta.quantile(upperTail: p)), p, relative: 1e-12)
  }

  @Test("log n! and log of n over k from exact integers")
  func factorials() {
    expectClose(logFactorial(10), 15.104412573075516, relative: 1e-15)  // log 3628800
    expectClose(logChoose(10, 3), 4.787491742782046, relative: 1e-14)  // log 120
    #expect(logChoose(3, 4) == -.infinity)
  }
}
