// SPDX-License-Identifier: Apache-2.0

import Biostatistics

extension Family {
  /// Densities, both tails and quantiles, mpmath with 50 digits.
  static func distributions(_ c: ReferenceCase, _ judge: inout Judge) throws {
    switch c.method {
    case "normal":
      let x = try c.input["x"].required()
      judge.check(StandardNormal.density(x), c.expect["pdf"], relative: 1e-12)
      judge.check(StandardNormal.cumulative(x), c.expect["cdf"], relative: 1e-12)
      judge.check(StandardNormal.survival(x), c.expect["sf"], relative: 1e-12)
      // Far above zero the reference itself is log(1 - 1e-51) in 50 digits: good to 1e-49.
      judge.check(StandardNormal.logCumulative(x), c.expect["log_cdf"], relative: 1e-12, absolute: 1e-49)
    case "normal_quantile":
      try quantile(c, &judge, { StandardNormal.quantile($0) }, StandardNormal.density)
    case "t":
      let n = try c.input["df"].required()
      try tails(
        c,
        &judge,
        { StudentT.density($0, degreesOfFreedom: n) },
        { StudentT.cumulative($0, degreesOfFreedom: n) },
        { StudentT.survival($0, degreesOfFreedom: n) }
      )
    case "t_quantile":
      let n = try c.input["df"].required()
      try quantile(
        c,
        &judge,
        { StudentT.quantile($0, degreesOfFreedom: n) },
        { StudentT.density($0, degreesOfFreedom: n) }
      )
    case "chi2":
      let n = try c.input["df"].required()
      try tails(
        c,
        &judge,
        { ChiSquare.density($0, degreesOfFreedom: n) },
        { ChiSquare.cumulative($0, degreesOfFreedom: n) },
        { ChiSquare.survival($0, degreesOfFreedom: n) }
      )
    case "chi2_quantile":
      let n = try c.input["df"].required()
      try quantile(
        c,
        &judge,
        { ChiSquare.quantile($0, degreesOfFreedom: n) },
        { ChiSquare.density($0, degreesOfFreedom: n) }
      )
    case "f", "f_quantile": try fisherF(c, &judge)
    case "beta", "beta_quantile": try beta(c, &judge)
    case "gamma":
      let gamma = GammaDistribution(
        shape: try c.input["shape"].required(),
        rate: try c.input["rate"].required()
      )
      try tails(c, &judge, gamma.density, gamma.cumulative, gamma.survival)
    default: try counts(c, &judge)
    }
  }

  private static func tails(
    _ c: ReferenceCase,
    _ judge: inout Judge,
    _ density: (Double) -> Double,
    _ cumulative: (Double) -> Double,
    _ survival: (Double) -> Double
  ) throws {
    let x = try c.input["x"].required()
    judge.check(density(x), c.expect["pdf"], relative: 1e-12)
    judge.check(cumulative(x), c.expect["cdf"], relative: 1e-12)
    judge.check(survival(x), c.expect["sf"], relative: 1e-12)
  }

  /// The decimal p and its binary64 differ by up to half an ulp; near 1 that shows in x.
  private static func quantile(
    _ c: ReferenceCase,
    _ judge: inout Judge,
    _ quantile: (Double) -> Double,
    _ density: (Double) -> Double
  ) throws {
    let p = try c.input["p"].required()
    let x = quantile(p)
    judge.check(x, c.expect["quantile"], relative: 1e-12, absolute: p.ulp / 2 / density(x))
  }

  private static func fisherF(_ c: ReferenceCase, _ judge: inout Judge) throws {
    let (m, n) = (try c.input["df1"].required(), try c.input["df2"].required())
    if c.method == "f" {
      let x = try c.input["x"].required()
      judge.check(FisherF.cumulative(x, numerator: m, denominator: n), c.expect["cdf"], relative: 1e-12)
      judge.check(FisherF.survival(x, numerator: m, denominator: n), c.expect["sf"], relative: 1e-12)
    } else {
      let x = FisherF.quantile(try c.input["p"].required(), numerator: m, denominator: n)
      // At p = 0.9999 half an ulp of p is 6e-13 of the tail.
      judge.check(x, c.expect["quantile"], relative: 2e-12)
    }
  }

  private static func beta(_ c: ReferenceCase, _ judge: inout Judge) throws {
    let beta = BetaDistribution(try c.input["a"].required(), try c.input["b"].required())
    guard c.method == "beta" else { return try quantile(c, &judge, { beta.quantile($0) }, beta.density) }
    let x = try c.input["x"].required()
    // Half an ulp of the decimal x: the reference used the decimal, 1 - x loses what x lost.
    let slope = x.ulp / 2 * beta.density(x)
    let steepness = (beta.alpha / x + beta.beta / (1 - x)) * x.ulp / 2
    judge.check(beta.density(x), c.expect["pdf"], relative: 1e-12 + steepness)
    judge.check(beta.cumulative(x), c.expect["cdf"], relative: 1e-12, absolute: slope)
    judge.check(beta.survival(x), c.expect["sf"], relative: 1e-12, absolute: slope)
  }

  private static func counts(_ c: ReferenceCase, _ judge: inout Judge) throws {
    let k = try c.input["x"].integer()
    let (mass, cumulative, survival): (Double, Double, Double)
    switch c.method {
    case "binomial":
      let d = Binomial(try c.input["n"].integer(), try c.input["p"].required())
      (mass, cumulative, survival) = (d.probability(k), d.cumulative(k), d.survival(k))
    case "poisson":
      let d = Poisson(mean: try c.input["lam"].required())
      (mass, cumulative, survival) = (d.probability(k), d.cumulative(k), d.survival(k))
    case "hypergeometric":
      let d = Hypergeometric(
        population: try c.input["population"].integer(),
        successes: try c.input["successes"].integer(),
        draws: try c.input["draws"].integer()
      )
      (mass, cumulative, survival) = (d.probability(k), d.cumulative(k), d.survival(k))
    default: throw ReferenceFault.missing("method")
    }
    judge.check(mass, c.expect["pmf"], relative: 1e-12)
    judge.check(cumulative, c.expect["cdf"], relative: 1e-12)
    judge.check(survival, c.expect["sf"], relative: 1e-12)
  }
}
