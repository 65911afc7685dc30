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
      #expect(part.sortedTimes == part.times.sorted())
    }
  }
}
