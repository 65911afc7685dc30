// SPDX-License-Identifier: Apache-2.0

/// The rows of a Cox model in the order in which its likelihood reads them.
struct CoxLayout {
  /// Scaled covariates, row by row, and one number more, so that they can be read in pairs.
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
    var order = model.order
    if let entries = model.data.entries {
      order = CoxLayout.withoutIdleRows(order, entries)
    }
    // An entry is one more column by which ties are sorted.
    let columns = model.covariates + (model.data.entries.map { [$0] } ?? [])
    var (rows, extent) = CoxLayout.gather(columns, order)
    CoxLayout.sortTies(&rows, size: columns.count, order)
    var entries = [Double]()
    if columns.count > size {
      entries = (0..<order.count).map { rows[$0 * columns.count + size] }
      rows = rows.indices.filter { $0 % columns.count < size }.map { rows[$0] } + [0]
      extent.removeLast()
    }
    (scales, spans) = CoxLayout.scale(&rows, extent)
    self.rows = rows
    self.entries = entries
    eventTimes = CoxLayout.eventTimes(order)
    (leaving, leavers) = entries.isEmpty ? ([], []) : CoxLayout.leaving(eventTimes, entries, order.parts)
  }

  /// The rows in whose time under observation an event of their stratum falls; the others say nothing.
  private static func withoutIdleRows(_ order: TimeOrder, _ entries: [Double]) -> TimeOrder {
    var lastEvent = -Double.infinity
    return order.filter { place, isFirst in
      // Rows ascend in time, events first among ties: the last event so far is the last one within the row.
      if isFirst { lastEvent = -.infinity }
      if order.isEvent(place) { lastEvent = order.times[place] }
      return lastEvent > entries[order.row(place)]
    }
  }

  /// The columns row by row in the given order, and one number more; and how far the values of each reach.
  private static func gather(
    _ columns: [[Double]],
    _ order: TimeOrder
  ) -> (rows: [Double], extent: [ClosedRange<Double>]) {
    (sortedRows(columns, order), columns.map(extent))
  }

  private static func extent(_ column: [Double]) -> ClosedRange<Double> {
    var (low, high) = (Double.infinity, -Double.infinity)
    for value in column {
      low = value < low ? value : low
      high = value > high ? value : high
    }
    return low <= high ? low...high : 0...0
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

  /// Puts subjects with the same stratum, time and outcome into the order of their covariates.
  private static func sortTies(_ rows: inout [Double], size: Int, _ order: TimeOrder) {
    for part in order.parts {
      var place = part.lowerBound
      while place < part.upperBound {
        let start = place
        repeat {
          place += 1
        } while place < part.upperBound && order.times[place] == order.times[start]
          && order.isEvent(place) == order.isEvent(start)
        if place - start > 1 { sortTie(&rows, size: size, start..<place) }
      }
    }
  }

  /// Sorts rows of one time by a mark that their values make, and where marks agree by the values themselves.
  ///
  /// Any order will do that does not depend on the order of the input; marks are found and compared faster than rows.
  private static func sortTie(_ rows: inout [Double], size: Int, _ tie: Range<Int>) {
    if size == 1 {
      rows[tie].sort()
      return
    }
    let copy = Array(rows[tie.lowerBound * size..<tie.upperBound * size])
    // The mark stands in the upper half of a word, the row in the lower.
    var words = (0..<tie.count).map { row in
      var mark: UInt64 = 0
      for j in 0..<size {
        mark = (mark ^ copy[row * size + j].bitPattern) &* 0x9E37_79B9_7F4A_7C15
        mark ^= mark >> 32
      }
      return mark << 32 | UInt64(row)
    }
    words.sort()
    var start = 0
    while start < words.count {
      var end = start + 1
      while end < words.count, words[end] >> 32 == words[start] >> 32 { end += 1 }
      if end - start > 1 {
        words[start..<end].sort { left, right in
          let (left, right) = (Int(left & 0xFFFF_FFFF) * size, Int(right & 0xFFFF_FFFF) * size)
          for j in 0..<size where copy[left + j] != copy[right + j] {
            return copy[left + j] < copy[right + j]
          }
          return false
        }
      }
      start = end
    }
    for (place, word) in words.enumerated() {
      let source = Int(word & 0xFFFF_FFFF) * size
      for j in 0..<size {
        rows[(tie.lowerBound + place) * size + j] = copy[source + j]
      }
    }
  }

  /// Centres each column and divides it by its mean absolute deviation.
  ///
  /// Of large data a part, evenly spread, says where to centre and by what to divide: any choice gives the same fit.
  private static func scale(
    _ rows: inout [Double],
    _ extent: [ClosedRange<Double>]
  ) -> (scales: [Double], spans: [Double]) {
    let size = extent.count
    let count = (rows.count - 1) / size
    let stride = max(1, count / 50_000)
    var centers = [Double]()
    var scales = [Double]()
    for (j, values) in extent.enumerated() {
      var (center, scale) = spread(rows, size, j, stride: stride)
      if scale == 0 { (center, scale) = spread(rows, size, j, stride: 1) }
      // A constant column keeps its unit; the fit will refuse it by name.
      let isConstant = values.lowerBound == values.upperBound
      centers.append(isConstant ? values.lowerBound : center)
      scales.append(isConstant || scale == 0 ? 1 : scale)
    }
    rows.withUnsafeMutableBufferPointer { rows in
      centers.withUnsafeBufferPointer { centers in
        scales.withUnsafeBufferPointer { scales in
          var place = 0
          for _ in 0..<count {
            for j in 0..<size {
              rows[place] = (rows[place] - centers[j]) / scales[j]
              place += 1
            }
          }
        }
      }
    }
    return (scales, zip(extent, scales).map { ($0.upperBound - $0.lowerBound) / $1 })
  }

  /// Mean and mean absolute deviation of every `stride`-th value of a column.
  private static func spread(
    _ rows: [Double],
    _ size: Int,
    _ column: Int,
    stride: Int
  ) -> (center: Double, scale: Double) {
    let places = Swift.stride(from: column, to: (rows.count - 1) / size * size, by: stride * size)
    var sum = 0.0
    var count = 0.0
    for place in places {
      sum += rows[place]
      count += 1
    }
    guard count > 0 else { return (0, 0) }
    let center = sum / count
    var deviation = 0.0
    for place in places {
      deviation += abs(rows[place] - center)
    }
    return (center, deviation / count)
  }

  /// The event times, descending within strata; censorings join the risk set with the next earlier event.
  private static func eventTimes(_ order: TimeOrder) -> [CoxLikelihood.EventTime] {
    var found = [CoxLikelihood.EventTime]()
    found.reserveCapacity(order.eventCount)
    for part in order.parts.reversed() {
      var joiningEnd = part.upperBound
      var place = part.upperBound
      while place > part.lowerBound {
        let time = order.times[place - 1]
        while place > part.lowerBound && order.times[place - 1] == time && !order.isEvent(place - 1) {
          place -= 1
        }
        let eventsEnd = place
        while place > part.lowerBound && order.times[place - 1] == time { place -= 1 }
        guard eventsEnd > place else { continue }
        found.append(
          CoxLikelihood.EventTime(
            time: time,
            events: place..<eventsEnd,
            joiningEnd: joiningEnd,
            riskEnd: part.upperBound
          )
        )
        joiningEnd = place
      }
    }
    return found
  }
}
