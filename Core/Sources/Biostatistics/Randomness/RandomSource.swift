// SPDX-License-Identifier: Apache-2.0
import RealModule

/// A source of random words that is passed in wherever chance has a part.
///
/// It is not Swift's `RandomNumberGenerator`, whose shuffles and ranges may change with the standard library:
/// a trial that was simulated once must be the same when simulated again, so every derived draw is fixed
/// here.
public protocol RandomSource {
  /// The next word, uniform over all 64-bit patterns.
  mutating func next() -> UInt64
}

extension RandomSource {
  /// A number in [0, 1), one of 2⁵³ equally spaced and equally likely ones.
  @inlinable
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// An integer in 0..<`count`, each equally likely.
  ///
  /// The high half of a 64 × 64-bit product, with the few words rejected that would favour some results.
  ///
  /// - Parameter count: How many integers there are to choose from; at least 1.
  /// - Returns: The integer drawn.
  /// - SeeAlso: Lemire (2019), ACM Transactions on Modeling and Computer Simulation 29:3.
  @inlinable
  public mutating func integer(below count: Int) -> Int {
    precondition(count >= 1, "there is no integer from 0 below \(count)")
    let width = UInt64(count)
    var product = next().multipliedFullWidth(by: width)
    if product.low < width {
      let biased = (0 &- width) % width
      while product.low < biased {
        product = next().multipliedFullWidth(by: width)
      }
    }
    return Int(product.high)
  }

  /// Puts the elements into random order, each order equally likely (Fisher–Yates).
  @inlinable
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    var last = elements.count - 1
    while last > 0 {
      elements.swapAt(last, integer(below: last + 1))
      last -= 1
    }
  }

  /// A waiting time with the exponential distribution.
  ///
  /// - Parameter rate: Events per unit of time, above 0; the mean is 1 / rate.
  /// - Returns: A time of at least 0, finite.
  @inlinable
  public mutating func exponential(rate: Double) -> Double {
    precondition(rate > 0, "a rate must be above 0, got \(rate)")
    // 1 − u lies in (0, 1], so that its logarithm is finite.
    return -Double.log(1 - uniform()) / rate
  }

  /// A draw from the standard normal distribution, by Marsaglia's polar method.
  ///
  /// It uses a varying number of words, which a stream of its own makes harmless. The second variate of the
  /// pair is not kept, so that a stream has no hidden state beyond its place.
  @inlinable
  public mutating func normal() -> Double {
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let square = x * x + y * y
      if square > 0 && square < 1 {
        return x * (-2 * Double.log(square) / square).squareRoot()
      }
    }
  }
}
