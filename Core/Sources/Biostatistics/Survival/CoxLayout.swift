// SPDX-License-Identifier: Apache-2.0

/// The rows of a Cox model in the order in which its likelihood reads them.
struct CoxLayout {
  let rows: [Double]
  let scales: [Double]
  let spans: [Double]
  let eventTimes: [CoxLikelihood.EventTime]
  /// Entry of each row; empty if all are at risk from the origin on.
  let entries: [Double]
  /// Rows in the order in which they leave the risk sets, going back in time; empty without entries.
  let leaving: [Int32]
  /// For each event time, which of `leaving` leave before it is reached; empty without entries.
  let leavers: [Range<Int>]

  init(_ model: CoxModel) {
    let size = model.covariates.count
    let data = model.data
    var strata = model.stratumOrder
    if data.entries != nil {
      strata = CoxLayout.withoutIdleRows(strata, data)
    }
    let runs = CoxLayout.runs(data, strata)
    // An entry is one more column by which ties are sorted.
    let columns = model.covariates + (data.entries.map { [$0] } ?? [])
    var rows = [Double](repeating: 0, count: strata.order.count * columns.count)
    for (j, column) in columns.enumerated() {
      var place = j
      for row in strata.order {
        // Adding 0 makes one zero of 0 and −0.
        rows[place] = column[Int(row)] + 0
        place += columns.count
      }
    }
    CoxLayout.sortTies(&rows, size: columns.count, runs: runs)
    var entries = [Double]()
    if columns.count > size {
      entries = stride(from: size, to: rows.count, by: columns.count).map { rows[$0] }
      rows = rows.indices.filter { $0 % columns.count < size }.map { rows[$0] }
    }
    let (scales, spans) = CoxLayout.scale(&rows, size: size)
    self.rows = rows
    self.scales = scales
    self.spans = spans
    self.entries = entries
    eventTimes = CoxLayout.eventTimes(runs)
    (leaving, leavers) =
      entries.isEmpty ? ([], []) : CoxLayout.leaving(eventTimes, entries, strata.ranges)
  }

  /// The rows in whose time under observation an event of their stratum falls; the others say nothing.
  private static func withoutIdleRows(_ strata: StratumOrder, _ data: SurvivalTimes) -> StratumOrder {
    let entries = data.entries ?? []
    var order = [Int32]()
    var ranges = [Range<Int>]()
    for range in strata.ranges {
      let start = order.count
      var lastEvent = -Double.infinity
      for row in strata.order[range] {
        // Rows ascend in time, events first among ties: the last event so far is the last one within the row.
        if data.events[Int(row)] { lastEvent = data.times[Int(row)] }
        if lastEvent > entries[Int(row)] { order.append(row) }
      }
      ranges.append(start..<order.count)
    }
    return StratumOrder(order, ranges: ranges)
  }

  /// Who, going back, has left before each event time: rows that enter there or later.
  private static func leaving(
    _ times: [CoxLikelihood.EventTime],
    _ entries: [Double],
    _ strata: [Range<Int>]
  ) -> ([Int32], [Range<Int>]) {
    var order = [Int32]()
    order.reserveCapacity(entries.count)
    for range in strata {
      order += range.sorted { entries[$0] != entries[$1] ? entries[$0] > entries[$1] : $0 < $1 }.map {
        Int32($0)
      }
    }
    let starts = Dictionary(strata.map { ($0.upperBound, $0.lowerBound) }) { min($0, $1) }
    var next = 0
    var stratumEnd = -1
    let leavers = times.map { time in
      if time.riskEnd != stratumEnd {
        stratumEnd = time.riskEnd
        next = starts[stratumEnd] ?? 0
      }
      let first = next
      while next < stratumEnd, entries[Int(order[next])] >= time.time { next += 1 }
      return first..<next
    }
    return (order, leavers)
  }

  /// Rows of one time in one stratum.
  private struct Run {
    let time: Double
    let start: Int
    let eventsEnd: Int
    let end: Int
    let stratumEnd: Int
  }

  private static func runs(_ data: SurvivalTimes, _ strata: StratumOrder) -> [Run] {
    var runs = [Run]()
    runs.reserveCapacity(data.count)
    for range in strata.ranges {
      var place = range.lowerBound
      while place < range.upperBound {
        let start = place
        let time = data.times[Int(strata.order[start])]
        var eventsEnd = start
        while place < range.upperBound && data.times[Int(strata.order[place])] == time {
          if data.events[Int(strata.order[place])] { eventsEnd = place + 1 }
          place += 1
        }
        runs.append(
          Run(time: time, start: start, eventsEnd: eventsEnd, end: place, stratumEnd: range.upperBound)
        )
      }
    }
    return runs
  }

  /// Puts subjects with the same stratum, time and outcome into the order of their covariates.
  private static func sortTies(_ rows: inout [Double], size: Int, runs: [Run]) {
    var copy = [Double]()
    for run in runs {
      for tie in [run.start..<run.eventsEnd, run.eventsEnd..<run.end] where tie.count > 1 {
        if size == 1 {
          rows[tie].sort()
          continue
        }
        let places = tie.sorted { left, right in
          for j in 0..<size where rows[left * size + j] != rows[right * size + j] {
            return rows[left * size + j] < rows[right * size + j]
          }
          return false
        }
        copy.removeAll(keepingCapacity: true)
        for place in places {
          copy.append(contentsOf: rows[place * size..<(place + 1) * size])
        }
        rows.replaceSubrange(tie.lowerBound * size..<tie.upperBound * size, with: copy)
      }
    }
  }

  /// Centres each column and divides it by its mean absolute deviation.
  private static func scale(_ rows: inout [Double], size: Int) -> (scales: [Double], spans: [Double]) {
    let count = rows.count / size
    var scales = [Double]()
    var spans = [Double]()
    for j in 0..<size {
      var sum = 0.0
      var smallest = rows[j]
      var largest = rows[j]
      for place in stride(from: j, to: rows.count, by: size) {
        sum += rows[place]
        smallest = min(smallest, rows[place])
        largest = max(largest, rows[place])
      }
      let mean = sum / Double(count)
      var deviation = 0.0
      for place in stride(from: j, to: rows.count, by: size) {
        rows[place] -= mean
        deviation += abs(rows[place])
      }
      // A constant column keeps its unit; the fit will refuse it by name.
      let scale = largest > smallest ? deviation / Double(count) : 1
      for place in stride(from: j, to: rows.count, by: size) {
        rows[place] = largest > smallest ? rows[place] / scale : 0
      }
      scales.append(scale)
      spans.append((largest - smallest) / scale)
    }
    return (scales, spans)
  }

  /// The event times, descending within strata; censorings join the risk set with the next earlier event.
  private static func eventTimes(_ runs: [Run]) -> [CoxLikelihood.EventTime] {
    var times = [CoxLikelihood.EventTime]()
    times.reserveCapacity(runs.count)
    var joiningEnd = -1
    var stratumEnd = -1
    for run in runs.reversed() {
      if run.stratumEnd != stratumEnd {
        stratumEnd = run.stratumEnd
        joiningEnd = run.stratumEnd
      }
      guard run.eventsEnd > run.start else { continue }
      times.append(
        CoxLikelihood.EventTime(
          time: run.time,
          events: run.start..<run.eventsEnd,
          joiningEnd: joiningEnd,
          riskEnd: run.stratumEnd
        )
      )
      joiningEnd = run.start
    }
    return times
  }
}
