// SPDX-License-Identifier: Apache-2.0

/// How times become the leading bits of words that sort like them.
struct TimeKeys {
  /// The row fills the lowest bits, the outcome the next one, the time the rest.
  static let rowBits: UInt64 = 31
  static let rowMask: UInt64 = 1 << rowBits - 1
  /// Set where the time was censored.
  static let censoring: UInt64 = 1 << rowBits

  /// Whether equal keys are equal times.
  let areExact: Bool
  /// How many bits the largest key has, at most 32.
  let bits: UInt64
  private let isWhole: Bool
  /// The pattern of the smallest time above 0, less 1.
  private let base: UInt64
  private let shift: UInt64

  init(_ times: [Double]) {
    var smallest = UInt64.max
    var largest: UInt64 = 0
    var isWhole = true
    for time in times {
      // Doubles of at least 0 sort as their bit patterns; adding 0 turns −0 into 0, with which it is tied.
      let pattern = (time + 0).bitPattern
      largest = max(largest, pattern)
      // 0 − 1 wraps to the largest pattern of all: 0 has a key of its own.
      smallest = min(smallest, pattern &- 1)
      isWhole = isWhole && time < 0x1p31 && Double(Int32(truncatingIfNeeded: Int64(time))) == time
    }
    self.isWhole = isWhole
    if isWhole {
      let day = UInt64(Double(bitPattern: largest))
      (base, shift, areExact) = (0, 0, true)
      bits = UInt64(UInt64.bitWidth - day.leadingZeroBitCount)
    } else {
      let width = UInt64(UInt64.bitWidth - (largest - smallest).leadingZeroBitCount)
      base = smallest
      shift = width > 32 ? width - 32 : 0
      areExact = shift == 0
      bits = min(width, 32)
    }
  }

  /// Writes the words of all rows, unsorted, each to the next place of its part.
  func write(
    _ times: [Double],
    _ events: [Bool],
    _ homes: [Int]?,
    _ parts: [UnsafeMutableBufferPointer<UInt64>]
  ) {
    guard let homes else {
      for row in times.indices {
        parts[0].initializeElement(at: row, to: word(key(times[row]), events[row], row))
      }
      return
    }
    var next = [Int](repeating: 0, count: parts.count)
    next.withUnsafeMutableBufferPointer { next in
      parts.withUnsafeBufferPointer { parts in
        for row in times.indices {
          let home = homes[row]
          parts[home].initializeElement(at: next[home], to: word(key(times[row]), events[row], row))
          next[home] += 1
        }
      }
    }
  }

  /// The time of a word, where equal keys are equal times.
  @inline(__always)
  func exactTime(_ word: UInt64) -> Double {
    let key = word &>> (Self.rowBits + 1)
    return isWhole ? Double(key) : key == 0 ? 0 : Double(bitPattern: key + base)
  }

  @inline(__always)
  private func key(_ time: Double) -> UInt64 {
    if isWhole { return UInt64(time) }
    let pattern = (time + 0).bitPattern
    return pattern > base ? (pattern - base) >> shift : 0
  }

  @inline(__always)
  private func word(_ key: UInt64, _ isEvent: Bool, _ row: Int) -> UInt64 {
    (key << 1 | (isEvent ? 0 : 1)) << Self.rowBits | UInt64(row)
  }
}
