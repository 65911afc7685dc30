// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Biostatistics

@Suite struct RandomnessTests {
  /// `philox4x32 10` of Random123, file `tests/kat_vectors`.
  @Test(
    "Philox gives the published words",
    arguments: [
      (
        SIMD4<UInt32>(0, 0, 0, 0), SIMD2<UInt32>(0, 0),
        SIMD4<UInt32>(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)
      ),
      (
        SIMD4(repeating: UInt32.max), SIMD2(repeating: UInt32.max),
        SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)
      ),
      (
        SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), SIMD2(0xa409_3822, 0x299f_31d0),
        SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
      ),
    ]
  )
  func publishedWords(counter: SIMD4<UInt32>, key: SIMD2<UInt32>, expected: SIMD4<UInt32>) {
    #expect(Philox.block(counter: counter, key: key) == expected)
  }

  @Test("a stream is its blocks in order, with position in the upper half of the counter")
  func layout() {
    var stream = RandomStream(seed: 0x299f_31d0_a409_3822, position: 0x0370_7344_1319_8a2e)
    stream.nextBlock = 0x85a3_08d3_243f_6a88
    #expect(stream.next() == 0x94fd_cceb_d16c_fe09)
    #expect(stream.next() == 0x2412_6ea1_5001_e420)
    #expect(stream.nextBlock == 0x85a3_08d3_243f_6a89)
  }

  @Test("streams differ by seed and by position, and a copy repeats its original")
  func streams() {
    func words(_ seed: UInt64, _ position: UInt64) -> [UInt64] {
      var stream = RandomStream(seed: seed, position: position)
      return (0..<8).map { _ in stream.next() }
    }
    let all = words(1, 0) + words(1, 1) + words(2, 0) + words(1, 1 << 32) + words(1 << 32, 1)
    #expect(Set(all).count == 40)
    #expect(words(1, 1) == words(1, 1))
  }

  @Test("integers are uniform within Monte Carlo error", arguments: [2, 3, 6, 10, 1000])
  func integers(count: Int) {
    var stream = RandomStream(seed: 20, position: UInt64(count))
    let draws = 200_000
    var hits = [Int](repeating: 0, count: count)
    for _ in 0..<draws {
      hits[stream.integer(below: count)] += 1
    }
    let expected = Double(draws) / Double(count)
    let statistic = hits.reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    #expect(ChiSquare.survival(statistic, degreesOfFreedom: Double(count - 1)) > 1e-4)
  }

  @Test("rejects exactly the words that would favour some integers")
  func rejection() {
    // 2⁶⁴ mod 3 is 1: the word 0 alone must be drawn again.
    var source = Scripted(words: [0, UInt64.max])
    #expect(source.integer(below: 3) == 2)
    source = Scripted(words: [1, UInt64.max])
    #expect(source.integer(below: 3) == 0)
  }

  @Test("uniform reaches 0 and stays below 1")
  func uniform() {
    var source = Scripted(words: [0, UInt64.max, 1 << 63])
    #expect(source.uniform() == 0)
    #expect(source.uniform() == 1 - 0x1p-53)
    #expect(source.uniform() == 0.5)
  }

  @Test("shuffling reaches every order equally often within Monte Carlo error")
  func shuffling() {
    var stream = RandomStream(seed: 21, position: 0)
    var hits: [[Int]: Int] = [:]
    let draws = 120_000
    for _ in 0..<draws {
      var elements = [0, 1, 2, 3]
      stream.shuffle(&elements)
      hits[elements, default: 0] += 1
    }
    #expect(hits.count == 24)
    let expected = Double(draws) / 24
    let statistic = hits.values.reduce(0.0) {
      $0 + (Double($1) - expected) * (Double($1) - expected) / expected
    }
    #expect(ChiSquare.survival(statistic, degreesOfFreedom: 23) > 1e-4)
  }

  /// Standard errors with a million draws: mean 1/1000 of σ; second moment √(μ₄ − μ₂²)/1000.
  @Test("exponential and normal draws have their moments within 4 Monte Carlo errors")
  func moments() {
    var stream = RandomStream(seed: 22, position: 7)
    var sums = (exponential: 0.0, exponentialSquare: 0.0, normal: 0.0, normalSquare: 0.0, normalCube: 0.0)
    let draws = 1_000_000
    for _ in 0..<draws {
      let waiting = stream.exponential(rate: 2)
      sums.exponential += waiting
      sums.exponentialSquare += waiting * waiting
      let normal = stream.normal()
      sums.normal += normal
      sums.normalSquare += normal * normal
      sums.normalCube += normal * normal * normal
    }
    let n = Double(draws)
    expectClose(sums.exponential / n, 0.5, relative: 0, absolute: 4 * 0.5 / 1000)
    expectClose(sums.exponentialSquare / n, 0.5, relative: 0, absolute: 4 * (1.5 - 0.25).squareRoot() / 1000)
    expectClose(sums.normal / n, 0, relative: 0, absolute: 4.0 / 1000)
    expectClose(sums.normalSquare / n, 1, relative: 0, absolute: 4 * 2.0.squareRoot() / 1000)
    expectClose(sums.normalCube / n, 0, relative: 0, absolute: 4 * 15.0.squareRoot() / 1000)
  }
}

/// A source that plays words written down beforehand.
private struct Scripted: RandomSource {
  var words: [UInt64]

  mutating func next() -> UInt64 {
    words.removeFirst()
  }
}
