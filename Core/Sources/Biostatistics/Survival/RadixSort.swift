// SPDX-License-Identifier: Apache-2.0

/// Sorts ranges of words by some of their bits, least significant digit first, and stably.
struct RadixSort {
  private let passes: UInt64
  private let digitBits: UInt64
  private let first: UInt64

  /// - Parameters:
  ///   - bits: How many bits count, at least 1.
  ///   - first: The lowest of them.
  init(bits: UInt64, from first: UInt64) {
    passes = (bits + 10) / 11
    digitBits = (bits + passes - 1) / passes
    self.first = first
  }

  /// Short ranges are sorted by comparison, whole words at a time.
  private func isShort(_ range: Range<Int>) -> Bool { range.count <= 512 }

  /// In which of two buffers the words of a range have to stand before they are sorted.
  func start(
    _ range: Range<Int>,
    in words: UnsafeMutableBufferPointer<UInt64>,
    or other: UnsafeMutableBufferPointer<UInt64>
  ) -> UnsafeMutableBufferPointer<UInt64> {
    isShort(range) || passes % 2 == 0 ? words : other
  }

  /// Sorts a range; the result stands in `words`.
  func callAsFunction(
    _ range: Range<Int>,
    of words: UnsafeMutableBufferPointer<UInt64>,
    _ other: UnsafeMutableBufferPointer<UInt64>
  ) {
    var source = UnsafeMutableBufferPointer(rebasing: (passes % 2 == 0 ? words : other)[range])
    var target = UnsafeMutableBufferPointer(rebasing: (passes % 2 == 0 ? other : words)[range])
    if isShort(range) {
      var short = UnsafeMutableBufferPointer(rebasing: words[range])
      short.sort()
      return
    }
    var places = [Int](repeating: 0, count: 1 << Int(digitBits))
    for pass in 0..<passes {
      distribute(source, to: target, by: first + pass * digitBits, &places)
      swap(&source, &target)
    }
  }

  /// One pass: words by one digit, otherwise in the order they have.
  private func distribute(
    _ source: UnsafeMutableBufferPointer<UInt64>,
    to target: UnsafeMutableBufferPointer<UInt64>,
    by shift: UInt64,
    _ places: inout [Int]
  ) {
    let digitMask = UInt64(places.count - 1)
    places.withUnsafeMutableBufferPointer { places in
      places.update(repeating: 0)
      for word in source {
        places[Int(word &>> shift & digitMask)] &+= 1
      }
      var start = 0
      for digit in places.indices {
        (places[digit], start) = (start, start + places[digit])
      }
      for word in source {
        let digit = Int(word &>> shift & digitMask)
        target.initializeElement(at: places[digit], to: word)
        places[digit] += 1
      }
    }
  }
}
