// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Biostatistics

@Suite struct SurvivalTimesTests {
  /// A second implementation: one comparison sort of all three keys.
  private func plainOrder(_ times: [Double], _ events: [Bool]) -> [Int32] {
    times.indices.sorted {
      if times[$0] != times[$1] { return times[$0] < times[$1] }
      if events[$0] != events[$1] { return events[$0] }
      return $0 < $1
    }.map { Int32($0) }
  }

  @Test(
    "sorts as a plain comparison does",
    arguments: [
      (0, 10.0), (1, 10), (400, 30), (513, 3), (5000, 900), (5000, 1_900_000), (3000, 2e9), (2000, 0.01),
    ]
  )
  func sorts(count: Int, range: Double) {
    var stream = RandomStream(seed: 5, position: UInt64(count))
    for scale in [1.0, 0.25, 1 / 30.4375] {
      let times = (0..<count).map { _ in (stream.uniform() * range).rounded(.down) * scale }
      let events = (0..<count).map { _ in stream.uniform() < 0.5 }
      #expect(SurvivalTimes(times: times, events: events).order == plainOrder(times, events))
    }
  }

  @Test("splitting hands on the sorted order")
  func splitting() {
    var stream = RandomStream(seed: 6, position: 0)
    let times = (0..<900).map { _ in Double(stream.integer(below: 40)) }
    let events = times.map { _ in stream.uniform() < 0.3 }
    let groups = times.map { _ in stream.integer(below: 4) }
    let parts = SurvivalTimes(times: times, events: events).split(by: groups, groupCount: 5)
    #expect(parts.map(\.count).reduce(0, +) == 900)
    #expect(parts[4].count == 0)
    for (group, part) in parts.enumerated() {
      let rows = groups.indices.filter { groups[$0] == group }
      #expect(part.times == rows.map { times[$0] })
      #expect(part.order == plainOrder(part.times, part.events))
      #expect(part.sorted.times == part.times.sorted())
    }
  }

  /// Times that agree in all the bits that the sort looks at first, beside an outlier that takes these bits away.
  @Test("times closer than the sort looks at first still come in order", arguments: [40, 5000])
  func closeTimes(count: Int) {
    var stream = RandomStream(seed: 12, position: UInt64(count))
    var times = (0..<count).map { _ in 1 + Double(stream.integer(below: 300)) * 0x1p-50 }
    times[count / 2] = 1e300
    times[count / 3] = 0
    times[count / 4] = -0.0
    times[count / 5] = 5e-324
    let events = times.map { _ in stream.uniform() < 0.5 }
    let data = SurvivalTimes(times: times, events: events)
    #expect(data.order == plainOrder(times, events))
    #expect(data.sorted.times == times.sorted())
  }

  @Test("rows taken apart, or sorted apart, are those of each group alone", arguments: [1.0, 0.125])
  func groupsApart(unit: Double) {
    var stream = RandomStream(seed: 7, position: 1)
    let count = 4000
    let times = (0..<count).map { _ in Double(stream.integer(below: 900)) * unit }
    let events = times.map { _ in stream.uniform() < 0.4 }
    let groups = times.map { _ in stream.integer(below: 3) }
    let sizes = groupSizes(groups, groupCount: 4, subjects: count)
    let orders = [
      TimeOrder(times: times, events: events, groups: groups, groupCount: 4),
      TimeOrder(times: times, events: events).apart(by: groups, sizes: sizes),
    ]
    for order in orders {
      for (group, part) in order.parts.enumerated() {
        let rows = groups.indices.filter { groups[$0] == group }
        let alone = SurvivalTimes(times: rows.map { times[$0] }, events: rows.map { events[$0] })
        #expect(part.map { order.row($0) } == alone.order.map { rows[Int($0)] })
        #expect(Array(order.times[part]) == alone.sorted.times)
      }
    }
  }

  /// The same cohort in whole days, counted, and in halves of days, sorted.
  @Test("counting days gives what sorting gives, to the last bit", arguments: [1, 2, 3], [30, 2500, 40_000])
  func countingDays(groupCount: Int, count: Int) {
    var stream = RandomStream(seed: 8, position: UInt64(count + groupCount))
    let days = (0..<count).map { _ in Double(stream.integer(below: 600)) }
    let events = days.map { _ in stream.uniform() < 0.4 }
    let groups = days.map { _ in stream.integer(below: groupCount) }
    let halves = days.map { $0 / 2 }
    #expect(DayCounts(times: days, events: events, groups: groups, groupCount: groupCount) != nil)
    #expect(DayCounts(times: halves, events: events, groups: groups, groupCount: groupCount) == nil)
    let counted = kaplanMeier(times: days, events: events, groups: groups, groupCount: groupCount)
    let sorted = kaplanMeier(times: halves, events: events, groups: groups, groupCount: groupCount)
    let split = SurvivalTimes(times: days, events: events).split(by: groups, groupCount: groupCount).map {
      KaplanMeier($0)
    }
    for group in 0..<groupCount {
      #expect(counted[group].steps == split[group].steps)
      #expect(counted[group].steps.map(\.survival) == sorted[group].steps.map(\.survival))
      #expect(counted[group].steps.map(\.logVariance) == sorted[group].steps.map(\.logVariance))
      #expect(counted[group].steps.map(\.atRisk) == sorted[group].steps.map(\.atRisk))
      #expect(counted[group].events == sorted[group].events)
      #expect(counted[group].subjects == sorted[group].subjects)
    }
    for weights in [LogRankWeights.logRank, .gehan, .flemingHarrington(rho: 1, gamma: 1)] {
      let test = logRankTest(
        times: days,
        events: events,
        groups: groups,
        groupCount: groupCount,
        weights: weights
      )
      let other = logRankTest(
        times: halves,
        events: events,
        groups: groups,
        groupCount: groupCount,
        weights: weights
      )
      #expect(test.observed == other.observed)
      #expect(test.expected == other.expected)
      #expect(test.variance == other.variance)
    }
  }

  @Test("nobody, and days too far apart to be counted")
  func fewSubjects() {
    #expect(kaplanMeier(times: [], events: [], groups: [], groupCount: 2).allSatisfy { $0.steps.isEmpty })
    #expect(DayCounts(times: [0, 2_000_000], events: [true, true], groups: [0, 0], groupCount: 1) == nil)
    let curve = kaplanMeier(times: [0, 2_000_000], events: [true, true], groups: [0, 0], groupCount: 1)[0]
    #expect(curve.steps.map(\.survival) == [0.5, 0])
    #expect(curve.steps.last?.logVariance == .infinity)
  }
}
