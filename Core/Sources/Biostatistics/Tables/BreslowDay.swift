// SPDX-License-Identifier: Apache-2.0

/// The Breslow–Day test that the odds ratio is the same in all strata.
///
/// Between subgroups it is a test of interaction. Each stratum's treatment events are compared with those
/// expected under the Mantel–Haenszel odds ratio and the stratum's margins. Strata without variation cannot
/// differ from any odds ratio: they are left out and do not count as degrees of freedom; kept, they would
/// make the statistic 0 / 0.
///
/// - Parameters:
///   - strata: One table per stratum.
///   - tarone: Whether to subtract Tarone's term, which makes the limiting distribution exact.
/// - Returns: Chi-square with one degree of freedom less than informative strata; undefined with fewer than
///   two of these, or if the common odds ratio is 0 or infinite.
/// - SeeAlso: Breslow & Day (1980), IARC vol. 1, p. 142; Tarone (1985), Biometrika 72:91–95. SAS
///   `CMH(BDT)`.
public func breslowDay(_ strata: [TwoProportions], tarone: Bool) -> TestResult {
  let tables = strata.filter(\.isInformative)
  let oddsRatio = mantelHaenszelOddsRatio(tables, level: 0.95).value
  guard tables.count > 1, oddsRatio > 0, oddsRatio.isFinite else { return .undefined }
  var (statistic, excess, variance) = (0.0, 0.0, 0.0)
  for table in tables {
    let (n1, n2) = (Double(table.treatment.n), Double(table.reference.n))
    let events = Double(table.events)
    let expected = expectedEvents(table, oddsRatio: oddsRatio)
    let spread =
      1 / (1 / expected + 1 / (n1 - expected) + 1 / (events - expected) + 1 / (n2 - events + expected))
    let distance = Double(table.treatment.events) - expected
    statistic += distance * distance / spread
    excess += distance
    variance += spread
  }
  if tarone { statistic -= excess * excess / variance }
  return .chiSquare(max(0, statistic), degreesOfFreedom: Double(tables.count - 1))
}

/// The treatment events e with e (n₂ − m + e) / ((n₁ − e)(m − e)) = ψ.
private func expectedEvents(_ table: TwoProportions, oddsRatio psi: Double) -> Double {
  let (n1, n2, events) = (Double(table.treatment.n), Double(table.reference.n), Double(table.events))
  let a = 1 - psi
  let b = n2 - events + psi * (n1 + events)
  let c = psi * n1 * events
  let s = max(0, b * b + 4 * a * c).squareRoot()
  // Of the two forms of the root, the one that does not cancel.
  return b >= 0 ? 2 * c / (b + s) : (s - b) / (2 * a)
}
