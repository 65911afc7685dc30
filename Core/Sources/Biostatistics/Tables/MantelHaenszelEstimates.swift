// SPDX-License-Identifier: Apache-2.0
import RealModule

/// The Mantel–Haenszel estimate of a common odds ratio, Σ(a d / N) / Σ(b c / N).
///
/// - Parameters:
///   - strata: One table per stratum; a stratum with an empty arm or without variation adds nothing.
///   - level: The confidence level, such as 0.95.
/// - Returns: The interval is that of Robins, Breslow and Greenland; NaN if the estimate is 0, infinite or
///   undefined.
/// - SeeAlso: Robins, Breslow & Greenland (1986), Biometrics 42:311–323. `mantelhaen.test` in R, `CMH` in
///   SAS.
public func mantelHaenszelOddsRatio(_ strata: [TwoProportions], level: Double) -> Estimate {
  var (r, s, pr, cross, qs) = (0.0, 0.0, 0.0, 0.0, 0.0)
  for table in strata where table.n > 0 {
    let cells = table.cells
    let total = Double(table.n)
    let concordant = cells[0] * cells[3] / total
    let discordant = cells[1] * cells[2] / total
    let p = (cells[0] + cells[3]) / total
    let q = (cells[1] + cells[2]) / total
    r += concordant
    s += discordant
    pr += p * concordant
    cross += p * discordant + q * concordant
    qs += q * discordant
  }
  return ratioEstimate(
    r / s,
    logVariance: pr / (2 * r * r) + cross / (2 * r * s) + qs / (2 * s * s),
    level: level
  )
}

/// The Mantel–Haenszel estimate of a common risk ratio, Σ(x₁ n₂ / N) / Σ(x₂ n₁ / N).
///
/// - Parameters:
///   - strata: One table per stratum; a stratum with an empty arm adds nothing.
///   - level: The confidence level, such as 0.95.
/// - Returns: The interval uses the variance of Greenland and Robins; NaN if the estimate is 0, infinite or
///   undefined.
/// - SeeAlso: Greenland & Robins (1985), Biometrics 41:55–68.
public func mantelHaenszelRiskRatio(_ strata: [TwoProportions], level: Double) -> Estimate {
  var (r, s, d) = (0.0, 0.0, 0.0)
  for table in strata where table.n > 0 {
    let (n1, n2, total) = (Double(table.treatment.n), Double(table.reference.n), Double(table.n))
    let (x1, x2) = (Double(table.treatment.events), Double(table.reference.events))
    r += x1 * n2 / total
    s += x2 * n1 / total
    d += (n1 * n2 * (x1 + x2) - x1 * x2 * total) / (total * total)
  }
  return ratioEstimate(r / s, logVariance: d / (r * s), level: level)
}

/// How the variance of the Mantel–Haenszel risk difference is estimated; software differs.
public enum RiskDifferenceVariance: String, CaseIterable, Hashable, Sendable {
  /// Valid both for few large and for many small strata (Sato 1989, Biometrics 45:1323–1324); SAS.
  case sato
  /// Valid for few large strata (Greenland & Robins 1985, Biometrics 41:55–68).
  case greenlandRobins
}

/// The Mantel–Haenszel estimate of a common risk difference, with weights n₁ n₂ / N.
///
/// - Parameters:
///   - strata: One table per stratum; a stratum with an empty arm adds nothing.
///   - level: The confidence level, such as 0.95.
///   - variance: The estimator of the variance.
/// - Returns: The interval is symmetric and not cut at −1 and 1; NaN without any stratum with both arms.
public func mantelHaenszelRiskDifference(
  _ strata: [TwoProportions],
  level: Double,
  variance: RiskDifferenceVariance
) -> Estimate {
  let tables = strata.filter { $0.treatment.n > 0 && $0.reference.n > 0 }
  let weights = tables.map { Double($0.treatment.n) * Double($0.reference.n) / Double($0.n) }
  let sum = weights.reduce(0, +)
  let value = zip(tables, weights).reduce(0) { $0 + $1.0.difference * $1.1 } / sum
  let parts = zip(tables, weights).map { table, weight in
    switch variance {
    case .sato: satoVariance(table, difference: value)
    case .greenlandRobins: weight * weight * table.unpooledStandardError * table.unpooledStandardError
    }
  }
  let half = StandardNormal.criticalValue(level: level) * parts.reduce(0, +).squareRoot() / sum
  return Estimate(value, Interval(value - half, value + half))
}

/// One stratum's part of Sato's variance, times the squared sum of weights.
private func satoVariance(_ table: TwoProportions, difference: Double) -> Double {
  let (n1, n2, total) = (Double(table.treatment.n), Double(table.reference.n), Double(table.n))
  let (x1, x2) = (Double(table.treatment.events), Double(table.reference.events))
  let p = (n1 * n1 * x2 - n2 * n2 * x1 + n1 * n2 * (n2 - n1) / 2) / (total * total)
  let q = (x1 * (n2 - x2) + x2 * (n1 - x1)) / (2 * total)
  return difference * p + q
}

private func ratioEstimate(_ value: Double, logVariance: Double, level: Double) -> Estimate {
  let z = StandardNormal.criticalValue(level: level)
  guard value > 0, value.isFinite, logVariance.isFinite else {
    return Estimate(value, Interval(.nan, .nan))
  }
  let factor = Double.exp(z * logVariance.squareRoot())
  return Estimate(value, Interval(value / factor, value * factor))
}
