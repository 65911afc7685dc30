// SPDX-License-Identifier: Apache-2.0
import RealModule

/// How well the predictors of a Cox fit order the subjects.
///
/// A pair of a stratum counts if one has the event while the other is at risk and stays without it longer: it is
/// concordant if the one with the event has the higher predictor.
///
/// - SeeAlso: Harrell, Lee & Mark (1996), Stat Med 15:361–387. Equals `concordance` in `summary(coxph)` of R survival.
public struct Concordance: Hashable, Sendable {
  public let concordant: Double
  public let discordant: Double
  /// Pairs whose predictors are the same.
  public let tied: Double
  /// (concordant + tied/2) / pairs, 0.5 by chance; NaN without a pair.
  public let value: Double
  /// Standard error by the infinitesimal jackknife over rows; NaN without a pair.
  public let standardError: Double
}

extension CoxFit {
  /// Harrell's concordance of the linear predictors.
  ///
  /// The cost is n log n, with a tree of counts over the ranks of the predictors.
  ///
  /// - Throws: `CoxError.monotone` if a coefficient is infinite.
  public func concordance() throws(CoxError) -> Concordance {
    if let term = monotoneTerms.first {
      throw .monotone(covariate: names[term])
    }
    let data = model.data
    let predictors = (0..<data.count).map { row in
      coefficients.indices.reduce(0) { $0 + coefficients[$1] * model.covariates[$1][row] }
    }
    var counts = PairCounts(rows: data.count)
    let order = model.stratumOrder
    for range in order.ranges {
      counts.add(data, order.order[range].map(Int.init), predictors)
    }
    return counts.result
  }
}

/// Pairs that each row is part of.
private struct PairCounts {
  private var concordant: [Double]
  private var discordant: [Double]
  private var tied: [Double]

  init(rows: Int) {
    concordant = [Double](repeating: 0, count: rows)
    discordant = concordant
    tied = concordant
  }

  /// Adds the pairs of one stratum, whose `rows` ascend in time, events first.
  mutating func add(_ data: SurvivalTimes, _ rows: [Int], _ predictors: [Double]) {
    let levels = Set(rows.map { predictors[$0] }).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($0.element, $0.offset) })
    let rank = rows.map { numbers[predictors[$0]] ?? 0 }
    addAsEvent(data, rows, rank, levels.count)
    addAsSurvivor(data, rows, rank, levels.count)
  }

  /// Goes back in time: for each event, those at risk who outlast it.
  private mutating func addAsEvent(_ data: SurvivalTimes, _ rows: [Int], _ rank: [Int], _ levels: Int) {
    let entries = data.entries ?? []
    let leaving =
      entries.isEmpty ? [] : rows.indices.sorted { entries[rows[$0]] > entries[rows[$1]] }
    var tree = CountTree(levels)
    var left = 0
    var place = rows.count
    while place > 0 {
      let time = data.times[rows[place - 1]]
      while left < leaving.count, entries[rows[leaving[left]]] >= time {
        tree.add(-1, at: rank[leaving[left]])
        left += 1
      }
      let end = place
      while place > 0, data.times[rows[place - 1]] == time { place -= 1 }
      // Who is censored at this time outlasts the events of it.
      for member in place..<end where !data.events[rows[member]] { tree.add(1, at: rank[member]) }
      for member in place..<end where data.events[rows[member]] {
        let lower = tree.count(below: rank[member])
        let same = tree.count(below: rank[member] + 1) - lower
        concordant[rows[member]] += Double(lower)
        tied[rows[member]] += Double(same)
        discordant[rows[member]] += Double(tree.total - lower - same)
      }
      for member in place..<end where data.events[rows[member]] { tree.add(1, at: rank[member]) }
    }
  }

  /// Goes forward in time: for each row, the events during its time at risk that it outlasts.
  private mutating func addAsSurvivor(_ data: SurvivalTimes, _ rows: [Int], _ rank: [Int], _ levels: Int) {
    let entries = data.entries ?? []
    let entering = entries.isEmpty ? [] : rows.indices.sorted { entries[rows[$0]] < entries[rows[$1]] }
    var tree = CountTree(levels)
    func add(_ member: Int, _ sign: Double) {
      let lower = tree.count(below: rank[member])
      let same = tree.count(below: rank[member] + 1) - lower
      discordant[rows[member]] += sign * Double(lower)
      tied[rows[member]] += sign * Double(same)
      concordant[rows[member]] += sign * Double(tree.total - lower - same)
    }
    var entered = 0
    var place = 0
    while place < rows.count {
      let time = data.times[rows[place]]
      // Events up to and including an entry are taken back.
      while entered < entering.count, entries[rows[entering[entered]]] < time {
        add(entering[entered], -1)
        entered += 1
      }
      let start = place
      while place < rows.count, data.times[rows[place]] == time { place += 1 }
      for member in start..<place where data.events[rows[member]] { add(member, 1) }
      for member in start..<place where data.events[rows[member]] { tree.add(1, at: rank[member]) }
      for member in start..<place where !data.events[rows[member]] { add(member, 1) }
    }
  }

  var result: Concordance {
    // Every pair was counted for both its members.
    let (c, d, t) = (concordant.reduce(0, +) / 2, discordant.reduce(0, +) / 2, tied.reduce(0, +) / 2)
    let pairs = c + d + t
    let difference = (c - d) / pairs
    let variance = concordant.indices.reduce(0.0) { sum, row in
      let all = concordant[row] + discordant[row] + tied[row]
      let influence = (concordant[row] - discordant[row] - difference * all) / pairs
      return sum + influence * influence
    }
    return Concordance(
      concordant: c,
      discordant: d,
      tied: t,
      value: pairs > 0 ? (difference + 1) / 2 : .nan,
      standardError: pairs > 0 ? variance.squareRoot() / 2 : .nan
    )
  }
}

/// Counts by rank, with sums over all smaller ranks in logarithmic time (Fenwick, 1994, Softw Pract Exp 24:327–336).
private struct CountTree {
  private var sums: [Int]
  private(set) var total = 0

  init(_ ranks: Int) {
    sums = [Int](repeating: 0, count: ranks + 1)
  }

  mutating func add(_ change: Int, at rank: Int) {
    total += change
    var place = rank + 1
    while place < sums.count {
      sums[place] += change
      place += place & -place
    }
  }

  func count(below rank: Int) -> Int {
    var sum = 0
    var place = rank
    while place > 0 {
      sum += sums[place]
      place -= place & -place
    }
    return sum
  }
}
