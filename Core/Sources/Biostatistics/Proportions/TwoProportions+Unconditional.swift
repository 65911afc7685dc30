// SPDX-License-Identifier: Apache-2.0

/// Exact tests that condition on the arm sizes only.
///
/// The p-value is the largest probability, over all values of the common proportion, of a table at least as
/// extreme as the observed one; the tests differ in what they call extreme. With an empty arm, or where
/// nobody or everybody has an event, each p-value is 1.
extension TwoProportions {
  /// The total up to which ``barnard(_:)`` and ``boschloo(_:)`` answer within ten milliseconds.
  ///
  /// They remain exact beyond; the work of the two-sided ``boschloo(_:)`` grows with the square of the total, that of
  /// all others hardly faster than the total.
  public static let largestExactTotal = 2000

  /// Barnard's test, tables ordered by the z statistic with pooled variance.
  ///
  /// - Parameter alternative: The direction of the test.
  /// - Returns: The pooled z statistic and the supremum of the p-value.
  /// - SeeAlso: Barnard (1947), Biometrika 34:123–138; Suissa & Shuster (1985), JRSS A 148:317–327.
  ///   `scipy.stats.barnard_exact(pooled=True)`.
  public func barnard(_ alternative: Alternative = .twoSided) -> TestResult {
    guard isInformative else { return TestResult(statistic: nil, degreesOfFreedom: nil, p: 1) }
    let region = RejectionRegion(
      arms: (treatment.n, reference.n),
      alternative,
      isExtreme: pooledOrdering(alternative)
    )
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
  /// - SeeAlso: Boschloo (1970), Statistica Neerlandica 24:1–9.
  public func boschloo(_ alternative: Alternative = .twoSided) -> TestResult {
    guard isInformative else { return TestResult(statistic: nil, degreesOfFreedom: nil, p: 1) }
    let (n1, n2) = (treatment.n, reference.n)
    let p = fisher(alternative).p
    let region =
      if alternative == .twoSided {
        RejectionRegion(arms: (n1, n2)) { events in
          RejectionRegion.byProbability(n1, n2, events: events, level: p * (1 + fisherTieTolerance))
        }
      } else {
        RejectionRegion(
          arms: (n1, n2),
          alternative,
          isExtreme: RejectionRegion.fisher(n1, n2, level: p * (1 + 1e-11))
        )
      }
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

  /// Whether the pooled z of a table is at least as far out as the observed one, in the direction of the test.
  ///
  /// z² is N d² / (n₁ n₂ m (N − m)) with d = x₁ n₂ − x₂ n₁ and m events: two tables are compared by
  /// products of whole numbers, so that ties stay ties. It rises with each event of the first arm and falls with
  /// each of the second, whatever its sign.
  private func pooledOrdering(_ alternative: Alternative) -> (Int, Int) -> Bool {
    let (n, n1, n2) = (n, treatment.n, reference.n)
    func spread(_ events: Int) -> Double { Double(events) * Double(n - events) }
    // z |z| up to a positive factor; zero for tables without variation.
    func signedSquare(_ d: Double) -> Double { d * d.magnitude }
    let observed = crossDifference
    let toward = alternative == .twoSided ? observed.magnitude : alternative == .less ? -observed : observed
    let (square, observedSpread) = (signedSquare(toward), spread(events))
    return { count, events in
      let d = Double(count * n2 - (events - count) * n1)
      let s = spread(events)
      let right = square * (s == 0 ? 1 : s)
      // Products up to 2^53 are exact; beyond, two roundings are forgiven.
      return signedSquare(d) * observedSpread >= right - 1e-15 * right.magnitude
    }
  }
}
