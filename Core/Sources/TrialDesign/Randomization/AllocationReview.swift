// SPDX-License-Identifier: Apache-2.0

/// Looks for what is missing or unsound in rules of allocation.
struct AllocationReview {
  let rules: AllocationRules
  let arms: [String]
  /// In lowest terms, by arm.
  let shares: [Int]
  private(set) var faults: [AllocationFault] = []

  var open: [Int] { shares.filter { $0 > 0 } }
  var isEqual: Bool { open.allSatisfy { $0 == open[0] } }
  var total: Int { shares.reduce(0, +) }

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

  mutating func fault(_ key: String, _ problem: String, remedy: String) {
    faults.append(AllocationFault(key, problem, remedy: remedy))
  }

  mutating func omission(_ key: String, _ problem: String, remedy: String) {
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
}
