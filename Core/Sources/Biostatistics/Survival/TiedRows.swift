// SPDX-License-Identifier: Apache-2.0

/// Puts rows that stand at one time into an order that does not depend on the order of the input.
///
/// Any such order will do. Each row gets a mark, which its values make and which looks as if drawn at random: so one pass brings
/// rows near their places by the leading bits of their marks, and few have to be moved after it. Rows whose marks agree are
/// compared value by value.
struct TiedRows {
  private let size: Int
  private var copy: [Double] = []
  /// The mark in the upper half of a word, the row in the lower.
  private var words: [UInt64] = []
  private var sorted: [UInt64] = []
  private var places: [Int] = []

  /// - Parameter size: Numbers of a row.
  init(size: Int) {
    self.size = size
  }

  /// Sorts the rows `tie`.
  mutating func sort(_ rows: UnsafeMutablePointer<Double>, _ tie: Range<Int>) {
    let numbers = UnsafeMutableBufferPointer(start: rows + tie.lowerBound * size, count: tie.count * size)
    if size == 1 {
      var numbers = numbers
      numbers.sort()
      return
    }
    copy.removeAll(keepingCapacity: true)
    copy.append(contentsOf: numbers)
    mark(tie.count)
    sortWords()
    settle()
    copy.withUnsafeBufferPointer { copy in
      var target = 0
      for word in words {
        let source = TiedRows.row(word) * size
        for j in 0..<size { numbers[target + j] = copy[source + j] }
        target += size
      }
    }
  }

  private mutating func mark(_ count: Int) {
    words.removeAll(keepingCapacity: true)
    words.append(contentsOf: repeatElement(0, count: count))
    copy.withUnsafeBufferPointer { copy in
      words.withUnsafeMutableBufferPointer { words in
        var place = 0
        for row in 0..<count {
          var mark: UInt64 = 0
          for _ in 0..<size {
            mark = (mark ^ copy[place].bitPattern) &* 0x9E37_79B9_7F4A_7C15
            mark ^= mark &>> 32
            place += 1
          }
          words[row] = mark &<< 32 | UInt64(row)
        }
      }
    }
  }

  private mutating func sortWords() {
    let count = words.count
    // As many places as rows, or somewhat fewer.
    let bits = Int.bitWidth - 1 - count.leadingZeroBitCount
    if bits > 4 {
      let shift = UInt64(64 - bits)
      sorted.removeAll(keepingCapacity: true)
      sorted.append(contentsOf: words)
      places.removeAll(keepingCapacity: true)
      places.append(contentsOf: repeatElement(0, count: 1 << bits))
      words.withUnsafeMutableBufferPointer { words in
        places.withUnsafeMutableBufferPointer { places in
          for word in sorted { places[Int(word &>> shift)] += 1 }
          var start = 0
          for place in places.indices {
            (places[place], start) = (start, start + places[place])
          }
          for word in sorted {
            let place = Int(word &>> shift)
            words[places[place]] = word
            places[place] += 1
          }
        }
      }
    }
    words.withUnsafeMutableBufferPointer { words in
      for place in 1..<max(1, count) {
        let word = words[place]
        var target = place
        while target > 0 && words[target - 1] > word {
          words[target] = words[target - 1]
          target -= 1
        }
        words[target] = word
      }
    }
  }

  /// Orders rows whose marks agree.
  private mutating func settle() {
    let (copy, size) = (copy, size)
    var start = 0
    while start < words.count {
      var end = start + 1
      while end < words.count, words[end] >> 32 == words[start] >> 32 { end += 1 }
      if end - start > 1 {
        words[start..<end].sort { left, right in
          let (left, right) = (TiedRows.row(left) * size, TiedRows.row(right) * size)
          for j in 0..<size where copy[left + j] != copy[right + j] {
            return copy[left + j] < copy[right + j]
          }
          return false
        }
      }
      start = end
    }
  }

  private static func row(_ word: UInt64) -> Int { Int(word & 0xFFFF_FFFF) }
}
