// SPDX-License-Identifier: Apache-2.0

extension Proportion {
  /// The exact binomial test of the hypothesis that the true proportion is `p0`.
  ///
  /// Two-sided, it adds up all outcomes that are at most as probable as the observed one; outcomes within a
  /// relative 1e-7 count as equally probable, as in R.
  ///
  /// - Parameters:
  ///   - p0: The hypothesized proportion, 0 ≤ p0 ≤ 1.
  ///   - alternative: The direction of the test.
  /// - Returns: A result without statistic.
  /// - SeeAlso: `binom.test` in R.
  public func binomialTest(against p0: Double, _ alternative: Alternative = .twoSided) -> TestResult {
    let binomial = Binomial(n, p0)
    let p: Double
    switch alternative {
    case .greater: p = binomial.survival(events - 1)
    case .less: p = binomial.cumulative(events)
    case .twoSided: p = twoSidedP(binomial)
    }
    return TestResult(statistic: nil, degreesOfFreedom: nil, p: min(1, p))
  }

  /// The tail of the observed count, and beyond the mean the tail of counts that are as improbable.
  private func twoSidedP(_ binomial: Binomial) -> Double {
    let mean = Double(n) * binomial.p
    let limit = binomial.probability(events) * (1 + 1e-7)
    if Double(events) == mean { return 1 }
    if Double(events) < mean {
      let first = firstIndex(from: Int(mean.rounded(.up)), through: n) { binomial.probability($0) <= limit }
      return binomial.cumulative(events) + binomial.survival(first - 1)
    }
    let first = firstIndex(from: 0, through: Int(mean)) { binomial.probability($0) > limit }
    return binomial.cumulative(first - 1) + binomial.survival(events - 1)
  }

  /// The first count at which a condition holds that, once met, stays met; `high + 1` if there is none.
  private func firstIndex(from low: Int, through high: Int, where holds: (Int) -> Bool) -> Int {
    var (low, high) = (low, high + 1)
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
