// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Testing

@Suite struct GroupSequentialProperties {
  /// Jennison & Turnbull (2000), Group Sequential Methods, tables 2.1 to 2.4: two-sided α = 0.05, power 0.9.
  @Test(
    "published constants",
    arguments: [(2, 2.178, 1.977), (5, 2.413, 2.040), (10, 2.555, 2.087)]
  )
  func published(_ looks: Int, _ pocock: Double, _ fleming: Double) throws {
    for (rule, constant) in [(EfficacyRule.pocock, pocock), (.obrienFleming, fleming)] {
      let plan = GroupSequentialPlan(looks: looks, alpha: 0.05, beta: 0.1, sides: .two, efficacy: rule)
      expectClose(try plan.design().criticalValues[looks - 1], constant, relative: 0, absolute: 6e-4)
    }
  }

  @Test("published sizes", arguments: [(2, 1.100, 1.007), (5, 1.207, 1.026)])
  func publishedSizes(_ looks: Int, _ pocock: Double, _ fleming: Double) throws {
    for (rule, size) in [(EfficacyRule.pocock, pocock), (.obrienFleming, fleming)] {
      let plan = GroupSequentialPlan(looks: looks, alpha: 0.05, beta: 0.1, sides: .two, efficacy: rule)
      expectClose(try plan.design().inflationFactor, size, relative: 0, absolute: 6e-4)
    }
  }

  @Test("one look is a fixed trial", arguments: [EfficacyRule.pocock, .obrienFleming, .spending(.pocock)])
  func oneLook(_ rule: EfficacyRule) throws {
    for sides in [GroupSequentialPlan.Sides.one, .two] {
      let design = try GroupSequentialPlan(looks: 1, alpha: 0.05, beta: 0.2, sides: sides, efficacy: rule)
        .design()
      let z = StandardNormal.quantile(upperTail: 0.05 / Double(sides.rawValue))
      expectClose(design.criticalValues[0], z, relative: 1e-14)
      expectClose(design.inflationFactor, 1, relative: 1e-12)
    }
  }

  @Test("crossing probabilities of two looks are bivariate normal ones", arguments: [-1.5, 0, 0.7, 3])
  func bivariate(_ drift: Double) {
    let (t1, t2) = (0.3, 1.0)
    let crossing = BoundaryCrossing(
      fractions: [t1, t2],
      lower: [-.infinity, -.infinity],
      upper: [2.2, 1.9],
      drifts: -2...3
    )
    let upper = crossing.probabilities(drift: drift).upper
    let (m1, m2) = (drift * t1.squareRoot(), drift)
    // P(Z₁ < 2.2, Z₂ ≥ 1.9), with the sign of Z₂ turned.
    let second = MultivariateNormal.bivariate(2.2 - m1, m2 - 1.9, rho: -(t1 / t2).squareRoot())
    expectClose(upper[0], StandardNormal.survival(2.2 - m1), relative: 1e-14)
    expectClose(upper[1], second, relative: 1e-12)
  }

  @Test("paths end somewhere", arguments: [-2.0, 0, 2.5])
  func addsUp(_ drift: Double) {
    let lower = [-1.0, -0.2, 0.9, 1.7]
    let crossing = BoundaryCrossing(
      fractions: [0.1, 0.35, 0.9, 1],
      lower: lower,
      upper: [3.5, 2.8, 2.2, 1.7],
      drifts: -2...2.5
    )
    let (up, down) = crossing.probabilities(drift: drift)
    expectClose((up + down).reduce(0, +), 1, relative: 1e-13)
    expectClose(crossing.stopping(drift: drift), 1, relative: 1e-13)
  }

  @Test("swapping arms mirrors the boundaries")
  func mirror() {
    let fractions = [0.2, 0.6, 1]
    let (lower, upper) = ([-0.5, 0.1, 1.2], [3.0, 2.4, 2.0])
    let one = BoundaryCrossing(fractions: fractions, lower: lower, upper: upper, drifts: 0...2)
    let other = BoundaryCrossing(
      fractions: fractions,
      lower: upper.map(-),
      upper: lower.map(-),
      drifts: -2...0
    )
    let (up, down) = one.probabilities(drift: 1.4)
    let (mirroredUp, mirroredDown) = other.probabilities(drift: -1.4)
    for k in 0..<3 {
      expectClose(up[k], mirroredDown[k], relative: 1e-12)
      expectClose(down[k], mirroredUp[k], relative: 1e-12)
    }
  }

  @Test(
    "a look that may not stop changes nothing",
    arguments: [[0.25, 0.5, 1], [0.5, 0.98, 1], [0.5, 0.9999, 1]]
  )
  func idleLook(_ fractions: [Double]) {
    let k = fractions.firstIndex(of: 0.5) ?? 0
    let open = [Double](repeating: .infinity, count: 3)
    var upper = open
    upper[k] = 2.5
    upper[2] = 1.98
    let three = BoundaryCrossing(fractions: fractions, lower: open.map(-), upper: upper)
    let two = BoundaryCrossing(fractions: [0.5, 1], lower: [-.infinity, -.infinity], upper: [2.5, 1.98])
    expectClose(three.power(drift: 0), two.power(drift: 0), relative: 1e-12)
  }

  @Test("all of alpha is spent at the end", arguments: [0.001, 0.025, 0.2])
  func spendsAll(_ alpha: Double) throws {
    let functions: [SpendingFunction] = [
      .obrienFleming, .pocock, .kimDeMets(rho: 3), .hwangShihDeCani(gamma: -4), .hwangShihDeCani(gamma: 0),
      .shares([0.1, 0.4, 1]),
    ]
    for function in functions {
      expectClose(function.spent(at: [0.2, 0.5, 1], of: alpha)[2], alpha, relative: 1e-13)
      let plan = GroupSequentialPlan(
        fractions: [0.2, 0.5, 1],
        alpha: alpha,
        beta: 0.1,
        sides: .one,
        efficacy: .spending(function)
      )
      let design = try plan.design()
      expectClose(design.alphaSpent[2], alpha, relative: 1e-12)
      expectClose(design.power[2], 0.9, relative: 1e-12)
    }
  }

  @Test("spending nothing early is a fixed trial")
  func nothingEarly() throws {
    let plan = GroupSequentialPlan(
      fractions: [0.3, 0.7, 1],
      alpha: 0.025,
      beta: 0.1,
      sides: .one,
      efficacy: .spending(.shares([0, 0, 1]))
    )
    let design = try plan.design()
    #expect(design.criticalValues[0] == .infinity)
    expectClose(design.criticalValues[2], StandardNormal.quantile(upperTail: 0.025), relative: 1e-13)
    expectClose(design.inflationFactor, 1, relative: 1e-12)
  }

  @Test("on the effect scale the effect itself has the drift as its statistic")
  func effectScale() throws {
    let plan = GroupSequentialPlan(
      fractions: [0.25, 1],
      alpha: 0.025,
      beta: 0.1,
      sides: .one,
      efficacy: .pocock,
      futility: FutilityRule(.fixed([0]), isBinding: false)
    )
    let design = try plan.design()
    let information = design.maximumInformation(effect: 0.4)
    expectClose(0.4 * information.squareRoot(), design.drift, relative: 1e-14)
    // z = effect / standard error, and the error at a quarter of the information is twice that of all.
    let effects = design.effects(maximumInformation: information)
    expectClose(effects[0], 2 * effects[1], relative: 1e-14)
    expectClose(effects[1] * information.squareRoot(), design.criticalValues[1], relative: 1e-14)
    #expect(design.futilityEffects(maximumInformation: information) == [0])
  }

  @Test("binding futility keeps both errors")
  func binding() throws {
    let plan = GroupSequentialPlan(
      looks: 4,
      alpha: 0.025,
      beta: 0.1,
      sides: .one,
      efficacy: .spending(.obrienFleming),
      futility: FutilityRule(.betaSpending(.pocock), isBinding: true)
    )
    let design = try plan.design()
    expectClose(design.alphaSpent[3], 0.025, relative: 1e-12)
    expectClose(try #require(design.betaSpent)[3], 0.1, relative: 1e-11)
  }

  @Test("boundaries at planned looks are those of the plan")
  func monitoring() throws {
    let futility: [FutilityRule?] = [
      nil, FutilityRule(.betaSpending(.pocock), isBinding: true),
      FutilityRule(.betaSpending(.pocock), isBinding: false),
    ]
    for rule in futility {
      let plan = GroupSequentialPlan(
        fractions: [0.3, 0.6, 1],
        alpha: 0.025,
        beta: 0.2,
        sides: .one,
        efficacy: .spending(.obrienFleming),
        futility: rule
      )
      let design = try plan.design()
      let all = try design.boundaries(at: plan.fractions)
      let two = try design.boundaries(at: [0.3, 0.6])
      for k in 0..<3 {
        expectClose(all.criticalValues[k], design.criticalValues[k], relative: 1e-12)
        if k < 2 { expectClose(two.criticalValues[k], design.criticalValues[k], relative: 1e-12) }
        if let bounds = design.futilityBounds, k < 2 {
          expectClose(all.futilityBounds[k], bounds[k], relative: 1e-10, absolute: 1e-12)
        }
      }
    }
  }

  @Test("looks that come late spend what their information allows")
  func overrun() throws {
    let plan = GroupSequentialPlan(
      looks: 2,
      alpha: 0.05,
      beta: 0.2,
      sides: .two,
      efficacy: .spending(.pocock)
    )
    let late = try plan.design().boundaries(at: [55.0 / 68, 71.0 / 68])
    expectClose(late.alphaSpent[1], 0.05, relative: 1e-13)
    let crossing = BoundaryCrossing(
      fractions: late.fractions,
      lower: late.criticalValues.map { -$0 },
      upper: late.criticalValues
    )
    expectClose(crossing.stopping(drift: 0), 0.05, relative: 1e-12)
  }

  @Test("more looks, larger trial; more spent early, larger still")
  func ordering() throws {
    func inflation(_ looks: Int, _ rule: EfficacyRule) throws -> Double {
      try GroupSequentialPlan(looks: looks, alpha: 0.025, beta: 0.1, sides: .one, efficacy: rule).design()
        .inflationFactor
    }
    for rule in [EfficacyRule.pocock, .wangTsiatis(delta: 0.25), .obrienFleming, .haybittlePeto(interim: 3)] {
      let sizes = try (1...6).map { try inflation($0, rule) }
      #expect(zip(sizes, sizes.dropFirst()).allSatisfy { $0 <= $1 })
    }
    #expect(try inflation(4, .obrienFleming) < inflation(4, .wangTsiatis(delta: 0.25)))
    #expect(try inflation(4, .wangTsiatis(delta: 0.25)) < inflation(4, .pocock))
  }

  @Test("impossible plans are named")
  func refusals() {
    func error(
      _ fractions: [Double] = [0.5, 1],
      alpha: Double = 0.025,
      beta: Double = 0.1,
      sides: GroupSequentialPlan.Sides = .one,
      rule: EfficacyRule = .pocock,
      futility: FutilityRule? = nil
    ) -> GroupSequentialError? {
      let plan = GroupSequentialPlan(
        fractions: fractions,
        alpha: alpha,
        beta: beta,
        sides: sides,
        efficacy: rule,
        futility: futility
      )
      do {
        _ = try plan.design()
        return nil
      } catch {
        return error
      }
    }
    #expect(error([]) == .noLooks)
    #expect(error([0.5, 0.5, 1]) == .fractions([0.5, 0.5, 1]))
    #expect(error([0.5, 1 - 1e-9, 1]) == .fractions([0.5, 1 - 1e-9, 1]))
    #expect(error([0.5, 0.9]) == .fractions([0.5, 0.9]))
    #expect(error(alpha: 0) == .errorRates(alpha: 0, beta: 0.1))
    #expect(error(beta: 0.99) == .errorRates(alpha: 0.025, beta: 0.99))
    #expect(error(rule: .spending(.kimDeMets(rho: 0))) == .parameter)
    #expect(error(rule: .spending(.shares([0.5]))) == .parameter)
    #expect(error(rule: .haybittlePeto(interim: 1.5)) == .noSolution)
    let fixed = FutilityRule(.fixed([0, 1]), isBinding: true)
    #expect(error(futility: fixed) == .futilityBounds([0, 1]))
    #expect(error(futility: FutilityRule(.fixed([5]), isBinding: false)) == .futilityBounds([5]))
    let own = EfficacyRule.pampallonaTsiatis(delta: 0, futilityDelta: 0, isBinding: true)
    #expect(error(rule: own, futility: FutilityRule(.fixed([0]), isBinding: true)) == .futilityNotPossible)
    let wedge = FutilityRule(.fixed([5]), isBinding: true)
    #expect(error(sides: .two, futility: wedge) == .futilityBounds([5]))
    let binding = FutilityRule(.betaSpending(.pocock), isBinding: true)
    #expect(error(rule: .haybittlePeto(interim: 1.5), futility: binding) == .noSolution)
    #expect(throws: GroupSequentialError.needsSpending) {
      try GroupSequentialPlan(looks: 2, alpha: 0.025, beta: 0.1, sides: .one, efficacy: .pocock).design()
        .boundaries(at: [0.4])
    }
  }

  @Test("every refusal says what to mend")
  func texts() {
    let errors: [GroupSequentialError] = [
      .noLooks, .fractions([1, 0.5]), .errorRates(alpha: 2, beta: 0.1), .parameter, .futilityBounds([3]),
      .futilityNotPossible, .needsSpending, .noSolution, .look(4), .statistic(41),
    ]
    let expected = [
      "the plan has no look; give at least one information fraction",
      "information fractions [1.0, 0.5] must be positive and ascend, and those of a plan end with 1",
      "alpha 2.0 and beta 0.1 leave no test; use 0 < alpha < 1 and 0 < beta < 1 − alpha",
      "a parameter of the boundaries is out of range, or shares do not fit the looks",
      "futility bounds [3.0]: give one for each look but the last, each below its critical value",
      "a futility rule needs boundaries without one of their own",
      "boundaries at unplanned looks need spending functions of the information; plan them with one",
      "no boundaries spend both errors at these looks; use fewer looks or other spending",
      "look 4 is not in the plan",
      "a statistic of 41.0 is not usable; it must be a number between −37 and 37",
    ]
    #expect(errors.map(\.description) == expected)
  }
}
