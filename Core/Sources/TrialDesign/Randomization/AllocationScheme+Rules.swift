// SPDX-License-Identifier: Apache-2.0

extension AllocationScheme {
  /// The largest sum of a ratio in lowest terms, so that weights stay exact.
  public static let largestShareCount = 1000

  /// Makes rules ready to draw from.
  ///
  /// - Parameters:
  ///   - rules: The rules as written.
  ///   - arms: The ids of all arms of the trial.
  ///   - levels: The codes of each factor's levels, in the order of the rules' factors.
  /// - Throws: Everything that is missing or unsound, at once.
  public init(_ rules: AllocationRules, arms: [String], levels: [[String]]) throws(AllocationFaults) {
    precondition(levels.count == rules.factors.count, "each factor needs its levels")
    var review = AllocationReview(rules, arms: arms)
    let procedure = review.procedure()
    guard review.faults.isEmpty, let procedure else { throw AllocationFaults(faults: review.faults) }
    self.init(
      arms: review.arms,
      shares: review.shares,
      factors: zip(rules.factors, levels).map { factor, codes in
        Factor(
          id: factor.id,
          codes: codes,
          isSeparate: rules.method == .minimization ? factor.isSeparate : true
        )
      },
      procedure: procedure
    )
  }
}

/// Looks for what is missing or unsound in rules of allocation.
private struct AllocationReview {
  let rules: AllocationRules
  let arms: [String]
  /// In lowest terms, by arm.
  let shares: [Int]
  private(set) var faults: [AllocationFault] = []

  private var open: [Int] { shares.filter { $0 > 0 } }
  private var isEqual: Bool { open.allSatisfy { $0 == open[0] } }
  private var total: Int { shares.reduce(0, +) }

  init(_ rules: AllocationRules, arms: [String]) {
    self.rules = rules
    let arms = arms.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    self.arms = arms
    let written = arms.map { rules.ratio.isEmpty ? 1 : rules.ratio[$0] ?? 0 }
    let divisor = written.reduce(0) { greatestCommonDivisor($0, max(0, $1)) }
    shares = written.map { max(0, $0) / max(1, divisor) }
    guard rules.method != .notPublished else { return }
    let unsaid = rules.ratio.isEmpty ? [] : arms.filter { rules.ratio[$0] == nil }
    if !unsaid.isEmpty {
      fault(
        "ratio",
        "the ratio leaves out \(unsaid.joined(separator: ", "))",
        remedy: "Write a share for every arm; 0 closes an arm."
      )
    }
    if written.contains(where: { $0 < 0 }) || total == 0 {
      fault("ratio", "a ratio of shares below 0, or of 0 alone", remedy: "Write shares such as {A: 2, B: 1}.")
    }
    if total > AllocationScheme.largestShareCount {
      fault(
        "ratio",
        "a ratio with more than \(AllocationScheme.largestShareCount) parts",
        remedy: "Write it in smaller numbers."
      )
    }
    unusedKeys()
  }

  private mutating func fault(_ key: String, _ problem: String, remedy: String) {
    faults.append(AllocationFault(key, problem, remedy: remedy))
  }

  private mutating func omission(_ key: String, _ problem: String, remedy: String) {
    faults.append(AllocationFault(key, problem, remedy: remedy, isOmission: true))
  }

  /// A parameter of another method is a slip: whoever wrote it believed that it does something.
  private mutating func unusedKeys() {
    let method = rules.method
    let written: [(key: String, isWritten: Bool, of: [AllocationPlan.Method])] = [
      ("block-sizes", !rules.blockSizes.isEmpty, [.permutedBlocks]),
      ("imbalance-limit", rules.imbalanceLimit != nil, [.bigStick, .biasedCoin]),
      ("probability", rules.probability != nil, [.biasedCoin, .minimization]),
      ("urn", rules.urn != nil, [.urn]),
      ("imbalance", rules.measure != nil, [.minimization]),
      ("unequal", rules.unequal != nil, [.biasedCoin, .urn, .minimization]),
      ("ties", rules.ties != nil, [.biasedCoin, .minimization]),
    ]
    for (key, isWritten, methods) in written where isWritten && !methods.contains(method) {
      fault(
        key,
        "\"\(key)\" means nothing to the method \(method.rawValue)",
        remedy: "Leave it out, or write method: \(methods.map(\.rawValue).joined(separator: " or "))."
      )
    }
    for (index, factor) in rules.factors.enumerated() where method != .minimization {
      if factor.weight != nil || factor.isSeparate {
        fault(
          "strata[\(index)]",
          "weight and separate mean nothing to the method \(method.rawValue)",
          remedy: "Leave them out: every combination of levels has a list of its own."
        )
      }
    }
  }

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

  private mutating func twoEqualArms(for name: String) {
    guard open.count != 2 || !isEqual else { return }
    fault(
      "method",
      "\(name) is defined for two arms of equal size",
      remedy: "Write method: permuted-blocks, urn, or biased-coin or minimization with unequal: shares."
    )
  }

  private mutating func limit(isNeeded: Bool) -> Int? {
    guard let limit = rules.imbalanceLimit else {
      if isNeeded {
        omission("imbalance-limit", "the big stick without its limit", remedy: "Add imbalance-limit: 3.")
      }
      return nil
    }
    guard limit >= 1 else {
      fault("imbalance-limit", "a limit below 1", remedy: "Write the largest difference, such as 3.")
      return nil
    }
    return limit
  }

  private mutating func keepsRatio(by ways: [AllocationRules.UnequalRatio], _ name: String) {
    guard !isEqual else { return }
    guard let unequal = rules.unequal else {
      omission(
        "unequal",
        "\(name) is made for arms of equal size, and programs differ in how they keep another ratio",
        remedy: "Add unequal: \(ways.map(\.rawValue).joined(separator: ", or unequal: "))."
      )
      return
    }
    if !ways.contains(unequal) {
      fault(
        "unequal",
        "\(name) does not keep a ratio by \(unequal.rawValue)",
        remedy: "Write unequal: \(ways.map(\.rawValue).joined(separator: ", or unequal: "))."
      )
    }
  }

  private mutating func tiesRule(among size: Int) -> AllocationRules.Ties {
    if size > 2, rules.ties == nil {
      omission(
        "ties",
        "among \(size) arms or shares several can tie, and programs differ in what they then get",
        remedy: "Add ties: ordered-at-random, or ties: shared."
      )
    }
    return rules.ties ?? .shared
  }

  private mutating func probability(among size: Int, ties: AllocationRules.Ties) -> Fraction? {
    // With a shared probability the last arm but one must still be more likely than the one in front.
    let least = ties == .shared ? Fraction(max(1, size - 1), max(2, size)) : Fraction(1, max(2, size))
    let why =
      ties == .shared && size > 2 ? "what \(size - 1) tied arms would have without any preference" : "chance"
    let remedy =
      ties == .shared && size > 2
      ? "Write a larger one, or ties: ordered-at-random." : "Write, for example, 0.8."
    return probability(above: least, why: why, remedy: remedy)
  }

  private mutating func probability(above least: Fraction, why: String, remedy: String) -> Fraction? {
    guard let chance = rules.probability else {
      omission(
        "probability",
        "the probability of the preferred arm is missing",
        remedy: "Add probability: 2/3 (or 0.8, …)."
      )
      return nil
    }
    guard chance > least, chance <= Fraction(1, 1) else {
      fault(
        "probability",
        "\(chance) is not above \(least), \(why), and at most 1",
        remedy: remedy
      )
      return nil
    }
    return chance
  }
}
