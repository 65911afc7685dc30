// SPDX-License-Identifier: Apache-2.0

/// What each method needs.
extension AllocationReview {
  mutating func procedure() -> AllocationScheme.Procedure? {
    switch rules.method {
    case .notPublished:
      omission(
        "method",
        "the method is not published, so that nothing can be drawn",
        remedy: "Name a method, such as permuted-blocks."
      )
      return nil
    case .simple: return .simple
    case .permutedBlocks: return permutedBlocks()
    case .bigStick:
      twoEqualArms(for: "the big stick")
      return limit(isNeeded: true).map { .bigStick(limit: $0) }
    case .biasedCoin: return biasedCoin()
    case .urn: return urn()
    case .minimization: return minimization()
    }
  }

  private mutating func permutedBlocks() -> AllocationScheme.Procedure? {
    guard !rules.blockSizes.isEmpty else {
      omission("block-sizes", "permuted blocks without a size", remedy: "Add block-sizes: [4, 6].")
      return nil
    }
    for (index, size) in rules.blockSizes.enumerated() {
      if size < 1 || size % max(1, total) != 0 {
        fault(
          "block-sizes[\(index)]",
          "a block of \(size) does not hold the ratio \(open.map(String.init).joined(separator: ":"))",
          remedy: "Write multiples of \(total), such as \(2 * total)."
        )
      }
      if rules.blockSizes[..<index].contains(size) {
        fault(
          "block-sizes[\(index)]",
          "the size \(size) stands twice",
          remedy: "Name each size once; all are equally likely."
        )
      }
    }
    return .permutedBlocks(sizes: rules.blockSizes)
  }

  private mutating func biasedCoin() -> AllocationScheme.Procedure? {
    let limit = limit(isNeeded: false)
    if rules.imbalanceLimit != nil { twoEqualArms(for: "a biased coin with imbalance-limit") }
    keepsRatio(by: [.shares], "a biased coin")
    let ties = tiesRule(among: total)
    return probability(among: total, ties: ties).map {
      .biasedCoin(probability: $0, ties: ties, limit: limit)
    }
  }

  private mutating func urn() -> AllocationScheme.Procedure? {
    keepsRatio(by: [.shares], "an urn")
    guard let urn = rules.urn else {
      omission("urn", "an urn without its balls", remedy: "Add urn: {alpha: 1, beta: 1}.")
      return nil
    }
    guard urn.alpha >= 0, urn.beta >= 0, urn.alpha + urn.beta > 0, max(urn.alpha, urn.beta) <= 1000 else {
      fault(
        "urn",
        "alpha and beta are 0 to 1000, and not both 0",
        remedy: "Write, for example, {alpha: 1, beta: 1}."
      )
      return nil
    }
    return .urn(alpha: urn.alpha, beta: urn.beta)
  }

  private mutating func minimization() -> AllocationScheme.Procedure? {
    let balanced = rules.factors.filter { !$0.isSeparate }
    if balanced.isEmpty {
      fault(
        "strata",
        "minimization without a factor to balance",
        remedy: "Add strata: with at least one factor that is not separate, or write method: biased-coin."
      )
    }
    if rules.measure == nil {
      omission("imbalance", "minimization without a measure of imbalance", remedy: "Add imbalance: range.")
    }
    for (index, factor) in rules.factors.enumerated() where factor.weight?.numerator == 0 {
      fault(
        "strata[\(index)].weight",
        "a weight of 0",
        remedy: "Leave the factor out, or write a weight above 0."
      )
    }
    keepsRatio(by: AllocationRules.UnequalRatio.allCases, "minimization")
    let unequal = isEqual ? .shares : rules.unequal ?? .shares
    if unequal != .shares, AllocationScheme.commonMultiple(of: open) == 0 {
      fault(
        "ratio",
        "a ratio too intricate to divide counts by",
        remedy: "Write unequal: shares, or a simpler ratio."
      )
    }
    let size = unequal == .shares ? total : open.count
    let ties = unequal == .probabilities ? AllocationRules.Ties.shared : tiesRule(among: size)
    let chance: Fraction?
    if unequal == .probabilities {
      chance = probability(
        above: Fraction(open.min() ?? 1, max(1, total)),
        why: "the smallest arm's share",
        remedy: "Write a larger one, such as 0.8."
      )
    } else {
      chance = probability(among: size, ties: ties)
    }
    guard let measure = rules.measure, let chance, let weights = wholeWeights() else { return nil }
    return .minimization(
      AllocationScheme.Minimization(
        measure: measure,
        weights: weights,
        probability: chance,
        ties: ties,
        unequal: unequal
      )
    )
  }

  /// The weights multiplied by their common denominator; nil where that is too large.
  private mutating func wholeWeights() -> [Int]? {
    let written = rules.factors.map { $0.isSeparate ? Fraction(0, 1) : $0.weight ?? Fraction(1, 1) }
    var scale = 1
    for weight in written {
      scale = scale / greatestCommonDivisor(scale, weight.denominator) * weight.denominator
      guard scale <= Fraction.limit else {
        fault(
          "strata",
          "weights without a common denominator up to a million",
          remedy: "Write simpler weights."
        )
        return nil
      }
    }
    return written.map { $0.numerator * (scale / $0.denominator) }
  }
}
