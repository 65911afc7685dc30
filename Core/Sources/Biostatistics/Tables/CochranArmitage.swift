// SPDX-License-Identifier: Apache-2.0

/// The Cochran–Armitage test for a trend of proportions over ordered groups, such as dose levels.
///
///     z = Σ sᵢ (xᵢ − nᵢ p) / √( p (1 − p) (Σ nᵢ sᵢ² − (Σ nᵢ sᵢ)² / N) )
///
/// - Parameters:
///   - groups: One proportion per group.
///   - scores: One score per group; only their relative distances matter.
///   - alternative: The direction of the test; greater means rising with the score.
/// - Returns: A standard normal statistic, its square being the chi-square of R; undefined without
///   variation.
/// - SeeAlso: Armitage (1955), Biometrics 11:375–386. `prop.trend.test` in R, `TREND` in SAS PROC FREQ.
public func cochranArmitage(
  _ groups: [Proportion],
  scores: [Double],
  _ alternative: Alternative = .twoSided
) -> TestResult {
  precondition(groups.count == scores.count, "each group needs one score")
  let total = groups.reduce(0) { $0 + Double($1.n) }
  let p = groups.reduce(0) { $0 + Double($1.events) } / total
  // Scores about their mean: the variance then needs no difference of large sums.
  let mean = zip(groups, scores).reduce(0) { $0 + Double($1.0.n) * $1.1 } / total
  var (trend, spread) = (0.0, 0.0)
  for (group, score) in zip(groups, scores) {
    trend += (score - mean) * (Double(group.events) - Double(group.n) * p)
    spread += Double(group.n) * (score - mean) * (score - mean)
  }
  let variance = p * (1 - p) * spread
  guard variance > 0 else { return .undefined }
  let z = trend / variance.squareRoot()
  return TestResult(statistic: z, degreesOfFreedom: nil, p: alternative.p(z: z))
}
