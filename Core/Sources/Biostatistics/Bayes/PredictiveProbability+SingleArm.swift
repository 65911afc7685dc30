// SPDX-License-Identifier: Apache-2.0

/// What the final analysis of a single arm has to show to be a success.
public enum FinalProportion: Hashable, Sendable {
  /// P(p > rate | final data) > threshold, with the prior of the final analysis.
  case posterior(BetaDistribution, above: Double, threshold: Double)
  /// The exact binomial test of p ≤ rate, one-sided p ≤ alpha.
  case binomialTest(against: Double, alpha: Double)

  /// Whether these final data are a success; never falls as events are added.
  public func isMet(by proportion: Proportion) -> Bool {
    switch self {
    case .posterior(let prior, let rate, let threshold):
      proportion.posterior(prior: prior).survival(rate) > threshold
    case .binomialTest(let rate, let alpha):
      proportion.binomialTest(against: rate, .greater).p <= alpha * (1 + 1e-11)
    }
  }

  /// The fewest events among `n` subjects that are a success; nil if not even `n` are.
  public func fewestEvents(of n: Int) -> Int? {
    var (low, high) = (0, n + 1)
    while low < high {
      let middle = (low + high) / 2
      if isMet(by: Proportion(events: middle, of: n)) { high = middle } else { low = middle + 1 }
    }
    return low <= n ? low : nil
  }

  var isValid: Bool {
    switch self {
    case .posterior(_, let rate, let threshold): rate > 0 && rate < 1 && threshold > 0 && threshold < 1
    case .binomialTest(let rate, let alpha): rate > 0 && rate < 1 && alpha > 0 && alpha < 1
    }
  }
}

extension Proportion {
  /// The probability, given these interim data, that the final analysis of a single arm will be a success.
  ///
  /// - Parameters:
  ///   - success: What the final analysis has to show.
  ///   - finalSize: Subjects at the final analysis, at least those of now.
  ///   - prior: What was believed before the interim data; may differ from that of the final analysis.
  /// - Returns: A probability; 0 or 1 if nobody is to come. Measured relative error below 1e-12.
  /// - SeeAlso: Lee & Liu (2008), Clinical Trials 5:93–106.
  public func predictiveProbability(of success: FinalProportion, finalSize: Int, prior: BetaDistribution)
    -> Double
  {
    precondition(success.isValid, "rates, thresholds and alpha lie in (0, 1)")
    precondition(finalSize >= n, "there cannot be fewer subjects at the end than now")
    guard let fewest = success.fewestEvents(of: finalSize) else { return 0 }
    let future = BetaBinomialDistribution(finalSize - n, posterior(prior: prior)).probabilities
    // From the far end: smallest terms first.
    return min(1, future.dropFirst(max(0, fewest - events)).reversed().reduce(0, +))
  }
}
