// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Testing

/// Values against enumerations in R are compared one by one in `QualificationTests`; here are hand work and properties.
@Suite struct ExactPower {
  @Test("one proportion by hand: 0.5 against 0.25 with five subjects")
  func singleByHand() {
    let plan = ExactSingleRate(0.5, null: 0.25, alpha: 0.1, sides: .one)
    // P(X ≥ 3 | 1/4) = (90 + 15 + 1) / 1024 > 0.1 and P(X ≥ 4 | 1/4) = 16 / 1024: four or five reject.
    #expect(plan.criticalCounts(of: 5) == (low: -1, high: 4))
    expectClose(plan.rejection(of: 5, at: 0.25), 16.0 / 1024, relative: 1e-14)
    expectClose(plan.power(of: 5), 6.0 / 32, relative: 1e-14)
    // Nothing can reject with one subject: 1/4 is more than alpha.
    #expect(plan.criticalCounts(of: 1).high == 2 && plan.power(of: 1) == 0)
    // Fewer events, and both directions.
    let less = ExactSingleRate(0.5, null: 0.75, alpha: 0.1, sides: .one)
    #expect(less.criticalCounts(of: 5) == (low: 1, high: 6))
    let both = ExactSingleRate(0.5, null: 0.75, alpha: 0.6, sides: .two)
    // 0.75⁵ = 0.2373 ≤ 0.3 from above; P(X ≤ 2) = 0.1035 and P(X ≤ 3) = 0.367 from below.
    #expect(both.criticalCounts(of: 5) == (low: 2, high: 5))
  }

  @Test("the power is a saw-tooth: from the lasting size on it holds, just before it does not")
  func sawTooth() {
    let plan = ExactSingleRate(0.3, null: 0.1, alpha: 0.05, sides: .one)
    let sizes = plan.sizes(beta: 0.2)
    #expect(sizes.smallest == 25 && sizes.lasting == 29)
    #expect(plan.power(of: 28) < 0.8 && (29...200).allSatisfy { plan.power(of: $0) >= 0.8 })
    #expect((1..<25).allSatisfy { plan.power(of: $0) < 0.8 })
    #expect((1...200).allSatisfy { plan.rejection(of: $0, at: 0.1) <= 0.05 })
  }

  @Test("two proportions by hand: three against three")
  func twoByHand() {
    // 3/3 v 0/3 alone has a one-sided Fisher p-value of 1/20; 3/3 v 1/3 and 2/3 v 0/3 have 1/5.
    let plan = ExactRatesComparison(0.9, versus: 0.2, test: .fisherOneSided, alpha: 0.05)
    let size = ExactRatesComparison.Size(treatment: 3, reference: 3)
    #expect(plan.rejectedTables(of: size) == 1)
    expectClose(plan.power(of: size), 0.729 * 0.512, relative: 1e-14)
    let wider = ExactRatesComparison(0.9, versus: 0.2, test: .fisherOneSided, alpha: 0.2)
    #expect(wider.rejectedTables(of: size) == 3)
    expectClose(
      wider.power(of: size),
      0.729 * 0.512 + 0.729 * 3 * 0.2 * 0.64 + 3 * 0.81 * 0.1 * 0.512,
      relative: 1e-13
    )
    // p³ q³ has its maximum 1/64 at one half.
    expectClose(plan.size(of: size), 1.0 / 64, relative: 1e-12)
  }

  @Test(
    "each table is rejected by the very test it is planned for",
    arguments: ExactRatesComparison.Test.allCases
  )
  func sameTest(_ test: ExactRatesComparison.Test) {
    for (n1, n2, rates) in [
      (14, 9, (0.8, 0.3)), (7, 16, (0.2, 0.7)), (1, 12, (0.9, 0.1)), (11, 11, (0.1, 0.6)),
    ] {
      let plan = ExactRatesComparison(rates.0, versus: rates.1, test: test, alpha: 0.05)
      var count = 0
      for x1 in 0...n1 {
        for x2 in 0...n2 {
          let table = TwoProportions(Proportion(events: x1, of: n1), versus: Proportion(events: x2, of: n2))
          let direction: Alternative = rates.0 > rates.1 ? .greater : .less
          let p =
            switch test {
            case .fisherOneSided: table.fisher(direction).p
            case .fisherTwoSided: table.fisher().p
            case .fisherDoubled: table.fisherDoubled().p
            case .boschlooOneSided: table.boschloo(direction).p
            case .boschlooDoubled: table.boschlooDoubled().p
            case .pooledZ: table.zPooled(direction).p
            case .pearson: table.pearson().p
            }
          if p <= 0.05 { count += 1 }
        }
      }
      #expect(plan.rejectedTables(of: .init(treatment: n1, reference: n2)) == count)
    }
  }

  @Test("Fisher's and Boschloo's tests keep alpha at every common proportion; the chi-square test does not")
  func typeOneError() {
    let size = ExactRatesComparison.Size(treatment: 20, reference: 35)
    for test in ExactRatesComparison.Test.allCases {
      let plan = ExactRatesComparison(0.6, versus: 0.3, test: test, alpha: 0.05)
      let largest = plan.size(of: size)
      #expect((test == .pooledZ || test == .pearson) == (largest > 0.05), "\(test): \(largest)")
      let somewhere = (1..<100).map { plan.typeOneError(of: size, at: Double($0) / 100) }.max() ?? 0
      #expect(somewhere <= largest && somewhere > 0.95 * largest)
    }
  }

  @Test("exchanging arms, or events and others, changes no power")
  func symmetry() {
    for test in ExactRatesComparison.Test.allCases {
      func power(_ p: Double, _ q: Double, _ n: Int, _ m: Int) -> Double {
        ExactRatesComparison(p, versus: q, test: test, alpha: 0.05)
          .power(of: .init(treatment: n, reference: m))
      }
      let plain = power(0.7, 0.4, 30, 22)
      expectClose(power(0.4, 0.7, 22, 30), plain, relative: 1e-12)
      expectClose(power(0.3, 0.6, 30, 22), plain, relative: 1e-12)
    }
  }

  @Test("no size, where the largest has not the power")
  func none() {
    let plan = ExactRatesComparison(0.5, versus: 0.45, test: .fisherOneSided, alpha: 0.025)
    #expect(plan.sizes(beta: 0.1, largest: 200) == nil)
  }
}
