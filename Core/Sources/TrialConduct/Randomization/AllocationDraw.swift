// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialDesign

/// What one draw decided.
struct AllocationDraw {
  let candidate: Int
  /// The integer drawn, and the number below which it was drawn.
  let number: Int
  let below: Int
  let opensBlock: Int?
}

extension Allocator.Version {
  /// Draws the next candidate.
  ///
  /// `weights` is left with each candidate's weight; its memory is used again, so that a loop allocates none.
  func draw(
    for levels: [Int],
    in counts: AllocationCounts,
    weights: inout [Int],
    from source: inout some RandomSource
  ) -> AllocationDraw {
    let slot = counts.place(of: layout.key(of: levels))
    var opened: Int?
    if case .permutedBlocks(let sizes) = scheme.procedure, !hasOpenBlock(slot, counts) {
      opened = sizes.count > 1 ? sizes[source.integer(below: sizes.count)] : sizes[0]
    }
    let total = weigh(levels, slot, counts, block: opened, into: &weights)
    let number = source.integer(below: total)
    var (candidate, before) = (0, weights[0])
    while number >= before {
      candidate += 1
      before += weights[candidate]
    }
    return AllocationDraw(candidate: candidate, number: number, below: total, opensBlock: opened)
  }

  func hasOpenBlock(_ slot: Int?, _ counts: AllocationCounts) -> Bool {
    guard let slot else { return false }
    let width = layout.width
    return counts.places[slot * width..<(slot + 1) * width].contains { $0 > 0 }
  }

  /// The weight of each candidate: its probability is its weight over their sum, exactly, which is returned.
  ///
  /// `block` is the size of a block that begins now.
  func weigh(
    _ levels: [Int],
    _ slot: Int?,
    _ counts: AllocationCounts,
    block: Int?,
    into weights: inout [Int]
  ) -> Int {
    let width = layout.width
    if weights.count != width { weights = [Int](repeating: 0, count: width) }
    switch scheme.procedure {
    case .simple:
      for candidate in 0..<width { weights[candidate] = layout.candidateShares[candidate] }
    case .permutedBlocks:
      if let block {
        let sets = block / layout.shareCount
        for candidate in 0..<width { weights[candidate] = sets * layout.candidateShares[candidate] }
      } else if let slot {
        for candidate in 0..<width { weights[candidate] = counts.places[slot * width + candidate] }
      }
    case .bigStick(let limit):
      let lead = lead(slot, counts)
      weights[0] = lead >= limit ? 0 : 1
      weights[1] = lead <= -limit ? 0 : 1
    case .biasedCoin(let probability, let ties, let limit):
      for candidate in 0..<width { weights[candidate] = total(candidate, slot, counts) }
      let lead = limit == nil ? 0 : lead(slot, counts)
      prefer(smallestOf: &weights, probability, ties)
      if let limit, abs(lead) >= limit {
        weights[lead > 0 ? 0 : 1] = 0
        weights[lead > 0 ? 1 : 0] = 1
      }
    case .urn(let alpha, let beta):
      var before = 0
      for candidate in 0..<width { before += total(candidate, slot, counts) }
      var sum = 0
      for candidate in 0..<width {
        let share = layout.candidateShares[candidate]
        weights[candidate] = share * alpha + beta * (share * before - total(candidate, slot, counts))
        sum += weights[candidate]
      }
      // Without a ball at the start every kind is as likely.
      if sum == 0 {
        for candidate in 0..<width { weights[candidate] = layout.candidateShares[candidate] }
      }
    case .minimization(let minimization):
      minimize(minimization, levels, slot, counts, into: &weights)
    }
    var sum = 0
    for weight in weights { sum += weight }
    return sum
  }

  /// How many allocations a candidate has in a stratum.
  func total(_ candidate: Int, _ slot: Int?, _ counts: AllocationCounts) -> Int {
    slot.map { counts.totals[$0 * layout.width + candidate] } ?? 0
  }

  /// By how many the first of two candidates leads.
  private func lead(_ slot: Int?, _ counts: AllocationCounts) -> Int {
    total(0, slot, counts) - total(1, slot, counts)
  }

  /// Turns counts into weights: those with the fewest are preferred.
  private func prefer(
    smallestOf weights: inout [Int],
    _ probability: Fraction,
    _ ties: AllocationRules.Ties
  ) {
    var (least, tied) = (Int.max, 0)
    for count in weights {
      if count < least { (least, tied) = (count, 0) }
      if count == least { tied += 1 }
    }
    let preference = Preference(probability, ties, candidates: weights.count, tied: tied)
    for candidate in weights.indices {
      weights[candidate] = weights[candidate] == least ? preference.preferred : preference.other
    }
  }
}

/// The whole-number weights of preferred and other candidates.
///
/// With p = a/b, S candidates and t of them tied at the best:
///
///     shared              tied p/t                        others (1 − p)/(S − t)
///     ordered at random   tied (p + (t − 1) q)/t          others q = (1 − p)/(S − 1)
///
/// multiplied by b·t·(S − t) and by b·t·(S − 1). Where all are tied, all are alike.
struct Preference {
  let preferred: Int
  let other: Int

  init(_ probability: Fraction, _ ties: AllocationRules.Ties, candidates: Int, tied: Int) {
    let (a, b) = (probability.numerator, probability.denominator)
    guard tied < candidates else {
      (preferred, other) = (1, 0)
      return
    }
    switch ties {
    case .shared: (preferred, other) = (a * (candidates - tied), (b - a) * tied)
    case .orderedAtRandom:
      (preferred, other) = (a * (candidates - 1) + (tied - 1) * (b - a), (b - a) * tied)
    }
  }
}
