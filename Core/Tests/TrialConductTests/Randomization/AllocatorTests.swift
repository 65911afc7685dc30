// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Testing
import TrialDesign

@testable import TrialConduct

@Suite struct AllocatorTests {
  @Test("every block holds the ratio, in every stratum, whatever the order of strata")
  func blocks() throws {
    let allocator = try Rules.allocator(Rules.blocks(6, 3, ratio: [2, 1]), levels: [2, 2])
    var stream = RandomStream(seed: 1, position: 0)
    var state = allocator.start
    var open: [[Int]: (size: Int, arms: [Int])] = [:]
    var sizes: Set<Int> = []
    for _ in 0..<3000 {
      let levels = [stream.integer(below: 2), stream.integer(below: 2)]
      let decision = allocator.nextArm(for: levels, after: state, drawing: &stream)
      allocator.record(decision.allocation, in: &state)
      if let size = decision.allocation.opensBlock {
        #expect(open[levels] == nil || open[levels]?.arms.count == open[levels]?.size)
        open[levels] = (size, [])
        sizes.insert(size)
      }
      open[levels]?.arms.append(decision.allocation.arm)
      let block = try #require(open[levels])
      #expect(decision.explanation.basis == .block(size: block.size, place: block.arms.count))
      if block.arms.count == block.size {
        #expect(block.arms.count { $0 == 0 } == 2 * block.size / 3)
      }
    }
    #expect(sizes == [3, 6])
  }

  @Test("all arrangements of a block are equally likely within Monte Carlo error")
  func arrangements() throws {
    let allocator = try Rules.allocator(Rules.blocks(4))
    var hits: [[Int]: Int] = [:]
    let draws = 30_000
    for trial in 0..<draws {
      var stream = RandomStream(seed: 2, position: UInt64(trial))
      hits[allocator.arms(of: Array(repeating: [], count: 4), from: &stream), default: 0] += 1
    }
    #expect(hits.count == 6)
    let expected = Double(draws) / 6
    let statistic = hits.values.reduce(0.0) {
      $0 + (Double($1) - expected) * (Double($1) - expected) / expected
    }
    #expect(ChiSquare.survival(statistic, degreesOfFreedom: 5) > 1e-4)
  }

  @Test("the big stick never lets the arms differ by more than its limit", arguments: [1, 2, 3])
  func bigStick(limit: Int) throws {
    let allocator = try Rules.allocator(AllocationRules(method: .bigStick, imbalanceLimit: limit))
    var stream = RandomStream(seed: 3, position: UInt64(limit))
    var (lead, largest) = (0, 0)
    for arm in allocator.arms(of: Array(repeating: [], count: 2000), from: &stream) {
      lead += arm == 0 ? 1 : -1
      largest = max(largest, abs(lead))
    }
    #expect(largest == limit)
  }

  /// Weights by hand: Efron (1971) with p = 2/3; Wei (1978) UD(1, 3); Chen (1999) at its limit.
  @Test("weights are those of the formulas")
  func weights() throws {
    func weights(_ rules: AllocationRules, arms: Int = 2, after past: [Int]) throws -> [Int] {
      let allocator = try Rules.allocator(rules, arms: arms)
      var state = allocator.start
      for arm in past { allocator.record(Allocation(levels: [], arm: arm, share: 0), in: &state) }
      var stream = RandomStream(seed: 4, position: 0)
      return allocator.nextArm(for: [], after: state, drawing: &stream).explanation.weights
    }
    #expect(try weights(Rules.coin(Fraction(2, 3)), after: []) == [1, 1])
    #expect(try weights(Rules.coin(Fraction(2, 3)), after: [0]) == [1, 2])
    #expect(try weights(Rules.coin(Fraction(2, 3), limit: 2), after: [0, 0]) == [0, 1])
    #expect(try weights(Rules.urn(1, 3), after: [0, 0, 1]) == [1 + 3, 1 + 6])
    #expect(try weights(Rules.urn(0, 1), after: []) == [1, 1])
    // Three kinds of balls for 2:1, one at the start each; a draw of A adds one of the two other kinds' each.
    #expect(try weights(Rules.urn(1, 1, ratio: [2, 1]), after: []) == [2, 1])
    #expect(try weights(Rules.urn(1, 1, ratio: [2, 1]), after: [0]) == [3, 2])
    #expect(try weights(Rules.urn(1, 1, ratio: [2, 1]), after: [1]) == [4, 1])
    // Three arms, one in front: with shared ties p/2 each and 1 − p; ordered at random (p + q)/2 each and q.
    var coin = Rules.coin(Fraction(4, 5))
    coin.ties = .shared
    #expect(try weights(coin, arms: 3, after: [2]) == [4, 4, 2])
    coin.ties = .orderedAtRandom
    #expect(try weights(coin, arms: 3, after: [2]) == [9, 9, 2])
  }

  @Test("the history is all that counts: copies of a state draw alike, and deciding stores nothing")
  func pure() throws {
    let allocator = try Rules.allocator(Rules.minimization(), levels: [2, 3])
    var stream = RandomStream(seed: 5, position: 0)
    var state = allocator.start
    for number in 0..<200 {
      var (first, second) = (
        RandomStream(seed: 6, position: UInt64(number)), RandomStream(seed: 6, position: UInt64(number))
      )
      let levels = [stream.integer(below: 2), stream.integer(below: 3)]
      let before = state
      let decision = allocator.nextArm(for: levels, after: state, drawing: &first)
      #expect(state == before)
      #expect(
        allocator.nextArm(for: levels, after: before, drawing: &second).allocation == decision.allocation
      )
      allocator.record(decision.allocation, in: &state)
      #expect(state.count == number + 1)
    }
  }

  @Test("an amendment holds from its subject on, with a history that starts anew or continues")
  func amendments() throws {
    let stick = try Rules.scheme(AllocationRules(method: .bigStick, imbalanceLimit: 3))
    let coin = try Rules.scheme(Rules.coin(Fraction(9, 10)))
    for continues in [true, false] {
      let allocator = Allocator(versions: [
        .init(scheme: stick), .init(from: 4, continues: continues, scheme: coin),
      ])
      var state = allocator.start
      for _ in 0..<3 {
        allocator.record(Allocation(levels: [], arm: 0, share: 0), in: &state)
      }
      #expect(allocator.version(after: state) == 1)
      var stream = RandomStream(seed: 7, position: 0)
      let decision = allocator.nextArm(for: [], after: state, drawing: &stream)
      #expect(decision.explanation.version == 1)
      #expect(decision.explanation.weights == (continues ? [1, 9] : [1, 1]))
    }
  }

  @Test("a closed arm gets nobody, and opens by an amendment")
  func closedArm() throws {
    var rules = AllocationRules(method: .simple, ratio: Rules.ratio([1, 1, 0]))
    let closed = try Rules.scheme(rules, arms: 3)
    rules.ratio = Rules.ratio([1, 1, 1])
    let open = try Rules.scheme(rules, arms: 3)
    let allocator = Allocator(versions: [.init(scheme: closed), .init(from: 1001, scheme: open)])
    var stream = RandomStream(seed: 8, position: 0)
    let arms = allocator.arms(of: Array(repeating: [], count: 2000), from: &stream)
    #expect(Set(arms[..<1000]) == [0, 1])
    #expect(Set(arms[1000...]) == [0, 1, 2])
  }

  @Test("separate factors of minimization are balanced by themselves")
  func separate() throws {
    let factors = [Rules.factor("site", isSeparate: true), Rules.factor("sex")]
    let allocator = try Rules.allocator(
      Rules.minimization(probability: Fraction(1, 1), factors: factors),
      levels: [2, 2]
    )
    var state = allocator.start
    allocator.record(Allocation(levels: [0, 0], arm: 0, share: 0), in: &state)
    var stream = RandomStream(seed: 9, position: 0)
    let same = allocator.nextArm(for: [0, 0], after: state, drawing: &stream)
    #expect(same.explanation.weights == [0, 1])
    let other = allocator.nextArm(for: [1, 0], after: state, drawing: &stream)
    #expect(other.explanation.weights == [1, 1])
  }
}
