// SPDX-License-Identifier: Apache-2.0

/// The rows of a Cox model in the order in which its likelihood reads them.
struct CoxLayout {
  let rows: [Double]
  let scales: [Double]
  let spans: [Double]
  let eventTimes: [CoxLikelihood.EventTime]

  init(_ model: CoxModel) {
    let size = model.covariates.count
    let data = model.data
    let strata =
      model.strata.map { StratumOrder(data.order, strata: $0) }
      ?? StratumOrder(data.order, ranges: [0..<data.count])
    let runs = CoxLayout.runs(data, strata)
    var rows = [Double](repeating: 0, count: data.count * size)
    for (place, row) in strata.order.enumerated() {
      for j in 0..<size {
        // Adding 0 makes one zero of 0 and −0.
        rows[place * size + j] = model.covariates[j][Int(row)] + 0
      }
    }
    CoxLayout.sortTies(&rows, size: size, runs: runs)
    let (scales, spans) = CoxLayout.scale(&rows, size: size)
    self.rows = rows
    self.scales = scales
    self.spans = spans
    eventTimes = CoxLayout.eventTimes(runs)
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
