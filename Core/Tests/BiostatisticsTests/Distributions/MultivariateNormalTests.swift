// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Testing

@Suite struct MultivariateNormals {
  @Test("two variables", arguments: try Oracle.cases("mvn", method: "bivariate_normal_cdf"))
  func bivariate(_ c: Oracle.Case) throws {
    let p = MultivariateNormal.bivariate(
      try c.input["h"].required,
      try c.input["k"].required,
      rho: try c.input["rho"].required
    )
    // The reference subtracts with 30 digits: below 1e-30 it holds none.
    expectClose(p, c.expect["lower_orthant"], relative: 1e-12, absolute: 1e-30, "P")
  }

  @Test(
    "three variables below their means",
    arguments: try Oracle.cases("mvn", method: "trivariate_normal_orthant")
  )
  func orthant(_ c: Oracle.Case) throws {
    let p = MultivariateNormal.trivariateOrthant(
      rho12: try c.input["r12"].required,
      rho13: try c.input["r13"].required,
      rho23: try c.input["r23"].required
    )
    expectClose(p, c.expect["probability"], relative: 1e-13, "P")
  }

  @Test(
    "one correlation between all",
    arguments: try Oracle.cases("mvn", method: "equicorrelated_normal_cdf")
  )
  func equicorrelated(_ c: Oracle.Case) throws {
    let upper = [Double](repeating: try c.input["upper"].required, count: try c.input["dimension"].int)
    let p = MultivariateNormal.equicorrelated(upper, rho: try c.input["rho"].required)
    expectClose(p, c.expect["probability"], relative: 1e-12, "P")
  }

  @Test("quadrants add up", arguments: [-0.99, -0.4, 0.2, 0.9, 0.99999])
  func quadrants(_ rho: Double) {
    for (h, k) in [(0.3, -1.2), (2.5, 2.4), (-6, 1), (0, 0)] {
      let below = MultivariateNormal.bivariate(h, k, rho: rho)
      let beside = MultivariateNormal.bivariate(h, -k, rho: -rho)
      expectClose(below + beside, StandardNormal.cumulative(h), relative: 1e-12)
      expectClose(below, MultivariateNormal.bivariate(k, h, rho: rho), relative: 1e-12)
    }
  }

  @Test(
    "far tails keep their digits",
    arguments: [(-4, -4, 8.4112723485836e-144), (0, -6, 9.33765289494e-85)]
  )
  func farTails(_ h: Double, _ k: Double, _ expected: Double) {
    // mpmath at 50 digits, the conditional integral in 800 panels, ρ = −0.95; rounding ρ costs the last digits.
    expectClose(MultivariateNormal.bivariate(h, k, rho: -0.95), expected, relative: 5e-12)
  }

  @Test("both ways to two equally correlated variables")
  func twoWays() {
    let one = MultivariateNormal.bivariate(-7, -8, rho: 0.5)
    expectClose(MultivariateNormal.equicorrelated([-7, -8], rho: 0.5), one, relative: 1e-12)
  }

  @Test("three variables by three ways")
  func trivariate() {
    for rho in [0.2, 0.8] {
      let whole = MultivariateNormal.equicorrelated([-1, 0.3, 2], rho: rho)
      let nested = MultivariateNormal.trivariate([-1, 0.3, 2], rho12: rho, rho13: rho, rho23: rho)
      expectClose(nested, whole, relative: 1e-11)
    }
    let orthant = MultivariateNormal.trivariateOrthant(rho12: -0.3, rho13: 0.2, rho23: 0.6)
    let nested = MultivariateNormal.trivariate([0, 0, 0], rho12: -0.3, rho13: 0.2, rho23: 0.6)
    expectClose(nested, orthant, relative: 1e-11)
    let permuted = MultivariateNormal.trivariate([-2, 1, 0.5], rho12: 0.7, rho13: -0.2, rho23: 0.1)
    let other = MultivariateNormal.trivariate([0.5, 1, -2], rho12: 0.1, rho13: -0.2, rho23: 0.7)
    expectClose(permuted, other, relative: 1e-11)
    // Looks of a trial are three such variables: Z₁ < 2.5, Z₂ < 2.2, Z₃ < 2.
    let crossing = BoundaryCrossing(
      fractions: [0.25, 0.5, 1],
      lower: [-.infinity, -.infinity, -.infinity],
      upper: [2.5, 2.2, 2]
    )
    let inside = MultivariateNormal.trivariate(
      [2.5, 2.2, 2],
      rho12: 0.5.squareRoot(),
      rho13: 0.5,
      rho23: 0.5.squareRoot()
    )
    expectClose(inside, 1 - crossing.power(drift: 0), relative: 1e-12)
  }

  @Test("degenerate correlations and open ends")
  func degenerate() {
    expectClose(MultivariateNormal.bivariate(1, 2, rho: 1), StandardNormal.cumulative(1), relative: 1e-15)
    #expect(MultivariateNormal.bivariate(-1, 0.5, rho: -1) == 0)
    let strip = StandardNormal.cumulative(1) - StandardNormal.cumulative(-2)
    expectClose(MultivariateNormal.bivariate(1, 2, rho: -1), strip, relative: 1e-14)
    #expect(MultivariateNormal.bivariate(.infinity, .infinity, rho: 0.3) == 1)
    #expect(MultivariateNormal.bivariate(-.infinity, 1, rho: 0.3) == 0)
    #expect(MultivariateNormal.equicorrelated([.infinity], rho: 0.3) == 1)
    expectClose(
      MultivariateNormal.equicorrelated([0.5, 2], rho: 1),
      StandardNormal.cumulative(0.5),
      relative: 1e-15
    )
  }
}
