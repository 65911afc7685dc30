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
  precondition(groupCount >= 1, "a log-rank test needs a group")
  precondition(groups.count == data.count, "\(groups.count) group numbers for \(data.count) subjects")
  var subjects = [Int](repeating: 0, count: groupCount)
  for group in groups {
    precondition(group >= 0 && group < groupCount, "group \(group) is not in 0..<\(groupCount)")
    subjects[group] += 1
  }
  var sums = LogRankSums(groupCount: groupCount, weights: weights)
  if let strata {
    let ordered = StratumOrder(data.order, strata: strata)
    let entering = data.entries.map { _ in StratumOrder(data.entryOrder, strata: strata) }
    for (number, rows) in ordered.ranges.enumerated() {
      let late = entering.map { $0.order[$0.ranges[number]] } ?? []
      sums.add(data, rows: ordered.order[rows], entering: late, groups: groups)
    }
  } else {
    sums.add(data, rows: data.order[...], entering: data.entryOrder[...], groups: groups)
  }
  return sums.result(subjects: subjects)
}

/// Compares the hazards of k groups by a weighted log-rank test, from plain columns.
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
  logRankTest(
    SurvivalTimes(times: times, events: events),
    groups: groups,
    groupCount: groupCount,
    strata: strata,
    weights: weights
  )
}

/// The running sums of a log-rank test, one stratum after the other.
private struct LogRankSums {
  let groupCount: Int
  let weights: LogRankWeights
  var observed: [Double]
  var expected: [Double]
  /// Lower triangle of V in a full square, row by row.
  var variance: [Double]
  private var atRisk: [Int]
  private var died: [Int]
  private var left: [Int]

  init(groupCount: Int, weights: LogRankWeights) {
    self.groupCount = groupCount
    self.weights = weights
    observed = [Double](repeating: 0, count: groupCount)
    expected = observed
    variance = [Double](repeating: 0, count: groupCount * groupCount)
    atRisk = [Int](repeating: 0, count: groupCount)
    died = atRisk
    left = atRisk
  }

  /// Adds the subjects of one stratum, whose `rows` ascend in time; `entering` ascends in entry, if there are any.
  mutating func add(
    _ data: SurvivalTimes,
    rows: ArraySlice<Int32>,
    entering: ArraySlice<Int32>,
    groups: [Int]
  ) {
    let entries = data.entries ?? []
    for group in 0..<groupCount {
      atRisk[group] = 0
    }
    let isLate = !entering.isEmpty
    if !isLate {
      for row in rows {
        atRisk[groups[Int(row)]] += 1
      }
    }
    var n = isLate ? 0 : rows.count
    var entered = entering.startIndex
    var survival = 1.0
    var next = rows.startIndex
    while next < rows.endIndex {
      let time = data.times[Int(rows[next])]
      let first = next
      while isLate, entered < entering.endIndex, entries[Int(entering[entered])] < time {
        atRisk[groups[Int(entering[entered])]] += 1
        n += 1
        entered += 1
      }
      var d = 0
      for group in 0..<groupCount {
        died[group] = 0
        left[group] = 0
      }
      while next < rows.endIndex && data.times[Int(rows[next])] == time {
        let row = Int(rows[next])
        left[groups[row]] += 1
        if data.events[row] {
          died[groups[row]] += 1
          d += 1
        }
        next += 1
      }
      if d > 0 {
        addTime(d: Double(d), n: Double(n), survival: survival)
        survival *= Double(n - d) / Double(n)
      }
      for group in 0..<groupCount {
        atRisk[group] -= left[group]
      }
      n -= next - first
    }
  }

  /// Adds one event time.
  private mutating func addTime(d: Double, n: Double, survival: Double) {
    let w = weights.weight(atRisk: n, survival: survival)
    let scale = n > 1 ? w * w * d * (n - d) / (n - 1) : 0
    for j in 0..<groupCount {
      let share = Double(atRisk[j]) / n
      observed[j] += w * Double(died[j])
      expected[j] += w * d * share
      for k in 0..<j {
        variance[j * groupCount + k] -= scale * share * (Double(atRisk[k]) / n)
      }
      variance[j * groupCount + j] += scale * share * (Double(n - Double(atRisk[j])) / n)
    }
  }

  func result(subjects: [Int]) -> LogRankResult {
    let rows = (0..<groupCount).map { j in
      (0..<groupCount).map { k in variance[max(j, k) * groupCount + min(j, k)] }
    }
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
      isUnweighted: weights == .logRank
    )
  }
}
