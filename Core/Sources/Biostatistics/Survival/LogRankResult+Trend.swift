// SPDX-License-Identifier: Apache-2.0

extension LogRankResult {
  /// The test for a trend of the hazards over ordered groups.
  ///
  ///     z = − Σ cⱼ (Oⱼ − Eⱼ) / √(c'Vc)
  ///
  /// With two groups and scores 0 and 1 it is `z` itself.
  /// Adding a constant to all scores, or multiplying them by one above 0, changes nothing.
  ///
  /// - Parameter scores: c, one finite number per group, such as doses or 0, 1, 2, ….
  /// - Returns: z² with one degree of freedom and its two-sided p, beside z itself, which is above 0 if groups with
  ///   larger scores do better. Nil if the scores tell no two groups apart that could be compared.
  /// - SeeAlso: Tarone (1975), Biometrika 62:679–682. `STRATA … / TREND` of SAS `PROC LIFETEST`.
  public func trendTest(scores: [Double]) -> (test: TestResult, z: Double)? {
    precondition(scores.count == observed.count, "\(scores.count) scores for \(observed.count) groups")
    precondition(scores.allSatisfy(\.isFinite), "scores must be finite")
    // Scores about their mean lose no digits to a common constant.
    let mean = scores.reduce(0, +) / Double(scores.count)
    let c = scores.map { $0 - mean }
    var difference = 0.0
    var squares = 0.0
    var sum = 0.0
    for j in c.indices {
      difference += c[j] * (observed[j] - expected[j])
      for k in c.indices {
        sum += c[j] * variance[j][k] * c[k]
        squares += abs(c[j] * variance[j][k] * c[k])
      }
    }
    guard sum > 1e-12 * squares else { return nil }
    let z = -difference / sum.squareRoot()
    return (chiSquareTest(z * z, 1), z)
  }
}
