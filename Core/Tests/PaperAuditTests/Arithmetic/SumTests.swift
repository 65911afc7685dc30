// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import PaperAudit
import Testing

@Suite struct SumTests {
  @Test("adds parts up")
  func parts() {
    #expect(PartsCheck([28, 27], of: 55).finding == .equal)
    #expect(PartsCheck([13, 5], of: 10).finding == .partBeyondTotal)
    #expect(PartsCheck([8, 5], of: 10).finding == .surplus(3))
    #expect(PartsCheck([3, 5], of: 10).finding == .missing(2))
    #expect(PartsCheck([3, 5], of: 10).consistencyIfIncomplete == .consistent)
    #expect(PartsCheck([8, 5], of: 10).consistencyIfOverlapping == .consistent)
    #expect(PartsCheck([8, 5], of: 10).consistencyIfIncomplete == .inconsistent)
    #expect(PartsCheck([-1, 11], of: 10).finding == .partBeyondTotal)
    #expect(PartsCheck([.max, .max], of: .max).finding == .tooLarge)
    #expect(PartsCheck([], of: 0).finding == .equal)
  }

  /// By hand: three thirds are printed 33.3 and add up to 99.9; one decimal explains 0.15.
  @Test("lets rounding explain a sum of percentages, and no more")
  func percentages() {
    let thirds = PercentageSum([number("33.3"), number("33.3"), number("33.3")])
    #expect(thirds.rounding == .nearest)
    #expect((thirds.largestDeviation - 0.15).magnitude < 1e-12)
    #expect(thirds.counts(of: 30) == [10...10, 10...10, 10...10])
    #expect(thirds.counts(of: 31) == nil)
    #expect(PercentageSum([number("33"), number("33"), number("33")]).consistency == .consistent)
    #expect(PercentageSum([number("50.0"), number("49.0")]).consistency == .inconsistent)
    #expect(PercentageSum([number("33.3"), number("33.3"), number("33.1")]).rounding == .truncated)
    #expect(PercentageSum([]).consistency == .undetermined(.undefined))
    #expect(totalCount([(number("50.1"), 10)]) == nil)
    // (30 · 49.5 + 25 · 51) / 55 = 50.18.
    #expect(overallMean([(number("49.5"), 30), (number("51"), 25)])?.contains(50.18) == true)
    #expect(overallMean([(number("49.5"), 0)]) == nil)
  }

  @Test("accuses no division of subjects into parts")
  func property() {
    var stream = RandomStream(seed: 76, position: 1)
    var accused = [String: Int]()
    for _ in 0..<100_000 {
      let parts = (0..<stream.integer(in: 1...8)).map { _ in stream.integer(in: 0...40) }
      let n = parts.reduce(0, +)
      guard n > 0 else { continue }
      if PartsCheck(parts, of: n).consistency != .consistent { accused["parts", default: 0] += 1 }
      let decimals = stream.integer(in: 0...2)
      let percentages = parts.map {
        stream.printed(100 * Double($0) / Double(n), decimals: decimals...decimals)
      }
      let sum = PercentageSum(percentages)
      if sum.consistency != .consistent { accused["percentages", default: 0] += 1 }
      if sum.counts(of: n) == nil { accused["counts", default: 0] += 1 }
      let sizes = parts.map { $0 + stream.integer(in: 0...50) }
      let arms = zip(parts, sizes).filter { $0.1 > 0 }.map {
        (percentage: stream.printed(100 * Double($0.0) / Double($0.1), decimals: 0...2), n: $0.1)
      }
      if totalCount(arms)?.contains(n) != true { accused["total", default: 0] += 1 }
      let means = sizes.map { _ in 100 * stream.uniform() }
      let total = sizes.reduce(0, +)
      let mean = zip(means, sizes).reduce(0) { $0 + $1.0 * Double($1.1) } / Double(total)
      let printed = zip(means, sizes).map { (mean: stream.printed($0.0), n: $0.1) }
      if total > 0, overallMean(printed)?.contains(mean) != true { accused["mean", default: 0] += 1 }
    }
    #expect(accused.isEmpty)
  }
}
