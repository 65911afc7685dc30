// SPDX-License-Identifier: Apache-2.0

/// Events and censorings of each group on each day.
///
/// Times in whole days need not be sorted: they are counted, in one pass over the columns. All estimates and tests that
/// treat tied subjects alike are functions of these counts.
struct DayCounts {
  let groupCount: Int
  /// Days counted: the last one is the longest time.
  let days: Int
  /// Subjects of each group.
  let subjects: [Int]
  /// Censorings and events, in turn, of each group on each day.
  private let cells: [Int32]

  /// Counts, unless a time is not a whole day or the days are more than the subjects deserve.
  ///
  /// - Parameters:
  ///   - times: Finite and at least 0; anything else is not a whole day.
  ///   - events: Whether each time ends with the event.
  ///   - groups: One number in 0..<`groupCount` per subject.
  ///   - groupCount: Number of groups.
  init?(times: [Double], events: [Bool], groups: [Int], groupCount: Int) {
    precondition(times.count == events.count, "\(times.count) times but \(events.count) event indicators")
    precondition(groups.count == times.count, "\(groups.count) group numbers for \(times.count) subjects")
    let width = 2 * groupCount
    // Beyond four cells for each subject sorting is faster than looking through empty days.
    let mostDays = min(max(4 * times.count, 4096) / width, Int(Int32.max))
    var cells = [Int32]()
    var days = 0
    var row = 0
    while row < times.count {
      // As many days as have been met, and room for more.
      let room = min(max(2 * days, 1024), mostDays)
      cells += [Int32](repeating: 0, count: room * width - cells.count)
      row = DayCounts.count(times, events, groups, groupCount, from: row, into: &cells, days: &days)
      guard row < times.count else { break }
      guard let day = DayCounts.wholeDay(times[row]), day < mostDays else { return nil }
      days = day + 1
    }
    self.groupCount = groupCount
    self.days = days
    self.cells = cells
    subjects = (0..<groupCount).map { group in
      (0..<days).reduce(0) {
        $0 + Int(cells[$1 * width + 2 * group]) + Int(cells[$1 * width + 2 * group + 1])
      }
    }
  }

  /// Counts rows from `first` on, up to one for which `cells` have no room; returns its number.
  private static func count(
    _ times: [Double],
    _ events: [Bool],
    _ groups: [Int],
    _ groupCount: Int,
    from first: Int,
    into cells: inout [Int32],
    days: inout Int
  ) -> Int {
    let room = Double(cells.count / (2 * groupCount))
    var last = days - 1
    var row = first
    cells.withUnsafeMutableBufferPointer { cells in
      times.withUnsafeBufferPointer { times in
        events.withUnsafeBufferPointer { events in
          groups.withUnsafeBufferPointer { groups in
            while row < times.count {
              let time = times[row]
              guard time >= 0, time < room else { break }
              let day = Int(time)
              guard Double(day) == time else { break }
              let group = groups[row]
              precondition(group >= 0 && group < groupCount, "group \(group) is not in 0..<\(groupCount)")
              cells[2 * (day * groupCount + group) + (events[row] ? 1 : 0)] += 1
              last = max(last, day)
              row += 1
            }
          }
        }
      }
    }
    days = last + 1
    return row
  }

  private static func wholeDay(_ time: Double) -> Int? {
    guard time >= 0, time < 0x1p31 else { return nil }
    let day = Int(time)
    return Double(day) == time ? day : nil
  }

  /// Events of a group on a day.
  @inline(__always)
  func events(_ day: Int, _ group: Int) -> Int { Int(cells[2 * (day * groupCount + group) + 1]) }

  /// Censorings of a group on a day.
  @inline(__always)
  func censored(_ day: Int, _ group: Int) -> Int { Int(cells[2 * (day * groupCount + group)]) }
}
