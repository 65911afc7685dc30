// SPDX-License-Identifier: Apache-2.0
import RealModule

/// The best of several weighted log-rank tests, with a p-value that knows it is the best of them.
public struct MaxComboResult: Hashable, Sendable {
  /// z of each test, in the order of the weights; above 0 when the second group does better.
  public let z: [Double]
  /// Correlation of the z under equal hazards; NaN beside 1 for a weighting without variance.
  public let correlation: [[Double]]
  /// The largest z; nil if the data allow none of the tests.
  public let largest: Double?
  /// P(some z is at least `largest`), for the claim that the second group does better; NaN if there is no test.
  public let oneSidedP: Double
  /// P(some |z| is at least the largest |z|); NaN if there is no test.
  public let twoSidedP: Double
}

/// Compares two groups by the largest of several weighted log-rank tests.
///
/// Under equal hazards the z are jointly normal. Their covariances come from the same sums as the variances:
///
///     Cov(Uₐ, U_b) = Σ wₐ w_b d (n − d)/(n − 1) · n₁n₂/n²
///
/// The p-value is the probability that the largest of such normal variables reaches the largest z, integrated
/// to about 12 digits. That survives linear dependence, which is the rule here: S + (1 − S) = 1 makes the log-rank
/// test a sum of the tests with weights S and 1 − S.
///
/// - Parameters:
///   - data: Times to event.
///   - groups: 0 or 1 per subject.
///   - strata: A label per subject, or nil for a single stratum.
///   - weights: One to four weights. The usual four are Fleming–Harrington (0, 0), (0, 1), (1, 1) and (1, 0).
/// - Returns: The z with their correlations and both p-values. A weighting without variance, such as that of late
///   differences if all events come at one time, has z NaN and does not count.
/// - SeeAlso: Lee (2007), Comput Stat Data Anal 51:6557–6564; Lin et al. (2020), Stat Biopharm Res 12:187–198.
public func maxComboTest(
  _ data: SurvivalTimes,
  groups: [Int],
  strata: [Int]? = nil,
  weights: [LogRankWeights] = [
    .logRank, .flemingHarrington(rho: 0, gamma: 1), .flemingHarrington(rho: 1, gamma: 1),
    .flemingHarrington(rho: 1, gamma: 0),
  ]
) -> MaxComboResult {
  precondition((1...4).contains(weights.count), "one to four weights are needed, got \(weights.count)")
  precondition(groups.count == data.count, "\(groups.count) group numbers for \(data.count) subjects")
  precondition(groups.allSatisfy { $0 == 0 || $0 == 1 }, "a max-combo test compares groups 0 and 1")
  let (score, covariance) = maxComboSums(data, groups, strata, weights)
  let size = weights.count
  let known = (0..<size).filter { covariance[$0][$0] > 0 }
  let z = (0..<size).map { known.contains($0) ? -score[$0] / covariance[$0][$0].squareRoot() : .nan }
  let correlation = (0..<size).map { a in
    (0..<size).map { b -> Double in
      if a == b { return 1 }
      return covariance[a][b] / (covariance[a][a] * covariance[b][b]).squareRoot()
    }
  }
  guard let largest = known.map({ z[$0] }).max() else {
    return MaxComboResult(z: z, correlation: correlation, largest: nil, oneSidedP: .nan, twoSidedP: .nan)
  }
  let joint = known.map { a in known.map { correlation[a][$0] } }
  let extreme = known.map { abs(z[$0]) }.max() ?? 0
  return MaxComboResult(
    z: z,
    correlation: correlation,
    largest: largest,
    oneSidedP: NormalMaximum(joint).exceedance(lower: -.infinity, upper: largest),
    twoSidedP: NormalMaximum(joint).exceedance(lower: -extreme, upper: extreme)
  )
}

/// Observed less expected events of the second group for each weight, and their covariances.
private func maxComboSums(
  _ data: SurvivalTimes,
  _ groups: [Int],
  _ strata: [Int]?,
  _ weights: [LogRankWeights]
) -> (score: [Double], covariance: [[Double]]) {
  let size = weights.count
  var score = [Double](repeating: 0, count: size)
  var covariance = [Double](repeating: 0, count: size * size)
  var w = [Double](repeating: 0, count: size)
  RiskSets(groupCount: 2, followsSurvival: true).walk(data, groups: groups, strata: strata) { set in
    let (n, d) = (Double(set.n), Double(set.d))
    let share = Double(set.atRisk[1]) / n
    let difference = Double(set.died[1]) - d * share
    let variance = set.n > 1 ? d * (n - d) / (n - 1) * share * (Double(set.atRisk[0]) / n) : 0
    for a in 0..<size {
      w[a] = weights[a].weight(atRisk: n, survival: set.survival)
      score[a] += w[a] * difference
      for b in 0...a {
        covariance[a * size + b] += w[a] * w[b] * variance
      }
    }
  }
  let square = (0..<size).map { a in (0..<size).map { b in covariance[max(a, b) * size + min(a, b)] } }
  return (score, square)
}
