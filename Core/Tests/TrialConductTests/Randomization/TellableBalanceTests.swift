// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Testing
import TrialDesign

@testable import TrialConduct

/// What a site may hear of the balance, seen by somebody who looks after every allocation and remembers everything.
@Suite struct TellableBalanceTests {
  private static func told(_ arms: [Int], _ sites: [String], own: Set<String> = []) throws -> TellableBalance
  {
    let allocator = try Rules.allocator(AllocationRules(method: .simple))
    let facts = arms.map { AllocationFact(arm: Rules.name($0)) }
    return TellableBalance(facts, at: sites, own: own, by: allocator)
  }

  /// 60 allocations at three sites, the first a large one.
  private static func trial(_ seed: UInt64) -> (arms: [Int], sites: [String]) {
    var stream = RandomStream(seed: seed, position: 0)
    let arms = (0..<60).map { _ in stream.integer(below: 2) }
    return (arms, (0..<60).map { _ in ["N", "N", "S", "W"][stream.integer(below: 4)] })
  }

  @Test(
    "the number comes at the twentieth subject, as of the tenth: ten of one arm and none of the other are 10"
  )
  func rounds() throws {
    let arms = [Int](repeating: 0, count: 10) + [Int](repeating: 1, count: 20)
    let sites = [String](repeating: "S", count: 30)
    for count in 0..<20 {
      #expect(try Self.told(Array(arms.prefix(count)), Array(sites.prefix(count))).imbalance == nil)
    }
    for (count, size, after) in [(20, 10.0, 10), (29, 10, 10), (30, 0, 20)] {
      let told = try Self.told(Array(arms.prefix(count)), Array(sites.prefix(count)))
      #expect(told.imbalance == TellableBalance.Imbalance(size: size, after: after))
      #expect(told.total.randomized == count)
    }
  }

  @Test(
    "the last ten subjects of other sites play no part, so that nothing is said of the next",
    arguments: 1...20
  )
  func nextSubject(seed: Int) throws {
    var (arms, sites) = Self.trial(UInt64(seed))
    let before = try Self.told(arms, sites, own: ["N"])
    let others = arms.indices.filter { sites[$0] != "N" }.suffix(10)
    for index in others { arms[index] = 1 - arms[index] }
    #expect(try Self.told(arms, sites, own: ["N"]) == before)
  }

  /// Whatever is told after each of the 60 allocations stays the same, so nobody can find out which of the two got which arm.
  @Test(
    "two subjects of other sites in one round can change arms without anybody hearing of it",
    arguments: 1...20
  )
  func singleSubject(seed: Int) throws {
    let (arms, sites) = Self.trial(UInt64(seed))
    func everythingTold(_ arms: [Int]) throws -> [TellableBalance] {
      try (0...60).map { try Self.told(Array(arms.prefix($0)), Array(sites.prefix($0)), own: ["N"]) }
    }
    let others = arms.indices.filter { sites[$0] != "N" }
    let told = try everythingTold(arms)
    var swaps = 0
    for start in stride(from: 0, to: others.count - 9, by: 10) {
      let round = others[start..<(start + 10)]
      guard let first = round.first(where: { arms[$0] == 0 }),
        let second = round.first(where: { arms[$0] == 1 })
      else { continue }
      var swapped = arms
      swapped.swapAt(first, second)
      #expect(try everythingTold(swapped) == told)
      swaps += 1
    }
    #expect(swaps > 0)
  }

  @Test("a site with the most subjects learns nothing from its own")
  func ownSubjects() throws {
    // 40 own subjects and nine others: their nine arms would follow from the total.
    let sites = [String](repeating: "N", count: 40) + [String](repeating: "S", count: 9)
    let arms = sites.indices.map { $0 % 2 }
    #expect(try Self.told(arms, sites, own: ["N"]).imbalance == nil)
    #expect(try Self.told(arms, sites).imbalance?.after == 30)
  }

  @Test("margins are counts alone, and an amendment that begins anew begins the rounds anew")
  func margins() throws {
    let scheme = try Rules.scheme(AllocationRules(method: .simple), levels: [2])
    let anew = Allocator(versions: [.init(scheme: scheme), .init(from: 26, scheme: scheme)])
    let facts = (0..<44).map { AllocationFact(arm: "A", levels: ["f0": String($0 % 2)]) }
    let told = TellableBalance(facts, at: facts.map { _ in "S" }, own: [], by: anew)
    #expect(told.since == 25 && told.total.randomized == 19 && told.imbalance == nil)
    #expect(told.margins.map(\.randomized) == [9, 10])
  }
}
