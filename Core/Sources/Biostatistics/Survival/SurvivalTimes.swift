// SPDX-License-Identifier: Apache-2.0

/// Right-censored times to one event, one row per subject.
///
/// A subject may also come under observation late (left truncation), or be cut into several rows (start, stop]
/// whose covariates differ; a row then counts as at risk at times t with entry < t ≤ time.
///
/// Times may be whole days or fractions and are kept exactly as given, so that ties stay ties. They are
/// sorted once, here; every estimate and test then reads the sorted columns in one pass. A subject censored
/// at the time of another's event still counts as at risk at that time.
public struct SurvivalTimes: Sendable {
  /// Time from origin to event or censoring, one per subject, in the order given.
  public let times: [Double]
  /// Whether the subject's time ended with the event (true) or was censored (false).
  public let events: [Bool]
  /// The time after which each row is under observation; nil if all are from the origin on.
  public let entries: [Double]?

  /// The rows by ascending time, events before censorings at the same time.
  let sorted: TimeOrder
  /// The rows by ascending entry; nil without entries.
  let sortedEntries: TimeOrder?

  /// Takes and sorts the columns.
  ///
  /// - Parameters:
  ///   - times: Finite and at least 0; an event at time 0 is legal. Any unit.
  ///   - events: As many as `times`.
  public init(times: [Double], events: [Bool]) {
    precondition(times.count == events.count, "\(times.count) times but \(events.count) event indicators")
    requireTimes(times)
    self.init(times: times, events: events, entries: nil, sorted: TimeOrder(times: times, events: events))
  }

  /// Takes and sorts rows (entry, time], as of subjects who enter late or whose covariates change.
  ///
  /// - Parameters:
  ///   - entries: Finite and at least 0, each before its time. A row is not at risk at its entry itself.
  ///   - times: Finite.
  ///   - events: Whether the event ends the row.
  public init(entries: [Double], times: [Double], events: [Bool]) {
    precondition(times.count == events.count, "\(times.count) times but \(events.count) event indicators")
    precondition(entries.count == times.count, "\(entries.count) entries but \(times.count) times")
    precondition(
      zip(entries, times).allSatisfy { $0 >= 0 && $0 < $1 && $1.isFinite },
      "entries must be at least 0 and before the finite end of their rows"
    )
    self.init(times: times, events: events, entries: entries, sorted: TimeOrder(times: times, events: events))
  }

  private init(times: [Double], events: [Bool], entries: [Double]?, sorted: TimeOrder) {
    self.times = times
    self.events = events
    self.entries = entries
    self.sorted = sorted
    sortedEntries = entries.map { TimeOrder(times: $0, events: [Bool](repeating: true, count: $0.count)) }
  }

  /// The rows by ascending time, events before censorings at the same time.
  var order: [Int32] { sorted.rows }

  /// Number of subjects.
  public var count: Int { times.count }

  /// Number of subjects with the event.
  public var eventCount: Int { events.reduce(0) { $0 + ($1 ? 1 : 0) } }

  /// The subjects of `rows`, in that order.
  public func subset(_ rows: [Int]) -> SurvivalTimes {
    let times = rows.map { self.times[$0] }
    let events = rows.map { self.events[$0] }
    guard let entries else { return SurvivalTimes(times: times, events: events) }
    return SurvivalTimes(entries: rows.map { entries[$0] }, times: times, events: events)
  }

  /// The subjects of each group; sorted order is handed on, not found again.
  ///
  /// - Parameters:
  ///   - groups: One number in 0..<`groupCount` per subject.
  ///   - groupCount: Number of groups; a group may be empty.
  /// - Returns: One value per group, its subjects in the order they have here.
  public func split(by groups: [Int], groupCount: Int) -> [SurvivalTimes] {
    precondition(groups.count == count, "\(groups.count) group numbers for \(count) subjects")
    if entries != nil {
      return (0..<groupCount).map { group in subset(groups.indices.filter { groups[$0] == group }) }
    }
    let sizes = groupSizes(groups, groupCount: groupCount, subjects: count)
    var rowInGroup = [Int](repeating: 0, count: count)
    var parts = sizes.map { _ in (times: [Double](), events: [Bool]()) }
    for (row, group) in groups.enumerated() {
      rowInGroup[row] = parts[group].times.count
      parts[group].times.append(times[row])
      parts[group].events.append(events[row])
    }
    let apart = sorted.apart(by: groups, sizes: sizes)
    return parts.enumerated().map { number, part in
      SurvivalTimes(
        times: part.times,
        events: part.events,
        entries: nil,
        sorted: apart.part(number) { rowInGroup[$0] }
      )
    }
  }

  /// The same times with event and censoring exchanged: how long subjects were followed.
  public var reversed: SurvivalTimes {
    let events = events.map { !$0 }
    guard let entries else { return SurvivalTimes(times: times, events: events) }
    return SurvivalTimes(entries: entries, times: times, events: events)
  }

  /// Those still under observation without the event at `time`, with their times counted from there.
  ///
  /// What a landmark analysis compares: who has the event or is lost up to and including the landmark is
  /// left out, and groups are those known at the landmark. The curve of the result is the conditional curve
  /// S(t)/S(landmark). Late entries after the landmark stay late.
  ///
  /// - Parameter time: The landmark, in the unit of the data.
  /// - Returns: The times, and the rows they came from, ascending.
  /// - SeeAlso: Anderson, Cain & Gelber (1983), J Clin Oncol 1:710–719.
  public func landmark(at time: Double) -> (data: SurvivalTimes, rows: [Int]) {
    let rows = times.indices.filter { times[$0] > time }
    let rest = rows.map { times[$0] - time }
    let endings = rows.map { events[$0] }
    guard let entries else { return (SurvivalTimes(times: rest, events: endings), rows) }
    let late = rows.map { max(0, entries[$0] - time) }
    return (SurvivalTimes(entries: late, times: rest, events: endings), rows)
  }
}

/// Stops unless all times are finite and at least 0.
func requireTimes(_ times: [Double]) {
  precondition(
    times.allSatisfy { $0 >= 0 && $0.isFinite },
    "times to event must be finite and at least 0"
  )
}
