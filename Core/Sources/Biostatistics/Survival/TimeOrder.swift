// SPDX-License-Identifier: Apache-2.0

/// The sorted order of times to event.
///
/// Goals, in this order: exact ties; the same order on every machine; speed on whole days. Whole days below
/// 2³¹ are packed with the event indicator and the row into one word and sorted by radix, least significant
/// digit first, which reads the data two or three times however many ties there are. Fractional times take a
/// comparison sort.
enum TimeOrder {
  /// Rows by time, then events before censorings, then as given.
  static func ascending(times: [Double], events: [Bool]) -> [Int32] {
    precondition(times.count <= Int(Int32.max), "more subjects than rows can be numbered")
    if let packed = wholeDays(times, events) {
      return packed.map { Int32(truncatingIfNeeded: $0) }
    }
    // Doubles of at least 0 sort as their bit patterns; adding 0 turns −0 into 0, with which it is tied.
    var keys = [(time: UInt64, row: UInt64)]()
    keys.reserveCapacity(times.count)
    for row in times.indices {
      keys.append(((times[row] + 0).bitPattern, (events[row] ? 0 : 1) << 32 | UInt64(row)))
    }
    keys.sort { $0.time != $1.time ? $0.time < $1.time : $0.row < $1.row }
    return keys.map { Int32(truncatingIfNeeded: $0.row) }
  }

  /// Sorted words of day (31 bits), censoring (1 bit) and row (32 bits), or nil if a time is not a whole day.
  private static func wholeDays(_ times: [Double], _ events: [Bool]) -> [UInt64]? {
    var packed = [UInt64]()
    packed.reserveCapacity(times.count)
    var largest: UInt64 = 0
    for row in times.indices {
      let time = times[row]
      guard time < 0x1p31 else { return nil }
      let day = UInt64(time)
      guard Double(day) == time else { return nil }
      let key = day << 1 | (events[row] ? 0 : 1)
      largest = max(largest, key)
      packed.append(key << 32 | UInt64(row))
    }
    if packed.count <= 512 {
      packed.sort()
    } else {
      sortByRadix(&packed, largestKey: largest)
    }
    return packed
  }

  /// Sorts words stably by their upper 32 bits, of which `largestKey` is the largest.
  private static func sortByRadix(_ words: inout [UInt64], largestKey: UInt64) {
    let digitBits: UInt64 = 11
    let digitMask: UInt64 = 1 << digitBits - 1
    var other = [UInt64](repeating: 0, count: words.count)
    var places = [Int](repeating: 0, count: 1 << Int(digitBits))
    var shift: UInt64 = 32
    while largestKey >> (shift - 32) > 0 {
      words.withUnsafeBufferPointer { source in
        other.withUnsafeMutableBufferPointer { target in
          places.withUnsafeMutableBufferPointer { places in
            places.update(repeating: 0)
            for word in source {
              places[Int(word >> shift & digitMask)] += 1
            }
            var start = 0
            for digit in places.indices {
              (places[digit], start) = (start, start + places[digit])
            }
            for word in source {
              let digit = Int(word >> shift & digitMask)
              target[places[digit]] = word
              places[digit] += 1
            }
          }
        }
      }
      swap(&words, &other)
      shift += digitBits
    }
  }
}
