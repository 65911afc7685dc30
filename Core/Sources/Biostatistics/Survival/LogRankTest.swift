// SPDX-License-Identifier: Apache-2.0

/// Compares the hazards of k groups by a weighted log-rank test.
///
/// At each event time of each stratum, with d events among n at risk, dⱼ and nⱼ of them in group j, and
/// weight w:
///
///     Uⱼ  += w (dⱼ − d nⱼ/n)
///     Vⱼₖ += w² d (n − d)/(n − 1) · nⱼ/n (δⱼₖ − nₖ/n)
///
/// The statistic is U'V⁻U. The variance is the hypergeometric one: ties need no correction.
///
/// A group without subjects, or never at risk when an event happens, has nothing observed and nothing
/// expected; it is left out and costs its degree of freedom, as in R `survdiff`. Groups that never share a
/// stratum with others cost theirs too.
///
/// - Parameters:
///   - data: Times to event.
///   - groups: One number in 0..<`groupCount` per subject.
///   - groupCount: Number of groups, at least 1.
///   - strata: A label per subject; only subjects with the same label are compared. Nil for a single stratum.
///   - weights: 1 for the log-rank test itself.
/// - Returns: Observed and expected events per group, and the test.
/// - SeeAlso: Mantel (1966), Cancer Chemother Rep 50:163–170; Kalbfleisch & Prentice (2002), section 1.5.
public func logRankTest(
  _ data: SurvivalTimes,
  groups: [Int],
  groupCount: Int,
  strata: [Int]? = nil,
  weights: LogRankWeights = .logRank
) -> LogRankResult {
  let subjects = groupSizes(groups, groupCount: groupCount, subjects: data.count)
  var sums = LogRankSums(groupCount: groupCount, weights: weights)
  let sets = RiskSets(groupCount: groupCount, followsSurvival: weights.needsSurvival)
  sets.walk(data, groups: groups, strata: strata) { sums.add($0) }
  return sums.result(subjects: subjects)
}

/// Compares the hazards of k groups by a weighted log-rank test, from plain columns.
///
/// Whole days without strata are counted rather than sorted, which is many times faster and changes no digit.
///
/// - Parameters:
///   - times: Finite and at least 0, one per subject.
///   - events: Whether each time ended with the event.
///   - groups: One number in 0..<`groupCount` per subject.
///   - groupCount: Number of groups, at least 1.
///   - strata: A label per subject, or nil for a single stratum.
///   - weights: 1 for the log-rank test itself.
/// - Returns: Observed and expected events per group, and the test.
public func logRankTest(
  times: [Double],
  events: [Bool],
  groups: [Int],
  groupCount: Int,
  strata: [Int]? = nil,
  weights: LogRankWeights = .logRank
) -> LogRankResult {
  if strata == nil {
    var sums = LogRankSums(groupCount: groupCount, weights: weights)
    let sets = RiskSets(groupCount: groupCount, followsSurvival: weights.needsSurvival)
    if let counts = DayCounts(times: times, events: events, groups: groups, groupCount: groupCount) {
      sets.walk(counts) { sums.add($0) }
      return sums.result(subjects: counts.subjects)
    }
    let order = TimeOrder(times: times, events: events, groups: groups, groupCount: groupCount)
    sets.walk(order, entering: nil) { sums.add($0) }
    return sums.result(subjects: order.parts.map(\.count))
  }
  return logRankTest(
    SurvivalTimes(times: times, events: events),
    groups: groups,
    groupCount: groupCount,
    strata: strata,
    weights: weights
  )
}

/// How many subjects each group has.
func groupSizes(_ groups: [Int], groupCount: Int, subjects: Int) -> [Int] {
  precondition(groupCount >= 1, "subjects need a group")
  precondition(groups.count == subjects, "\(groups.count) group numbers for \(subjects) subjects")
  var sizes = [Int](repeating: 0, count: groupCount)
  for group in groups {
    precondition(group >= 0 && group < groupCount, "group \(group) is not in 0..<\(groupCount)")
    sizes[group] += 1
  }
  return sizes
}

/// The running sums of a log-rank test, one event time after the other.
private struct LogRankSums {
  let groupCount: Int
  let weights: LogRankWeights
  private let isPlain: Bool
  private var observed: [Double]
  private var expected: [Double]
  /// Lower triangle of V in a full square, row by row; with two groups its one number, V₁₁.
  private var variance: [Double]

  init(groupCount: Int, weights: LogRankWeights) {
    self.groupCount = groupCount
    self.weights = weights
    isPlain = weights == .logRank
    observed = [Double](repeating: 0, count: groupCount)
    expected = observed
    variance = [Double](repeating: 0, count: groupCount == 2 ? 1 : groupCount * groupCount)
  }

  /// Adds one event time.
  @inline(__always)
  mutating func add(_ set: RiskSet) {
    let (n, d) = (Double(set.n), Double(set.d))
    let w = isPlain ? 1 : weights.weight(atRisk: n, survival: set.survival)
    let scale = set.n > 1 ? w * w * d * (n - d) / (n - 1) : 0
    if groupCount == 2 {
      let (first, second) = (Double(set.atRisk[0]) / n, Double(set.atRisk[1]) / n)
      observed[0] += w * Double(set.died[0])
      observed[1] += w * Double(set.died[1])
      expected[0] += w * d * first
      expected[1] += w * d * second
      variance[0] += scale * first * second
    } else {
      addTriangle(set, weight: w, scale: scale)
    }
  }

  private mutating func addTriangle(_ set: RiskSet, weight w: Double, scale: Double) {
    let (n, d) = (Double(set.n), Double(set.d))
    for j in 0..<groupCount {
      let share = Double(set.atRisk[j]) / n
      observed[j] += w * Double(set.died[j])
      expected[j] += w * d * share
      for k in 0..<j {
        variance[j * groupCount + k] -= scale * share * (Double(set.atRisk[k]) / n)
      }
      variance[j * groupCount + j] += scale * share * (Double(set.n - set.atRisk[j]) / n)
    }
  }

  private func covariance(_ j: Int, _ k: Int) -> Double {
    groupCount == 2 ? (j == k ? variance[0] : -variance[0]) : variance[max(j, k) * groupCount + min(j, k)]
  }

  func result(subjects: [Int]) -> LogRankResult {
    let rows = (0..<groupCount).map { j in (0..<groupCount).map { k in covariance(j, k) } }
    // V has rank k − 1 at most. The first compared group is dropped; the rest decides.
    let compared = (0..<groupCount).filter { expected[$0] > 0 }
    let kept = Array(compared.dropFirst())
    let factor = Cholesky(kept.map { j in kept.map { k in rows[j][k] } }, tolerance: 1e-12)
    let u = kept.map { observed[$0] - expected[$0] }
    let solution = factor.solve(u)
    let rank = factor.rank
    let statistic = rank > 0 ? zip(u, solution).reduce(0) { $0 + $1.0 * $1.1 } : nil
    var z: Double?
    if groupCount == 2 && rank == 1 {
      z = (expected[1] - observed[1]) / rows[1][1].squareRoot()
    }
    return LogRankResult(
      observed: observed,
      expected: expected,
      variance: rows,
      subjects: subjects,
      statistic: statistic,
      degreesOfFreedom: rank,
      p: statistic.map { ChiSquare.survival($0, degreesOfFreedom: Double(rank)) } ?? .nan,
      z: z,
      isUnweighted: isPlain
    )
  }
}
