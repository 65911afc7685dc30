// SPDX-License-Identifier: Apache-2.0

/// The Wilcoxon–Mann–Whitney test by its normal approximation, the variance corrected for ties.
///
/// - Parameters:
///   - x: Values of the treatment arm.
///   - y: Values of the reference arm.
///   - continuityCorrection: Whether to move W by ½ towards its mean; R's `wilcox.test` and SAS do by
///     default.
///   - alternative: The direction of the test; greater means larger values in `x`.
/// - Returns: The statistic is W, the pairs in which `x` is larger, ties counting half; p is NaN if all
///   values agree.
/// - SeeAlso: Mann & Whitney (1947), Annals of Mathematical Statistics 18:50–60. `wilcox.test(exact =
///   FALSE)` in R.
public func wilcoxonRankSum(
  _ x: [Double],
  _ y: [Double],
  continuityCorrection: Bool,
  _ alternative: Alternative = .twoSided
) -> TestResult {
  let (n1, n2) = (Double(x.count), Double(y.count))
  let ranks = Ranks(x + y)
  let w = ranks.values[..<x.count].reduce(0, +) - n1 * (n1 + 1) / 2
  let distance = w - n1 * n2 / 2
  let total = n1 + n2
  let variance = n1 * n2 / 12 * (total + 1 - ranks.tieSum / (total * (total - 1)))
  guard variance > 0 else { return TestResult(statistic: w, degreesOfFreedom: nil, p: .nan) }
  let half = continuityCorrection ? 0.5 : 0
  let correction =
    switch alternative {
    case .twoSided: distance == 0 ? 0 : distance > 0 ? half : -half
    case .greater: half
    case .less: -half
    }
  let z = (distance - correction) / variance.squareRoot()
  return TestResult(statistic: w, degreesOfFreedom: nil, p: min(1, alternative.p(z: z)))
}

/// The Wilcoxon–Mann–Whitney test by its permutation distribution, ties included.
///
/// Two-sided, it adds up the arrangements whose rank sum is at least as far from its mean as the observed
/// one. Work grows with the fourth power of the number of values: a hundred take some hundredths of a
/// second.
///
/// - Parameters:
///   - x: Values of the treatment arm.
///   - y: Values of the reference arm.
///   - alternative: The direction of the test; greater means larger values in `x`.
/// - Returns: The statistic is W, the pairs in which `x` is larger, ties counting half.
/// - SeeAlso: `wilcox.test(exact = TRUE)` in R without ties, `exactRankTests::wilcox.exact` with them.
public func wilcoxonRankSumExact(_ x: [Double], _ y: [Double], _ alternative: Alternative = .twoSided)
  -> TestResult
{
  let ranks = Ranks(x + y).values
  // Twice the rank is a whole number even for ties.
  let doubled = ranks.map { Int(2 * $0) }
  let observed = doubled[..<x.count].reduce(0, +)
  let n1 = x.count
  let w = Double(observed - n1 * (n1 + 1)) / 2
  let share = rankSumProbabilities(doubled, choosing: n1)
  // The mean rank sum is n₁ (N + 1) / 2, doubled here.
  let mean = n1 * (doubled.count + 1)
  let p = share.enumerated().reduce(0.0) { sum, entry in
    let isExtreme =
      switch alternative {
      case .twoSided: abs(entry.offset - mean) >= abs(observed - mean)
      case .greater: entry.offset >= observed
      case .less: entry.offset <= observed
      }
    return isExtreme ? sum + entry.element : sum
  }
  return TestResult(statistic: w, degreesOfFreedom: nil, p: min(1, p))
}

/// The probability of each sum of `count` of the values, drawn without replacement.
func rankSumProbabilities(_ values: [Int], choosing count: Int) -> [Double] {
  let width = values.sorted().suffix(count).reduce(0, +) + 1
  // Entry k · width + s: among the values so far, the probability that k are chosen with sum s; each value in
  // turn is chosen with the probability of sampling without replacement, so nothing overflows.
  var table = [Double](repeating: 0, count: (count + 1) * width)
  table[0] = 1
  var reach = 0
  for (seen, value) in values.enumerated() {
    let left = Double(values.count - seen)
    reach = min(width - 1, reach + value)
    // Downwards in k, so that each value is chosen at most once; too few chosen can no longer reach `count`.
    for k in stride(from: min(count, seen + 1), through: max(0, count - values.count + seen), by: -1) {
      let take = Double(count - k + 1) / left
      let leave = 1 - Double(count - k) / left
      let row = k * width
      for s in row...(row + reach) { table[s] *= leave }
      guard k > 0, value <= reach else { continue }
      for s in value...reach { table[row + s] += table[row - width + s - value] * take }
    }
  }
  return Array(table.suffix(width))
}
