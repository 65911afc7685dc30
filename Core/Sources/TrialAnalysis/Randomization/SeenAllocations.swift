// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What a guesser compares: counts in the subject's stratum, for minimization the sum over the subject's levels.
struct SeenAllocations {
  private struct Key: Hashable {
    let site: Int
    let stratum: [Int]
    /// The balanced factor and its level; −1 where there is none.
    let factor: Int
    let level: Int
  }

  private var arms: [Key: [Double]] = [:]

  private func keys(_ levels: [Int], _ site: Int, _ scheme: AllocationScheme) -> [Key] {
    let factors = scheme.factors
    let stratum = factors.indices.filter { factors[$0].isSeparate }.map { levels[$0] }
    let balanced = factors.indices.filter { !factors[$0].isSeparate }
    guard !balanced.isEmpty else { return [Key(site: site, stratum: stratum, factor: -1, level: -1)] }
    return balanced.map { Key(site: site, stratum: stratum, factor: $0, level: levels[$0]) }
  }

  func counts(for levels: [Int], at site: Int, _ scheme: AllocationScheme) -> [Double] {
    var sums = [Double](repeating: 0, count: scheme.arms.count)
    for key in keys(levels, site, scheme) {
      for (arm, count) in (arms[key] ?? []).enumerated() { sums[arm] += count }
    }
    return sums
  }

  mutating func add(_ arm: Int, _ levels: [Int], at site: Int, _ scheme: AllocationScheme) {
    for key in keys(levels, site, scheme) {
      arms[key, default: [Double](repeating: 0, count: scheme.arms.count)][arm] += 1
    }
  }
}
