// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import PaperAudit
import RealModule
import Testing

@Suite struct SurvivalTests {
  /// By hand: 67.1 % at one year are 0.671² = 45.0 % at two; 27 % at two years √0.27 = 52.0 % at one.
  @Test("relates rates and medians of constant hazards")
  func exponential() {
    let later = SurvivalRelation.rate(at: number("24"), from: number("67.1"), at: number("12"))
    #expect(later?.implied.contains(45.02) == true)
    #expect((later?.implied.upperBound ?? 0) < 45.3)
    let earlier = SurvivalRelation.rate(
      at: number("1"),
      from: number("27"),
      at: number("2"),
      printed: number("52")
    )
    #expect(earlier?.consistency == .consistent)
    let far = SurvivalRelation.rate(
      at: number("1"),
      from: number("27"),
      at: number("2"),
      printed: number("80")
    )
    #expect(far?.consistency == .undetermined(.assumption))
    #expect((far?.factor ?? 0) > 1.4)
    #expect(SurvivalRelation.rate(at: number("12"), median: number("12.0"))?.implied.contains(50) == true)
    #expect(SurvivalRelation.median(rate: number("25"), at: number("12"))?.implied.contains(6) == true)
    #expect(
      SurvivalRelation.hazardRatio(medians: number("10.0"), number("5.0"))?.implied.contains(0.5) == true
    )
    // log 0.25 / log 0.5 = 2.
    #expect(SurvivalRelation.hazardRatio(rates: number("25.0"), number("50.0"))?.implied.contains(2) == true)
    #expect(SurvivalRelation.rate(at: number("12"), median: number("0")) == nil)
    #expect(SurvivalRelation.median(rate: number("100"), at: number("12")) == nil)
  }

  @Test("knows what every survival curve keeps")
  func order() {
    let rates = [
      SurvivalOrder.Rate(at: 24, number("50.1")), .init(at: 12, number("48.0")), .init(at: 6, number("80")),
      .init(at: 36, number("50.1")),
    ]
    let rises = SurvivalOrder.rises(rates)
    #expect(rises.map(\.earlier) == [1, 1])
    #expect(rises.map(\.later) == [0, 3])
    func consistency(_ median: String?, _ rate: String, _ time: String) -> Consistency {
      SurvivalOrder.consistency(median: median.map(number), rate: number(rate), at: number(time))
    }
    #expect(consistency("8.2", "61.0", "12") == .inconsistent)
    #expect(consistency("18.2", "41.0", "12") == .inconsistent)
    #expect(consistency("18.2", "61.0", "12") == .consistent)
    #expect(consistency(nil, "41.0", "12") == .inconsistent)
    #expect(consistency(nil, "61.0", "12") == .consistent)
    #expect(consistency("12.1", "50", "12") == .consistent)
    #expect(SurvivalOrder.consistency(composite: number("12.0"), single: number("9.0")) == .inconsistent)
    #expect(SurvivalOrder.consistency(composite: number("9.0"), single: number("9")) == .consistent)
  }

  /// By hand: 67.1 % of 25 are left after 8 events (68 %), not after 9 (64 %).
  @Test("bounds the events before a rate")
  func events() {
    #expect(SurvivalOrder.mostEvents(rate: number("67.1"), n: 25) == 8)
    #expect(SurvivalOrder.mostEvents(rate: number("68"), n: 25) == 8)
    #expect(SurvivalOrder.mostEvents(rate: number("130"), n: 25) == 0)
    #expect(SurvivalOrder.mostEvents(rate: number("68"), n: 0) == nil)
  }

  /// By hand: 24 / 480 = 5.0 per 100.
  @Test("holds person-time rates against events")
  func personTime() {
    func rate(_ rate: String, _ events: Int, _ time: String) -> Consistency {
      personTimeRate(number(rate), events: events, personTime: number(time), per: 100).consistency
    }
    #expect(rate("5.0", 24, "480") == .consistent)
    #expect(rate("6.0", 24, "480") == .inconsistent)
    #expect(rate("5.0", 24, "0") == .undetermined(.undefined))
    #expect(rate("5.0", -2, "10") == .inconsistent)
  }

  @Test("accuses no curve: medians and rates of random samples")
  func property() {
    var stream = RandomStream(seed: 72, position: 1)
    var accused = [String: Int]()
    for _ in 0..<100_000 {
      // The times of a small sample without censoring, in months.
      let n = stream.integer(in: 3...20)
      let hazard = 0.02 + 0.2 * stream.uniform()
      let times = (0..<n).map { _ in stream.exponential(rate: hazard) }.sorted()
      func survival(_ t: Double) -> Double { Double(times.count { $0 > t }) / Double(n) }
      let median = times.first { survival($0) <= 0.5 } ?? .nan
      let decimals = stream.integer(in: 0...1)
      let rates = [6.0, 12, 24].map {
        ($0, stream.printed(100 * survival($0), decimals: decimals...decimals))
      }
      if !SurvivalOrder.rises(rates.map { .init(at: $0, $1) }).isEmpty { accused["rises", default: 0] += 1 }
      let printed = stream.printed(median, decimals: 0...1)
      for (time, rate) in rates
      where SurvivalOrder.consistency(median: printed, rate: rate, at: PrintedNumber(time, decimals: 0))
        != .consistent
      {
        accused["median", default: 0] += 1
      }
      let s = 0.05 + 0.9 * stream.uniform()
      let ratio = 0.3 + stream.uniform()
      let relation = SurvivalRelation.hazardRatio(
        rates: stream.printed(100 * .pow(s, ratio), decimals: 1...2),
        stream.printed(100 * s, decimals: 1...2),
        printed: stream.printed(ratio, decimals: 1...3)
      )
      if relation?.agrees != true { accused["ratio", default: 0] += 1 }
      let exact = 100 * Double.exp(-12 * hazard)
      let implied = SurvivalRelation.rate(
        at: number("12"),
        median: stream.printed(.log(2) / hazard, decimals: 0...2),
        printed: stream.printed(exact, decimals: 0...2)
      )
      if implied?.agrees != true { accused["rate", default: 0] += 1 }
      let (events, time) = (stream.integer(in: 0...200), 1 + 1000 * stream.uniform())
      let rate = personTimeRate(
        stream.printed(Double(events) * 100 / time, decimals: 0...2),
        events: events,
        personTime: stream.printed(time, decimals: 0...1),
        per: 100
      )
      if rate.consistency != .consistent { accused["person-time", default: 0] += 1 }
    }
    #expect(accused.isEmpty)
  }
}
