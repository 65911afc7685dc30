// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

@testable import TrialAnalysis

@Suite struct RecordedAccrualTests {
  private static func accrual(
    _ arms: String,
    sites: String? = nil,
    rules: AllocationRules = AllocationRules(method: .permutedBlocks, blockSizes: [4])
  ) throws -> RecordedAccrual {
    let allocator = Allocator(try AllocationOracle.scheme(rules))
    let facts = arms.map { AllocationFact(arm: String($0)) }
    return RecordedAccrual(facts, at: (sites ?? arms).map { String($0) }, by: allocator)
  }

  /// Blackwell & Hodges (1957): a block of 4 gives 2 + (16/6 − 1)/2 = 17/6 right guesses; of the convergence strategy, not more.
  @Test("blocks of 4 are guessed in 17 of 24, complete randomization in half")
  func blackwellHodges() throws {
    let accrual = try Self.accrual("ABBABABA")
    let rules = try #require(accrual.predictability(seeing: .trial, trials: 2, seed: 1))
    #expect(rules.isExact && abs(rules.correctGuesses.mean - 17.0 / 24) <= 1e-12)
    let complete = try #require(accrual.completelyRandomized(seeing: .trial, trials: 2, seed: 1))
    #expect(complete.isExact && abs(complete.correctGuesses.mean - 0.5) <= 1e-12)
    #expect(complete.deterministic.mean == 0)
  }

  /// By hand, seeing all of AABB: half, wrong, right, right; of two each of the own site's: half, wrong, half, wrong.
  @Test("recorded arms are guessed one by one, ties for a half")
  func recorded() throws {
    let accrual = try Self.accrual("AABB", sites: "1122")
    #expect(accrual.rightGuesses(seeing: .trial) == 2.5)
    #expect(accrual.rightGuesses(seeing: accrual.ownSite) == 1)
    #expect(try Self.accrual("ABAB").rightGuesses(seeing: .trial) == 3)
  }

  @Test("what the rules give does not depend on the recorded arms")
  func noArms() throws {
    let one = try Self.accrual("AABBABAB").predictability(seeing: .trial, trials: 2, seed: 1)
    let other = try Self.accrual("BBAABABA").predictability(seeing: .trial, trials: 2, seed: 1)
    #expect(one?.correctGuesses.mean == other?.correctGuesses.mean)
  }

  @Test("who has no level of a factor, or an arm of no rule, is left out and counted; nobody is nothing")
  func leftOut() throws {
    let rules = AllocationRules(method: .permutedBlocks, blockSizes: [4])
    let allocator = Allocator(try AllocationOracle.scheme(rules, levels: [2]))
    let id = try #require(allocator.versions[0].scheme.factors.first?.id)
    let code = try #require(allocator.versions[0].scheme.factors.first?.codes.first)
    let facts = [
      AllocationFact(arm: "A", levels: [id: code]), AllocationFact(arm: "A", origin: .elsewhere),
      AllocationFact(arm: "X", levels: [id: code], origin: .elsewhere),
    ]
    let accrual = RecordedAccrual(facts, at: ["1", "1", "1"], by: allocator)
    #expect(accrual.count == 1 && accrual.leftOut == 2)
    let nobody = RecordedAccrual([], at: [], by: allocator)
    #expect(nobody.predictability(seeing: .trial, trials: 2, seed: 1) == nil)
    #expect(nobody.rightGuesses(seeing: .trial) == 0)
  }
}
