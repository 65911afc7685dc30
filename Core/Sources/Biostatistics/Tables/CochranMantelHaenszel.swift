// SPDX-License-Identifier: Apache-2.0

/// The Cochran–Mantel–Haenszel test of no difference in any stratum, against differences in one direction.
///
///     χ² = ( |Σ (x₁ − E x₁)| − c )² / Σ Var x₁,   Var x₁ = n₁ n₂ m (N − m) / (N² (N − 1))
///
/// with m events among N subjects of a stratum, one degree of freedom. Strata with fewer than two subjects,
/// or without variation, add nothing.
///
/// - Parameters:
///   - strata: One table per stratum.
///   - continuityCorrection: Whether c is ½ rather than 0. As in R, c is 0 where the difference is below ½.
/// - Returns: Chi-square with one degree of freedom; undefined if no stratum tells anything.
/// - SeeAlso: Mantel & Haenszel (1959), JNCI 22:719–748. R's `mantelhaen.test` corrects by default, SAS
///   `CMH` never does.
public func cochranMantelHaenszel(_ strata: [TwoProportions], continuityCorrection: Bool) -> TestResult {
  var excess = 0.0
  var variance = 0.0
  for table in strata where table.n > 1 {
    let (n1, n2, total) = (Double(table.treatment.n), Double(table.reference.n), Double(table.n))
    let events = Double(table.events)
    excess += Double(table.treatment.events) - n1 * events / total
    variance += n1 * n2 * events * (total - events) / (total * total * (total - 1))
  }
  guard variance > 0 else { return .undefined }
  let correction = continuityCorrection && excess.magnitude >= 0.5 ? 0.5 : 0
  let distance = excess.magnitude - correction
  return .chiSquare(distance * distance / variance, degreesOfFreedom: 1)
}

/// The exact conditional test of a common odds ratio of 1, given the margins of every stratum.
///
/// Two-sided by point probability, as Fisher's test, which it equals for one stratum.
///
/// - Parameters:
///   - strata: One table per stratum.
///   - alternative: The direction of the test.
/// - Returns: A result without statistic.
/// - SeeAlso: `mantelhaen.test(exact = TRUE)` in R; `EXACT COMOR` in SAS PROC FREQ.
public func exactConditionalTest(_ strata: [TwoProportions], _ alternative: Alternative = .twoSided)
  -> TestResult
{
  // The total of treatment events is a sum of independent hypergeometric counts.
  var probabilities = [1.0]
  var index = 0
  for table in strata {
    let distribution = Hypergeometric(
      population: table.n,
      successes: table.events,
      draws: table.treatment.n
    )
    probabilities = convolution(probabilities, distribution.probabilities)
    index += table.treatment.events - distribution.support.lowerBound
  }
  let p: Double
  switch alternative {
  case .greater: p = probabilities[index...].reversed().reduce(0, +)
  case .less: p = probabilities[...index].reduce(0, +)
  case .twoSided:
    let limit = probabilities[index] * (1 + fisherTieTolerance)
    p = probabilities.filter { $0 <= limit }.sorted().reduce(0, +)
  }
  return TestResult(statistic: nil, degreesOfFreedom: nil, p: min(1, p))
}

private func convolution(_ a: [Double], _ b: [Double]) -> [Double] {
  var sums = [Double](repeating: 0, count: a.count + b.count - 1)
  for (i, x) in a.enumerated() {
    for (j, y) in b.enumerated() { sums[i + j] += x * y }
  }
  return sums
}
