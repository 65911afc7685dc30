// SPDX-License-Identifier: Apache-2.0

/// Who is at risk just before one event time, and who has the event there, in each group.
struct RiskSet {
  /// At risk, one number per group.
  let atRisk: UnsafeMutablePointer<Int>
  /// With the event, one number per group.
  let died: UnsafeMutablePointer<Int>
  /// At risk in all groups together.
  let n: Int
  /// Events in all groups together, at least 1.
  let d: Int
  /// The pooled Kaplan–Meier estimate of the stratum just before the time; 1 if the walk was not asked to follow it.
  let survival: Double
}

/// The risk sets of grouped times, one after the other: what every log-rank statistic is a sum over.
struct RiskSets {
  let groupCount: Int
  /// Whether each risk set is to know the pooled survival before it.
  let followsSurvival: Bool

  /// Visits the event times of each stratum, ascending.
  @inline(__always)
  func walk(_ data: SurvivalTimes, groups: [Int], strata: [Int]?, visit: (RiskSet) -> Void) {
    var order = data.sorted
    var entering = data.sortedEntries
    if let strata {
      let (numbers, sizes) = stratumNumbers(strata)
      order = order.apart(by: numbers, sizes: sizes)
      entering = entering?.apart(by: numbers, sizes: sizes)
    }
    for number in order.parts.indices {
      walk(order, entering, part: number, groups: groups, visit: visit)
    }
  }

  @inline(__always)
  private func walk(
    _ order: TimeOrder,
    _ entering: TimeOrder?,
    part: Int,
    groups: [Int],
    visit: (RiskSet) -> Void
  ) {
    withScratch { atRisk, died in
      let places = order.parts[part]
      var n = 0
      if entering == nil {
        n = places.count
        if order.parts.count == 1 {
          // As they come, which is faster than by time.
          for group in groups { atRisk[group] += 1 }
        } else {
          for place in places { atRisk[groups[order.row(place)]] += 1 }
        }
      }
      var entered = entering?.parts[part] ?? 0..<0
      var survival = 1.0
      var start = places.lowerBound
      while start < places.upperBound {
        let time = order.times[start]
        while let entering, let next = entered.first, entering.times[next] < time {
          atRisk[groups[entering.row(next)]] += 1
          n += 1
          entered = next + 1..<entered.upperBound
        }
        var d = 0
        var end = start
        repeat {
          if order.isEvent(end) {
            died[groups[order.row(end)]] += 1
            d += 1
          }
          end += 1
        } while end < places.upperBound && order.times[end] == time
        if d > 0 {
          visit(RiskSet(atRisk: atRisk, died: died, n: n, d: d, survival: survival))
          if followsSurvival { survival *= Double(n - d) / Double(n) }
        }
        for place in start..<end {
          let group = groups[order.row(place)]
          atRisk[group] -= 1
          died[group] = 0
        }
        n -= end - start
        start = end
      }
    }
  }

  /// Visits the event days of counted times, ascending.
  @inline(__always)
  func walk(_ counts: DayCounts, visit: (RiskSet) -> Void) {
    withScratch { atRisk, died in
      var n = 0
      for group in 0..<groupCount {
        atRisk[group] = counts.subjects[group]
        n += atRisk[group]
      }
      var survival = 1.0
      for day in 0..<counts.days {
        var d = 0
        for group in 0..<groupCount {
          died[group] = counts.events(day, group)
          d += died[group]
        }
        if d > 0 {
          visit(RiskSet(atRisk: atRisk, died: died, n: n, d: d, survival: survival))
          if followsSurvival { survival *= Double(n - d) / Double(n) }
        }
        for group in 0..<groupCount {
          let left = died[group] + counts.censored(day, group)
          atRisk[group] -= left
          n -= left
        }
      }
    }
  }

  /// Two zeros per group.
  @inline(__always)
  private func withScratch(_ body: (UnsafeMutablePointer<Int>, UnsafeMutablePointer<Int>) -> Void) {
    let scratch = UnsafeMutablePointer<Int>.allocate(capacity: 2 * groupCount)
    scratch.initialize(repeating: 0, count: 2 * groupCount)
    defer { scratch.deallocate() }
    body(scratch, scratch + groupCount)
  }
}
