// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import PaperAudit
import Testing

/// One figure of a sound set is changed by more than rounding explains: how often that is noticed.
@Suite struct NoticedErrorTests {
  private func share(
    _ position: UInt64,
    of count: Int = 10_000,
    _ change: (inout RandomStream) -> Consistency?
  ) -> Double {
    var (noticed, all) = (0, 0)
    for i in 0..<count {
      var stream = RandomStream(seed: 81, position: position << 32 | UInt64(i))
      guard let consistency = change(&stream) else { continue }
      all += 1
      if consistency == .inconsistent { noticed += 1 }
    }
    return Double(noticed) / Double(max(all, 1))
  }

  @Test("a part one too large or too small")
  func parts() {
    let noticed = share(1) { stream in
      var parts = (0..<stream.integer(in: 2...6)).map { _ in stream.integer(in: 1...40) }
      let n = parts.reduce(0, +)
      parts[0] += stream.pick([-1, 1])
      return PartsCheck(parts, of: n).consistency
    }
    #expect(noticed == 1)
  }

  @Test("a percentage of a division that is two per cent off")
  func percentages() {
    let noticed = share(2) { stream in
      let parts = (0..<stream.integer(in: 2...6)).map { _ in stream.integer(in: 1...40) }
      let n = parts.reduce(0, +)
      var printed = parts.map { Printing.halfUp.print(100 * Double($0) / Double(n), decimals: 1) }
      printed[0] = PrintedNumber(printed[0].value + stream.pick([-2, 2]), decimals: 1)
      return PercentageSum(printed).consistency
    }
    #expect(noticed == 1)
  }

  @Test("a statistic with the p-value of another")
  func statistics() {
    let noticed = share(3) { stream in
      let n = stream.integer(in: 10...100)
      let t = 1 + 1.2 * stream.uniform()
      let other = t + 1.2
      let p = StudentT.twoSided(other, degreesOfFreedom: Double(n))
      return PrintedStatistic.t(
        Printing.halfUp.print(t, decimals: 2),
        degreesOfFreedom: PrintedNumber(Double(n), decimals: 0)
      )
      .compared(with: PrintedP(.equal, Printing.halfUp.print(p, decimals: 3))).consistency
    }
    #expect(noticed > 0.99)
  }

  @Test("a p-value on the other side of the level than every test")
  func pValues() {
    let noticed = share(4, of: 500) { stream in
      let (n1, n2) = (stream.integer(in: 20...150), stream.integer(in: 20...150))
      let tests = TwoArmTests(stream.integer(in: 0...n1), of: n1, versus: stream.integer(in: 0...n2), of: n2)
      let by = tests.significance()
      guard tests.problem == nil, by.below.isEmpty || by.above.isEmpty else { return nil }
      return tests.reproducing(p(by.above.isEmpty ? "> 0.05" : "< 0.05")).consistency
    }
    // One-sided tests of a p-value between 0.05 and 0.10 meet "< 0.05".
    #expect(noticed > 0.95)
  }

  @Test("a later rate above an earlier one, a median on the wrong side of its rate")
  func survival() {
    let noticed = share(5) { stream in
      let rate = PrintedNumber(Double(stream.integer(in: 100...900)) / 10, decimals: 1)
      let higher = PrintedNumber(rate.value + 0.3, decimals: 1)
      let rises = SurvivalOrder.rises([.init(at: 12, rate), .init(at: 24, higher)])
      let median = number(rate.value > 50 ? "8.0" : "16.0")
      guard (rate.value - 50).magnitude > 0.2 else { return nil }
      let side = SurvivalOrder.consistency(median: median, rate: rate, at: number("12"))
      return rises.isEmpty ? .consistent : side
    }
    #expect(noticed == 1)
  }

  @Test("a duration that is two units off")
  func dates() throws {
    let noticed = share(6) { stream in
      let month = stream.integer(in: 1...12)
      let end = stream.integer(in: 1...12)
      guard let start = PrintedDate(year: 2018, month: month), let last = PrintedDate(year: 2021, month: end)
      else {
        return nil
      }
      let months = 36 + end - month + stream.pick([-3, 4])
      return DateSpan(from: start, to: last).consistency(
        of: PrintedNumber(Double(months), decimals: 0),
        in: .months
      )
    }
    #expect(noticed == 1)
  }

  @Test("a limit of an interval moved by its width, an effect by half")
  func intervals() {
    let noticed = share(7) { stream in
      let (n1, n2) = (stream.integer(in: 20...150), stream.integer(in: 20...150))
      let (k1, k2) = (stream.integer(in: 5...n1 - 5), stream.integer(in: 5...n2 - 5))
      let arm = Proportion(events: k1, of: n1)
      let wilson = arm.wilson(level: 0.95)
      let upper = 100 * (wilson.upper + wilson.upper - wilson.lower)
      let single = proportionInterval(
        lower: Printing.halfUp.print(100 * wilson.lower, decimals: 1),
        upper: Printing.halfUp.print(upper, decimals: 1),
        count: k1,
        of: n1
      )
      let arms = TwoProportions(arm, versus: Proportion(events: k2, of: n2))
      let wrong = Printing.halfUp.print(1.5 * arms.oddsRatio, decimals: 2)
      let effect = EffectFromCounts(.oddsRatio, wrong, k1, of: n1, versus: k2, of: n2)
      return single.consistency == .inconsistent ? effect.consistency : single.consistency
    }
    // The rest are odds ratios near 1 whose inverse happens to be printed so, or which Peto's formula gives.
    #expect(noticed > 0.95)
  }
}
