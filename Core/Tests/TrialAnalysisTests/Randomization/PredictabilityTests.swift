// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

@testable import TrialAnalysis

@Suite struct PredictabilityTests {
  private static func close(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 }

  /// Blackwell & Hodges (1957): with blocks of 2b, each adds (2²ᵇ / C(2b, b) − 1)/2 right guesses to the half.
  @Test(
    "permuted blocks are guessed as Blackwell and Hodges say",
    arguments: [(2, 2.0), (4, 6), (6, 20), (8, 70)]
  )
  func blackwellHodges(size: Int, ways: Double) throws {
    let rules = AllocationRules(method: .permutedBlocks, blockSizes: [size])
    let result = Predictability(try AllocationOracle.scheme(rules), subjects: size)
    let excess = (Double(1 << size) / ways - 1) / 2
    #expect(Self.close(result.correctGuesses.mean * Double(size), Double(size) / 2 + excess))
    #expect(Self.close(result.bestGuesses.mean, result.correctGuesses.mean))
  }

  /// By hand: a block of 4 is certain from its last place in 2/3, and from its last two in 1/3 of the arrangements.
  @Test("the certain places of a block of 4 are a third of all")
  func deterministic() throws {
    let scheme = try AllocationOracle.scheme(AllocationRules(method: .permutedBlocks, blockSizes: [4]))
    let result = Predictability(scheme, subjects: 40)
    #expect(Self.close(result.deterministic.mean, (2.0 / 3 + 2.0 / 3) / 4))
    let coin = AllocationRules(method: .biasedCoin, probability: Fraction(2, 3))
    #expect(Predictability(try AllocationOracle.scheme(coin), subjects: 40).deterministic.mean == 0)
  }

  /// Simple allocation 2:1: always guess the larger arm, right in two of three; convergence guesses the smaller one too often.
  @Test("who knows an unequal ratio guesses the larger arm")
  func unequal() throws {
    let scheme = try AllocationOracle.scheme(AllocationRules(method: .simple, ratio: ["A": 2, "B": 1]))
    let result = Predictability(scheme, subjects: 30)
    #expect(Self.close(result.bestGuesses.mean, 2.0 / 3))
    #expect(result.correctGuesses.mean < 2.0 / 3)
  }

  @Test("strata add up: an accrual is guessed as its strata are, in whatever order they come")
  func strata() throws {
    let rules = AllocationRules(method: .permutedBlocks, blockSizes: [4])
    let stratified = Allocator(try AllocationOracle.scheme(rules, levels: [2]))
    let accrual = [0, 1, 1, 0, 1, 0, 1, 0, 1].map { [$0] }
    let result = Predictability(stratified, accrual: accrual, view: .trial)
    let one = try AllocationOracle.scheme(rules)
    let parts = [4, 5].map { Predictability(one, subjects: $0).correctGuesses.mean * Double($0) }
    #expect(result.isExact)
    #expect(Self.close(result.correctGuesses.mean * 9, parts[0] + parts[1]))
  }

  /// The simulation averages probabilities along histories, so that its error is its own and is told.
  @Test("simulation gives the exact value within 4.5 of its errors")
  func simulation() throws {
    for rules in [
      AllocationRules(method: .permutedBlocks, blockSizes: [4, 6]),
      AllocationRules(method: .urn, urn: .init(alpha: 1, beta: 1)),
      AllocationRules(method: .bigStick, imbalanceLimit: 3),
    ] {
      let allocator = Allocator(try AllocationOracle.scheme(rules))
      let accrual = [[Int]](repeating: [], count: 30)
      let exact = Predictability(allocator, accrual: accrual, view: .trial)
      let simulated = Predictability.simulated(
        allocator,
        accrual: accrual,
        view: .trial,
        trials: 2000,
        seed: 41
      )
      #expect(exact.isExact && !simulated.isExact)
      for share in [\Predictability.correctGuesses, \.bestGuesses, \.deterministic] {
        let difference = abs(exact[keyPath: share].mean - simulated[keyPath: share].mean)
        #expect(difference <= 4.5 * simulated[keyPath: share].monteCarloError + 1e-12)
      }
    }
  }

  @Test("one's own site alone tells less of blocks over all sites, and all of blocks by site")
  func sites() throws {
    let sites = (0..<40).map { $0 % 4 }
    let rules = AllocationRules(method: .permutedBlocks, blockSizes: [4])
    let central = Allocator(try AllocationOracle.scheme(rules))
    let accrual = [[Int]](repeating: [], count: 40)
    let own = Predictability(central, accrual: accrual, view: .site(sites), trials: 500)
    let whole = Predictability(central, accrual: accrual, view: .trial)
    #expect(own.correctGuesses.mean + 0.05 < whole.correctGuesses.mean)
    let bySite = Allocator(try AllocationOracle.scheme(rules, levels: [4]))
    let levels = sites.map { [$0] }
    let seen = Predictability(bySite, accrual: levels, view: .site(sites), trials: 500)
    let exact = Predictability(bySite, accrual: levels, view: .trial)
    #expect(
      abs(seen.correctGuesses.mean - exact.correctGuesses.mean) <= 4.5 * seen.correctGuesses.monteCarloError
    )
  }
}
