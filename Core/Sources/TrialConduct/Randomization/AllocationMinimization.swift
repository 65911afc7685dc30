// SPDX-License-Identifier: Apache-2.0

import TrialDesign

extension Allocator.Version {
  /// Standard deviations that lie above the best score by at most this part of it are tied with it.
  ///
  /// Sums of square roots may differ in their last bits though they are equal, and must tie in every implementation. Range
  /// and variance are sums of whole numbers and are compared as they are.
  static let tieTolerance = 1e-9

  /// Weights of minimization.
  ///
  ///     score(k) = Σ w(f) · d(n(f,1), …, n(f,k) + 1, …, n(f,K))
  ///
  /// where n(f,·) counts the subjects at the new subject's level of factor f, divided by the ratio unless shares are chosen,
  /// and d is range, sample variance or its root. The smallest score is preferred.
  ///
  /// - SeeAlso: Pocock & Simon (1975), Biometrics 31:103–115; for unequal ratios Han, Enas & McEntegart (2009), Statistics
  ///   in Medicine 28:3329–3346, and Kuznetsova & Tymofyeyev (2012), Statistics in Medicine 31:701–723.
  func minimize(
    _ rules: AllocationScheme.Minimization,
    _ levels: [Int],
    _ slot: Int?,
    _ counts: AllocationCounts,
    into weights: inout [Int]
  ) {
    let width = layout.width
    var (least, tied) = (Double.infinity, 0)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: width) { scores in
      for candidate in 0..<width {
        let score = score(of: candidate, rules, levels, slot, counts)
        scores.initializeElement(at: candidate, to: score)
        least = min(least, score)
      }
      let bound = rules.measure == .standardDeviation ? least + Self.tieTolerance * least : least
      for candidate in 0..<width {
        weights[candidate] = scores[candidate] <= bound ? 1 : 0
        tied += weights[candidate]
      }
      scores.deinitialize()
    }
    let isEverybody = tied == width
    if rules.unequal == .probabilities {
      byRatio(rules.probability, preferred: &weights)
    } else if isEverybody {
      for candidate in 0..<width { weights[candidate] = layout.candidateShares[candidate] }
    } else {
      let preference = Preference(rules.probability, rules.ties, candidates: width, tied: tied)
      for candidate in 0..<width {
        weights[candidate] = weights[candidate] == 1 ? preference.preferred : preference.other
      }
    }
  }

  /// Probabilities that depend on the ratio.
  ///
  /// With ratio r, sum R, smallest part m, p = a/b for the arm with the smallest part, and c = (1 − p)/(R − m): an arm that is
  /// not preferred has c·r(k); the preferred one has 1 − c·(R − r(k)). Tied arms are preferred in proportion to the ratio:
  /// c·r(k) + (1 − c·R)·r(k)/r(T). All is multiplied by b·(R − m)·r(T).
  private func byRatio(_ probability: Fraction, preferred weights: inout [Int]) {
    let (a, b) = (probability.numerator, probability.denominator)
    let shares = layout.candidateShares
    let sum = layout.shareCount
    let smallest = shares.min() ?? 1
    var tied = 0
    for (candidate, isPreferred) in weights.enumerated() where isPreferred == 1 { tied += shares[candidate] }
    for candidate in weights.indices {
      let advantage = weights[candidate] == 1 ? b * (sum - smallest) - (b - a) * sum : 0
      weights[candidate] = shares[candidate] * ((b - a) * tied + advantage)
    }
  }

  /// The imbalance that would follow if the candidate were allocated.
  func score(
    of candidate: Int,
    _ rules: AllocationScheme.Minimization,
    _ levels: [Int],
    _ slot: Int?,
    _ counts: AllocationCounts
  ) -> Double {
    let width = layout.width
    var score = 0.0
    for (factor, offset) in layout.marginOffsets {
      let start = (slot ?? 0) * layout.marginCount * width + (offset + levels[factor]) * width
      var (sum, squares) = (0, 0)
      var (lowest, highest) = (Int.max, Int.min)
      for other in 0..<width {
        let count = (slot == nil ? 0 : counts.margins[start + other]) + (other == candidate ? 1 : 0)
        // Counts over shares, multiplied by the shares' common multiple, stay whole.
        let scaled = count * layout.scales[other]
        sum += scaled
        squares += scaled * scaled
        lowest = min(lowest, scaled)
        highest = max(highest, scaled)
      }
      // A variance times K (K − 1), the same factor for all candidates.
      let spread = width * squares - sum * sum
      switch rules.measure {
      case .range: score += Double(rules.weights[factor]) * Double(highest - lowest)
      case .variance: score += Double(rules.weights[factor]) * Double(spread)
      case .standardDeviation: score += Double(rules.weights[factor]) * Double(spread).squareRoot()
      }
    }
    return score
  }
}
