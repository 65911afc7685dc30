// SPDX-License-Identifier: Apache-2.0

/// Times to event in ascending order: events before censorings at the same time, then as given.
///
/// Goals, in this order: exact ties; the same order on every machine; speed, which on millions of rows is memory.
/// Time, outcome and row are packed into one word and sorted by radix, least significant digit first, in two or three
/// passes however many ties there are. Whole days fit into the word as they are. Of fractional times it holds the
/// leading 32 bits of what tells the longest from the shortest; the few times that agree in these are put in order
/// afterwards. A row takes 16 bytes, in which it is also sorted.
struct TimeOrder: Sendable {
  /// The times, ascending within each part.
  let times: [Double]
  /// Where each part stands; one part that holds all rows, unless they were taken apart.
  let parts: [Range<Int>]
  /// What stands at each place: the row in the lowest bits, above it whether it was censored.
  private let words: [UInt64]

  /// Sorts columns of equal length.
  ///
  /// - Parameters:
  ///   - times: Finite and at least 0.
  ///   - events: Whether each time ends with the event.
  init(times: [Double], events: [Bool]) {
    self.init(times: times, events: events, homes: nil, sizes: [times.count])
  }

  /// Checks columns and sorts each group.
  ///
  /// - Parameters:
  ///   - times: Finite and at least 0.
  ///   - events: As many, whether each time ends with the event.
  ///   - groups: As many, one number in 0..<`groupCount` per row; each group becomes a part.
  ///   - groupCount: Number of groups.
  init(times: [Double], events: [Bool], groups: [Int], groupCount: Int) {
    precondition(times.count == events.count, "\(times.count) times but \(events.count) event indicators")
    requireTimes(times)
    let sizes = groupSizes(groups, groupCount: groupCount, subjects: times.count)
    self.init(times: times, events: events, homes: groups, sizes: sizes)
  }

  private init(times: [Double], events: [Bool], homes: [Int]?, sizes: [Int]) {
    precondition(times.count <= Int(Int32.max), "more subjects than rows can be numbered")
    let keys = TimeKeys(times)
    let parts = TimeOrder.ranges(sizes)
    var words = [UInt64]()
    self.times = [Double](unsafeUninitializedCapacity: times.count) { sorted, sortedCount in
      // Until the times are written their place serves the sort.
      let scratch = UnsafeMutableRawBufferPointer(sorted).bindMemory(to: UInt64.self)
      words = [UInt64](unsafeUninitializedCapacity: times.count) { words, count in
        let sort = RadixSort(bits: keys.bits + 1, from: TimeKeys.rowBits)
        keys.write(
          times,
          events,
          homes,
          parts.map { UnsafeMutableBufferPointer(rebasing: sort.start($0, in: words, or: scratch)[$0]) }
        )
        for part in parts { sort(part, of: words, scratch) }
        count = times.count
      }
      let target = UnsafeMutableRawBufferPointer(sorted).bindMemory(to: Double.self)
      if keys.areExact {
        for place in words.indices { target.initializeElement(at: place, to: keys.exactTime(words[place])) }
      } else {
        for place in words.indices {
          // Adding 0 makes one zero of 0 and −0.
          target.initializeElement(at: place, to: times[Int(words[place] & TimeKeys.rowMask)] + 0)
        }
        for part in parts { TimeOrder.settle(&words, target, part) }
      }
      sortedCount = times.count
    }
    self.words = words
    self.parts = parts
  }

  /// Takes rows and times that are sorted already.
  private init(times: [Double], words: [UInt64], parts: [Range<Int>]) {
    (self.times, self.words, self.parts) = (times, words, parts)
  }

  /// Number of rows.
  var count: Int { words.count }

  /// The row at a place.
  @inline(__always)
  func row(_ place: Int) -> Int { Int(words[place] & TimeKeys.rowMask) }

  /// Whether the time at a place ended with the event.
  @inline(__always)
  func isEvent(_ place: Int) -> Bool { words[place] & TimeKeys.censoring == 0 }

  /// How many times ended with the event.
  var eventCount: Int { words.reduce(0) { $0 + ($1 & TimeKeys.censoring == 0 ? 1 : 0) } }

  /// All rows in order.
  var rows: [Int32] { words.map { Int32(truncatingIfNeeded: $0 & TimeKeys.rowMask) } }

  /// The same rows taken apart by group, each part in the order that it has here.
  func apart(by groups: [Int], sizes: [Int]) -> TimeOrder {
    let parts = TimeOrder.ranges(sizes)
    var next = parts.map(\.lowerBound)
    var apart = [UInt64]()
    let times = [Double](unsafeUninitializedCapacity: count) { times, timeCount in
      apart = [UInt64](unsafeUninitializedCapacity: count) { apart, wordCount in
        next.withUnsafeMutableBufferPointer { next in
          for place in words.indices {
            let group = groups[row(place)]
            apart.initializeElement(at: next[group], to: words[place])
            times.initializeElement(at: next[group], to: self.times[place])
            next[group] += 1
          }
        }
        wordCount = count
      }
      timeCount = count
    }
    return TimeOrder(times: times, words: apart, parts: parts)
  }

  /// The part `number` alone, its rows renumbered.
  func part(_ number: Int, rows: (Int) -> Int) -> TimeOrder {
    let words = words[parts[number]].map {
      $0 & ~TimeKeys.rowMask | UInt64(rows(Int($0 & TimeKeys.rowMask)))
    }
    return TimeOrder(times: Array(times[parts[number]]), words: words, parts: [0..<words.count])
  }

  /// The places for which `isKept` holds, asked in order; it is also told where a part begins.
  func filter(_ isKept: (_ place: Int, _ isFirst: Bool) -> Bool) -> TimeOrder {
    var kept = [Int]()
    let sizes = parts.map { part in
      let before = kept.count
      for place in part where isKept(place, place == part.lowerBound) { kept.append(place) }
      return kept.count - before
    }
    return TimeOrder(
      times: kept.map { times[$0] },
      words: kept.map { words[$0] },
      parts: TimeOrder.ranges(sizes)
    )
  }

  private static func ranges(_ sizes: [Int]) -> [Range<Int>] {
    var ranges = [Range<Int>]()
    for size in sizes {
      let start = ranges.last?.upperBound ?? 0
      ranges.append(start..<start + size)
    }
    return ranges
  }

  /// Puts the runs of words that agree in all their bits of time into the order of the times themselves.
  private static func settle(
    _ words: inout [UInt64],
    _ times: UnsafeMutableBufferPointer<Double>,
    _ part: Range<Int>
  ) {
    var start = part.lowerBound
    while start < part.upperBound {
      let key = words[start] >> (TimeKeys.rowBits + 1)
      var end = start + 1
      var isTied = true
      while end < part.upperBound, words[end] >> (TimeKeys.rowBits + 1) == key {
        isTied = isTied && times[end] == times[start]
        end += 1
      }
      if !isTied {
        let run = zip(times[start..<end], words[start..<end]).sorted { $0 < $1 }
        for (place, record) in run.enumerated() {
          (times[start + place], words[start + place]) = record
        }
      }
      start = end
    }
  }
}
