// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialDesign

@testable import TrialConduct

@Suite struct AllocationBalanceTests {
  private static func facts(_ arms: String, levels: [String] = []) -> [AllocationFact] {
    arms.enumerated().map { index, arm in
      AllocationFact(arm: String(arm), levels: levels.isEmpty ? [:] : ["f0": levels[index]])
    }
  }

  @Test("counts subjects by arm, by level and by stratum, in the order of the protocol")
  func counts() throws {
    let allocator = try Rules.allocator(AllocationRules(method: .simple), levels: [3])
    let facts = Self.facts("AABA", levels: ["2", "0", "2", "2"])
    let balance = AllocationBalanceByArm(facts, by: allocator)
    #expect(balance.total.arms == ["A": 3, "B": 1])
    #expect(balance.margins.map(\.arms) == [["A": 1, "B": 0], ["A": 0, "B": 0], ["A": 2, "B": 1]])
    #expect(balance.strata.map(\.levels) == [["f0": "0"], ["f0": "2"]])
    let open = balance.withoutArms(by: allocator)
    #expect(open.total.randomized == 4 && open.total.imbalance == 2)
    #expect(open.margins.map(\.randomized) == [1, 0, 3])
    #expect(open.strata.map(\.imbalance) == [1, 1])
  }

  @Test("imbalance is counted by part of the ratio, and tells no arm: turning the arms changes nothing")
  func size() throws {
    let allocator = try Rules.allocator(
      AllocationRules(method: .simple, ratio: Rules.ratio([2, 1])),
      levels: []
    )
    let even = AllocationBalanceByArm(Self.facts("AABAAB"), by: allocator).withoutArms(by: allocator)
    #expect(even.total.imbalance == 0)
    let equal = try Rules.allocator(AllocationRules(method: .simple))
    let one = AllocationBalanceByArm(Self.facts("AAB"), by: equal).withoutArms(by: equal)
    let other = AllocationBalanceByArm(Self.facts("BBA"), by: equal).withoutArms(by: equal)
    #expect(one == other)
  }

  @Test("after an amendment that starts anew only what follows is counted")
  func amended() throws {
    let scheme = try Rules.scheme(AllocationRules(method: .simple))
    let anew = Allocator(versions: [.init(scheme: scheme), .init(from: 4, scheme: scheme)])
    let balance = AllocationBalanceByArm(Self.facts("AAABA"), by: anew)
    #expect(balance.since == 3 && balance.total.arms == ["A": 1, "B": 1])
    let on = Allocator(versions: [.init(scheme: scheme), .init(from: 4, continues: true, scheme: scheme)])
    #expect(AllocationBalanceByArm(Self.facts("AAABA"), by: on).total.arms == ["A": 4, "B": 1])
  }

  /// By hand: 2:1 gives 4 and 2 of 6; with 1:1 from the fourth subject on, 2 + 1.5 and 1 + 1.5.
  @Test("what was planned follows the ratio in force at each subject's turn")
  func expected() throws {
    let first = try Rules.scheme(AllocationRules(method: .simple, ratio: Rules.ratio([2, 1])))
    let second = try Rules.scheme(AllocationRules(method: .simple))
    let one = AllocationBalanceByArm(Self.facts("AABAAB"), by: Allocator(first))
    #expect(one.total.expected.mapValues { ($0 * 1e9).rounded() } == ["A": 4e9, "B": 2e9])
    let amended = Allocator(versions: [
      .init(scheme: first), .init(from: 4, continues: true, scheme: second),
    ])
    let both = AllocationBalanceByArm(Self.facts("AABAAB"), by: amended)
    #expect(both.total.expected.mapValues { ($0 * 1e9).rounded() } == ["A": 3.5e9, "B": 2.5e9])
  }
}
