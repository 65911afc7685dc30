// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Testing

@Suite struct PredictiveProbability {
  /// Ratios of neighbours here, beta functions with 40 digits there.
  static let relative = 1e-12

  @Test("agrees with the whole double sum", arguments: try Oracle.cases("predictive", method: "two_arms"))
  func twoArms(_ c: Oracle.Case) throws {
    let actual = try c.table.predictiveProbability(
      of: finalComparison(c.input["success"]),
      treatmentSize: c.input["final"][0].int,
      referenceSize: c.input["final"][1].int,
      priors: armPriors(c.input["priors"])
    )
    expectClose(actual, c.expect["predictive_probability"], relative: Self.relative)
  }

  @Test("agrees with the whole sum of one arm", arguments: try Oracle.cases("predictive", method: "one_arm"))
  func oneArm(_ c: Oracle.Case) throws {
    let rule = c.input["success"]
    let success: FinalProportion =
      try rule["kind"].text == "posterior"
      ? .posterior(beta(rule["prior"]), above: rule["rate"].required, threshold: rule["threshold"].required)
      : .binomialTest(against: rule["rate"].required, alpha: rule["alpha"].required)
    let actual = Proportion(events: try c.input["x"].int, of: try c.input["n"].int)
      .predictiveProbability(
        of: success,
        finalSize: try c.input["final"].int,
        prior: try beta(c.input["prior"])
      )
    expectClose(actual, c.expect["predictive_probability"], relative: Self.relative)
  }

  @Test("the pooled z test at the end", arguments: try Oracle("beta_binomial").cases)
  func pooledZ(_ c: Oracle.Case) throws {
    guard !c.expect["predictive_probability_of_success"].isAbsent else { return }
    let future = c.expect["predictive_future_n"]
    let actual = try c.table.predictiveProbability(
      of: .pooledZ(alpha: 0.025),
      treatmentSize: c.table.treatment.n + future[0].int,
      referenceSize: c.table.reference.n + future[1].int,
      priors: ArmPriors(beta(c.input["prior"]))
    )
    expectClose(actual, c.expect["predictive_probability_of_success"], relative: Self.relative)
  }

  @Test("the example of Lee & Liu: 16 of 23 responded, 40 at the end, 0.5656; 12 more are needed")
  func leeAndLiu() {
    // Lee & Liu (2008), Clinical Trials 5:93–106, printed with four digits.
    let prior = BetaDistribution(0.6, 0.4)
    let success = FinalProportion.posterior(prior, above: 0.6, threshold: 0.9)
    let actual = Proportion(events: 16, of: 23)
      .predictiveProbability(of: success, finalSize: 40, prior: prior)
    expectClose(actual, 0.5656, relative: 0, absolute: 5e-5)
    #expect(success.fewestEvents(of: 40) == 28)
  }

  @Test(
    "the staircase leaves out no table",
    arguments: [
      FinalComparison.posterior(ArmPriors(.uniform), margin: 0.05, threshold: 0.8),
      .posterior(ArmPriors(.jeffreys), margin: -0.15, threshold: 0.9), .pooledZ(alpha: 0.1),
      .fisher(alpha: 0.2),
    ]
  )
  func bruteForce(_ success: FinalComparison) {
    let now = TwoProportions(Proportion(events: 4, of: 7), versus: Proportion(events: 2, of: 9))
    let priors = ArmPriors(treatment: .uniform, reference: BetaDistribution(2, 5))
    let (first, second) = (weights(5, 4, n: 11), weights(4, 12, n: 8))
    var sum = 0.0
    for y1 in 0...11 {
      for y2 in 0...8 {
        let table = TwoProportions(
          Proportion(events: 4 + y1, of: 18),
          versus: Proportion(events: 2 + y2, of: 17)
        )
        if success.isMet(by: table) { sum += first[y1] * second[y2] }
      }
    }
    let actual = now.predictiveProbability(
      of: success,
      treatmentSize: 18,
      referenceSize: 17,
      priors: priors
    )
    expectClose(actual, sum, relative: 1e-12)
  }

  @Test("a decision is that of the probability with all digits, however close the threshold")
  func decisions() {
    var stream = RandomStream(seed: 5, position: 1)
    for _ in 0..<300 {
      func arm(_ largest: Int) -> Proportion {
        let n = Int(stream.uniform() * Double(largest)) + 1
        return Proportion(events: Int(stream.uniform() * Double(n + 1)), of: n)
      }
      let table = TwoProportions(arm(400), versus: arm(30))
      let margin = stream.uniform() - 0.5
      for t in [table, table.swapped] {
        let priors = ArmPriors(treatment: BetaDistribution(1.5, 1), reference: BetaDistribution(1, 2.25))
        let p = t.probabilityOfSuperiority(priors: priors, margin: margin)
        for threshold in [p - 2e-6, p - 1e-7, p + 1e-7, p + 2e-6] where threshold > 0 && threshold < 1 {
          let success = FinalComparison.posterior(priors, margin: margin, threshold: threshold)
          #expect(success.isMet(by: t) == (p > threshold), "\(t) by \(margin): \(p)")
        }
      }
    }
  }

  @Test("with nobody to come the data decide")
  func nothingToCome() {
    let table = TwoProportions(Proportion(events: 20, of: 30), versus: Proportion(events: 8, of: 30))
    for (alpha, expected) in [(0.025, 1.0), (1e-6, 0.0)] {
      let actual = table.predictiveProbability(
        of: .fisher(alpha: alpha),
        treatmentSize: 30,
        referenceSize: 30,
        priors: ArmPriors(.uniform)
      )
      #expect(actual == expected)
    }
    let arm = Proportion(events: 3, of: 10)
    let certain = FinalProportion.posterior(.uniform, above: 0.999, threshold: 0.9999)
    #expect(arm.predictiveProbability(of: certain, finalSize: 10, prior: .uniform) == 0)
  }

  @Test("the beta-binomial under a uniform prior is uniform, and skewed ones do not overflow")
  func betaBinomial() {
    for p in BetaBinomialDistribution(9, .uniform).probabilities { expectClose(p, 0.1, relative: 1e-14) }
    for (a, b) in [(0.01, 0.01), (0.5, 900), (900, 0.5), (2000, 3000)] {
      let all = BetaBinomialDistribution(2000, BetaDistribution(a, b)).probabilities
      expectClose(all.reduce(0, +), 1, relative: 1e-12)
      let mean = all.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
      expectClose(mean, 2000 * a / (a + b), relative: 1e-11)
    }
    #expect(BetaBinomialDistribution(0, .jeffreys).probabilities == [1])
  }

  /// Beta-binomial probabilities for whole parameters, by binomial coefficients.
  private func weights(_ a: Int, _ b: Int, n: Int) -> [Double] {
    func choose(_ n: Int, _ k: Int) -> Double {
      (0..<k).reduce(1) { $0 * Double(n - $1) / Double($1 + 1) }
    }
    return (0...n).map {
      choose(a + $0 - 1, $0) * choose(b + n - $0 - 1, n - $0) / choose(a + b + n - 1, n)
    }
  }

  private func beta(_ value: Oracle.Value) throws -> BetaDistribution {
    BetaDistribution(try value[0].required, try value[1].required)
  }

  private func armPriors(_ value: Oracle.Value) throws -> ArmPriors {
    ArmPriors(treatment: try beta(value[0]), reference: try beta(value[1]))
  }

  private func finalComparison(_ rule: Oracle.Value) throws -> FinalComparison {
    switch rule["kind"].text {
    case "posterior":
      .posterior(
        try armPriors(rule["priors"]),
        margin: try rule["margin"].required,
        threshold: try rule["threshold"].required
      )
    case "fisher": .fisher(alpha: try rule["alpha"].required)
    default: .pooledZ(alpha: try rule["alpha"].required)
    }
  }
}
