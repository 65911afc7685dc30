// SPDX-License-Identifier: Apache-2.0

/// The rows of a Cox model in the order in which its likelihood reads them.
struct CoxLayout {
  /// Scaled covariates, row by row, and one number more, so that they can be read in pairs.
  let rows: [Double]
  let units: CoxUnits
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
    var rows = CoxLayout.sortedRows(columns, order)
    var entries = [Double]()
    if columns.count > size {
      entries = (0..<order.count).map { rows[$0 * columns.count + size] }
      rows = (0..<order.count * columns.count).filter { $0 % columns.count < size }.map { rows[$0] } + [0]
    }
    // Rows that say nothing have no say in the units either.
    units = CoxUnits(
      order.count == model.data.count
        ? model.covariates : model.covariates.map { column in order.rows.map { column[Int($0)] } }
    )
    units.apply(to: &rows, count: order.count)
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

  /// The columns row by row in the given order, ties in the order of their values, and three numbers more.
  private static func sortedRows(_ columns: [[Double]], _ order: TimeOrder) -> [Double] {
    gather(columns, order) { rows, count in
      guard count == order.count else { return }
      var ties = TiedRows(size: columns.count)
      forEachTie(order) { ties.sort(rows, $0) }
    }
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

  /// Calls `body` for subjects with the same stratum, time and outcome.
  @inline(__always)
  private static func forEachTie(_ order: TimeOrder, _ body: (Range<Int>) -> Void) {
    for part in order.parts {
      var place = part.lowerBound
      while place < part.upperBound {
        let start = place
        repeat {
          place += 1
        } while place < part.upperBound && order.times[place] == order.times[start]
          && order.isEvent(place) == order.isEvent(start)
        if place - start > 1 { body(start..<place) }
      }
    }
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
