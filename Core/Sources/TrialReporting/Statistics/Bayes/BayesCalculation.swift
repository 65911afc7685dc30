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
  /// The success of the final analysis; nil leaves it out.
  let predicted: PredictedSuccess?

  /// Takes counts of one arm or two.
  ///
  /// - Parameters:
  ///   - arms: Counts, the reference last.
  ///   - prior: The prior of each proportion.
  ///   - level: The credible level.
  ///   - margin: Of which the probability is told too that the difference exceeds it.
  ///   - threshold: Of which the probability is told too that each proportion exceeds it.
  ///   - final: Subjects of each arm at the final analysis and what it has to show; nil looks not ahead. Sizes below
  ///     those of now, or a rule for another number of arms, are left out.
  public init(
    _ arms: [NamedProportion],
    prior: BetaDistribution,
    level: Double,
    margin: Double?,
    threshold: Double?,
    final: (planned: [Int], rule: SuccessRule)? = nil
  ) {
    self.arms = arms
    self.prior = prior
    self.level = level
    self.margin = margin
    self.threshold = threshold
    predicted = final.flatMap {
      PredictedSuccess.predicted(
        arms,
        planned: $0.planned,
        $0.rule,
        prior: prior,
        margin: margin,
        threshold: threshold
      )
    }
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
    if let predicted { members.append(.init("predicted", predicted.json)) }
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
    guard let pair else {
      say(predicted, on: &page)
      return page.text
    }
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
    say(predicted, on: &page)
    return page.text
  }

  private func say(_ predicted: PredictedSuccess?, on page: inout StatisticsPage) {
    guard let predicted else { return }
    page.say(
      page.texts(
        predicted.planned.count == 2 ? BayesMessage.predicted : .predictedSingle,
        predicted.planned.map { "\($0)" }.joined(separator: page.texts[BayesMessage.and]),
        predicted.meaning(page.texts, margin: margin, threshold: threshold),
        page.numbers.pValue(predicted.probability)
      )
    )
  }
}

/// The words around posteriors.
enum BayesMessage: String, MessageKey {
  case title, prior, posterior, mean, credible, above, superiority, margin, difference, question, answer
  case predicted, predictedSingle, and, posteriorRule, singleRule, zRule, fisherRule, binomialRule

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
    case .predicted:
      Message(
        "Predictive probability that the final analysis of {0} subjects succeeds ({1}): {2}.",
        "最终分析（{0} 例）成功的预测概率（{1}）：{2}。"
      )
    case .predictedSingle:
      Message(
        "Predictive probability that the final analysis of {0} subjects succeeds ({1}): {2}.",
        "最终分析（共 {0} 例）成功的预测概率（{1}）：{2}。"
      )
    case .and: Message(" and ", "与 ")
    case .posteriorRule:
      Message(
        "posterior probability of a difference above {0} beyond {1}",
        "率差大于 {0} 的后验概率超过 {1}"
      )
    case .singleRule:
      Message("posterior probability of a proportion above {0} beyond {1}", "率大于 {0} 的后验概率超过 {1}")
    case .zRule: Message("z test with pooled variance, one-sided p at most {0}", "合并方差 z 检验单侧 P 不超过 {0}")
    case .fisherRule: Message("Fisher's exact test, one-sided p at most {0}", "Fisher 精确检验单侧 P 不超过 {0}")
    case .binomialRule:
      Message(
        "exact binomial test against {0}, one-sided p at most {1}",
        "对 {0} 的精确二项检验单侧 P 不超过 {1}"
      )
    case .question: Message("Question", "问题")
    case .answer: Message("Answer", "结果")
    }
  }
}
