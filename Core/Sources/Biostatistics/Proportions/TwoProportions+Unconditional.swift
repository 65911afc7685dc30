// SPDX-License-Identifier: Apache-2.0

/// Exact tests that condition on the arm sizes only.
///
/// The p-value is the largest probability, over all values of the common proportion, of a table at least as
/// extreme as the observed one; the tests differ in what they call extreme. With an empty arm, or where
/// nobody or everybody has an event, each p-value is 1.
extension TwoProportions {
  /// The total up to which ``barnard(_:)`` and ``boschloo(_:)`` answer within about a tenth of a second.
  ///
  /// They remain exact beyond; work grows with the product of the arm sizes.
  public static let largestExactTotal = 2000

  /// Barnard's test, tables ordered by the z statistic with pooled variance.
  ///
  /// - Parameter alternative: The direction of the test.
  /// - Returns: The pooled z statistic and the supremum of the p-value.
  /// - SeeAlso: Barnard (1947), Biometrika 34:123–138; Suissa & Shuster (1985), JRSS A 148:317–327.
  ///   `scipy.stats.barnard_exact(pooled=True)`.
  public func barnard(_ alternative: Alternative = .twoSided) -> TestResult {
    guard isInformative else { return TestResult(statistic: nil, degreesOfFreedom: nil, p: 1) }
    let region = RejectionRegion(arms: (treatment.n, reference.n), isExtreme: pooledOrdering(alternative))
    return TestResult(
      statistic: zPooled().statistic,
      degreesOfFreedom: nil,
      p: region.largestProbability()
    )
  }

  /// Boschloo's test, tables ordered by the p-value of Fisher's test with the same alternative.
  ///
  /// The two-sided test orders by the two-sided Fisher p-value; other software doubles the one-sided test.
  /// See *Discrepancies: Boschloo, two definitions*.
  ///
  /// - Parameter alternative: The direction of the test.
  /// - Returns: The supremum of the p-value, never above that of Fisher's test; no statistic.
  /// - SeeAlso: Boschloo (1970), Statistica Neerlandica 24:1–35.
  public func boschloo(_ alternative: Alternative = .twoSided) -> TestResult {
    guard isInformative else { return TestResult(statistic: nil, degreesOfFreedom: nil, p: 1) }
    let region = RejectionRegion(arms: (treatment.n, reference.n), isExtreme: fisherOrdering(alternative))
    return TestResult(statistic: nil, degreesOfFreedom: nil, p: region.largestProbability())
  }

  /// Twice the smaller one-sided Boschloo p-value, at most 1.
  ///
  /// - Returns: The two-sided test of `scipy.stats.boschloo_exact` and of R's `Exact` with `tsmethod =
  ///   "central"`.
  public func boschlooDoubled() -> TestResult {
    let p = 2 * min(boschloo(.greater).p, boschloo(.less).p)
    return TestResult(statistic: nil, degreesOfFreedom: nil, p: min(1, p))
  }

  /// Whether the pooled z of a table is at least as far out as the observed one.
  ///
  /// z² is N d² / (n₁ n₂ m (N − m)) with d = x₁ n₂ − x₂ n₁ and m events: two tables are compared by
  /// products of whole numbers, so that ties stay ties.
  private func pooledOrdering(_ alternative: Alternative) -> (Int, Int) -> Bool {
    func spread(_ events: Int) -> Double { Double(events) * Double(n - events) }
    let (n1, n2) = (treatment.n, reference.n)
    let observed = crossDifference
    let observedSpread = spread(events)
    // z |z| up to a positive factor; zero for tables without variation.
    func signedSquare(_ d: Double) -> Double { d * d.magnitude }
    return { x1, x2 in
      let d = Double(x1 * n2 - x2 * n1)
      let s = spread(x1 + x2)
      let left = signedSquare(d) * observedSpread
      let right = signedSquare(observed) * (s == 0 ? 1 : s)
      // Products up to 2^53 are exact; beyond, two roundings are forgiven.
      let slack = 1e-15 * right.magnitude
      switch alternative {
      case .twoSided: return left.magnitude >= right.magnitude - slack
      case .greater: return left >= right - slack
      case .less: return left <= right + slack
      }
    }
  }

  /// Whether the Fisher p-value of a table is at most the observed one.
  private func fisherOrdering(_ alternative: Alternative) -> (Int, Int) -> Bool {
    let (n1, n2) = (treatment.n, reference.n)
    let limit = fisher(alternative).p * (1 + (alternative == .twoSided ? fisherTieTolerance : 1e-11))
    // Per number of events, the p-values of all tables; the first index is the smallest treatment count.
    let p = (0...n).map { events in
      fisherPValues(Hypergeometric(population: n, successes: events, draws: n1), alternative)
    }
    return { x1, x2 in p[x1 + x2][x1 - max(0, x1 + x2 - n2)] <= limit }
  }

  private func fisherPValues(_ distribution: Hypergeometric, _ alternative: Alternative) -> [Double] {
    let probabilities = distribution.probabilities
    switch alternative {
    case .less: return runningSums(probabilities)
    case .greater: return runningSums(probabilities.reversed()).reversed()
    case .twoSided:
      let order = probabilities.indices.sorted { probabilities[$0] < probabilities[$1] }
      let sums = runningSums(order.map { probabilities[$0] })
      var p = probabilities
      var last = 0
      for i in order {
        let limit = probabilities[i] * (1 + fisherTieTolerance)
        while last + 1 < order.count, probabilities[order[last + 1]] <= limit { last += 1 }
        p[i] = sums[last]
      }
      return p
    }
  }

  private func runningSums(_ values: [Double]) -> [Double] {
    var sum = 0.0
    return values.map { value in
      sum += value
      return sum
    }
  }
}
