// SPDX-License-Identifier: Apache-2.0

/// Parameters that several methods share.
extension AllocationReview {
  mutating func twoEqualArms(for name: String) {
    guard open.count != 2 || !isEqual else { return }
    fault(
      "method",
      "\(name) is defined for two arms of equal size",
      remedy: "Write method: permuted-blocks, urn, or biased-coin or minimization with unequal: shares."
    )
  }

  mutating func limit(isNeeded: Bool) -> Int? {
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

  mutating func keepsRatio(by ways: [AllocationRules.UnequalRatio], _ name: String) {
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

  mutating func tiesRule(among size: Int) -> AllocationRules.Ties {
    if size > 2, rules.ties == nil {
      omission(
        "ties",
        "among \(size) arms or shares several can tie, and programs differ in what they then get",
        remedy: "Add ties: ordered-at-random, or ties: shared."
      )
    }
    return rules.ties ?? .shared
  }

  mutating func probability(among size: Int, ties: AllocationRules.Ties) -> Fraction? {
    // With a shared probability the last arm but one must still be more likely than the one in front.
    let least = ties == .shared ? Fraction(max(1, size - 1), max(2, size)) : Fraction(1, max(2, size))
    let why =
      ties == .shared && size > 2 ? "what \(size - 1) tied arms would have without any preference" : "chance"
    let remedy =
      ties == .shared && size > 2
      ? "Write a larger one, or ties: ordered-at-random." : "Write, for example, 0.8."
    return probability(above: least, why: why, remedy: remedy)
  }

  mutating func probability(above least: Fraction, why: String, remedy: String) -> Fraction? {
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
