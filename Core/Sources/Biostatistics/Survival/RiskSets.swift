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
  ///
  /// - Parameters:
  ///   - data: Times to event.
  ///   - groups: One number in 0..<`groupCount` per subject.
  ///   - strata: A label per subject; nil for a single stratum.
  ///   - visit: Told of each event time.
  @inline(__always)
  func walk(_ data: SurvivalTimes, groups: [Int], strata: [Int]?, visit: (RiskSet) -> Void) {
    var homes = groups
    var count = groupCount
    if let strata {
      let (numbers, sizes) = stratumNumbers(strata)
      homes = zip(numbers, groups).map { $0 * groupCount + $1 }
      count = sizes.count * groupCount
    }
    let sizes = groupSizes(homes, groupCount: count, subjects: data.count)
    walk(
      data.sorted.apart(by: homes, sizes: sizes),
      entering: data.sortedEntries?.apart(by: homes, sizes: sizes),
      visit: visit
    )
  }

  /// Visits the event times of each stratum, ascending.
  ///
  /// The groups of a stratum are merged: each is read from front to back, which memory likes, however many subjects.
  ///
  /// - Parameters:
  ///   - order: The groups of the first stratum, those of the second, and so on, each a part.
  ///   - entering: The same by entry; nil if all are at risk from the origin on.
  ///   - visit: Told of each event time.
  @inline(__always)
  func walk(_ order: TimeOrder, entering: TimeOrder?, visit: (RiskSet) -> Void) {
    let last = order.count - 1
    for first in stride(from: 0, to: order.parts.count, by: groupCount) {
      withScratch { scratch in
        let (atRisk, died, left) = (scratch, scratch + groupCount, scratch + 2 * groupCount)
        let (next, entered, ends) = (
          scratch + 3 * groupCount, scratch + 4 * groupCount, scratch + 5 * groupCount
        )
        // The next time of each group; ∞ after its last.
        let heads = UnsafeMutablePointer<Double>.allocate(capacity: groupCount)
        defer { heads.deallocate() }
        var n = 0
        for group in 0..<groupCount {
          let part = order.parts[first + group]
          heads[group] = part.isEmpty ? .infinity : order.times[part.lowerBound]
          next[group] = part.lowerBound
          entered[group] = part.lowerBound
          ends[group] = part.upperBound
          atRisk[group] = entering == nil ? part.count : 0
          n += atRisk[group]
        }
        var survival = 1.0
        while true {
          var time = heads[0]
          for group in 1..<max(1, groupCount) { time = min(time, heads[group]) }
          guard time < .infinity else { break }
          if let entering {
            for group in 0..<groupCount {
              while entered[group] < ends[group], entering.times[entered[group]] < time {
                entered[group] += 1
                atRisk[group] += 1
                n += 1
              }
            }
          }
          var d = 0
          for group in 0..<groupCount {
            // Which group comes next cannot be foreseen, so that its first row is taken without asking.
            let start = next[group]
            let isHere = heads[group] == time ? 1 : 0
            var events = isHere & (order.isEvent(min(start, last)) ? 1 : 0)
            var place = start + isHere
            while place < ends[group] && order.times[place] == time {
              events += order.isEvent(place) ? 1 : 0
              place += 1
            }
            next[group] = place
            heads[group] = place < ends[group] ? order.times[place] : .infinity
            left[group] = place - start
            died[group] = events
            d += events
          }
          if d > 0 {
            visit(RiskSet(atRisk: atRisk, died: died, n: n, d: d, survival: survival))
            if followsSurvival { survival *= Double(n - d) / Double(n) }
          }
          for group in 0..<groupCount {
            atRisk[group] -= left[group]
            n -= left[group]
          }
        }
      }
    }
  }

  /// Visits the event days of counted times, ascending.
  @inline(__always)
  func walk(_ counts: DayCounts, visit: (RiskSet) -> Void) {
    withScratch { scratch in
      let (atRisk, died) = (scratch, scratch + groupCount)
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

  /// Six zeros per group.
  @inline(__always)
  private func withScratch(_ body: (UnsafeMutablePointer<Int>) -> Void) {
    let scratch = UnsafeMutablePointer<Int>.allocate(capacity: 6 * groupCount)
    scratch.initialize(repeating: 0, count: 6 * groupCount)
    defer { scratch.deallocate() }
    body(scratch)
  }
}
