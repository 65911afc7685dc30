// SPDX-License-Identifier: Apache-2.0

/// The difference of means over the root of the mean of both variances, as for balance between arms.
///
/// - Parameters:
///   - x: Values of the treatment arm.
///   - y: Values of the reference arm.
/// - Returns: Positive if the treatment mean is larger; NaN with fewer than two values in an arm or no
///   variation.
/// - SeeAlso: Austin (2009), Statistics in Medicine 28:3083–3107.
public func standardizedMeanDifference(_ x: [Double], _ y: [Double]) -> Double {
  standardizedMeanDifference(SampleSummary(x), SampleSummary(y))
}

/// The same from published summaries.
///
/// - Parameters:
///   - x: Summary of the treatment arm.
///   - y: Summary of the reference arm.
/// - Returns: Positive if the treatment mean is larger; NaN with fewer than two values in an arm or no
///   variation.
public func standardizedMeanDifference(_ x: SampleSummary, _ y: SampleSummary) -> Double {
  standardized(x.mean - y.mean, variance: (x.variance + y.variance) / 2)
}

/// Cohen's d: the difference of means over the pooled standard deviation.
///
/// - Parameters:
///   - x: Values of the treatment arm.
///   - y: Values of the reference arm.
/// - Returns: Positive if the treatment mean is larger; NaN with fewer than two values in an arm or no
///   variation.
public func cohensD(_ x: [Double], _ y: [Double]) -> Double {
  cohensD(SampleSummary(x), SampleSummary(y))
}

/// Cohen's d from published summaries.
///
/// - Parameters:
///   - x: Summary of the treatment arm.
///   - y: Summary of the reference arm.
/// - Returns: Positive if the treatment mean is larger; NaN with fewer than two values in an arm or no
///   variation.
public func cohensD(_ x: SampleSummary, _ y: SampleSummary) -> Double {
  standardized(x.mean - y.mean, variance: pooledVariance(x, y))
}

/// The standardized difference of two distributions over categories, after Yang and Dalton.
///
/// The Mahalanobis distance √( dᵀ S⁻¹ d ) with d = p − q and S the mean of both multinomial covariances,
/// one category left out. No matrix is needed: with m = (p + q) / 2 one has S = diag(m) − m mᵀ − d dᵀ / 4,
/// and with
///
///     c = Σ dᵢ² / mᵢ   the distance is   √( c / (1 − c / 4) ).
///
/// With two categories it is the magnitude of ``TwoProportions/standardizedDifference``.
///
/// - Parameters:
///   - treatment: Subjects per category in the treatment arm.
///   - reference: Subjects per category in the reference arm, categories in the same order.
/// - Returns: 0 for equal distributions, infinite if no category is shared, NaN if an arm is empty.
/// - SeeAlso: Yang & Dalton (2012), SAS Global Forum, paper 335-2012.
public func standardizedDifference(_ treatment: [Int], _ reference: [Int]) -> Double {
  precondition(treatment.count == reference.count, "both arms need the same categories")
  let (n1, n2) = (Double(treatment.reduce(0, +)), Double(reference.reduce(0, +)))
  guard n1 > 0, n2 > 0 else { return .nan }
  let c = zip(treatment, reference).reduce(0.0) { sum, counts in
    let (p, q) = (Double(counts.0) / n1, Double(counts.1) / n2)
    return p + q == 0 ? sum : sum + 2 * (p - q) * (p - q) / (p + q)
  }
  let isDisjoint = zip(treatment, reference).allSatisfy { $0 == 0 || $1 == 0 }
  return isDisjoint ? .infinity : (c / (1 - c / 4)).squareRoot()
}

/// The variance within both samples together, with n₁ + n₂ − 2 degrees of freedom.
func pooledVariance(_ x: SampleSummary, _ y: SampleSummary) -> Double {
  let (n1, n2) = (Double(x.n), Double(y.n))
  return ((n1 - 1) * x.variance + (n2 - 1) * y.variance) / (n1 + n2 - 2)
}

private func standardized(_ difference: Double, variance: Double) -> Double {
  variance > 0 ? difference / variance.squareRoot() : .nan
}
