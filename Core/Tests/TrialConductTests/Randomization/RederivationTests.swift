// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Testing
import TrialDesign

@testable import TrialConduct

/// Every scheme, drawn here and drawn once more by the script that was written apart, in another language.
@Suite(.enabled(if: SecondProgram.python != nil, "no python3 on this machine"))
struct RederivationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let arms: Int
    let levels: [Int]
    let rules: [AllocationRules]
    /// From which subject each of the rules after the first holds, and whether it continues.
    var amendments: [(from: Int, continues: Bool)] = []

    var testDescription: String { name }
  }

  private static let weighted = [
    Rules.factor("f0", weight: Fraction(2, 1)), Rules.factor("f1", weight: Fraction(1, 2)),
    Rules.factor("f2", isSeparate: true),
  ]

  private static let cases: [Case] =
    [
      Case(
        name: "simple 3:2",
        arms: 2,
        levels: [],
        rules: [AllocationRules(method: .simple, ratio: Rules.ratio([3, 2]))]
      ),
      Case(
        name: "blocks of 4, 6 and 8, stratified",
        arms: 2,
        levels: [2, 3],
        rules: [Rules.blocks(4, 6, 8)]
      ),
      Case(name: "blocks 2:1:1", arms: 3, levels: [4], rules: [Rules.blocks(8, 4, ratio: [2, 1, 1])]),
      Case(
        name: "big stick",
        arms: 2,
        levels: [3],
        rules: [AllocationRules(method: .bigStick, imbalanceLimit: 2)]
      ),
      Case(name: "Efron", arms: 2, levels: [2], rules: [Rules.coin(Fraction(2, 3))]),
      Case(name: "Chen", arms: 2, levels: [2], rules: [Rules.coin(Fraction(3, 5), limit: 3)]),
      Case(name: "coin 3:2", arms: 2, levels: [2], rules: [coin([3, 2], .orderedAtRandom)]),
      Case(name: "coin 1:1:1, shared", arms: 3, levels: [2], rules: [coin([1, 1, 1], .shared)]),
      Case(name: "urn", arms: 2, levels: [2], rules: [Rules.urn(0, 2)]),
      Case(name: "urn 2:1:1", arms: 3, levels: [2], rules: [Rules.urn(2, 3, ratio: [2, 1, 1])]),
    ]
    + AllocationRules.ImbalanceMeasure.allCases.flatMap { measure in
      [
        Case(
          name: "minimization, \(measure.rawValue)",
          arms: 2,
          levels: [2, 3, 2],
          rules: [Rules.minimization(measure, factors: weighted)]
        ),
        Case(
          name: "minimization 1:1:1 shared, \(measure.rawValue)",
          arms: 3,
          levels: [2, 3],
          rules: [Rules.minimization(measure, ties: .shared)]
        ),
      ]
        + AllocationRules.UnequalRatio.allCases.map { unequal in
          Case(
            name: "minimization 2:1:1 by \(unequal.rawValue), \(measure.rawValue)",
            arms: 3,
            levels: [2, 3],
            rules: [Rules.minimization(measure, ratio: [2, 1, 1], unequal: unequal)]
          )
        }
    }
    + [
      Case(
        name: "amended: blocks, then a coin that continues, then blocks 2:1 anew",
        arms: 2,
        levels: [2],
        rules: [Rules.blocks(4), Rules.coin(Fraction(3, 4)), Rules.blocks(6, ratio: [2, 1])],
        amendments: [(102, true), (301, false)]
      ),
      Case(
        name: "amended: simple 2:1, then shares that continue",
        arms: 2,
        levels: [2],
        rules: [
          AllocationRules(method: .simple, ratio: Rules.ratio([2, 1])), coin([2, 1], .orderedAtRandom),
          Rules.minimization(ratio: [2, 1], unequal: .shares),
        ],
        amendments: [(50, true), (200, true)]
      ),
    ]

  private static func coin(_ shares: [Int], _ ties: AllocationRules.Ties) -> AllocationRules {
    AllocationRules(
      method: .biasedCoin,
      ratio: Rules.ratio(shares),
      probability: Fraction(3, 4),
      unequal: .shares,
      ties: ties
    )
  }

  /// Five hundred subjects, one in thirty allocated elsewhere.
  @Test("a second program derives the same arms, shares and blocks from the seed", arguments: cases)
  func secondProgram(of example: Case) throws {
    let schemes = try example.rules.map { try Rules.scheme($0, arms: example.arms, levels: example.levels) }
    let allocator = Allocator(
      versions: [.init(scheme: schemes[0])]
        + zip(schemes.dropFirst(), example.amendments).map {
          .init(from: $1.from, continues: $1.continues, scheme: $0)
        }
    )
    let bytes = (0..<32).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ example.name.utf8.count) }
    let seed = try #require(AllocationSeed(bytes))
    var accrual = RandomStream(seed: 10, position: UInt64(example.name.utf8.count))
    var facts: [AllocationFact] = []
    var state = allocator.start
    for number in 0..<500 {
      let levels = Dictionary(
        uniqueKeysWithValues: example.levels.enumerated().map {
          ("f\($0)", String(accrual.integer(below: $1)))
        }
      )
      let fact: AllocationFact
      if accrual.integer(below: 30) == 0 {
        fact = AllocationFact(
          arm: Rules.name(accrual.integer(below: example.arms)),
          levels: levels,
          origin: .elsewhere
        )
      } else {
        var stream = seed.stream(number)
        fact = try allocator.nextArm(for: levels, after: state, drawing: &stream).fact
      }
      try allocator.record(fact, in: &state)
      facts.append(fact)
    }
    #expect(allocator.verify(facts, seed: seed).isConfirmed)
    let drawn = facts.count { $0.origin == .drawn }
    let record = AllocationRecord(allocator, facts: facts, seed: bytes)
    let answer = try SecondProgram.rederive(record)
    #expect(answer.status == 0)
    #expect(answer.text == "\(drawn) allocations confirmed, 0 not\n")
    // The judge can say no: one arm is changed where the rules allow it.
    var forged = facts
    let place = try #require(forged.lastIndex { $0.origin == .drawn && $0.opensBlock == nil })
    let old = forged[place]
    let arm = old.arm == "A" ? "B" : "A"
    forged[place] = AllocationFact(arm: arm, levels: old.levels, share: old.share.map { _ in 0 })
    let verdict = try SecondProgram.rederive(AllocationRecord(allocator, facts: forged, seed: bytes))
    #expect(verdict.status == 1)
    #expect(verdict.text.hasPrefix("allocation \(place + 1): recorded \(arm)"))
  }
}
