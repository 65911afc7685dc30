// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup
import TrialDesign

/// What is believed of one proportion or two after the data, with independent beta priors.
public struct BayesCalculation: Calculation {
  /// Treatment and, if there are two, reference.
  let arms: [NamedProportion]
  let prior: BetaDistribution
  let level: Double
  /// δ of P(p₁ − p₂ > δ); nil leaves it out.
  let margin: Double?
  /// p₀ of P(p > p₀); nil leaves it out.
  let threshold: Double?

  /// Takes counts of one arm or two.
  public init(
    _ arms: [NamedProportion],
    prior: BetaDistribution,
    level: Double,
    margin: Double?,
    threshold: Double?
  ) {
    self.arms = arms
    self.prior = prior
    self.level = level
    self.margin = margin
    self.threshold = threshold
  }

  private var pair: TwoProportions? {
    arms.count == 2 ? TwoProportions(arms[0].proportion, versus: arms[1].proportion) : nil
  }

  public var json: [JSONValue.Member] {
    let told = arms.map { arm -> JSONValue in
      let posterior = arm.proportion.posterior(prior: prior)
      var members: [JSONValue.Member] = [
        .init("arm", .string(arm.name)), .init("events", .integer(arm.proportion.events)),
        .init("n", .integer(arm.proportion.n)),
        .init("posterior", .array([.number(posterior.alpha), .number(posterior.beta)])),
        .init("mean", .number(posterior.mean)),
        .init("interval", .interval(posterior.credibleInterval(level: level))),
      ]
      if let threshold {
        members.append(.init("probabilityAbove", .number(posterior.survival(threshold))))
      }
      return .object(members)
    }
    var members: [JSONValue.Member] = [
      .init("prior", .array([.number(prior.alpha), .number(prior.beta)])), .init("level", .number(level)),
    ]
    if let threshold { members.append(.init("threshold", .number(threshold))) }
    members.append(.init("arms", .array(told)))
    guard let pair else { return members }
    members.append(.init("probabilityOfSuperiority", .number(pair.probabilityOfSuperiority(prior: prior))))
    if let margin {
      let probability = pair.probabilityOfSuperiority(prior: prior, margin: margin)
      members.append(.init("margin", ["difference": .number(margin), "probability": .number(probability)]))
    }
    members.append(
      .init("difference", ["interval": .interval(pair.credibleDifference(prior: prior, level: level))])
    )
    return members
  }

  public func text(in language: Language) -> String {
    let texts = Texts(language: language)
    var page = StatisticsPage(texts[BayesMessage.title], in: language)
    let numbers = page.numbers
    page.say(texts(BayesMessage.prior, numbers.asTyped(prior.alpha), numbers.asTyped(prior.beta)))
    var head =
      [StatisticsMessage.arm, .events, .subjects].map { texts[$0] }
      + [
        texts[BayesMessage.posterior], texts[BayesMessage.mean],
        texts(BayesMessage.credible, numbers.level(level)),
      ]
    if let threshold { head.append(texts(BayesMessage.above, numbers.asTyped(threshold))) }
    page.table(
      "",
      head,
      numeric: [1, 2, 4, 5, 6],
      arms.enumerated().map { index, arm in
        let posterior = arm.proportion.posterior(prior: prior)
        let cells = [
          index == 1 ? texts(StatisticsMessage.reference, arm.name) : arm.name, "\(arm.proportion.events)",
          "\(arm.proportion.n)",
          "Beta(\(numbers.asTyped(posterior.alpha)), \(numbers.asTyped(posterior.beta)))",
          numbers.share(posterior.mean),
          numbers.interval(posterior.credibleInterval(level: level)) { numbers.share($0) },
        ]
        return cells + (threshold.map { [numbers.pValue(posterior.survival($0))] } ?? [])
      }
    )
    guard let pair else { return page.text }
    var rows = [
      [texts[BayesMessage.superiority], numbers.pValue(pair.probabilityOfSuperiority(prior: prior))]
    ]
    if let margin {
      rows.append([
        texts(BayesMessage.margin, numbers.asTyped(margin)),
        numbers.pValue(pair.probabilityOfSuperiority(prior: prior, margin: margin)),
      ])
    }
    rows.append([
      texts(BayesMessage.difference, numbers.level(level)),
      numbers.interval(pair.credibleDifference(prior: prior, level: level)) { numbers.share($0) },
    ])
    page.table(
      texts(ProportionMessage.against, arms[0].name, arms[1].name),
      [texts[BayesMessage.question], texts[BayesMessage.answer]],
      numeric: [1],
      rows
    )
    return page.text
  }
}

/// The words around posteriors.
enum BayesMessage: String, MessageKey {
  case title, prior, posterior, mean, credible, above, superiority, margin, difference, question, answer

  var message: Message {
    switch self {
    case .title: Message("Posterior of proportions", "率的后验分布")
    case .prior:
      Message("Prior of each proportion: Beta({0}, {1}), independent.", "各组率的先验：Beta({0}, {1})，相互独立。")
    case .posterior: Message("Posterior", "后验")
    case .mean: Message("Mean", "均值")
    case .credible: Message("{0} credible", "{0} 可信区间")
    case .above: Message("P(p > {0})", "P(p > {0})")
    case .superiority: Message("Probability that the arm's proportion is the higher one", "该组率较高的概率")
    case .margin: Message("Probability that the difference exceeds {0}", "率差大于 {0} 的概率")
    case .difference: Message("Difference, {0} credible interval", "率差的 {0} 可信区间")
    case .question: Message("Question", "问题")
    case .answer: Message("Answer", "结果")
    }
  }
}
