// SPDX-License-Identifier: Apache-2.0
import RealModule

/// Gray's test of k groups.
public struct GrayResult: Hashable, Sendable {
  /// Observed less expected weighted events of the kind, per group.
  public let score: [Double]
  /// Covariance matrix of the scores.
  public let variance: [[Double]]
  /// The chi-square test; its statistic is nil and p NaN if the data cannot tell any two groups apart.
  public let test: TestResult
}

/// Compares the cumulative incidence of one kind of event between k groups.
///
/// The test of the subdistribution hazards dF/(1 − F−), as the log-rank test is one of the hazards. In group j with Yⱼ
/// at risk, Kaplan–Meier estimate Sⱼ for all kinds and incidence Fⱼ, at a time with d₁ events of the kind in all:
///
///     Rⱼ = Yⱼ (1 − Fⱼ−)/Sⱼ−        Uⱼ += (1 − F₀−)^ρ (d₁ⱼ − d₁ Rⱼ/ΣR)
///     hⱼ = Yⱼ/Sⱼ−                  dF₀ = d₁/Σh, the incidence common to all under the hypothesis
///
/// The variance is Gray's, from the influence of the events of all kinds on the scores; ties shrink it by
/// (n − d)/(n − 1), with the effective n of each group.
///
/// - Parameters:
///   - data: Times with their causes.
///   - groups: One number in 0..<`groupCount` per subject.
///   - groupCount: Number of groups, at least 1.
///   - cause: The kind of event compared, 1 … `causeCount`.
///   - strata: A label per subject; only subjects with the same label are compared. Nil for a single stratum.
///   - rho: 0 for equal weights, above 0 to stress early differences.
/// - Returns: Scores, variance, and a test with as many degrees of freedom as groups can be compared, less one.
/// - SeeAlso: Gray (1988), Ann Statist 16:1141–1154. Equals `cuminc` of R cmprsk.
public func grayTest(
  _ data: CompetingTimes,
  groups: [Int],
  groupCount: Int,
  cause: Int,
  strata: [Int]? = nil,
  rho: Double = 0
) -> GrayResult {
  precondition(groupCount >= 1, "Gray's test needs a group")
  precondition(groups.count == data.count, "\(groups.count) group numbers for \(data.count) subjects")
  precondition(groups.allSatisfy { (0..<groupCount).contains($0) }, "groups must be in 0..<\(groupCount)")
  precondition((1...data.causeCount).contains(cause), "cause \(cause) is not in 1...\(data.causeCount)")
  let order =
    StratumOrder(data.order, strata: strata)
  var score = [Double](repeating: 0, count: groupCount)
  var variance = [Double](repeating: 0, count: groupCount * groupCount)
  for range in order.ranges {
    let sums = GraySums(data, Array(order.order[range]), groups, groupCount, cause, rho)
    let total = sums.addScores(to: &score)
    sums.addVariances(to: &variance, total: total)
  }
  let rows = (0..<groupCount).map { j in
    (0..<groupCount).map { variance[max(j, $0) * groupCount + min(j, $0)] }
  }
  // The scores add up to 0: the first group that can be compared is dropped.
  let kept = Array((0..<groupCount).filter { rows[$0][$0] > 0 }.dropFirst())
  let factor = Cholesky(kept.map { j in kept.map { rows[j][$0] } }, tolerance: 1e-12)
  let test =
    factor.rank > 0
    ? chiSquareTest(factor.quadraticForm(kept.map { score[$0] }), factor.rank)
    : TestResult(statistic: nil, degreesOfFreedom: 0, p: .nan)
  return GrayResult(score: score, variance: rows, test: test)
}

/// One stratum of Gray's test, walked once for the scores and once for their variance.
private struct GraySums {
  let data: CompetingTimes
  let rows: [Int32]
  let groups: [Int]
  let groupCount: Int
  let cause: Int
  let rho: Double

  init(
    _ data: CompetingTimes,
    _ rows: [Int32],
    _ groups: [Int],
    _ groupCount: Int,
    _ cause: Int,
    _ rho: Double
  ) {
    self.data = data
    self.rows = rows
    self.groups = groups
    self.groupCount = groupCount
    self.cause = cause
    self.rho = rho
  }

  /// What holds just before, at and after one event time.
  struct Time {
    /// Per group: at risk, events of the kind and of other kinds.
    var atRisk: [Double]
    var own: [Double]
    var other: [Double]
    /// Per group: S and F, before and after.
    var survival: [Double]
    var survivalAfter: [Double]
    var incidence: [Double]
    /// F₀, before and after.
    var common = 0.0
    var commonAfter = 0.0
    /// h per group and in all.
    var effective: [Double]
    var effectiveTotal = 0.0
    var ownTotal = 0.0
    /// (1 − F₀−)^ρ.
    var weight = 1.0
    /// c up to and including this time, groups × groups.
    var drift: [Double]

    init(_ groupCount: Int) {
      atRisk = [Double](repeating: 0, count: groupCount)
      own = atRisk
      other = atRisk
      survival = [Double](repeating: 1, count: groupCount)
      survivalAfter = survival
      incidence = atRisk
      effective = atRisk
      drift = [Double](repeating: 0, count: groupCount * groupCount)
    }

    /// aⱼᵣ = w hⱼ (δⱼᵣ − hᵣ/Σh).
    func direct(_ j: Int, _ r: Int) -> Double {
      weight * effective[j] * ((j == r ? 1 : 0) - effective[r] / effectiveTotal)
    }
  }

  /// Hands over each event time, ascending.
  private func walk(_ body: (borrowing Time) -> Void) {
    var now = Time(groupCount)
    for row in rows { now.atRisk[groups[Int(row)]] += 1 }
    var left = [Double](repeating: 0, count: groupCount)
    var place = 0
    while place < rows.count {
      let time = data.times[Int(rows[place])]
      for j in 0..<groupCount {
        (now.own[j], now.other[j], left[j]) = (0, 0, 0)
      }
      now.ownTotal = 0
      var otherTotal = 0.0
      while place < rows.count, data.times[Int(rows[place])] == time {
        let row = Int(rows[place])
        let group = groups[row]
        left[group] += 1
        if data.causes[row] == cause {
          now.own[group] += 1
          now.ownTotal += 1
        } else if data.causes[row] != 0 {
          now.other[group] += 1
          otherTotal += 1
        }
        place += 1
      }
      if now.ownTotal + otherTotal > 0 {
        advance(&now, body)
      }
      for j in 0..<groupCount { now.atRisk[j] -= left[j] }
    }
  }

  /// Lets one event time happen.
  private func advance(_ now: inout Time, _ body: (borrowing Time) -> Void) {
    now.effectiveTotal = 0
    for j in 0..<groupCount {
      // Where S is 0 nobody is at risk.
      now.effective[j] = now.atRisk[j] > 0 ? now.atRisk[j] / now.survival[j] : 0
      now.effectiveTotal += now.effective[j]
      let died = now.own[j] + now.other[j]
      now.survivalAfter[j] = now.survival[j] * (died > 0 ? (now.atRisk[j] - died) / now.atRisk[j] : 1)
    }
    now.weight = rho == 0 ? 1 : Double.pow(1 - now.common, rho)
    now.commonAfter = now.common + now.ownTotal / now.effectiveTotal
    if now.ownTotal > 0 {
      let hazard = now.ownTotal / (now.effectiveTotal * (1 - now.common))
      for j in 0..<groupCount {
        for r in 0..<groupCount { now.drift[j * groupCount + r] += now.direct(j, r) * hazard }
      }
    }
    body(now)
    for j in 0..<groupCount {
      if now.own[j] > 0 { now.incidence[j] += now.survival[j] * now.own[j] / now.atRisk[j] }
      now.survival[j] = now.survivalAfter[j]
    }
    now.common = now.commonAfter
  }

  /// Adds Uⱼ and returns c at the end.
  func addScores(to score: inout [Double]) -> [Double] {
    var drift = [Double](repeating: 0, count: groupCount * groupCount)
    var sums = score
    walk { now in
      drift = now.drift
      guard now.ownTotal > 0 else { return }
      var total = 0.0
      for j in 0..<groupCount { total += now.effective[j] * (1 - now.incidence[j]) }
      for j in 0..<groupCount {
        let share = now.effective[j] * (1 - now.incidence[j]) / total
        sums[j] += now.weight * (now.own[j] - now.ownTotal * share)
      }
    }
    score = sums
    return drift
  }

  /// Adds the lower triangle of V in a full square, given c at the end.
  func addVariances(to variance: inout [Double], total: [Double]) {
    var sums = variance
    var influence = [Double](repeating: 0, count: groupCount)
    walk { now in
      for r in 0..<groupCount where now.atRisk[r] > 0 {
        let ratio = now.survivalAfter[r] > 0 ? (1 - now.commonAfter) / now.survivalAfter[r] : 0
        if now.ownTotal > 0 {
          // As many at risk as a population with the hazards of this group would have.
          let n = now.effectiveTotal * now.survival[r]
          let ties = now.ownTotal > 1 ? 1 - (now.ownTotal - 1) / (n - 1) : 1
          let weight = ties * now.survival[r] * now.ownTotal / (now.effectiveTotal * now.atRisk[r])
          for j in 0..<groupCount {
            let rest = total[j * groupCount + r] - now.drift[j * groupCount + r]
            influence[j] = now.direct(j, r) + (1 - ratio) * rest
          }
          Self.add(influence, weight, to: &sums)
        }
        if now.other[r] > 0 {
          let ties = now.other[r] > 1 ? 1 - (now.other[r] - 1) / (now.atRisk[r] - 1) : 1
          let share = now.survival[r] / now.atRisk[r]
          for j in 0..<groupCount {
            influence[j] = -ratio * (total[j * groupCount + r] - now.drift[j * groupCount + r])
          }
          Self.add(influence, ties * share * share * now.other[r], to: &sums)
        }
      }
    }
    variance = sums
  }

  private static func add(_ x: [Double], _ weight: Double, to sums: inout [Double]) {
    for j in x.indices {
      for k in 0...j { sums[j * x.count + k] += weight * x[j] * x[k] }
    }
  }
}
