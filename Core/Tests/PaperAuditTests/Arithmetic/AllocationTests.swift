// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import PaperAudit
import Testing

@Suite struct AllocationTests {
  /// The table of 30 : 25 under several schemes, recomputed by R and by hand (2 · C(5,5) / C(10,5) = 0.0079).
  @Test("judges 30 : 25 under each scheme")
  func schemes() throws {
    let arms = try #require(AllocationCheck(30, 25))
    #expect((arms.simpleRandomization - 0.590053).magnitude < 1e-6)
    for block in [2, 4, 6, 8] {
      #expect(arms.isPossible(block: block) == false)
      #expect(arms.permutedBlocks(block) == 0)
    }
    let expected = [10: 0.0079, 12: 0.0152, 16: 0.0406, 20: 0.0325]
    for (block, p) in expected {
      #expect(((arms.permutedBlocks(block) ?? .nan) - p).magnitude < 5.1e-5)
      #expect(arms.isPossible(block: block) == true)
    }
    #expect(arms.impossibleBlocks(upTo: 12) == [2, 4, 6, 8])
    #expect(arms.isPossible(block: 3) == nil)
    #expect(arms.largestImbalance(block: 4, strata: 1) == 1)
    #expect(arms.largestImbalance(block: 4, strata: 3) == 5)
    #expect(arms.isPossible(block: 4, strata: 2) == false)
    #expect(arms.isPossible(block: 4, strata: 7) == true)
    #expect(arms.isPossible(block: 4, strata: .max) == true)
  }

  /// R 4.2: binom.test(50, 90, 2/3); phyper of the open block 2 : 1.
  @Test("judges unequal ratios")
  func unequal() throws {
    let arms = try #require(AllocationCheck(50, 40, ratio: (4, 2)))
    #expect(arms.firstPart == 2 && arms.secondPart == 1)
    #expect((arms.simpleRandomization - 0.0329500346).magnitude < 1e-9)
    #expect(arms.isPossible(block: 6) == false)
    let last = try #require(AllocationCheck(32, 18, ratio: (2, 1)))
    #expect(last.firstSizes(block: 6) == 32...34)
    // 32 is 4/3 from what is due, 33 is 1/3, 34 is 2/3.
    #expect(((last.permutedBlocks(6) ?? .nan) - 0.0666666667).magnitude < 1e-9)
    let near = try #require(AllocationCheck(33, 17, ratio: (2, 1)))
    #expect(((near.permutedBlocks(6) ?? .nan) - 1).magnitude < 1e-12)
    #expect(near.isPossible(block: 6, strata: 2) == true)
    #expect(near.isPossible(block: 5, strata: 2) == nil)
    // Three parts of 90 by 2 : 1 may miss 60 by 3 · 6 · 2 / 9 = 4.
    #expect(arms.isPossible(block: 6, strata: 3) == false)
    #expect(AllocationCheck(56, 34, ratio: (2, 1))?.isPossible(block: 6, strata: 3) == true)
  }

  @Test("has no check of nobody, of negative arms and of parts of nothing")
  func degenerate() {
    #expect(AllocationCheck(0, 0) == nil)
    #expect(AllocationCheck(-1, 5) == nil)
    #expect(AllocationCheck(5, 5, ratio: (0, 1)) == nil)
    #expect(AllocationCheck(.max, .max) == nil)
    #expect(AllocationCheck(1_000_000_000, 1_000_000_000)?.simpleRandomization == 1)
    #expect(AllocationCheck(1, 1_000_000_000)?.simpleRandomization == 0)
  }

  @Test("accuses no list of permuted blocks, of any size, ratio and number of strata")
  func property() {
    var stream = RandomStream(seed: 74, position: 1)
    var accused = [String: Int]()
    for _ in 0..<100_000 {
      let ratio = stream.pick([(1, 1), (1, 1), (2, 1), (3, 2)])
      let block = (ratio.0 + ratio.1) * stream.integer(in: 1...4)
      let strata = stream.integer(in: 1...5)
      var counts = (0, 0)
      for _ in 0..<strata {
        var left = stream.integer(in: strata == 1 ? 1...60 : 0...20)
        while left > 0 {
          let share = block / (ratio.0 + ratio.1)
          var list = Array(repeating: 0, count: share * ratio.0) + Array(repeating: 1, count: share * ratio.1)
          stream.shuffle(&list)
          let part = list.prefix(left)
          counts.0 += part.count { $0 == 0 }
          counts.1 += part.count { $0 == 1 }
          left -= part.count
        }
      }
      guard counts.0 + counts.1 > 0, let check = AllocationCheck(counts.0, counts.1, ratio: ratio) else {
        continue
      }
      if check.isPossible(block: block, strata: strata) == false { accused["impossible", default: 0] += 1 }
      if strata == 1 {
        if check.impossibleBlocks(upTo: 40).contains(block) { accused["list", default: 0] += 1 }
        if !((check.permutedBlocks(block) ?? 0) > 0) { accused["probability", default: 0] += 1 }
      }
    }
    #expect(accused.isEmpty)
  }
}
