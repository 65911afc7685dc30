// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup

/// The probability that the final analysis succeeds, seen from the counts of now.
public struct PredictedSuccess: Sendable {
  /// Subjects of each arm at the final analysis.
  let planned: [Int]
  let rule: SuccessRule
  let probability: Double

  /// Looks ahead.
  ///
  /// - Parameters:
  ///   - arms: The counts of now, of one arm or two, the reference last.
  ///   - planned: Subjects of each at the final analysis, none fewer than now.
  ///   - rule: What the final analysis has to show.
  ///   - prior: The prior of each proportion, now and at the end.
  ///   - margin: What the difference has to exceed.
  ///   - threshold: What the proportion of a single arm has to exceed, in (0, 1); needed for a single arm.
  /// - Returns: Nil where the sizes or the rule do not fit the arms.
  static func predicted(
    _ arms: [NamedProportion],
    planned: [Int],
    _ rule: SuccessRule,
    prior: BetaDistribution,
    margin: Double?,
    threshold: Double?
  ) -> PredictedSuccess? {
    guard planned.count == arms.count, zip(planned, arms).allSatisfy({ $0 >= $1.proportion.n }) else {
      return nil
    }
    if arms.count == 2 {
      guard let success = rule.comparison(prior: prior, margin: margin ?? 0) else { return nil }
      let pair = TwoProportions(arms[0].proportion, versus: arms[1].proportion)
      let probability = pair.predictiveProbability(
        of: success,
        treatmentSize: planned[0],
        referenceSize: planned[1],
        priors: ArmPriors(prior)
      )
      return PredictedSuccess(planned: planned, rule: rule, probability: probability)
    }
    guard let threshold, threshold > 0, threshold < 1, let arm = arms.first,
      let success = rule.proportion(prior: prior, above: threshold)
    else { return nil }
    let probability = arm.proportion.predictiveProbability(of: success, finalSize: planned[0], prior: prior)
    return PredictedSuccess(planned: planned, rule: rule, probability: probability)
  }

  var json: JSONValue {
    [
      "planned": .array(planned.map { .integer($0) }), "success": .string(rule.word),
      "probability": .number(probability),
    ]
  }

  /// What success means, in words.
  func meaning(_ texts: Texts, margin: Double?, threshold: Double?) -> String {
    let numbers = StatisticsNumbers(texts: texts)
    switch rule {
    case .posterior(let level) where planned.count == 2:
      return texts(
        BayesMessage.posteriorRule,
        numbers.asTyped(margin ?? 0),
        numbers.asTyped(level)
      )
    case .posterior(let level):
      return texts(BayesMessage.singleRule, numbers.asTyped(threshold ?? 0), numbers.asTyped(level))
    case .pooledZ(let alpha): return texts(BayesMessage.zRule, numbers.asTyped(alpha))
    case .fisher(let alpha): return texts(BayesMessage.fisherRule, numbers.asTyped(alpha))
    case .binomial(let alpha):
      return texts(BayesMessage.binomialRule, numbers.asTyped(threshold ?? 0), numbers.asTyped(alpha))
    }
  }
}
