// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Testing

@Suite struct BetaBinomial {
  /// Quadrature here, sums and quadrature with 25 to 50 digits there.
  static let relative = 1e-12

  @Test("posterior probabilities", arguments: try Oracle("beta_binomial").cases)
  func posterior(_ c: Oracle.Case) throws {
    let t = try c.table
    let prior = BetaDistribution(try c.input["prior"][0].required, try c.input["prior"][1].required)
    let superior = t.probabilityOfSuperiority(prior: prior)
    expectClose(superior, c.expect["p_superior"], relative: Self.relative, "superior")
    let byTenth = t.probabilityOfSuperiority(prior: prior, margin: 0.1)
    expectClose(byTenth, c.expect["p_superior_by_0_1"], relative: Self.relative, "superior by 0.1")
    let notInferior = t.probabilityOfSuperiority(prior: prior, margin: -0.1)
    expectClose(notInferior, c.expect["p_not_inferior_margin_0_1"], relative: Self.relative, "not inferior")
    for (arm, proportion) in [("1", t.treatment), ("2", t.reference)] {
      let posterior = proportion.posterior(prior: prior)
      expectClose(posterior.mean, c.expect["posterior_mean_\(arm)"], relative: Self.relative, "mean")
      expectClose(posterior.survival(0.3), c.expect["p_gt_0_3_\(arm)"], relative: Self.relative, "p > 0.3")
      let interval = posterior.credibleInterval(level: 0.95)
      let expected = c.expect["credible_equal_tail_\(arm)"]
      // SciPy's quantiles hold about eleven digits.
      expectClose(interval.lower, expected[0], relative: 1e-10, "lower")
      expectClose(interval.upper, expected[1], relative: 1e-10, "upper")
    }
  }

  @Test("a uniform prior without data gives one half, and 0.405 beyond a tenth")
  func priorOnly() {
    // P(p₁ > p₂ + δ) for two uniform variables is (1 − δ)² / 2.
    let nothing = TwoProportions(Proportion(events: 0, of: 0), versus: Proportion(events: 0, of: 0))
    expectClose(nothing.probabilityOfSuperiority(prior: .uniform), 0.5, relative: 1e-13)
    expectClose(nothing.probabilityOfSuperiority(prior: .uniform, margin: 0.1), 0.405, relative: 1e-13)
    expectClose(nothing.probabilityOfSuperiority(prior: .uniform, margin: -0.1), 0.595, relative: 1e-13)
    expectClose(nothing.probabilityOfSuperiority(prior: .jeffreys), 0.5, relative: 1e-12)
  }

  @Test(
    "swapping arms leaves the rest to one",
    arguments: [(16, 30, 8, 25), (0, 5, 5, 5), (3, 1000, 1, 900)]
  )
  func swap(_ x1: Int, _ n1: Int, _ x2: Int, _ n2: Int) {
    for prior in [BetaDistribution.uniform, .jeffreys] {
      let one = probabilityOfSuperiority(events: x1, of: n1, versus: x2, of: n2, prior: prior)
      let other = probabilityOfSuperiority(events: x2, of: n2, versus: x1, of: n1, prior: prior)
      expectClose(one + other, 1, relative: 1e-12)
    }
  }

  @Test("the credible interval of the difference for 16/30 v 8/25")
  func credibleDifference() {
    let t = TwoProportions(Proportion(events: 16, of: 30), versus: Proportion(events: 8, of: 25))
    let interval = t.credibleDifference(prior: .uniform, level: 0.95)
    // Recomputed in R by numerical integration, six digits.
    expectClose(interval.lower, -0.051778, relative: 0, absolute: 5e-7)
    expectClose(interval.upper, 0.434336, relative: 0, absolute: 5e-7)
  }
}
