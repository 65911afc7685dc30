// SPDX-License-Identifier: Apache-2.0

/// Right-censored times to one event, one row per subject.
///
/// Times may be whole days or fractions and are kept exactly as given, so that ties stay ties. They are
/// sorted once, here; every estimate and test then reads the sorted columns in one pass. A subject censored
/// at the time of another's event still counts as at risk at that time.
public struct SurvivalTimes: Sendable {
  /// Time from origin to event or censoring, one per subject, in the order given.
  public let times: [Double]
  /// Whether the subject's time ended with the event (true) or was censored (false).
  public let events: [Bool]

  /// The rows by ascending time, events before censorings at the same time.
  let order: [Int32]
  /// `times` in that order.
  let sortedTimes: [Double]
  /// `events` in that order.
  let sortedEvents: [Bool]

  /// Takes and sorts the columns.
  ///
  /// - Parameters:
  ///   - times: Finite and at least 0; an event at time 0 is legal. Any unit.
  ///   - events: As many as `times`.
  public init(times: [Double], events: [Bool]) {
    precondition(times.count == events.count, "\(times.count) times but \(events.count) event indicators")
    precondition(
      times.allSatisfy { $0 >= 0 && $0.isFinite },
      "times to event must be finite and at least 0"
    )
    self.init(times: times, events: events, order: TimeOrder.ascending(times: times, events: events))
  }

  private init(times: [Double], events: [Bool], order: [Int32]) {
    self.times = times
    self.events = events
    self.order = order
    sortedTimes = order.map { times[Int($0)] }
    sortedEvents = order.map { events[Int($0)] }
  }

  /// Number of subjects.
  public var count: Int { times.count }

  /// Number of subjects with the event.
  public var eventCount: Int { events.reduce(0) { $0 + ($1 ? 1 : 0) } }

  /// The subjects of `rows`, in that order.
  public func subset(_ rows: [Int]) -> SurvivalTimes {
    SurvivalTimes(times: rows.map { times[$0] }, events: rows.map { events[$0] })
  }

  /// The subjects of each group; sorted order is handed on, not found again.
  ///
  /// - Parameters:
  ///   - groups: One number in 0..<`groupCount` per subject.
  ///   - groupCount: Number of groups; a group may be empty.
  /// - Returns: One value per group, its subjects in the order they have here.
  public func split(by groups: [Int], groupCount: Int) -> [SurvivalTimes] {
    precondition(groups.count == count, "\(groups.count) group numbers for \(count) subjects")
    var rowInGroup = [Int32](repeating: 0, count: count)
    var times = [[Double]](repeating: [], count: groupCount)
    var events = [[Bool]](repeating: [], count: groupCount)
    for (row, group) in groups.enumerated() {
      precondition(group >= 0 && group < groupCount, "group \(group) is not in 0..<\(groupCount)")
      rowInGroup[row] = Int32(times[group].count)
      times[group].append(self.times[row])
      events[group].append(self.events[row])
    }
    var orders = [[Int32]](repeating: [], count: groupCount)
    for group in 0..<groupCount {
      orders[group].reserveCapacity(times[group].count)
    }
    for row in order {
      orders[groups[Int(row)]].append(rowInGroup[Int(row)])
    }
    return (0..<groupCount).map { SurvivalTimes(times: times[$0], events: events[$0], order: orders[$0]) }
  }

  /// The same times with event and censoring exchanged: how long subjects were followed.
  public var reversed: SurvivalTimes {
    SurvivalTimes(times: times, events: events.map { !$0 })
  }
}
